"""Rules on ownership: a draft may not make more of the applicant's part than the CV does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jobhelper.checking.acts import Act, acts
from jobhelper.checking.case import Case, Reading
from jobhelper.checking.concepts import related
from jobhelper.checking.cv_index import CvIndex
from jobhelper.checking.hits import Hit
from jobhelper.checking.tellings import Telling, telling
from jobhelper.checking.verbs import ASSISTED, COORDINATED, DID, LED, OBSERVED, VerbUse, fair_paraphrase
from jobhelper.models import Category, Severity
from jobhelper.nlp import Word

_LEAST_SHARED, _CLOSE, _SAME_ENTRY, _SAME_WORD = 0.5, 0.7, 1.4, 0.7
# Groups of verbs that say nothing of a share in the doing, whatever stands behind them.
_SOFT = frozenset(
    "learn study travel belong graduate show start end cause increase reduce improve work win observe".split()
)
_SOFT_LEMMAS = frozenset(
    "meet follow join spend visit get see have be discuss use take keep note go come attend know ask call receive read "
    "describe mention include involve understand discover find hear complete continue experience encounter "
    "reflect".split()
)
_NOTICING = frozenset({"notice", "spot", "see", "visit", "overhear", "hear", "encounter"})
_HEADING = frozenset({"manage", "supervise", "found"})
_AT_THE_HEAD = frozenset(
    "lead head captain chair oversee supervise direct found co-found spearhead command helm co-lead coordinate".split()
)
_AMONG = frozenset(
    "team group one member helper secretary deputy people student pair classmate assistant volunteer".split()
)
_ORGANISING = frozenset(
    "coordinate organise orchestrate chair facilitate mentor delegate approve authorise sign project-manage take act "
    "be see arrange own moderate".split()
)
_BURDENED = frozenset({"be", "have", "take"})
_TAKING_PART = frozenset({"take", "participate", "join", "be", "engage"})
# Words by which a draft keeps the limit that the CV sets, whichever words the CV has for it.
_WATCHING = frozenset(
    "observe observation observer shadow shadowing watch see sit attend accompany show follow look witness "
    "exposure insight glimpse permission listen behind".split()
)
_HELPING = frozenset(
    "help assist support supervise supervision supervisor guidance guide mentor alongside with together we our us "
    "under shoulder eye join contribute part partner colleague instruct instruction direction".split()
)


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The CV's telling of what an act is about, and how much of the thing it shares (0 to 1)."""

    telling: Telling
    shared: float
    level: int | None


def raised_part(case: Case) -> Iterator[Hit]:
    """A verb that claims more than the CV's for the same thing: from looking on to doing, from helping to leading."""
    for act in acts(case):
        found = counterpart(act, case)
        if found is not None:
            hit = _compare(act, found)
            if hit is not None and (act.direct or hit.rule.startswith("role.observed")):
                yield hit


def counterpart(act: Act, case: Case) -> Counterpart | None:
    """The CV's nearest telling of the thing, with the highest level that any telling as near gives it."""
    near = _nearest(act, case)
    if not near:
        return None
    best = next((t for t in near if t.telling.level is not None), near[0])
    levels = [t.telling.level for t in near if t.telling.level is not None and not t.telling.theirs]
    return Counterpart(best.telling, best.shared, max(levels, default=None))


def _nearest(act: Act, case: Case) -> list[Counterpart]:
    index, entry = case.index, act.reading.alignment.entry_id
    weights = [index.rarity(w.lemma) + 0.2 for w in act.words]
    totals: dict[int, float] = {}
    for word, weight in zip(act.words, weights, strict=True):
        for home, likeness in index.homes(word).items():
            totals[home] = totals.get(home, 0.0) + likeness * weight
    full = sum(weights)
    heads = index.homes(act.words[-1])
    scored = {
        s: total / full
        for s, total in totals.items()
        if (total / full >= _LEAST_SHARED or heads.get(s, 0.0) > _SAME_WORD) and not index.segments[s].negated
    }
    if not scored:
        return []
    ranked = sorted(scored, key=lambda s: (-scored[s] * (_SAME_ENTRY if _of(index, s, entry) else 1.0), s))
    least = scored[ranked[0]] * _CLOSE
    kept = [s for s in ranked if scored[s] >= least]
    return [Counterpart(_telling(act, index, s), scored[s], None) for s in kept]


def _of(index: CvIndex, segment: int, entry: str | None) -> bool:
    return entry is not None and index.segments[segment].entry_id == entry


def _telling(act: Act, index: CvIndex, segment: int) -> Telling:
    words = index.segments[segment].words
    places = tuple(i for i, w in enumerate(words) if any(_shares(index, segment, w, own) for own in act.words))
    return telling(index, segment, places or (0,))


