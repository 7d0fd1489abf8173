"""Takes what identifies a person out of what is sent to a model, and puts it back into what comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jobhelper.models import CV, Quote, SectionKind

_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s|·,;<>()]+|\b(?:[\w-]+\.)+(?:com|org|net|io|dev|me|co\.uk|ac\.uk|edu|uk|de|nl|in|eu)/[^\s|·,;<>()]+",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w/])\+?\(?\d[\d ().\u00a0\u2009/-]{6,}\d(?![\w/])")
_BIRTH = re.compile(
    r"(?:date of birth|d\.?o\.?b\.?|born(?: on)?)\s*:?\s*(\d{1,2}[./ -](?:\d{1,2}|[A-Za-z]{3,9})[./ ,-]+\d{2,4})", re.I
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_NAME = re.compile(r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Mx)\.? )?[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*){1,3}")
_MARK = re.compile(r"[\[(<{]{1,2}\s*(NAME|EMAIL|PHONE|LINK|ADDRESS|BIRTH|REFEREE)[ _-]?(\d+)\s*[\])>}]{1,2}", re.I)
_NOT_NAMES = frozenset(
    "university school college department institute institution available request references referees reference "
    "manager head tutor lecturer professor doctor director supervisor team hospital clinic ltd limited "
    "street road lane".split()
)
_FEWEST_DIGITS = 9
"""Digits of the shortest telephone number with its area code; fewer are dates, grades and quantities."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A reply with the person's own words back in it; `unknown` are placeholders that were never sent."""

    text: str
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is taken out of texts: pairs of the original words and their placeholder, in the order of replacing."""

    pairs: tuple[tuple[str, str], ...]

    def redact(self, text: str) -> str:
        """`text` with every original replaced by its placeholder; each spelling has its own, to come back as it was."""
        for original, mark in self.pairs:
            if original in text:
                text = re.sub(rf"(?<!\w){re.escape(original)}(?!\w)", mark, text)
        return text

    def restore(self, text: str) -> Restored:
        """`text` with placeholders put back, whatever case, brackets or separator the model made of them."""
        originals = {mark.casefold(): original for original, mark in self.pairs}
        unknown: list[str] = []

        def back(match: re.Match[str]) -> str:
            original = originals.get(f"[{match.group(1)}_{match.group(2)}]".casefold())
            if original is None:
                unknown.append(match.group())
                return match.group()
            return original

        return Restored(_MARK.sub(back, text), tuple(unknown))

    def dropped(self, sent: str, received: str) -> tuple[str, ...]:
        """The originals whose placeholder was in `sent` and is not in `received`, in the order of sending."""
        there = {_key(match) for match in _MARK.finditer(received)}
        originals = {mark.casefold(): original for original, mark in self.pairs}
        lost = dict.fromkeys(_key(match) for match in _MARK.finditer(sent) if _key(match) not in there)
        return tuple(originals[key] for key in lost if key in originals)


def redaction_for(cv: CV, *texts: str) -> Redaction:
    """What has to go from texts about this CV's person: contact details, date of birth, referees; the like in `texts`.

    Longer words are replaced first, so that a name inside an address or an email is never left behind as a piece.
    """
    found: dict[str, str] = {}
    body = "\n".join((cv.text, *texts))
    for kind, original in _originals(cv, body):
        words = original.strip(" ,;|·")
        if len(words) >= 2:
            found.setdefault(words, kind)
    for words, kind in list(found.items()):
        for spelling in _spellings(words, kind, body):
            found.setdefault(spelling, kind)
    counters: dict[str, int] = {}
    pairs = []
    for words in sorted(found, key=lambda w: (-len(w), w)):
        kind = found[words]
        counters[kind] = counters.get(kind, 0) + 1
        pairs.append((words, f"[{kind}_{counters[kind]}]"))
    return Redaction(tuple(pairs))


def _key(match: re.Match[str]) -> str:
    return f"[{match.group(1)}_{match.group(2)}]".casefold()


def _originals(cv: CV, body: str) -> Iterator[tuple[str, str]]:
    contact = cv.contact
    for kind, quotes in (
        ("EMAIL", [contact.email]),
        ("PHONE", list(contact.phones)),
        ("LINK", list(contact.links)),
        ("ADDRESS", [contact.address, *_street(contact.location)]),
        ("BIRTH", [contact.date_of_birth]),
    ):
        for quote in quotes:
            if quote is not None:
                yield kind, quote.text
                yield from ((kind, line) for line in quote.text.splitlines())
    yield from (("EMAIL", match.group()) for match in _EMAIL.finditer(body))
    yield from (("LINK", match.group().rstrip(".")) for match in _LINK.finditer(body))
    yield from (("PHONE", match.group()) for match in _PHONE.finditer(body) if _is_phone(match.group()))
    yield from (("BIRTH", match.group(1)) for match in _BIRTH.finditer(cv.text))
    yield from (("ADDRESS", match.group()) for match in _POSTCODE.finditer(_top(cv)))
    if contact.name is not None:
        yield from (("NAME", name) for name in _names(contact.name.text))
    for name in _referees(cv):
        yield from (("REFEREE", part) for part in _names(name))


def _top(cv: CV) -> str:
    first = min((s.start for s in cv.sections if s.kind is not SectionKind.CONTACT), default=len(cv.text))
    return cv.text[:first]


def _street(location: Quote | None) -> list[Quote]:
    """A location with a number in it is an address; a town alone stays, since employers' places are needed."""
    return [location] if location is not None and any(char.isdigit() for char in location.text) else []


def _is_phone(words: str) -> bool:
    digits = sum(char.isdigit() for char in words)
    groups = re.findall(r"\d+", words)
    dates = all(len(group) <= 4 and (len(group) != 4 or group[:2] in {"19", "20"}) for group in groups)
    return digits >= _FEWEST_DIGITS and not (dates and any(len(group) == 4 for group in groups))


def _names(name: str) -> list[str]:
    """The whole name and each part of it that could stand alone; initials and titles could not."""
    words = " ".join(name.split())
    parts = [part.strip(",.") for part in words.split()]
    alone = [
        part for part in parts if len(part) > 2 and part.rstrip(".").casefold() not in {"prof", "professor", "mrs"}
    ]
    return [words, *alone]


def _spellings(words: str, kind: str, body: str) -> Iterator[str]:
    """Other spellings in which the same words stand in `body`: another case for whole names, broken lines for all.

    A single part of a name counts as one only with its capitals (`Will`, `WILL`), or every common word would go.
    """
    pattern = r"\s+".join(re.escape(part) for part in words.split())
    single = kind in {"NAME", "REFEREE"} and " " not in words
    for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", body, re.IGNORECASE):
        if not single or match.group()[0].isupper():
            yield match.group()


def _referees(cv: CV) -> Iterator[str]:
    for section in cv.sections:
        if section.kind is SectionKind.REFERENCES:
            for line in cv.text[section.start : section.end].splitlines()[1:]:
                for match in _NAME.finditer(line):
                    if not _NOT_NAMES & {word.casefold().strip(".,") for word in match.group().split()}:
                        yield match.group()
