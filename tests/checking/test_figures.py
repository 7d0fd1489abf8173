"""Numbers, lengths, rates and dates of a draft against those of the CV: what follows from it, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobhelper.checking.case import lay_out
from jobhelper.checking.hits import Hit
from jobhelper.checking.rules.date_claims import date_hits
from jobhelper.checking.rules.durations import duration_hits
from jobhelper.checking.rules.numbers import number_hits
from jobhelper.checking.rules.rates import rate_hits
from jobhelper.checking.rules.vague_lengths import vague_length_hits
from jobhelper.cv.parse import parse_cv
from jobhelper.documents.read import document_from_text

CV_TEXT = """Odalys Brennecke
Quarry Road 8, Thornby | odalys@example.com | 07700 900321

EDUCATION
University of Thornby, Sept 2020 - June 2023
BSc (Hons) Forestry, Upper Second Class (2:1)
- Dissertation, mark 68: measured 340 beech trees on four plots

EXPERIENCE
Nursery Assistant, Hollowbank Tree Nursery, March 2022 - August 2022
- Potted about 45 seedlings an hour and graded 2,600 saplings
- Cut peat use from 80 bags to 52 bags
- Showed three new starters how to prune

Trainee Surveyor, Penwick Forest Trust, July 2023 - September 2023
- Ten-week paid traineeship in a team of five
- Surveyed 16 plots; wrote up nine of them
- Answered 60 letters from walkers, of which 15 were complaints

VOLUNTEERING
Path Warden, Merrow Common, October 2021 - May 2022
- Walked the path once a fortnight and reported fallen trees
- Raised £450 at two plant sales

