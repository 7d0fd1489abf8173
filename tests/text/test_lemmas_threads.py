"""Many threads fold words and parse sentences at once, as a batch does."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from jobhelper import nlp
from jobhelper.text.lemmas import stem

_WORDS = [
    f"{root}{ending}" for root in ("organis", "translat", "measur", "negotiat") for ending in ("ed", "ing", "ation")
]


def test_threads_that_stem_at_once_get_what_one_alone_gets() -> None:
    alone = [stem(word) for word in _WORDS]
    stem.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(lambda _: [stem(word) for word in _WORDS], range(40)):
            assert found == alone


def test_threads_that_parse_at_once_get_what_one_alone_gets() -> None:
    sentences = [f"I measured {n} limpets on two shores." for n in range(40)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(nlp.parse, sentences))
    assert found == nlp.parse_many(sentences)
