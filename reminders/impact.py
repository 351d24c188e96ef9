"""What a change of policy would do to reminders, counted inside the trial that policies run.

Only people of the places concerned are counted, and nothing is written but temporary tables,
which end with the trial.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import connection

from accounts.models import Member
from policies.desk.impact import Bar, Effect, Move
from policies.models import Rule
from reminders import truth
from reminders.kinds.payment_deadline import CODE as PAYMENT_DEADLINE
from reminders.tuning import kinds_in_force

SNAPSHOT = """
    CREATE TEMPORARY TABLE {table} (
        kind text, user_id bigint, subject text, due_on date, stage int, people int)
    ON COMMIT DROP
"""
SAME = "user_id, kind, subject, due_on, stage"
MOST_BARS = 8


class ReminderObserver:
    """Looks at who is due before and after one rule is published."""

    def __init__(self, *, row: Rule, places: Sequence[str], today: date) -> None:
        self.row = row
        self.places = list(places)
        self.today = today
        self.kinds = kinds_in_force()

    def before(self) -> None:
        self._snapshot("impact_before")

    def after(self, moves: Sequence[Move]) -> Effect:
        self._snapshot("impact_after")
        members, residents = self._concerned()
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                SELECT
                  (SELECT count(*) FROM reminders_reminder r
                   JOIN impact_before b USING ({SAME})
                   LEFT JOIN impact_after a USING ({SAME})
                   WHERE r.status IN ('planned', 'held') AND a.user_id IS NULL),
                  (SELECT count(*) FROM impact_after a
                   LEFT JOIN impact_before b USING ({SAME})
                   LEFT JOIN reminders_reminder r USING ({SAME})
                   WHERE b.user_id IS NULL AND r.user_id IS NULL)
                """
            )
            withdrawn, due = cursor.fetchone()
        return Effect(
            figures=(
                ("这条规则管到的家人", members),
                ("照看他们的居民", residents),
                ("还没发出、将作废的提醒", withdrawn),
                ("今天就要新增的提醒", due),
            ),
            chart_title="还没缴费的家人，哪天会收到提醒",
            bars=self._schedule(moves),
        )

    def _snapshot(self, table: str) -> None:
        """Everyone due today in the places concerned."""
        with connection.cursor() as cursor:
            cursor.execute(SNAPSHOT.format(table=table))
            cohorts = truth.cohorts_of(self.kinds.values(), today=self.today)
            inside = set(self.places)
            here = {
                code: [
                    cohort
                    for cohort in found
                    if cohort.below is not None or cohort.region in inside
                ]
                for code, found in cohorts.items()
            }
            cursor.execute(truth.MAKE_COHORT_TABLE)
            cursor.execute(truth.EMPTY_COHORT_TABLE)
            cursor.execute(truth.FILL_COHORT_TABLE, {"cohorts": truth.cohorts_json(here)})
            for kind in self.kinds.values():
                due = truth.due_sql(kind, only="AND m.region_id = ANY(%(places)s)")
                cursor.execute(
                    f"""
                    INSERT INTO {table}
                    SELECT %(kind)s, user_id, subject, due_on, stage, json_array_length(members)
                    FROM ({due}) AS due
                    """,
                    {"kind": kind.code, "today": self.today, "places": self.places},
                )

    def _concerned(self) -> tuple[int, int]:
        """Members under the rule, and the residents who look after them."""
        members = Member.objects.filter(region__in=self.places, user__is_active=True)
        if scheme := getattr(self.row, "scheme", ""):
            members = members.filter(scheme=scheme)
        if people := self.row.people():
            members = members.filter(category__in=people)
        return members.count(), members.values("user").distinct().count()

    def _schedule(self, moves: Iterable[Move]) -> list[Bar]:
        """Members not paid for, by the days on which a window would remind them."""
        dated = [move for move in moves if move.before.due_on or move.after.due_on]
        if not dated:
            return []
        unpaid = self._unpaid()
        days: dict[str, Counter[date]] = {"before": Counter(), "after": Counter()}
        for move in dated:
            count = unpaid.get((move.subject.region, move.subject.category), 0)
            for name, due_on in (("before", move.before.due_on), ("after", move.after.due_on)):
                for stage in self.kinds[PAYMENT_DEADLINE].stages:
                    if due_on and (day := due_on - timedelta(days=stage)) >= self.today:
                        days[name][day] += count
        shown = sorted({day for counts in days.values() for day in counts})[:MOST_BARS]
        most = max([1, *(counts[day] for counts in days.values() for day in shown)])
        return [
            Bar(
                f"{day:%Y-%m-%d}",
                days["before"][day],
                days["after"][day],
                100 * days["before"][day] / most,
                100 * days["after"][day] / most,
            )
            for day in shown
        ]

    def _unpaid(self) -> dict[tuple[str, str], int]:
        with connection.cursor() as cursor:
            cursor.execute(
                """
                SELECT m.region_id, m.category, count(*)
                FROM accounts_member m JOIN accounts_user u ON u.id = m.user_id AND u.is_active
                WHERE m.region_id = ANY(%(places)s) AND m.scheme = %(scheme)s AND NOT m.muted
                  AND NOT EXISTS (
                      SELECT FROM accounts_enrolment e
                      WHERE e.member_id = m.id AND e.coverage_year = %(year)s
                        AND (e.paid_on IS NOT NULL OR e.exempt))
                GROUP BY m.region_id, m.category
                """,
                {
                    "places": self.places,
                    "scheme": getattr(self.row, "scheme", ""),
                    "year": getattr(self.row, "coverage_year", None),
                },
            )
            return {(region, category): count for region, category, count in cursor.fetchall()}
