"""What one pays for a year oneself, and what is paid for those whom the state helps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.rules import chinese
from accounts.status.facts import MemberFacts
from accounts.status.shapes import AidShape, AmountShape, basis_of
from accounts.terms import weakest
from policies import rules as policy_rules
from policies.answers import ContributionOption, HouseholdRules, Provenance, Resolution
from policies.models import Help, PersonCategory

HUNDRED = Decimal(100)
FIELDS = ("help", "individual_pays", "least_percent")


@dataclass(frozen=True, slots=True)
class Aid:
    """How the state helps one person with the contribution of one year.

    `pays` is what remains to be paid and `least_ratio` the share that is helped with at least;
    neither may be known. A `free` year costs nobody anything. Of `conditions` nothing was declared;
    one of them may leave it open whether there is any help at all.
    """

    who: str
    full: bool
    pays: Decimal | None
    least_ratio: Decimal | None
    conditions: tuple[str, ...]
    provenance: Provenance
    free: bool = False
    is_open: bool = False

    @property
    def is_known(self) -> bool:
        return not self.is_open and (self.full or self.pays is not None)

    @property
    def needs_check(self) -> bool:
        return self.provenance.needs_check or bool(self.conditions)

    @property
    def shape(self) -> AidShape:
        return {
            "explanation": self.explanation,
            "needs_check": self.needs_check or not self.is_known,
            "basis": basis_of(self.provenance),
        }

    @property
    def explanation(self) -> str:
        if self.free:
            return f"{self.who}免缴。"
        only = f"（{'，'.join(self.conditions)}）" if self.conditions else ""
        if self.full:
            return f"{self.who}的参保费由政府全额资助，自己不用缴{only}。"
        if self.pays is not None:
            return f"{self.who}自己缴{_yuan(self.pays)}，其余由政府资助{only}。"
        least = self.least_ratio
        much = f"至少资助个人缴费的{_plain(least * HUNDRED)}%" if least else "定额资助"
        return f"{self.who}的参保费由政府{much}{only}，当地资助多少请问 12393 或村（社区）。"


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount that may have to be paid: `self_pay` of `option`, the rest by `aid`."""

    option: ContributionOption
    self_pay: Decimal
    at_most: bool
    aid: Aid | None

    @property
    def needs_check(self) -> bool:
        return self.option.provenance.needs_check or bool(self.aid and self.aid.needs_check)

    @property
    def shape(self) -> AmountShape:
        return {
            "amount": str(self.self_pay),
            "standard": str(self.option.individual),
            "at_most": self.at_most,
            "tier": self.option.tier,
            "needs_check": self.needs_check,
            "basis": basis_of(self.option.provenance),
        }

    @property
    def words(self) -> str:
        """As it stands in brackets behind what is to be done."""
        standard = self.option.individual
        doubt = "，待核实" if self.needs_check else ""
        if self.self_pay == 0 and standard:
            free = self.aid is not None and self.aid.free
            return f"自己不用缴{'' if free else f'，{_yuan(standard)}由政府全额资助'}{doubt}"
        most = "最多" if self.at_most else ""
        rest = standard - self.self_pay
        helped = f"，其余{_yuan(rest)}由政府资助" if rest and not self.at_most else ""
        return f"{most}{_yuan(self.self_pay)}{helped}{doubt}"


def amount_of(option: ContributionOption, aid: Aid | None) -> Amount:
    """What remains of an option's price; the whole of it where nobody knows how much is helped."""
    if aid is None or aid.is_open:
        return Amount(option, option.individual, aid is not None, aid)
    shares = policy_rules.contribution_shares(
        standard=option.individual,
        full=aid.full,
        pays=aid.pays if aid.pays is None else min(aid.pays, option.individual),
        help_ratio=aid.least_ratio,
    )
    return Amount(option, shares.self_pay, not aid.is_known, aid)


def aid_of(
    facts: MemberFacts, policy: HouseholdRules, *, coverage_year: int, today: date
) -> Aid | None:
    """The help that the place gives: a free year of birth, else that for the special group, else
    that for the category."""
    free = policy.newborn.provenance("birth_year_free")
    of_birth = facts.category == PersonCategory.NEWBORN and (
        facts.born_on is not None and facts.born_on.year == coverage_year
    )
    if free and of_birth and policy.newborn.value("birth_year_free"):
        return Aid("新生儿出生当年", True, Decimal(0), None, (), free, free=True)
    found = policy.participation[coverage_year]
    for who, rule in zip((facts.special_group, facts.category), found, strict=True):
        if who and (aid := _aid(facts, PersonCategory(who).label, rule, today=today)):
            return aid
    return None


def _aid(facts: MemberFacts, who: str, rule: Resolution, *, today: date) -> Aid | None:
    kind, origin = rule.value("help"), weakest(rule, *FIELDS)
    if kind is None or origin is None:
        return None
    from_age, certified_by = rule.value("age_from"), rule.value("certificate_by")
    if from_age and facts.born_on and _age(facts.born_on, today=today) < from_age:
        return None
    if certified_by and facts.special_since and facts.special_since > certified_by:
        return None
    least = rule.value("least_percent")
    return Aid(
        who=who,
        full=kind == Help.FULL,
        pays=rule.value("individual_pays"),
        least_ratio=least / HUNDRED if least else None,
        conditions=tuple(_conditions(facts, rule)),
        provenance=origin,
        is_open=bool(from_age) and facts.born_on is None,
    )


def _conditions(facts: MemberFacts, rule: Resolution) -> Iterator[str]:
    from_age, certified_by = rule.value("age_from"), rule.value("certificate_by")
    if from_age and facts.born_on is None:
        yield f"要满{from_age}周岁"
    if certified_by and facts.special_since is None:
        yield f"要在{chinese(certified_by)}前持证"
    if rule.value("local_household_only"):
        yield "只限本地户籍"


def _age(born_on: date, *, today: date) -> int:
    had_birthday = (today.month, today.day) >= (born_on.month, born_on.day)
    return today.year - born_on.year - (not had_birthday)


def _yuan(amount: Decimal) -> str:
    return f"{_plain(amount)}元"


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"
