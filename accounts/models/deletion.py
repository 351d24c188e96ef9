"""What is left of a deleted member while the deletion can be taken back."""

from __future__ import annotations

from typing import cast

from django.core.serializers import deserialize
from django.db import models

from accounts.models.people import Member, User
from yibao_project.sealed import SealedJSON, SealedText


class DeletedMember(models.Model):
    """A deleted member, sealed with everything that was told about them.

    The tables that are planned and answered from hold nothing of them any more; only undo, export
    and erasure open this one.
    """

    # The member's own, which comes back with them: reminders already sent stay theirs.
    id = models.BigIntegerField("编号", primary_key=True)
    user = models.ForeignKey(
        User, verbose_name="照看人", on_delete=models.CASCADE, related_name="deleted_members"
    )
    nickname = SealedText("称呼")
    deleted_at = models.DateTimeField("删除时间", db_index=True)
    rows = SealedJSON("填过的内容")

    class Meta:
        verbose_name = "删除的家人"
        verbose_name_plural = "删除的家人"

    def __str__(self) -> str:
        return f"删除的家人 {self.pk}"

    def opened(self) -> tuple[Member, list[models.Model]]:
        """The member as they were, and what was told about them; none of it is stored."""
        rows = deserialize("python", self.rows, ignorenonexistent=True)
        member, *told = (row.object for row in rows)
        return cast(Member, member), told
