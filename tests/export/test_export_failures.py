"""What can't be exported says why and where, and leaves what was there as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from jobhelper.errors import UserError
from jobhelper.export.export import export_draft
from jobhelper.export.layouts import find_layout, list_layouts
from jobhelper.export.proof import require_equal
from jobhelper.models import Draft

MANIFEST = """id = "own"
name = "Own"
purpose = "A test."
papers = ["a4"]
formats = ["pdf"]
"""


def _own_layout(home: Path, source: str, manifest: str = MANIFEST) -> Path:
    folder = home / "templates" / "cv" / "own"
    folder.mkdir(parents=True)
    (folder / "manifest.toml").write_text(manifest, "utf-8")
    (folder / "layout.typ").write_text(source, "utf-8")
    return folder


GOOD = '#import "@local/jobhelper:0.1.0": *\n#show: page-setup\n'
WHOLE = GOOD + "#name-heading()\n#contact-lines()\n#sections(t => heading(level: section-level, t))\n"


def test_a_layout_needs_no_code(cv_draft: Draft, tmp_path: Path) -> None:
    _own_layout(tmp_path / "home", WHOLE)
    assert "own" in [layout.id for layout in list_layouts("cv", tmp_path / "home")]
    (file,) = export_draft(cv_draft, tmp_path, "cv", formats=("pdf",), layout="own", home=tmp_path / "home")
    assert file.pages == 1


def test_an_error_in_a_layout_names_file_line_and_reason(cv_draft: Draft, tmp_path: Path) -> None:
    folder = _own_layout(tmp_path / "home", GOOD + "\n#nmae-heading()\n")
    out = tmp_path / "out"
    out.mkdir()
    (out / "cv.pdf").write_bytes(b"the last good export")
    with pytest.raises(UserError) as caught:
        export_draft(cv_draft, out, "cv", formats=("pdf",), layout="own", home=tmp_path / "home")
    assert caught.value.where == f"{folder / 'layout.typ'}, line 4"
    assert "nmae-heading" in caught.value.hint
    assert [(path.name, path.read_bytes()) for path in out.iterdir()] == [("cv.pdf", b"the last good export")]


def test_a_layout_that_is_mended_is_read_again(cv_draft: Draft, tmp_path: Path) -> None:
    folder = _own_layout(tmp_path / "home", GOOD + "#wrong\n")
    with pytest.raises(UserError):
        export_draft(cv_draft, tmp_path, "cv", formats=("pdf",), layout="own", home=tmp_path / "home")
    (folder / "layout.typ").write_text(WHOLE, "utf-8")
    assert export_draft(cv_draft, tmp_path, "cv", formats=("pdf",), layout="own", home=tmp_path / "home")


def test_a_layout_that_drops_words_exports_nothing(cv_draft: Draft, tmp_path: Path) -> None:
    _own_layout(tmp_path / "home", GOOD + "#name-heading()\n#sections(t => heading(level: section-level, t))\n")
    out = tmp_path / "out"
    with pytest.raises(UserError, match="does not read back") as caught:
        export_draft(cv_draft, out, "cv", formats=("pdf",), layout="own", home=tmp_path / "home")
    assert caught.value.where == "word 3"
    assert "Aldersby" in caught.value.hint
    assert list(out.iterdir()) == []


def test_a_layout_that_turns_the_order_round_exports_nothing(letter_draft: Draft, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not read back"):
        require_equal("one two three", "one three two", "a reader")
    require_equal("one  two\nthree", " one two\n\nthree ", "a reader")


@pytest.mark.parametrize(
    ("approved", "found"), [("well-being", "well- being"), ("a b", "ab"), ("ab", "a\nb"), ("a", "a a")]
)
def test_a_word_that_is_torn_or_joined_or_doubled_is_a_difference(approved: str, found: str) -> None:
    with pytest.raises(UserError):
        require_equal(approved, found, "a reader")


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ('papers = ["a3"]', "papers"),
        ("formats = []", "formats"),
        ("pages = -1", "pages"),
        ('[look]\naccent = "red"', "look.accent"),
        ("[look]\nsize = 90", "look.size"),
        ("[look]\nmargin = [1, 2]", "look.margin"),
        ("[look]\ncolour = 1", "look.colour"),
        ("[look]\nrule = 1", "look.rule"),
        ('[look]\ndates = "left"', "look.dates"),
    ],
)
def test_a_manifest_that_makes_no_sense_is_refused_by_the_key(line: str, named: str, tmp_path: Path) -> None:
    key = line.split(" ")[0]
    kept = "".join(row + "\n" for row in MANIFEST.splitlines() if not row.startswith(f"{key} "))
    folder = _own_layout(tmp_path, WHOLE, kept + line + "\n")
    with pytest.raises(UserError) as caught:
        find_layout("cv", "own", tmp_path)
    assert f"“{named}”" in caught.value.title
    assert caught.value.where == str(folder / "manifest.toml")


def test_a_manifest_with_holes_or_broken_toml_is_refused(tmp_path: Path) -> None:
    folder = _own_layout(tmp_path, WHOLE, 'id = "own"\n')
    with pytest.raises(UserError, match="incomplete"):
        find_layout("cv", "own", tmp_path)
    (folder / "manifest.toml").write_text("id = ", "utf-8")
    with pytest.raises(UserError, match="can't be read"):
        find_layout("cv", "own", tmp_path)


@pytest.mark.parametrize("name", ["missing", "../letter/plain", "", "Plain", "."])
def test_an_unknown_layout_names_the_known_ones(name: str, cv_draft: Draft, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        export_draft(cv_draft, tmp_path, "cv", layout=name)
    assert "plain" in caught.value.hint


@pytest.mark.parametrize(
    "choice", [{"formats": ("odt",)}, {"formats": ()}, {"formats": ("pdf", "pdf")}, {"paper": "a3"}]
)
def test_unknown_formats_and_papers_are_refused(
    choice: dict[str, tuple[str, ...]], cv_draft: Draft, tmp_path: Path
) -> None:
    with pytest.raises(UserError):
        export_draft(cv_draft, tmp_path, "cv", **choice)  # type: ignore[arg-type]


def test_an_empty_draft_is_no_empty_file(cv_draft: Draft, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="empty"):
        export_draft(replace(cv_draft, text=" \n"), tmp_path, "cv")


def test_a_document_that_does_not_fit_says_what_could_go(cv_with: Callable[..., Draft], tmp_path: Path) -> None:
    bullets = [
        f"Number {n}: observed and wrote notes for the supervising psychologist at the clinic" for n in range(120)
    ]
    with pytest.raises(UserError, match="fills 2 pages; it may have 1") as caught:
        export_draft(cv_with(*bullets), tmp_path, "cv", formats=("docx",), pages=1)
    assert "Number 119" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_page_target_is_met_by_spacing_alone(cv_with: Callable[..., Draft], tmp_path: Path) -> None:
    draft = cv_with(*[f"Number {n}: observed and wrote notes at the clinic" for n in range(56)])
    (loose,) = export_draft(draft, tmp_path, "cv", formats=("pdf",), pages=2)
    (tight,) = export_draft(draft, tmp_path, "cv", formats=("pdf",), pages=1)
    assert (loose.pages, loose.density) == (2, 0)
    assert tight.pages == 1
    assert tight.density > 0


def test_a_path_through_a_file_and_one_too_long_are_refused(cv_draft: Draft, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for directory, title in ((tmp_path / "file" / "x", "through a file"), (tmp_path / ("x" * 300), "too long")):
        with pytest.raises(UserError, match=title) as caught:
            export_draft(cv_draft, directory, "cv", formats=("txt",))
        assert caught.value.where == str(directory)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="every folder is open to the superuser")
def test_a_read_only_folder_is_refused(cv_draft: Draft, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UserError, match="can't be written to"):
        export_draft(cv_draft, tmp_path, "cv", formats=("txt",))


SMALL_DISK = """
import resource, signal, sys, pickle
from pathlib import Path
from jobhelper.errors import UserError
from jobhelper.export.export import export_draft
draft = pickle.loads(Path(sys.argv[1]).read_bytes())
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    export_draft(draft, Path(sys.argv[2]), "cv", formats=("txt", "pdf"))
except UserError as error:
    print(error.title)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on file sizes")
def test_a_disk_without_room_leaves_nothing_half_written(cv_draft: Draft, tmp_path: Path) -> None:
    import pickle

    saved, out = tmp_path / "draft", tmp_path / "out"
    saved.write_bytes(pickle.dumps(cv_draft))
    script = [sys.executable, "-c", SMALL_DISK, str(saved), str(out)]
    result = subprocess.run(script, capture_output=True, text=True, timeout=60, check=True)
    assert result.stdout.strip() == "The disk does not take a file of that size."
    assert list(out.iterdir()) == []
