"""Makes one document for one posting: plan, draft, check; a pure function that any engine may run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jobhelper.models import (
    CV,
    Author,
    Coverage,
    DocumentKind,
    Draft,
    DraftPlan,
    Fact,
    Letter,
    ModelReply,
    ModelRequest,
    Permissions,
    Posting,
    Report,
)
from jobhelper.services.checking import check_text, keyword_coverage

Ask = Callable[[ModelRequest], ModelReply]
# Each round may uncover what an earlier finding hid; what is left after three is the user's.
_REPAIR_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Tailored:
    """A document with the report on exactly its text; `human_share` is 0 to 1."""

    draft: Draft
    report: Report
    human_share: float
    plan: DraftPlan
    coverage: tuple[Coverage, ...]


def tailor(
    cv: CV,
    posting: Posting,
    document: DocumentKind,
    permissions: Permissions,
    *,
    confirmed: Sequence[Fact] = (),
    ask: Ask | None = None,
    earlier: Draft | None = None,
    home: Path | None = None,
    today: date | None = None,
) -> Tailored:
    """The document, drafted and checked.

    `ask` puts a request to a model; without it, or where passion lets no model write, the offline composer drafts.
    What the user wrote into `earlier` is kept, slot by slot. `today` dates a letter. Nothing changes the text after
    the check. Raises UserError where the model fails.
    """
    answered = keyword_coverage(cv, posting)
    plan = plan_document(cv, posting, document, answered, permissions, home)
    draft = None
    if ask is not None and not permissions.no_ai:
        from jobhelper.services.model_drafting import draft_with_model

        draft = draft_with_model(cv, posting, plan, answered, ask, home=home, today=today)
    if draft is None:
        draft = compose_offline(cv, posting, plan, answered, home=home, today=today)
    return judged(keep_own_words(draft, earlier), cv, posting, plan, answered, confirmed)


def plan_document(
    cv: CV,
    posting: Posting,
    document: DocumentKind,
    answered: tuple[Coverage, ...],
    permissions: Permissions,
    home: Path | None,
) -> DraftPlan:
    """What is to be written, slot by slot."""
    from jobhelper.drafting.plan import plan_cv, plan_letter

    make = plan_letter if document is DocumentKind.LETTER else plan_cv
    return make(cv, posting, answered, permissions, home=home)


def compose_offline(
    cv: CV,
    posting: Posting,
    plan: DraftPlan,
    answered: tuple[Coverage, ...],
    home: Path | None = None,
    *,
    today: date | None = None,
) -> Draft:
    """The document from the CV's own sentences, no model asked."""
    from jobhelper.drafting.compose import compose_letter
    from jobhelper.drafting.tailor import compose_cv

    if plan.document is DocumentKind.LETTER:
        return compose_letter(plan, cv, posting, answered, home=home, today=today)
    return compose_cv(plan, cv, posting, answered, home=home)


def judged(
    draft: Draft,
    cv: CV,
    posting: Posting,
    plan: DraftPlan,
    answered: tuple[Coverage, ...],
    confirmed: Sequence[Fact] = (),
) -> Tailored:
    """The draft with the report on its text and its human share."""
    from jobhelper.passion.authorship import human_share

    report = check_text(draft.text, cv, posting, confirmed)
    return Tailored(draft, report, human_share(draft.text, draft.authorship), plan, answered)


def keep_own_words(draft: Draft, earlier: Draft | None) -> Draft:
    """The draft with what the user wrote into the earlier version's slots, which a new draft never replaces."""
    from jobhelper.drafting.fill import fill_slot

    if earlier is None or not isinstance(earlier.content, Letter) or not isinstance(draft.content, Letter):
        return draft
    slots = {slot.slot for slot in draft.content.slots}
    for slot in earlier.content.slots:
        if slot.slot in slots and any(sentence.author is Author.HUMAN for sentence in slot.sentences):
            draft = fill_slot(draft, slot.slot, slot.text, Author.HUMAN)
    return draft


def repaired(
    draft: Draft, cv: CV, posting: Posting, report: Report, confirmed: Sequence[Fact] = ()
) -> tuple[Draft, Report]:
    """The draft with its findings mended by the rules' own repairs, and the report on the mended text.

    A finding without a repair stays, and stays open.
    """
    from jobhelper.drafting.repair import apply_repairs

    for _ in range(_REPAIR_ROUNDS):
        mended = apply_repairs(draft, report.findings, cv=cv)
        if mended.text == draft.text:
            break
        draft, report = mended, check_text(mended.text, cv, posting, confirmed)
    return draft, report
