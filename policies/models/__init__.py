"""What the rules are: places, where each rule was published, and dated rules. Knows no resident.

Words: coverage year (待遇年度) is the year whose care is paid for, whatever year the notice and
the payment carry; a pooling area (统筹区) is the place inside which one rule holds for everyone.
"""

from policies.models.articles import EVERYTHING, Article, SearchWord, Synonym, UnansweredQuestion
from policies.models.care import (
    ChronicRule,
    EmergencyFilingRule,
    ReimbursementTier,
    SelectionRule,
)
from policies.models.choices import (
    PARENT_CATEGORY,
    AccountPlan,
    BenefitStart,
    CareKind,
    ChannelKind,
    Confidence,
    DayUnit,
    FilingType,
    Help,
    HolidayKind,
    HospitalLevel,
    Level,
    Origin,
    PersonCategory,
    Scheme,
    SourceKind,
    Spill,
    StartConvention,
    Status,
    Task,
    Topic,
    WaitAnchor,
)
from policies.models.content import (
    Channel,
    Content,
    Guide,
    GuideStep,
    Hotline,
    MaterialRequirement,
    ServicePoint,
)
from policies.models.desk import DeskRole, Event, Publication, Role
from policies.models.exclusion import Days, OwnPoints, OwnYear, Point, Points, Years
from policies.models.fields import FIRST_YEAR, LAST_YEAR
from policies.models.filing import FilingRule
from policies.models.holidays import Holiday
from policies.models.inherited import CATEGORIES, EMPTY, InheritedRule
from policies.models.joining import NewbornRule, WaitingRule
from policies.models.kinds import CONTENT, INHERITED, REVIEWED, RULES
from policies.models.money import ChannelCalendar, PersonalAccountRule, RefundRule
from policies.models.payment import Contribution, PaymentWindow
from policies.models.places import Region
from policies.models.rule import DESK_FIELDS, Rule
from policies.models.sources import Source
from policies.models.support import IncentiveRule, ParticipationSubsidy, SubsidyStandard
from policies.models.version import PolicyVersion
from policies.models.work import EmployeeBase, FlexibleRule, LifetimeYearsRule

__all__ = [
    "AccountPlan",
    "Article",
    "BenefitStart",
    "CATEGORIES",
    "CONTENT",
    "CareKind",
    "Channel",
    "ChannelCalendar",
    "ChannelKind",
    "ChronicRule",
    "Confidence",
    "Content",
    "Contribution",
    "DESK_FIELDS",
    "DayUnit",
    "Days",
    "DeskRole",
    "EMPTY",
    "EVERYTHING",
    "EmergencyFilingRule",
    "EmployeeBase",
    "Event",
    "FIRST_YEAR",
    "FilingRule",
    "FilingType",
    "FlexibleRule",
    "Guide",
    "GuideStep",
    "Help",
    "Holiday",
    "HolidayKind",
    "HospitalLevel",
    "Hotline",
    "INHERITED",
    "IncentiveRule",
    "InheritedRule",
    "LAST_YEAR",
    "Level",
    "LifetimeYearsRule",
    "MaterialRequirement",
    "NewbornRule",
    "Origin",
    "OwnPoints",
    "OwnYear",
    "PARENT_CATEGORY",
    "ParticipationSubsidy",
    "PaymentWindow",
    "PersonCategory",
    "PersonalAccountRule",
    "Point",
    "Points",
    "PolicyVersion",
    "Publication",
    "REVIEWED",
    "RULES",
    "RefundRule",
    "Region",
    "ReimbursementTier",
    "Role",
    "Rule",
    "Scheme",
    "SelectionRule",
    "ServicePoint",
    "SearchWord",
    "Source",
    "SourceKind",
    "Spill",
    "StartConvention",
    "Status",
    "Synonym",
    "Topic",
    "UnansweredQuestion",
    "SubsidyStandard",
    "Task",
    "WaitAnchor",
    "WaitingRule",
    "Years",
]
