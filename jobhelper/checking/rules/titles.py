"""Rules on titles: a title that the CV's own entry does not bear, or one that ranks above the entry's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.clauses import Subject
from jobhelper.checking.concepts import related
from jobhelper.checking.cv_index import Segment
from jobhelper.checking.entry_names import dated_entries, named_entries
from jobhelper.checking.hits import Hit
from jobhelper.checking.phrases import PhraseMatch, phrases
from jobhelper.checking.statements import DraftKind, Statement, Zone
from jobhelper.checking.title_phrases import Title, all_titles, own_titles, same_job, same_name, titles
from jobhelper.models import ActivityKind, Category, FactKind, SectionKind, Severity
from jobhelper.nlp import Word
from jobhelper.text.tokens import TokenKind

_HEADING_LENGTH, _NEIGHBOUR_LENGTH = 26, 16
_DOES, _OFFICE = 2, 3
_ROOT, _ENDING = 5, 3
_LOOSE = frozenset({"aligned", "named", "dated-near", "dated"})
_HELD_BY = frozenset({"as", "be", "become", "serve", "act", "appoint", "elect", "role", "position", "post", "title"})
_POSSESSED = frozenset({"a", "an", "the", "my"})
# Plain words for anybody who was there on those terms: no post is claimed by them.
_PLAIN_HEADS = frozenset(
    "student learner pupil volunteer observer shadow member participant contributor intern trainee helper worker staff "
    "graduate freelancer freelance employee candidate apprentice temp sub extra reserve hand crew delegate fellow "
    "professional expert specialist player assistant".split()
)
_TERMS = frozenset({"placement", "internship", "apprenticeship", "trainee", "intern", "apprentice"})
_UNTITLED = frozenset({ActivityKind.EDUCATION, ActivityKind.CERTIFICATE, ActivityKind.AWARD, ActivityKind.COURSEWORK})


@dataclass(frozen=True, slots=True)
class Claim:
    """A title that a draft gives the applicant, the entries it can be about, and how the draft ties it to them."""

    reading: Reading
    title: Title
    entries: tuple[str, ...]
    tie: str


def changed_title(case: Case) -> Iterator[Hit]:
    """A title given to the applicant, held against every title that the CV gives at the same organisation or dates."""
    for claim in _claims(case):
        segments = [s for e in claim.entries for s in case.index.of_entry(e)]
        if segments:
            hit = _judge(claim, segments, case)
            if hit is not None:
                yield _with_own_title(hit, claim, case)


def _claims(case: Case) -> Iterator[Claim]:
    for place, reading in enumerate(case.readings):
        if reading.statement.zone not in {Zone.BODY, Zone.HEADING}:
            continue
        for title in titles(reading.words):
            claim = _in_letter(reading, title, case) or _in_heading(place, title, case)
            if claim is not None:
                yield claim


def _in_letter(reading: Reading, title: Title, case: Case) -> Claim | None:
    if not _said_of_applicant(reading, title):
        return None
    near = reading.words[max(0, title.first - 12) : title.last + 16]
    named = named_entries(case.index, frozenset(w.lemma for w in near))
    if named:
        return Claim(reading, title, named, "named")
    entry = reading.alignment.entry_id
    return Claim(reading, title, (entry,), "aligned") if entry is not None else None


def _said_of_applicant(reading: Reading, title: Title) -> bool:
    """Whether a clause says that the applicant is, was or worked as this: "as a …", "I was the …", "my role as …"."""
    if title.last not in reading.claimed:
        return False
    before = title.first - 1
    while before >= 0 and reading.words[before].text.lower() in _POSSESSED:
        before -= 1
    if before < 0 or not {reading.words[before].lemma, reading.words[before].text.lower()} & _HELD_BY:
        return False
    if before == 0 and any(w.text == "I" for w in reading.words):
        return True
    clause = reading.clause_of(title.last)
    return clause is not None and clause.subject in {Subject.APPLICANT, Subject.GROUP}


def _in_heading(place: int, title: Title, case: Case) -> Claim | None:
    """A line of a drafted CV that opens with a title, or has it behind a mark, beside an organisation or dates."""
    reading = case.readings[place]
    if case.kind is DraftKind.LETTER or not _heads_line(reading, title):
        return None
    near = [reading, *(r for r in _neighbours(place, case) if not r.statement.listed)]
    for rank, other in enumerate(near):
        named = _named(other, case)
        dated = dated_entries(case.index, other.statement.text, named or case.index.entries)
        if named:
            chosen = tuple(e for e in named if e in dated) or named
            return Claim(reading, title, chosen, "heading" if rank == 0 else "heading-near")
        if len(dated) == 1:
            beside = any(dated[0] in _named(other, case) for other in near[1:])
            tie = "heading-near" if beside else "dated" if rank == 0 else "dated-near"
            return Claim(reading, title, dated, tie)
    return None


def _named(reading: Reading, case: Case) -> tuple[str, ...]:
    return named_entries(case.index, frozenset(w.lemma for w in reading.words))


def _heads_line(reading: Reading, title: Title) -> bool:
    statement = reading.statement
    if len(reading.words) > _HEADING_LENGTH or statement.listed:
        return False
    before = reading.words[title.first - 1] if title.first else None
    return before is None or before.kind is TokenKind.MARK


def _neighbours(place: int, case: Case) -> list[Reading]:
    """The lines right below and right above, where they are short and part of the same heading."""
    found = []
    for other in (place + 1, place - 1):
        if 0 <= other < len(case.readings) and len(case.readings[other].words) <= _NEIGHBOUR_LENGTH:
            one, two = sorted((case.readings[place].statement, case.readings[other].statement), key=lambda s: s.start)
            if _adjoining(one, two, case.draft):
                found.append(case.readings[other])
    return found


def _adjoining(one: Statement, two: Statement, draft: str) -> bool:
    return "\n\n" not in draft[one.end : two.start].replace("\r", "")


def _judge(claim: Claim, segments: list[Segment], case: Case) -> Hit | None:
    title = claim.title
    own = [t for s in segments for t in own_titles(case.index, s.index)]
    same = [t for t in own if same_job(t, title)]
    if same:
        return _held_against_same(claim, same, segments, case)
    if _is_plain(title, segments, case) or _said_otherwise(claim, segments) or _terms_differ(claim, case):
        return None
    if any(same_job(t, title) and t.rank >= title.rank for t in all_titles(case.index)):
        return None if claim.tie in _LOOSE else _hit(claim, segments, "moved", 0.6)
    firm = [t for t in own if not t.weak] or own
    if any(case.index.entries[e].kind in _UNTITLED for e in claim.entries) and claim.title.rank <= _DOES:
        return None
    if not firm:
        return _hit(claim, segments, "given", 0.8)
    kept = max(t.rank for t in firm)
    return _hit(claim, segments, "above" if title.rank > kept else "sideways", 1.0 if title.rank > kept else 0.6)


def _held_against_same(claim: Claim, same: list[Title], segments: list[Segment], case: Case) -> Hit | None:
    """The verdict where the CV has the same job: its rank, what lowers it there, and the field it names."""
    title = claim.title
    text = {w.text.lower() for w in claim.reading.words}
    if title.rank > max(t.rank for t in same):
        return _hit(claim, segments, "raised", 1.0)
    dropped = frozenset.intersection(*(t.lowered for t in same)) - title.lowered
    if dropped and not any(set(d.split()) & text for d in dropped) and not text & _TERMS:
        return _hit(claim, segments, "limit-dropped", 0.9)
    if any(same_name(t, title) for t in same):
        return None
    mine = {s.index for s in segments}
    new = [w for w in title.field if not case.index.homes(w).keys() & mine]
    return _hit(claim, segments, "field", 0.7) if new and not any(case.index.homes(w) for w in new) else None


def _is_plain(title: Title, segments: list[Segment], case: Case) -> bool:
    """Whether a title claims no post of its own: a plain word, with nothing beside it that the entry doesn't name."""
    if title.head not in _PLAIN_HEADS:
        return False
    mine = {s.index for s in segments}
    return all(case.index.homes(w).keys() & mine for w in title.field)


