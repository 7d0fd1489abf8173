"""Rules on skills by name: a tool, method, standard or field of the skills lexicon that the CV shows in no form."""

from __future__ import annotations

from collections.abc import Iterator

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.cv_index import is_content
from jobhelper.checking.cv_names import letters_of, skills_asked, skills_in, skills_named, skills_of
from jobhelper.checking.hits import Hit
from jobhelper.models import Category, Severity
from jobhelper.text.gazetteer import SkillMatch, load_gazetteer

_NAMED = frozenset({"tool", "standard", "method"})
_LETTERS = 5
_KNOWING = frozenset(
    "experience knowledge skill understanding background expertise skilled experienced proficient trained "
    "expert grounding familiarity familiar versed competent confident adept strong practice training "
    "specialise specialism record ability exposure command proficiency competence".split()
)
_HAVING = frozenset("have hold use apply know bring offer be learn study understand hone gain develop build".split())
_ABILITY = frozenset(
    "skill knowledge ability understanding proficiency competence familiarity grasp background".split()
)


def unknown_skill(case: Case) -> Iterator[Hit]:
    """A skill that the lexicon knows, claimed of the applicant, while the CV has neither it nor a kind of it."""
    there = skills_of(case.index)
    for reading in case.readings:
        if not reading.claimed:
            continue
        for match in skills_in(reading.statement.text):
            if match.skill_id in there or match.group in {"qualification", "language"}:
                continue
            hit = _held(reading, match, case)
            if hit is not None:
                yield hit


def _held(reading: Reading, match: SkillMatch, case: Case) -> Hit | None:
    places = [i for i, w in enumerate(reading.words) if w.start < match.end and match.start < w.end]
    content = [i for i in places if is_content(reading.words[i])] or places
    if not places or not all(i in reading.claimed for i in content):
        return None
    fresh = [i for i in content if not case.index.homes(reading.words[i])]
    if not fresh or _written_otherwise(match, case) or _theirs(reading, places) or _in_suite(match, case):
        return None
    asked = case.posting is not None and match.skill_id in skills_asked(case.posting)
    start, end = reading.place(places[0], places[-1])
    named = match.group in _NAMED
    slot = _slot(reading, places)
    if not named and slot == "label":
        return None
    rule = "skill.named" if named else "skill.field"
    if not named and len(fresh) < len(content):
        rule += "-part"
    if case.posting is not None and not asked:
        rule += "-unasked"
    severity = Severity.HIGH if named else Severity.MEDIUM
    return Hit(reading.statement.index, start, end, _category(reading, places, named), severity, rule)


def _category(reading: Reading, places: list[int], named: bool) -> Category:
    """A field of work that something was done in or to is an experience; one that is had, known or used is a skill."""
    if named:
        return Category.INVENTED_SKILL
    i = places[0]
    for _ in range(5):
        head = reading.words[i].head
        if reading.words[head].is_verb:
            had = reading.words[head].lemma in _HAVING or reading.words[head].tag == "VB"
            return Category.INVENTED_SKILL if had else Category.INVENTED_EXPERIENCE
        if head == i or reading.words[head].lemma in _ABILITY:
            return Category.INVENTED_SKILL
        i = head
    return Category.INVENTED_SKILL


def _written_otherwise(match: SkillMatch, case: Case) -> bool:
    """Whether the CV writes the same letters with other spaces or inside a longer word ("PowerBI", "Bookstagram")."""
    letters = "".join(c for c in match.quote.lower() if c.isalnum())
    return len(letters) >= _LETTERS and letters in letters_of(case.index)


def _theirs(reading: Reading, places: list[int]) -> bool:
    """Whether the thing named is the employer's ("your Salesforce team")."""
    head = reading.words[places[-1]].head
    return any(w.lemma in {"your", "you"} and w.relation == "poss" and w.head in {*places, head} for w in reading.words)


def _in_suite(match: SkillMatch, case: Case) -> bool:
    """Whether the CV names the suite that a tool belongs to and none of its parts: the whole stands for each."""
    gazetteer, named = load_gazetteer(), skills_named(case.index)
    suites = [b for b in gazetteer.rows[match.skill_id].broader if b in named and gazetteer.rows[b].group == "tool"]
    return any(not any(suite in gazetteer.rows[other].broader for other in named) for suite in suites)


def _slot(reading: Reading, places: list[int]) -> str:
    """How a field of work is claimed: as a label, in a bare list, as what one is experienced in, or in a sentence."""
    words, first, last = reading.words, places[0], places[-1]
    if last + 1 < len(words) and words[last + 1].text == ":":
        return "label"
    word = words[first]
    climb, steps = first, 0
    while steps < 8 and words[climb].head != climb:
        climb, steps = words[climb].head, steps + 1
        if climb not in places and words[climb].lemma in _KNOWING:
            return "known"
    if not any(w.is_verb for w in words):
        return "listed"
    return "verb" if word.is_verb else "told"
