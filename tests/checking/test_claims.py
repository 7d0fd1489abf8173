"""Which words of a sentence claim something about the applicant: probes in many fields, both sides."""

from __future__ import annotations

import pytest

from jobhelper.checking.claims import claimed_words
from jobhelper.checking.clauses import clauses
from jobhelper.checking.cv_index import is_content
from jobhelper.checking.statements import statements


def claimed(sentence: str, employer: frozenset[str] = frozenset(), *, listed: bool = False) -> set[str]:
    """The content words of a sentence that claim."""
    (part,) = statements(sentence)
    words = part.words
    found = claimed_words(words, clauses(words, listed, employer))
    return {words[i].text for i in found if is_content(words[i])}


# sentence, words that must claim, words that must not
PROBES = [
    # asserted
    ("I monitored vital signs on a surgical ward.", "monitored vital signs surgical ward", ""),
    ("My dissertation examined tidal energy in Orkney.", "dissertation examined tidal energy Orkney", ""),
    ("I speak Portuguese and a little Dutch.", "speak Portuguese Dutch", ""),
    ("I can weld stainless steel.", "weld stainless steel", ""),
    ("I know GDPR from my work at the registry.", "GDPR registry", ""),
    ("I applied gold leaf to twelve frames.", "applied gold leaf twelve frames", ""),
    ("My supervisor praised my bricklaying.", "praised bricklaying", ""),
    ("We catalogued 300 letters in the archive.", "catalogued 300 letters archive", ""),
    ("I am confident with ladders and harnesses.", "ladders harnesses", ""),
    ("I have been fortunate to shadow two vets.", "shadow two vets", ""),
    ("I led the choir that won the county prize.", "led choir won county prize", ""),
    ("The campaigns I led reached schools across the county.", "campaigns led reached schools county", ""),
    # denied
    ("I have never used SAP.", "", "used SAP"),
    ("I did not manage the kiln, but I fired test tiles every week.", "fired test tiles week", "manage kiln"),
    ("I don't have a driving licence yet.", "", "driving licence"),
    ("I taught yoga and never missed a class.", "taught yoga", "missed class"),
    ("Although I have not run a kitchen, I plated desserts for 80 covers.", "plated desserts 80 covers", "kitchen"),
    ("I was shown how to prune vines but did not prune any myself.", "shown vines", ""),
    ("I may not have worked in a bank, but I balanced tills for a year.", "balanced tills year", "bank"),
    ("Neither French nor German is among my languages.", "", "French German"),
    ("No experience of CAD.", "", "experience CAD"),
    # frank
    ("I have yet to work with livestock.", "", "work livestock"),
    ("I cannot claim any experience of court advocacy.", "", "experience court advocacy"),
    ("I would not call myself an expert in Excel.", "", "expert Excel"),
    ("I have little knowledge of tax law.", "", "knowledge tax law"),
    ("I have a little knowledge of tax law.", "knowledge tax law", ""),
    # future and conditional
    ("I will finish the course in June.", "", "finish course June"),
    ("I can start in September.", "", "start September"),
    ("I could picture myself in your workshop.", "", "picture workshop"),
    ("If you need references, I can supply three.", "", "references supply three"),
    ("Should you need a driver, I hold a clean licence.", "hold clean licence", "driver"),
    ("It would be an honour to join you.", "", "honour join"),
    # wishes
    ("I hope to learn Welsh.", "", "learn Welsh"),
    ("I aim to qualify as a solicitor in 2027.", "", "qualify solicitor 2027"),
    ("I expect to graduate with a first.", "", "graduate first"),
    ("I look forward to hearing from you.", "", "hearing"),
    ("I need a job near home.", "", "job home"),
    (
        "I want to become a paramedic because I volunteered with an ambulance crew.",
        "volunteered ambulance crew",
        "paramedic",
    ),
    # opinions and tastes
    ("I admire the way your clinic treats children.", "", "clinic treats children"),
    ("I enjoy mending clocks.", "", "mending clocks"),
    ("I think my stage work prepared me well.", "stage work prepared", ""),
    # the employer
    ("Your theatre has toured four continents.", "", "theatre toured four continents"),
    ("Your reputation for careful restoration drew me to the studio.", "", "reputation restoration studio"),
    ("Your team's work on soil health resonates with me.", "", "soil health"),
    ("Because your lab studies moths, I read your papers.", "", "lab moths papers"),
    ("You need someone who can rig sails, and I rigged them for two summers.", "rigged two summers", "someone sails"),
    # presupposed
    ("I would bring my five years of greenhouse work to your nursery.", "five years greenhouse work", "nursery"),
    ("As a certified scaffolder, I would settle in quickly.", "certified scaffolder", "settle quickly"),
    ("With a diploma in patisserie, I hope to join your kitchen.", "diploma patisserie", "join kitchen"),
    ("My experience as a deckhand would help your crew.", "experience deckhand", "help crew"),
    ("I am eager to develop my lathe skills.", "lathe skills", "eager develop"),
    ("I would love to continue the fossil work I began in Lyme.", "began Lyme", "love"),
    ("I would bring patience and humour to the team.", "", "patience humour team"),
    # formulas and questions
    ("I am writing to apply for the post of junior conservator.", "", "post junior conservator"),
    ("I read your advertisement on the university board.", "", "advertisement university board"),
    ("Have I ever sailed a tall ship?", "", "sailed tall ship"),
    ("Who else offers four languages and a pilot's licence?", "", "four languages licence"),
    # what joins more than one
    ("I measured soil pH and hope to publish the results.", "measured soil pH", "hope publish"),
    ("I have not led a team, nor have I kept a budget.", "", "led team kept budget"),
    ("I tuned pianos for a year and would gladly tune yours.", "tuned pianos year", "gladly"),
    ("While I have no nursing degree, I cared for two residents every day.", "cared two residents", "nursing degree"),
]


@pytest.mark.parametrize(("sentence", "claims", "silent"), PROBES, ids=[p[0][:48] for p in PROBES])
def test_what_claims_and_what_does_not(sentence: str, claims: str, silent: str) -> None:
    found = claimed(sentence)
    assert set(claims.split()) <= found
    assert not set(silent.split()) & found
    if not claims:
        assert not found - {"yet"}


def test_there_are_probes_of_both_sides_in_number() -> None:
    assert len(PROBES) >= 60
    assert sum(1 for p in PROBES if not p[1]) >= 20


def test_the_employer_named_in_the_posting_claims_nothing_about_the_applicant() -> None:
    sentence = "Fernhollow runs three dairies."
    assert claimed(sentence, frozenset({"fernhollow"})) == set()
    assert {"Fernhollow", "dairies"} <= claimed(sentence)


@pytest.mark.parametrize(
    ("bullet", "claims"),
    [
        ("Managed bookings for the village hall", "bookings village hall"),
        ("Stained-glass repair, lead cutting and leading up", "repair lead"),
        ("Fluent in Polish", "Fluent Polish"),
        ("Full UK driving licence", "driving licence"),
    ],
)
def test_a_line_without_subject_or_verb_claims_in_a_list(bullet: str, claims: str) -> None:
    assert set(claims.split()) <= claimed(f"- {bullet}", listed=True)


def test_nothing_is_claimed_by_no_words() -> None:
    assert claimed_words((), ()) == frozenset()
