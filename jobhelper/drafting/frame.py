"""Makes a letter's fixed parts: who writes, to whom, salutation, subject and farewell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from jobhelper.drafting.phrases import Phrases
from jobhelper.models import CV, Letter, Posting, SlotText

_TITLED = re.compile(r"\b(Mr|Mrs|Ms|Mx|Dr|Prof|Professor)\.? ((?:[A-Z][\w'’-]+ ?)+)")
_NAMED = re.compile(r"^((?:[A-Z][\w'’-]+) (?:[A-Z][\w'’-]+)(?: [A-Z][\w'’-]+)?)(?=,|\(|$| -)")
_FOR_ALL = re.compile(r"\((?:[mfdwhxi]\s*[/|]\s*){1,3}[mfdwhxi]\)|\(all genders\)", re.IGNORECASE)
_ROLE = re.compile(r"\b(?:manager|team|director|officer?|department|recruitment|hr|head|lead|resources)\b", re.I)


def frame(cv: CV, posting: Posting, slots: Sequence[SlotText], phrases: Phrases, today: date | None) -> Letter:
    """The letter around `slots`; `today` None leaves the date out, so that nothing here reads a clock."""
    name, full = addressee(posting.contact)
    key = "_named" if name else ""
    recipient = tuple(line for line in (full, posting.company, posting.location) if line)
    title = spoken_title(posting.title)
    subject = phrases.words("frame", "subject").format(title=title) if title else ""
    return Letter(
        contact=cv.contact,
        recipient=recipient,
        date=f"{today.day} {today:%B %Y}" if today else "",
        salutation=phrases.words("frame", "salutation" + key).format(name=name),
        slots=tuple(slots),
        farewell=phrases.words("frame", "farewell" + key),
        signature=" ".join(cv.contact.name.text.split()) if cv.contact.name else "",
        subject=subject,
    )


def spoken_title(title: str) -> str:
    """A posting's job title without the marks that say it is for everybody, which nobody says in a letter."""
    return " ".join(_FOR_ALL.sub(" ", title).split()).replace(" ,", ",")


def addressee(contact: str) -> tuple[str, str]:
    """How to greet the person that a posting names, and their name in full; two empty strings where none is sure.

    With a title the family name follows it; without one the whole name stands, since a title would be a guess.
    """
    words = " ".join(contact.split())
    titled = _TITLED.search(words)
    if titled is not None:
        title, name = titled.group(1), titled.group(2).strip()
        return f"{title} {name.split()[-1]}", f"{title} {name}"
    named = _NAMED.match(words)
    if named is not None and not _ROLE.search(named.group(1)):
        return named.group(1), named.group(1)
    return "", ""
