"""The household's days as an iCalendar file (RFC 5545), for calendars that subscribe to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar
from icalendar import Event as Entry

from accounts.calendar.events import BEIJING, Event

NAME = "医保提醒"
READ_AGAIN = timedelta(hours=6)
NINE = timedelta(hours=9)


def calendar_file(events: Iterable[Event], *, today: date) -> bytes:
    """Whole days with an alarm at nine in the morning; the same bytes all day if nothing changed."""
    calendar = Calendar()
    calendar.add("prodid", "-//yibao//yibao//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", NAME)
    calendar.add("x-wr-calname", NAME)
    calendar.add("refresh-interval", READ_AGAIN, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    written = datetime.combine(today, time.min, BEIJING).astimezone(UTC)
    for event in events:
        calendar.add_component(_entry(event, written=written))
    file: bytes = calendar.to_ical()
    return file


def _entry(event: Event, *, written: datetime) -> Entry:
    entry = Entry()
    entry.add("uid", event.uid)
    entry.add("dtstamp", written)
    entry.add("dtstart", event.on)
    entry.add("summary", event.title)
    entry.add("description", event.description)
    entry.add("location", event.where)
    entry.add("transp", "TRANSPARENT")
    entry.add("class", "PRIVATE")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event.title)
    alarm.add("trigger", NINE - timedelta(days=event.lead_days))
    entry.add_component(alarm)
    return entry
