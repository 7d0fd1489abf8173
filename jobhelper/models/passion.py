"""Who may write what at which passion, and whose each word is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DocumentKind(StrEnum):
    """The two documents of an application."""

    LETTER = "letter"
    CV = "cv"


class Writer(StrEnum):
    """Who may fill a slot."""

    HUMAN = "human"
    MODEL = "model"
    EITHER = "either"


class Action(StrEnum):
    """A kind of help that a model may be asked for."""

    DRAFT = "draft"
    REWORD = "reword"
    OUTLINE = "outline"
    ORDER = "order"
    COMMENT = "comment"


class Author(StrEnum):
    """Whose a word is."""

    CV = "cv"
    HUMAN = "human"
    MODEL = "model"
    COMPOSER = "composer"
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class SlotRule:
    """One slot of one document at one stop: who fills it, what a model may do there, and the model's share (0 to 1).

    `words` is about how many words the slot holds in a finished document; the model's share is of these.
    """

    document: DocumentKind
    slot: str
    writer: Writer
    actions: frozenset[Action]
    model_share: float
    words: int = 0


@dataclass(frozen=True, slots=True)
class Stop:
    """A named stop of the dial, `low <= passion <= high`; `human_share` is the least share of human words, 0 to 1."""

    id: str
    name: str
    low: int
    high: int
    letter: str
    cv: str
    human_share: float
    rules: tuple[SlotRule, ...]

    def rule(self, document: DocumentKind, slot: str) -> SlotRule | None:
        """The rule for `slot`, numbered slots (`evidence-2`) falling back to their family (`evidence`)."""
        family = slot.rstrip("0123456789").rstrip("-")
        for wanted in (slot, family):
            for rule in self.rules:
                if rule.document is document and rule.slot == wanted:
                    return rule
        return None


@dataclass(frozen=True, slots=True)
class Permissions:
    """What passion allows for one application, as a value for drafting; `no_ai` forbids every model call."""

    passion: int
    stop: Stop
    no_ai: bool = False

    def may(self, action: Action, document: DocumentKind, slot: str) -> bool:
        """Whether a model may be asked for `action` on `slot`; an unknown slot is never allowed."""
        rule = self.stop.rule(document, slot)
        return not self.no_ai and rule is not None and action in rule.actions


@dataclass(frozen=True, slots=True)
class AuthoredSpan:
    """A run of words of one author in a document's text."""

    start: int
    end: int
    author: Author
