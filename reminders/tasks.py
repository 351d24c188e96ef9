"""The beat's ticks. They read the clock and call services; work is found in the tables."""

from __future__ import annotations

import logging

from celery import shared_task
from django.db import OperationalError

from reminders import months, planning, sending, services
from reminders.backup.relay import relay_due
from reminders.forecast import forecast
from reminders.template_sync import drift
from yibao_project import clock
from yibao_project.wechat_answers import WeChatError

logger = logging.getLogger(__name__)


@shared_task
def plan() -> None:
    result = planning.plan(today=clock.today(), now=clock.now())
    if result != planning.PlanResult():
        logger.info(
            "计划提醒：新增 %s，更新 %s，撤下 %s", result.created, result.changed, result.withdrawn
        )


@shared_task
def send() -> None:
    tally = sending.send_due(now=clock.now)
    if tally:
        logger.info("发送提醒：%s", dict(tally))


@shared_task
def sweep() -> None:
    result = services.sweep(now=clock.now())
    if result != services.SweepResult(interrupted=0, retried=0):
        logger.info("清理在途：中断 %s，重排 %s", result.interrupted, result.retried)


@shared_task
def compare_with_wechat() -> None:
    """Tell operators in good time: templates that no longer agree, and a day that needs too much."""
    try:
        for problem in drift():
            logger.warning("消息模板与微信不一致：%s", problem)
        tomorrow = forecast(today=clock.today())
    except WeChatError as error:
        logger.warning("没能和微信核对：%s", error)
        return
    if not tomorrow.is_enough:
        logger.warning("微信额度：%s", tomorrow)


@shared_task
def tend_months() -> None:
    try:
        done = months.tend(today=clock.today())
    except OperationalError:
        logger.warning("提醒按月分表：这次没能锁住表，明天再来。")
        return
    for what, label in (("made", "新建"), ("archived", "存档"), ("dropped", "清空")):
        if done[what]:
            logger.info(
                "提醒按月分表，%s：%s", label, "、".join(f"{each:%Y-%m}" for each in done[what])
            )


@shared_task
def relay() -> None:
    """What WeChat could not bring, by the other channels to who agreed."""
    tally = relay_due(now=clock.now)
    if tally:
        logger.info("备用渠道：%s", dict(tally))
