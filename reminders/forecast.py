"""What tomorrow needs, beside what WeChat allows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from reminders.planning import count_to_send
from reminders.rules import BEIJING, SEND_FROM
from yibao_project.wechat_quota import Quota, quota_of


@dataclass(frozen=True, slots=True)
class Forecast:
    day: date
    needed: int
    quota: Quota

    @property
    def is_enough(self) -> bool:
        return self.needed <= self.quota.daily_limit

    def __str__(self) -> str:
        said = (
            f"明天（{self.day.month}月{self.day.day}日）要发 {self.needed:,} 条，"
            f"额度 {self.quota.daily_limit:,} 条"
            f"（今天已用 {self.quota.used:,} 条，还剩 {self.quota.remain:,} 条）。"
        )
        late = "不够，多出来的会顺延一天；急用请到微信公众平台申请提高额度。"
        return said if self.is_enough else said + late


def forecast(*, today: date) -> Forecast:
    """Asks WeChat, and counts what planning would hand over tomorrow. Raises WeChatError."""
    quota = quota_of()
    day = today + timedelta(days=1)
    needed = count_to_send(today=day, now=datetime.combine(day, SEND_FROM, BEIJING))
    return Forecast(day, needed, quota)
