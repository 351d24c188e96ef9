"""Every kind of rule, by the name of its section in a policy file."""

from __future__ import annotations

from policies.models.articles import Article
from policies.models.care import (
    ChronicRule,
    EmergencyFilingRule,
    ReimbursementTier,
    SelectionRule,
)
from policies.models.content import (
    Channel,
    Guide,
    GuideStep,
    Hotline,
    MaterialRequirement,
    ServicePoint,
)
from policies.models.filing import FilingRule
from policies.models.inherited import InheritedRule
from policies.models.joining import NewbornRule, WaitingRule
from policies.models.money import ChannelCalendar, PersonalAccountRule, RefundRule
from policies.models.payment import Contribution, PaymentWindow
from policies.models.rule import Rule
from policies.models.support import IncentiveRule, ParticipationSubsidy, SubsidyStandard
from policies.models.work import EmployeeBase, FlexibleRule, LifetimeYearsRule

INHERITED: dict[str, type[InheritedRule]] = {
    "filing_rules": FilingRule,
    "waiting_rules": WaitingRule,
    "newborn_rules": NewbornRule,
    "subsidy_standards": SubsidyStandard,
    "subsidised_participation": ParticipationSubsidy,
    "incentive_rules": IncentiveRule,
    "emergency_filing_rules": EmergencyFilingRule,
    "reimbursement_tiers": ReimbursementTier,
    "chronic_rules": ChronicRule,
    "selection_rules": SelectionRule,
    "lifetime_years": LifetimeYearsRule,
    "flexible_rules": FlexibleRule,
    "employee_bases": EmployeeBase,
    "personal_account_rules": PersonalAccountRule,
    "refund_rules": RefundRule,
    "channel_calendars": ChannelCalendar,
}

CONTENT: dict[str, type[Rule]] = {
    "channels": Channel,
    "hotlines": Hotline,
    "service_points": ServicePoint,
    "materials": MaterialRequirement,
    "guides": Guide,
    "guide_steps": GuideStep,
}

RULES: dict[str, type[Rule]] = {
    "payment_windows": PaymentWindow,
    "contributions": Contribution,
    **INHERITED,
    **CONTENT,
}

REVIEWED: tuple[type[Rule], ...] = (*RULES.values(), Article)
"""Every table whose rows pass from draft to published, each by a second person."""
