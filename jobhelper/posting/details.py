"""Reads pay, contract, place of work, start and contact out of a posting's text, in its own words."""

from __future__ import annotations

import re

_MONEY = r"(?:[£$€₹]|\b(?:GBP|USD|EUR|PLN|CHF|INR|KSh|KES|AUD|CAD|Rs\.?)\s?)\s?\d[\d,. ]*\d?\s?(?:k|K|LPA|lakh)?"
_SALARY = re.compile(
    rf"{_MONEY}(?:\s*(?:-|–|—|to|and|up to)\s*(?:{_MONEY}|\d[\d,.]*\d\s?k?))?"
    r"(?:\s*(?:pro rata|gross|per (?:hour|annum|year|month|week|day)|an hour|a (?:year|month|"
    r"week|day)|p\.?a\.?|pcm|hourly|/\s?(?:hour|hr|year|month)))*",
)
_PAY_WORDS = re.compile(
    r"salary|pay\b|grade|band|gross|per annum|a year|per hour|an hour|wage|base|rate|starting|earn", re.I
)
_NOT_PAY = re.compile(r"budget|allowance|bonus|fee|pot\b|per seat|grant|prize|match", re.I)
_CONTRACT = re.compile(
    r"\b(?:permanent|fixed[- ]term(?:[,:]? (?:of |for |to )?(?:\d+|[a-z]+) (?:months?|"
    r"years?)(?: \d{4})?)?|temporary|zero[- ]hours?|freelance|internship|apprenticeship|"
    r"casual|seasonal|"
    r"full[- ]time|part[- ]time|term[- ]time only|maternity cover|job share)\b",
    re.I,
)
_REMOTE = (
    (
        "hybrid",
        re.compile(
            r"\bhybrid\b|days? (?:a|per) week (?:at|from) home|days? of home office|work(?:ing)? from "
            r"home (?:on |for |up to |one |two |a )|(?:\d|one|two|three|four) days? (?:a week )?(?:on "
            r"?site|in the (?:office|studio))",
            re.I,
        ),
    ),
    ("on site", re.compile(r"\bon[- ]?site\b", re.I)),
    (
        "remote",
        re.compile(
            r"\b(?:fully|100%|entirely) remote\b|\bor remote\b|\bremote (?:position|role|work|within|"
            r"\()|\bremote\b(?! (?:sensing|areas?|communit))|work(?:ing)? from home|home[- ]based",
            re.I,
        ),
    ),
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PERSON = re.compile(
    r"(?:contact|ring|call|phone|addressed to|email|write to|speak to|send [^.\n]{0,60}? "
    r"to)\W+(?:the \w+,? )?((?:(?:Mrs?|Ms|Miss|Dr|Prof(?:essor)?)\.? )?[A-Z][\w'’-]+(?: "
    r"[A-Z][\w'’-]+){1,2})"
)
_TITLED = re.compile(r"\b(?:Mrs?|Ms|Miss|Dr|Professor)\.? (?:[A-Z]\. )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?")
_START = re.compile(
    r"(?:start(?:s|ing)?(?: date)?|commenc\w+|begin(?:s|ning)?)\b\W{0,3}(?:date\W{0,2})?(?:in |on |from |is )?"
    r"((?:\d{1,2}(?:st|nd|rd|th)? )?(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December)(?: \d{1,2},)?(?: 20\d\d)?|as soon as possible|"
    r"immediately|ASAP)",
    re.I,
)


def find_salary(text: str) -> str:
    """The pay as the posting words it, the likeliest of all sums named; empty where none is about pay."""
    best, best_points = "", 0.0
    for match in _SALARY.finditer(text):
        around = text[max(0, match.start() - 40) : match.end() + 30].split("\n")
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.end() + 30]
        points = 1.0 - match.start() / (len(text) + 1)
        points += 1.5 if _PAY_WORDS.search(line) else 0.0
        points += 1.0 if re.search(r"to|-|–|per|an hour|a year", match.group()) else 0.0
        points -= 2.0 if _NOT_PAY.search(" ".join(around)) and not _PAY_WORDS.search(line) else 0.0
        if points > best_points and len(re.sub(r"\D", "", match.group())) >= 2:
            best, best_points = match.group().strip(" ,."), points
    return best


def find_contract(text: str) -> str:
    """Every word on the kind of contract, each once, in order."""
    words = dict.fromkeys(match.group().lower() for match in _CONTRACT.finditer(text[:1500]))
    return ", ".join(list(words)[:3])


def find_remote(text: str) -> str:
    """`hybrid`, `on site` or `remote`; empty where the posting does not say."""
    return next((name for name, pattern in _REMOTE if pattern.search(text)), "")


def find_contact(text: str) -> str:
    """Whom to write to: a person where one is named, and the address."""
    email = _EMAIL.search(text)
    person = _PERSON.search(text) or _TITLED.search(text)
    name = person.group(person.lastindex or 0) if person else ""
    return ", ".join(part for part in (name, email.group().rstrip(".") if email else "") if part)


def find_start(text: str) -> str:
    """When the work starts, as worded."""
    match = _START.search(text)
    return match.group(1) if match else ""
