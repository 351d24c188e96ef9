"""One plain sentence for the top of the page."""

from __future__ import annotations

from datetime import date

from accounts import rules
from accounts.rules import chinese
from accounts.status.coverage import Answer
from accounts.status.days import PLATFORM, Situation
from accounts.status.yearly import Payment, Year


def headline(situation: Situation) -> str:
    name, coverage = situation.facts.nickname, situation.coverage
    this, following = situation.this_year, situation.next_year
    tail = _about_next_year(following, today=situation.today)
    if coverage.answer == Answer.YES:
        until = f"，能报到{chinese(coverage.until)}" if coverage.until and not tail else ""
        return f"{name}今天看病能报销{until}{tail}。"
    if coverage.answer == Answer.UNKNOWN:
        if this and this.declared is None:
            return f"还不知道{name}今天能不能报销，请先填上{this.coverage_year}年度缴了没有{tail}。"
        return f"{name}今天能不能报销还要核实，请在{PLATFORM}查一下{tail}。"
    if coverage.begins_on:
        return f"{name}现在还不能报销，{chinese(coverage.begins_on)}起就能报{tail}。"
    if this and this.is_settled:
        return f"{name}{this.coverage_year}年度的等待期太长，这一年用不上了{tail}。"
    if (
        situation.debit
        and situation.debit.repair_by
        and situation.debit.repair_by >= situation.today
    ):
        return f"{name}的医保暂停了，{chinese(situation.debit.repair_by)}前补缴就能接上。"
    if situation.bridge_by and situation.bridge_by >= situation.today:
        return f"{name}的医保停了，{chinese(situation.bridge_by)}前接上一般不用等待。"
    return f"{name}现在看病不能报销{_until_when(this, today=situation.today) or tail}。"


def _about_next_year(following: Year | None, *, today: date) -> str:
    if following is None:
        return ""
    label = f"{following.coverage_year}年度"
    if following.is_settled:
        return f"，{label}也办好了"
    if told := _until_when(following, today=today):
        return told
    if following.payment == Payment.UNKNOWN and today.month >= rules.SEASON_BEGINS:
        return f"；{label}的缴费日期请查看本地公告"
    return ""


def _until_when(year: Year | None, *, today: date) -> str:
    """Until when a year that is not paid can still be paid."""
    if year is None or not year.can_be_paid or year.pay_by is None:
        return ""
    left = (year.pay_by - today).days
    days = f"还剩{left}天" if left else "今天是最后一天"
    return f"；{year.coverage_year}年度还没缴，{chinese(year.pay_by)}截止，{days}"
