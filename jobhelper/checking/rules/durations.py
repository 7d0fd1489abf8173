"""Holds lengths of time in a draft against the CV's dates and stated lengths."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.concepts import keys
from jobhelper.checking.hits import Hit
from jobhelper.checking.rules.number_pool import Given, agrees, is_rate_at, pool
from jobhelper.checking.rules.time_pool import DAYS_A_MONTH, Stay, Times, days, times
from jobhelper.models import Category, Quote, Severity
from jobhelper.text.lemmas import lemma
from jobhelper.text.number_words import table
from jobhelper.text.numbers import Bound, Quantity, QuantityKind, find_quantities

_TIMED = frozenset({"unit.minute", "unit.hour"})
_EXPERIENCE = frozenset({"experience", "background", "practice", "training", "exposure", "expertise"})
_GENERIC = frozenset(
    "professional work working commercial industry relevant practical hands-on paid full-time real-world employment "
    "job hand real world experience solid proven strong valuable direct year month combined total".split()
)
_TOGETHER = re.compile(
    r"\b(?:together|combined|altogether|between them|in total|in all|all told|overall)\b", re.IGNORECASE
)
_TOPIC = re.compile(r"^\W*(?:(?:'|’)?\s*(?:of|in|within|with|doing|as)\s+)?(?P<topic>[^,.;:()]{0,60})")
_MOST_TOPIC = 5
_TITLE_WORDS = 2
_HOUSE_WORDS = 2
_RELATED = 0.5
_SHORTEST = 0.2
_SMALL_HOURS = 10
_SINCE_WRITTEN = 15
_BREAKS = ",;:()–—."


def duration_hits(case: Case) -> Iterator[Hit]:
    """Every length of time that is longer than the CV's dates and stated lengths allow."""
    known = times(case.index)
    for reading in case.readings:
        if not reading.claimed:
            continue
        for quantity in find_quantities(reading.statement.text):
            if quantity.kind is QuantityKind.DURATION and _is_claimed(quantity, reading):
                hit = _judge(quantity, reading, case, known)
                if hit is not None:
                    yield hit


def _is_claimed(quantity: Quantity, reading: Reading) -> bool:
    place = next((i for i, w in enumerate(reading.words) if w.start <= quantity.figure < w.end), None)
    if place is None or place not in reading.claimed:
        return False
    return not is_rate_at(reading.statement.text, quantity)


def _judge(quantity: Quantity, reading: Reading, case: Case, known: Times) -> Hit | None:
    if any(_same_length(quantity, g.quantity) for g in _stated_there(reading, known)):
        return None
    if table("unit")[quantity.unit]["id"] in _TIMED:
        return _hours(quantity, reading, case, known)
    wanted = days(quantity)[0] / DAYS_A_MONTH
    topic = _topic(quantity, reading)
    if topic is not None:
        return _experience(quantity, reading, known, wanted, topic)
    return _stay_length(quantity, reading, known, wanted)


def _stated_there(reading: Reading, known: Times) -> list[Given]:
    """The lengths that the CV states for what a statement speaks of; all of them where it names no entry."""
    firm = {s.entry.id for s in spoken_of(reading, known)}
    if not firm:
        return list(known.stated)
    near = {s.index for s in reading.alignment.near[:2]}
    return [g for g in known.stated if g.segment.entry_id in firm or g.segment.index in near]


def _same_length(one: Quantity, two: Quantity) -> bool:
    if one.unit.rstrip("s") != two.unit.rstrip("s"):
        return False
    return agrees(one, two.low, two.high)


def _hours(quantity: Quantity, reading: Reading, case: Case, known: Times) -> Hit | None:
    """Hours and minutes must be stated, or follow from what is stated."""
    figures = pool(case.index)
    if any(agrees(quantity, value, value) for values in figures.derived.values() for value in values):
        return None
    low, high = days(quantity)
    if any(low <= days(g.quantity)[1] * 1.15 and high >= days(g.quantity)[0] * 0.85 for g in known.stated):
        near = [g for g in known.stated if g.quantity.unit.rstrip("s") == quantity.unit.rstrip("s")]
        if not near:
            return None
    if any(agrees(quantity, g.quantity.low, g.quantity.high) for g in figures.given if not g.quantity.unit):
        return None
    near_segments = {s.index for s in reading.alignment.near}
    unit = quantity.unit.rstrip("s")
    beside = [g for g in known.stated if g.segment.index in near_segments]
    rival = next(iter(sorted(beside, key=lambda g: g.quantity.unit.rstrip("s") != unit)), None)
    evidence = (rival.segment.quote(),) if rival is not None and rival.segment.start >= 0 else _closest(reading)
    same = rival is not None and rival.quantity.unit.rstrip("s") == quantity.unit.rstrip("s")
    rates = any(is_rate_at(g.segment.text, g.quantity) for g in beside)
    hard = same and quantity.low >= _SMALL_HOURS and not rates
    says = rival.words if rival is not None else ""
    category = Category.INFLATED_NUMBER
    return _hit(quantity, reading, "duration.hours", category, evidence, says, hard=hard, strength=0.6)


