"""Who would be reminded of what on a day, without writing anything."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from policies.models import Region
from reminders import messages
from reminders.kinds import KINDS
from reminders.planning import preview
from yibao_project import clock


class Command(BaseCommand):
    help = "预览某一天会发哪些提醒，不写入任何数据。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--date", help="哪一天，例如 2025-11-20；不写就是今天")
        parser.add_argument("--region", help="只看某地参保的人，六位区划代码，例如 440100")

    def handle(self, *args: Any, **options: Any) -> None:
        day = _day(options["date"])
        region = options["region"]
        if region and not Region.objects.filter(code=region).exists():
            raise CommandError(f"没有代码为 {region} 的地区，请写六位区划代码，例如 440100。")
        owed = preview(today=day, region=region)
        for each in owed:
            self.stdout.write(
                f"居民 {each.user_id}  {KINDS[each.kind].label}  截止 {each.due_on}"
                f"  提前 {each.stage} 天  {messages.who(tuple(m['name'] for m in each.members))}"
                f"  依据 {'、'.join(sorted({m['rule'] for m in each.members if m.get('rule')}))}"
            )
        counts = Counter((KINDS[each.kind].label, each.stage) for each in owed)
        for (label, stage), number in sorted(counts.items()):
            self.stdout.write(f"{label} 提前 {stage} 天：{number} 户")
        self.stdout.write(f"{day} 共 {len(owed)} 条，没有写入任何数据。")


def _day(text: str | None) -> date:
    if text is None:
        return clock.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"“{text}”不是日期，请写成 2025-11-20 这样。") from None
