"""Skills and languages with the level and the group that the CV itself gives them."""

from __future__ import annotations

import re
from dataclasses import replace

from jobhelper.cv.lexicon import skill_words
from jobhelper.cv.lines import GAP, Line
from jobhelper.models import Skill

_GROUP = re.compile(r"([^\W\d_][\w &/,'’.+-]{0,40}?)(?::\s+|\s*\.{3,}\s*|\s{2,}|\t+)(?=\S)")
_SPLIT = re.compile(r"[,;•·|]\s+|\s+/\s+|,(?=\S)|\.\s+(?=[A-Z\d\"“])|\t+|\s{3,}|\n\s*(?=[A-Z\d])")
_PAREN = re.compile(r"^(.{1,60}?)\s*\(([^()]*)\)\s*$", re.DOTALL)
_DASHED = re.compile(r"^(.{1,40}?)\s*(?::|\s[–—-]|,)\s+(.{1,60})$", re.DOTALL)
_CEFR = re.compile(r"\b(?:A1|A2|B1|B2|C1|C2)\b")
_STARS = re.compile(r"^(.+?)\s{2,}([+★●*]{1,5})$")


def read_skills(lines: list[Line], *, languages: bool) -> list[Skill]:
    """The skills of a section's lines; `languages` says that the section lists languages."""
    skills: list[Skill] = []
    for line in lines:
        if languages and line.text.isupper() and GAP.search(line.text) and not _CEFR.search(line.text):
            continue  # the head of a table of levels
        for start, text in _cells(line):
            skills += _cell(start, text, languages)
    return skills


def _cells(line: Line) -> list[tuple[int, str]]:
    """The line's columns; a label and what it labels stay together."""
    start, text = line.marker, line.words
    stars = _STARS.match(text)
    gaps = [] if stars else [gap for gap in GAP.finditer(text) if gap.end() - gap.start() >= 5]
    if len(gaps) > 1 or (
        gaps and _GROUP.match(text[gaps[0].end() :]) and _GROUP.match(text[: gaps[0].start()] + "  x")
    ):
        cells, at = [], 0
        for gap in [*gaps, None]:
            cells.append((start + at, text[at : gap.start() if gap else len(text)]))
            at = gap.end() if gap else at
        if len(gaps) == 1 or not _CEFR.search(text):
            return cells
    return [(start, text)]


def _cell(start: int, text: str, languages: bool) -> list[Skill]:
    if stars := _STARS.match(text):
        name = stars.group(1).rstrip()
        return [Skill(name, start, start + len(name), stars.group(2), None, _is_language(name))]
    group, level, at = _group(text, languages)
    found: list[Skill] = []
    colon = False
    for left, item in _items(text, at):
        last = found[-1] if found else None
        if last is not None and _qualifies(item, last, languages, colon):
            found[-1] = replace(last, level=f"{last.level}, {item}" if last.level else item)
            continue
        skill = _skill(item, start + left, group, level, languages)
        colon = (
            skill is not None and group is None and skill.level is not None and item[len(skill.name) :].startswith(":")
        )
        if skill is not None:
            found.append(skill)
    return found


def _group(text: str, languages: bool) -> tuple[str | None, str | None, int]:
    """The label before the items, the level it stands for, and where the items start."""
    match = _GROUP.match(text)
    if match is None or _is_language(match.group(1)):
        return None, None, 0
    label = match.group(1).strip()
    if languages and _CEFR.search(text):
        return None, None, 0
    if skill_words().level.fullmatch(label):
        return label, label, match.end()
    # `SPSS: two years` names a skill and its level; `Data: SPSS, Excel` names a group.
    told = re.match(r"[a-zà-ÿ\d]", text[match.end() :]) is not None and len(label.split()) <= 4
    return (None, None, 0) if told else (label, None, match.end())


def _items(text: str, at: int) -> list[tuple[int, str]]:
    depth, cuts = 0, []
    depths = []
    for char in text:
        depth += char in "(["
        depths.append(depth)
        depth -= char in ")]" and depth > 0
    cuts = [cut for cut in _SPLIT.finditer(text, at) if depths[cut.start()] == 0]
    items = []
    for cut in [*cuts, None]:
        piece = text[at : cut.start() if cut else len(text)]
        left = at + len(piece) - len(piece.lstrip(" .,;\t\r\n"))
        right = left + len(piece.strip(" .,;\t\r\n"))
        if right > left:
            items.append((left, text[left:right]))
        at = cut.end() if cut else at
    return items


def _skill(item: str, start: int, group: str | None, level: str | None, languages: bool) -> Skill | None:
    name, own = _name_and_level(item)
    if not re.search(r"[^\W\d]", name) or len(name) > 70:
        return None
    language = _is_language(name) or (languages and name[:1].isupper() and len(name.split()) <= 2)
    shown = own or level
    return Skill(name, start, start + len(name), shown, group, language)


def _qualifies(item: str, last: Skill, languages: bool, colon: bool) -> bool:
    """Whether an item goes on about the skill before it (`English, C1`; `Excel: sorting, filters`)."""
    goes_on = re.match(r"[a-zà-ÿ\d]", item) is not None
    if last.language:
        return goes_on or bool(_CEFR.match(item)) or (languages and not _is_language(item))
    return colon and goes_on


def _name_and_level(item: str) -> tuple[str, str | None]:
    colon = re.match(r"([^:()]{1,40}?):\s+(.+)$", item, re.DOTALL)
    if colon and _is_language(colon.group(1)):
        return colon.group(1), colon.group(2)
    if match := _PAREN.match(item):
        return match.group(1).rstrip(), match.group(2)
    if match := _DASHED.match(item):
        return match.group(1).rstrip(), match.group(2)
    if (match := re.match(r"(\S.*?)\s{2,}(.+)$", item)) or (match := re.match(rf"(\w+)\s+({_CEFR.pattern}.*)$", item)):
        return match.group(1), re.sub(r"\s+", " ", match.group(2))
    return item, None


def _is_language(name: str) -> bool:
    words = name.casefold().split()
    return bool(words) and (
        bool({words[0], words[-1]} & skill_words().languages) or " ".join(words[-2:]) == "sign language"
    )
