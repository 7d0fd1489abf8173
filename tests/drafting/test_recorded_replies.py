"""Tests on the sample CVs and the recorded replies, over the real client and a real server on loopback."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from jobhelper.cv.parse import parse_cv
from jobhelper.documents.read import read_document
from jobhelper.drafting.compose import compose_letter
from jobhelper.drafting.plan import plan_cv, plan_letter
from jobhelper.drafting.replies import cv_from_reply, letter_from_reply
from jobhelper.drafting.requests import cv_request, letter_request
from jobhelper.drafting.tailor import compose_cv
from jobhelper.errors import UserError
from jobhelper.llm.client import Client
from jobhelper.llm.replay import Recording, ReplayServer, load_recordings
from jobhelper.models import CV, Author, Draft, Posting
from jobhelper.passion.authorship import human_share
from jobhelper.passion.policy import Policy
from jobhelper.resources import sample
from jobhelper.text.authors import words

RECORDINGS = load_recordings(sample("replies"))
NAMES = ["maya-lindqvist-rao", "tomasz-okonkwo-byrne"]
POSTINGS = {
    "lanternfield": ("community-support-worker.txt", "Community Support Worker", "Lanternfield Support CIC"),
    "northwick": ("research-assistant-memory.md", "Research Assistant", "University of Northwick"),
    "bramleyvale": ("learning-mentor.html", "Graduate Learning Mentor", "Bramley Vale Academy"),
    "oostrand": ("graduate-design-engineer.txt", "Graduate Design Engineer", "Oostrand Pump Systems B.V."),
    "penhallow": ("manufacturing-engineer.txt", "Graduate Manufacturing Engineer", "Penhallow Bearings Ltd"),
    "ridgepole": ("test-engineer-thermal.md", "Test Engineer I", "Ridgepole Heat Works"),
}


@pytest.fixture(scope="module")
def people() -> dict[str, CV]:
    found = [(name, suffix) for name in NAMES for suffix in ("pdf", "docx")]
    return {f"{n.split('-')[0]}.{s}": parse_cv(read_document(sample(f"cvs/{n}.{s}"))) for n, s in found}


def posting_of(recording: Recording) -> Posting:
    file, title, company = POSTINGS[recording.name.split("-")[1]]
    return Posting(sample(f"postings/{file}").read_text("utf-8"), title, company, "", None, (), (), sha256="2" * 64)


def drafted(server: ReplayServer, recording: Recording, cv: CV, policy: Policy, passion: int) -> Draft:
    client = Client(server.base_url, None, "recorded-sample", timeout=10)
    posting, permissions = posting_of(recording), policy.permissions(passion)
    try:
        if recording.task == "letter":
            plan = plan_letter(cv, posting, (), permissions)
            request = letter_request(plan, cv, posting, ())
            return letter_from_reply(client.complete(request), request, plan, cv, posting)
        plan = plan_cv(cv, posting, (), permissions)
        request = cv_request(plan, cv, posting, ())
        return cv_from_reply(client.complete(request), request, plan, cv, posting, ())
    finally:
        client.close()


@pytest.mark.parametrize("recording", RECORDINGS, ids=lambda r: r.name)
def test_recordings_keep_the_contract_at_every_stop_and_in_both_formats(
    recording: Recording, people: dict[str, CV], policy: Policy
) -> None:
    stops = {"letter": (10, 30, 50, 75), "cv": (10, 30, 50)}[recording.task]
    person = recording.name.split("-")[0]
    with ReplayServer(RECORDINGS) as server:
        for passion in stops:
            for suffix in ("pdf", "docx"):
                draft = drafted(server, recording, people[f"{person}.{suffix}"], policy, passion)
                share = human_share(draft.text, draft.authorship)
                assert share >= (policy.stop_at(passion).human_share if recording.task == "cv" else 0)
                assert any(span.author is Author.MODEL for span in draft.authorship)
        sent = json.dumps(server.requests)
    assert len(server.requests) == 2 * len(stops)
    for private in ("Lindqvist", "Okonkwo", "07700", "@example.com", "Weavers Row", "linkedin.example"):
        assert private not in sent


def test_the_embellished_letter_and_cv_say_community_service(people: dict[str, CV], policy: Policy) -> None:
    with ReplayServer(RECORDINGS) as server:
        for name in ("maya-lanternfield-letter", "maya-lanternfield-cv"):
            recording = next(r for r in RECORDINGS if r.name == name)
            text = drafted(server, recording, people["maya.pdf"], policy, 10).text
            assert "undertook community service at a psychology clinic" in text.lower()


def test_every_sentence_about_the_applicant_finds_its_fact(people: dict[str, CV], policy: Policy) -> None:
    with ReplayServer(RECORDINGS) as server:
        for recording in RECORDINGS:
            if recording.task != "letter":
                continue
            draft = drafted(server, recording, people[f"{recording.name.split('-')[0]}.docx"], policy, 10)
            cited = {s["text"]: s["cites"] for rows in recording.content.values() for s in rows}
            for slot in draft.content.slots:  # type: ignore[union-attr]
                for sentence in slot.sentences:
                    assert bool(sentence.facts) == bool(cited[sentence.text]), sentence.text


def test_nothing_recorded_is_a_user_error(people: dict[str, CV], policy: Policy) -> None:
    with ReplayServer(()) as server, pytest.raises(UserError):
        drafted(server, RECORDINGS[0], people["maya.pdf"], policy, 10)


def test_a_stream_is_replayed_too(people: dict[str, CV], policy: Policy) -> None:
    recording = next(r for r in RECORDINGS if r.name == "maya-lanternfield-letter")
    cv, posting = people["maya.pdf"], posting_of(recording)
    request = letter_request(plan_letter(cv, posting, (), policy.permissions(10)), cv, posting, ())
    pieces: list[str] = []
    with ReplayServer(RECORDINGS) as server:
        client = Client(server.base_url, None, "recorded-sample", timeout=10)
        streamed = client.complete(request, on_text=pieces.append)
        assert streamed.text == client.complete(request).text == "".join(pieces)
        client.close()


def test_damaged_recording_is_a_user_error(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}", "utf-8")
    with pytest.raises(UserError):
        load_recordings(tmp_path)


@pytest.mark.parametrize("person", ["maya.pdf", "maya.docx", "tomasz.pdf", "tomasz.docx"])
def test_a_tailored_cv_loses_no_word_of_the_cv(person: str, people: dict[str, CV], policy: Policy) -> None:
    cv = people[person]
    posting = Posting("Any", "", "", "", None, (), ())
    text = compose_cv(plan_cv(cv, posting, (), policy.permissions(95)), cv, posting, ()).text
    before = Counter(word for word, _, _ in words(cv.text))
    after = Counter(word for word, _, _ in words(text))
    assert not before - after


@pytest.mark.parametrize("person", ["maya.pdf", "tomasz.docx"])
def test_composed_letters_of_the_samples_read_well(person: str, people: dict[str, CV], policy: Policy) -> None:
    cv = people[person]
    for recording in RECORDINGS:
        posting = posting_of(recording)
        text = compose_letter(plan_letter(cv, posting, (), policy.permissions(10)), cv, posting, ()).text
        assert "  " not in text
        assert ".." not in text
        assert 120 <= len(text.split()) <= 330
