"""Finds for each finding the smallest true rewrite: the CV's own words, or the false part taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jobhelper import nlp
from jobhelper.checking.check import check
from jobhelper.checking.statements import statements
from jobhelper.models import CV, Fact, Finding, Posting, Report
from jobhelper.nlp import Word

_ROUNDS = 4
_LIST_MARK = re.compile(r"^\s*\(?(?:[ivx]{1,4}|\d{1,2}|[a-z])[.)]\s*$|^\s*o\s+$")
_CLAUSAL = frozenset(
    {"relcl", "advcl", "acl", "conj", "pcomp", "xcomp", "ccomp", "prep", "appos", "parataxis", "npadvmod"}
)


@dataclass(frozen=True, slots=True)
class Edit:
    """Words to put in place of the draft's range `start` to `end`; none means: leave it out."""

    start: int
    end: int
    words: str


def with_repairs(
    draft: str, report: Report, cv: CV, posting: Posting | None = None, confirmed: Sequence[Fact] = ()
) -> Report:
    """The report with a repair in every finding, each such that the sentence passes the same check after it.

    A repair stands for `repair_start` to `repair_end` of the draft, which may be more than the marked words: a clause
    that carries the false part goes as a whole. Where nothing smaller passes, the whole sentence goes.
    """
    homes = [(s.start, s.end) for s in statements(draft)]
    mended = []
    for finding in report.findings:
        home = next((h for h in homes if h[0] <= finding.start < h[1]), (finding.start, finding.end))
        edit = _smallest(draft, finding, home, cv, posting, confirmed)
        mended.append(replace(finding, repair=edit.words, repair_start=edit.start, repair_end=edit.end))
    return replace(report, findings=tuple(mended))


def repaired(draft: str, cv: CV, posting: Posting | None = None, confirmed: Sequence[Fact] = ()) -> str:
    """The draft with every finding repaired; what the check still finds after some rounds goes with its sentence.

    The result has no finding: repairs can move what a later sentence leans on, so that the check runs again after each
    round, and the last resort takes a sentence out, which claims nothing.
    """
    for step in range(_ROUNDS + 1):
        report = check(draft, cv, posting, confirmed)
        if not report.findings:
            return draft
        if step < _ROUNDS:
            report = with_repairs(draft, report, cv, posting, confirmed)
            edits = [Edit(f.repair_start or 0, f.repair_end or 0, f.repair or "") for f in report.findings]
        else:
            homes = [(s.start, s.end) for s in statements(draft)]
            edits = [Edit(*h, "") for h in homes if any(h[0] <= f.start < h[1] for f in report.findings)]
        draft = apply(draft, edits)
    return draft if not check(draft, cv, posting, confirmed).findings else repaired(draft, cv, posting, confirmed)


def apply(draft: str, edits: Sequence[Edit]) -> str:
    """The draft after `edits`; of two that overlap the wider counts, and empty lines and bullets left behind go."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (-(e.end - e.start), e.start)):
        if all(edit.end <= other.start or other.end <= edit.start for other in kept):
            kept.append(edit)
    for edit in sorted(kept, key=lambda e: -e.start):
        draft = _cut(draft, edit)
    return draft


def _cut(draft: str, edit: Edit) -> str:
    left, right = draft[: edit.start], draft[edit.end :]
    if edit.words:
        return left + edit.words + right
    line_start = left.rfind("\n") + 1
    rest_of_line = right.split("\n", 1)[0]
    if not re.search(r"\w", _LIST_MARK.sub("", left[line_start:])) and not re.search(r"\w", rest_of_line):
        return left[:line_start] + right[len(rest_of_line) + 1 :]
    joined = left.rstrip(" ") + ("" if right[:1] in ",.;:!?)" else " ") + right.lstrip(" ")
    return joined if left[line_start:].strip() else left + right.lstrip(" ")


def _smallest(
    draft: str, finding: Finding, home: tuple[int, int], cv: CV, posting: Posting | None, confirmed: Sequence[Fact]
) -> Edit:
    for edit in _candidates(draft, finding, home):
        after = apply(draft, [edit])
        shift = len(after) - len(draft)
        if not _still_there(after, (home[0], home[1] + shift), finding, cv, posting, confirmed):
            return edit
    return Edit(*home, "")


def _still_there(
    after: str, place: tuple[int, int], finding: Finding, cv: CV, posting: Posting | None, confirmed: Sequence[Fact]
) -> bool:
    """Whether the mended sentence still has a finding of the same kind, or has become none."""
    if not re.search(r"\w+\W+\w+", after[place[0] : place[1]]):
        return True
    found = [f for f in check(after, cv, posting, confirmed).findings if place[0] <= f.start < place[1]]
    return any(f.category is finding.category or f.rule == finding.rule for f in found)


def _candidates(draft: str, finding: Finding, home: tuple[int, int]) -> Iterator[Edit]:
    """Edits from the smallest on: the rule's own words, the marked words out, then ever larger parts."""
    if finding.repair is not None:
        yield Edit(finding.start, finding.end, finding.repair)
    words = nlp.parse(draft[home[0] : home[1]])
    inside = [i for i, w in enumerate(words) if home[0] + w.start < finding.end and finding.start < home[0] + w.end]
    seen: set[tuple[int, int]] = set()
    for first, last in _parts(words, inside):
        place = _with_commas(words, first, last)
        start, end = home[0] + words[place[0]].start, home[0] + words[place[1]].end
        if (start, end) not in seen and (start, end) != home and end - start < home[1] - home[0]:
            seen.add((start, end))
            yield Edit(start, end, "")


def _parts(words: tuple[Word, ...], inside: list[int]) -> Iterator[tuple[int, int]]:
    """Parts of a sentence that can be left out and that hold the marked words, the smallest first."""
    if not inside:
        return
    spans = {(inside[0], inside[-1])} if _removable(words, inside) else set()
    for i in inside:
        for _ in range(8):
            if words[i].relation in _CLAUSAL or words[i].relation in {"amod", "advmod", "nummod", "compound"}:
                under = _under(words, i)
                if under[0] <= inside[0] and inside[-1] <= under[1]:
                    spans.add(under)
            if words[i].head == i:
                break
            i = words[i].head
    yield from sorted(spans, key=lambda s: s[1] - s[0])


def _removable(words: tuple[Word, ...], inside: list[int]) -> bool:
    """Whether the marked words hang together on one word outside, as a modifier or a list item does."""
    members = set(inside)
    outward = {words[i].relation for i in inside if words[i].head not in members}
    return len(outward) == 1 and bool(outward & (_CLAUSAL | {"amod", "advmod", "nummod", "compound"}))


def _under(words: tuple[Word, ...], i: int) -> tuple[int, int]:
    inside = {i}
    while more := {j for j, w in enumerate(words) if w.head in inside} - inside:
        inside |= more
    return min(inside), max(inside)


def _with_commas(words: tuple[Word, ...], first: int, last: int) -> tuple[int, int]:
    """The part with the comma or joining word that would be left hanging before it."""
    while last > first and words[last].text in {",", ";", "."}:
        last -= 1
    while first > 0 and (words[first - 1].text in {",", ";", "–", "—"} or words[first - 1].relation in {"cc", "mark"}):
        first -= 1
    return first, last
