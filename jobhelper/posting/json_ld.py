"""Reads schema.org JobPosting data that a page carries as JSON-LD."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

_SCRIPT = re.compile(r"<script[^>]*application/ld\+json[^>]*>(?P<body>.*?)</script", re.I | re.S)


@dataclass(frozen=True, slots=True)
class StructuredPosting:
    """What the page's own data says; empty strings and None where it is silent."""

    title: str = ""
    company: str = ""
    location: str = ""
    deadline: date | None = None
    posted: date | None = None
    salary: str = ""
    remote: str = ""
    description: str = ""


def json_ld_blocks(page: str) -> tuple[str, ...]:
    """The JSON-LD scripts of an HTML page, as written."""
    return tuple(match["body"].strip() for match in _SCRIPT.finditer(page))


def read_json_ld(blocks: tuple[str, ...]) -> StructuredPosting | None:
    """The first JobPosting in the blocks, None where there is none; a broken block is passed over, since pages err."""
    for block in blocks:
        try:
            loaded = json.loads(block)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(loaded, 0):
            kind = node.get("@type")
            if kind == "JobPosting" or (isinstance(kind, list) and "JobPosting" in kind):
                return _posting(node)
    return None


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _nodes(value.get("@graph", []), depth + 1)


def _posting(node: dict[str, Any]) -> StructuredPosting:
    return StructuredPosting(
        title=_text(node.get("title")),
        company=_text(node.get("hiringOrganization")),
        location=_location(node.get("jobLocation")),
        deadline=_day(node.get("validThrough")),
        posted=_day(node.get("datePosted")),
        salary=_salary(node.get("baseSalary")),
        remote="remote" if _text(node.get("jobLocationType")).upper() == "TELECOMMUTE" else "",
        description=_plain(_text(node.get("description"))),
    )


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _text(value: Any) -> str:
    value = _first(value)
    if isinstance(value, dict):
        value = value.get("name", "")
    return html.unescape(str(value)).strip() if isinstance(value, str | int | float) else ""


def _location(value: Any) -> str:
    place = _first(value)
    address = _first(place.get("address")) if isinstance(place, dict) else None
    if isinstance(address, str):
        return address.strip()
    if not isinstance(address, dict):
        return ""
    parts = (_text(address.get(key)) for key in ("addressLocality", "addressRegion"))
    return ", ".join(dict.fromkeys(part for part in parts if part)) or _text(address.get("addressCountry"))


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _salary(value: Any) -> str:
    if not isinstance(value, dict):
        return _text(value)
    amount, currency = value.get("value"), _text(value.get("currency"))
    if not isinstance(amount, dict):
        return f"{currency} {_text(amount)}".strip()
    low, high = _text(amount.get("minValue")), _text(amount.get("maxValue"))
    figure = f"{low} to {high}" if low and high and low != high else low or high or _text(amount.get("value"))
    unit = _text(amount.get("unitText")).lower()
    return f"{currency} {figure}{f' per {unit}' if unit else ''}".strip() if figure else ""


def _plain(markup: str) -> str:
    spaced = re.sub(r"<(?:br|/p|/li|/h\d|/div)[^>]*>", "\n", markup, flags=re.I)
    return html.unescape(re.sub(r"<[^>]+>", "", spaced)).strip()
