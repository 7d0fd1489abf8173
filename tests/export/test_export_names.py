"""File names say whose, for whom and what, are safe on every system, and never replace another file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobhelper.export.export import export_draft
from jobhelper.export.names import MOST_BYTES, file_stem, free_stem, safe_stem
from jobhelper.models import Draft

FORBIDDEN = set('<>:"/\\|?*\0')


def test_a_name_says_person_employer_role_and_document() -> None:
    stem = file_stem("Maya Lindqvist-Rao", "Harbourlight CIC", "Community Support Worker", "letter")
    assert stem == "Maya-Lindqvist-Rao_Harbourlight-CIC_Community-Support-Worker_letter"


def test_letters_of_every_script_stay() -> None:
    assert file_stem("Łukasz Żółć", "Ørsted A/S", "C++ Developer", "cv") == "Łukasz-Żółć_Ørsted-A-S_C++-Developer_cv"


@pytest.mark.parametrize("stem", ["con", "NUL", "com1", "LPT9.cv", "aux.letter", "COM¹"])
def test_device_names_of_windows_are_avoided(stem: str) -> None:
    assert safe_stem(stem) == f"{stem}-file"


@pytest.mark.parametrize("stem", ["", "...", "///", "..", ". .", "-"])
def test_a_stem_of_nothing_gets_a_name(stem: str) -> None:
    assert safe_stem(stem) == "document"


@given(person=st.text(), employer=st.text(), role=st.text())
def test_any_names_give_a_safe_stem(person: str, employer: str, role: str) -> None:
    stem = safe_stem(file_stem(person, employer, role, "letter"))
    assert 0 < len(stem.encode()) <= MOST_BYTES
    assert not FORBIDDEN & set(stem)
    assert stem[0] not in ".-" and stem[-1] not in ". "
    assert stem.isprintable()
    assert stem.endswith("letter")
    assert safe_stem(stem) == stem


@given(stem=st.text())
def test_any_stem_is_made_safe_once_and_for_all(stem: str) -> None:
    safe = safe_stem(stem)
    assert 0 < len(safe.encode()) <= MOST_BYTES + len("-file")
    assert not FORBIDDEN & set(safe)
    assert safe_stem(safe) == safe


def test_a_long_employer_does_not_push_the_role_out() -> None:
    stem = file_stem("Maya", "Ministry " * 40, "Analyst", "cv")
    assert stem.endswith("_Analyst_cv")


def test_a_long_part_is_cut_between_words_and_a_single_long_word_within() -> None:
    employer = "Bramleyvale Childrens Mental-Healthcare"
    stem = file_stem("Maya", employer, "Donaudampfschifffahrtsgesellschaftsrat", "cv")
    assert stem == "Maya_Bramleyvale-Childrens-Mental_Donaudampfschifffahrtsgesellschaftsr_cv"


def test_two_employers_of_one_name_keep_both_files(cv_draft: Draft, tmp_path: Path) -> None:
    first = export_draft(cv_draft, tmp_path, "maya_acme_cv", formats=("docx", "txt"))
    kept = [file.path.read_bytes() for file in first]
    second = export_draft(cv_draft, tmp_path, "Maya_ACME_cv", formats=("txt", "pdf"))
    assert [file.path.name for file in second] == ["Maya_ACME_cv-2.txt", "Maya_ACME_cv-2.pdf"]
    assert [file.path.read_bytes() for file in first] == kept


def test_a_taken_name_is_seen_whatever_its_case_or_composition(tmp_path: Path) -> None:
    (tmp_path / "Zo\u0065\u0308.PDF").write_text("")
    assert free_stem(tmp_path, "zo\u00eb", ["pdf"]) == "zoë-2"
    assert free_stem(tmp_path, "zo\u00eb", ["docx"]) == "zoë"
