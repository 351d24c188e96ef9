"""Residents and the facts they declare. No identity numbers, anywhere.

Everything here is what the resident (or village staff) told us, never the bureau's record;
pages say so. States that depend on the day are computed by the rules and not stored.
"""

from accounts.models.answers import Answer
from accounts.models.calendar import CalendarFeed
from accounts.models.chronic import ChronicRecognition
from accounts.models.contact import Contact
from accounts.models.deletion import DeletedMember
from accounts.models.enrolments import Enrolment
from accounts.models.filings import Filing, Progress
from accounts.models.mistakes import Mistake
from accounts.models.monthly import DebitPlan, DebitResult, JobLoss
from accounts.models.people import Ending, Member, Relation, User
from accounts.models.trace import Change, Fact

__all__ = [
    "Answer",
    "CalendarFeed",
    "Change",
    "ChronicRecognition",
    "Contact",
    "DebitPlan",
    "DebitResult",
    "DeletedMember",
    "Ending",
    "Enrolment",
    "Fact",
    "Filing",
    "JobLoss",
    "Member",
    "Mistake",
    "Progress",
    "Relation",
    "User",
]
