"""CVs of fictitious people in several fields, parsed once, for the tests of the fact checker."""

from __future__ import annotations

from functools import cache

from jobhelper.cv.parse import parse_cv
from jobhelper.documents.read import document_from_text
from jobhelper.models import CV

BAKER = """Rhoswen Adeyemi
rhoswen@example.com | 07700 900411 | Tarnbridge

PROFILE
Pastry student who likes early mornings.

EXPERIENCE

Kitchen helper, Copper Kettle Bakery, June 2022 - August 2022
- Weighed flour and shaped 40 loaves a day under the head baker
- Helped to decorate wedding cakes

Volunteer, Tarnbridge Food Bank, Jan 2023 - Mar 2023
- Sorted donations on six Saturdays

EDUCATION

Tarnbridge College, 2021 - 2023
Level 3 Diploma in Patisserie, Merit
- Costed a menu of 12 desserts in Excel

LANGUAGES
Welsh (native), French (basic)
"""

DIGGER = """Caspian Oyelaran
caspian@example.org

Education

University of Saltholme, 2020 - 2023
BA Archaeology, Upper Second (2:1)
- Dissertation: Bronze Age pottery of two river sites

Experience

Field school student, Saltholme Meadows dig, July 2022
- Excavated a trench with four other students
- Drew plans of 18 contexts and entered them in QGIS
- Was shown how a total station works

Museum assistant (volunteer), Harrow Lane Museum, Oct 2021 - June 2022
- Catalogued 150 Roman coins
- Gave one tour to a class of schoolchildren

Skills
QGIS, technical drawing, Access databases (basic)
"""

CLERK = """Ondine Mbatha
ondine@example.com

Work experience

Filing clerk, Wexley & Thorn Solicitors, Feb 2023 - Nov 2023
• Indexed case files and answered the telephone
• Prepared bundles for three hearings; a solicitor checked them
• Observed a mediation

Mooting society, University of Westmarch, 2021 - 2022
• Member of the committee
• Reached the quarter-final of the novice moot

Education
LLB Law, University of Westmarch, 2020 - 2023, Lower Second (2:2)

Certificates
First Aid at Work, 2022
"""

ALL = {"baker": BAKER, "digger": DIGGER, "clerk": CLERK}


@cache
def person(name: str) -> CV:
    """The parsed CV of one of these people."""
    return parse_cv(document_from_text(ALL[name], f"{name}.txt"))


def cv_of(text: str) -> CV:
    """A CV from any text."""
    return parse_cv(document_from_text(text))