Treasurer, Orienteering Society, 2021 - 2022
- Collected dues of £12 from 40 members
"""
RULES = (number_hits, duration_hits, rate_hits, date_hits, vague_length_hits)


def hits(sentence: str, cv: str = CV_TEXT) -> list[Hit]:
    draft = f"Dear Ms Achterberg,\n\n{sentence}\n\nYours sincerely,\nOdalys Brennecke\n"
    case = lay_out(draft, parse_cv(document_from_text(cv)))
    return [hit for rule in RULES for hit in rule(case)]


def decided(sentence: str) -> list[str]:
    return [hit.rule for hit in hits(sentence) if hit.hard]


TRUE = [
    "I measured three hundred and forty beech trees for my dissertation.",
    "I measured over 300 beech trees for my dissertation.",
    "For my dissertation I got a mark of 68 per cent.",
    "At Hollowbank Tree Nursery I graded some 2,600 saplings.",
    "At Hollowbank Tree Nursery I graded more than two and a half thousand saplings.",
    "At Hollowbank I cut peat use by 28 bags, which is 35%.",
    "I cut the use of peat by about a third, from 80 bags to 52.",
    "At the nursery I potted 45 seedlings an hour.",
    "I spent six months at Hollowbank Tree Nursery.",
    "I spent half a year at Hollowbank Tree Nursery.",
    "I trained three starters in pruning.",
    "At Penwick Forest Trust I worked in a team of five.",
    "At Penwick Forest Trust I worked with four colleagues in a team.",
    "At Penwick Forest Trust I surveyed sixteen plots and wrote up nine of them.",
    "I wrote up nine of the 16 plots, more than half.",
    "My traineeship at Penwick Forest Trust lasted two and a half months.",
    "My traineeship at Penwick Forest Trust lasted close to three months.",
    "I answered 60 letters from walkers, a quarter of them complaints.",
    "I answered 60 letters from walkers; 25% were complaints.",
    "For eight months I was a path warden on Merrow Common.",
    "I walked the path every other week as a warden on Merrow Common.",
    "From October 2021 to May 2022 I was a warden on Merrow Common.",
    "As a warden I raised £450 at two plant sales.",
    "As treasurer I collected £480 in dues from 40 members.",
    "I studied forestry at the University of Thornby for three years.",
    "I studied forestry at the University of Thornby from 2020 to 2023.",
    "Having worked for less than two years, I know how much I have to learn.",
    "I would like to lead a team of twelve one day.",
    "Your 85 hectares of oak are what drew me to you.",
]
FALSE = [
    ("I measured 900 beech trees for my dissertation.", "900 beech trees"),
    ("I measured more than five hundred beech trees for my dissertation.", "five hundred"),
    ("At Hollowbank Tree Nursery I cut peat use by 60%.", "60%"),
    ("At Hollowbank Tree Nursery I halved peat use.", "halved"),
    ("At Hollowbank Tree Nursery I graded 26,000 saplings.", "26,000 saplings"),
    ("At Hollowbank Tree Nursery I trained twenty new starters.", "twenty new starters"),
    ("I worked at Hollowbank Tree Nursery for two years.", "two years"),
    ("I spent over a year at Penwick Forest Trust.", "a year"),
    ("At Penwick Forest Trust I answered hundreds of letters from walkers.", "hundreds of letters"),
    ("At Penwick Forest Trust I answered 60 letters from walkers, of which 45% were complaints.", "45%"),
    ("I walked the path every week as a warden on Merrow Common and reported fallen trees.", "every week"),
    ("I have been a path warden on Merrow Common since March 2019.", "since March 2019"),
    ("As a warden I raised £700 at two plant sales.", "£700"),
    ("As treasurer I collected dues from 140 members.", "140 members"),
    ("From October 2021 to August 2023 I was a path warden on Merrow Common.", "October 2021 to August 2023"),
    ("I bring extensive experience in surveying.", "extensive experience"),
]


@pytest.mark.parametrize("sentence", TRUE)
def test_what_follows_from_the_cv_is_never_decided_against(sentence: str) -> None:
    assert decided(sentence) == []


@pytest.mark.parametrize(("sentence", "words"), FALSE)
def test_a_figure_that_the_cv_refutes_is_found_at_its_words(sentence: str, words: str) -> None:
    draft_start = len("Dear Ms Achterberg,\n\n")
    spans = [sentence[h.start - draft_start : h.end - draft_start] for h in hits(sentence) if h.hard]
    assert any(words in span or span in words for span in spans), spans


def test_a_rival_figure_is_shown_and_mends_the_sentence() -> None:
    (hit,) = hits("At Hollowbank Tree Nursery I graded 26,000 saplings.")
    assert hit.says == "2,600 saplings"
    assert hit.repair == "2,600 saplings"
    assert "graded 2,600 saplings" in hit.evidence[0].text


def test_a_number_moved_to_another_noun_is_found() -> None:
    cv = CV_TEXT.replace("Surveyed 16 plots; wrote up nine of them", "Hut with 24 bunks. Tent warden for three bunks")
    found = [h.rule for h in hits("At Penwick Forest Trust I was tent warden for 24 bunks.", cv)]
    assert "number.moved" in found or "number.moved.doubtful" in found


def test_two_figures_set_against_each_other_the_wrong_way_round_are_found() -> None:
    cv = CV_TEXT.replace("Surveyed 16 plots; wrote up nine of them", "Error of 3.1 against a baseline of 7.4")
    assert "number.swapped" in [h.rule for h in hits("I reached an error of 7.4 against a baseline of 3.1.", cv)]
    assert hits("I reached an error of 3.1 against a baseline of 7.4.", cv) == []


@settings(max_examples=40, deadline=None)
@given(st.integers(min_value=5000, max_value=999_999))
def test_a_number_that_is_nowhere_in_the_cv_and_follows_from_nothing_is_always_found(number: int) -> None:
    assert decided(f"At Hollowbank Tree Nursery I graded {number:,} saplings.") == ["number.unsupported"]


@pytest.mark.parametrize("line", [line.strip("- ") for line in CV_TEXT.splitlines()[3:] if line.startswith("-")])
def test_the_cv_against_itself_is_silent(line: str) -> None:
    assert hits(f"- {line}") == []


def test_a_whole_cv_checked_against_itself_has_no_hit() -> None:
    case = lay_out(CV_TEXT, parse_cv(document_from_text(CV_TEXT)))
    assert [hit for rule in RULES for hit in rule(case)] == []
