"""Date ranges: every usual form, and the month arithmetic under them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobhelper.models import DateRange, PartialDate
from jobhelper.text.dates import find_date_ranges, is_only_dates, month_bounds, months_between, union_months

TODAY = date(2025, 10, 1)

FORMS = [
    ("Sept 2021 – present", "2021-09", None, True),
    ("2019/20", "2019", "2020", False),
    ("2023-24", "2023", "2024", False),
    ("2024/2025", "2024", "2025", False),
    ("06.2022-08.2022", "2022-06", "2022-08", False),
    ("03/2024 – 08/2024", "2024-03", "2024-08", False),
    ("Summer 2023", "2023", "2023", False),
    ("Summers 2021, 2022 and 2023", "2021", "2023", False),
    ("since October 2022", "2022-10", None, True),
    ("2021 to June 2025", "2021", "2025-06", False),
    ("27 Nov 2023 - 19 Jan 2024", "2023-11-27", "2024-01-19", False),
    ("June 15 – July 2, 2022", "2022-06-15", "2022-07-02", False),
    ("Oct - Dec 2024", "2024-10", "2024-12", False),
    ("Nov – Feb 2024", "2023-11", "2024-02", False),
    ("JAN 2019 - FEB 2020", "2019-01", "2020-02", False),
    ("MARCH 2025 TO DATE", "2025-03", None, True),
    ("2022-2025", "2022", "2025", False),
    ("11/2024 - Current", "2024-11", None, True),
    ("Sep 15 – Jun 17", "2015-09", "2017-06", False),
    ("Feb '21 – Mar '22", "2021-02", "2022-03", False),
    ("2021-09 – 2022-06", "2021-09", "2022-06", False),
    ("01/09/2021 – 31/08/2022", "2021-09-01", "2022-08-31", False),
    ("9th March 2000", "2000-03-09", "2000-03-09", False),
    ("2011 / 11", "2011-11", "2011-11", False),
    ("Juillet 2021", "2021-07", "2021-07", False),
    ("Septembre 2021 à juin 2022", "2021-09", "2022-06", False),
    ("seit 10/2023", "2023-10", None, True),
    ("until May 2024", None, "2024-05", False),
    ("autumn term 2023", "2023", "2023", False),
]


@pytest.mark.parametrize(("words", "start", "end", "current"), FORMS)
def test_each_usual_form_is_read(words: str, start: str | None, end: str | None, current: bool) -> None:
    line = f"Worked there ({words}), part-time"
    (found,) = find_date_ranges(line, TODAY)
    assert (found.start and found.start.iso(), found.end and found.end.iso(), found.current) == (start, end, current)
    assert line[found.offset : found.offset + len(found.text)] == found.text == words


@pytest.mark.parametrize(
    "words",
    ["1770-1850", "ISO 27001", "8,000 words", "£2,022", "07700 900482", "2000-word essay", "may - or not", "20xx"],
)
def test_other_numbers_are_no_dates(words: str) -> None:
    assert find_date_ranges(words, TODAY) == []


def test_a_range_may_wrap_over_a_line_end() -> None:
    (found,) = find_date_ranges("full time (since\nAugust 2024).", TODAY)
    assert found.current and found.start == PartialDate(2024, 8)


@pytest.mark.parametrize(
    "words", ["June 2023 - August 2023 (10 weeks)", "[ 04/2024 ]", "August 2022, four days", "2021"]
)
def test_a_date_line_is_told_from_a_line_with_a_date(words: str) -> None:
    assert is_only_dates(words)
    assert not is_only_dates(f"Waiter, {words}")


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [
        ("06/2022 – 08/2022", 3, 3),
        ("2020-2021", 2, 24),
        ("Summer 2022", 1, 3),
        ("March 2023", 1, 1),
        ("27 Nov 2023 - 19 Jan 2024", 2, 3),
        ("since October 2024", 13, 13),
    ],
)
def test_the_months_that_words_allow(words: str, least: int, most: int) -> None:
    (found,) = find_date_ranges(words, TODAY)
    assert month_bounds(found, TODAY) == (least, most)


def test_overlapping_jobs_count_once() -> None:
    ranges = find_date_ranges("06/2022 – 08/2022 and also 08/2022 – 09/2022", TODAY)
    assert union_months(ranges, TODAY) == 4


partial = st.builds(PartialDate, st.integers(1960, 2040), st.integers(1, 12))


@given(partial, partial)
def test_months_never_go_below_zero_and_grow_with_the_end(one: PartialDate, other: PartialDate) -> None:
    first, last = sorted((one, other))
    months = months_between(first, last)
    assert months >= 1
    assert months_between(last, first) == (1 if first == last else 0) or (first.year, first.month) == (
        last.year,
        last.month,
    )


@given(st.lists(st.tuples(partial, partial), max_size=6))
def test_the_union_is_no_longer_than_the_sum_and_no_shorter_than_the_longest(
    pairs: list[tuple[PartialDate, PartialDate]],
) -> None:
    ranges = [DateRange(min(pair), max(pair)) for pair in pairs]
    lengths = [months_between(r.start, r.end) for r in ranges if r.start and r.end]
    union = union_months(ranges, TODAY)
    assert max(lengths, default=0) <= union <= sum(lengths)


@given(st.text(alphabet="0123456789/.-– abcJunMay'", max_size=60))
def test_any_text_gives_ranges_that_stand_where_they_say(text: str) -> None:
    last = 0
    for found in find_date_ranges(text, TODAY):
        assert text[found.offset : found.offset + len(found.text)] == found.text
        assert found.offset >= last
        last = found.offset + len(found.text)
        assert found.start is not None or found.end is not None
