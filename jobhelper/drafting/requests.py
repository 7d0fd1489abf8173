"""Builds what is asked of a model: facts by relevance, the posting fenced as data, everything redacted and bounded."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jobhelper.drafting.plan import reworded_bullets
from jobhelper.drafting.prompts import Prompt, load
from jobhelper.drafting.redaction import Redaction, redaction_for
from jobhelper.drafting.relevance import bullets_of, entry_fact, rank_facts
from jobhelper.errors import UserError
from jobhelper.models import CV, Action, Coverage, DraftPlan, Fact, FactKind, ModelRequest, Posting, SlotPlan

if TYPE_CHECKING:
    from pydantic import BaseModel

LONGEST_POSTING = 6000
"""Characters of a posting that are sent; what employers ask for stands well before that."""
_CHARACTERS_PER_TOKEN = 3.5
"""The stated rule for English where no tokeniser is at hand, on the safe side of the usual 4."""
_TOKENS_PER_WORD = 3
_TOKENS_AROUND = 250
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})


def letter_request(
    plan: DraftPlan,
    cv: CV,
    posting: Posting,
    coverage: Sequence[Coverage],
    *,
    prompt: Prompt | None = None,
    fence: str = "",
    correlation_id: str = "",
    context_tokens: int = 8192,
    home: Path | None = None,
) -> ModelRequest:
    """The request for the slots that a model may draft. Raises UserError where passion leaves it none."""
    from jobhelper.drafting.contract import letter_contract

    slots = drafted_slots(plan)
    if not slots:
        raise UserError("At this passion every word of the letter is yours.", "Lower passion, or write it yourself.")
    listed = "\n".join(f"- {slot.slot}: {_slot_line(slot)}" for slot in slots)
    return _request(
        "letter",
        prompt or load("letter", home),
        (cv, posting, coverage),
        {"slots": listed},
        [fact for slot in slots for fact in slot.facts],
        lambda facts: letter_contract([slot.slot for slot in slots], facts),
        int(sum(slot.max_words for slot in slots) * _TOKENS_PER_WORD) + _TOKENS_AROUND,
        (fence, correlation_id, context_tokens),
    )


def cv_request(
    plan: DraftPlan,
    cv: CV,
    posting: Posting,
    coverage: Sequence[Coverage],
    *,
    prompt: Prompt | None = None,
    fence: str = "",
    correlation_id: str = "",
    context_tokens: int = 8192,
    home: Path | None = None,
) -> ModelRequest:
    """The request for the bullets that a model may reword and the summary. Raises UserError where it may do neither."""
    from jobhelper.drafting.contract import cv_contract

    bullets, summary = reworded_bullets(cv, plan), may_summarise(plan)
    if not bullets and summary is None:
        raise UserError("At this passion a model rewords none of your CV.", "The CV can still be arranged without one.")
    known = bullets_of(cv)
    lines = "\n".join(f"- {bullet_id}: {' '.join(known[bullet_id].text.split())}" for bullet_id in bullets)
    words = sum(2 * len(known[bullet_id].text.split()) + 12 for bullet_id in bullets)
    words += summary.max_words if summary else 0
    return _request(
        "cv",
        prompt or load("cv", home),
        (cv, posting, coverage),
        {
            "bullets": lines or "(none)",
            "summary": f"at most {summary.max_words} words" if summary else "none is asked for",
        },
        list(summary.facts) if summary else [],
        lambda facts: cv_contract(bullets, facts, summary=summary is not None),
        words * _TOKENS_PER_WORD + _TOKENS_AROUND,
        (fence, correlation_id, context_tokens),
    )


def repair_request(request: ModelRequest, reply: str, breach: str, home: Path | None = None) -> ModelRequest:
    """The same request once more, with the unusable answer and the breach named."""
    prompt = load("repair", home)
    system, user = prompt.fill({"reply": as_data(reply, LONGEST_POSTING), "breach": breach})
    return replace(request, system=f"{request.system}\n\n{system}", user=f"{request.user}\n\n{user}")


def drafted_slots(plan: DraftPlan) -> list[SlotPlan]:
    """The slots of a letter that a model may draft, with room for at least one word."""
    return [slot for slot in plan.slots if Action.DRAFT in slot.actions and slot.max_words > 0]


def may_summarise(plan: DraftPlan) -> SlotPlan | None:
    """The summary's slot where a model may draft it."""
    return next((s for s in plan.slots if s.slot == "summary" and Action.DRAFT in s.actions and s.max_words > 0), None)


