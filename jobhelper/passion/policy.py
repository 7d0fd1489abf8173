"""Reads the passion policy and answers who may write what; a policy that lets AI in as passion rises is refused."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from jobhelper.errors import UserError
from jobhelper.models import Action, DocumentKind, Permissions, SlotRule, Stop, Writer

EVIDENCE_PARAGRAPHS = 3
"""How many evidence paragraphs a letter of about one page holds; the model's part of a letter is reckoned with it."""

_FREEDOM = {Writer.HUMAN: 0, Writer.EITHER: 1, Writer.MODEL: 2}
_WRITING = frozenset({Action.DRAFT, Action.REWORD})
_STOP_KEYS = frozenset({"id", "name", "low", "high", "letter", "cv", "human_share", "slots"})
_SLOT_KEYS = frozenset({"document", "slot", "writer", "actions", "model_share", "words"})
_HINT = "Mend the row, or delete your copy to go back to the packaged policy."


@dataclass(frozen=True, slots=True)
class Policy:
    """The whole table: stops in rising order of passion, checked as a whole."""

    stops: tuple[Stop, ...]
    version: str
    source: str

    def stop_at(self, passion: int) -> Stop:
        """The stop that holds `passion` (0 to 100). Raises UserError outside of that range."""
        if isinstance(passion, bool) or not 0 <= passion <= 100:
            raise UserError(f"Passion can't be {passion}.", "It goes from 0 to 100.")
        return next(stop for stop in self.stops if stop.low <= passion <= stop.high)

    def permissions(self, passion: int, no_ai: bool = False) -> Permissions:
        """What holds for one application at `passion`, as a value that drafting can carry."""
        return Permissions(passion, self.stop_at(passion), no_ai)

    def may(self, action: Action, document: DocumentKind, slot: str, passion: int, no_ai: bool = False) -> bool:
        """Whether a model may be asked for `action` on `slot` at `passion`.

        Raises UserError for a slot that the policy does not know: a misspelt slot must not pass for a forbidden one.
        """
        permissions = self.permissions(passion, no_ai)
        if permissions.stop.rule(document, slot) is None:
            known = ", ".join(r.slot for r in permissions.stop.rules if r.document is document)
            raise UserError(f"A {document} has no slot “{slot}”.", f"It has {known}.", where=self.source)
        return permissions.may(action, document, slot)


def load_policy(path: Path) -> Policy:
    """The policy in the TOML file at `path`, valid as a whole.

    Raises UserError, naming file and row, for a damaged file, an unknown word, a gap in the stops or a broken promise.
    """
    where = str(path)
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError("The passion policy can't be read.", f"{error}. {_HINT}", where=where) from error
    rows = data.get("stop")
    if not isinstance(rows, list) or not rows:
        raise UserError("The passion policy has no stops.", _HINT, where=where)
    stops = tuple(_stop(row, index, where) for index, row in enumerate(rows, start=1))
    _check_range(stops, where)
    for lower, upper in pairwise(stops):
        _check_monotony(lower, upper, where)
    for stop in stops:
        _check_share(stop, where)
    return Policy(stops, str(data.get("version", "")), where)


def model_words(stop: Stop, document: DocumentKind) -> float:
    """How many words of a usual document a model may contribute at `stop`."""
    return sum(words * rule.model_share for rule, words in _weighed(stop, document))


def _weighed(stop: Stop, document: DocumentKind) -> Iterator[tuple[SlotRule, int]]:
    rules = [rule for rule in stop.rules if rule.document is document]
    numbered = sum(rule.slot.startswith("evidence-") for rule in rules)
    for rule in rules:
        count = max(EVIDENCE_PARAGRAPHS - numbered, 1) if rule.slot == "evidence" else 1
        yield rule, rule.words * count


def _refuse(problem: str, row: str, where: str) -> UserError:
    return UserError(f"The passion policy can't be used: {problem}", _HINT, where=f"{where}, {row}")


def _stop(row: Any, index: int, where: str) -> Stop:
    place = f"stop {index}"
    if not isinstance(row, dict):
        raise _refuse("a stop must be a table.", place, where)
    place = f"stop “{row.get('id', index)}”"
    _check_keys(row, _STOP_KEYS, place, where)
    for key in ("id", "name", "letter", "cv"):
        if not isinstance(row[key], str) or not row[key].strip():
            raise _refuse(f"“{key}” must be words.", place, where)
    slots = row["slots"]
    if not isinstance(slots, list) or not slots:
        raise _refuse("it has no slots.", place, where)
    rules = tuple(_rule(slot, place, where) for slot in slots)
    seen: set[tuple[DocumentKind, str]] = set()
    for rule in rules:
        if (rule.document, rule.slot) in seen:
            raise _refuse("the slot stands there twice.", f"{place}, {rule.document} slot “{rule.slot}”", where)
        seen.add((rule.document, rule.slot))
    return Stop(
        id=row["id"],
        name=row["name"],
        low=_whole(row["low"], 100, "low", place, where),
        high=_whole(row["high"], 100, "high", place, where),
        letter=row["letter"],
        cv=row["cv"],
        human_share=_share(row["human_share"], "human_share", place, where),
        rules=rules,
    )


