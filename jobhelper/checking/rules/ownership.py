"""Rules on ownership: a draft may not make more of the applicant's part than the CV does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.clauses import Clause, Subject
from jobhelper.checking.cv_index import Segment, is_content
from jobhelper.checking.hits import Hit
from jobhelper.checking.phrases import phrases
from jobhelper.checking.verbs import ASSISTED, COORDINATED, DID, LED, OBSERVED, VerbUse, fair_paraphrase, verb_uses
from jobhelper.models import Category, Severity

_REACH = 9
_LEAST_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The CV's own telling of what a claim is about: the segment, the verb there, and how much of the object it shares."""

    segment: Segment
    level: int | None
    use: VerbUse | None
    shared: float
    limits: frozenset[str]


def raised_part(case: Case) -> Iterator[Hit]:
    """A verb that claims more than the CV's verb for the same thing: from looking on to doing, from helping to leading."""
    for reading in case.readings:
        for use in verb_uses(reading.words):
            if use.first not in reading.claimed or not _speaks_of_applicant(reading, use):
                continue
            counterpart = _counterpart(reading, use, case)
            if counterpart is not None:
                hit = _compare(reading, use, counterpart)
                if hit is not None:
                    yield hit


def _speaks_of_applicant(reading: Reading, use: VerbUse) -> bool:
    clause = reading.clause_of(use.first)
    return clause is not None and clause.subject in {Subject.APPLICANT, Subject.GROUP, Subject.THING}


def _objects(reading: Reading, use: VerbUse) -> list[int]:
    """Indices of the content words that the verb acts on: those behind it in its clause, as far as the next verb."""
    clause: Clause | None = reading.clause_of(use.first)
    members = set(clause.words) if clause is not None else set()
    found = []
    for i in range(use.last + 1, min(len(reading.words), use.last + 1 + _REACH)):
        if reading.words[i].is_verb and i not in members:
            break
        if is_content(reading.words[i]) and not reading.words[i].is_verb:
            found.append(i)
    return found


def _counterpart(reading: Reading, use: VerbUse, case: Case) -> Counterpart | None:
    objects = _objects(reading, use)
    if not objects:
        return None
    totals: dict[int, float] = {}
    for i in objects:
        word = reading.words[i]
        weight = case.index.rarity(word.lemma)
        for home, likeness in case.index.homes(word).items():
            totals[home] = totals.get(home, 0.0) + likeness * weight
    entry = reading.alignment.entry_id
    ranked = sorted(
        totals, key=lambda s: (-(totals[s] * (1.4 if case.index.segments[s].entry_id == entry else 1.0)), s)
    )
    if not ranked or totals[ranked[0]] < _LEAST_SHARED:
        return None
    segment = case.index.segments[ranked[0]]
    stems = [reading.words[i].stem for i in objects]
    limits = _limits(segment, stems)
    nearest = _governing(verb_uses(segment.words), segment, stems)
    return Counterpart(
        segment, _level_there(segment, nearest, limits), nearest, totals[ranked[0]] / len(objects), limits
    )


def _limits(segment: Segment, stems: list[str]) -> frozenset[str]:
    """Kinds of limiters in the segment; one in brackets limits only the item that it stands behind."""
    found = set()
    places = [i for i, w in enumerate(segment.words) if w.stem in stems]
    for match in phrases("frequency", "limiter").find(segment.words):
        bracket = next((i for i in range(match.first, -1, -1) if segment.words[i].text in {"(", ")"}), None)
        inside = bracket is not None and segment.words[bracket].text == "("
        if not inside or (places and bracket is not None and any(0 < bracket - i <= 3 for i in places)):
            found.add(str(match.row["kind"]))
    return frozenset(found)


def _level_there(segment: Segment, use: VerbUse | None, limits: frozenset[str]) -> int | None:
    """The level that the CV's own telling claims: its verb's, else its title's, lowered by what limits it."""
    if use is not None:
        return min(use.level, ASSISTED) if "help" in limits and use.level == DID else use.level
    titles = phrases("titles", "title").find(segment.words)
    if titles:
        return max(int(m.row["level"]) for m in titles)
    return DID if "share" in limits else None


def _governing(uses: tuple[VerbUse, ...], segment: Segment, stems: list[str]) -> VerbUse | None:
    """The verb of the CV's segment that stands last before the first shared word."""
    places = [i for i, w in enumerate(segment.words) if w.stem in stems]
    if not uses:
        return None
    if not places:
        return uses[0]
    before = [u for u in uses if u.first <= places[0]]
    return before[-1] if before else uses[0]


def _compare(reading: Reading, use: VerbUse, counterpart: Counterpart) -> Hit | None:
    there = counterpart.level
    claimed = min(use.level, ASSISTED) if _helps(reading, use) else use.level
    if there is None:
        return (
            _hit(reading, use, counterpart, "role.verbless", Severity.MEDIUM, 0.6) if claimed >= COORDINATED else None
        )
    if claimed <= there or _excused(use, counterpart, claimed):
        return None
    rule, severity, strength = _grade(claimed, there)
    if counterpart.use is None:
        if claimed < COORDINATED:
            return None
        rule += "-title"
    return _hit(reading, use, counterpart, rule, severity, strength)


def _excused(use: VerbUse, counterpart: Counterpart, claimed: int) -> bool:
    """Whether the CV's verb says as much in its own way: the same verb, one that only noticed, or a fair paraphrase."""
    known, there = counterpart.use, counterpart.level
    if known is None or there is None:
        return False
    if known.row.id == use.row.id or (there == OBSERVED and not _looked_on(known)):
        return True
    return claimed - there == 1 and there >= DID and fair_paraphrase(use.row, known.row)


def _looked_on(use: VerbUse) -> bool:
    """Whether a verb of the lowest level means looking on at others' work, and not noticing or being somewhere."""
    return "observe" in use.row.groups and use.row.words[0] not in {"notice", "spot", "see", "visit"}


def _hit(
    reading: Reading, use: VerbUse, counterpart: Counterpart, rule: str, severity: Severity, strength: float
) -> Hit:
    last = max([use.last, *_objects(reading, use)[:3]])
    start, end = reading.place(use.first, last)
    there, segment = counterpart.use, counterpart.segment
    says = segment.text if there is None else " ".join(w.text for w in segment.words[there.first : there.last + 1])
    return Hit(
        reading.statement.index,
        start,
        end,
        Category.INFLATED_ROLE,
        severity,
        rule if counterpart.shared >= 0.5 else f"{rule}-far",
        (segment.quote(),),
        says=says,
        strength=min(1.0, strength * (0.5 + counterpart.shared)),
    )


def _helps(reading: Reading, use: VerbUse) -> bool:
    """Whether a helping verb governs this one: "helped to organise" claims help."""
    clause = reading.clause_of(use.first)
    if clause is None or clause.governor == clause.head:
        return False
    return any(u.first == clause.governor and u.level <= ASSISTED for u in verb_uses(reading.words))


def _grade(claimed: int, there: int) -> tuple[str, Severity, float]:
    if there == OBSERVED:
        return "role.observed-raised", Severity.HIGH, 1.0
    if claimed == LED:
        return "role.led", Severity.HIGH if there <= ASSISTED else Severity.MEDIUM, 1.0
    if claimed == COORDINATED:
        return "role.coordinated", Severity.MEDIUM, 0.8 if there == DID else 1.0
    return "role.assisted-raised", Severity.MEDIUM, 0.8
