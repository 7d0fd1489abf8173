"""Judges whether words are a job title, a company's name or a place, and finds the latter two in running text."""

from __future__ import annotations

import re
from functools import cache

from jobhelper.posting.words import table, word_set
from jobhelper.text.gazetteer import load_gazetteer

_SMALL = frozenset("a an and at by de for from in of on or the to with und y e".split())
_KEPT = frozenset(
    "HR IT QA UX UI SOC PR NHS CIC LLC LLP PLC UK US USA EU SEND SEN EAL PE ICT AI ML BI GIS "
    "CAD CNC HVAC PA CEO CFO COO CTO RN LPN GP TV BV NV AG SA "
    "II III IV VP MRI CT ICU AMU BBC UCL MIT STEM TEFL ESL R&D SEO PPC CRM ERP SQL PHP JS "
    "CQC DBS RGN B.V. N.V. S.A.".split()
)
_NAME = r"(?:[A-ZÀ-Þ][\w'’&.-]*)(?:[ \t]+(?:(?:of|and|the|&|de|for)[ \t]+)?[A-ZÀ-Þ0-9][\w'’&.-]*){0,5}"
_ABOUT = (
    re.compile(rf"(?:^|\n)\W*About\s+(?P<name>{_NAME})\s*(?:\n|$)"),
    re.compile(
        rf"(?:^|[\n.!]\s*)(?:[Ww]e|We)(?:'|’)?(?:\s?a)?re\s+(?P<name>(?:The\s+)?{_NAME})(?=[,.]|"
        rf"\s+(?:and|a|an)\s)"
    ),
    re.compile(rf"(?:join|Join|work at|work for|Here at|At|career at|life at)\s+(?P<name>{_NAME})"),
    re.compile(
        rf"(?:^|[\n.!?]\s*)(?P<name>(?:The\s+)?{_NAME})\s+(?:is|are)\s+(?:an?|the|one of|Europe|"
        rf"looking|seeking|hiring|recruiting|part of|proud)\b"
    ),
    re.compile(
        rf"(?:^|[\n.!?]\s*)(?P<name>{_NAME})\s+(?:has|makes|helps|provides|builds|supports|works|"
        rf"serves|seeks|invites|runs|publishes|advises|sells|seats|offers|operates|designs|delivers|moves)\b"
    ),
)
_NOT_COMPANY = frozenset(
    "The We You Our Your This That These It If As In At On What Who How Why Applications "
    "Applicants Candidates Interviews Please Experience "
    "Somebody Everybody Everyone Nobody Interested Training Shortlisted Successful Each "
    "Every Most Some Many All Play Salary Reporting "
    "There They He She I Hello Agencies Staff Women Equal Essential Desirable Pay Benefits "
    "Are Is Do Working Full Part".split()
)
_PLACE = (
    r"(?P<place>[A-ZÀ-Þ][\w'’-]+(?:(?:[ -](?:upon|on|of|in|le|la|under|by|St|"
    r"the))*[ -][A-ZÀ-Þ][\w'’-]+){0,2}(?:,\s[A-Z][\w'’-]+(?:\s[A-Z][a-z]+)?)?)"
)
_IN_BODY = (
    re.compile(
        rf"\b[Oo]ur\s+{_PLACE}\s+(?:office|studio|site|shop|branch|campus|team|clinic|depot|"
        rf"factory|workshop|hub)\b"
    ),
    re.compile(
        rf"(?:office|studio|shop|headquarters|HQ|site|workshop|school|lab|base|team|premises|"
        rf"branch|store|clinic|centre|campus|plant|factory|factory floor)s?(?:\s+is|"
        rf"\s+are)?\s+(?:in|at)\s+{_PLACE}"
    ),
    re.compile(
        rf"(?:[Bb]ased|located|situated|work(?:ing)?|[Ll]ocation is|live|job is|post is|role "
        rf"is)\s+(?:in|at|near)\s+(?:our \w+ (?:in|at)\s+)?{_PLACE}"
    ),
    re.compile(rf"P\.?\s?O\.?\s?Box\s+\d+[\w-]*,\s*{_PLACE}"),
    re.compile(
        rf"(?:[Ii]nterviews?|[Cc]hats?|first day)[^.\n]{{0,50}}?\b(?:in|at)\s+(?!(?:January|"
        rf"February|March|April|May|June|July|August|September|October|November|"
        rf"December)\b){_PLACE}"
    ),
    re.compile(
        rf"(?:services?|hub|charity|newspaper|council|provider|company|publisher|team|"
        rf"agency)\s+(?:for|in|across|from)\s+{_PLACE}"
    ),
    re.compile(rf"(?:shop|barn|mill|tower|church|warehouse|building|house)\s+in\s+{_PLACE}"),
    re.compile(
        rf"(?:start-?up|practice|firm|house|business|association|studios?|café|restaurant|hotel|gallery|"
        rf"museum|nursery|farm|hospital|consultancy|cooperative|trust|bakery|brewery|laborator(?:y|ies)|union|"
        rf"group|organisation|startup|community|join us|join (?:our|the) "
        rf"[\w ]{{0,25}})\s+in\s+(?:the (?:heart|centre) of\s+)?{_PLACE}"
    ),
    re.compile(rf"(?:made|make|making|been)\s[^.\n]{{0,30}}\bin\s+{_PLACE}"),
)
_EARLY = re.compile(rf"\b(?:in|near|around|across)\s+{_PLACE}(?=[.,;:)\n]|\s+(?:and|with|to|for|is|has)\b)")
_NO_PLACE = frozenset(
    "January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday "
    "English Excel Word Python Your Our The You We Year Years Grade Level Band Essential PDF "
    "CV Word Microsoft Adobe Psychology Design Sales".split()
)


