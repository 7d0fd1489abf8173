"""Writing, being checked, the ways out of a claim, and the way to files on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from jobhelper.models import Comment, DocumentKind, Finding
from jobhelper.services import applications, cvs, unsaved, workspace
from jobhelper.services.desk import Desk
from jobhelper.tui.app import JobhelperApp
from jobhelper.tui.screens.ask import AskScreen
from jobhelper.tui.screens.listing import ListingScreen
from jobhelper.tui.screens.passion import PassionScreen
from jobhelper.tui.screens.workspace import WorkspaceScreen
from jobhelper.tui.widgets.paper import Paper
from jobhelper.tui.widgets.truth import TruthPane
from tests.tui.conftest import make_cv
from tests.tui.waiting import type_words, until

MakeApp = Callable[[], JobhelperApp]
FALSE_LINE = "I mentored eleven first-year students every week for three years and raised their grades by 20%."
DREAM, NUMBERS = 1, 3


async def opened(app: JobhelperApp, pilot: Pilot[None], number: int) -> WorkspaceScreen:
    await until(pilot, lambda: app.desk is not None)
    app.open_application(number)
    await until(pilot, lambda: isinstance(app.screen, WorkspaceScreen))
    screen = app.screen
    assert isinstance(screen, WorkspaceScreen)
    await until(pilot, lambda: screen.work is not None)
    return screen


async def written(app: JobhelperApp, pilot: Pilot[None]) -> WorkspaceScreen:
    screen = await opened(app, pilot, DREAM)
    await until(pilot, lambda: screen.query_one(Paper).writing)
    screen.query_one(Paper).editors[0].editor.insert(FALSE_LINE)
    await until(pilot, lambda: screen.dirty)
    return screen


async def with_claim(app: JobhelperApp, pilot: Pilot[None]) -> WorkspaceScreen:
    screen = await written(app, pilot)
    await until(pilot, lambda: screen.report.findings)
    return screen


def open_claims(screen: WorkspaceScreen) -> set[str]:
    return {finding.quote for finding in screen.report.findings}


async def test_a_claim_shows_while_one_types_and_one_key_mends_it(make_app: MakeApp, desk: Desk) -> None:
    app = make_app()
    async with app.run_test(size=(130, 40)) as pilot:
        screen = await opened(app, pilot, DREAM)
        await until(pilot, lambda: screen.query_one(Paper).writing)
        paper = screen.query_one(Paper)
        paper.editors[0].editor.insert("I mentored ")
        await type_words(pilot, "eleven")
        paper.editors[0].editor.insert(FALSE_LINE.removeprefix("I mentored eleven"))
        await until(pilot, lambda: any(finding.repair is not None for finding in screen.report.findings))
        while not (isinstance(screen.current, Finding) and screen.current.repair is not None):
            await pilot.press("f7")
        claim = screen.current
        assert any(mark.kind == "current" for editor in paper.editors for mark in editor.editor.marks)
        before = paper.join()
        await pilot.press("ctrl+r")
        await until(pilot, lambda: claim.quote not in open_claims(screen))
        assert (claim.repair or "") in paper.join()
        await pilot.press("ctrl+z")
        await until(pilot, lambda: paper.join() == before)
        await until(pilot, lambda: claim.quote in open_claims(screen))


async def test_what_is_true_becomes_a_fact_of_the_users_own(make_app: MakeApp, desk: Desk) -> None:
    app = make_app()
    async with app.run_test(size=(130, 40)) as pilot:
        screen = await with_claim(app, pilot)
        claim = screen.current
        assert claim is not None
        await pilot.press("ctrl+t")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        app.screen.query_one(Input).value = "supervisor's reference, June"
        await pilot.press("enter")
        await until(pilot, lambda: cvs.confirmed_facts(desk))
        fact = cvs.confirmed_facts(desk)[0]
        assert fact.note == "supervisor's reference, June"
        assert fact.text == FALSE_LINE.rstrip(".")
        await until(pilot, lambda: claim.quote not in open_claims(screen))


async def test_a_claim_that_may_stand_keeps_its_reason(make_app: MakeApp, desk: Desk) -> None:
    app = make_app()
    async with app.run_test(size=(130, 40)) as pilot:
        screen = await with_claim(app, pilot)
        claim = screen.current
        assert claim is not None
        await pilot.press("escape", "d")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await pilot.press("enter")
        assert isinstance(app.screen, AskScreen), "an empty reason must not do"
        app.screen.query_one(Input).value = "seven more in my second year"
        await pilot.press("enter")
        await until(pilot, lambda: workspace.dismissals(desk, DREAM))
        await until(pilot, lambda: claim.quote not in open_claims(screen))


@pytest.mark.slow
async def test_leaving_saves_and_coming_back_finds_the_words(make_app: MakeApp, desk: Desk) -> None:
    app = make_app()
    async with app.run_test(size=(130, 40)) as pilot:
        await written(app, pilot)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: not isinstance(app.screen, WorkspaceScreen))
        stored = desk.store.drafts.newest(DREAM, DocumentKind.LETTER)
        assert stored is not None
        assert FALSE_LINE in stored.draft.text
        assert stored.human_share == 1.0
        assert stored.report is not None
        screen = await opened(app, pilot, DREAM)
        await until(pilot, lambda: FALSE_LINE in screen.query_one(Paper).join())


@pytest.mark.slow
async def test_a_rest_in_typing_saves(make_app: MakeApp, desk: Desk) -> None:
    app = make_app()
    async with app.run_test(size=(130, 40)) as pilot:
        screen = await written(app, pilot)
        await until(pilot, lambda: desk.store.drafts.newest(DREAM, DocumentKind.LETTER) is not None)
        await until(pilot, lambda: not screen.dirty)


async def test_a_job_of_the_numbers_game_goes_from_draft_to_files(
    make_app: MakeApp, desk: Desk, tmp_path: Path
) -> None:
    app = make_app()
    async with app.run_test(size=(130, 40)) as pilot:
        screen = await opened(app, pilot, NUMBERS)
        await pilot.press("f5")
        await until(pilot, lambda: desk.store.drafts.newest(NUMBERS, DocumentKind.LETTER) is not None)
        await until(
            pilot, lambda: "Mentored" in screen.query_one(Paper).join() or "mentored" in screen.query_one(Paper).join()
        )
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        app.screen.query_one(Input).value = str(tmp_path / "out")
        await pilot.press("enter")
        await until(pilot, lambda: len(desk.store.drafts.exports(NUMBERS)) == 2)
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".docx", ".pdf"]
    assert applications.get(desk, NUMBERS).status.value == "ready"


@pytest.mark.slow
async def test_panes_fold_and_nothing_is_lost(make_app: MakeApp, desk: Desk) -> None:
    app = make_app()
    async with app.run_test(size=(130, 30)) as pilot:
        screen = await opened(app, pilot, DREAM)
        await until(pilot, lambda: screen.query_one(Paper).writing)
        for width, panes in ((130, {"asks", "paper", "truth"}), (90, {"paper", "truth"}), (60, {"paper"})):
            await pilot.resize_terminal(width, 30)
            await pilot.pause()
            assert {n for n in ("asks", "paper", "truth") if screen.query_one(f"#{n}").display} == panes
            await pilot.press("f2")
            assert screen.query_one("#asks").display
            assert screen.query_one("#asks").has_focus
            await pilot.press("f3")
            assert screen.query_one(TruthPane).has_focus
            await pilot.press("f3")
            assert screen.query_one(Paper).writing


@pytest.mark.slow
async def test_who_wrote_what_opens_on_the_saved_words(make_app: MakeApp, desk: Desk) -> None:
    from jobhelper.tui.screens.authorship import AuthorshipScreen, authored_text

    app = make_app()
    async with app.run_test(size=(130, 40)) as pilot:
        await written(app, pilot)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, AuthorshipScreen))
        assert isinstance(app.screen, AuthorshipScreen)
        draft = app.screen.stored.draft
        shown = authored_text(draft.text, draft.authorship).plain
        assert "y⟩I mentored eleven" in shown


async def test_nothing_is_sent_offline_and_f9_says_so(make_app: MakeApp, desk: Desk) -> None:
    from jobhelper.tui.screens.outgoing import OutgoingScreen

    app = make_app()
    async with app.run_test(size=(130, 40)) as pilot:
        await opened(app, pilot, NUMBERS)
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, OutgoingScreen))
        assert isinstance(app.screen, OutgoingScreen)
        assert app.screen.request is None
        assert "on this computer" in app.screen.reason


async def test_raising_passion_takes_the_models_words_out_and_keeps_the_users(make_app: MakeApp, desk: Desk) -> None:
    from dataclasses import replace

    from jobhelper.drafting.fill import fill_slot
    from jobhelper.models import Author
    from jobhelper.services.drafting import Drafted, draft_application, keep_version

    drafted = [step for step in draft_application(desk, NUMBERS, (DocumentKind.LETTER,)) if isinstance(step, Drafted)]
    draft = fill_slot(drafted[0].stored.draft, "opening", "I am writing about the post you offer.", Author.MODEL)
    stored = keep_version(desk, drafted[0].stored, draft).stored
    stored = keep_version(
        desk, stored, fill_slot(replace(draft), "closing", "I look forward to it.", Author.HUMAN)
    ).stored
    assert workspace.model_words(desk, NUMBERS) > 0
    app = make_app()
    async with app.run_test(size=(130, 40)) as pilot:
        screen = await opened(app, pilot, NUMBERS)
        await pilot.press("escape", "p")
        await until(pilot, lambda: isinstance(app.screen, PassionScreen))
        await pilot.press("end")
        assert "of the model" in str(app.screen.query_one("#consequence", Static).content)
        await pilot.press("enter")
        await until(pilot, lambda: workspace.model_words(desk, NUMBERS) == 0)
        await until(pilot, lambda: screen.work is not None and screen.work.application.passion == 100)
    texts = [version.draft.text for version in desk.store.drafts.versions(NUMBERS, DocumentKind.LETTER)]
    assert "I am writing about the post" in texts[-2]
    assert "I am writing about the post" not in texts[-1]
    assert "I look forward to it." in texts[-1]


@pytest.mark.slow
async def test_advice_stands_beside_the_words_and_hands_over_no_sentence(make_app: MakeApp, desk: Desk) -> None:
    app = make_app()
    async with app.run_test(size=(130, 40)) as pilot:
        screen = await opened(app, pilot, DREAM)
        await until(pilot, lambda: screen.query_one(Paper).writing)
        own_words = "I like to work with people and to learn from them."
        screen.query_one(Paper).editors[0].editor.insert(own_words)
        await until(pilot, lambda: screen.advice)
        await pilot.press("escape", "right")
        await until(pilot, lambda: screen.advising)
        comment = screen.current
        assert isinstance(comment, Comment)
        assert comment.quote in own_words
        assert comment.question.endswith("?")
        marks = [mark for editor in screen.query_one(Paper).editors for mark in editor.editor.marks]
        assert (comment.start, comment.end) in [(mark.start, mark.end) for mark in marks]


@pytest.mark.slow
async def test_ideas_are_the_users_own_lines(make_app: MakeApp, desk: Desk) -> None:
    app = make_app()
    async with app.run_test(size=(130, 40)) as pilot:
        screen = await opened(app, pilot, DREAM)
        await until(pilot, lambda: screen.query_one(Paper).writing)
        await pilot.press("tab", "tab", "f11")
        await until(pilot, lambda: isinstance(app.screen, ListingScreen))
        assert isinstance(app.screen, ListingScreen)
        assert app.screen.listing.title == "Ideas · Evidence 1"
        cv = make_cv()
        assert app.screen.listing.rows
        assert all(row[0] in {fact.text for fact in cv.facts} for row in app.screen.listing.rows)


async def test_an_application_that_is_gone_is_said_and_the_app_goes_on(make_app: MakeApp, desk: Desk) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await until(pilot, lambda: app.desk is not None)
        app.open_application(999)
        await until(pilot, lambda: any("no application 999" in n.message for n in app._notifications))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, WorkspaceScreen))
        assert app.is_running


async def test_words_that_a_crash_left_unsaved_come_back(make_app: MakeApp, desk: Desk) -> None:
    unsaved.keep(desk, DREAM, DocumentKind.LETTER, {"opening": "Every Tuesday I walk past your garden."})
    app = make_app()
    async with app.run_test(size=(130, 40)) as pilot:
        screen = await opened(app, pilot, DREAM)
        await until(pilot, lambda: "past your garden" in screen.query_one(Paper).join())
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not screen.dirty)
        await until(pilot, lambda: not unsaved.left_over(desk, DREAM, DocumentKind.LETTER))
    stored = desk.store.drafts.newest(DREAM, DocumentKind.LETTER)
    assert stored is not None
    assert "past your garden" in stored.draft.text


@pytest.mark.slow
async def test_what_is_typed_is_on_disk_before_it_is_saved(make_app: MakeApp, desk: Desk) -> None:
    app = make_app()
    async with app.run_test(size=(130, 40)) as pilot:
        await written(app, pilot)
        await until(pilot, lambda: unsaved.left_over(desk, DREAM, DocumentKind.LETTER).get("opening") == FALSE_LINE)
