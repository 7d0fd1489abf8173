"""OpenDocument, rich text and JSON Resume files, and what ends badly in them."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobhelper.documents.read import document_from_bytes
from jobhelper.errors import UserError

NAMES = "urn:oasis:names:tc:opendocument:xmlns"
ODT = f"""<?xml version="1.0"?>
<office:document-content xmlns:office="{NAMES}:office:1.0" xmlns:text="{NAMES}:text:1.0"
 xmlns:table="{NAMES}:table:1.0">
<office:body><office:text><text:h text:outline-level="1">Work</text:h>
<text:p>Shop assistant<text:tab/>2022<text:line-break/>Elm<text:s/>Stores</text:p>
<text:list><text:list-item><text:p>Served <text:span>customers</text:span></text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>Data:</text:p></table:table-cell>
<table:table-cell><text:p>Excel</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document-content>"""

RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Calibri;}}{\*\generator Word;}\pard Ada Example\par "
    rb"Caf\'e9 assistant\tab 2022 \u8211? 2023\par {\listtext\'b7\tab}Served customers \{often\}\par}"
)


def odt(content: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as bundle:
        bundle.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        bundle.writestr("content.xml", content)
    return target.getvalue()


def test_an_opendocument_file_keeps_headings_lists_tabs_and_rows() -> None:
    document = document_from_bytes(odt(ODT), "cv.odt")
    assert document.text == "Work\nShop assistant\t2022\nElm Stores\n• Served customers\nData:\tExcel"


def test_a_rich_text_file_keeps_accents_dashes_and_bullets() -> None:
    document = document_from_bytes(RTF, "cv.rtf")
    assert document.text == "Ada Example\nCafé assistant\t2022 – 2023\n• Served customers {often}"


def test_a_json_resume_becomes_a_cv() -> None:
    resume = {"basics": {"name": "Ada Example"}, "languages": [{"language": "French", "fluency": "B1"}]}
    document = document_from_bytes(json.dumps(resume).encode(), "cv.json")
    assert document.text == "Ada Example\n\nLANGUAGES\nFrench (B1)\n"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (odt("<broken"), "cv.odt"),
        (
            odt(
                ODT.replace("Work", "").split("<text:p>")[0] + "</office:text></office:body></office:document-content>"
            ),
            "a.odt",
        ),
        (rb"{\rtf1{\fonttbl{\f0 Calibri;}}}", "cv.rtf"),
        (b"[1, 2]", "cv.json"),
        (b'{"basics": 3}', "cv.json"),
        (b"{not json", "cv.json"),
        (b"[" * 100_000, "cv.json"),
    ],
    ids=["odt broken", "odt empty", "rtf empty", "json list", "json of numbers", "json broken", "json deep"],
)
def test_empty_and_broken_files_are_refused(data: bytes, name: str) -> None:
    with pytest.raises(UserError) as caught:
        document_from_bytes(data, name)
    assert caught.value.hint


def test_entities_of_an_opendocument_file_do_not_grow() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 12))
    bomb = ODT.replace('<?xml version="1.0"?>', f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{levels}]>')
    try:
        text = document_from_bytes(odt(bomb.replace("Shop assistant", "&e11;")), "cv.odt").text
    except UserError:
        return
    assert len(text) < 1000


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from([rb"\par ", b"{", b"}", rb"\u8211?", rb"\'e9", b"word ", rb"\uc9 ", rb"{\*", rb"\bin5 ", b"\\"])
    )
)
def test_any_rich_text_ends_in_a_document_or_a_message(pieces: list[bytes]) -> None:
    try:
        document = document_from_bytes(rb"{\rtf1 " + b"".join(pieces), "cv.rtf")
    except UserError:
        return
    assert document.text.strip()
