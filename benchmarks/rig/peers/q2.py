"""django-q2: one schedule per reminder, which its cluster turns into tasks in Redis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django_q.models import Schedule

from benchmarks.rig.peers import Owed, Peer, work


def _schedule(reminders: Sequence[Owed], due: datetime) -> None:
    Schedule.objects.all().delete()
    Schedule.objects.bulk_create(
        [
            Schedule(
                func="benchmarks.rig.peers.work.send_reminder",
                args=repr(tuple(each)),
                schedule_type=Schedule.ONCE,
                next_run=due,
                repeats=-1,
            )
            for each in reminders
        ],
        batch_size=1_000,
    )


PEER = Peer(
    name="django-q2, a schedule each",
    commands=[("django", "qcluster")],
    schedule=_schedule,
    recorded=work.sent_reminders,
    warm_up=6,
    seconds_each=0.001,
)
