"""Debits of three days ago of which nobody told how they went."""

from __future__ import annotations

from datetime import date

from reminders.kinds.base import Kind
from reminders.kinds.debiting import owed, still
from reminders.wording import Occasion

AFTER = 3


def nominal_day(told: Occasion) -> date:
    return told.day("since") or told.due_on


def words(told: Occasion) -> dict[str, str]:
    day = nominal_day(told)
    return {"month": f"{day.month}月", "debited": f"{day.month}月{day.day}日"}


KIND = Kind(
    code="debit_result",
    label="扣款结果",
    worth=3,
    stages=(0,),
    lasts=6,
    ahead=35,
    ends=False,
    owed_sql=owed(due_on=f"days.day + {AFTER}", shift=AFTER),
    told={"since": "days.day"},
    still_sql=still(nominal=f"r.due_on - {AFTER}"),
    says=words,
    shown_day=nominal_day,
    where="代扣的银行卡",
    title="{month}医保费扣成功了吗",
    text=(
        "{who}的医保费{debited}该扣了。扣成功了，请在小程序里记一下；没扣成就早点补，免得停报销。"
    ),
    tip="{month}医保费扣成功了吗？请看一下",
    why="知道扣成功没有，才能告诉您今天能不能报销；填了结果就不再问。",
    source="您填的扣款日",
    example={"since": "2025-12-17"},
    example_subject="debit",
)
