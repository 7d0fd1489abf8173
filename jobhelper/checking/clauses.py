"""Takes a statement apart into clauses: who is the subject, whether it is asserted, denied, wished or only meant."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jobhelper.nlp import Word


class Subject(StrEnum):
    """Whom a clause speaks of."""

    APPLICANT = "applicant"
    GROUP = "group"
    EMPLOYER = "employer"
    THING = "thing"
    OTHER = "other"


class Modality(StrEnum):
    """How a clause means what it says; only asserted clauses claim."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    FUTURE = "future"
    WISH = "wish"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate with its words: `head` and `words` are indices into the statement's words.

    `governor` is the head of the clause that this one hangs on (its own head where it hangs on none), `relation` how.
    """

    head: int
    words: tuple[int, ...]
    subject: Subject
    modality: Modality
    governor: int
    relation: str


_CLAUSAL = frozenset({"relcl", "advcl", "acl", "ccomp", "pcomp", "xcomp", "parataxis", "csubj", "csubjpass"})
_MODALS = frozenset("would will 'd 'll shall could might may should must wo ca".split())
_NEGATIONS = frozenset("not n't never no neither nor without hardly nothing none yet".split())
_WISHES = frozenset(
    "hope want wish aim plan intend look seek aspire pursue like love expect welcome appreciate propose offer long "
    "want anticipate apply need".split()
)
_WISHFUL_ADJECTIVES = frozenset(
    "keen eager ready excited happy glad willing able committed motivated determined hopeful available thrilled "
    "delighted pleased interested enthusiastic curious due set open".split()
)
_OPINIONS = frozenset(
    "admire believe think feel draw attract appeal excite interest fascinate respect impress resonate inspire motivate "
    "value care enjoy understand know see find appreciate suspect gather".split()
)
_FIRST = frozenset({"i", "me", "my", "mine", "myself"})
_GROUP = frozenset({"we", "us", "our", "ours", "ourselves"})
_SECOND = frozenset({"you", "your", "yours", "yourself"})
_THINGS = frozenset({"it", "this", "that", "which", "these", "those", "they", "who", "what"})


def clauses(words: tuple[Word, ...], first_person: bool, employer: frozenset[str] = frozenset()) -> tuple[Clause, ...]:
    """The clauses of one statement in the order of their heads.

    `first_person` says whether a clause without a subject speaks of the applicant, as it does in a CV;
    `employer` holds the lemmas of the employer's name, whose sentences claim nothing about the applicant.
    """
    if not words:
        return ()
    heads = _heads(words)
    owner = [_owner(words, i, heads) for i in range(len(words))]
    found: dict[int, Clause] = {}
    for head in _outside_in(words, heads):
        members = tuple(i for i, home in enumerate(owner) if home == head)
        governor = _governor(words, head, heads)
        above = found.get(governor) if governor != head else None
        subject = _subject(words, head, above, first_person, employer)
        modality = _modality(words, head, members, above)
        found[head] = Clause(head, members, subject, modality, governor, words[head].relation)
    return tuple(found[h] for h in sorted(found))


def _heads(words: tuple[Word, ...]) -> set[int]:
    heads = {i for i, w in enumerate(words) if w.head == i}
    for i, word in enumerate(words):
        verbal = word.is_verb or any(w.head == i and w.relation in {"nsubj", "nsubjpass", "aux", "cop"} for w in words)
        if verbal and (word.relation in _CLAUSAL or (word.relation in {"conj", "dep"} and _verbal(words, word.head))):
            heads.add(i)
    return heads


def _verbal(words: tuple[Word, ...], i: int) -> bool:
    return words[i].is_verb or words[i].tag == "MD" or words[i].head == i


def _owner(words: tuple[Word, ...], i: int, heads: set[int]) -> int:
    seen = set()
    while i not in heads and i not in seen:
        seen.add(i)
        i = words[i].head
    return i


def _governor(words: tuple[Word, ...], head: int, heads: set[int]) -> int:
    return head if words[head].head == head else _owner(words, words[head].head, heads)


def _outside_in(words: tuple[Word, ...], heads: set[int]) -> list[int]:
    def depth(i: int) -> int:
        steps = 0
        while words[i].head != i and steps < len(words):
            i, steps = words[i].head, steps + 1
        return steps

    return sorted(heads, key=lambda h: (depth(h), h))


def _children(words: tuple[Word, ...], i: int) -> list[int]:
    return [j for j, w in enumerate(words) if w.head == i and j != i]


def _subject(
    words: tuple[Word, ...], head: int, above: Clause | None, first_person: bool, employer: frozenset[str]
) -> Subject:
    for child in _children(words, head):
        if words[child].relation in {"nsubj", "nsubjpass", "csubj", "expl"}:
            return _who(words, child, employer, above)
    if above is not None:
        return above.subject if words[head].relation not in {"acl", "relcl"} else _antecedent(words, head, above)
    return Subject.APPLICANT if first_person else Subject.OTHER


def _antecedent(words: tuple[Word, ...], head: int, above: Clause) -> Subject:
    if words[words[head].head].text.lower() in _FIRST:
        return Subject.APPLICANT
    return above.subject if above.subject is Subject.EMPLOYER else Subject.THING


def _who(words: tuple[Word, ...], i: int, employer: frozenset[str], above: Clause | None) -> Subject:
    text = words[i].text.lower()
    if text in _FIRST:
        return Subject.APPLICANT
    if text in _GROUP:
        return Subject.GROUP
    if text in _SECOND or words[i].lemma in employer:
        return Subject.EMPLOYER
    phrase = {words[j].text.lower() for j in _subtree(words, i)}
    if phrase & _FIRST:
        return Subject.APPLICANT
    if phrase & _SECOND or {words[j].lemma for j in _subtree(words, i)} & employer:
        return Subject.EMPLOYER
    if text in _THINGS:
        return above.subject if above is not None and above.subject is Subject.EMPLOYER else Subject.THING
    return Subject.OTHER


def _subtree(words: tuple[Word, ...], i: int) -> list[int]:
    inside = {i}
    grown = True
    while grown:
        more = {j for j, w in enumerate(words) if w.head in inside} - inside
        inside |= more
        grown = bool(more)
    return sorted(inside)


def _modality(words: tuple[Word, ...], head: int, members: tuple[int, ...], above: Clause | None) -> Modality:
    own = _own_modality(words, head, members)
    if above is None or own is not Modality.ASSERTED:
        return own
    return _inherited(words, head, above)


def _own_modality(words: tuple[Word, ...], head: int, members: tuple[int, ...]) -> Modality:
    near = [j for j in _children(words, head) if words[j].relation in {"aux", "neg", "advmod", "auxpass", "preconj"}]
    cues = {words[j].text.lower().replace("’", "'") for j in near}
    if cues & {"not", "n't", "never", "hardly", "nor", "neither"}:
        return Modality.NEGATED
    if any(
        words[j].text.lower() in {"no", "nothing", "none"} and words[j].relation in {"det", "dobj", "nsubj", "neg"}
        for j in members
    ):
        return Modality.NEGATED
    if cues & _MODALS:
        return Modality.FUTURE
    if words[head].tag in {"VB", "VBP", "VBZ", "VBG"} and words[head].lemma in _WISHES:
        # One applies for a job, but applies a skill.
        applied = words[head].lemma == "apply" and any(words[j].relation == "dobj" for j in _children(words, head))
        return Modality.ASSERTED if applied else Modality.WISH
    if any(words[j].lemma in _WISHFUL_ADJECTIVES and words[j].relation in {"acomp", "attr", "oprd"} for j in members):
        return Modality.WISH
    if words[head].lemma in _OPINIONS and words[head].tag in {"VBP", "VBZ", "VBN", "VB"}:
        return Modality.OPINION
    return Modality.ASSERTED


def _inherited(words: tuple[Word, ...], head: int, above: Clause) -> Modality:
    """What passes down: a wish holds for what is wished, a denial for what is denied; a finite clause asserts anew."""
    word = words[head]
    finite = word.tag in {"VBD", "VBP", "VBZ"} or any(
        words[j].relation in {"aux", "auxpass"} and words[j].tag in {"VBD", "VBP", "VBZ"}
        for j in _children(words, head)
    )
    own_subject = any(words[j].relation in {"nsubj", "nsubjpass"} for j in _children(words, head))
    if finite and (own_subject or word.relation in {"relcl", "advcl"}):
        return Modality.ASSERTED
    if word.relation == "conj" and finite and words[above.head].tag != word.tag:
        return Modality.ASSERTED
    return above.modality


def presupposed(words: tuple[Word, ...], parts: tuple[Clause, ...]) -> frozenset[int]:
    """Indices of words that claim although their clause does not assert: `my five years of …` in a wish.

    A noun owned by "my", with all that hangs on it, is taken for granted whatever is said about it.
    """
    asserted = {i for c in parts if c.modality is Modality.ASSERTED for i in c.words}
    owned: set[int] = set()
    for i, word in enumerate(words):
        if word.text.lower() == "my" and i not in asserted and word.relation == "poss":
            owned |= set(_subtree(words, word.head))
    return frozenset(owned - asserted)
