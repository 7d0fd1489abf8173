"""The typed contract of model replies: only slots that a model may fill exist in it, and every breach has a name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from jobhelper.errors import UserError

MOST_SENTENCES = 12
"""Sentences of one slot; a reply with more has run away."""
SLACK = 1.25
"""How far over its words a slot may be and still be cut back to whole sentences instead of refused."""

_LINK = re.compile(r"https?://|www\.|[\w.+-]+@[\w-]+\.\w", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-z!][^>]{0,80}>?|\]\(|```|={3,}|\{\{|\}\}|\*\*|^#+ ", re.IGNORECASE)
# In English prose four words in ten are of these, in a CV's clipped wording a quarter, in other languages hardly any.
_SMALL_WORDS = frozenset(
    "the a an i to of and in my for with at is that on was it as you your this be have by from are were their which "
    "who what would like would not or but had has we our they them there one two first".split()
)
_SMALL_SHARE = 0.12
_FEWEST_TO_TELL = 12
_SPACE = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+")


class ContractBreach(UserError):  # noqa: N818 - a breach is what the reply did, and what callers speak of
    """A reply that broke its contract; `breach` says how, in words that a model can mend it by."""

    def __init__(self, breach: str, *, where: str = "") -> None:
        super().__init__(
            "The model's answer can't be used.",
            f"{breach} Ask again, choose another model, or use the offline composer.",
            where=where,
        )
        self.breach = breach


class CitedSentence(BaseModel):
    """One sentence with the ids of the facts that it rests on."""

    model_config = ConfigDict(extra="forbid", strict=True)
    text: str
    facts: list[str]


class RewordedBullet(BaseModel):
    """A bullet bound to the CV's bullet of that id, which it echoes."""

    model_config = ConfigDict(extra="forbid", strict=True)
    id: str
    source: str
    text: str


class CritiqueComment(BaseModel):
    """A comment on the applicant's own words: the words, what is weak about them, and a question.

    What is weak is a name from a list: a free text would be a place for sentences to paste.
    """

    model_config = ConfigDict(extra="forbid", strict=True)
    quote: str
    problem: str
    question: str


def letter_contract(slots: Sequence[str], facts: Sequence[str]) -> type[BaseModel]:
    """The reply to a request for letter slots: one list of cited sentences a slot, no other key."""
    sentence = _sentence(facts)
    return _object("LetterReply", {slot: _list_of(sentence, MOST_SENTENCES) for slot in slots})


def cv_contract(bullets: Sequence[str], facts: Sequence[str], *, summary: bool) -> type[BaseModel]:
    """The reply to a request for a CV: reworded bullets, and a summary only where one may be drafted."""
    fields: dict[str, Any] = {}
    if bullets:
        bullet = create_model("Bullet", __base__=RewordedBullet, id=(_one_of(bullets), ...))
        fields["bullets"] = _list_of(bullet, len(bullets))
    if summary:
        fields["summary"] = _list_of(_sentence(facts), 2)
    return _object("CVReply", fields)


def critique_contract(problems: Sequence[str]) -> type[BaseModel]:
    """The reply to a request for critique: comments, each naming one of `problems`."""
    comment = create_model("Comment", __base__=CritiqueComment, problem=(_one_of(problems), ...))
    return _object("CritiqueReply", {"comments": _list_of(comment, 5)})


def schema_of(contract: type[BaseModel]) -> dict[str, Any]:
    """The JSON schema that is sent along, every key required and none besides."""
    return contract.model_json_schema(by_alias=True)


def parse_reply(text: str, contract: type[BaseModel]) -> dict[str, Any]:
    """The reply as plain values by key. Raises ContractBreach naming the first place that breaks the contract."""
    try:
        value = json.loads(extract_json(text))
    except (json.JSONDecodeError, RecursionError) as error:
        raise ContractBreach(f"It is no JSON object ({error.__class__.__name__}).") from error
    if not isinstance(value, dict):
        raise ContractBreach("It is JSON, but no object.")
    try:
        contract.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            raise ContractBreach(f"“{place}” is not asked for; it may not be there.", where=place) from error
        raise ContractBreach(f"“{place}”: {first['msg']}.", where=place) from error
    return value


