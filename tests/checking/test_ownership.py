"""Probes of the rules on ownership: what must be found, and what must stay silent, in many fields."""

from __future__ import annotations

import pytest

from jobhelper.checking.case import lay_out
from jobhelper.checking.hits import Hit
from jobhelper.checking.rules.limits import alone, anothers_act, limited_item, passed_on
from jobhelper.checking.rules.ownership import raised_part
from jobhelper.cv.parse import parse_cv
from jobhelper.documents.read import document_from_text

HEAD = "Ines Okafor\nines@example.com\n\n"

MIDWIFERY = (
    HEAD
    + """EXPERIENCE

Student on placement, Larkfield Maternity Unit, Jan 2024 - May 2024
- Observed three caesarean sections
- Assisted with breastfeeding clinics
- Took blood pressure and temperature readings
- Perineal suturing (observed), newborn checks
- Recorded notes on the ward system; the midwife signed them
"""
)

LAW = (
    HEAD
    + """EXPERIENCE

Work experience, Brackley & Stone Solicitors, July 2023
- Shadowed a partner at two mediation meetings
- Helped to prepare trial bundles for a housing claim
- Drafted letters to clients; my supervisor approved them
- Passed urgent complaints to the duty solicitor
"""
)

WORKSHOP = (
    HEAD
    + """EXPERIENCE

Apprentice, Dunmore Joinery, Sept 2022 - Aug 2024
- Was shown how staircases are set out
- Cut and fitted kitchen units
- One of four apprentices on the Old Mill restoration
- Swept the workshop and kept the timber store tidy

VOLUNTEERING

Member of the lighting crew, Harbour Players, 2023
- Rigged lamps for two shows
"""
)


def hits(cv: str, draft: str) -> list[Hit]:
    """All that these rules doubt in a draft."""
    case = lay_out(draft, parse_cv(document_from_text(cv)))
    return [h for rule in (raised_part, limited_item, anothers_act, passed_on, alone) for h in rule(case)]


@pytest.mark.parametrize(
    ("cv", "draft", "words", "rule"),
    [
        (MIDWIFERY, "I performed three caesarean sections.", "performed three caesarean sections", "role.observed"),
        (MIDWIFERY, "I assisted with three caesarean sections.", "caesarean", "role.observed"),
        (MIDWIFERY, "I delivered breastfeeding clinics.", "breastfeeding clinics", "role.part-raised"),
        (MIDWIFERY, "I carried out perineal suturing and newborn checks.", "perineal suturing", "role.part-raised"),
        (MIDWIFERY, "I led breastfeeding clinics at Larkfield.", "led breastfeeding clinics", "role.headed"),
        (LAW, "I conducted mediation meetings at Brackley & Stone.", "mediation meetings", "role.observed"),
        (LAW, "I took ownership of the mediation meetings.", "ownership", "role.observed"),
        (LAW, "I prepared trial bundles for a housing claim.", "trial bundles", "role.part-raised"),
        (LAW, "At Brackley & Stone I approved letters to clients.", "approved letters", "role.anothers-act"),
        (LAW, "I resolved urgent complaints.", "resolved urgent complaints", "role.part-raised"),
        (WORKSHOP, "I set out staircases at Dunmore Joinery.", "staircases", "role.observed"),
        (WORKSHOP, "I led the Old Mill restoration.", "led the Old Mill restoration", "role.headed"),
        (WORKSHOP, "I managed the lighting crew of the Harbour Players.", "lighting crew", "role.headed"),
        (WORKSHOP, "I single-handedly cut and fitted kitchen units.", "single-handedly", "role.part-raised"),
    ],
)
def test_a_part_made_more_of_is_found(cv: str, draft: str, words: str, rule: str) -> None:
    found = [h for h in hits(cv, draft) if h.rule == rule]
    assert any(words.lower() in draft[h.start : h.end].lower() for h in found), hits(cv, draft)
    assert all(h.evidence for h in found)


@pytest.mark.parametrize(
    ("cv", "draft"),
    [
        (MIDWIFERY, "I observed three caesarean sections and assisted with breastfeeding clinics."),
        (MIDWIFERY, "I watched three caesarean sections from behind the screen."),
        (MIDWIFERY, "I was allowed to see three caesarean sections."),
        (MIDWIFERY, "I took readings of blood pressure and temperature."),
        (MIDWIFERY, "I supported breastfeeding clinics."),
        (MIDWIFERY, "I observed perineal suturing and did newborn checks."),
        (MIDWIFERY, "I recorded notes on the ward system, which the midwife signed."),
        (MIDWIFERY, "I have not performed caesarean sections."),
        (MIDWIFERY, "I would love to lead breastfeeding clinics."),
        (LAW, "I followed a partner through two mediation meetings."),
        (LAW, "I attended two mediation meetings alongside a partner."),
        (LAW, "I helped with trial bundles for a housing claim."),
        (LAW, "I prepared trial bundles with a colleague's guidance."),
        (LAW, "I wrote letters to clients for my supervisor's approval."),
        (LAW, "I referred urgent complaints to the duty solicitor."),
        (LAW, "Your firm leads mediation meetings across the county."),
        (WORKSHOP, "I learnt how staircases are set out."),
        (WORKSHOP, "I cut and fitted kitchen units."),
        (WORKSHOP, "I installed kitchen units."),
        (WORKSHOP, "With three other apprentices I worked on the Old Mill restoration."),
        (WORKSHOP, "I rigged lamps as one of the lighting crew."),
        (WORKSHOP, "I work independently and ask when I am stuck."),
    ],
)
def test_a_fair_telling_stays_silent(cv: str, draft: str) -> None:
    assert hits(cv, draft) == []


def test_the_repair_is_the_cvs_own_wording_and_raises_no_new_doubt() -> None:
    draft = "At Larkfield I performed three caesarean sections."
    hit = next(h for h in hits(MIDWIFERY, draft) if h.rule == "role.observed")
    assert hit.repair == "observed three caesarean sections"
    assert hits(MIDWIFERY, draft[: hit.start] + hit.repair + draft[hit.end :]) == []


def test_a_bracket_limits_only_the_item_that_it_stands_behind() -> None:
    assert hits(MIDWIFERY, "I carried out newborn checks.") == []


def test_a_verb_that_only_tells_of_a_skill_is_no_looking_on() -> None:
    cv = HEAD + "SKILLS\n\nPiano: can accompany choirs\n\nEXPERIENCE\n\nTutor, Hill School, 2023\n- Taught choirs\n"
    assert [h for h in hits(cv, "I taught choirs at Hill School.") if h.rule.startswith("role.observed")] == []
