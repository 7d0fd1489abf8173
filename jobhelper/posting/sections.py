"""Tells which part of a posting each line belongs to: duties, required, desired, offer, apply, about, or the head."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jobhelper.posting.lines import Line
from jobhelper.posting.words import heading_patterns

HEAD = "head"
OTHER = "other"
_INLINE = re.compile(r"(?P<label>[A-Z][\w'’ ]{2,40}?)(?::[\s*]+|\.\s+(?=[A-Z]))")
_SENTENCE_END = re.compile(r"[.!]\s*$|[.!?]\s+\S")
_MAX_HEADING_WORDS = 9
_FILLERS = frozenset(
    "a an and & the of for to in on with our your we us you i this that what is are be main key core principal primary "
    "general specific role job post position candidate candidates successful applicant".split()
)
_LISTED = frozenset({"required", "desired", "duties"})
_LIST_LINE = 22
_PROSE = 14
_WEAK = frozenset(
    {"skills", "experience", "knowledge", "you", "hours", "terms", "background", "context", "summary", "pay"}
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with the kind of section that it stands in; `body` is where its text begins after an inline heading."""

    line: Line
    section: str
    heading: bool
    body: int


def place_lines(lines: tuple[Line, ...]) -> tuple[Placed, ...]:
    """Each line with its section; what stands before the first heading is the head.

    A heading is a short line that says one of the usual things; a short line of its own kind before bullets starts a
    section of kind `other`, so that nothing of it is taken for a requirement.
    """
    placed: list[Placed] = []
    section = HEAD
    listed = 0
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if _looks_like_heading(line, following):
            kind = heading_kind(line.text)
            if kind is not None:
                section, listed = kind, 0
                placed.append(Placed(line, section, True, line.end))
                continue
            if index > 2 and (line.marked or _is_shouted(line.text)) and not line.bullet:
                section = OTHER
                placed.append(Placed(line, section, True, line.end))
                continue
        if section in _LISTED and _ends_list(line, listed):
            section = OTHER
        listed = listed + 1 if line.bullet or line.words <= _LIST_LINE else 0
        inline = _inline_heading(line)
        if inline is not None:
            kind, body = inline
            section = section if line.bullet else kind
            placed.append(Placed(line, kind, False, line.start + body))
            continue
        placed.append(Placed(line, section, False, line.start))
    return tuple(placed)


def _ends_list(line: Line, listed: int) -> bool:
    """Whether a paragraph of prose follows a list: it is about something else, whatever the heading above says."""
    prose = line.text.endswith((".", "!", "?")) and line.words >= _PROSE
    return not line.bullet and prose and listed >= 2 and _inline_heading(line) is None


def heading_kind(text: str) -> str | None:
    """The kind of section that a heading announces, None where it announces none we know.

    The last thing said wins ("Preferred qualifications" is about what is preferred, so desired goes first).
    """
    words = text.replace("’", "'").rstrip(" :.…-–*?").lstrip("0123456789. ")
    bare = words.rstrip("!")
    for kind, pattern in heading_patterns():
        if pattern.search(bare) and _covers(kind, bare, pattern):
            return kind
    return None


def _covers(kind: str, text: str, pattern: re.Pattern[str]) -> bool:
    """Whether the words found make up enough of the heading to be what it is about."""
    if kind == "desired":
        return True
    rest = [word for word in re.findall(r"[\w'’-]+", pattern.sub(" ", text)) if word.lower() not in _FILLERS]
    weak = all(match.group().lower() in _WEAK for match in pattern.finditer(text))
    return len(rest) <= (1 if weak else 3) and text[:1].isupper()


def _looks_like_heading(line: Line, following: Line | None) -> bool:
    if line.number == 0 or line.words > _MAX_HEADING_WORDS or len(line.text) > 70:
        return False
    text = line.text.rstrip()
    if line.bullet:
        # a numbered heading ("1. Purpose of the post") stands before lines that carry no single number
        return (
            line.words <= 6
            and following is not None
            and heading_kind(text) is not None
            and text[:1].isupper()
            and _is_numbered_heading(line, following)
        )
    if text.endswith((":", "?")) or line.marked or _is_shouted(text):
        return True
    if _SENTENCE_END.search(text) or ("," in text and not following):
        return False
    return not any(character.isdigit() for character in text) and ":" not in text


def _is_numbered_heading(line: Line, following: Line) -> bool:
    return (
        following.number == line.number + 1
        and not line.text.endswith((".", ";"))
        and (following.words > 9 or following.bullet)
        and line.words <= 5
    )


def _is_shouted(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= 3 and all(character.isupper() for character in letters)


def _inline_heading(line: Line) -> tuple[str, int] | None:
    """The kind and the offset of the body of "Desirable: a driving licence" or "How to apply. No forms."."""
    match = _INLINE.match(line.text)
    if match is None or len(match.group("label").split()) > 6 or match.end() >= len(line.text):
        return None
    kind = heading_kind(match.group("label"))
    if kind is None or (line.bullet and kind not in {"desired", "required"}):
        return None
    return kind, match.end()
