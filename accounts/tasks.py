"""The beat's tick for what residents declared."""

from __future__ import annotations

import logging

from celery import shared_task

from accounts import services
from yibao_project import clock

logger = logging.getLogger(__name__)


@shared_task
def correct_filing_ends() -> None:
    corrected = services.correct_filing_ends(now=clock.now())
    if corrected:
        logger.info("规定更正，重算备案到期日：%s 位家人", corrected)
