"""The words in which a finding or a question is said to the user: plain, short, on the user's side."""

from __future__ import annotations

from jobhelper.checking.hits import Hit
from jobhelper.models import Category, Severity

HEADINGS = {
    Category.INVENTED_SKILL: "Not on your CV",
    Category.INVENTED_EXPERIENCE: "Not on your CV",
    Category.INVENTED_CREDENTIAL: "A qualification you don't list",
    Category.INFLATED_NUMBER: "A different number",
    Category.INFLATED_DURATION: "Longer than it was",
    Category.INFLATED_ROLE: "More than your part",
    Category.INFLATED_PROFICIENCY: "A higher level",
    Category.RECLASSIFIED: "Made into something it wasn't",
    Category.INVENTED_OUTCOME: "A result you don't mention",
    Category.OVERGENERALISED: "Once, not always",
}
CONSEQUENCES = {
    Severity.HIGH: "An employer could check this.",
    Severity.MEDIUM: "You may be asked about this.",
    Severity.LOW: "A little more than your CV says.",
}
_SAYS = {
    Category.INVENTED_CREDENTIAL: "Your CV says {says}.",
    Category.INFLATED_NUMBER: "Your CV says {says}; this says {quote}.",
    Category.INFLATED_DURATION: "By your CV's dates: {says}.",
    Category.INFLATED_ROLE: "Your CV says {says}; this says {quote}.",
    Category.INFLATED_PROFICIENCY: "Your CV says {says}.",
    Category.RECLASSIFIED: "Your CV calls this {says}.",
    Category.OVERGENERALISED: "Your CV shows {says}.",
}
_PLAIN = {
    Category.INVENTED_SKILL: "Your CV doesn't show {quote}.",
    Category.INVENTED_EXPERIENCE: "Your CV has no {quote}.",
    Category.INVENTED_CREDENTIAL: "Your CV doesn't list {quote}.",
    Category.INFLATED_NUMBER: "Your CV doesn't give this figure.",
    Category.INFLATED_DURATION: "Your CV's dates don't add up to this.",
    Category.INFLATED_ROLE: "Your CV puts your part lower.",
    Category.INFLATED_PROFICIENCY: "Your CV doesn't put it this high.",
    Category.RECLASSIFIED: "Your CV calls this something else.",
    Category.INVENTED_OUTCOME: "Your CV doesn't say what came of it.",
    Category.OVERGENERALISED: "Your CV doesn't show that this went so far.",
}
QUESTION = "Can you defend this?"


def message(hit: Hit, quote: str, borrowed: str) -> str:
    """What the user reads beside the marked words."""
    form = _SAYS[hit.category] if hit.says and hit.category in _SAYS else _PLAIN[hit.category]
    first = form.format(says=_quoted(hit.says), quote=_quoted(quote))
    return f"{first} The posting says “{borrowed}”; your CV doesn't." if borrowed else first


def _quoted(words: str) -> str:
    flat = " ".join(words.split())
    return f"“{flat}”" if flat else flat
