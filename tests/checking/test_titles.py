"""Probes of the rules on titles: a title must be the one that the CV's own entry bears."""

from __future__ import annotations

import pytest

from jobhelper.checking.case import lay_out
from jobhelper.checking.hits import Hit
from jobhelper.checking.rules.titles import changed_title
from jobhelper.cv.parse import parse_cv
from jobhelper.documents.read import document_from_text

CV = """Tariq Vandersloot
tariq@example.com
+44 7700 900111

EDUCATION

Weald University
BA (Hons) Media Production, 2021 - 2024

EXPERIENCE

Editorial Intern, Foxglove Magazine, London, June 2023 - Aug 2023
- Checked captions and shadowed the features editor

Barista, Copper Kettle Coffee, Lewes, Sept 2021 - June 2024
- Served drinks and cleaned machines

Deputy station manager, Weald Student Radio, Oct 2022 - May 2024
- Kept the rota

Trainee electrician, Volt & Sons, Jan 2020 - Aug 2020
- Wired sockets under supervision

Ridge Museum, Lewes, Spring 2022
- Catalogued 40 prints on a placement

VOLUNTEERING

Babysitting for two families, 2019 - 2021
"""


def hits(draft: str) -> list[Hit]:
    """All that the rule on titles doubts in a draft."""
    return list(changed_title(lay_out(draft, parse_cv(document_from_text(CV)))))


def resume(lines: str) -> str:
    """A drafted CV around some heading lines."""
    return f"Tariq Vandersloot\ntariq@example.com\n\nEXPERIENCE\n\n{lines}\n- Did the work well\n"


@pytest.mark.parametrize(
    ("draft", "title"),
    [
        (resume("Features Editor, Foxglove Magazine, June 2023 - Aug 2023"), "Features Editor"),
        (resume("**Shift Manager**, Copper Kettle Coffee, Lewes, Sept 2021 - June 2024"), "Shift Manager"),
        (resume("Copper Kettle Coffee, Lewes\nStore Manager | Sept 2021 - June 2024"), "Store Manager"),
        (resume("Museum Curator, Ridge Museum, Spring 2022"), "Museum Curator"),
        ("Dear Ms Hale,\nI worked as an editor at Foxglove Magazine in 2023.\nYours sincerely,\nTariq", "editor"),
        ("Dear Ms Hale,\nAs the head barista at Copper Kettle Coffee I kept calm.\nYours,\nTariq", "head barista"),
        (resume("Station Manager, Weald Student Radio, Oct 2022 - May 2024"), "Station Manager"),
        (resume("Electrician, Volt & Sons, Jan 2020 - Aug 2020"), "Electrician"),
    ],
)
def test_a_title_that_the_entry_does_not_bear_is_found(draft: str, title: str) -> None:
    found = hits(draft)
    assert [draft[h.start : h.end] for h in found] == [title]
    assert found[0].evidence


@pytest.mark.parametrize(
    "draft",
    [
        resume("Editorial Intern, Foxglove Magazine, June 2023 - Aug 2023"),
        resume("Intern (editorial), Foxglove Magazine, summer 2023"),
        resume("Coffee shop barista, Copper Kettle Coffee, Sept 2021 - June 2024"),
        resume("Barista (part-time), Copper Kettle Coffee, Sept 2021 - June 2024"),
        resume("Deputy Manager, Weald Student Radio, Oct 2022 - May 2024"),
        resume("Babysitter, two families, 2019 - 2021"),
        resume("Placement student, Ridge Museum, Spring 2022"),
        resume("BA Media Production graduate, Weald University, 2021 - 2024"),
        "Dear Ms Hale,\nI am applying for the post of Features Editor at Bramble Press.\nYours,\nTariq",
        "Dear Ms Hale,\nAt Foxglove Magazine I shadowed the features editor.\nYours,\nTariq",
        "Dear Ms Hale,\nI hope to work as an editor one day, as at Foxglove Magazine.\nYours,\nTariq",
        "Dear Ms Hale,\nI was an editorial intern at Foxglove Magazine.\nYours,\nTariq",
        "Dear Ms Hale,\nAs a trainee electrician at Volt & Sons I wired sockets.\nYours,\nTariq",
    ],
)
def test_the_entrys_own_title_in_any_fair_wording_stays_silent(draft: str) -> None:
    assert hits(draft) == []


def test_the_repair_is_the_cvs_own_title() -> None:
    draft = resume("Features Editor, Foxglove Magazine, June 2023 - Aug 2023")
    hit = hits(draft)[0]
    assert hit.repair == "Editorial Intern"
    assert hits(draft[: hit.start] + hit.repair + draft[hit.end :]) == []
