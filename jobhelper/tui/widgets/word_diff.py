"""The difference of two wordings: removed words struck out, added ones underlined."""

from __future__ import annotations

from difflib import SequenceMatcher

from rich.text import Text


def word_diff(before: str, after: str) -> Text:
    """Both wordings in one line of reading; shape, not colour, tells removed from added."""
    old, new = before.split(), after.split()
    result = Text("CV  ", style="bold")
    for kind, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            result.append(" ".join(old[a:b]) + " ")
        else:
            if b > a:
                result.append(" ".join(old[a:b]), style="strike dim")
                result.append(" ")
            if d > c:
                result.append(" ".join(new[c:d]), style="underline bold")
                result.append(" ")
    result.rstrip()
    return result
