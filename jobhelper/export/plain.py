"""The approved text as plain text and as Markdown, for forms that take pasted text."""

from __future__ import annotations

import re

from jobhelper.export.blocks import Block, Blocks, Kind, Role

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!$^])")
_LEADING = re.compile(r"^(\s*)([-+=]|\d{1,9}(?=[.)]))")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def as_text(text: str) -> bytes:
    """The approved text as it stands, UTF-8, ended by one line break."""
    return (text.rstrip("\n") + "\n").encode("utf-8")


def as_markdown(blocks: Blocks) -> bytes:
    """The document as Markdown: name and sections as headings, bullets as a list, every special character escaped."""
    lines: list[str] = []
    for block in blocks.blocks:
        if block.kind is not Kind.BULLET or not lines or not lines[-1].startswith("- "):
            lines.append("")
        lines.append(_markdown_line(block))
    return ("\n".join(lines).strip("\n") + "\n").encode("utf-8")


def text_of_markdown(markdown: str) -> str:
    """What as_markdown's output says once it is rendered, list markers as `•`: the way back that proves it."""
    lines = []
    for line in markdown.split("\n"):
        bare = re.sub(r"^#{1,2} ", "", re.sub(r"^- ", "• ", line))
        lines.append(_ESCAPE.sub(r"\1", re.sub(r"(?<!\\)\*\*", "", bare)))
    return "\n".join(lines)


def _markdown_line(block: Block) -> str:
    words = "".join(
        f"**{_escaped(run.text)}**" if run.role is Role.TITLE and run.text.strip() == run.text else _escaped(run.text)
        for run in block.runs
    )
    words = _LEADING.sub(lambda m: m[1] + (m[2] + "\\" if m[2].isdigit() else "\\" + m[2]), words)
    mark = {Kind.NAME: "# ", Kind.HEADING: "## ", Kind.BULLET: "- "}.get(block.kind, "")
    return mark + words + (f" {_escaped(block.aside)}" if block.aside else "")


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
