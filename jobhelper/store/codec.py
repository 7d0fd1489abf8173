"""Turns the frozen dataclasses of the stages into JSON and back, losslessly."""

from __future__ import annotations

import json
import types
import typing
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
_TAG = "is"


def encode(value: Any) -> str:
    """A value as compact JSON; equal values give equal text."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def decode(kind: type[T], text: str) -> T:
    """The value of dataclass `kind` that `encode` wrote; fields that the text lacks take their defaults.

    Raises TypeError or KeyError where the text does not describe such a value.
    """
    value: T = _build(kind, json.loads(text))
    return value


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        named = {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
        return {_TAG: type(value).__name__, **named}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(_plain(item) for item in value)
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    raise TypeError(f"{type(value).__name__} has no form in JSON")


@cache
def _field_types(kind: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _build(kind: Any, raw: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _build_union(typing.get_args(kind), raw)
    if origin in (tuple, frozenset):
        item = typing.get_args(kind)[0]
        return origin(_build(item, part) for part in raw)
    if isinstance(kind, type):
        return _build_class(kind, raw)
    return raw


def _build_union(choices: tuple[Any, ...], raw: Any) -> Any:
    if raw is None:
        return None
    classes = [choice for choice in choices if choice is not types.NoneType]
    if isinstance(raw, dict):
        return _build(next(c for c in classes if getattr(c, "__name__", "") == raw[_TAG]), raw)
    return _build(classes[0], raw)


def _build_class(kind: type[Any], raw: Any) -> Any:
    if is_dataclass(kind):
        hints = _field_types(kind)
        return kind(**{name: _build(hints[name], raw[name]) for name in hints if name in raw})
    if issubclass(kind, Enum):
        return kind(raw)
    if issubclass(kind, datetime):
        return datetime.fromisoformat(raw)
    if issubclass(kind, date):
        return date.fromisoformat(raw)
    if not isinstance(raw, kind) and not (kind is float and isinstance(raw, int)):
        raise TypeError(f"{raw!r} is no {kind.__name__}")
    return raw
