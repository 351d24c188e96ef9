"""The ledger's months: a table for each month of the due day, made ahead and archived when old.

What has no month yet lies in the part for the rest, so a reminder always has its place. Months are
made, and archived, as they are: no row of an archived month is written anew, and nothing that looks
for what is open or due meets it again.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from policies.rules.days import add_months
from reminders.models import ArchivedReminder, Reminder

LEDGER: Final = "reminders_reminder"
REST: Final = "reminders_reminder_rest"
ARCHIVE: Final = "reminders_archivedreminder"
AHEAD, AT_HAND = 6, 13
# Writers wait for a table that changes hands, so it must have its turn soon or come another night.
PATIENCE: Final = "5s"

PARTS = """
    SELECT part.relname FROM pg_inherits
    JOIN pg_class part ON part.oid = inhrelid
    WHERE inhparent = %s::regclass ORDER BY part.relname
"""
# A month's indexes for what is open or due, which the archive has not.
LEFT_OVER = """
    SELECT index.relname FROM pg_index
    JOIN pg_class index ON index.oid = indexrelid
    WHERE indrelid = %s::regclass AND NOT index.relispartition
"""


def tend(*, today: date) -> dict[str, list[date]]:
    """Make the months up to AHEAD, archive those older than AT_HAND, drop archived ones that are empty.

    Returns the first days of the months made, archived and dropped. Each month is a transaction of
    its own; run again it finds nothing. Raises OperationalError where a table did not get its turn
    within PATIENCE: what is done is done, the rest is for the next time.
    """
    this_month = today.replace(day=1)
    done: dict[str, list[date]] = {"made": [], "archived": [], "dropped": []}
    there = set(_months_of(LEDGER)) | set(_months_of(ARCHIVE))
    ahead = {add_months(this_month, count) for count in range(AHEAD + 1)}
    for month in sorted((ahead | _months_in_the_rest()) - there):
        _make(month)
        done["made"].append(month)
    for month in _months_of(LEDGER):
        if month < add_months(this_month, -AT_HAND):
            _archive(month)
            done["archived"].append(month)
    for month in _months_of(ARCHIVE):
        if _drop_if_empty(month):
            done["dropped"].append(month)
    return done


def _make(month: date) -> None:
    """A table for `month`, with what the rest has of it."""
    name, days = _name(month), _days(month)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
        # Residents before their reminders, as whoever changes both takes them.
        cursor.execute("LOCK TABLE accounts_user IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(f"LOCK TABLE {REST} IN ACCESS EXCLUSIVE MODE")
        cursor.execute(
            f"CREATE TABLE {name} (LIKE {LEDGER} INCLUDING CONSTRAINTS, CHECK (due_on >= %s AND due_on < %s))",
            days,
        )
        cursor.execute(
            f"""WITH moved AS (
                    DELETE FROM {REST} WHERE due_on >= %s AND due_on < %s RETURNING *)
                INSERT INTO {name} SELECT * FROM moved""",
            days,
        )
        _attach(cursor, LEDGER, month)


def _archive(month: date) -> None:
    """Take `month` out of the ledger; what staff's log says of its rows follows them."""
    name = _name(month)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
        cursor.execute(f"ALTER TABLE {LEDGER} DETACH PARTITION {name}")
        _attach(cursor, ARCHIVE, month)
        cursor.execute(LEFT_OVER, [name])
        for (index,) in cursor.fetchall():
            cursor.execute(f"DROP INDEX {index}")
        cursor.execute(
            f"""UPDATE django_admin_log l SET content_type_id = %s FROM {name} r
                WHERE l.content_type_id = %s AND l.object_id = r.id::text""",
            [ContentType.objects.get_for_model(each).pk for each in (ArchivedReminder, Reminder)],
        )


def _drop_if_empty(month: date) -> bool:
    name = _name(month)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT FROM {name})")
        if cursor.fetchone()[0]:
            return False
        cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
        cursor.execute(f"DROP TABLE {name}")
    return True


def _attach(cursor: Any, table: str, month: date) -> None:
    cursor.execute(
        f"ALTER TABLE {table} ATTACH PARTITION {_name(month)} FOR VALUES FROM (%s) TO (%s)",
        _days(month),
    )


def _months_of(table: str) -> list[date]:
    with connection.cursor() as cursor:
        cursor.execute(PARTS, [table])
        names = [name for (name,) in cursor.fetchall() if name != REST]
    return [date.fromisoformat(f"{name[-7:].replace('_', '-')}-01") for name in names]


def _months_in_the_rest() -> set[date]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT date_trunc('month', due_on)::date FROM {REST}")
        return {month for (month,) in cursor.fetchall()}


def _name(month: date) -> str:
    return f"{LEDGER}_{month:%Y_%m}"


def _days(month: date) -> list[date]:
    return [month, add_months(month, 1)]
