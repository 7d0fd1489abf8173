"""What long-running services tell the faces while they work."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """A step of a service: which stage, how far (`done` of `total`, 0 where unknown), and a line for people."""

    stage: str
    done: int
    total: int
    message: str = ""
