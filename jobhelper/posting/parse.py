"""Takes a posting apart: title, company, place, closing date, requirements, keywords and what to beware of."""

from __future__ import annotations

from datetime import date

from jobhelper.errors import UserError
from jobhelper.models import Document, Posting
from jobhelper.posting.deadline import find_deadline
from jobhelper.posting.details import find_contact, find_contract, find_remote, find_salary, find_start
from jobhelper.posting.flags import red_flags
from jobhelper.posting.header import read_header
from jobhelper.posting.json_ld import StructuredPosting, json_ld_blocks, read_json_ld
from jobhelper.posting.keywords import find_keywords
from jobhelper.posting.lines import cut_lines
from jobhelper.posting.requirements import asked_lines, requirement_lines
from jobhelper.posting.sections import place_lines

MAX_CHARACTERS = 200_000
"""Longest text that is read as one posting; the longest real ones have a tenth of it."""


def parse_posting(document: Document, *, captured: date | None = None, page: str = "") -> Posting:
    """The posting in a document; every offset points into the document's text.

    `captured` is the day it was seen, from which "in two weeks" is counted. `page` is the page's HTML where there is
    one: its schema.org data goes before what is read from the text.

    Raises UserError for a text without a word in it, and for one too long to be a posting.
    """
    text = document.text
    if not any(character.isalpha() for character in text):
        raise UserError("There is no posting in this text.", "Paste the whole advert.", where=document.name)
    if len(text) > MAX_CHARACTERS:
        raise UserError("This is too long to be one posting.", "Paste only the advert itself.", where=document.name)
    data = read_json_ld(json_ld_blocks(page)) or StructuredPosting()
    placed = place_lines(cut_lines(text))
    header = read_header(placed, text, document.title)
    asked = asked_lines(placed)
    company = data.company or header.company
    deadline = data.deadline or find_deadline(text, captured or data.posted)
    return Posting(
        text=text,
        title=data.title or header.title,
        company=company,
        location=data.location or header.location,
        deadline=deadline,
        requirements=requirement_lines(asked),
        keywords=find_keywords(text, asked),
        salary=data.salary or find_salary(text),
        contract=find_contract(text),
        remote=data.remote or find_remote(text),
        contact=find_contact(text),
        start=find_start(text),
        flags=red_flags(text, company, deadline, captured),
        source=document.name,
        sha256=document.sha256,
        captured=captured,
    )
