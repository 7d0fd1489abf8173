"""Skills, names, credentials, levels and what claims at all: what must be found, and what must stay silent."""

from __future__ import annotations

import pytest

from jobhelper.checking.case import Case, lay_out
from jobhelper.checking.hits import Rule
from jobhelper.checking.rules.credentials import raised_degree, raised_standing, unknown_certificate, unknown_head
from jobhelper.checking.rules.grades import raised_grade, raised_level
from jobhelper.checking.rules.names import unknown_name
from jobhelper.checking.rules.proficiency import raised_proficiency
from jobhelper.checking.rules.skills import unknown_skill
from jobhelper.cv.parse import parse_cv
from jobhelper.documents.read import document_from_text

CV = """Ines Okafor
ines.okafor@example.com

Education
LLB (Hons) Law, University of Harrowmere, 2021 - 2024. Second Class, Upper Division.
Modules: Land Law (Pass), Company Law (Merit)

Experience
Paralegal Assistant, Dunmore & Pike Solicitors, June 2023 - August 2023
- Sorted disclosure bundles in Microsoft Office under a fee earner
- Drew up spreadsheets for two costs hearings

Skills
Flask, Figma ++
French (B1), Spanish (basic)
Clio: learning

Certificates
Mediation induction, 2023
Provisional driving licence
Food Hygiene Level 1
Chartered Institute of Legal Executives: student member, not yet registered
"""


def _case(draft: str) -> Case:
    return lay_out(draft, parse_cv(document_from_text(CV)))


def _rules(rule: Rule, draft: str) -> set[str]:
    return {hit.rule for hit in rule(_case(draft))}


@pytest.mark.parametrize(
    "draft",
    [
        "- Built a client tracker using Salesforce",
        "- Sorted disclosure bundles using Kubernetes",
        "I have worked with Tableau and AutoCAD.",
    ],
)
def test_a_tool_that_the_cv_lacks_is_named(draft: str) -> None:
    assert "skill.named" in _rules(unknown_skill, draft)


@pytest.mark.parametrize(
    "draft",
    [
        "- Wrote small programs in Python",
        "- Drew up costs in Excel",
        "I have not used Tableau.",
        "KQL and Tableau I have yet to learn.",
        "I would love to learn Tableau with your team.",
        "I know that your Salesforce team is growing.",
    ],
)
def test_a_broader_suite_or_unclaimed_tool_is_left_alone(draft: str) -> None:
    assert not _rules(unknown_skill, draft)


def test_an_employer_that_the_cv_lacks_is_found_without_a_posting() -> None:
    hits = list(unknown_name(_case("- Sorted disclosure bundles at Brackenridge Partners under a fee earner")))
    assert [(h.rule, h.hard) for h in hits] == [("name.organisation", True)]


@pytest.mark.parametrize(
    "draft",
    [
        "- Sorted disclosure bundles at Dunmore & Pike Solicitors",
        "- Sorted bundles in June for two hearings on a Tuesday",
        "Dear Ms Archuleta,\n\nMs Archuleta kindly told me of the post in York.",
        "Reference QTR-7719, which I saw in May, is what I write about.",
    ],
)
def test_known_names_months_codes_and_people_greeted_are_no_claims(draft: str) -> None:
    assert not _rules(unknown_name, draft)


@pytest.mark.parametrize(
    ("rule", "draft", "wanted"),
    [
        (raised_grade, "- Land Law (Distinction)", "credential.grade-own"),
        (raised_grade, "I hold a first class honours degree in law.", "credential.grade-raised"),
        (raised_level, "- Food Hygiene Level 3", "credential.level-raised"),
        (raised_standing, "I hold a full driving licence.", "credential.standing-raised"),
        (unknown_head, "- Certified mediation practitioner", "credential.title-lent"),
        (raised_degree, "I hold an LLM in commercial law.", "credential.degree-raised"),
        (unknown_certificate, "I passed the PRINCE2 Practitioner exam.", "credential.certificate-unknown"),
    ],
)
def test_a_raised_credential_is_found(rule: Rule, draft: str, wanted: str) -> None:
    assert wanted in _rules(rule, draft)


@pytest.mark.parametrize(
    "draft",
    [
        "I graduated from the University of Harrowmere with a 2:1 in Law.",
        "My degree is an LLB, upper second class.",
        "- Company Law (Merit), Land Law (Pass)",
        "- Food Hygiene Level 1",
        "With a degree in law, I enjoyed my first year of practice.",
        "My driving licence is provisional.",
    ],
)
def test_the_cvs_own_credentials_in_other_words_are_borne_out(draft: str) -> None:
    for rule in (raised_grade, raised_level, raised_standing, unknown_head, raised_degree, unknown_certificate):
        assert not _rules(rule, draft), rule


@pytest.mark.parametrize(
    "draft",
    [
        "I am fluent in Spanish.",
        "- Spanish (fluent), French (B1)",
        "- Figma (expert)",
        "As a fluent Spanish speaker, I look forward to meeting you.",
    ],
)
def test_a_level_above_the_cvs_is_found(draft: str) -> None:
    assert any(r.startswith("level.raised") for r in _rules(raised_proficiency, draft))


@pytest.mark.parametrize(
    "draft",
    [
        "- French (B1), Spanish (basic)",
        "I have basic Spanish and fluent English.",
        "I am not fluent in Spanish.",
        "Training in Spanish law opened my eyes.",
        "I hold an A level in Spanish.",
        "Are you fluent in Spanish?",
    ],
)
def test_a_level_at_or_below_the_cvs_is_left_alone(draft: str) -> None:
    assert not _rules(raised_proficiency, draft)


@pytest.mark.parametrize(
    "draft",
    [
        "I have not run hearings or drafted contracts.",
        "I am looking for a team where people review contracts.",
        "Please consider me for the Contracts Analyst post.",
        "If the role needs drafting, I will learn it.",
        "I am drawn to careful drafting.",
    ],
)
def test_denials_pictures_and_tastes_claim_no_work(draft: str) -> None:
    words = {reading.words[i].text.lower() for reading in _case(draft).readings for i in reading.claimed}
    assert not words & {"hearings", "contracts", "analyst", "drafting"}


@pytest.mark.parametrize(
    "draft",
    [
        "As a chartered surveyor, I look forward to meeting you.",
        "I would bring five years of conveyancing.",
        "I know conveyancing well.",
        "So far I have managed three conveyancing files.",
    ],
)
def test_what_a_plan_takes_for_granted_is_claimed(draft: str) -> None:
    words = {reading.words[i].text.lower() for reading in _case(draft).readings for i in reading.claimed}
    assert words & {"surveyor", "conveyancing"}