def _rule(row: Any, stop: str, where: str) -> SlotRule:
    if not isinstance(row, dict):
        raise _refuse("a slot must be a table.", stop, where)
    place = f"{stop}, {row.get('document', '?')} slot “{row.get('slot', '?')}”"
    _check_keys(row, _SLOT_KEYS, place, where)
    if not isinstance(row["actions"], list) or not isinstance(row["slot"], str) or not row["slot"]:
        raise _refuse("“actions” must be a list and “slot” a name.", place, where)
    try:
        document, writer = DocumentKind(row["document"]), Writer(row["writer"])
        actions = frozenset(Action(name) for name in row["actions"])
    except (ValueError, TypeError) as error:
        raise _refuse(f"{error}.", place, where) from error
    share = _share(row["model_share"], "model_share", place, where)
    words = _whole(row["words"], 5000, "words", place, where)
    if share > 0 and (writer is Writer.HUMAN or not actions & _WRITING):
        raise _refuse("a model may not write here, so “model_share” must be 0.", place, where)
    if writer is Writer.HUMAN and actions & _WRITING:
        raise _refuse("the slot is yours alone, so “actions” can't hold draft or reword.", place, where)
    return SlotRule(document, row["slot"], writer, actions, share, words)


def _check_keys(row: dict[str, Any], wanted: frozenset[str], place: str, where: str) -> None:
    missing, unknown = sorted(wanted - row.keys()), sorted(row.keys() - wanted)
    if missing:
        raise _refuse(f"“{missing[0]}” is missing.", place, where)
    if unknown:
        raise _refuse(f"“{unknown[0]}” is not known.", place, where)


def _whole(value: Any, most: int, name: str, place: str, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise _refuse(f"“{name}” must be a whole number from 0 to {most}.", place, where)
    return value


def _share(value: Any, name: str, place: str, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise _refuse(f"“{name}” must be a share from 0 to 1.", place, where)
    return float(value)


def _check_range(stops: tuple[Stop, ...], where: str) -> None:
    expected = 0
    for stop in stops:
        if stop.low != expected or stop.high < stop.low:
            raise _refuse(f"it must begin at {expected} and not end before.", f"stop “{stop.id}”", where)
        expected = stop.high + 1
    if expected != 101:
        raise _refuse("the last stop must end at 100.", f"stop “{stops[-1].id}”", where)
    if len({stop.id for stop in stops}) != len(stops):
        raise _refuse("two stops have the same id.", "stops", where)


def _check_share(stop: Stop, where: str) -> None:
    """The slots of a stop may not add up to more of a model than its own least human share leaves."""
    for document in DocumentKind:
        total = sum(words for _, words in _weighed(stop, document))
        if total and model_words(stop, document) / total > 1 - stop.human_share + 1e-9:
            raise _refuse(
                f"the {document}'s slots leave a model more than “human_share” allows.", f"stop “{stop.id}”", where
            )


def _check_monotony(lower: Stop, upper: Stop, where: str) -> None:
    if upper.human_share < lower.human_share:
        raise _refuse(f"its human_share is below that of “{lower.id}”.", f"stop “{upper.id}”", where)
    names = {(rule.document, rule.slot) for stop in (lower, upper) for rule in stop.rules}
    for document, slot in sorted(names):
        place = f"stop “{upper.id}”, {document} slot “{slot}”"
        below, above = lower.rule(document, slot), upper.rule(document, slot)
        if below is None or above is None:
            raise _refuse("every stop must have the same slots.", place, where)
        more = above.actions - below.actions
        if more:
            raise _refuse(f"a model may {min(more)} here, but not at “{lower.id}”.", place, where)
        if _FREEDOM[above.writer] > _FREEDOM[below.writer]:
            raise _refuse(f"writer “{above.writer}” gives a model more than at “{lower.id}”.", place, where)
        if above.model_share > below.model_share:
            raise _refuse(f"model_share is above that of “{lower.id}”.", place, where)
        if above.words * above.model_share > below.words * below.model_share + 1e-9:
            raise _refuse(f"a model's words are more than at “{lower.id}”.", place, where)
