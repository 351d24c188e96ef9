"""The nightly deletion of what is kept no longer."""

from __future__ import annotations

import logging

from celery import shared_task

from privacy import retention
from yibao_project import clock

logger = logging.getLogger(__name__)


@shared_task
def forget() -> None:
    gone = retention.forget(now=clock.now())
    if gone:
        logger.info("按保存期限删除：%s", gone)
