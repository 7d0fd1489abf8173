"""Shows a CV or letter as an applicant tracking system's parser sees it, and warns about what parsers stumble over."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jobhelper.errors import UserError
from jobhelper.export.ats_traits import Traits, docx_traits, pdf_traits
from jobhelper.text.dates import find_date_ranges
from jobhelper.text.lexicon import load

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w/])\+?\(?\d[\d ()./-]{7,18}\d(?!\w)")
_LINK = re.compile(r"\b(?:https?://|www\.)\S+|\b(?:linkedin\.com|github\.com)/\S+", re.IGNORECASE)
_SPACED = re.compile(r"(?<!\w)(?:\w ){4,}\w(?!\w)")
_FEWEST_DIGITS = 9
_LONGEST_HEADING = 40


@dataclass(frozen=True, slots=True)
class AtsWarning:
    """Something that parsers stumble over: the rule's id, what it is, and what helps, in words for the user."""

    rule: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class AtsView:
    """What a parser takes from a file.

    `text` is the text in the order that it is read; `sections` are the headings that parsers know, with their kind;
    `dates` are the date ranges in the file's own words; `found` and `missing` divide the keywords that were asked for.
    """

    text: str
    name: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    links: tuple[str, ...]
    sections: tuple[tuple[str, str], ...]
    dates: tuple[str, ...]
    found: tuple[str, ...]
    missing: tuple[str, ...]
    warnings: tuple[AtsWarning, ...]


def ats_view(path: Path, keywords: Sequence[str] = (), *, document: str = "cv") -> AtsView:
    """What a parser sees in a PDF or DOCX; any file may be looked at, also one that was not made here.

    A `document` that is a `letter` is not asked for section headings.
    Raises UserError for another format and for a file that can't be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError("The file can't be read.", error.strerror or "", where=str(path)) from error
    ending = path.suffix.casefold()
    if ending not in {".pdf", ".docx"}:
        raise UserError("Only PDF and DOCX can be looked at as a parser sees them.", where=path.name)
    traits = pdf_traits(data, path.name) if ending == ".pdf" else docx_traits(data, path.name)
    text = traits.text
    found = tuple(word for word in keywords if contains(text, word))
    return AtsView(
        text=text,
        name=_name(text),
        emails=_once(_EMAIL.findall(text)),
        phones=_once(p for p in _PHONE.findall(text) if sum(c.isdigit() for c in p) >= _FEWEST_DIGITS),
        links=_once(link.rstrip(".,;)") for link in _LINK.findall(text)),
        sections=_sections(text),
        dates=_once(found_range.text for found_range in find_date_ranges(text)),
        found=found,
        missing=tuple(word for word in keywords if word not in found),
        warnings=tuple(_warnings(text, traits, document)),
    )


def contains(text: str, keyword: str) -> bool:
    """Whether the text holds the keyword as words of their own: C is not in C++, R not in Research."""
    words = r"\s+".join(re.escape(word) for word in keyword.split())
    return bool(words) and re.search(rf"(?<![\w+#]){words}(?![\w+#])", text, re.IGNORECASE) is not None


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.strip() for item in items))


def _name(text: str) -> str:
    """The first line, where it can be a name: two to five words without digits or signs."""
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    words = first.split()
    fits = 2 <= len(words) <= 5 and all(c.isalpha() or c in " .'’-" for c in unicodedata.normalize("NFC", first))
    return first if fits else ""


def _heading_kind(line: str) -> str | None:
    """The kind of section that a usual heading names, None for any other line."""
    words = line.strip().casefold().rstrip(":")
    if not words or len(words) > _LONGEST_HEADING:
        return None
    rows = {kind: row for kind, row in load("headings").items() if isinstance(row, dict)}
    for kind, row in rows.items():
        if words in row.get("names", ()):
            return kind
    if not line.isupper() and not line.istitle():
        return None
    return next((kind for kind, row in rows.items() if set(row.get("words", ())) & set(words.split())), None)


def _sections(text: str) -> tuple[tuple[str, str], ...]:
    lines = (line.strip() for line in text.split("\n"))
    found = ((_heading_kind(line), line) for line in lines)
    return tuple((kind, line) for kind, line in found if kind is not None)


def _warnings(text: str, traits: Traits, document: str) -> list[AtsWarning]:
    checks = (
        (
            not text.strip(),
            "no-text",
            "No text can be read: the pages are pictures.",
            "Export the document again as text.",
        ),
        (
            bool(text.strip()) and not _name(text),
            "no-name",
            "The first line is no name.",
            "Put your name there, alone.",
        ),
        (not _EMAIL.search(text), "no-email", "No email address is found.", "Write it in the text, not in a picture."),
        (
            traits.in_margins != "",
            "in-margins",
            f"Page header or footer holds “{traits.in_margins}”.",
            "Many parsers skip them: move it into the text.",
        ),
        (traits.tables > 0, "tables", "A table is used.", "Parsers may join or drop its cells: use plain lines."),
        (traits.text_boxes > 0, "text-boxes", "A text box is used.", "Most parsers skip it: use plain lines."),
        (
            traits.disagree,
            "order",
            "Two readers find the words in a different order.",
            "Use a layout with one column.",
        ),
        (
            traits.gaps > 0,
            "right-dates",
            f"{traits.gaps} lines have words at their right end, such as dates.",
            "A few parsers read these as a second column; the layout “linear” avoids it.",
        ),
        (bool(_SPACED.search(text)), "spaced", "Letters stand apart.", "Parsers see no word there: close the gaps."),
        (
            any(unicodedata.category(c) == "Co" or c == "\ufffd" or 0xFB00 <= ord(c) <= 0xFB06 for c in text),
            "glyphs",
            "Some characters are icons, joined letters or unreadable.",
            "Use plain letters.",
        ),
        (
            document == "cv" and bool(text.strip()) and not _sections(text),
            "no-sections",
            "No usual heading is found.",
            "Use headings such as Education, Experience, Skills.",
        ),
    )
    found = [AtsWarning(rule, message, hint) for holds, rule, message, hint in checks if holds]
    return found + [
        AtsWarning("heading", f"“{title}” is no usual heading.", "A parser may file what follows under another.")
        for title in traits.headings
        if _heading_kind(title) is None
    ]
