"""Turns a CV's bullet into a sentence by rule: `Built a rig` becomes `I built a rig`, and a thing stays a thing."""

from __future__ import annotations

import re
from functools import cache

from jobhelper.text.lemmas import lemma
from jobhelper.text.lexicon import load

_FIRST = re.compile(r"^[A-Z][a-z]+(?=[\s,]|$)")
_AGAIN = re.compile(r"(?<=[.;!?] )[A-Z][a-z]+(?= )")
_PART = re.compile(r"(?<=[.:;”])\s+(?=[A-Za-z])")
_DEGREE = re.compile(r"(?:B|M|LL|D|Ph)\.?[A-Z][A-Za-z.]*$|HN[CD]$|PG[A-Za-z]+$")
_WITH_ARTICLE = frozenset(
    {"University", "Department", "Institute", "Faculty", "Office", "Ministry", "School", "College"}
)
# `Predicted 2:1` and `Expected June 2025` are states of a degree, no deeds.
_STATES = frozenset(
    "predicted expected anticipated estimated based located situated experienced skilled interested".split()
)
_DONE_TO_ONE = frozenset("awarded elected appointed nominated shortlisted commended".split())
_DONE_TO_ONE_IF = frozenset(
    "selected chosen promoted trained invited seconded certified qualified licensed accredited recognised recognized "
    "ranked named sponsored funded hired employed tasked assigned placed supervised published mentored voted".split()
)
_PREPOSITIONS = frozenset("for to as by in on from with at into among of".split())
# After the name of a project these tell what it did or came to, not what the applicant did.
_THINGS_DO = frozenset(
    "ran won came reached finished placed ranked raised led received achieved increased reduced improved "
    "completed served covered included used scored gained earned".split()
)
_NO_DEEDS = frozenset("lead test design research support work study model project stock contact press water".split())
"""Words that are verbs and nouns alike: at the head of a bullet in their plain form they prove no deed."""


@cache
def _verbs() -> frozenset[str]:
    return frozenset(lemma(row["lemma"].split()[0]) for row in load("verbs")["verb"])


def is_past(word: str) -> bool:
    """Whether `word` is a work verb in the past tense, as CVs begin their bullets."""
    lower = word.lower()
    if lower in _DONE_TO_ONE:
        return True
    base = lemma(lower)
    if base not in _verbs() or lower.endswith(("ing", "s")):
        return False
    return lower != base or lower in {"cut", "set", "put", "led", "read"}


def is_present(word: str) -> bool:
    """Whether `word` is a work verb in its plain form, as bullets about what goes on begin."""
    lower = word.lower()
    return lemma(lower) == lower and lower in _verbs() and lower not in _NO_DEEDS


def deed(bullet: str, current: bool) -> str | None:
    """What stands after `I` when the bullet becomes a sentence, without its full stop; None if the bullet is no deed.

    `current` says that the entry goes on: only then may a bullet begin with a verb in its plain form. Nothing but the
    case of the first letter changes, so that the sentence says no more than the bullet.
    """
    text = " ".join(bullet.split()).rstrip(".;, ")
    match = _FIRST.match(text)
    if match is None or ":" in text.split(" ", 1)[0]:
        return None
    word, rest = match.group(), text[match.end() :]
    if word.lower() in _STATES or (
        not is_past(word) and not (current and is_present(word) and not rest.startswith(","))
    ):
        return None
    was = "was " if _is_passive(word.lower(), rest) else ""
    lowered = was + word.lower() + rest
    return _AGAIN.sub(lambda m: f"I {m.group().lower()}" if is_past(m.group()) else m.group(), lowered)


def _is_passive(word: str, rest: str) -> bool:
    """Whether others did it to the applicant: `Awarded a prize`, `Promoted to cashier`, `Trained in first aid`."""
    following = rest.split(maxsplit=1)[0].strip(",.;").lower() if rest.split() else ""
    return word in _DONE_TO_ONE or (word in _DONE_TO_ONE_IF and following in _PREPOSITIONS)


def split_thing(bullet: str, current: bool) -> tuple[str, str | None]:
    """A bullet that begins with a thing, cut before its first deed: `Rig: built it` into `Rig` and `built it`.

    The second part is what stands after `I`; None where no deed follows.
    """
    text = " ".join(bullet.split())
    for cut in _PART.finditer(text):
        rest = text[cut.end() :]
        own = rest.removeprefix("I ")
        done = deed(own[:1].upper() + own[1:], current)
        if done is not None and (own != rest or done.split(" ", 1)[0] not in _THINGS_DO):
            return text[: cut.start()].rstrip(".;: "), done
    return text.rstrip(".;, "), None


def as_place(organisation: str) -> str:
    """An organisation as words after `at`: `University of Leeds` takes `the`, a name takes nothing."""
    first = organisation.split(" ", 2)
    takes = len(first) > 1 and first[0] in _WITH_ARTICLE and first[1] in {"of", "for"}
    return f"the {organisation}" if takes else organisation


def as_thing(bullet: str) -> str:
    """The bullet as words inside a sentence: its first letter small unless it begins a name or an abbreviation."""
    text = " ".join(bullet.split()).rstrip(".;, ")
    match = re.match(r"^[A-Z][a-z]+(?=[\s,-])", text)
    return text[0].lower() + text[1:] if match else text


def as_role(title: str) -> str:
    """A job title as words inside a sentence: `Peer mentor` becomes `a peer mentor`; one in capitals stays a name."""
    title = re.split(r",(?![^(]*\))", title)[0].strip()
    first, *others = title.split()
    plain = first[1:].islower() and all(not word[0].isupper() for word in others)
    if not plain or any(char.isdigit() for char in first):
        return title
    return f"{'an' if first[0].lower() in 'aeiou' else 'a'} {first[0].lower()}{title[1:]}"


def as_degree(degree: str) -> str:
    """A degree as words after `for`: `BSc Physics` takes `a`, `MSc Physics` takes `an`; school exams take nothing."""
    first = degree.split()[0] if degree.split() else ""
    if first.lower().rstrip("'’s") in {"bachelor", "master", "diploma", "foundation"}:
        return f"a {degree}"
    if not _DEGREE.match(first):
        return degree
    return f"{'an' if first[0] in 'AEFHILMNORSX' else 'a'} {degree}"
