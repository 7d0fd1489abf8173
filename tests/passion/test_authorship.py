"""Tests of authorship: whose a word is after edits, moves and undo, against histories whose authors are known."""

from __future__ import annotations

import random

import pytest

from jobhelper.models import Author, AuthoredSpan
from jobhelper.passion.authorship import Version, attribute, author_counts, human_share, word_count
from jobhelper.text.authors import word_authors

VOCABULARY = [
    "the",
    "a",
    "of",
    "to",
    "and",
    "in",
    "I",
    "my",
    "with",
    "for",
    "on",
    "at",
    "we",
    "that",
    "survey",
    "patients",
    "data",
    "clinic",
    "team",
    "report",
    "analysis",
    "wrote",
    "built",
    "ran",
    "students",
    "module",
    "design",
    "bridge",
    "load",
    "test",
    "interview",
    "notes",
    "sessions",
    "mentor",
    "coffee",
    "shift",
    "customer",
    "rota",
    "code",
    "script",
    "figures",
    "results",
    "paper",
    "poster",
    "charity",
    "event",
    "budget",
    "stock",
    "order",
    "queue",
    "training",
    "first",
    "second",
    "year",
    "project",
    "group",
]


def authors_of(text: str, spans: tuple[AuthoredSpan, ...]) -> list[Author]:
    return word_authors(text, spans, Author.TEMPLATE)


def test_an_inserted_word_is_the_editors_and_the_rest_stays() -> None:
    spans = attribute([Version("I ran the survey", Author.MODEL), Version("I ran the large survey", Author.HUMAN)])
    assert authors_of("I ran the large survey", spans) == [Author.MODEL] * 3 + [Author.HUMAN] + [Author.MODEL]


def test_case_space_and_punctuation_are_not_writing() -> None:
    new = "i RAN,  the\n\nsurvey…"
    spans = attribute([Version("I ran the survey.", Author.MODEL), Version(new, Author.HUMAN)])
    assert set(authors_of(new, spans)) == {Author.MODEL}


def test_moved_words_keep_their_author() -> None:
    old = "My first year project was a bridge. Later I wrote the load test report alone."
    new = "Later I wrote the load test report alone. My first year project was a bridge."
    spans = attribute([Version(old, Author.MODEL), Version(new, Author.HUMAN)])
    assert set(authors_of(new, spans)) == {Author.MODEL}


def test_undo_gives_the_words_back_to_who_wrote_them() -> None:
    first = "I collected the data of forty patients at the clinic."
    spans = attribute(
        [Version(first, Author.HUMAN), Version("Something else entirely.", Author.MODEL), Version(first, Author.MODEL)]
    )
    assert set(authors_of(first, spans)) == {Author.HUMAN}


def test_a_rewritten_sentence_is_the_writers_whole_in_spite_of_common_words() -> None:
    old = "I undertook community service at the clinic and supported the wider team in every task."
    new = "Nobody told me how quiet the waiting room would be before the first interview began."
    spans = attribute([Version(old, Author.MODEL), Version(new, Author.HUMAN)])
    assert set(authors_of(new, spans)) == {Author.HUMAN}


def test_pasting_the_models_words_back_does_not_make_them_the_users() -> None:
    model = "I organised the rota for twelve volunteers over the summer."
    versions = [Version(model, Author.MODEL), Version("Empty.", Author.HUMAN), Version(f"Empty. {model}", Author.HUMAN)]
    assert human_share(versions[-1].text, attribute(versions)) == pytest.approx(1 / 11)


def test_words_that_no_span_holds_never_flatter_the_share() -> None:
    assert human_share("four words stand here", ()) == 0.0
    assert human_share("four words stand here", (AuthoredSpan(0, 10, Author.CV),)) == 0.5


def test_cv_human_composer_and_template_words_are_not_the_models() -> None:
    text = "one two three four five"
    spans = tuple(
        AuthoredSpan(start, end, author)
        for (start, end), author in zip([(0, 3), (4, 7), (8, 13), (14, 18), (19, 23)], Author, strict=True)
    )
    assert human_share(text, spans) == pytest.approx(0.8)
    assert author_counts(text, spans) == dict.fromkeys(Author, 1)


def test_empty_history_and_empty_text() -> None:
    assert attribute([]) == ()
    assert human_share("", ()) == 1.0
    assert word_count(" … , ") == 0


class Oracle:
    """A text that knows who wrote each of its words while it is edited."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.words: list[tuple[str, Author]] = [(self.word(), Author.MODEL) for _ in range(rng.randint(40, 200))]
        self.states = [list(self.words)]
        self.versions = [Version(self.text(), Author.MODEL)]

    def word(self) -> str:
        return self.rng.choice(VOCABULARY) if self.rng.random() < 0.6 else f"w{self.rng.randint(0, 100_000)}"

    def text(self) -> str:
        return " ".join(word for word, _ in self.words)

    def piece(self, low: int, high: int) -> tuple[int, int]:
        length = min(self.rng.randint(low, high), len(self.words))
        start = self.rng.randint(0, len(self.words) - length)
        return start, start + length

    def edit(self) -> None:
        author = self.rng.choice([Author.HUMAN, Author.MODEL, Author.COMPOSER])
        fresh = [(self.word(), author) for _ in range(self.rng.randint(1, 15))]
        kind = self.rng.choice(["insert", "delete", "move", "replace", "undo", "paste"])
        if kind in {"insert", "paste"}:
            at = self.rng.randint(0, len(self.words))
            pasted = fresh if kind == "insert" else fresh + [(self.word(), author) for _ in range(20)]
            self.words[at:at] = pasted
        elif kind == "undo":
            self.words = list(self.rng.choice(self.states))
        else:
            start, end = self.piece(4, 15) if kind == "move" else self.piece(1, 15)
            taken = self.words[start:end]
            self.words[start:end] = fresh if kind == "replace" else []
            if kind == "move":
                at = self.rng.randint(0, len(self.words))
                self.words[at:at] = taken
        self.states.append(list(self.words))
        self.versions.append(Version(self.text(), author))


def test_generated_histories_agree_with_their_known_authors() -> None:
    right = total = 0
    errors: list[float] = []
    for seed in range(200):
        oracle = Oracle(random.Random(seed))
        for _ in range(6):
            oracle.edit()
        text = oracle.text()
        spans = attribute(oracle.versions)
        known = [author for _, author in oracle.words]
        found = word_authors(text, spans, Author.TEMPLATE)
        right += sum(a is b for a, b in zip(known, found, strict=True))
        total += len(known)
        share = sum(author is not Author.MODEL for author in known) / max(len(known), 1)
        errors.append(abs(human_share(text, spans) - share))
    assert right / total >= 0.97
    assert sum(errors) / len(errors) <= 0.02
