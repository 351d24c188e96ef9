"""What a resident's request was answered, for those who did not hear the answer and ask again."""

from __future__ import annotations

from django.db import models

from accounts.models.people import Member, User
from yibao_project.sealed import SealedJSON


class Answer(models.Model):
    """The answer to one request that carried an `Idempotency-Key`."""

    user = models.ForeignKey(
        User,
        verbose_name="居民",
        on_delete=models.CASCADE,
        related_name="answers",
        db_index=False,  # answer_once_a_key begins with it
    )
    # What names a member goes with the member.
    member = models.ForeignKey(
        Member, verbose_name="家人", on_delete=models.CASCADE, null=True, related_name="+"
    )
    key = models.CharField("编号", max_length=64)
    request = models.CharField("请求内容的摘要", max_length=64)
    status = models.PositiveSmallIntegerField("状态码")
    body = SealedJSON("回答", null=True)
    answered_at = models.DateTimeField("时间", auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = "提交的回答"
        verbose_name_plural = "提交的回答"
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="answer_once_a_key"),
        ]

    def __str__(self) -> str:
        return self.key
