"""The board on a real database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input, Static, TextArea

from jobhelper.errors import UserError
from jobhelper.models import Status
from jobhelper.services import applications
from jobhelper.services.desk import Desk
from jobhelper.tui.app import JobhelperApp
from jobhelper.tui.keymap import read_keymap
from jobhelper.tui.screens.add import AddScreen
from jobhelper.tui.screens.board import BoardScreen
from jobhelper.tui.screens.listing import ListingScreen
from jobhelper.tui.screens.passion import PassionScreen
from jobhelper.tui.screens.status import StatusScreen
from jobhelper.tui.widgets.board_table import BoardTable
from tests.tui.conftest import make_posting
from tests.tui.waiting import type_words, until

MakeApp = Callable[[], JobhelperApp]


def board(app: JobhelperApp) -> BoardScreen:
    screen = app.screen_stack[1]
    assert isinstance(screen, BoardScreen)
    return screen


def said(app: JobhelperApp, selector: str) -> str:
    return str(board(app).query_one(selector, Static).content)


async def test_lists_applications_the_next_deadline_first(make_app: MakeApp, desk: Desk) -> None:
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await until(pilot, lambda: board(app).loaded)
        employers = [row.employer for row in board(app).shown]
        assert employers == ["Harbourlight CIC", "Eastgate Housing", "Ølgaard & Sønner", "Brightwell plc"]
        assert "Harbourlight CIC, Fri 6 Mar" in said(app, "#due")


async def test_filter_narrows_while_one_types_and_escape_shows_all(make_app: MakeApp, desk: Desk) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: board(app).loaded)
        await pilot.press("slash")
        await type_words(pilot, "econ keen")
        assert [row.employer for row in board(app).shown] == ["Ølgaard & Sønner"]
        await type_words(pilot, "zzz")
        assert "No application matches" in said(app, "#empty")
        await pilot.press("escape")
        assert len(board(app).shown) == 4
        assert not board(app).query_one("#filter", Input).display


@pytest.mark.slow
async def test_the_dial_keeps_what_enter_confirms_and_forgets_what_escape_leaves(make_app: MakeApp, desk: Desk) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: board(app).loaded)
        await pilot.press("down", "p")
        await until(pilot, lambda: isinstance(app.screen, PassionScreen))
        await pilot.press("right", "shift+right", "escape")
        assert applications.get(desk, 2).passion == 50
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, PassionScreen))
        await pilot.press("left", "left", "enter")
        await until(pilot, lambda: applications.get(desk, 2).passion == 48)
        await until(pilot, lambda: any(row.passion == 48 for row in board(app).shown))


async def test_a_stage_is_set_and_taken_back(make_app: MakeApp, desk: Desk) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: board(app).loaded)
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, StatusScreen))
        await pilot.press("down", "down", "down", "enter")
        await until(pilot, lambda: applications.get(desk, 1).status is Status.APPLIED)
        await pilot.press("u")
        await until(pilot, lambda: applications.get(desk, 1).status is Status.SAVED)


async def test_a_rejection_folds_away_and_is_counted_nowhere(make_app: MakeApp, desk: Desk) -> None:
    applications.set_status(desk, 1, Status.REJECTED)
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: board(app).loaded)
        assert "Harbourlight CIC" not in [row.employer for row in board(app).shown]
        while board(app).view_name != "closed":
            await pilot.press("v")
        assert [row.employer for row in board(app).shown] == ["Harbourlight CIC"]
        assert "1" not in str(board(app).query_one("#frame").border_subtitle)


async def test_an_empty_home_says_what_to_do_first(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: board(app).loaded)
        assert "No CV yet" in said(app, "#empty")
        assert said(app, "#due") == ""


async def test_adding_a_path_that_is_not_there_says_so_and_keeps_the_words(
    make_app: MakeApp, desk: Desk, tmp_path: Path
) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: board(app).loaded)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, AddScreen))
        missing = str(tmp_path / "gone.txt")
        app.screen.query_one(TextArea).text = missing
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "no such file" in str(app.screen.query_one("#problem", Static).content))
        assert app.screen.query_one(TextArea).text == missing
        await pilot.press("escape")
        assert len(applications.list_applications(desk)) == 4


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (220, 60)])
async def test_every_size_shows_the_table_and_the_full_words_below(
    make_app: MakeApp, desk: Desk, size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: board(app).loaded)
        assert board(app).query_one(BoardTable).row_count == 4
        assert "Community Support Worker" in said(app, "#detail")
        assert "nothing written yet" in said(app, "#detail")


async def test_q_leaves_and_closes_the_database(make_app: MakeApp, desk: Desk) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: board(app).loaded)
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)
    assert app.return_code == 0


async def test_a_damaged_database_ends_with_a_message_and_not_with_a_stack(make_app: MakeApp, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    app = make_app()
    for name in ("jobhelper.db", "jobhelper.sqlite3", "jobhelper.sqlite"):
        (home / name).write_bytes(b"this is no database, and never was" * 100)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: not app.is_running)
    assert app.return_code == 2


async def test_the_users_own_keys_take_the_place_of_ours(make_app: MakeApp, desk: Desk) -> None:
    (desk.settings.home / "keys.toml").write_text('"board.passion" = "ctrl+y"\n', "utf-8")
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: board(app).loaded)
        await pilot.press("p")
        assert app.screen is board(app)
        await pilot.press("ctrl+y")
        await until(pilot, lambda: isinstance(app.screen, PassionScreen))


@pytest.mark.parametrize("text", ['"board.passion" = 3', "passion = 'x'", "= broken", '"board.passion" = ""'])
def test_damaged_keys_are_refused_with_the_files_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "keys.toml").write_text(text, "utf-8")
    with pytest.raises(UserError) as refused:
        read_keymap(tmp_path)
    assert "keys.toml" in refused.value.where


@pytest.mark.parametrize(
    ("key", "title"), [("h", "History · Harbourlight CIC"), ("t", "What works"), ("y", "What was done")]
)
async def test_records_open_over_the_board(make_app: MakeApp, desk: Desk, key: str, title: str) -> None:
    applications.set_passion(desk, 1, 90)
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await until(pilot, lambda: board(app).loaded)
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, ListingScreen))
        assert app.screen.query_one("#sheet").border_title == title
        await pilot.press("escape")
        assert app.screen is board(app)


async def test_a_long_list_is_made_as_one_goes_and_reaches_its_last_row(make_app: MakeApp, desk: Desk) -> None:
    with desk.store.database.write():
        for number in range(400):
            posting = make_posting(f"Company {number:03}", "Assistant")
            desk.store.applications.add(posting, passion=5, actor="user")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: board(app).loaded)
        table = board(app).query_one(BoardTable)
        assert table.row_count < 404
        await pilot.press("G")
        assert table.row_count == 404
        last = board(app).current()
        assert last is not None
        assert last.employer == "Company 399"
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, PassionScreen))
        await pilot.press("right", "enter")
        await until(pilot, lambda: applications.get(desk, last.id).passion == 6)
