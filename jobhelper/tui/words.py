"""The words that the screens use for what the program knows by an identifier."""

from __future__ import annotations

from datetime import date

from jobhelper.models import Action, Author, CoverageStatus, DocumentKind, Severity, Status, Writer

QUESTION_HEADING = "Can you defend this?"

CONSEQUENCES = {
    Severity.HIGH: "an employer could check this",
    Severity.MEDIUM: "you may be asked about this",
    Severity.LOW: "a little more than your CV says",
}

STATUSES = {
    Status.SAVED: "saved",
    Status.DRAFTING: "drafting",
    Status.READY: "ready",
    Status.APPLIED: "applied",
    Status.ASSESSMENT: "assessment",
    Status.INTERVIEW: "interview",
    Status.OFFER: "offer",
    Status.ACCEPTED: "accepted",
    Status.REJECTED: "closed",
    Status.WITHDRAWN: "withdrawn",
    Status.NO_RESPONSE: "no answer",
}
STATUS_MEANINGS = {
    Status.SAVED: "kept for later",
    Status.DRAFTING: "you are writing",
    Status.READY: "ready to send",
    Status.APPLIED: "sent, waiting for word",
    Status.ASSESSMENT: "a test or task",
    Status.INTERVIEW: "they want to meet you",
    Status.OFFER: "they want you",
    Status.ACCEPTED: "you said yes",
    Status.REJECTED: "they said no",
    Status.WITHDRAWN: "you took it back",
    Status.NO_RESPONSE: "no word in good time",
}
CLOSED = frozenset({Status.REJECTED, Status.WITHDRAWN, Status.NO_RESPONSE})
VIEWS: tuple[tuple[str, frozenset[Status]], ...] = (
    ("open", frozenset(Status) - CLOSED),
    ("drafting", frozenset({Status.SAVED, Status.DRAFTING, Status.READY})),
    ("waiting", frozenset({Status.APPLIED, Status.ASSESSMENT, Status.INTERVIEW, Status.OFFER})),
    ("closed", CLOSED),
    ("all", frozenset(Status)),
)

COVERAGE_MARKS = {
    CoverageStatus.SHOWN: ("●", "shown"),
    CoverageStatus.WORDED_DIFFERENTLY: ("◐", "worded differently"),
    CoverageStatus.NOT_SHOWN: ("○", "not shown"),
}

DOCUMENTS = {DocumentKind.LETTER: "Letter", DocumentKind.CV: "CV"}
WRITERS = {Writer.HUMAN: "yours", Writer.MODEL: "the model's", Writer.EITHER: "either"}
ACTIONS = {
    Action.DRAFT: "draft",
    Action.REWORD: "reword",
    Action.OUTLINE: "outline",
    Action.ORDER: "order",
    Action.COMMENT: "comment",
}
AUTHORS = {
    Author.HUMAN: ("y", "you"),
    Author.MODEL: ("m", "model"),
    Author.CV: ("c", "your CV"),
    Author.COMPOSER: ("o", "offline composer"),
    Author.TEMPLATE: ("t", "template"),
}


def slot_name(slot: str) -> str:
    """A slot's identifier as a reader sees it: `evidence-1` becomes “Evidence 1”, `cv-summary` “CV summary”."""
    words = slot.replace("-", " ").replace("_", " ").split()
    joined = " ".join("CV" if word == "cv" else word for word in words)
    return joined[:1].upper() + joined[1:]


def due(deadline: date | None, today: date) -> str:
    """A deadline in a few words, nearness said and not only coloured: “today”, “Fri 27 Nov”, “past”."""
    if deadline is None:
        return "–"
    days = (deadline - today).days
    if days < 0:
        return "past"
    if days <= 1:
        return ("today", "tomorrow")[days]
    text = f"{deadline:%a} {deadline.day}"
    return (
        text
        if days < 14
        else f"{deadline.day} {deadline:%b}" + (f" {deadline:%y}" if deadline.year != today.year else "")
    )


def claims(findings: int | None, questions: int) -> str:
    """Open findings and questions of an application in a word or two; a dash where nothing was checked."""
    if findings is None:
        return "–"
    if findings:
        return f"{findings} open"
    return f"{questions} to ask" if questions else "none"


def share(human: float | None, target: float) -> str:
    """Human share beside its target, in per cent, “short” said in words."""
    goal = round(target * 100)
    if human is None:
        return f"–/{goal}"
    have = int(human * 100)
    return f"{have}/{goal}" + (" short" if have < goal else "")


def count(number: int, singular: str, plural: str = "") -> str:
    """A number with its noun: `1 claim`, `2 claims`."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"
