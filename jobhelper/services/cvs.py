"""Reading and keeping CVs, and the facts that the user vouches for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jobhelper.errors import UserError
from jobhelper.models import CV, AuditItem, Fact, StoredCV
from jobhelper.services.desk import Desk


def read_cv(path: Path) -> CV:
    """The CV in a file, taken apart; stores nothing. Raises UserError for a file that is no readable CV."""
    from jobhelper.cv.parse import parse_cv
    from jobhelper.documents.read import read_document

    return parse_cv(read_document(path))


def as_json_resume(cv: CV) -> dict[str, Any]:
    """The CV in the JSON Resume form."""
    from jobhelper.cv.json_resume import to_json_resume

    return to_json_resume(cv)


def import_cv(desk: Desk, path: Path) -> StoredCV:
    """Reads a CV and keeps it; it becomes the one in use."""
    return desk.store.cvs.add(read_cv(path))


def current(desk: Desk, number: int | None = None) -> StoredCV:
    """The CV of that number, or the one imported last. Raises UserError where there is none yet."""
    if number is not None:
        return desk.store.cvs.get(number)
    found = desk.store.cvs.newest()
    if found is None:
        raise UserError("No CV has been read yet.", "Start with: jobhelper cv import FILE")
    return found


def current_cv(desk: Desk) -> CV | None:
    """The CV imported last, or None."""
    found = desk.store.cvs.newest()
    return None if found is None else found.cv


def confirmed_facts(desk: Desk, cv_id: int | None = None) -> tuple[Fact, ...]:
    """The user's own facts that count for a CV, the one in use unless another is named."""
    if cv_id is None:
        newest = desk.store.cvs.newest()
        cv_id = None if newest is None else newest.id
    return desk.store.cvs.confirmed(cv_id)


def confirm(desk: Desk, text: str, note: str, *, cv_id: int | None = None) -> Fact:
    """Keeps a fact with the user's word for it, for the CV in use unless another is named."""
    fact = desk.store.cvs.confirm(text, note, cv_id=current(desk, cv_id).id)
    desk.store.audit.add(
        AuditItem(
            "confirm", desk.actor, "facts", sent=fact.text, answer=fact.note or "", decision="confirmed by the user"
        )
    )
    return fact


def as_json(cv: CV) -> dict[str, Any]:
    """The CV with all its offsets, as plain JSON values."""
    import json

    from jobhelper.store.codec import encode

    plain: dict[str, Any] = json.loads(encode(cv))
    return plain
