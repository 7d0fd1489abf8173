"""Reads a JSON Resume as the plain text of a CV, which is then taken apart like any other."""

from __future__ import annotations

import json
from typing import Any

from jobhelper.documents.plain import plain_document
from jobhelper.errors import UserError
from jobhelper.models import Document


def read_json_resume(text: str, name: str, data: bytes) -> Document:
    """The document of a JSON Resume. Raises UserError for broken JSON and for JSON that is no resume."""
    try:
        parsed = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise UserError("This JSON file is broken.", f"Mend it: {error}", where=name) from error
    return plain_document(text_from_json_resume(parsed, name), name, "json", data)


def text_from_json_resume(data: object, where: str = "") -> str:
    """A JSON Resume as the plain text of a CV, which the reader then takes apart like any other.

    Raises UserError for what is no JSON Resume.
    """
    if not isinstance(data, dict) or not isinstance(data.get("basics"), dict):
        raise UserError(
            "This JSON is not a JSON Resume.",
            "It needs at least “basics” with your name; see jsonresume.org.",
            where=where,
        )
    basics = data["basics"]
    contact = [basics.get("email"), basics.get("phone"), basics.get("url"), _city(basics.get("location"))]
    blocks = ["\n".join(filter(None, (_word(basics.get("name")), " | ".join(_word(c) for c in contact if _word(c)))))]
    if basics.get("summary"):
        blocks.append(f"PROFILE\n{_word(basics['summary'])}")
    for key, title in _TITLES.items():
        entries = [text for item in _items(data, key) if (text := _entry_text(key, item))]
        if entries:
            blocks.append(title + "\n\n" + "\n\n".join(entries))
    for key, title, names in _LINES:
        lines = [text for item in _items(data, key) if (text := _line_text(item, names))]
        if lines:
            blocks.append(title + "\n" + "\n".join(lines))
    return "\n\n".join(blocks) + "\n"


_TITLES = {"work": "WORK EXPERIENCE", "volunteer": "VOLUNTEERING", "education": "EDUCATION", "projects": "PROJECTS"}
_LINES = (
    ("skills", "SKILLS", ("name", "keywords", "level")),
    ("languages", "LANGUAGES", ("language", "fluency")),
    ("certificates", "CERTIFICATES", ("name", "issuer", "date")),
    ("awards", "AWARDS", ("title", "awarder", "date")),
    ("publications", "PUBLICATIONS", ("name", "publisher", "releaseDate")),
    ("interests", "INTERESTS", ("name", "keywords")),
    ("references", "REFERENCES", ("name", "reference")),
)


def _items(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    found = data.get(key)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _word(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_word, value)))
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _city(location: object) -> str:
    return (
        ", ".join(filter(None, (_word(location.get(k)) for k in ("city", "region"))))
        if isinstance(location, dict)
        else ""
    )


def _entry_text(key: str, item: dict[str, Any]) -> str:
    first = item.get("studyType") if key == "education" else item.get("position")
    area = item.get("area") if key == "education" else None
    title = " ".join(filter(None, (_word(first), _word(area))))
    name = _word(item.get("institution") or item.get("organization") or item.get("name") or item.get("entity"))
    place = ", ".join(filter(None, (name, _word(item.get("location")))))
    start, end = _word(item.get("startDate")), _word(item.get("endDate"))
    dates = f"{start} – {end or 'present'}" if start else end
    grade = f"Grade: {_word(item['score'])}" if item.get("score") else ""
    bullets = [
        f"• {text}" for field in ("highlights", "courses") for text in map(_word, _items_of(item, field)) if text
    ]
    summary = [f"• {_word(item['summary'])}"] if item.get("summary") else []
    return "\n".join(filter(None, [title, place, dates, grade, *summary, *bullets]))


def _items_of(item: dict[str, Any], field: str) -> list[Any]:
    value = item.get(field)
    return value if isinstance(value, list) else []


def _line_text(item: dict[str, Any], names: tuple[str, ...]) -> str:
    first, *rest = (_word(item.get(name)) for name in names)
    if names[1] == "keywords" and rest[0]:
        return f"{first}: {rest[0]}" if first else rest[0]
    if names[0] in {"language", "name"} and names[-1] in {"fluency", "level"} and rest[-1]:
        return f"{first} ({rest[-1]})"
    return ", ".join(filter(None, [first, *rest]))
