"""Takes a statement apart into clauses: who is the subject, whether it is asserted, denied, wished or only meant."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jobhelper.checking.memory import Remembered
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
_SUPPOSING = frozenset({"if", "whether", "unless"})
_TEMPORAL = frozenset("when once before after until till if unless soon as while".split())
_PLEASING = frozenset(
    "suit matter appeal attract draw interest strike excite fascinate please delight intrigue".split()
)
_ASSETS = frozenset(
    "experience knowledge background year understanding record expertise training month mixture mix blend".split()
)
_TRAITS = frozenset(
    "empathy patience humor warmth enthusiasm energy curiosity creativity passion dedication commitment compassion "
    "interest attention motivation drive calm care reliability flexibility resilience strength portfolio application "
    "goal career curriculum cv resume letter ambition hope aim wish dream plan intention future availability".split()
)
_FITTING = tuple(
    "the right place; just what i; exactly what i; what i want; what i would; what i am; what i'm; the kind of; "
    "the sort of; just the kind; just the sort; exactly the; precisely the; where i want; where i would; why i; "
    "what draws; what drew; what appeals; what attracts; what excites".split("; ")
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
    members: dict[int, list[int]] = {head: [] for head in heads}
    for i in range(len(words)):
        members[_owner(words, i, heads)].append(i)
    found: dict[int, Clause] = {}
    for head in _outside_in(words, heads):
        governor = _governor(words, head, heads)
        above = found.get(governor) if governor != head else None
        subject = _subject(words, head, above, first_person, employer)
        own = tuple(members[head])
        modality = _modality(words, head, own, above)
        found[head] = Clause(head, own, subject, modality, governor, words[head].relation)
    return tuple(found[h] for h in sorted(found))


def _heads(words: tuple[Word, ...]) -> set[int]:
    heads = {i for i, w in enumerate(words) if w.head == i}
    for i, word in enumerate(words):
        joined = word.relation in _CLAUSAL or (word.relation in {"conj", "dep"} and _verbal(words, word.head))
        if joined and (word.is_verb or _has_subject(words, i)):
            heads.add(i)
    return heads


def _has_subject(words: tuple[Word, ...], i: int) -> bool:
    return any(words[j].relation in {"nsubj", "nsubjpass", "aux", "cop"} for j in _children(words, i))


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


def _dependants(words: tuple[Word, ...]) -> tuple[tuple[int, ...], ...]:
    found: list[list[int]] = [[] for _ in words]
    for j, word in enumerate(words):
        if word.head != j:
            found[word.head].append(j)
    return tuple(map(tuple, found))


_all_children = Remembered(_dependants)


def _children(words: tuple[Word, ...], i: int) -> tuple[int, ...]:
    return _all_children(words)[i]


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
    inside, fresh = {i}, [i]
    while fresh:
        fresh = [j for k in fresh for j in _children(words, k) if j not in inside]
        inside.update(fresh)
    return sorted(inside)


def _modality(words: tuple[Word, ...], head: int, members: tuple[int, ...], above: Clause | None) -> Modality:
    own = _own_modality(words, head, members)
    if own is Modality.ASSERTED and (_supposed(words, head) or _taste(words, head)):
        return Modality.WISH if _supposed(words, head) else Modality.OPINION
    if above is None or own is not Modality.ASSERTED:
        return own
    return _inherited(words, head, above)


def _masters(words: tuple[Word, ...], head: int) -> bool:
    """Whether one knows or finds a thing, and not that something is so: "I know Sibelius well" claims."""
    if words[head].lemma not in {"know", "find", "understand", "see", "use", "value", "care"}:
        return False
    own = [words[j] for j in _children(words, head)]
    if any(w.relation == "ccomp" for w in own):
        return False
    applicant = any(w.relation == "nsubj" and w.text == "I" for w in own) or words[head].relation in {"conj", "dep"}
    if not applicant or words[head].lemma not in {"know", "find"}:
        return False
    return any(w.relation in {"dobj", "dep", "ccomp", "npadvmod", "prep"} for w in own)


def _supposed(words: tuple[Word, ...], head: int) -> bool:
    """Whether a clause only supposes: "if", "whether", "in case", or "can" said of another than the applicant."""
    own = _children(words, head)
    marks = {words[j].text.lower() for j in own if words[j].relation in {"mark", "advmod"}}
    if marks & _SUPPOSING and words[head].tag in {"VBP", "VBZ", "VB"}:
        return True
    if words[head].relation in {"acl", "advcl"} and head > 1 and _follows_case(words, head):
        return True
    able = any(words[j].text.lower() == "can" and words[j].relation == "aux" for j in own)
    subject = next((words[j].text.lower() for j in own if words[j].relation in {"nsubj", "nsubjpass"}), "")
    starts = able and words[head].lemma in {
        "start",
        "begin",
        "join",
        "travel",
        "relocate",
        "move",
        "attend",
        "provide",
        "supply",
    }
    return starts or (able and subject not in {"", *_FIRST, *_GROUP, *_THINGS})


def _follows_case(words: tuple[Word, ...], head: int) -> bool:
    """Whether the clause hangs on "in case"."""
    above = words[head].head
    return words[above].text.lower() == "case" and above > 0 and words[above - 1].text.lower() == "in"


def _taste(words: tuple[Word, ...], head: int) -> bool:
    """Whether a clause says what pleases, suits or matters to the applicant, or that something is just right."""
    word, own = words[head], _children(words, head)
    if word.lemma in _PLEASING and word.tag in {"VBP", "VBZ", "VBG", "VB"}:
        return any(words[j].text.lower() in {"me", "to"} for j in own)
    if word.lemma == "be" and word.tag in {"VBP", "VBZ"}:
        told = " ".join(w.text.lower() for w in words[head + 1 : head + 7])
        return told.startswith(_FITTING)
    return False


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
    # One is drawn to a post, but draws a map.
    felt = words[head].lemma != "draw" or words[head].tag == "VBN"
    if felt and words[head].lemma in _OPINIONS and words[head].tag in {"VBP", "VBZ", "VBN", "VB"}:
        return Modality.ASSERTED if _masters(words, head) else Modality.OPINION
    return Modality.ASSERTED


def _inherited(words: tuple[Word, ...], head: int, above: Clause) -> Modality:
    """What passes down: a wish holds for what is wished, a denial for what is denied; a finite clause asserts anew."""
    word = words[head]
    if word.relation == "conj" and _alternative(words, head, above.head):
        return above.modality
    finite = word.tag in {"VBD", "VBP", "VBZ"} or any(
        words[j].relation in {"aux", "auxpass"} and words[j].tag in {"VBD", "VBP", "VBZ"}
        for j in _children(words, head)
    )
    own_subject = any(words[j].relation in {"nsubj", "nsubjpass"} for j in _children(words, head))
    if finite and (own_subject or word.relation in {"relcl", "advcl"}):
        return above.modality if _imagined(words, head, above) else Modality.ASSERTED
    if word.relation == "conj" and finite and words[above.head].tag != word.tag:
        return Modality.ASSERTED
    return above.modality


def _alternative(words: tuple[Word, ...], head: int, governor: int) -> bool:
    """Whether "or" or "nor" joins a predicate to the one before: what denies or wishes the one holds for both."""
    return any(words[j].text.lower() in {"or", "nor"} for j in range(governor + 1, head) if words[j].relation == "cc")


def _imagined(words: tuple[Word, ...], head: int, above: Clause) -> bool:
    """Whether a clause in the present only pictures what its plan or wish is about ("a team where people review …")."""
    if above.modality not in {Modality.FUTURE, Modality.WISH} or words[head].tag not in {"VBP", "VBZ"}:
        return False
    own = _children(words, head)
    if any(words[j].text.lower() == "i" and words[j].relation == "nsubj" for j in own):
        return any(words[j].text.lower() in _TEMPORAL for j in own)
    return words[head].relation in {"relcl", "advcl", "ccomp"}


def presupposed(words: tuple[Word, ...], parts: tuple[Clause, ...]) -> frozenset[int]:
    """Indices of words that claim although their clause does not assert: `my five years of …` in a wish.

    A noun owned by "my", with all that hangs on it, is taken for granted whatever is said about it; so is what one
    says one would bring, and what one is ("As a nurse, I would …", "With a degree in law, I hope …").
    """
    asserted = {i for c in parts if c.modality is Modality.ASSERTED for i in c.words}
    owned: set[int] = set()
    for i, word in enumerate(words):
        if word.text.lower() == "my" and i not in asserted and word.relation == "poss":
            owned |= set(_subtree(words, word.head)) if not _soft(words[word.head]) else set()
    for clause in parts:
        if clause.modality in {Modality.FUTURE, Modality.WISH, Modality.OPINION}:
            owned |= _taken_for_granted(words, clause)
    return frozenset(owned - asserted)


def _soft(word: Word) -> bool:
    return word.lemma in _TRAITS


def _taken_for_granted(words: tuple[Word, ...], clause: Clause) -> set[int]:
    """What a plan rests on: an opening "as" or "with" phrase, and the experience that one would bring."""
    subject = next((j for j in _children(words, clause.head) if words[j].text == "I"), None)
    if subject is None:
        return set()
    found: set[int] = set()
    for j in _children(words, clause.head):
        word = words[j]
        opening = word.relation == "prep" and j < subject and word.text.lower() in {"as", "with"}
        inside = set(_subtree(words, j))
        if opening and not any(words[k].text.lower() in {"you", "your", "this"} for k in inside):
            found |= inside
        brought = word.relation == "dobj" and words[clause.head].lemma in {"bring", "offer", "contribute", "add"}
        if brought and word.lemma in _ASSETS:
            found |= inside
    return found
