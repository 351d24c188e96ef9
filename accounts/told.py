"""What a change was about, in words that residents and the support desk read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from accounts.models import Change, Ending, Fact, Member, Progress
from policies.models import FilingType

NOTHING = "没有填报"


def subject(change: Change) -> str:
    """Which of several facts of the same sort; empty where there is only one."""
    if change.fact == Fact.ENROLMENT:
        return f"{change.key}年度"
    if change.fact == Fact.DEBIT_RESULT:
        return f"{change.key // 100}年{change.key % 100}月"
    return ""


def facts(fact: str, snapshot: dict[str, Any] | None) -> str:
    """A snapshot in one line."""
    return NOTHING if snapshot is None else TELLERS[fact](snapshot)


def _enrolment(facts: dict[str, Any]) -> str:
    if facts["exempt"]:
        return "全额资助"
    if facts["paid_on"] is None:
        return "已登记，未缴"
    amount = f"{facts['amount']} 元" if facts["amount"] else "金额未填"
    return f"{facts['paid_on']} 到账，{amount}，{facts['channel'] or '渠道未填'}"


def _filing(facts: dict[str, Any]) -> str:
    kind = FilingType(facts["kind"]).label
    # Written down before there was anything but filings that had been accepted.
    progress = Progress(facts.get("progress", Progress.ACCEPTED))
    step = "" if progress == Progress.ACCEPTED else f"，{progress.label}"
    end = f"到 {facts['ends_on']}" if facts["ends_on"] else "没有到期日"
    promised = "，材料还没补" if facts["promised"] else ""
    state = f"，{facts['cancelled_on']} 取消" if facts["cancelled_on"] else ""
    return f"{kind}，就医地 {facts['care_region']}，{facts['starts_on']} 起，{end}{promised}{step}{state}"


def _member(facts: dict[str, Any]) -> str:
    words = dict(_choices("scheme")), dict(_choices("category"))
    parts = [f"参保地 {facts['region']}", words[0][facts["scheme"]], words[1][facts["category"]]]
    if facts["born_on"]:
        parts.append(f"{facts['born_on']} 出生")
    if facts["special_group"]:
        since = f"（{facts['special_since']} 认定）" if facts["special_since"] else ""
        parts.append(f"{words[1][facts['special_group']]}{since}")
    if facts["ended_on"]:
        parts.append(f"{facts['ended_on']} 终止（{Ending(facts['ending']).label}）")
    elif facts["muted"]:
        parts.append("不再提醒")
    return "，".join(parts)


def _choices(name: str) -> list[tuple[Any, Any]]:
    column: Any = Member._meta.get_field(name)
    choices: list[tuple[Any, Any]] = column.flatchoices
    return choices


def _debit_plan(facts: dict[str, Any]) -> str:
    return f"{facts['since'][:7]} 起每月 {facts['day']} 日扣款"


def _debit_result(facts: dict[str, Any]) -> str:
    if facts["succeeded"]:
        return "扣款成功"
    return f"没扣成，{facts['repaired_on']} 补缴" if facts["repaired_on"] else "没扣成"


def _job_loss(facts: dict[str, Any]) -> str:
    return f"单位缴到 {facts['last_paid_month'][:7]}"


def _chronic(facts: dict[str, Any]) -> str:
    recheck = f"，{facts['recheck_on']} 前复审" if facts["recheck_on"] else ""
    return f"{facts['recognised_on']} 认定{recheck}"


TELLERS: dict[str, Callable[[dict[str, Any]], str]] = {
    Fact.MEMBER: _member,
    Fact.ENROLMENT: _enrolment,
    Fact.FILING: _filing,
    Fact.DEBIT_PLAN: _debit_plan,
    Fact.DEBIT_RESULT: _debit_result,
    Fact.JOB_LOSS: _job_loss,
    Fact.CHRONIC: _chronic,
}
