"""Monthly debits that are near, so that the card holds enough. Counted from the nominal day."""

from __future__ import annotations

from reminders.kinds.base import Kind
from reminders.kinds.debiting import owed, still

KIND = Kind(
    code="debit",
    label="每月扣款",
    worth=3,
    stages=(3, 1),
    ahead=35,
    owed_sql=owed(due_on="days.day"),
    still_sql=still(nominal="r.due_on"),
    where="代扣的银行卡",
    title="{short}扣医保费",
    text=(
        "{who}这个月的医保费，按您填的扣款日{day}从代扣的卡里扣，请提前看看卡里够不够。"
        "遇节假日可能顺延，还是按这天准备最稳妥。"
    ),
    tip="{left}扣医保费，看看卡里够不够",
    why="灵活就业按月代扣，卡里不够就扣不成，扣不成可能停报销。",
    source="您填的扣款日",
    example_subject="debit",
)
