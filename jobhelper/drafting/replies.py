"""Turns a model's reply into a draft: contract first, then redaction undone, then authorship word by word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from jobhelper.drafting.compose import letter_draft
from jobhelper.drafting.contract import (
    ContractBreach,
    check_echo,
    check_english,
    check_facts,
    check_no_link,
    check_plain,
    check_words,
    cv_contract,
    letter_contract,
    one_line,
    parse_reply,
)
from jobhelper.drafting.frame import frame
from jobhelper.drafting.owned import owned_bullet, owned_sentence
from jobhelper.drafting.phrases import load_phrases
from jobhelper.drafting.plan import reworded_bullets
from jobhelper.drafting.redaction import Redaction, redaction_for
from jobhelper.drafting.relevance import bullets_of
from jobhelper.drafting.requests import drafted_slots, may_summarise
from jobhelper.drafting.tailor import cv_draft, tailored
from jobhelper.models import (
    CV,
    Author,
    Bullet,
    Coverage,
    Draft,
    DraftPlan,
    ModelReply,
    ModelRequest,
    Posting,
    SectionKind,
    Sentence,
    SlotText,
    TailoredBullet,
    TailoredCV,
    TailoredSection,
)

_LONGEST_GROWTH = 2.0
"""How much longer than its source a reworded bullet may be; rewording for a reader shortens."""


def letter_from_reply(
    reply: ModelReply,
    request: ModelRequest,
    plan: DraftPlan,
    cv: CV,
    posting: Posting,
    *,
    today: date | None = None,
    template: str = "plain",
    home: Path | None = None,
) -> Draft:
    """The letter with the slots that the reply fills. Raises ContractBreach where the reply breaks its contract."""
    allowed = {slot.slot: slot for slot in drafted_slots(plan)}
    _check_finished(reply)
    values = parse_reply(reply.text, letter_contract(list(allowed), request.facts))
    redaction = redaction_for(cv, posting.text)
    slots = []
    for slot in plan.slots:
        sentences: tuple[Sentence, ...] = ()
        if slot.slot in allowed:
            sentences = _sentences(values[slot.slot], slot.slot, slot.max_words, request, cv, redaction)
        slots.append(SlotText(slot.slot, sentences))
    letter = frame(cv, posting, slots, load_phrases(template, home), today)
    return _named(letter_draft(letter, plan, reply.model), request, redaction, reply)


def cv_from_reply(
    reply: ModelReply,
    request: ModelRequest,
    plan: DraftPlan,
    cv: CV,
    posting: Posting,
    coverage: Sequence[Coverage],
    *,
    home: Path | None = None,
) -> Draft:
    """The arranged CV with the bullets that the reply reworded. Raises ContractBreach as above."""
    allowed, summary = reworded_bullets(cv, plan), may_summarise(plan)
    _check_finished(reply)
    values = parse_reply(reply.text, cv_contract(allowed, request.facts, summary=summary is not None))
    redaction = redaction_for(cv, posting.text)
    known = bullets_of(cv)
    reworded: dict[str, TailoredBullet] = {}
    for row in values.get("bullets", []):
        place = f"bullets.{row['id']}"
        if row["id"] not in allowed or row["id"] in reworded:
            raise ContractBreach(f"“{place}” is not a bullet that may be reworded, or it stands there twice.")
        reworded[row["id"]] = _bullet(row, known[row["id"]], place, redaction)
    content = _with_bullets(tailored(plan, cv, posting, coverage, home=home), reworded)
    if summary is not None and values["summary"]:
        lines = _sentences(values["summary"], "summary", summary.max_words, request, cv, redaction)
        content = _with_summary(content, lines, load_phrases(home=home).words("cv", "summary_title"))
    return _named(cv_draft(content, plan, reply.model), request, redaction, reply)


def _check_finished(reply: ModelReply) -> None:
    if reply.finish_reason == "length":
        raise ContractBreach("It was cut off at its greatest length.")
    if reply.finish_reason == "content_filter":
        raise ContractBreach("The endpoint's content filter held it back.")


def _sentences(
    rows: Sequence[Mapping[str, Any]],
    place: str,
    most: int,
    request: ModelRequest,
    cv: CV,
    redaction: Redaction,
) -> tuple[Sentence, ...]:
    texts = [_clean(row["text"], place, redaction) for row in rows]
    kept = check_words(texts, most, place)
    check_english(texts, place)
    sentences = []
    for row, text in list(zip(rows, texts, strict=True))[:kept]:
        facts = check_facts(row["facts"], request.facts, place)
        if text:
            sources = [fact.text for fact_id in facts if (fact := cv.fact(fact_id)) is not None]
            sentences.append(owned_sentence(text, Author.MODEL, facts, sources))
    return tuple(sentences)


def _clean(text: str, place: str, redaction: Redaction) -> str:
    words = one_line(text)
    check_no_link(words, place)
    check_plain(words, place)
    restored = redaction.restore(words)
    if restored.unknown:
        raise ContractBreach(f"“{place}” holds {restored.unknown[0]}, which was never sent.", where=place)
    return restored.text


def _bullet(row: Mapping[str, Any], source: Bullet, place: str, redaction: Redaction) -> TailoredBullet:
    original = " ".join(source.text.split())
    check_echo(redaction.restore(row["source"]).text, original, place)
    text = _clean(row["text"], place, redaction)
    if not text:
        raise ContractBreach(f"“{place}” is empty.", where=place)
    if len(text.split()) > _LONGEST_GROWTH * len(original.split()) + 4:
        raise ContractBreach(f"“{place}” is more than twice as long as its source.", where=place)
    return owned_bullet(text, Author.MODEL, source.id, original)


def _with_bullets(content: TailoredCV, reworded: Mapping[str, TailoredBullet]) -> TailoredCV:
    sections = []
    for section in content.sections:
        entries = tuple(
            replace(entry, bullets=tuple(reworded.get(bullet.source or "", bullet) for bullet in entry.bullets))
            for entry in section.entries
        )
        sections.append(replace(section, entries=entries))
    return replace(content, sections=tuple(sections))


def _with_summary(content: TailoredCV, lines: tuple[Sentence, ...], title: str) -> TailoredCV:
    text = " ".join(line.text for line in lines)
    joined: list[Sentence] = list(lines)
    if not text:
        return content
    others = [section for section in content.sections if section.kind is not SectionKind.PROFILE]
    own = next((section for section in content.sections if section.kind is SectionKind.PROFILE), None)
    profile = TailoredSection(SectionKind.PROFILE, own.title if own else title, (), tuple(joined))
    left_out = (*content.left_out, *(line.text for line in own.lines)) if own else content.left_out
    return replace(content, sections=(profile, *others), left_out=left_out)


def _named(draft: Draft, request: ModelRequest, redaction: Redaction, reply: ModelReply) -> Draft:
    lost = redaction.dropped(request.user, reply.text) if request.task == "cv" else ()
    notes = [*request.notes, *(f"The model left out “{words}”, which one of your bullets names." for words in lost)]
    return replace(
        draft,
        prompt_id=request.prompt_id,
        prompt_version=request.prompt_version,
        prompt_sha256=request.prompt_sha256,
        notes=tuple(notes),
    )
