"""Brings what was computed from policy in line with policy that was corrected since."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache

from django.core.cache import cache as shared
from django.db import transaction

from accounts.filing_ends import end_by
from accounts.models import Change, Filing, Member
from accounts.selectors import filings_ended_by_rule
from accounts.services.filings import end_filings_by_rule
from policies.answers import Resolution
from policies.models import FilingRule
from policies.published import version
from policies.selectors import resolve_filing_rule

CORRECTED = "filing-ends-under"
AT_ONCE = 2_000


def correct_filing_ends(*, now: datetime) -> int:
    """Compute anew every end that its rule no longer gives; returns for how many members.

    Costs one query while no policy is written. After a write it reads every filing once, and a
    rule once for all the days on which it is the same; then one transaction for each member whose
    filing ends on another day, or for another reason.
    """
    written = version()
    if written is not None and shared.get(CORRECTED) == written:
        return 0
    rule_of = _rules_of_filings()
    filings = filings_ended_by_rule().select_related("member").order_by()
    told_wrong = {
        filing.member_id
        for filing in filings.iterator(chunk_size=AT_ONCE)
        if end_by(rule_of(filing), filing, insured_in=filing.member.region_id)
        != (filing.ends_on, filing.ends_on_reason, filing.rule_code)
    }
    for number in sorted(told_wrong):
        _correct(number, now=now)
    shared.set(CORRECTED, written, timeout=None)
    return len(told_wrong)


@transaction.atomic
def _correct(number: int, *, now: datetime) -> None:
    member = Member.objects.select_for_update(no_key=True).filter(pk=number).first()
    if member is not None:
        end_filings_by_rule(member, now=now, by=Change.By.RULES)


def _rules_of_filings() -> Callable[[Filing], Resolution]:
    """The rule of a filing, resolved once between two days on which any rule begins or ends."""
    days = FilingRule.objects.values_list("valid_from", "valid_to")
    begins = {first for first, _ in days if first}
    turns = sorted(begins | {last + timedelta(days=1) for _, last in days if last})

    @cache
    def resolved(insured_in: str, care_in: str, turn: int) -> Resolution:
        on = turns[turn - 1] if turn else date.min
        return resolve_filing_rule(region_code=insured_in, on=on, care_region_code=care_in)

    return lambda filing: resolved(
        filing.member.region_id, filing.care_region_id, bisect_right(turns, filing.starts_on)
    )
