"""Settings: flags win over the environment, the environment over the settings file, the file over the defaults."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from jobhelper.errors import UserError

FILE_NAME = "settings.toml"
_HINTS = {"int": int, "float": float, "bool": bool, "str": str}


def _setting(default: Any, help_text: str, env: str = "") -> Any:
    return field(default=default, metadata={"help": help_text, "env": env})


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default; each field's help and environment variable stand beside it."""

    home: Path
    provider: str = _setting(
        "offline", "Who drafts: offline (built-in composer) or openai (any compatible endpoint).", "JOBHELPER_PROVIDER"
    )
    base_url: str = _setting(
        "", "Address of the OpenAI-compatible endpoint; empty means OpenAI's own.", "JOBHELPER_BASE_URL"
    )
    model: str = _setting("", "Name of the model to ask.", "JOBHELPER_MODEL")
    timeout: float = _setting(120.0, "Seconds to wait for an answer of the model.")
    temperature: float = _setting(0.4, "Sampling temperature, 0 to 2.")
    context_tokens: int = _setting(8192, "Tokens that fit into the model, prompt and answer together.")
    max_cost_per_run: float = _setting(0.25, "Most that one run may cost, in the currency of the price table.")
    max_cost_per_day: float = _setting(5.0, "Most that one day may cost, in the currency of the price table.")
    cache: bool = _setting(True, "Keep model replies, so that the same call is not paid for twice.")
    no_ai: bool = _setting(False, "Never call a model, whatever passion says.")
    passion: int = _setting(30, "Passion of a new application, 0 to 100.")
    fail_on: str = _setting("high", "Severity of finding that holds a document back: high, medium, low or never.")
    cv_layout: str = _setting("plain", "Layout of exported CVs.")
    letter_layout: str = _setting("plain", "Layout of exported letters.")
    paper: str = _setting("a4", "Paper: a4 or us-letter.")
    no_response_days: int = _setting(30, "Days after applying before an application counts as unanswered.")


def default_home() -> Path:
    """The platform's folder for user data."""
    import platformdirs

    return Path(platformdirs.user_data_dir("jobhelper", appauthor=False))


def _convert(name: str, kind: str, value: Any, where: str) -> Any:
    wanted = _HINTS[kind]
    refused = UserError(f"The setting “{name}” can't be {value!r}.", f"It takes a value of kind {kind}.", where=where)
    if kind == "bool" and isinstance(value, str):
        lowered = value.strip().lower()
        if lowered in {"1", "true", "yes", "on"}:
            return True
        if lowered in {"0", "false", "no", "off", ""}:
            return False
    elif isinstance(value, bool) is (kind == "bool"):
        try:
            return wanted(value)
        except (TypeError, ValueError) as error:
            raise refused from error
    raise refused


def _file_values(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError("The settings file can't be read.", f"Mend or delete it: {error}", where=str(path)) from error


def load(
    home: Path | None = None,
    flags: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """Settings for one run.

    `home` is the folder of database, settings and files (flag `--home`, else JOBHELPER_HOME, else the platform's).
    `flags` holds only what the user gave. Raises UserError for an unknown or ill-typed setting, with its place.
    """
    env = os.environ if environment is None else environment
    folder = home or (Path(env["JOBHELPER_HOME"]) if env.get("JOBHELPER_HOME") else default_home())
    settings = Settings(home=folder.expanduser())
    known = {f.name: f for f in fields(Settings) if f.name != "home"}
    path = settings.home / FILE_NAME
    values: dict[str, Any] = {}
    for name, value in _file_values(path).items():
        if name not in known:
            raise UserError(
                f"There is no setting “{name}”.", "Known: " + ", ".join(sorted(known)) + ".", where=str(path)
            )
        values[name] = _convert(name, str(known[name].type), value, str(path))
    for name, spec in known.items():
        variable = spec.metadata["env"]
        if variable and env.get(variable):
            values[name] = _convert(name, str(spec.type), env[variable], variable)
    for name, value in (flags or {}).items():
        values[name] = _convert(name, str(known[name].type), value, f"--{name.replace('_', '-')}")
    result = replace(settings, **values)
    _validate(result)
    return result


def _validate(settings: Settings) -> None:
    if settings.provider not in {"offline", "openai"}:
        raise UserError(f"There is no provider “{settings.provider}”.", "Choose offline or openai.")
    if not 0 <= settings.passion <= 100:
        raise UserError(f"Passion can't be {settings.passion}.", "It goes from 0 to 100.")
    if settings.fail_on not in {"high", "medium", "low", "never"}:
        raise UserError(f"“{settings.fail_on}” is no severity.", "Choose high, medium, low or never.")


def api_key(settings: Settings, environment: Mapping[str, str] | None = None) -> str | None:
    """The key for the chosen endpoint, from JOBHELPER_API_KEY, else OPENAI_API_KEY.

    Read only once a provider is chosen: a key that lies around in the environment is no choice.
    """
    if settings.provider == "offline":
        return None
    env = os.environ if environment is None else environment
    return env.get("JOBHELPER_API_KEY") or env.get("OPENAI_API_KEY") or None
