"""A model as judge: sentences mixed with controls it can't tell apart, and believed only if it gets those right."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jobhelper.checking.mutations import mutants
from jobhelper.checking.statements import Zone, statements
from jobhelper.models import CV, Category, FactKind, Finding, Quote, Report, Severity

RULE = "judge"
SENTENCES_PER_SHEET = 6
TRUE_CONTROLS, FALSE_CONTROLS = 2, 2
_LONGEST_QUOTE, _LONGEST_REASON = 160, 100


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence of a sheet; `expected` is the verdict of a control, None for a sentence of the draft."""

    id: str
    text: str
    start: int
    expected: bool | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one request asks about: sentences of the draft and controls, in an order that gives nothing away."""

    items: tuple[Item, ...]

    def lines(self) -> str:
        """The sentences as they are asked, an id each."""
        return "\n".join(f"{item.id}: {' '.join(item.text.split())}" for item in self.items)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judge's answer about one sentence, its quote verified to stand there."""

    item: Item
    supported: bool
    quote: str
    category: Category | None
    missed: str
    reason: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """All verdicts on a draft, and how the judge did on the controls.

    `doubted` counts true controls that it called false, `passed` false ones that it called true, `dropped` answers that
    could not be verified. The judge is believed on this document only if it got every control right.
    """

    verdicts: tuple[Verdict, ...]
    controls: int
    doubted: int
    passed: int
    dropped: int

    @property
    def reliable(self) -> bool:
        """Whether its findings count."""
        return self.controls > 0 and self.doubted == 0 and self.passed == 0

    def standing(self) -> str:
        """In one sentence, what is to be thought of the judge on this document."""
        if self.reliable:
            return f"The judge got all {self.controls} control sentences right."
        if not self.controls:
            return "The judge could not be measured on this document, so its findings are left out."
        return (
            f"The judge is unreliable on this document: of {self.controls} control sentences it doubted {self.doubted} "
            f"that your CV states word for word and passed {self.passed} that are false. Its findings are left out."
        )


def sheets(draft: str, cv: CV) -> list[Sheet]:
    """The draft's claiming sentences in groups, each with true and false controls made from this CV.

    Deterministic: the same draft and CV give the same sheets, so that a paid answer can come from the cache.
    """
    asked = [s for s in statements(draft) if s.zone is Zone.BODY and len(s.text.split()) > 2]
    true, false = _controls(cv)
    found = []
    for number, begin in enumerate(range(0, len(asked), SENTENCES_PER_SHEET)):
        group = asked[begin : begin + SENTENCES_PER_SHEET]
        rows: list[tuple[str, int, bool | None]] = [(s.text, s.start, None) for s in group]
        rows += [(text, -1, True) for text in _turn(true, number, TRUE_CONTROLS)]
        rows += [(text, -1, False) for text in _turn(false, number, FALSE_CONTROLS)]
        rows.sort(key=lambda row: hashlib.sha256(f"{number}:{row[0]}".encode()).digest())
        found.append(Sheet(tuple(Item(f"s{k}", *row) for k, row in enumerate(rows, 1))))
    return found


def _turn(pool: Sequence[str], number: int, count: int) -> list[str]:
    """The next `count` of a pool, so that every sheet has others as long as there are enough."""
    return [pool[(number * count + k) % len(pool)] for k in range(min(count, len(pool)))]


def _controls(cv: CV) -> tuple[list[str], list[str]]:
    bullets = [
        " ".join(f.text.split()) for f in cv.facts if f.kind is FactKind.BULLET and 5 <= len(f.text.split()) <= 30
    ]
    ordered = sorted(bullets, key=lambda text: hashlib.sha256(text.encode()).digest())
    true = ordered[::2] or ordered
    false = []
    for text in ordered[1::2] or ordered:
        made = [m for m in mutants(text, cv.text) if not m.faithful]
        if made:
            pick = int(hashlib.sha256(text.encode()).hexdigest(), 16) % len(made)
            false.append(made[pick].text)
    return true, false


def schema(sheet: Sheet) -> dict[str, Any]:
    """The JSON schema of a reply to `sheet`: one verdict an id, nothing else."""
    verdict = {
        "type": "object",
        "additionalProperties": False,
        "required": ["id", "supported", "quote", "category", "missed", "reason"],
        "properties": {
            "id": {"type": "string", "enum": [item.id for item in sheet.items]},
            "supported": {"type": "boolean"},
            "quote": {"type": "string", "maxLength": _LONGEST_QUOTE},
            "category": {"type": "string", "enum": ["none", *(c.value for c in Category)]},
            "missed": {"type": "string", "maxLength": _LONGEST_QUOTE},
            "reason": {"type": "string", "maxLength": _LONGEST_REASON},
        },
    }
    rows = {"type": "array", "items": verdict, "minItems": len(sheet.items), "maxItems": len(sheet.items)}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["verdicts"],
        "properties": {"verdicts": rows},
    }


