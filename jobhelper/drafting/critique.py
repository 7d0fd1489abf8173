"""Criticism that can't become ghostwriting: a model's comments are cut to what holds no words to paste."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jobhelper.drafting.contract import critique_contract, one_line, parse_reply, schema_of
from jobhelper.drafting.prompts import load
from jobhelper.drafting.redaction import redaction_for
from jobhelper.drafting.remarks import problems
from jobhelper.drafting.requests import LONGEST_POSTING, as_data, fact_lines, fence_for
from jobhelper.errors import UserError
from jobhelper.models import CV, Action, Comment, Coverage, ModelReply, ModelRequest, Posting, SlotPlan
from jobhelper.text.authors import words

LONGEST_NEW_RUN = 5
"""Most new words in a row: six can be pasted as a sentence. New is what neither the user's text nor the posting has."""
LONGEST_QUESTION = 18
"""Words of a question; what is longer tells more than it asks."""

_KNOWN_RUN = 3
_TOKENS = 700
_SPLIT = re.compile(r"[^\w\s'’-]+")
# Words that turn to the user or ask; between two of them stands what could be pasted.
_TURNS = frozenset(
    "you your yours yourself what which who whom whose how when where why did do does could can would will should is "
    "are was were have has had".split()
)
_FIRST_PERSON = frozenset("i i'm i've i'd i'll me my mine myself we our ours us".split())
_HANDING_OVER = re.compile(
    r"\b(?:for example|for instance|e\.g|such as|try|write|rewrite|replace|change (?:it|this) to|say something like|"
    r"something like|consider|instead|along the lines|how about|what about|perhaps|suggest\w*|phrase|better)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“”‘«»„`*_<>\[\]{}:;|/\\=]|--|—|–|(?<!\w)['’]|['’](?!\w)")


@dataclass(frozen=True, slots=True)
class Critique:
    """The comments that were kept, and how many were cut because they were no criticism but words to paste."""

    comments: tuple[Comment, ...]
    cut: int


def critique_request(
    slot: SlotPlan,
    text: str,
    cv: CV,
    posting: Posting,
    coverage: Sequence[Coverage],
    *,
    fence: str = "",
    correlation_id: str = "",
    home: Path | None = None,
) -> ModelRequest:
    """The request for comments on what the user wrote into `slot`. Raises UserError where no comment is allowed."""
    if Action.COMMENT not in slot.actions:
        raise UserError(
            "No model may comment here.", "AI is off for this application; the built-in advice still works."
        )
    prompt = load("critique", home)
    redaction = redaction_for(cv, posting.text, text)
    facts = fact_lines(cv, posting, coverage)
    system, user = prompt.fill(
        {
            "slot": slot.slot,
            "draft": redaction.redact(as_data(text, LONGEST_POSTING)),
            "title": redaction.redact(as_data(posting.title, 200)) or "(not said)",
            "company": redaction.redact(as_data(posting.company, 200)) or "(not said)",
            "facts": redaction.redact("\n".join(line for _, line in facts)),
            "posting": redaction.redact(as_data(posting.text, LONGEST_POSTING)),
            "fence": fence_for(fence, cv, posting),
        }
    )
    schema = schema_of(critique_contract(list(problems(home))))
    ids = tuple(fact_id for fact_id, _ in facts)
    return ModelRequest(
        "critique", prompt.id, prompt.version, prompt.sha256, system, user, schema, _TOKENS, correlation_id, ids
    )


def critique_from_reply(
    reply: ModelReply, text: str, cv: CV, posting: Posting, *, home: Path | None = None
) -> Critique:
    """The comments of a reply that quote the user's own words and only ask; the others are cut and counted.

    Raises ContractBreach where the reply has another form altogether.
    """
    table = problems(home)
    values = parse_reply(reply.text, critique_contract(list(table)))
    redaction = redaction_for(cv, posting.text, text)
    kept: list[Comment] = []
    for row in values["comments"]:
        quote = redaction.restore(one_line(row["quote"])).text
        question = redaction.restore(one_line(row["question"])).text
        place = _place(quote, text)
        if place is None or row["problem"] not in table or not only_asks(question, text, posting.text):
            continue
        start, end = place
        why, _ = table[row["problem"]]
        kept.append(Comment(text[start:end], start, end, row["problem"], why, question, "model"))
    return Critique(tuple(kept[:5]), len(values["comments"]) - len(kept[:5]))


def only_asks(question: str, text: str, posting: str) -> bool:
    """Whether `question` is one short question to the user that holds nothing to paste.

    It says `you` or `your`, speaks for nobody else (no `I`), quotes nothing, hands nothing over (`try`, `such as`), and
    has no run of six or more words that are new, that is in neither the user's text nor the posting.
    """
    found = [key for key, _, _ in words(question)]
    if not question.endswith("?") or question.count("?") != 1 or not 3 <= len(found) <= LONGEST_QUESTION:
        return False
    if _QUOTED.search(question) or re.search(r"[.!]\s", question) or _HANDING_OVER.search(question):
        return False
    if not {"you", "your", "yours"} & set(found) or _FIRST_PERSON & set(found):
        return False
    return longest_new_run(question, text, posting) <= LONGEST_NEW_RUN


def longest_new_run(question: str, *known: str) -> int:
    """The most words in a row that no known text has and that neither ask nor turn to the user."""
    runs = {run for source in known for run in _runs([key for key, _, _ in words(source)])}
    longest = 0
    for part in _SPLIT.split(question):
        keys = [key for key, _, _ in words(part)]
        old = [False] * len(keys)
        for at in range(len(keys) - _KNOWN_RUN + 1):
            if tuple(keys[at : at + _KNOWN_RUN]) in runs:
                old[at : at + _KNOWN_RUN] = [True] * _KNOWN_RUN
        current = 0
        for key, is_old in zip(keys, old, strict=True):
            current = 0 if is_old or key in _TURNS else current + 1
            longest = max(longest, current)
    return longest


def _runs(keys: list[str]) -> set[tuple[str, ...]]:
    return {tuple(keys[at : at + _KNOWN_RUN]) for at in range(len(keys) - _KNOWN_RUN + 1)}


def _place(quote: str, text: str) -> tuple[int, int] | None:
    """Where `quote` stands in `text`, white space and quotation marks around it aside."""
    parts = quote.strip(" \"“”'‘’.…").split()
    if not parts:
        return None
    match = re.search(r"\s+".join(re.escape(part) for part in parts), text)
    return None if match is None else (match.start(), match.end())
