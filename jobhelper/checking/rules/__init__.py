"""The rules of the fact checker, one family a file; each looks at a whole case and reports what it doubts."""

from __future__ import annotations

from collections.abc import Iterator

from jobhelper.checking.case import Case
from jobhelper.checking.hits import Hit, Rule
from jobhelper.checking.rules.borrowed import borrowed_from_posting
from jobhelper.checking.rules.credentials import (
    raised_degree,
    raised_standing,
    unknown_certificate,
    unknown_head,
)
from jobhelper.checking.rules.date_claims import date_hits
from jobhelper.checking.rules.durations import duration_hits
from jobhelper.checking.rules.frequency import once_made_habit, one_made_many
from jobhelper.checking.rules.grades import raised_grade, raised_level
from jobhelper.checking.rules.kinds import for_somebody, made_up_as_real, raised_kind
from jobhelper.checking.rules.limits import alone, anothers_act, limited_item, passed_on
from jobhelper.checking.rules.names import unknown_name
from jobhelper.checking.rules.numbers import number_hits
from jobhelper.checking.rules.outcomes import unstated_outcome
from jobhelper.checking.rules.ownership import raised_part
from jobhelper.checking.rules.proficiency import level_of_weak_skill, raised_proficiency
from jobhelper.checking.rules.rates import rate_hits
from jobhelper.checking.rules.reception import done_well, praised_by_others, what_became_of_it
from jobhelper.checking.rules.scope import part_made_whole, widened_scope
from jobhelper.checking.rules.skills import unknown_skill
from jobhelper.checking.rules.titles import changed_title, claimed_office
from jobhelper.checking.rules.vague_lengths import vague_length_hits

RULES: tuple[Rule, ...] = (
    raised_part,
    limited_item,
    anothers_act,
    passed_on,
    alone,
    unstated_outcome,
    what_became_of_it,
    praised_by_others,
    done_well,
    once_made_habit,
    one_made_many,
    part_made_whole,
    widened_scope,
    made_up_as_real,
    for_somebody,
    raised_kind,
    borrowed_from_posting,
    unknown_name,
    unknown_skill,
    raised_degree,
    raised_grade,
    raised_standing,
    unknown_certificate,
    unknown_head,
    claimed_office,
    level_of_weak_skill,
    raised_proficiency,
    raised_level,
    changed_title,
    number_hits,
    duration_hits,
    rate_hits,
    date_hits,
    vague_length_hits,
)


def all_hits(case: Case) -> Iterator[Hit]:
    """Every suspicion of every rule on `case`."""
    for rule in RULES:
        yield from rule(case)
