"""What a change was about, in words that residents and the support desk read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from accounts.models import Change, Ending, Enrolment, Fact, Member, Progress, Relation
from policies.models import FilingType

NOTHING = "没有填报"
PLACES = ("region", "care_region")

Snapshot = Mapping[str, Any]
Names = Mapping[str, str]


def subject(change: Change) -> str:
    """Which of several facts of the same sort; empty where there is only one."""
    if change.fact == Fact.ENROLMENT:
        return f"{change.key}年度"
    if change.fact == Fact.DEBIT_RESULT:
        return f"{change.key // 100}年{change.key % 100}月"
    return ""


def places_in(changes: Iterable[Change]) -> set[str]:
    """The codes of the places that these changes speak of."""
    snapshots = (each for change in changes for each in (change.before, change.after) if each)
    return {each[name] for each in snapshots for name in PLACES if name in each}


def facts(fact: str, snapshot: Snapshot | None, *, places: Names) -> str:
    """A snapshot in one line; `places` holds the names of those that `places_in` found."""
    if snapshot is None:
        return NOTHING
    codes = {name: snapshot[name] for name in PLACES if name in snapshot}
    named = {name: places.get(code, code) for name, code in codes.items()}
    return TELLERS[fact]({**snapshot, **named})


def _enrolment(facts: Snapshot) -> str:
    by = "，村社代填" if facts["source"] == Enrolment.Source.VILLAGE else ""
    if facts["exempt"]:
        return f"全额资助{by}"
    if facts["paid_on"] is None:
        return f"已登记，未缴{by}"
    amount = f"{facts['amount']} 元" if facts["amount"] else "金额未填"
    return f"{facts['paid_on']} 到账，{amount}，{facts['channel'] or '渠道未填'}{by}"


def _filing(facts: Snapshot) -> str:
    kind = FilingType(facts["kind"]).label
    # Written down before there was anything but filings that had been accepted.
    progress = Progress(facts.get("progress", Progress.ACCEPTED))
    step = "" if progress == Progress.ACCEPTED else f"，{progress.label}"
    end = f"到 {facts['ends_on']}" if facts["ends_on"] else "没有到期日"
    promised = "，材料还没补" if facts["promised"] else ""
    state = f"，{facts['cancelled_on']} 取消" if facts["cancelled_on"] else ""
    return f"{kind}，就医地 {facts['care_region']}，{facts['starts_on']} 起，{end}{promised}{step}{state}"


def _member(facts: Snapshot) -> str:
    words = dict(_choices("scheme")), dict(_choices("category"))
    who = f"{facts['nickname']}（{Relation(facts['relation']).label}）"
    parts = [
        who,
        f"参保地 {facts['region']}",
        words[0][facts["scheme"]],
        words[1][facts["category"]],
    ]
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


def _debit_plan(facts: Snapshot) -> str:
    return f"{facts['since'][:7]} 起每月 {facts['day']} 日扣款"


def _debit_result(facts: Snapshot) -> str:
    if facts["succeeded"]:
        return "扣款成功"
    return f"没扣成，{facts['repaired_on']} 补缴" if facts["repaired_on"] else "没扣成"


def _job_loss(facts: Snapshot) -> str:
    return f"单位缴到 {facts['last_paid_month'][:7]}"


def _chronic(facts: Snapshot) -> str:
    recheck = f"，{facts['recheck_on']} 前复审" if facts["recheck_on"] else ""
    return f"{facts['recognised_on']} 认定{recheck}"


TELLERS: dict[str, Callable[[Snapshot], str]] = {
    Fact.MEMBER: _member,
    Fact.ENROLMENT: _enrolment,
    Fact.FILING: _filing,
    Fact.DEBIT_PLAN: _debit_plan,
    Fact.DEBIT_RESULT: _debit_result,
    Fact.JOB_LOSS: _job_loss,
    Fact.CHRONIC: _chronic,
}
