"""Turns a letter or a tailored CV into the plain text that the user approves, with the author of each word."""

from __future__ import annotations

from dataclasses import dataclass

from jobhelper.models import Author, AuthoredSpan, Contact, Letter, Sentence, TailoredBullet, TailoredCV, TailoredEntry

BULLET = "• "
SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that belongs together; `path` leads to the sentence or bullet that it came from, if any.

    Paths are `("slot", slot, index)`, `("line", section, index)` and `("bullet", section, entry, index)`.
    """

    text: str
    author: Author
    spans: tuple[AuthoredSpan, ...] = ()
    path: tuple[str | int, ...] = ()


def assemble(content: Letter | TailoredCV) -> tuple[str, tuple[AuthoredSpan, ...]]:
    """The approved plain text and whose each part is.

    Export prints these words in this order; a blank line parts paragraphs, `•` marks bullets.
    """
    pieces = pieces_of(content)
    spans: list[AuthoredSpan] = []
    for offset, piece in place(pieces):
        if piece.spans:
            spans.extend(AuthoredSpan(offset + s.start, offset + s.end, s.author) for s in piece.spans)
        elif piece.text.strip():
            spans.append(AuthoredSpan(offset, offset + len(piece.text), piece.author))
    return "".join(p.text for p in pieces), tuple(spans)


def place(pieces: list[Piece]) -> list[tuple[int, Piece]]:
    """Each piece with the offset at which it starts in the assembled text."""
    placed: list[tuple[int, Piece]] = []
    offset = 0
    for piece in pieces:
        placed.append((offset, piece))
        offset += len(piece.text)
    return placed


def pieces_of(content: Letter | TailoredCV) -> list[Piece]:
    """The document as pieces in reading order; joined, they are the assembled text."""
    blocks = _letter_blocks(content) if isinstance(content, Letter) else _cv_blocks(content)
    pieces: list[Piece] = []
    for block in blocks:
        if not block:
            continue
        if pieces:
            pieces.append(Piece("\n\n", Author.TEMPLATE))
        pieces.extend(block)
    pieces.append(Piece("\n", Author.TEMPLATE))
    return pieces


def contact_line(contact: Contact) -> str:
    """Place, email, phones and links on one line, in the CV's own words, each once."""
    quotes = [contact.address or contact.location, contact.email, *contact.phones, *contact.links]
    parts: list[str] = []
    for quote in quotes:
        if quote is not None:
            words = " ".join(quote.text.split())
            if words and words not in parts:
                parts.append(words)
    return SEPARATOR.join(parts)


def _header(contact: Contact) -> list[Piece]:
    lines = []
    if contact.name is not None:
        lines.append(Piece(" ".join(contact.name.text.split()), Author.CV))
    line = contact_line(contact)
    if line:
        lines.append(Piece(line, Author.CV))
    return _joined(lines, "\n")


def _joined(pieces: list[Piece], glue: str) -> list[Piece]:
    result: list[Piece] = []
    for piece in pieces:
        if result:
            result.append(Piece(glue, Author.TEMPLATE))
        result.append(piece)
    return result


def _sentence(sentence: Sentence, path: tuple[str | int, ...]) -> Piece:
    return Piece(sentence.text, sentence.author, sentence.spans, path)


def _template(*lines: str) -> list[Piece]:
    return _joined([Piece(line, Author.TEMPLATE) for line in lines if line], "\n")


def _letter_blocks(letter: Letter) -> list[list[Piece]]:
    blocks = [
        _header(letter.contact),
        _template(letter.date),
        _template(*letter.recipient),
        _template(letter.salutation),
        _template(letter.subject),
    ]
    for slot in letter.slots:
        sentences = [_sentence(s, ("slot", slot.slot, i)) for i, s in enumerate(slot.sentences)]
        blocks.append(_joined(sentences, " "))
    ending = _template(letter.farewell)
    if letter.signature:
        ending = _joined([*ending, Piece(letter.signature, Author.CV)], "\n")
    blocks.append(ending)
    return blocks


def _bullet(bullet: TailoredBullet, path: tuple[str | int, ...]) -> list[Piece]:
    return [Piece(BULLET, Author.TEMPLATE), Piece(bullet.text, bullet.author, bullet.spans, path)]


def _entry_lines(entry: TailoredEntry, section: int, index: int) -> list[list[Piece]]:
    heading = ", ".join(part for part in (entry.title, entry.organisation, entry.location) if part)
    lines = [[Piece(words, Author.CV)] for words in (heading, entry.dates, *entry.detail.splitlines()) if words.strip()]
    lines.extend(_bullet(bullet, ("bullet", section, index, i)) for i, bullet in enumerate(entry.bullets))
    return lines


def _lines(lines: list[list[Piece]]) -> list[Piece]:
    result: list[Piece] = []
    for line in lines:
        if result:
            result.append(Piece("\n", Author.TEMPLATE))
        result.extend(line)
    return result


def _cv_blocks(cv: TailoredCV) -> list[list[Piece]]:
    blocks = [_header(cv.contact)]
    for number, section in enumerate(cv.sections):
        if not section.entries and not section.lines:
            continue
        opening: list[list[Piece]] = [[Piece(section.title, Author.CV)]] if section.title else []
        lines = [[_sentence(line, ("line", number, i))] for i, line in enumerate(section.lines)]
        entries = [_entry_lines(entry, number, i) for i, entry in enumerate(section.entries)]
        if lines or not entries:
            blocks.append(_lines([*opening, *lines]))
        else:
            blocks.append(_lines([*opening, *entries.pop(0)]))
        blocks.extend(_lines(entry) for entry in entries)
    return blocks