def _topic(quantity: Quantity, reading: Reading) -> tuple[str, ...] | None:
    """What the experience of that length is said to be in; None where no experience is named."""
    text = reading.statement.text
    tail = text[quantity.end : quantity.end + 90]
    match = _TOPIC.match(tail)
    if match is None:
        return None
    phrase = match["topic"].lower()
    words: list[str] = re.findall(r"[^\W\d_][\w+#'’-]*", phrase)
    named = next((i for i, w in enumerate(words[:6]) if w.rstrip("'’") in _EXPERIENCE), None)
    if named is None:
        return None
    inside = [lemma(w) for w in words[:named]]
    after = re.match(
        r"\s*(?:in|with|of|as|within|across|working in)\s+([^,.;:()]{3,50})", phrase.partition(words[named])[2]
    )
    if after is not None:
        inside += [lemma(w) for w in re.findall(r"[^\W\d_][\w+#-]*", after[1])[:_MOST_TOPIC]]
    return _telling(inside)


def topic_words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase that tell what an experience is in, by their lemmas."""
    return _telling([lemma(w) for w in re.findall(r"[^\W\d_][\w+#-]*", phrase)[:_MOST_TOPIC]])


def _telling(lemmas: list[str]) -> tuple[str, ...]:
    return tuple(w for w in lemmas if w not in _GENERIC and len(w) > 2 and w not in _SMALL_WORDS)


_SMALL_WORDS = frozenset(
    "and the for with from both own what that this which hand field area sector setting environment role".split()
)


def _experience(
    quantity: Quantity, reading: Reading, known: Times, wanted: float, topic: tuple[str, ...]
) -> Hit | None:
    firm, about = spoken_of(reading, known), stays_about(topic, known)
    relevant = [s for s in firm if s in about] or about or firm
    chosen = relevant or [s for s in known.stays if s.is_paid_work]
    if not chosen:
        return None
    allowed = known.months(chosen)
    if not exceeds(quantity, wanted, allowed):
        if topic and not relevant:
            return _hit(quantity, reading, "duration.other_field", Category.INFLATED_DURATION, (), "", strength=0.6)
        return None
    hard = bool(relevant) or not topic
    return _long(quantity, reading, "duration.experience", chosen, known, hard=hard)


def stays_about(topic: tuple[str, ...], known: Times) -> list[Stay]:
    """The entries of work that speak of what a phrase names; studies only where no work does."""
    wanted = [keys(word) for word in topic]
    found = [s for s in known.stays if any(any(keys(w) & want for w in s.words) for want in wanted)]
    return [s for s in found if not s.is_study] or found


def exceeds(quantity: Quantity, wanted: float, allowed: float) -> bool:
    """Whether a claimed length in months is more than what is allowed bears, by how it is bounded."""
    match quantity.bound:
        case Bound.FULL:
            return wanted > allowed * 1.04 + 0.2
        case Bound.OVER:
            return wanted > allowed + 0.5
        case Bound.NEARLY:
            return wanted * 0.8 > allowed + 0.5
        case Bound.UNDER:
            return False
        case _:
            return wanted > max(allowed + 1.0 if wanted > 2 else allowed + 0.3, allowed * 1.2)


def _stay_length(quantity: Quantity, reading: Reading, known: Times, wanted: float) -> Hit | None:
    if wanted < _SHORTEST:
        return None
    firm = spoken_of(reading, known)
    related = reading.alignment.coverage >= _RELATED
    chosen = firm or [s for s in known.stays if related and s.entry.id == reading.alignment.entry_id]
    every = known.months(known.stays)
    if not chosen:
        if every == 0 or not exceeds(quantity, wanted, every):
            return None
        return _long(quantity, reading, "duration.beyond", list(known.stays), known, hard=False)
    allowed = known.months(chosen)
    if allowed == 0 or not exceeds(quantity, wanted, allowed):
        return None
    hard = bool(firm) and (_beside(quantity, reading, firm) or exceeds(quantity, wanted, every))
    return _long(quantity, reading, "duration.stay", chosen, known, hard=hard)


def _beside(quantity: Quantity, reading: Reading, stays: list[Stay]) -> bool:
    """Whether one of the entries is named in the same stretch of the sentence, no comma between."""
    text = reading.statement.text
    left = max((text.rfind(mark, 0, quantity.figure) for mark in _BREAKS), default=-1) + 1
    right = min((at for mark in _BREAKS if (at := text.find(mark, quantity.end)) >= 0), default=len(text))
    said = {w.lemma for w in reading.words if left <= w.start < right}
    return any(said & (stay.houses | stay.titles) for stay in stays)


def spoken_of(reading: Reading, known: Times) -> list[Stay]:
    """The entries that a statement names: by the name of their organisation, or by two words of their title."""
    said = {w.lemma for w in reading.words}
    named = {w.lemma for w in reading.words if w.text[:1].isupper()}
    return [s for s in known.stays if s.is_activity and (_is_house(s, named) or len(said & s.titles) >= _TITLE_WORDS)]


def _is_house(stay: Stay, named: set[str]) -> bool:
    """Whether the capitalised words of a statement name an organisation; one of its two words may be just its town."""
    found = len(stay.houses & named)
    return found >= _HOUSE_WORDS or (found > 0 and found == len(stay.houses))


def _long(quantity: Quantity, reading: Reading, rule: str, stays: list[Stay], known: Times, *, hard: bool) -> Hit:
    wanted = days(quantity)[0] / DAYS_A_MONTH
    allowed = known.months(stays)
    # What goes on may have gone on since the CV was written: only a claim beyond that is decided.
    hard = hard and exceeds(quantity, wanted, known.months(stays, _SINCE_WRITTEN))
    evidence = tuple(when(s) for s in sorted(stays, key=lambda s: -s.most)[:2] if s.entry.start >= 0)
    says = in_words(allowed) if len(stays) > 1 or not stays[0].dates else stays[0].dates.text
    return _hit(quantity, reading, rule, Category.INFLATED_DURATION, evidence, says, hard=hard, strength=0.7)


def when(stay: Stay) -> Quote:
    """The words of an entry that say how long it was: a stated length, else the dates, else its heading."""
    if stay.stated and stay.stated[0].segment.start >= 0:
        return stay.stated[0].segment.quote()
    if stay.dates is not None and stay.dates.text:
        return Quote(stay.dates.text, stay.dates.offset, stay.dates.offset + len(stay.dates.text))
    named = stay.entry.title or stay.entry.organisation
    return named if named is not None else Quote("", stay.entry.start, stay.entry.start)


def in_words(months: float) -> str:
    """A length for the user: weeks below two months, months below two years, else years."""
    if months < 2:
        weeks = max(1, round(months * DAYS_A_MONTH / 7))
        return f"about {weeks} week{'s' if weeks > 1 else ''}"
    if months < 24:
        return f"about {round(months)} months"
    return f"about {months / 12:.1f}".rstrip("0").rstrip(".") + " years"


def _closest(reading: Reading) -> tuple[Quote, ...]:
    best = reading.alignment.best
    return (best.quote(),) if best is not None and best.start >= 0 else ()


def _hit(
    quantity: Quantity,
    reading: Reading,
    rule: str,
    category: Category,
    evidence: tuple[Quote, ...],
    says: str,
    *,
    hard: bool = False,
    strength: float = 1.0,
) -> Hit:
    base = reading.statement.start
    severity = Severity.HIGH if hard and category is Category.INFLATED_DURATION else Severity.MEDIUM
    return Hit(
        reading.statement.index,
        base + quantity.start,
        base + max(quantity.end, _noun_end(quantity, reading)),
        category,
        severity,
        rule if hard else f"{rule}.doubtful",
        evidence or _closest(reading),
        hard,
        says,
        None,
        strength,
    )


def _noun_end(quantity: Quantity, reading: Reading) -> int:
    """The end of what is measured where it is short: "two years of studio experience"."""
    match = re.match(r"(?:['’]|\s+of)?(?:\s+[\w-]+){0,3}?\s+experience\b", reading.statement.text[quantity.end :])
    return quantity.end + match.end() if match else quantity.end