def _said_otherwise(claim: Claim, segments: list[Segment]) -> bool:
    """Whether the entry says the same in another form: "Babysitting" for a babysitter, "led the walks" for a leader."""
    head = claim.reading.words[claim.title.last]
    headings = [s for s in segments if s.fact is FactKind.ENTRY]
    if any(_same_root(w, head) and w.relation != "compound" for s in headings for w in s.words):
        return True
    if any(_same_root(w, head) and w.is_verb for s in segments for w in s.words):
        return True
    own = [w for w in claim.reading.words[claim.title.first : claim.title.last + 1] if w.kind is TokenKind.WORD]
    return all(any(_same_stem(w, other) for s in headings for other in s.words) for w in own)


def _same_stem(one: Word, other: Word) -> bool:
    """Whether one word is the other with an ending of its own: "aid" and "aider"."""
    if one.lemma == other.lemma or one.stem == other.stem:
        return True
    short, long = sorted((one.text.lower(), other.text.lower()), key=len)
    return len(short) >= _ENDING and long in {f"{short}{ending}" for ending in ("er", "or", "r", "ist", "s")}


def _same_root(word: Word, head: Word) -> bool:
    """Whether two words are forms of one another: related, or alike but for their endings ("babysitting", "-er")."""
    if word.kind is not TokenKind.WORD:
        return False
    if word.lemma[:1] == head.lemma[:1] and related(word, head):
        return True
    if not word.text.lower().endswith("ing"):
        return False
    pairs = zip(word.text.lower(), head.text.lower(), strict=False)
    shared = next((i for i, (one, other) in enumerate(pairs) if one != other), min(len(word.text), len(head.text)))
    return shared >= _ROOT and max(len(word.text), len(head.text)) - shared <= _ENDING


