"""What the fact checker answers: findings, questions, evidence, and what was borne out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jobhelper.models.cv import Quote


class Category(StrEnum):
    """The ten kinds of embellishment, as the benchmark's specification names them."""

    INVENTED_SKILL = "invented_skill"
    INVENTED_EXPERIENCE = "invented_experience"
    INVENTED_CREDENTIAL = "invented_credential"
    INFLATED_NUMBER = "inflated_number"
    INFLATED_DURATION = "inflated_duration"
    INFLATED_ROLE = "inflated_role"
    INFLATED_PROFICIENCY = "inflated_proficiency"
    RECLASSIFIED = "reclassified"
    INVENTED_OUTCOME = "invented_outcome"
    OVERGENERALISED = "overgeneralised"


class Severity(StrEnum):
    """How much a finding matters: high, an employer could check this; medium, an interviewer may ask; low, puffery."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """3 for high, 2 for medium, 1 for low."""
        return {"high": 3, "medium": 2, "low": 1}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim that the facts do not bear out; offsets are in the draft, those of `evidence` in the CV's text.

    `rule` is the id of the rule that made it (or `weighed`, or `judge`), `features` names what weighed;
    `repair` is the words to put in place of `repair_start` to `repair_end` (of `quote`, where those are None; empty:
    take it out), None where only the user can mend it. `doubt` is what a judge said in favour of the claim, which
    changes nothing.
    """

    start: int
    end: int
    quote: str
    category: Category
    severity: Severity
    from_posting: bool
    evidence: tuple[Quote, ...]
    message: str
    rule: str
    repair: str | None = None
    posting_words: str = ""
    features: tuple[str, ...] = ()
    repair_start: int | None = None
    repair_end: int | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A claim that the rules can neither bear out nor refuse; the user is asked whether they can defend it."""

    start: int
    end: int
    quote: str
    evidence: tuple[Quote, ...]
    message: str
    rule: str
    features: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BorneOut:
    """A claim that the CV bears out, with the words that do."""

    start: int
    end: int
    evidence: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The checker's whole answer on one draft, each list in the order of the draft's text."""

    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]
    borne_out: tuple[BorneOut, ...]
    sentences: int
    claims: int

    def worst(self) -> Severity | None:
        """The highest severity among the findings, None where there is none."""
        return max((f.severity for f in self.findings), key=lambda s: s.rank, default=None)
