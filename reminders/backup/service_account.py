"""The service account's template message, to residents who follow it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.conf import settings

from reminders.backup.channels import Note
from reminders.models import Way
from yibao_project import wechat_service
from yibao_project.answer import Answer

PAGE = "pages/home/home?reminder="


class ServiceAccount:
    way = Way.SERVICE

    def is_set_up(self) -> bool:
        return bool(settings.WECHAT_SERVICE_APPID)

    def send(self, notes: Sequence[Note]) -> Iterator[list[tuple[Note, Answer]]]:
        for note in notes:
            words = {"what": note.what, "day": note.date, "left": note.left}
            answer = wechat_service.send(
                openid=note.address,
                data={field: words[word] for field, word in settings.WECHAT_SERVICE_FIELDS.items()},
                page=f"{PAGE}{note.reminder}",
                key=f"yibao-{note.delivery}",
            )
            yield [(note, answer)]