def is_title_like(text: str) -> bool:
    """Whether a noun that names a job stands in `text`."""
    words = [word.lower().strip(".,:;()\"“”'’*!") for word in re.split(r"[\s/–—]+", text)]
    nouns = word_set("title_nouns")
    return any(word in nouns or word.removesuffix("s") in nouns for word in words)


def is_company_like(text: str) -> bool:
    """Whether a word that companies carry in their names stands in `text`."""
    words = [word.lower().strip(",;:()*!").replace("’", "'") for word in text.split() if word[:1].isupper()]
    known = word_set("company_words")
    return any(word in known or word.replace(".", "") in known for word in words)


def known_place(text: str) -> bool:
    """Whether `text` is a country, a region or a large town that the lexicon knows."""
    return text.strip(" .").casefold() in _places()


@cache
def _places() -> frozenset[str]:
    return frozenset(name.strip().casefold() for name in table("places")["places"])


def smart_case(text: str) -> str:
    """A shouted name in title case, usual initials kept; anything else as it is."""
    letters = [character for character in text if character.isalpha()]
    if (
        len(letters) < 5
        or sum(character.isupper() for character in letters) < 0.9 * len(letters)
        or len(text.split()) < 2
    ):
        return text
    return " ".join(_cased(word, index) for index, word in enumerate(text.split()))


def _cased(word: str, index: int) -> str:
    core = word.strip("(),;:&/")
    if core in _KEPT or any(character.isdigit() for character in core):
        return word
    if index and core.lower() in _SMALL:
        return word.lower()
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lambda m: m.group().capitalize(), word)


def company_from_body(text: str, title: str) -> str:
    """The name that the body gives its employer ("About X", "We're X", "X is a charity"), empty where it gives none."""
    for pattern in _ABOUT:
        for match in pattern.finditer(text):
            name = match["name"].strip(" .,’'")
            first = name.split()[0]
            if first in _NOT_COMPANY and not (first == "The" and len(name.split()) > 1):
                continue
            if (
                name.isupper()
                or name.casefold() in title.casefold()
                or (is_title_like(name) and not is_company_like(name))
            ):
                continue
            return name
    return ""


def place_from_body(text: str, company: str) -> str:
    """A place that the body says the work is at ("our office in Lisbon", "based in Chorley"), empty where none."""
    for pattern in _IN_BODY:
        for match in pattern.finditer(text):
            place = match["place"].strip(" .,")
            words = place.split()
            if words[0].strip(",") in _NO_PLACE or (place.casefold() in company.casefold() and len(words) > 1):
                continue
            return place
    return _place_early(text, company)


def _place_early(text: str, company: str) -> str:
    """A place after "in" or "at" near the top, one that the lexicon knows before any other."""
    places = [match["place"].strip(" .,") for match in _EARLY.finditer(text[:900])]
    good = [p for p in places if p.split()[0].strip(",") not in _NO_PLACE and p.casefold() not in company.casefold()]
    good = [p for p in good if not is_title_like(p) and not is_company_like(p) and not load_gazetteer().find(p)]
    return next((place for place in good if known_place(place.split(",")[0])), good[0] if good else "")


def place_in_name(company: str) -> str:
    """The place in "University of X" or "X Town Council"; empty where a name holds none."""
    match = re.search(
        r"\b(?:University|College|City|Diocese|Borough|County|Port|Bishop) of ([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)",
        company,
    )
    if match:
        return re.sub(r"\s+(?:Press|School|Hospitals?|Library|Museum|Council).*$", "", match.group(1))
    match = re.match(
        r"([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?) (?:University|(?:(?:Town|City|County|Borough|"
        r"District) )?Council|College|Cathedral|Airport|Music Hub)",
        company,
    )
    return match.group(1) if match else ""
