"""Takes the lines that say what an employer asks for and what the work is out of a placed posting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jobhelper.models import Requirement
from jobhelper.posting.sections import HEAD, OTHER, Placed

_SENTENCE = re.compile(r"[^.!?;]+(?:[.!?;](?=\S)[^.!?;]*)*[.!?;]*\s*")
_WISH = re.compile(
    r"\b(?:desirable|a (?:big |strong |real )?plus\b|bonus|nice to have|is nice|are nice|"
    r"would be (?:an? )?(?:\w+ )?advantage|added advantage|advantageous|"
    r"preferred|preferably|highly regarded|(?:is|are) welcome|helps\b|ideally|desirably|not essential|an asset)",
    re.I,
)
_DUTY = re.compile(
    r"\b(?:you(?:'|’)?(?:\s?wi)?(?:ll|d)\b|you will|you would|your (?:tasks|work|days|main "
    r"task)|in (?:the|your) (?:first|second) year|every (?:week|summer|term|friday|month))",
    re.I,
)
_ASK = re.compile(
    r"\b(?:you(?:'|’)ve|you (?:have|need|are|can|know|must|hold|should)|(?:we|you)(?:'|"
    r"’)?(?:ll| will| would|d)? need|must (?:have|be|hold)|we(?:'|’)?(?:re| are) looking for|"
    r"degree in|"
    r"experience (?:of|in|with)|knowledge of|proficien|ability to|able to|should have|a "
    r"degree|licen[cs]e|fluent|looking for (?:a|an|some)|seek)",
    re.I,
)
_NOT_ASKED = re.compile(
    r"\b(?:not needed|not required|don(?:'|’)t need|do not need|no (?:\w+ ){0,2}(?:needed|"
    r"required|necessary)|will be given|we(?:'|’)ll teach|isn(?:'|’)t everything)\b",
    re.I,
)
_ADMIN = re.compile(
    r"\b(?:interviews?\b|to apply|please (?:send|submit|upload|ring|apply|include)|send (?:us|your|a)|applications?\b|"
    r"equal opportunit|shortlisted|encouraged to apply|welcome applications|closing date|"
    r"closes|agenc(?:y|ies)|referees|"
    r"employer|employment agency|background is under|regardless|without regard|reasonable adjustments|"
    r"annual leave|days of leave|pension|bonus of|discrimina|we (?:offer|pay|read|reply|give)|you will (?:get|receive)|"
    r"covering letter|cover letter|curriculum vitae|\bCV\b|@)",
    re.I,
)
_SECTIONS = {"required": "required", "desired": "desired", "duties": "duty"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A line or sentence that bears on what is looked for: `kind` is required, desired or duty."""

    text: str
    start: int
    end: int
    kind: str


def asked_lines(placed: tuple[Placed, ...]) -> tuple[Asked, ...]:
    """Every line of duties and requirements; prose outside such sections is judged sentence by sentence."""
    return tuple(item for place in placed if not place.heading for item in _of_line(place))


def requirement_lines(asked: tuple[Asked, ...]) -> tuple[Requirement, ...]:
    """What the employer asks of the applicant, duties left out."""
    return tuple(
        Requirement(item.text, item.kind == "required", item.start, item.end) for item in asked if item.kind != "duty"
    )


def _of_line(place: Placed) -> Iterator[Asked]:
    body = place.line.text[place.body - place.line.start :]
    kind = _SECTIONS.get(place.section)
    if kind is not None and (place.line.bullet or (place.line.words <= 22 and body.count(". ") == 0)):
        yield from _one(body, place.body, kind)
        return
    if kind is None and place.section not in {HEAD, OTHER, "about"}:
        return
    for match in _SENTENCE.finditer(body):
        if _ADMIN.search(match.group()):
            continue
        guessed = kind if kind in {"required", "desired"} else _guess(match.group(), kind)
        if guessed is not None:
            yield from _one(match.group(), place.body + match.start(), guessed)


def _guess(sentence: str, kind: str | None) -> str | None:
    if _WISH.search(sentence):
        return "desired"
    if _DUTY.search(sentence):
        return "duty"
    return "required" if _ASK.search(sentence) else kind


def _one(text: str, start: int, kind: str) -> Iterator[Asked]:
    bare = text.strip(" \t*_.;")
    if len(bare) < 3 or (_NOT_ASKED.search(bare) and "," not in bare):
        return
    start += text.index(bare)
    if kind == "required" and _WISH.search(bare) and ";" not in bare and not _splits(bare):
        kind = "desired"
    yield Asked(bare, start, start + len(bare), kind)


def _splits(text: str) -> bool:
    """Whether only the end of the line is a wish ("Excel; SAP is a plus"): then the line as a whole stays required."""
    match = _WISH.search(text)
    return bool(match) and any(sign in text[: match.start()] for sign in ",;(") if match else False


def is_wish(text: str, start: int, end: int) -> bool:
    """Whether the clause around `start` to `end` says that this is only wished for."""
    left = max(text.rfind(sign, 0, start) for sign in ";.(")
    right = min((place for sign in ";.)" if (place := text.find(sign, end)) >= 0), default=len(text))
    clause = text[left + 1 : right]
    match = _WISH.search(clause)
    return bool(match)
