"""Picks the terms that a screener would look for out of requirement and duty lines, as the posting words them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jobhelper.models import Keyword, KeywordGroup
from jobhelper.posting.requirements import Asked, is_wish
from jobhelper.posting.words import word_set
from jobhelper.text.folding import fold
from jobhelper.text.gazetteer import SkillMatch, load_gazetteer

_GROUPS = {
    "tool": KeywordGroup.TOOL,
    "qualification": KeywordGroup.QUALIFICATION,
    "standard": KeywordGroup.SKILL,
    "skill": KeywordGroup.SKILL,
    "method": KeywordGroup.SKILL,
    "language": KeywordGroup.SKILL,
}
# Names so common in postings that alone they tell a screener nothing.
_VAGUE = frozenset(
    "degree research communication-skills teaching leadership bachelors-degree "
    "attention-to-detail english scheduling organisational-skills "
    "teamwork statistics marketing analytical-skills working-under-pressure higher-education "
    "sales administration independent-working adaptability "
    "programming reception interviewing translation editing freight problem-solving "
    "presentations time-management masters-degree music-teaching".split()
)
_CUT = re.compile(
    r"[,;:()\[\]/–—]|\s-\s|\.\s|\b(?:and|or|with|to|for|by|from|including|such as|like|so "
    r"that|who|which|that|when|where|as|about|but|against|into|than|per|on|at|in)\b",
    re.I,
)
_WORD = re.compile(r"[^\W_][\w'’.&+#/-]*[\w+#]|[^\W_]")
# Words that make a sentence, or a piece of one, of what should be a name.
_SENTENCE_WORDS = frozenset(
    "them you we our it its is are was were be been they us not every what who whose one something somebody anybody "
    "isn't don't won't we're you're we've can will would should i me my she he her his this "
    "that these those then if".split()
)
_MAX_WORDS = 5
# The weights from which a phrase counts, in a line that names nothing known and beside known names; chosen so that on
# labelled postings three found keywords in five are true ones.
_ALONE = 1.6
_BESIDE_NAMES = 2.3


def find_keywords(text: str, asked: tuple[Asked, ...]) -> tuple[Keyword, ...]:
    """The keywords of `text` in order, each term once, required where any line of a requirement asks for it plainly."""
    found: list[Keyword] = []
    for item in asked:
        matches = load_gazetteer().find(text[item.start : item.end])
        named = [keyword for match in matches if (keyword := _named(item, match)) is not None]
        found.extend(named)
        taken = tuple((match.start, match.end) for match in matches)
        found.extend(_phrases(item, taken, 1, _BESIDE_NAMES) if named else _phrases(item, (), 2, _ALONE))
    return _once(found)


def _named(item: Asked, match: SkillMatch) -> Keyword | None:
    """The lexicon's match as a keyword, None for a name that alone tells a screener nothing."""
    if match.skill_id in _VAGUE and len(match.quote.split()) < 2:
        return None
    required = item.kind != "desired" and not is_wish(item.text, match.start, match.end)
    return Keyword(match.quote, _GROUPS[match.group], required, item.start + match.start, item.start + match.end)


def _phrases(item: Asked, taken: tuple[tuple[int, int], ...], most: int, least: float) -> Iterator[Keyword]:
    """The weightiest phrases of a line, outside what the lexicon has `taken` and no lighter than `least`."""
    weighed: list[tuple[float, int, int]] = []
    for rank, (start, end) in enumerate(_chunks(item.text)):
        points = _weight(item.text[start:end]) - 0.15 * rank
        if points > least and not any(start < right and left < end for left, right in taken):
            weighed.append((points, start, end))
    for _, start, end in sorted(weighed, reverse=True)[:most]:
        words = item.text[start:end]
        yield Keyword(words, _group(item, words), item.kind != "desired", item.start + start, item.start + end)


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between cutting words, with empty words trimmed off both ends."""
    left = 0
    for match in [*_CUT.finditer(text), None]:
        right = match.start() if match else len(text)
        trimmed = _trim(text, left, right)
        if trimmed is not None:
            yield trimmed
        left = match.end() if match else right


def _trim(text: str, left: int, right: int) -> tuple[int, int] | None:
    lead = word_set("lead", "requirements")
    words = [(left + m.start(), left + m.end()) for m in _WORD.finditer(text[left:right])]
    while words and text[words[0][0] : words[0][1]].lower().replace("’", "'") in lead:
        words.pop(0)
    while words and text[words[-1][0] : words[-1][1]].lower().replace("’", "'") in lead:
        words.pop()
    if not words or len(words) > _MAX_WORDS + 2:
        return None
    words = words[:_MAX_WORDS]
    return words[0][0], words[-1][1]


def _weight(phrase: str) -> float:
    words = [word.lower().replace("’", "'") for word in phrase.split()]
    generic, lead = word_set("generic", "requirements"), word_set("lead", "requirements")
    content = [word for word in words if word not in generic and word not in lead]
    if any(word in _SENTENCE_WORDS for word in words):
        return 0.0
    if not content or all(word.isdigit() for word in content):
        return 0.0
    points = 1.0 + 0.5 * min(len(content), 3) + 0.15 * (len(words) - len(content))
    points += 0.5 if any(character.isupper() for character in phrase[1:]) else 0.0
    points += (
        0.5
        if set(words) & word_set("qualifications", "requirements") or set(words) & word_set("traits", "requirements")
        else 0.0
    )
    return points


def _group(item: Asked, words: str) -> KeywordGroup:
    lowered = {word.lower().strip(",.'’") for word in words.split()}
    if lowered & word_set("qualifications", "requirements"):
        return KeywordGroup.QUALIFICATION
    if lowered & word_set("traits", "requirements"):
        return KeywordGroup.TRAIT
    return KeywordGroup.DUTY if item.kind == "duty" else KeywordGroup.SKILL


def _once(found: list[Keyword]) -> tuple[Keyword, ...]:
    """Each term at its first place; it is required where any of its places requires it."""
    gazetteer = load_gazetteer()
    kept: dict[str, Keyword] = {}
    for keyword in found:
        key = gazetteer.lookup(keyword.text) or fold(keyword.text)
        first = kept.get(key)
        if first is None:
            kept[key] = keyword
        elif keyword.required and not first.required:
            kept[key] = Keyword(first.text, first.group, True, first.start, first.end)
    return tuple(sorted(kept.values(), key=lambda keyword: keyword.start))
