"""The end of a resident's account: nothing about them stays."""

from __future__ import annotations

import logging

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from accounts.models import User
from privacy.holdings import holdings
from yibao_project.throttles import forget_counts

logger = logging.getLogger(__name__)


@transaction.atomic
def erase(*, user: User) -> None:
    """Delete the resident and every row that hangs on them. Erasing twice changes nothing.

    1. Staff's own log of changes names the rows it speaks of, so its lines about them go first.
    2. Deleting the user deletes every holding with it; a login token dies because its user is gone.
    3. What was counted under the resident's number goes when the transaction is certain.
    """
    if not User.objects.select_for_update().filter(pk=user.pk).exists():
        return
    log = apps.get_model("admin", "LogEntry").objects
    for holding in holdings():
        numbers = [str(pk) for pk in holding.rows(user).values_list("pk", flat=True)]
        if numbers:
            kind = ContentType.objects.get_for_model(holding.model)
            log.filter(content_type=kind, object_id__in=numbers).delete()
    number = user.pk
    User.objects.filter(pk=number).delete()
    transaction.on_commit(lambda: forget_counts(number))
    logger.info("一位居民的资料已全部删除")
