"""What a draft says that the applicant did: each verb with the things it acts on, item by item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.clauses import Subject
from jobhelper.checking.cv_index import is_content
from jobhelper.checking.verbs import ASSISTED, VerbUse, verb_uses
from jobhelper.nlp import Word
from jobhelper.text.tokens import TokenKind

_REACH = 14
_SEPARATORS = frozenset({",", "and", "&", "/", "or", "plus"})
_SPEAKERS = frozenset({Subject.APPLICANT, Subject.GROUP})


@dataclass(frozen=True, slots=True)
class Act:
    """A verb of the applicant's with one thing it acts on: `item` are word indices of the thing's content words.

    `level` is what the verb claims once the verbs above it ("helped to …") are read. `direct` is False for those with
    or to whom it is done ("presented ideas to clients").
    """

    reading: Reading
    use: VerbUse
    item: tuple[int, ...]
    level: int
    direct: bool = True

    @property
    def words(self) -> list[Word]:
        """The content words of the thing."""
        return [self.reading.words[i] for i in self.item]

    @property
    def groups(self) -> frozenset[str]:
        """The verb's groups."""
        return self.use.row.groups


def acts(case: Case) -> Iterator[Act]:
    """Every claimed act of the applicant in the draft."""
    for reading in case.readings:
        uses = verb_uses(reading.words) if reading.claimed else ()
        for use in uses:
            if use.first in reading.claimed and _is_theirs(reading, use):
                level = min(use.level, ASSISTED) if _helps(reading, use, uses) else use.level
                direct = items(reading, use, uses)
                for item in direct:
                    yield Act(reading, use, item, level)
                after = direct[-1][-1] if direct else use.last
                for item in _partners(reading, after):
                    yield Act(reading, use, item, level, direct=False)


def _is_theirs(reading: Reading, use: VerbUse) -> bool:
    clause = reading.clause_of(use.first)
    if clause is None or (clause.subject not in _SPEAKERS and not _trails(reading, use)):
        return False
    return not _passive(reading, use)


def _trails(reading: Reading, use: VerbUse) -> bool:
    """Whether an -ing form stands behind a comma, where it speaks of the sentence's subject whatever it hangs on."""
    before = reading.words[use.first - 1].text if use.first else ""
    main = next((c.subject for c in reading.clauses), None)
    return reading.words[use.first].tag == "VBG" and before == "," and main in _SPEAKERS


def _passive(reading: Reading, use: VerbUse) -> bool:
    if use.last + 1 < len(reading.words) and reading.words[use.last + 1].text.lower() == "by":
        return True
    return any(w.head == use.first and w.relation in {"nsubjpass", "auxpass"} for w in reading.words) and (
        reading.words[use.first].lemma != "be"
    )


def _helps(reading: Reading, use: VerbUse, uses: tuple[VerbUse, ...]) -> bool:
    """Whether a helping verb governs this one: "helped to organise" claims help."""
    clause = reading.clause_of(use.first)
    if clause is None or clause.governor == clause.head:
        return False
    return any(u.first == clause.governor and u.level <= ASSISTED for u in uses)


def items(reading: Reading, use: VerbUse, uses: tuple[VerbUse, ...]) -> list[tuple[int, ...]]:
    """The things a verb acts on: the noun phrases behind it, parted at commas and "and", as far as the next verb."""
    starts = {u.first for u in uses}
    found: list[list[int]] = [[]]
    for i in range(use.last + 1, min(len(reading.words), use.last + 1 + _REACH)):
        word = reading.words[i]
        if i in starts or (word.is_verb and word.relation not in {"amod", "compound"} and word.tag != "VBG"):
            break
        if word.text.lower() in _SEPARATORS:
            found.append([])
        elif _ends(word, bool(found[-1])):
            break
        elif is_content(word) and word.tag not in {"RB", "CD"}:
            found[-1].append(i)
    return [tuple(item) for item in found if any(reading.words[i].tag[:1] == "N" or i == item[-1] for i in item)]


def _partners(reading: Reading, after: int) -> list[tuple[int, ...]]:
    """Those with or to whom an act is done: the noun phrase behind "with" or "to" right after its object."""
    words = reading.words
    if after + 1 >= len(words) or words[after + 1].text.lower() not in {"with", "to"}:
        return []
    found: list[int] = []
    for i in range(after + 2, min(len(words), after + 8)):
        if words[i].is_verb or words[i].kind is TokenKind.MARK or (found and words[i].tag in {"IN", "CC", "TO"}):
            break
        if is_content(words[i]) and words[i].tag != "CD":
            found.append(i)
    return [tuple(found)] if found and words[found[-1]].is_noun else []


def _ends(word: Word, begun: bool) -> bool:
    """Whether a word ends the thing: a preposition but "of" once it has begun, or a mark."""
    if word.kind is TokenKind.MARK and word.text not in {"-", "–", "'", "’s", "'s", '"', "“", "”", "("}:
        return True
    if word.tag in {"WDT", "WP", "WRB"}:
        return True
    return begun and word.tag in {"IN", "TO"} and word.text.lower() != "of"
