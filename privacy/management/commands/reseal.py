from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import models, transaction

from yibao_project.sealed import NotOurs, SealedJSON, SealedNames, SealedText

ROWS_AT_ONCE = 1000


class Command(BaseCommand):
    help = "换了 TEXT_KEYS 之后，用第一个密钥把称呼和说明重新加密；可以重复运行。"

    def handle(self, *args: Any, **options: Any) -> None:
        for model in apps.get_models():
            sealed = [
                column.name
                for column in model._meta.concrete_fields
                if isinstance(column, SealedText | SealedJSON | SealedNames)
            ]
            if sealed:
                try:
                    rows = _reseal(model, sealed)
                except NotOurs as problem:
                    raise CommandError(f"{model._meta.verbose_name}：{problem}") from None
                self.stdout.write(f"{model._meta.verbose_name}：{rows:,} 行已重新加密。")


def _reseal(model: type[models.Model], columns: list[str]) -> int:
    """Batch by batch, so that nobody waits long for a row."""
    done = last = 0
    while True:
        with transaction.atomic():
            following = model._default_manager.select_for_update().filter(pk__gt=last)
            rows = list(following.order_by("pk").only("pk", *columns)[:ROWS_AT_ONCE])
            if not rows:
                return done
            model._default_manager.bulk_update(rows, columns)
            done, last = done + len(rows), rows[-1].pk