def _shares(index: CvIndex, segment: int, word: Word, own: Word) -> bool:
    if word.lemma == own.lemma or word.stem == own.stem:
        return True
    return (
        index.homes(own).get(segment, 0.0) < 0.7
        and bool(index.homes(own).keys() & index.homes(word).keys())
        and (related(word, own))
    )


def _compare(act: Act, found: Counterpart) -> Hit | None:
    there, known = found.level, found.telling.use
    if there is None:
        return _verbless(act, found) if act.level >= COORDINATED else None
    if act.level <= there or _is_soft(act):
        return None
    if known is None:
        return _hit(act, found, _name(act), Severity.HIGH) if act.level >= COORDINATED else None
    if known.row.id == act.use.row.id and found.telling.level == known.level:
        return None
    if there == OBSERVED:
        return _observed(act, found, known)
    if there == ASSISTED:
        return _helped(act, found)
    return _led(act, found, known) if act.level >= COORDINATED else None


def _led(act: Act, found: Counterpart, known: VerbUse) -> Hit | None:
    """Leading claimed where the CV tells of doing; to deliver, run or host something may mean no more than to do it."""
    step = act.level - (found.level or 0)
    if _name(act) != "headed" or (
        step == 1 and (found.level == COORDINATED or fair_paraphrase(act.use.row, known.row))
    ):
        return None
    if act.use.row.words[0] in _BURDENED:
        return _hit(act, found, "responsible", Severity.MEDIUM)
    if act.use.row.words[0] == "manage" and _says(act.reading, _HELPING):
        return None
    return _hit(act, found, "headed", Severity.MEDIUM)


def _verbless(act: Act, found: Counterpart) -> Hit | None:
    """Leading said of something that the CV lists without a verb: telling only where the CV says who else was in it."""
    if act.use.row.words[0] not in _AT_THE_HEAD:
        return None
    grouped = any(w.lemma in _AMONG for w in found.telling.segment.words)
    return _hit(act, found, "headed" if grouped else "verbless-led", Severity.MEDIUM)


def _is_soft(act: Act) -> bool:
    plain = len(act.use.row.words) == 1 and act.use.row.words[0] in _SOFT_LEMMAS
    return plain or act.groups <= _SOFT


def _observed(act: Act, found: Counterpart, known: VerbUse) -> Hit | None:
    # "Can accompany beginners" tells of a skill, "accompanied a nurse" of looking on.
    able = found.telling.segment.words[known.first].tag == "VB"
    if "observe" not in known.row.groups or known.row.words[0] in _NOTICING or able:
        return None
    if _says(act.reading, _WATCHING) or (known.row.words[0] == "attend" and act.use.row.words[0] in _TAKING_PART):
        return None
    return _hit(act, found, "observed", Severity.HIGH)


def _repair(act: Act, found: Counterpart) -> str | None:
    """The CV's own words for it, from its verb to the thing, in the case that the place in the draft asks for."""
    told, known = found.telling, found.telling.use
    words = told.segment.words
    if known is None or known.first >= told.places[-1] or not _past(words, known.first):
        return None
    last = told.places[-1]
    while last + 1 < len(words) and words[last].relation == "compound" and words[last + 1].is_noun:
        last += 1
    text = " ".join(told.segment.text[words[known.first].start : words[last].end].split())
    return text if act.use.first == 0 else text[0].lower() + text[1:]


def _past(words: tuple[Word, ...], verb: int) -> bool:
    return words[verb].tag in {"VBD", "VBN"} or (verb == 0 and words[0].text.endswith("ed"))


def _helped(act: Act, found: Counterpart) -> Hit | None:
    if act.level >= COORDINATED and _name(act) == "headed":
        return _hit(act, found, "headed", Severity.HIGH)
    return None if _says(act.reading, _HELPING) else _hit(act, found, "part-raised", Severity.MEDIUM)


def _name(act: Act) -> str:
    if act.level <= DID:
        return "did"
    heads = act.groups & _HEADING or act.level == LED or act.use.row.words[0] in _ORGANISING
    return "headed" if heads else "steered"


def _says(reading: Reading, lemmas: frozenset[str]) -> bool:
    return any(w.lemma in lemmas for w in reading.words)


def _hit(act: Act, found: Counterpart, rule: str, severity: Severity) -> Hit:
    start, end = act.reading.place(act.use.first, act.item[-1])
    segment, known = found.telling.segment, found.telling.use
    says = segment.text if known is None else " ".join(w.text for w in segment.words[known.first : known.last + 1])
    name = f"role.{rule}" if found.shared >= _LEAST_SHARED else f"role.{rule}-far"
    return Hit(
        act.reading.statement.index, start, end, Category.INFLATED_ROLE, severity, name, (segment.quote(),),
        says=says, repair=_repair(act, found), strength=min(1.0, 0.4 + 0.6 * found.shared),
    )  # fmt: skip
