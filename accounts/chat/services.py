"""Answers what residents write in WeChat's chat with customer service, by searching the articles.

WeChat allows five answers within two days of a message and two within a minute of coming in. One
answer is given to each message and one greeting a day, so both hold by themselves. WeChat delivers
a message up to three times; only the first delivery is answered. Who asked is not kept, nor what.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from datetime import date

from django.core.cache import cache

from accounts.chat import wording
from accounts.models import Member
from policies.search.finding import find_articles
from policies.search.unanswered import remember_unanswered
from yibao_project import wechat_chat
from yibao_project.wechat_answers import Kind, WeChatError

logger = logging.getLogger(__name__)

LONGEST_QUESTION = 100
MOST_ANSWERS = 3
REMEMBERED_SECONDS = 2 * 24 * 3600
GREETED_SECONDS = 24 * 3600


def greet(*, openid: str) -> None:
    """Tell who comes in what can be asked, once a day. Raises WeChatError if it may be retried."""
    _once(f"greeted:{openid}", GREETED_SECONDS, openid, lambda: wording.GREETING)


def answer(*, openid: str, text: str, key: str, today: date) -> None:
    """Answer one message, for the place where the first of the household is insured.

    Raises WeChatError where it surely did not go out and may be retried.
    """
    _once(
        f"answered:{openid}:{key}",
        REMEMBERED_SECONDS,
        openid,
        lambda: _found(openid, text, today=today) if text else wording.ONLY_TEXT,
    )


def _once(act: str, seconds: int, openid: str, words: Callable[[], str]) -> None:
    mark = f"chat:{hashlib.sha256(act.encode()).hexdigest()}"
    if not cache.add(mark, 1, seconds):
        return
    try:
        wechat_chat.say(openid=openid, text=words())
    except WeChatError as error:
        if error.kind is Kind.TEMPORARY:
            cache.delete(mark)
            raise
        if error.kind is not Kind.REFUSED:
            logger.error("chat: not answered, %s %s", error.kind, error.errcode)


def _found(openid: str, text: str, *, today: date) -> str:
    question = text[:LONGEST_QUESTION]
    region = (
        Member.objects.filter(user__openid=openid)
        .order_by("pk")
        .values_list("region_id", flat=True)
        .first()
    )
    found = find_articles(question=question, on=today, limit=MOST_ANSWERS, region_code=region)
    if not found.is_clear:
        remember_unanswered(question, region_code=region, on=today)
    return wording.words(found)
