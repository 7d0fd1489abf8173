"""Tests of the list of known endpoints."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from jobhelper.errors import UserError
from jobhelper.llm.presets import load_presets
from jobhelper.resources import template


def test_what_is_called_local_is_on_this_machine() -> None:
    presets = load_presets(template("providers.toml"))
    assert len({preset.id for preset in presets}) == len(presets) >= 7
    for preset in presets:
        if preset.local:
            assert urlsplit(preset.base_url).hostname == "localhost"
            assert not preset.needs_key


@pytest.mark.parametrize(
    "text",
    ["", "[[provider]]\nid = 'x'", "[[provider]]\nid='x'\nname='x'\nbase_url='ftp://x'\nlocal=true\nneeds_key=false"],
)
def test_damaged_list_is_a_user_error(text: str, tmp_path: Path) -> None:
    path = tmp_path / "providers.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(UserError):
        load_presets(path)
