"""What operators do by hand: hold messages of a kind or to a place, let them go, try again."""

from __future__ import annotations

from datetime import datetime, time

from django.db import connection

from reminders import pacing
from reminders.kinds import speaks_since
from reminders.models import Pause
from reminders.operations.today import CAN_BE_RETRIED
from reminders.rules import BEIJING
from reminders.tuning import kinds_in_force
from yibao_project.errors import AppError


def begin_pause(pause: Pause, *, by: str, now: datetime) -> None:
    """Hold from now on: senders within seconds, planning within a minute."""
    pause.paused_by, pause.paused_at = by, now
    pause.save()


def end_pause(pause: Pause, *, by: str, now: datetime) -> None:
    """Let go what was held; planning does within a minute, where it is still true.

    Raises AppError 409 where it has ended already.
    """
    ended = Pause.objects.filter(pk=pause.pk, ended_at=None).update(ended_by=by, ended_at=now)
    if not ended:
        raise AppError("pause_has_ended", "已经恢复过了。", status=409)


def retry(*, errcode: int | None, now: datetime) -> int:
    """Plan anew, for the next allowed hour, what met this answer today; gives how many.

    One statement. Whether each is still true is checked before it goes out, as always; what WeChat
    may have taken, or the resident refused, is not touched.
    """
    midnight = datetime.combine(now.astimezone(BEIJING).date(), time.min, BEIJING)
    kinds = kinds_in_force().values()
    moved = pacing.open_hours("%(now)s::timestamptz", opens="hours.opens", closes="hours.closes")
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            UPDATE reminders_reminder r
            SET status = 'planned', reason = 'retry',
                send_after = CASE WHEN r.due_on = %(today)s AND hours.ends
                                  THEN %(now)s ELSE {moved} END
            FROM accounts_user own, {pacing.hours_of_kinds(kinds)}
            WHERE own.id = r.user_id AND hours.kind = r.kind AND {CAN_BE_RETRIED}
              AND r.due_on >= %(speaks_since)s AND r.errcode IS NOT DISTINCT FROM %(errcode)s
              AND r.id IN (SELECT reminder_id FROM reminders_attempt
                           WHERE finished_at >= %(midnight)s)
              AND {pacing.NOT_IN_FLIGHT}
            """,
            {
                "now": now,
                "today": midnight.date(),
                "midnight": midnight,
                "speaks_since": speaks_since(midnight.date()),
                "errcode": errcode,
            },
        )
        count: int = cursor.rowcount
    return count
