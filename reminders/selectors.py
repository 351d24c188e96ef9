"""Reads for the mini-program and the admin."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from accounts.models import User
from reminders.models import Grant, MessageTemplate, Reminder, Status

TOLD = (Status.SENT, Status.RELAYED)
WITHDRAWN = (Status.EXPIRED, Status.SUPERSEDED, Status.DONE)


def inbox_for(user: User) -> QuerySet[Reminder]:
    """What the resident was told or should know now; withdrawn rows only if they were sent."""
    return Reminder.objects.filter(user=user).exclude(
        Q(status__in=WITHDRAWN), Q(sent_at__isnull=True)
    )


def credits_of(user: User) -> list[tuple[MessageTemplate, int]]:
    """Every template with the credits this resident has left for it."""
    left = dict(Grant.objects.filter(user=user).values_list("template_id", "balance"))
    return [
        (template, left.get(template.pk, 0)) for template in MessageTemplate.objects.order_by("pk")
    ]
