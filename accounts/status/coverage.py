"""Can a person be reimbursed today, and if not, from when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from accounts.rules import EnrolmentState
from accounts.status.grounds import Ground, grounds_of
from accounts.status.shapes import TodayShape, basis_of, is_doubtful
from policies.answers import Provenance


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return ANSWER_LABELS[self]


ANSWER_LABELS = {
    Answer.YES: "能报销",
    Answer.NO: "不能报销",
    Answer.UNKNOWN: "待核实",
}
ANSWERS = [(answer.value, label) for answer, label in ANSWER_LABELS.items()]


@dataclass(frozen=True, eq=False)
class Coverage:
    """The answer for one day. `begins_on` is the day care begins, `until` its last day, and why."""

    answer: Answer
    state: EnrolmentState
    explanation: str
    begins_on: date | None = None
    until: date | None = None
    provenance: Provenance | None = None
    ends: str = ""

    @cached_property
    def shape(self) -> TodayShape:
        dated = self.begins_on or self.until
        return {
            "answer": self.answer.value,
            "answer_label": self.answer.label,
            "state": self.state.value,
            "state_label": self.state.label,
            "begins_on": self.begins_on,
            "until": self.until,
            "explanation": self.explanation,
            "needs_check": self.answer == Answer.UNKNOWN
            or bool(dated and is_doubtful(self.provenance)),
            "basis": basis_of(self.provenance),
            "grounds": grounds_of(
                {"begins_on": self.begins_on, "until": self.until},
                {
                    "begins_on": Ground(self.explanation, self.provenance),
                    "until": Ground(self.ends or self.explanation, self.provenance),
                },
            ),
        }
