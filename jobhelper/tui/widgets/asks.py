"""The left side: what the posting asks for, what the CV shows for it, and the posting's own words."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from jobhelper.models import CV, Coverage, CoverageStatus, Posting
from jobhelper.tui import words

_ORDER = {CoverageStatus.SHOWN: 0, CoverageStatus.WORDED_DIFFERENTLY: 1, CoverageStatus.NOT_SHOWN: 2}


def coverage_table(coverage: Sequence[Coverage]) -> Table:
    """Keywords with ● ◐ ○ and the same in words; where the CV words it differently, its own words."""
    table = Table(box=None, padding=(0, 1, 0, 0), expand=True, header_style="bold", show_edge=False)
    table.add_column("They ask", ratio=1, overflow="fold")
    table.add_column("You show", ratio=1, overflow="fold")
    for item in sorted(coverage, key=lambda c: (_ORDER[c.status], not c.keyword.required)):
        mark, label = words.COVERAGE_MARKS[item.status]
        own = (
            f": “{item.evidence[0].text}”" if item.status is CoverageStatus.WORDED_DIFFERENTLY and item.evidence else ""
        )
        wish = "" if item.keyword.required else " (a wish)"
        style = "dim" if item.status is CoverageStatus.NOT_SHOWN and not item.keyword.required else ""
        table.add_row(Text(f"{mark} {item.keyword.text}{wish}", style=style), Text(label + own, style=style))
    return table


class AsksPane(VerticalScroll, can_focus=True):
    """Coverage above, the posting's text below."""

    def compose(self) -> ComposeResult:
        """Two blocks of text."""
        yield Static(id="coverage")
        yield Static(id="posting-text")

    def show(self, posting: Posting, coverage: Sequence[Coverage], cv: CV | None) -> None:
        """Draw posting and coverage."""
        block = self.query_one("#coverage", Static)
        if cv is None:
            block.update(Text("No CV yet. Press i on the board to read one; then this side says what you show."))
        elif not coverage:
            block.update(Text("No keywords were found in this posting."))
        else:
            block.update(coverage_table(coverage))
        text = Text.assemble(("\nThe posting\n", "bold"))
        text.append(posting.text.strip())
        self.query_one("#posting-text", Static).update(text)