def as_data(text: str, longest: int) -> str:
    """`text` as data: without control and invisible characters, cut at a line or word end near `longest` characters."""
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _INVISIBLE)
    if len(kept) <= longest:
        return kept
    cut = kept[:longest]
    place = max(cut.rfind("\n"), cut.rfind(" "))
    return cut[: place if place > longest // 2 else longest].rstrip() + "\n[…]"


def estimate_tokens(text: str) -> int:
    """About how many tokens `text` is, never too few for English prose: one for each 3.5 characters."""
    return int(len(text) / _CHARACTERS_PER_TOKEN) + 1


def fact_lines(cv: CV, posting: Posting, coverage: Sequence[Coverage], most: int = 40) -> list[tuple[str, str]]:
    """The ids of the CV's facts that matter most to the posting, each with its line for a prompt, not yet redacted."""
    ranked = [fact for _, fact in rank_facts(cv, posting, coverage)][:most]
    return [(fact.id, f"- {fact.id}: {_fact_line(cv, fact)}") for fact in ranked]


def _slot_line(slot: SlotPlan) -> str:
    facts = f"; rest it on {', '.join(slot.facts)}" if slot.facts else ""
    return f"at most {slot.max_words} words{facts}"


def fence_for(given: str, cv: CV, posting: Posting) -> str:
    """A line that the posting's author can't foresee; the same for the same input, so that a reply can be cached."""
    seed = given or hashlib.sha256(f"{cv.sha256}{posting.sha256}{posting.text}{cv.text}".encode()).hexdigest()[:16]
    while seed in posting.text:
        seed = hashlib.sha256(seed.encode()).hexdigest()[:16]
    return f"=== {seed} ==="


def _request(
    task: str,
    prompt: Prompt,
    material: tuple[CV, Posting, Sequence[Coverage]],
    values: Mapping[str, str],
    wanted: Sequence[str],
    contract: _ContractOf,
    max_tokens: int,
    options: tuple[str, str, int],
) -> ModelRequest:
    cv, posting, coverage = material
    fence, correlation_id, context_tokens = options
    redaction = redaction_for(cv, posting.text)
    filled = {
        **{key: redaction.redact(value) for key, value in values.items()},
        "title": redaction.redact(as_data(posting.title, 200)) or "(not said)",
        "company": redaction.redact(as_data(posting.company, 200)) or "(not said)",
        "posting": redaction.redact(as_data(posting.text, LONGEST_POSTING)),
        "fence": fence_for(fence, cv, posting),
    }
    # The schema's ids and the reply share the context with the prompt.
    room = context_tokens - max_tokens - estimate_tokens("".join(prompt.fill({**filled, "facts": ""})))
    facts, lines, notes = _fitting(cv, posting, coverage, redaction, wanted, room)
    if not facts:
        raise UserError(
            "The posting leaves no room for your CV in this model's context.",
            f"Choose a model with more than {context_tokens} tokens, or shorten the posting.",
        )
    from jobhelper.drafting.contract import schema_of

    system, user = prompt.fill({**filled, "facts": "\n".join(lines)})
    return ModelRequest(
        task, prompt.id, prompt.version, prompt.sha256, system, user, schema_of(contract([f.id for f in facts])),
        max_tokens, correlation_id, tuple(f.id for f in facts), notes,
    )  # fmt: skip


def _fitting(
    cv: CV,
    posting: Posting,
    coverage: Sequence[Coverage],
    redaction: Redaction,
    wanted: Sequence[str],
    room: int,
) -> tuple[list[Fact], list[str], tuple[str, ...]]:
    """The facts that fit, wanted ones first, then by relevance, whole or not at all; and a note on those left out."""
    ranked = [fact for _, fact in rank_facts(cv, posting, coverage)]
    first = [fact for fact in ranked if fact.id in set(wanted)]
    ordered = [*first, *(fact for fact in ranked if fact not in first)]
    facts, lines, left = [], [], 0
    for fact in ordered:
        line = redaction.redact(f"- {fact.id}: {_fact_line(cv, fact)}")
        cost = estimate_tokens(line) + estimate_tokens(fact.id)
        if cost > room:
            left += 1
            continue
        room -= cost
        facts.append(fact)
        lines.append(line)
    note = (f"{left} of your CV's {len(ordered)} facts did not fit into the model's context and were not sent.",)
    return facts, lines, note if left else ()


def _fact_line(cv: CV, fact: Fact) -> str:
    entry = cv.entry(fact.entry_id)
    text = " ".join(fact.text.split())
    if fact.kind is not FactKind.BULLET or entry is None:
        return text
    heading = entry_fact(cv, entry)
    where = " ".join((heading.text if heading is not None else entry.heading).split())
    return f"{text} (at: {where})" if where else text


if TYPE_CHECKING:
    from collections.abc import Callable

    _ContractOf = Callable[[list[str]], type[BaseModel]]
