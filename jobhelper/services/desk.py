"""The desk that every use case works at: settings, the store of one home, and the passion policy."""

from __future__ import annotations

from dataclasses import dataclass

from jobhelper.passion.policy import Policy, load_policy
from jobhelper.resources import template
from jobhelper.settings import Settings
from jobhelper.store.store import Store, open_home


@dataclass(frozen=True, slots=True)
class Desk:
    """What a use case needs; `actor` is who asks (`user`, `batch`, `demo`) and stands in history and audit."""

    settings: Settings
    store: Store
    policy: Policy
    actor: str = "user"

    def close(self) -> None:
        """Closes the store."""
        self.store.close()


def open_desk(settings: Settings, actor: str = "user") -> Desk:
    """Opens the home that the settings name, making it where it is new.

    Raises UserError for an unusable database or policy.
    """
    policy = load_policy(template("passion.toml", settings.home))
    return Desk(settings, open_home(settings.home), policy, actor)
