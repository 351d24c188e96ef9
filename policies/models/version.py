"""The mark that every write of policy changes."""

from __future__ import annotations

import uuid

from django.db import models


class PolicyVersion(models.Model):
    """One row, rewritten by the database itself whenever a policy table is about to be written.

    So an answer kept under a version is never older than the rules it was made from, whoever
    wrote them and however: a loader, the editing desk or a statement typed by hand.
    """

    id = models.PositiveSmallIntegerField("编号", primary_key=True, default=1)
    value = models.UUIDField("版本", default=uuid.uuid4)

    class Meta:
        verbose_name = "政策版本"
        verbose_name_plural = "政策版本"

    def __str__(self) -> str:
        return str(self.value)