def _terms_differ(claim: Claim, case: Case) -> bool:
    """Whether no title can be held against these entries: studies, awards, work on the applicant's own account."""
    kinds = {case.index.entries[e].kind for e in claim.entries}
    sections = {case.index.entries[e].section for e in claim.entries}
    untitled = _UNTITLED | ({ActivityKind.FREELANCE, ActivityKind.INTEREST} if claim.title.rank <= _DOES else set())
    return kinds <= untitled or sections <= {SectionKind.EDUCATION}


def _hit(claim: Claim, segments: list[Segment], rule: str, strength: float) -> Hit:
    start, end = claim.reading.place(claim.title.first, claim.title.last)
    heading = next((s for s in segments if s.start >= 0), None)
    says = heading.text if heading is not None else ""
    return Hit(
        claim.reading.statement.index, start, end, Category.INFLATED_ROLE, Severity.HIGH, _rule_id(claim.tie, rule),
        (heading.quote(),) if heading is not None else (), says=says, strength=strength,
    )  # fmt: skip


def _with_own_title(hit: Hit, claim: Claim, case: Case) -> Hit:
    """The hit with the entry's own title as evidence and repair, where the entry is the only one that can be meant."""
    entry = case.index.entries[claim.entries[0]]
    if len(claim.entries) > 1 or entry.title is None:
        return hit
    own = " ".join(entry.title.text.split())
    # Above the only title that the entry has, beside its very name: nothing is left to weigh.
    decided = hit.rule == "title.entry" and hit.strength >= 1.0
    return replace(hit, evidence=(entry.title,), says=own, repair=own, hard=decided)


def _rule_id(tie: str, rule: str) -> str:
    if tie == "aligned":
        return "title.aligned" if rule in {"above", "raised", "limit-dropped"} else "title.aligned-other"
    if rule in {"above", "raised", "moved"} or (rule == "given" and tie in {"heading", "dated"}):
        return "title.entry"
    return f"title.{rule}"


def claimed_office(case: Case) -> Iterator[Hit]:
    """A role word that claims a share in leading ("in charge of", "leadership") of which the CV has none."""
    for reading in case.readings:
        for match in phrases("titles", "role").find(reading.words):
            rule = _office_rule(match)
            clause = reading.clause_of(match.first)
            if rule is None or match.first not in reading.claimed or clause is None or clause.subject is Subject.OTHER:
                continue
            near = reading.alignment.near
            kept = max((int(m.row["level"]) for s in near for m in phrases("titles", "role").find(s.words)), default=0)
            level = int(match.row["level"])
            held = any(case.index.homes(w) for w in reading.words[match.first : match.last + 1] if len(w.text) > 3)
            if level > kept and not held:
                start, end = reading.place(match.first, match.last)
                yield Hit(
                    reading.statement.index, start, end, Category.INFLATED_ROLE, Severity.HIGH, rule,
                    (near[0].quote(),) if near and near[0].start >= 0 else (), strength=0.5 + 0.25 * (level - kept) / 2,
                )  # fmt: skip


def _office_rule(match: PhraseMatch) -> str | None:
    """The rule's id for a role phrase; None for being trusted with something, and for single words below heading it."""
    text, level = str(match.row["text"]), int(match.row["level"])
    if " " in text:
        return "title.office" if level >= _OFFICE and not text.startswith(("trusted", "entrusted")) else None
    return "title.office-word" if level > _OFFICE else None
