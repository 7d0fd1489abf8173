"""Decides what is to be written: slots by passion's permissions, facts ranked for the posting, questions that help."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from jobhelper.drafting.questions import question_for
from jobhelper.drafting.relevance import bullet_fact, entry_fact, rank_facts
from jobhelper.models import (
    CV,
    Action,
    Coverage,
    CoverageStatus,
    DocumentKind,
    DraftPlan,
    Entry,
    Fact,
    FactKind,
    Permissions,
    Posting,
    SectionKind,
    SlotPlan,
    SlotRule,
    Writer,
)

EVIDENCE_PARAGRAPHS = 3
"""Most evidence paragraphs of a letter that is to stay on one page."""
FACTS_PER_PARAGRAPH = 3
"""Facts that one paragraph of about seventy words can carry."""


def plan_letter(
    cv: CV, posting: Posting, coverage: Sequence[Coverage], permissions: Permissions, *, home: Path | None = None
) -> DraftPlan:
    """The slots of a cover letter: opening, motivation, one to three evidence paragraphs, closing."""
    groups = _evidence_groups(cv, posting, coverage)
    known = _known(posting, coverage)
    slots = []
    for slot, facts in [
        ("opening", _credentials(cv)),
        ("motivation", _best(groups)),
        *_numbered(groups),
        ("closing", ()),
    ]:
        rule = permissions.stop.rule(DocumentKind.LETTER, slot)
        if rule is not None:
            about = {**known, **_about(cv, coverage, facts)} if slot.startswith("evidence") else known
            slots.append(_slot(slot, rule, permissions, facts, question_for(slot, about, home)))
    return DraftPlan(DocumentKind.LETTER, permissions.passion, permissions.stop.id, tuple(slots))


def plan_cv(
    cv: CV, posting: Posting, coverage: Sequence[Coverage], permissions: Permissions, *, home: Path | None = None
) -> DraftPlan:
    """The slots of a tailored CV: summary, bullets, order, skills.

    The `bullets` slot lists the facts of the bullets that a model may reword, best first, as many as its share allows.
    A summary that would be the user's to write and that the CV doesn't have is left out: a CV without one is whole.
    """
    known = _known(posting, coverage)
    ranked = [fact for _, fact in rank_facts(cv, posting, coverage)]
    bullets = [fact.id for fact in ranked if fact.kind is FactKind.BULLET]
    facts = {"summary": tuple(fact.id for fact in ranked[:6]), "bullets": tuple(bullets), "order": tuple(bullets)}
    slots = []
    for slot in ("summary", "bullets", "order", "skills"):
        rule = permissions.stop.rule(DocumentKind.CV, slot)
        if rule is None or (slot == "summary" and rule.writer is Writer.HUMAN and not _has_profile(cv)):
            continue
        chosen = facts.get(slot, ())
        if slot == "bullets":
            chosen = chosen[: int(len(chosen) * rule.model_share)]
        slots.append(_slot(slot, rule, permissions, chosen, question_for(slot, known, home)))
    return DraftPlan(DocumentKind.CV, permissions.passion, permissions.stop.id, tuple(slots))


def _slot(slot: str, rule: SlotRule, permissions: Permissions, facts: Iterable[str], question: str) -> SlotPlan:
    actions = frozenset[Action]() if permissions.no_ai else rule.actions
    most = rule.words if rule.writer is Writer.HUMAN else int(rule.words * (rule.model_share or 1.0))
    return SlotPlan(slot, rule.writer, actions, most, tuple(facts), question)


def _has_profile(cv: CV) -> bool:
    return any(section.kind is SectionKind.PROFILE for section in cv.sections)


def _evidence_groups(cv: CV, posting: Posting, coverage: Sequence[Coverage]) -> list[tuple[str, ...]]:
    """Facts for each evidence paragraph: one entry a paragraph, since an achievement belongs to its employer."""
    by_entry: dict[str, list[tuple[float, Fact]]] = {}
    for score, fact in rank_facts(cv, posting, coverage):
        if fact.entry_id is not None and fact.kind in {FactKind.BULLET, FactKind.ENTRY}:
            by_entry.setdefault(fact.entry_id, []).append((score, fact))
    scored = []
    for entry in cv.entries:
        facts = [(s, f) for s, f in by_entry.get(entry.id, []) if f.kind is FactKind.BULLET][:FACTS_PER_PARAGRAPH]
        heading = entry_fact(cv, entry)
        if facts or (heading is not None and entry.section is not SectionKind.EDUCATION):
            ids = ([heading.id] if heading is not None else []) + [fact.id for _, fact in facts]
            scored.append((sum(score for score, _ in facts), tuple(ids)))
    scored.sort(key=lambda pair: -pair[0])
    return [ids for _, ids in scored[:EVIDENCE_PARAGRAPHS]] or [()]


def _numbered(groups: list[tuple[str, ...]]) -> list[tuple[str, tuple[str, ...]]]:
    return [(f"evidence-{number}", facts) for number, facts in enumerate(groups, start=1)]


def _best(groups: list[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(fact for group in groups for fact in group[:2])


def _credentials(cv: CV) -> tuple[str, ...]:
    entries = [entry for entry in cv.entries if entry.section is SectionKind.EDUCATION][:1]
    return tuple(fact.id for entry in entries if (fact := entry_fact(cv, entry)) is not None)


def _known(posting: Posting, coverage: Sequence[Coverage]) -> dict[str, str]:
    gap = next((c for c in coverage if c.status is CoverageStatus.NOT_SHOWN and c.keyword.required), None)
    duty = next((r.text for r in posting.requirements if len(r.text.split()) >= 4), "")
    gap_words = gap.keyword.text if gap is not None else ""
    return {"company": posting.company, "title": posting.title, "requirement": duty, "gap": gap_words}


def _about(cv: CV, coverage: Sequence[Coverage], facts: Sequence[str]) -> dict[str, str]:
    found = [fact for fact_id in facts if (fact := cv.fact(fact_id)) is not None]
    fact = next((f for f in found if f.kind is FactKind.BULLET), found[0] if found else None)
    if fact is None:
        return {}
    entry: Entry | None = cv.entry(fact.entry_id)
    known = {"fact": fact.text}
    if entry is not None and entry.organisation is not None:
        known["organisation"] = entry.organisation.text
    for item in coverage:
        if any(quote.start < fact.end and fact.start < quote.end for quote in item.evidence):
            known["keyword"] = item.keyword.text
            break
    return known


def reworded_bullets(cv: CV, plan: DraftPlan) -> tuple[str, ...]:
    """Ids of the bullets that the plan lets a model reword, best for the posting first."""
    allowed = {slot.slot: slot for slot in plan.slots}.get("bullets")
    if allowed is None or Action.REWORD not in allowed.actions:
        return ()
    place = {fact_id: rank for rank, fact_id in enumerate(allowed.facts)}
    pairs = []
    for entry in cv.entries:
        for bullet in entry.bullets:
            fact = bullet_fact(cv, bullet)
            if fact is not None and fact.id in place:
                pairs.append((place[fact.id], bullet.id))
    return tuple(bullet_id for _, bullet_id in sorted(pairs))