def extract_json(text: str) -> str:
    """The outermost JSON object in `text`, out of code fences and talk around it; `text` itself if there is none."""
    start, end = text.find("{"), text.rfind("}")
    return text[start : end + 1] if 0 <= start < end else text


def one_line(text: str) -> str:
    """`text` without line breaks and invisible characters, which a reply has no use for."""
    return _SPACE.sub(" ", "".join(c for c in text if c.isprintable() or c.isspace())).strip()


def check_facts(cited: Iterable[str], known: Iterable[str], place: str) -> tuple[str, ...]:
    """The cited fact ids, each once. Raises ContractBreach for one that was not sent."""
    allowed = set(known)
    ids = tuple(dict.fromkeys(cited))
    for fact_id in ids:
        if fact_id not in allowed:
            raise ContractBreach(f"“{place}” cites the fact “{fact_id}”, which does not exist.", where=place)
    return ids


def check_words(texts: Sequence[str], most: int, place: str) -> int:
    """How many leading sentences fit into `most` words. Raises ContractBreach when they are far over it."""
    total = sum(len(text.split()) for text in texts)
    if total > most * SLACK:
        raise ContractBreach(f"“{place}” has {total} words; at most {most} are asked for.", where=place)
    used = kept = 0
    for text in texts:
        used += len(text.split())
        if used > most:
            break
        kept += 1
    return kept


def check_no_link(text: str, place: str) -> None:
    """Raises ContractBreach for a link or address: no drafted sentence needs one, the letter's head has the user's."""
    if _LINK.search(text):
        raise ContractBreach(f"“{place}” holds a link or an address; none may be there.", where=place)


def check_plain(text: str, place: str) -> None:
    """Raises ContractBreach for markup, code or the prompt's own fences: a letter is plain words."""
    found = _MARKUP.search(text)
    if found is not None:
        raise ContractBreach(f"“{place}” holds “{found.group()}”; only plain words may be there.", where=place)


def check_english(texts: Sequence[str], place: str) -> None:
    """Raises ContractBreach where the texts together are not English, by the small words that every English text has.

    Fewer than twelve words are too few to tell and pass.
    """
    found = re.findall(r"[^\W\d_]+", " ".join(texts).casefold())
    if len(found) >= _FEWEST_TO_TELL and sum(word in _SMALL_WORDS for word in found) < _SMALL_SHARE * len(found):
        raise ContractBreach(f"“{place}” is not written in English.", where=place)


def check_echo(echo: str, source: str, place: str) -> None:
    """Raises ContractBreach where a bullet doesn't echo the CV's; white space and case make no difference."""
    if one_line(echo).casefold().rstrip(".") != one_line(source).casefold().rstrip("."):
        raise ContractBreach(f"“{place}” does not repeat its source as it stands in the list.", where=place)


def _sentence(facts: Sequence[str]) -> type[BaseModel]:
    ids: Any = list[_one_of(facts)]  # type: ignore[misc]
    return create_model("Sentence", __base__=CitedSentence, facts=(ids, ...))


def _one_of(values: Sequence[str]) -> Any:
    return Annotated[str, Field(json_schema_extra={"enum": list(values)})] if values else str


def _list_of(item: type[BaseModel], most: int) -> Any:
    return Annotated[list[item], Field(json_schema_extra={"maxItems": most})]  # type: ignore[valid-type]


def _object(name: str, fields: dict[str, Any]) -> type[BaseModel]:
    definitions: dict[str, Any] = {
        key.replace("-", "_"): (kind, Field(alias=key) if "-" in key else ...) for key, kind in fields.items()
    }
    return create_model(name, __config__=ConfigDict(extra="forbid", strict=True), **definitions)
