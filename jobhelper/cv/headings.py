"""Tells a section's heading from other lines, whatever its wording, letter spacing or language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jobhelper.cv.lexicon import headings
from jobhelper.cv.lines import GAP, Line
from jobhelper.models import BlockKind, SectionKind

_DECORATION = re.compile(r"^[\s#*_=~>|•▪■◆:–—-]+|[\s#*_=~<|:.–—-]+$")
_INLINE = re.compile(r"^([^\W\d_][^:\d]{2,30}?)\s*:\s+(?=\S)")
_REQUEST = re.compile(
    r"(Referees?|References?)\b[^.:]{0,30}\b(?:request|available|ask|wanted)\b[^.]{0,20}\.?$", re.IGNORECASE
)
_INLINE_KINDS = {SectionKind.INTERESTS, SectionKind.REFERENCES, SectionKind.LANGUAGES, SectionKind.SKILLS}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading line; `body` is the offset where words of the section follow on the same line, else None."""

    line: Line
    kind: SectionKind
    title: str
    body: int | None = None


def fold_heading(text: str) -> str:
    """The heading's words in lower case: signs around them dropped, letter spacing closed."""
    text = _DECORATION.sub("", text)
    if is_letter_spaced(text):
        text = " ".join("".join(word.split()) for word in re.split(r"\s{2,}", text))
    text = re.sub(r"\s*\([^)]*\)$", "", text)
    return re.sub(r"\s+", " ", text.replace("&", "and").replace("/", " and ")).strip().casefold()


def is_letter_spaced(text: str) -> bool:
    """Whether a space stands after nearly every letter (`S K I L L S`)."""
    pieces = text.split()
    return len(pieces) >= 3 and all(p.isalpha() for p in pieces) and sum(map(len, pieces)) <= 1.4 * len(pieces)


def heading_kind(text: str, *, strong: bool = False) -> SectionKind | None:
    """The kind that a heading's words name, None where they name none.

    `strong` says that the line looks like a heading already, so one telling word is enough; letter-spaced words then
    always make a heading, of kind `other` where they are unknown.
    """
    folded = fold_heading(text)
    lexicon = headings()
    if folded in lexicon.names:
        return lexicon.names[folded]
    if not strong or not folded or len(folded.split()) > 7:
        return None
    found = [(match.start(), kind) for kind, pattern in lexicon.words if (match := pattern.search(folded))]
    if found:
        return found[0][1]
    return SectionKind.OTHER if is_letter_spaced(_DECORATION.sub("", text)) else None


def find_headings(lines: list[Line]) -> list[Heading]:
    """The headings among the lines, in their order."""
    found: list[Heading] = []
    capitals = _capitals_are_usual(lines)
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        heading = _heading(line, following, first=index == 0, seen=bool(found), capitals=capitals)
        if heading is not None:
            found.append(heading)
    return found


def _capitals_are_usual(lines: list[Line]) -> bool:
    known = [line for line in lines if not line.bullet and fold_heading(line.text) in headings().names]
    upper = sum(line.text.isupper() for line in known)
    return len(known) >= 2 and upper >= 0.7 * len(known)


def _heading(line: Line, following: Line | None, *, first: bool, seen: bool, capitals: bool) -> Heading | None:
    if line.bullet or GAP.search(line.text) or len(line.text) > 70:
        return _letter_spaced_row(line)
    marked = line.underlined or bool(re.match(r"#{1,3}\s|\*\*[^*]+\*\*:?$", line.text))
    styled = line.kind is BlockKind.HEADING or line.text.isupper() or is_letter_spaced(line.text)
    kind = heading_kind(line.text)
    title = _title(line.text)
    if kind is not None and (marked or styled or line.blank_before or line.cell):
        return None if first and not marked else Heading(line, kind, title)
    if kind is not None and line.text[:1].isupper() and not line.text.endswith((".", ",")):
        return Heading(line, kind, title)
    if (inline := _inline(line, seen)) is not None:
        return inline
    plain = title and not re.search(r"\d|@|[.,;!?]$", re.sub(r"\s*\([^)]*\)", "", title))
    if not plain or first or following is None or line.text.startswith("# "):
        return None
    return _by_looks(line, title, marked=marked, styled=styled, seen=seen, capitals=capitals)


def _letter_spaced_row(line: Line) -> Heading | None:
    """A letter-spaced heading of several words, whose word gaps look like column gaps."""
    if line.bullet or not is_letter_spaced(line.text) or len(line.text) > 70:
        return None
    return Heading(line, heading_kind(line.text, strong=True) or SectionKind.OTHER, _title(line.text))


def _by_looks(line: Line, title: str, *, marked: bool, styled: bool, seen: bool, capitals: bool) -> Heading | None:
    strong = heading_kind(line.text, strong=True)
    spaced = is_letter_spaced(line.text)
    short = len(title.split()) <= 6
    if strong is None and not seen:
        return None  # the first lines hold the name, however they are set
    if marked or spaced or (line.kind is BlockKind.HEADING and short):
        return Heading(line, strong or SectionKind.OTHER, title)
    if styled and line.blank_before and short and (strong is not None or (capitals and "," not in title)):
        return Heading(line, strong or SectionKind.OTHER, title)
    return None


def _inline(line: Line, seen: bool) -> Heading | None:
    """`INTERESTS: netball` or a last `Referees: on request`: heading and body on one line."""
    if seen and (request := _REQUEST.match(line.text)):
        return Heading(line, SectionKind.REFERENCES, request.group(1), line.start)
    match = _INLINE.match(line.text)
    if match is None or not seen:
        return None
    kind = heading_kind(match.group(1))
    wanted = kind in _INLINE_KINDS if match.group(1).isupper() else kind is SectionKind.REFERENCES
    if kind is None or not wanted or not line.blank_before:
        return None
    return Heading(line, kind, match.group(1), line.start + match.end())


def _title(text: str) -> str:
    title = _DECORATION.sub("", text)
    if is_letter_spaced(title):
        title = " ".join("".join(word.split()) for word in re.split(r"\s{2,}", title))
    return re.sub(r"\s+", " ", title)
