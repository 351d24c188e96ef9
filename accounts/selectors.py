"""What residents declared, and where it stands on a day. Reads only, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet

from accounts import rules, terms, told
from accounts.filing_ends import origin_of_end
from accounts.models import Change, DeletedMember, Enrolment, Fact, Filing, JobLoss, Member, User
from accounts.status.grounds import Ground, grounds_of
from accounts.status.shapes import Grounds
from accounts.status.yearly import newborns_deadline
from policies.answers import HouseholdRules, PaymentWindowAnswer, ResidentKey, WindowKey
from policies.models import PersonCategory, Region, Scheme
from policies.selectors import payment_windows_for, rules_of_household


@dataclass(frozen=True, slots=True)
class EnrolmentStatus:
    """One coverage year of a member: what was declared, the place's window, and what follows."""

    coverage_year: int
    state: rules.EnrolmentState
    explanation: str
    registered: bool
    paid_on: date | None
    amount: Decimal | None
    channel: str
    exempt: bool
    source: str
    source_label: str
    benefit_starts_on: date | None
    last_payable_on: date | None
    window_opens_on: date | None
    pay_at: str
    rule_code: str
    needs_check: bool
    grounds: Grounds


def members_of(user: User) -> QuerySet[Member]:
    """The people a resident looks after, in the order they were added."""
    return Member.objects.filter(user=user).select_related("region", "job_loss").order_by("id")


def deleted_members_of(user: User, *, now: datetime) -> QuerySet[DeletedMember]:
    """The members whose deletion can still be taken back, the latest first."""
    since = now - rules.UNDO_WITHIN
    return DeletedMember.objects.filter(user=user, deleted_at__gte=since).order_by("-deleted_at")


def enrolments_of(member: Member, *, today: date) -> list[EnrolmentStatus]:
    """Every declared year, and for residents' insurance this year and the next; newest first."""
    declared = _declared(member)
    years = set(declared)
    if member.scheme == Scheme.RESIDENT:
        years |= {today.year, today.year + 1}
    return _statuses(member, sorted(years, reverse=True), declared, today=today)


def enrolment_of(member: Member, *, coverage_year: int, today: date) -> EnrolmentStatus:
    """One year of a member, declared or not."""
    return _statuses(member, [coverage_year], _declared(member), today=today)[0]


def changes_of(member: Member) -> QuerySet[Change]:
    """Everything that was changed about a member."""
    return Change.objects.filter(member=member)


def names_of_places(changes: Iterable[Change]) -> dict[str, str]:
    """What the places are called that these changes speak of; one query."""
    named = Region.objects.filter(pk__in=told.places_in(changes))
    return dict(named.values_list("code", "name"))


def enrolment_changes_of(member: Member, *, coverage_year: int) -> QuerySet[Change]:
    return changes_of(member).filter(fact=Fact.ENROLMENT, key=coverage_year)


def filings_of(member: Member) -> QuerySet[Filing]:
    return Filing.objects.filter(member=member).select_related("member", "care_region")


def filings_for(user: User) -> QuerySet[Filing]:
    """The filings of everyone a resident looks after."""
    return Filing.objects.filter(member__user=user).select_related("member", "care_region")


def filings_ended_by_rule() -> QuerySet[Filing]:
    """Filings whose end, or having none, follows from policy and not from what was told."""
    return Filing.objects.filter(cancelled_on__isnull=True).exclude(
        ends_on__isnull=False, rule_code=""
    )


def grounds_of_ends(filings: Iterable[Filing], *, today: date) -> dict[int, Ground]:
    """What the last valid day of each filing rests on; the rules of all are read at once."""
    keys = {filing.pk: _policy_key(filing) for filing in filings}
    policies = rules_of_household(keys.values(), on=today)
    return {
        filing.pk: Ground(
            filing.ends_on_reason,
            origin_of_end(
                filing.rule_code, policies[keys[filing.pk]].filing_rules[filing.care_region_id]
            ),
            given=filing.ends_on is not None and not filing.rule_code,
        )
        for filing in filings
    }


def _policy_key(filing: Filing) -> ResidentKey:
    member = filing.member
    return ResidentKey(member.region_id, member.scheme, member.category, (filing.care_region_id,))


def _job_loss(member: Member) -> JobLoss | None:
    return getattr(member, "job_loss", None)


def _declared(member: Member) -> dict[int, Enrolment]:
    return {enrolment.coverage_year: enrolment for enrolment in member.enrolments.all()}


