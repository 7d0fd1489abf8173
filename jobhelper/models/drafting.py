"""Documents being written: slots, sentences with their sources, tailored CVs, and what is asked of a model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jobhelper.models.cv import Contact, SectionKind
from jobhelper.models.passion import Action, Author, AuthoredSpan, DocumentKind, Writer


@dataclass(frozen=True, slots=True)
class Sentence:
    """One drafted sentence or bullet: its words, whose they are, and the ids of the CV facts it rests on.

    `spans` names the authors word by word, with offsets in `text`, where they are not all the same.
    """

    text: str
    author: Author
    facts: tuple[str, ...] = ()
    spans: tuple[AuthoredSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class SlotText:
    """What stands in a slot now; no sentences means an empty room."""

    slot: str
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The slot's sentences as running text."""
        return " ".join(s.text for s in self.sentences)


@dataclass(frozen=True, slots=True)
class SlotPlan:
    """A slot to be filled: who may, what a model may do, in how many words, from which facts, a question that helps."""

    slot: str
    writer: Writer
    actions: frozenset[Action]
    max_words: int
    facts: tuple[str, ...]
    question: str = ""


@dataclass(frozen=True, slots=True)
class DraftPlan:
    """What is to be written for one document of one application, slot by slot in order."""

    document: DocumentKind
    passion: int
    stop: str
    slots: tuple[SlotPlan, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A cover letter: fixed parts and slots; `recipient` and `date` are printed as they stand."""

    contact: Contact
    recipient: tuple[str, ...]
    date: str
    salutation: str
    slots: tuple[SlotText, ...]
    farewell: str
    signature: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class TailoredBullet:
    """A bullet of a tailored CV; `source` is the id of the CV bullet it comes from, None for one the user added.

    `spans` names the authors word by word, with offsets in `text`, where they are not all the same.
    """

    text: str
    author: Author
    source: str | None
    spans: tuple[AuthoredSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class TailoredEntry:
    """An entry of a tailored CV; heading fields are the CV's own words and never a model's."""

    source: str
    title: str
    organisation: str
    location: str
    dates: str
    bullets: tuple[TailoredBullet, ...]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class TailoredSection:
    """A section of a tailored CV: entries, or plain lines (skills, interests, a summary)."""

    kind: SectionKind
    title: str
    entries: tuple[TailoredEntry, ...] = ()
    lines: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class TailoredCV:
    """A CV arranged for one posting; what was left out is named so that nothing goes silently."""

    contact: Contact
    sections: tuple[TailoredSection, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as plain text, with the author of each word and the structure that it was made from.

    `slots` is the plan that it was made by, `missing` those of its slots that are empty. `notes` are sentences for the
    user about how it was made: a placeholder that the model dropped, facts left out.
    """

    document: DocumentKind
    text: str
    authorship: tuple[AuthoredSpan, ...]
    content: Letter | TailoredCV
    provider: str
    prompt_id: str = ""
    prompt_version: str = ""
    prompt_sha256: str = ""
    missing: tuple[SlotPlan, ...] = ()
    notes: tuple[str, ...] = ()
    slots: tuple[SlotPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """What is asked of a model: messages after redaction, the JSON schema of the reply, and the bound of its length.

    `facts` are the ids of the CV facts that were sent, `notes` sentences for the user about what was left out.
    """

    task: str
    prompt_id: str
    prompt_version: str
    prompt_sha256: str
    system: str
    user: str
    schema: dict[str, Any]
    max_tokens: int
    correlation_id: str = ""
    facts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelReply:
    """What a model answered, as sent, with what it cost in tokens; `cached` replies cost nothing."""

    text: str
    model: str
    tokens_in: int
    tokens_out: int
    seconds: float
    finish_reason: str = "stop"
    cached: bool = False


@dataclass(frozen=True, slots=True)
class Comment:
    """Criticism of the user's own words: `quote` at `start` to `end` of the slot's text, why, and a question.

    `problem` is an id of the critique table; `source` is the rule's id, or `model`. It never holds words to paste.
    """

    quote: str
    start: int
    end: int
    problem: str
    why: str
    question: str
    source: str