def read_reply(reply: str, sheet: Sheet, cv_text: str) -> tuple[list[Verdict], int]:
    """The verdicts of a reply that can be verified, and how many could not.

    A verdict is dropped when it has no such id, answers twice, or doubts a sentence without an exact quote from it;
    words of the CV that don't stand there are left out. A reply that is no such object counts as all dropped.
    """
    rows = _rows(reply)
    if rows is None:
        return [], len(sheet.items)
    by_id = {item.id: item for item in sheet.items}
    verdicts: list[Verdict] = []
    for row in rows:
        verdict = _verdict(row, by_id, cv_text)
        if verdict is not None:
            del by_id[verdict.item.id]
            verdicts.append(verdict)
    return verdicts, len(by_id)


def _rows(reply: str) -> list[Any] | None:
    start, end = reply.find("{"), reply.rfind("}")
    try:
        data = json.loads(reply[start : end + 1]) if 0 <= start < end else None
    except (json.JSONDecodeError, RecursionError):
        return None
    rows = data.get("verdicts") if isinstance(data, dict) else None
    return rows if isinstance(rows, list) else None


def _verdict(row: Any, by_id: dict[str, Item], cv_text: str) -> Verdict | None:
    if not isinstance(row, dict) or not isinstance(row.get("supported"), bool):
        return None
    item = by_id.get(str(row.get("id")))
    if item is None:
        return None
    quote, missed, reason = (
        str(row.get(name) or "")[:_LONGEST_QUOTE].strip() for name in ("quote", "missed", "reason")
    )
    if row["supported"]:
        return Verdict(item, True, "", None, "", reason)
    if not quote or quote not in item.text:
        return None
    category = str(row.get("category"))
    if category not in set(Category):
        return None
    return Verdict(item, False, quote, Category(category), missed if missed and missed in cv_text else "", reason)


def judgement(answers: Sequence[tuple[Sheet, str]], cv_text: str) -> Judgement:
    """All replies read together, with the judge's record on the controls; an unanswered control counts against it."""
    verdicts: list[Verdict] = []
    dropped = controls = doubted = passed = 0
    for sheet, reply in answers:
        found, lost = read_reply(reply, sheet, cv_text)
        verdicts += [v for v in found if v.item.expected is None]
        dropped += lost
        by_id = {v.item.id: v for v in found}
        for item in sheet.items:
            if item.expected is not None:
                controls += 1
                verdict = by_id.get(item.id)
                doubted += item.expected and (verdict is None or not verdict.supported)
                passed += not item.expected and (verdict is None or verdict.supported)
    return Judgement(tuple(verdicts), controls, doubted, passed, dropped)


def with_judgement(report: Report, judged: Judgement, cv_text: str) -> Report:
    """The report with what a reliable judge adds: findings, and questions turned into findings, never the reverse.

    Where it bears out a sentence that has a finding of ours, its reason stands beside it and changes nothing else.
    """
    if not judged.reliable:
        return report
    added = [_finding(v, cv_text) for v in judged.verdicts if not v.supported]
    fresh = [f for f in added if not any(_overlap(f, own) for own in report.findings)]
    questions = tuple(q for q in report.questions if not any(_overlap(f, q) for f in fresh))
    kept = tuple(_with_doubt(own, judged.verdicts) for own in report.findings)
    findings = tuple(sorted((*kept, *fresh), key=lambda f: (f.start, f.end)))
    borne = tuple(b for b in report.borne_out if not any(f.start < b.end and b.start < f.end for f in fresh))
    return replace(report, findings=findings, questions=questions, borne_out=borne)


def _overlap(one: Finding, other: Any) -> bool:
    return bool(one.start < other.end and other.start < one.end)


def _with_doubt(own: Finding, verdicts: Sequence[Verdict]) -> Finding:
    for verdict in verdicts:
        inside = verdict.item.start <= own.start < verdict.item.start + len(verdict.item.text)
        if verdict.supported and inside and verdict.reason:
            return replace(own, doubt=verdict.reason)
    return own


def _finding(verdict: Verdict, cv_text: str) -> Finding:
    assert verdict.category is not None
    start = verdict.item.start + verdict.item.text.index(verdict.quote)
    evidence = tuple(_quotes(verdict.missed, cv_text))
    reason = verdict.reason or "The CV does not bear this out."
    return Finding(
        start,
        start + len(verdict.quote),
        verdict.quote,
        verdict.category,
        Severity.MEDIUM,
        False,
        evidence,
        reason,
        RULE,
    )


def _quotes(missed: str, cv_text: str) -> Iterator[Quote]:
    if missed:
        start = cv_text.index(missed)
        yield Quote(missed, start, start + len(missed))
