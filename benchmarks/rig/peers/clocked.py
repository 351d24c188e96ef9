"""django-celery-beat: one clocked row per reminder, which beat finds and hands to Celery."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from django_celery_beat.models import ClockedSchedule, PeriodicTask, PeriodicTasks

from benchmarks.rig.peers import Owed, Peer, eta, work

BEAT = ("celery", "-A", "benchmarks.rig.peers.eta", "beat", "--max-interval", "1")
SCHEDULER = ("-S", "django_celery_beat.schedulers:DatabaseScheduler", "--pidfile=")


def _schedule(reminders: Sequence[Owed], due: datetime) -> None:
    PeriodicTask.objects.all().delete()
    clocked = ClockedSchedule.objects.create(clocked_time=due)
    PeriodicTask.objects.bulk_create(
        [
            PeriodicTask(
                name=f"reminder {each.number}",
                task=eta.send_one.name,
                args=json.dumps(each),
                clocked=clocked,
                one_off=True,
            )
            for each in reminders
        ],
        batch_size=1_000,
    )
    PeriodicTasks.update_changed()


PEER = Peer(
    name="django-celery-beat, a clocked row each",
    commands=[eta.WORKER, (*BEAT, *SCHEDULER)],
    schedule=_schedule,
    recorded=work.sent_reminders,
    warm_up=6,
    seconds_each=0.003,
)
