"""What the store writes as JSON comes back as the same value."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobhelper.models import CV, Contact, Draft, DraftPlan, Posting, Report, TailoredCV
from jobhelper.store.codec import decode, encode


@given(st.from_type(Contact))
def test_any_contact_comes_back(contact: Contact) -> None:
    assert decode(Contact, encode(contact)) == contact


@given(st.from_type(DraftPlan))
def test_sets_and_enums_come_back(plan: DraftPlan) -> None:
    assert decode(DraftPlan, encode(plan)) == plan


@given(st.from_type(Posting))
def test_any_posting_comes_back(posting: Posting) -> None:
    assert decode(Posting, encode(posting)) == posting


@settings(max_examples=30, deadline=None)
@given(st.from_type(TailoredCV))
def test_the_same_value_always_makes_the_same_text(cv: TailoredCV) -> None:
    assert encode(cv) == encode(decode(TailoredCV, encode(cv)))


def test_a_union_remembers_which_of_its_kinds_it_held() -> None:
    from tests.store.values import sample_draft

    assert decode(Draft, encode(sample_draft())) == sample_draft()


def test_fields_that_an_older_version_did_not_write_take_their_defaults() -> None:
    text = '{"findings":[],"questions":[],"borne_out":[],"sentences":0,"claims":0,"future":1}'
    assert decode(Report, text) == Report((), (), (), 0, 0)


@pytest.mark.parametrize("text", ['{"text": 3}', '{"text": "x"}'])
def test_text_that_describes_no_such_value_is_refused(text: str) -> None:
    with pytest.raises((TypeError, KeyError)):
        decode(CV, text)


@pytest.mark.parametrize("value", [object(), {1: date(2026, 1, 1)}.keys(), b"bytes"])
def test_what_has_no_form_in_json_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        encode(value)