def _statuses(
    member: Member, years: Iterable[int], declared: dict[int, Enrolment], *, today: date
) -> list[EnrolmentStatus]:
    keys = {
        year: WindowKey(member.region_id, member.scheme, member.category, year) for year in years
    }
    if not keys:
        return []
    windows = payment_windows_for(keys.values(), on=today)
    resident = ResidentKey(member.region_id, member.scheme, member.category)
    policy = rules_of_household([resident], on=today)[resident]
    return [
        _status(
            declared.get(year) or Enrolment(coverage_year=year, source=""),
            windows[key],
            member=member,
            policy=policy,
            paid=_paid_days(declared),
            today=today,
        )
        for year, key in keys.items()
    ]


def _paid_days(declared: dict[int, Enrolment]) -> dict[int, date | None]:
    return {
        year: rules.coverage_start(year) if enrolment.exempt else enrolment.paid_on
        for year, enrolment in declared.items()
    }


def _status(
    enrolment: Enrolment,
    window: PaymentWindowAnswer,
    *,
    member: Member,
    policy: HouseholdRules,
    paid: dict[int, date | None],
    today: date,
) -> EnrolmentStatus:
    late = terms.late_terms(policy.waiting)
    gap = rules.gap_before(
        paid,
        coverage_year=enrolment.coverage_year,
        counted_from=late.missed_from if late else rules.BREAKS_COUNT_FROM,
    )
    standing = rules.enrolment_state(
        rules.EnrolmentFacts(
            coverage_year=enrolment.coverage_year,
            registered=enrolment.pk is not None,
            paid_on=enrolment.paid_on,
            exempt=enrolment.exempt,
            missed=gap.missed,
            repaired=gap.repaired,
            newborn=member.category == PersonCategory.NEWBORN,
            born_on=member.born_on,
            groups=frozenset({member.category, member.special_group}),
            special_since=member.special_since,
            left_job_in=job_loss.last_paid_month if (job_loss := _job_loss(member)) else None,
            ended_on=member.ended_on,
        ),
        today=today,
        terms=rules.Terms(
            window=terms.window_of(window),
            late=late,
            newborn=terms.newborn_terms(policy.newborn),
        ),
    )
    place = terms.terms_of(policy)
    settled = enrolment.exempt or enrolment.paid_on is not None
    of_window = window.due_on, Ground(window.explanation, window.provenance)
    own = newborns_deadline(standing, place, born_on=member.born_on, settled=settled)
    due_on, to_pay = own or of_window
    grounds = _grounds_of(enrolment, standing, window, place, due_on=due_on, to_pay=to_pay)
    return EnrolmentStatus(
        coverage_year=enrolment.coverage_year,
        state=standing.state,
        explanation=standing.explanation,
        registered=enrolment.pk is not None,
        paid_on=enrolment.paid_on,
        amount=enrolment.amount,
        channel=enrolment.channel,
        exempt=enrolment.exempt,
        source=enrolment.source,
        source_label=enrolment.get_source_display(),
        benefit_starts_on=standing.benefit_starts_on,
        last_payable_on=due_on,
        window_opens_on=window.opens_on,
        pay_at=window.pay_at,
        rule_code=window.provenance.code if window.provenance else "",
        needs_check=window.needs_check or any(each["needs_check"] for each in grounds.values()),
        grounds=grounds,
    )


def _grounds_of(
    enrolment: Enrolment,
    standing: rules.Standing,
    window: PaymentWindowAnswer,
    place: terms.PlaceTerms,
    *,
    due_on: date | None,
    to_pay: Ground,
) -> Grounds:
    by = "村社代填" if enrolment.source == Enrolment.Source.VILLAGE else "您填"
    origins = {rules.Basis.WINDOW: window.provenance, **place.origins}
    of_window = Ground(window.explanation, window.provenance)
    start = Ground(standing.explanation, origins[standing.basis] if standing.basis else None)
    return grounds_of(
        {
            "paid_on": enrolment.paid_on,
            "window_opens_on": window.opens_on,
            "last_payable_on": due_on,
            "benefit_starts_on": standing.benefit_starts_on,
        },
        {
            "paid_on": Ground(f"{by}的到账日期。", given=True),
            "window_opens_on": of_window,
            "last_payable_on": to_pay,
            "benefit_starts_on": start,
        },
    )
