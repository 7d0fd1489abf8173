"""What must be settled before a document may leave: decided by code, one rule at a time."""

from __future__ import annotations

from dataclasses import dataclass

from jobhelper.models import DocumentKind, Draft, Report, Severity, Stop
from jobhelper.services.checking import NEVER


@dataclass(frozen=True, slots=True)
class Gate:
    """One rule's answer: its id, whether it lets the document pass, and why, in words for the user."""

    rule: str
    passed: bool
    message: str


def gates(draft: Draft, report: Report, human_share: float, stop: Stop, fail_on: str) -> tuple[Gate, ...]:
    """Every gate's answer on a document, in the order in which the user would settle them."""
    return (_claims(report, fail_on), _own_words(draft), _share(human_share, stop))


def kept_back(answers: tuple[Gate, ...]) -> tuple[Gate, ...]:
    """The gates that do not let the document pass."""
    return tuple(gate for gate in answers if not gate.passed)


def _claims(report: Report, fail_on: str) -> Gate:
    least = 99 if fail_on == NEVER else Severity(fail_on).rank
    standing = [finding for finding in report.findings if finding.severity.rank >= least]
    if not standing:
        return Gate("open-claims", True, "no open claim")
    words = "1 claim is" if len(standing) == 1 else f"{len(standing)} claims are"
    return Gate("open-claims", False, f"{words} not borne out by your CV")


def _own_words(draft: Draft) -> Gate:
    # A CV is whole without a summary.
    empty = [slot.slot for slot in draft.missing if draft.document is not DocumentKind.CV or slot.slot != "summary"]
    if not empty:
        return Gate("your-slots", True, "every part is written")
    names = ", ".join(slot.replace("-", " ") for slot in empty)
    return Gate("your-slots", False, f"waits for your words: {names}")


def _share(human_share: float, stop: Stop) -> Gate:
    have, wanted = int(human_share * 100), round(stop.human_share * 100)
    words = f"{have} % of the words are yours or your CV's; {stop.name} asks for {wanted} %"
    return Gate("human-share", human_share >= stop.human_share, words)
