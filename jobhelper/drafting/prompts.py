"""Reads prompts: Markdown files with a head of id, version, purpose and inputs, and a system and a user part."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jobhelper import resources
from jobhelper.errors import UserError

_HEAD = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_PARTS = re.compile(r"\A\s*## System\n(.*?)\n## User\n(.*)\Z", re.DOTALL)
_INPUT = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
_HINT = "Mend it, or delete your copy to go back to the packaged prompt."


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as its file says it; `sha256` is of the file's bytes, so that a draft can name what was asked."""

    id: str
    version: str
    purpose: str
    inputs: tuple[str, ...]
    system: str
    user: str
    sha256: str
    source: str

    def fill(self, values: Mapping[str, str]) -> tuple[str, str]:
        """System and user message with every `{{input}}` filled in once; values are never read for inputs themselves.

        Raises KeyError for an input without a value: that is a mistake of the caller.
        """
        missing = [name for name in self.inputs if name not in values]
        if missing:
            raise KeyError(missing[0])

        def filled(part: str) -> str:
            return _INPUT.sub(lambda match: values[match.group(1)], part)

        return filled(self.system), filled(self.user)


def load(prompt_id: str, home: Path | None = None) -> Prompt:
    """The prompt of that id, the user's copy winning. Raises UserError for a damaged file, with its place."""
    path = resources.template(f"prompts/{prompt_id}.md", home)
    where = str(path)
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("The prompt can't be read.", f"{error}. {_HINT}", where=where) from error
    head, parts = _HEAD.match(text), None
    if head is not None:
        parts = _PARTS.match(head.group(2))
    if head is None or parts is None:
        needed = "It needs a head between two lines of ---, then “## System” and “## User”."
        raise UserError("The prompt has not the form of a prompt.", f"{needed} {_HINT}", where=where)
    fields = _fields(head.group(1), where)
    inputs = tuple(name.strip() for name in fields["inputs"].split(",") if name.strip())
    used = set(_INPUT.findall(head.group(2)))
    if used != set(inputs):
        odd = sorted(used ^ set(inputs))[0]
        raise UserError(f"The prompt's inputs and its text don't agree on “{odd}”.", _HINT, where=where)
    system, user = (part.strip() for part in parts.groups())
    digest = hashlib.sha256(raw).hexdigest()
    return Prompt(fields["id"], fields["version"], fields["purpose"], inputs, system, user, digest, where)


def _fields(head: str, where: str) -> dict[str, str]:
    fields = {}
    for line in head.splitlines():
        name, colon, value = line.partition(":")
        if colon:
            fields[name.strip()] = value.strip()
    missing = [name for name in ("id", "version", "purpose", "inputs") if name not in fields]
    if missing:
        raise UserError(f"The prompt's head has no “{missing[0]}”.", _HINT, where=where)
    return fields
