"""Holding files and texts against a CV."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jobhelper.errors import UserError
from jobhelper.models import CV, Coverage, Fact, ModelReply, ModelRequest, Posting, Report, Severity
from jobhelper.services.cvs import read_cv
from jobhelper.services.postings import read_posting

_PLAIN = {"", ".txt", ".md", ".markdown"}
LONGEST_DRAFT = 500_000
"""Most characters of a draft: some 80,000 words, a hundred times what any application holds."""
NEVER = "never"
Ask = Callable[[ModelRequest], ModelReply]


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A draft's file name as given, its text, the CV it was held against, and what the checker says of it.

    `judge` says in a sentence how far a judge could be believed, empty where none was asked.
    """

    name: str
    text: str
    cv: CV
    report: Report
    judge: str = ""


def check_files(
    drafts: Sequence[Path], cv_path: Path, posting_source: str | None = None, ask: Ask | None = None
) -> list[CheckedFile]:
    """Holds each draft against the CV, in the order given; with `ask`, a model as judge may add findings.

    Reads every file before it checks any, so that a wrong call costs nothing. Raises UserError naming the file.
    """
    from jobhelper.checking.repair import with_repairs

    texts = [(str(path), read_draft(path)) for path in drafts]
    cv = read_cv(cv_path)
    posting = None if posting_source is None else read_posting(posting_source)
    checked = []
    for name, text in texts:
        report, standing = check_text(text, cv, posting), ""
        if ask is not None:
            from jobhelper.services.judging import judge

            report, standing = judge(text, cv, report, ask, posting=posting)
        checked.append(CheckedFile(name, text, cv, with_repairs(text, report, cv, posting), standing))
    return checked


def check_text(text: str, cv: CV, posting: Posting | None, confirmed: Sequence[Fact] = ()) -> Report:
    """What the checker says of a text."""
    from jobhelper.checking.check import check

    return check(text, cv, posting, confirmed)


def read_draft(path: Path) -> str:
    """A draft's text as it stands on disk: no newline is translated, so that offsets count its own characters."""
    if path.suffix.lower() not in _PLAIN:
        from jobhelper.documents.read import read_document

        return read_document(path).text
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise UserError("The draft is no UTF-8 text.", "Save it as UTF-8 and try again.", where=str(path)) from error
    except OSError as error:
        raise UserError("The draft can't be read.", f"The system says: {error.strerror}.", where=str(path)) from error
    if len(text) > LONGEST_DRAFT:
        raise UserError(
            f"The draft is too long to check: it has {len(text):,} characters, and {LONGEST_DRAFT:,} are read.",
            "Check its parts one by one.",
            where=str(path),
        )
    return text


def holds_back(report: Report, fail_on: str) -> bool:
    """Whether a finding stands at or above the severity `fail_on` (`never`: no finding ever does)."""
    worst = report.worst()
    return fail_on != NEVER and worst is not None and worst.rank >= Severity(fail_on).rank


def keyword_coverage(cv: CV, posting: Posting) -> tuple[Coverage, ...]:
    """How the CV answers each word that the posting asks for."""
    from jobhelper.posting.coverage import coverage

    return coverage(posting, cv)
