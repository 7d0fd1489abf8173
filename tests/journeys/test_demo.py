"""The whole way on sample data, as a stranger's first command runs it: offline, real files, nothing untrue let out."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from jobhelper.models import Category, DocumentKind, StoredDraft
from jobhelper.services.cvs import read_cv
from jobhelper.services.desk import Desk, open_desk
from jobhelper.services.exporting import decide
from jobhelper.settings import Settings

# One run of the demo serves all of these tests, so they stay in one process.
pytestmark = pytest.mark.xdist_group("demo")
ROOT = Path(__file__).parents[2]
_SCRIPT = """
import sys
from tests.closed_sockets import close_sockets
close_sockets()
from jobhelper.__main__ import main
sys.exit(main(["demo", "--out", sys.argv[1]]))
"""
OBSERVATION = "One-week observation at a psychology clinic"


@dataclass(frozen=True)
class Demo:
    said: str
    documents: Path
    desk: Desk

    def versions(self, kind: DocumentKind | None = None) -> list[StoredDraft]:
        jobs = self.desk.store.applications.summaries()
        return [stored for job in jobs for stored in self.desk.store.drafts.versions(job.id, kind)]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    out = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-c", _SCRIPT, str(out)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=110, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    desk = open_desk(Settings(home=out / "home"))
    yield Demo(ran.stdout, out / "documents", desk)
    desk.close()


def test_both_cvs_and_all_eight_postings_go_the_whole_way(demo: Demo) -> None:
    assert len(demo.desk.store.cvs.all()) == 2
    jobs = demo.desk.store.applications.summaries()
    assert sorted(job.passion for job in jobs) == [10, 10, 30, 30, 50, 50, 75, 95]
    for job in jobs:
        for kind in DocumentKind:
            assert demo.desk.store.drafts.newest(job.id, kind) is not None, f"{job.title} has no {kind}"


def test_the_observation_made_into_community_service_is_found_and_never_leaves(demo: Demo) -> None:
    guilty = [stored for stored in demo.versions() if "community service" in stored.draft.text.lower()]
    assert guilty, "no recorded reply embellished the observation"
    exported = {export.draft_id for export in demo.desk.store.drafts.exports()}
    for stored in guilty:
        assert stored.report is not None
        found = [f for f in stored.report.findings if f.category is Category.RECLASSIFIED and f.from_posting]
        assert any(OBSERVATION in quote.text for f in found for quote in f.evidence)
        assert stored.id not in exported
        newest = demo.desk.store.drafts.newest(stored.application_id, stored.draft.document)
        assert newest is not None and newest.id in exported, "it was not repaired and let out"
        assert "community service" not in newest.draft.text.lower()
        decisions = [item.decision for item in demo.desk.store.audit.items(stored.application_id)]
        assert decisions.index("kept back") < decisions.index("exported")


def test_every_exported_file_is_there_as_docx_and_pdf_and_says_nothing_untrue(demo: Demo) -> None:
    exports = demo.desk.store.drafts.exports()
    by_draft: dict[int, set[str]] = {}
    for export in exports:
        path = Path(export.path)
        assert path.parent == demo.documents and path.stat().st_size > 1000
        by_draft.setdefault(export.draft_id, set()).add(export.format)
    assert len(by_draft) >= 8 and set(map(frozenset, by_draft.values())) == {frozenset({"docx", "pdf"})}
    assert {path.name for path in demo.documents.iterdir()} == {Path(export.path).name for export in exports}
    for draft_id in by_draft:
        report = demo.desk.store.drafts.get(draft_id).report
        assert report is not None and not [f for f in report.findings if f.severity.value == "high"]


def test_an_exported_cv_reads_back_as_the_same_persons(demo: Demo) -> None:
    path = next(path for path in sorted(demo.documents.glob("*_cv.pdf")) if path.name.startswith("Maya"))
    name = read_cv(path).contact.name
    assert name is not None and name.text == "Maya Lindqvist-Rao"


def test_at_high_passion_no_model_was_asked_for_a_word_of_the_letter(demo: Demo) -> None:
    for job in demo.desk.store.applications.summaries():
        letter = demo.desk.store.drafts.newest(job.id, DocumentKind.LETTER)
        assert letter is not None
        if job.passion >= 85:
            calls = [item for item in demo.desk.store.audit.items(job.id) if item.kind == "call"]
            assert not calls
            assert letter.human_share == 1.0 and letter.draft.missing
            gates = decide(demo.desk, demo.desk.store.applications.get(job.id), letter)
            assert any(gate.rule == "your-slots" and not gate.passed for gate in gates)


def test_nothing_personal_left_in_what_was_sent(demo: Demo) -> None:
    calls = [item for item in demo.desk.store.audit.items() if item.kind == "call"]
    assert calls, "no reply was replayed"
    for item in calls:
        for words in ("Lindqvist", "Okonkwo", "@example.com", "7700 900"):
            assert words not in item.sent, f"{words} left this computer"
        assert item.tool.startswith("http://127.0.0.1")


def test_the_audit_trail_is_whole(demo: Demo) -> None:
    assert demo.desk.store.audit.first_break() is None
    kinds = {item.kind for item in demo.desk.store.audit.items()}
    assert {"call", "check", "gate", "repair", "export"} <= kinds


def test_a_pipe_gets_plain_lines_and_the_way_on(demo: Demo) -> None:
    assert "\x1b" not in demo.said and "\r" not in demo.said
    assert OBSERVATION in demo.said, "the CV's words are not shown beside the draft's"
    for words in ("community service", "kept back", "written:", str(demo.documents.resolve()), "jobhelper cv import"):
        assert words in demo.said
    assert "!" not in demo.said.replace("URGENT!!!", "")
