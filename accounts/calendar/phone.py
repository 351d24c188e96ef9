"""An event as `wx.addPhoneCalendar` takes it. What was added can be neither read nor changed by us."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, time, timedelta
from typing import NotRequired, TypedDict

from accounts.calendar.events import BEIJING, Event

STARTS_AT = time(9)
LASTS = timedelta(hours=1)
PAGE = "pages/home/home"
ONE_DAY = 24 * 60 * 60


class PhoneEvent(TypedDict):
    """The argument of `wx.addPhoneCalendar`: seconds, and `endTime` as text as its types have it."""

    title: str
    startTime: int
    endTime: str
    allDay: bool
    description: str
    location: str
    alarm: bool
    alarmOffset: int
    path: NotRequired[str]
    signature: NotRequired[str]


def phone_event(event: Event, *, signature: str | None) -> PhoneEvent:
    """`event` from nine in the morning, so that its alarm rings at nine however early.

    Telephones disagree about whole days in other time zones and let those ring at midnight. With
    a signature of `PAGE` WeChat adds a way back to that page.
    """
    starts = datetime.combine(event.on, STARTS_AT, BEIJING)
    told: PhoneEvent = {
        "title": event.title,
        "startTime": int(starts.timestamp()),
        "endTime": str(int((starts + LASTS).timestamp())),
        "allDay": False,
        "description": event.description,
        "location": event.where,
        "alarm": True,
        "alarmOffset": event.lead_days * ONE_DAY,
    }
    return {**told, "path": PAGE, "signature": signature} if signature else told


def signed(text: str, *, session_key: str) -> str:
    """What proves to WeChat that a page is ours. The key is taken as text, as WeChat does."""
    return hmac.new(session_key.encode(), text.encode(), hashlib.sha256).hexdigest()
