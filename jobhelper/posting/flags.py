"""Warns of what a careful applicant would stop at: no company, money or bank details asked for, unpaid work, closed."""

from __future__ import annotations

import re
from datetime import date

_DENIED = re.compile(r"\b(?:not|never|no|without|free of|nor)\b[^.\n]{0,45}$", re.I)
_RULES = (
    (
        "Asks applicants for money.",
        re.compile(
            r"(?:pay|send|transfer|deposit|requires?|charge)\b[^.\n]{0,50}\b(?:training fee|"
            r"registration fee|refundable|starter pack|starter kit|deposit|admin(?:istration)? fee|"
            r"processing fee)"
            r"|refundable (?:training |registration )?(?:fee|deposit)|(?:application|registration|"
            r"training|processing) fee of",
            re.I,
        ),
    ),
    (
        "Asks for bank details or identity papers before any contract.",
        re.compile(
            r"\b(?:bank (?:account )?details|account number|sort code|copy of your passport|national "
            r"insurance number|social security number|credit card)\b",
            re.I,
        ),
    ),
    (
        "Asks you to pass on money or goods for others.",
        re.compile(
            r"\b(?:forward|transfer|receive|process)\b[^.\n]{0,25}\b(?:payments?|parcels?|packages|"
            r"funds|money)\b[^.\n]{0,30}\b(?:for|to) (?:our|us)\b",
            re.I,
        ),
    ),
    (
        "Part or all of the work is unpaid.",
        re.compile(
            r"\bunpaid (?:trial|internship|work|position|role|placement|training|period)|\b(?:this|"
            r"the) (?:role|position|internship|post) is (?:unpaid|voluntary)|\bno salary\b|\bexpenses "
            r"only\b|\bcommission[- ]only\b",
            re.I,
        ),
    ),
    (
        "Contact only by a messaging app.",
        re.compile(
            r"\b(?:whatsapp|telegram|signal)\b[^.\n]{0,30}\b(?:\+?\d[\d ]{7,}|message)|message on "
            r"(?:whatsapp|telegram)",
            re.I,
        ),
    ),
)


def red_flags(text: str, company: str, deadline: date | None, captured: date | None) -> tuple[str, ...]:
    """Sentences for the user, most serious last rule aside in the order of the rules; empty where nothing stands out.

    A posting that says it never charges a fee is not flagged for the word.
    """
    flags = [] if company else ["Names no employer."]
    for message, pattern in _RULES:
        if any(not _DENIED.search(text[max(0, m.start() - 60) : m.start()]) for m in pattern.finditer(text)):
            flags.append(message)
    if deadline is not None and captured is not None and deadline < captured:
        flags.append(f"Closed on {deadline.isoformat()}.")
    return tuple(flags)
