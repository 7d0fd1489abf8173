"""Tests of redaction: what identifies a person leaves as placeholders and comes back byte for byte."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobhelper.cv.parse import parse_cv
from jobhelper.documents.read import read_document
from jobhelper.drafting.critique import critique_request
from jobhelper.drafting.plan import plan_cv, plan_letter
from jobhelper.drafting.redaction import redaction_for
from jobhelper.drafting.requests import cv_request, letter_request
from jobhelper.models import (
    CV,
    Posting,
)
from jobhelper.passion.policy import Policy
from jobhelper.resources import sample
from tests.drafting.cases import PERSONAL


@given(st.lists(st.sampled_from([*PERSONAL, "Maya", "MAYA LINDQVIST-RAO", "will", "[", "1"]), max_size=8))
def test_redaction_comes_back_byte_for_byte(cv: CV, parts: list[str]) -> None:
    text = " ".join(parts)
    redaction = redaction_for(cv, text)
    assert redaction.restore(redaction.redact(text)).text == text
    assert redaction.restore(redaction.redact(cv.text)).text == cv.text


@pytest.mark.parametrize(
    "change", [str.lower, str.title, lambda s: s.replace("_", " "), lambda s: s.replace("[", "[[").replace("]", "]]")]
)
def test_placeholders_survive_what_models_do_to_them(cv: CV, change: Any) -> None:
    redaction = redaction_for(cv)
    mark = redaction.redact("Maya Lindqvist-Rao")
    assert redaction.restore(change(mark)).text == "Maya Lindqvist-Rao"


def test_dropped_and_invented_placeholders_are_reported(cv: CV) -> None:
    redaction = redaction_for(cv)
    sent = redaction.redact("Maya Lindqvist-Rao, 07700 900341")
    assert redaction.dropped(sent, sent) == ()
    assert redaction.dropped(sent, "nothing") == ("Maya Lindqvist-Rao", "07700 900341")
    assert redaction.restore("[NAME_99]").unknown == ("[NAME_99]",)


def test_a_name_that_is_a_common_word_garbles_nothing(cv: CV) -> None:
    from tests.drafting.conftest import quote

    text = "Will Young\nI will help young people."
    person = replace(cv, text=text, contact=replace(cv.contact, name=quote("Will Young", text)), sections=())
    redaction = redaction_for(person)
    assert "I will help young people." in redaction.redact(text)
    assert "Will" not in redaction.redact("Will Young")


SAMPLES = ["maya-lindqvist-rao.pdf", "maya-lindqvist-rao.docx", "tomasz-okonkwo-byrne.pdf", "tomasz-okonkwo-byrne.docx"]


@pytest.mark.parametrize("name", SAMPLES)
def test_no_request_about_a_sample_cv_holds_a_personal_detail(name: str, policy: Policy) -> None:
    cv = parse_cv(read_document(sample(f"cvs/{name}")))
    contact = cv.contact
    quotes = [contact.name, contact.email, contact.address, *contact.phones, *contact.links]
    private = [quote.text for quote in quotes if quote is not None]
    private.extend(private[0].split())
    assert len(private) >= 5
    text = f"{' '.join(private)} {private[0].upper()} wrote from {private[1]}."
    for path in sorted(sample("postings").iterdir()):
        posting = Posting(path.read_text("utf-8") + text, "Title", "Company", "", None, (), ())
        for passion in (0, 30, 50, 70):
            plan = plan_letter(cv, posting, (), policy.permissions(passion))
            requests = [letter_request(plan, cv, posting, ()), critique_request(plan.slots[0], text, cv, posting, ())]
            if passion < 60:
                requests.append(cv_request(plan_cv(cv, posting, (), policy.permissions(passion)), cv, posting, ()))
            for request in requests:
                body = f"{request.system} {request.user} {json.dumps(request.schema, ensure_ascii=False)}".casefold()
                assert not [words for words in private if words.casefold() in body]
    redaction = redaction_for(cv, text)
    assert redaction.restore(redaction.redact(cv.text + text)).text == cv.text + text


def test_dates_grades_and_quantities_are_no_telephone_numbers(cv: CV) -> None:
    text = "2019 – 2021 2022 2023, 81 participants, 09/2020 – 06/2024, £26,530 to £29,114, 12 000 000 units"
    assert redaction_for(cv, text).redact(text) == text


def test_birth_date_links_and_others_addresses_go_too(cv: CV) -> None:
    extra = "Date of birth: 3 May 2002. See github.com/maya-lr and www.maya.example.org, or write to boss@firm.example."
    person = replace(cv, text=cv.text + extra)
    redacted = redaction_for(person).redact(person.text)
    for words in ("3 May 2002", "github.com", "www.maya", "boss@"):
        assert words not in redacted
