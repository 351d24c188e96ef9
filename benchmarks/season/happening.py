"""Lets drawn events happen, as the product and WeChat learn of them: all of an hour together.

Import after Django is set up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import count

from django.db import connection

from accounts.models import DebitResult, Enrolment, Filing, Member, User
from benchmarks.season.facts import Event
from benchmarks.season.phones import Phones
from benchmarks.season.settling import AT_ONCE, Settled, filing_of, template_id
from policies.models import PaymentWindow
from reminders.models import GrantReport
from reminders.services import report_answers

# So many taps of an hour are reported one by one, as the mini-program does; the others are booked
# as that books them, in one statement.
REPORTED_ONE_BY_ONE = 10
BOOK = """
    WITH taps AS (
        SELECT * FROM unnest(%(users)s::bigint[], %(templates)s::bigint[], %(keys)s::text[])
            AS tap(user_id, template_id, key)),
    credited AS (
        UPDATE reminders_grant g SET balance = balance + number
        FROM (SELECT user_id, template_id, count(*) AS number FROM taps GROUP BY 1, 2) AS each
        WHERE g.user_id = each.user_id AND g.template_id = each.template_id
        RETURNING g.id, g.user_id, g.template_id)
    INSERT INTO reminders_grantreport (grant_id, source, key, accepted, answered_at)
    SELECT id, 'client', key, true, %(at)s FROM taps JOIN credited USING (user_id, template_id)
"""


class Happening:
    def __init__(self, settled: Settled, phones: Phones) -> None:
        self.settled = settled
        self.phones = phones
        self.taps = count()
        # In an hour a household joins before anything is told of it, and accepts before it refuses.
        self.ways: dict[str, Callable[[Sequence[Event], datetime], None]] = {
            "moved": self._moved,
            "joined": self._joined,
            "paid": self._paid,
            "cancelled": self._cancelled,
            "renewed": self._renewed,
            "debit_told": self._debit_told,
            "muted": self._muted,
            "heard_again": self._muted,
            "kind_muted": self._kind_muted,
            "accepted": self._accepted,
            "refused": self._refused,
        }

    def happen(self, events: Iterable[Event], *, at: datetime) -> None:
        alike: dict[str, list[Event]] = defaultdict(list)
        for event in events:
            alike[event.what].append(event)
        for what, way in self.ways.items():
            if what in alike:
                way(alike[what], at)

    def _members(self, events: Iterable[Event]) -> list[int]:
        return [self._member(event) for event in events]

    def _member(self, event: Event) -> int:
        return self.settled.members[event.openid, event.name]

    def _moved(self, events: Sequence[Event], at: datetime) -> None:
        for event in events:
            window = PaymentWindow.objects.get(code=event.window)
            window.closes_on = event.closes_on
            window.save()

    def _joined(self, events: Sequence[Event], at: datetime) -> None:
        self.settled.take_in((event.openid, event.person) for event in events if event.person)

    def _paid(self, events: Sequence[Event], at: datetime) -> None:
        days = {(self._member(event), year): event.day for event in events for year in event.years}
        Enrolment.objects.bulk_create(
            (
                Enrolment(member_id=member, coverage_year=year, paid_on=day)
                for (member, year), day in days.items()
            ),
            batch_size=AT_ONCE,
            update_conflicts=True,
            unique_fields=["member", "coverage_year"],
            update_fields=["paid_on"],
        )

    def _cancelled(self, events: Sequence[Event], at: datetime) -> None:
        filings = Filing.objects.filter(member__in=self._members(events))
        filings.update(cancelled_on=at.date())

    def _renewed(self, events: Sequence[Event], at: datetime) -> None:
        Filing.objects.bulk_create(
            filing_of(self._member(event), event.filing) for event in events if event.filing
        )

    def _debit_told(self, events: Sequence[Event], at: datetime) -> None:
        months = {(self._member(event), event.month) for event in events if event.month}
        DebitResult.objects.bulk_create(
            (
                DebitResult(member_id=member, month=month, succeeded=True)
                for member, month in months
            ),
            update_conflicts=True,
            unique_fields=["member", "month"],
            update_fields=["succeeded"],
        )

    def _muted(self, events: Sequence[Event], at: datetime) -> None:
        members = Member.objects.filter(pk__in=self._members(events))
        members.update(muted=events[0].what == "muted")

    def _kind_muted(self, events: Sequence[Event], at: datetime) -> None:
        for event in events:
            user = User.objects.get(openid=event.openid)
            muted = sorted({*user.muted_kinds, event.kind})
            User.objects.filter(pk=user.pk).update(muted_kinds=muted)

    def _accepted(self, events: Sequence[Event], at: datetime) -> None:
        self.phones.accept([(event.openid, event.kind) for event in events])
        for event in events[:REPORTED_ONE_BY_ONE]:
            report_answers(
                user=User.objects.get(openid=event.openid),
                answers={template_id(event.kind): "accept"},
                key=self._next_key(),
                source=GrantReport.Source.CLIENT,
                at=at,
            )
        rest = events[REPORTED_ONE_BY_ONE:]
        if rest:
            with connection.cursor() as cursor:
                cursor.execute(
                    BOOK,
                    {
                        "users": [self.settled.users[event.openid] for event in rest],
                        "templates": [self.settled.templates[event.kind] for event in rest],
                        "keys": [self._next_key() for _ in rest],
                        "at": at,
                    },
                )

    def _next_key(self) -> str:
        return f"season-{next(self.taps)}"

    def _refused(self, events: Sequence[Event], at: datetime) -> None:
        for event in events:
            self.phones.refuse(event.openid, event.kind, heard=event.heard)
