"""procrastinate: one job per reminder in PostgreSQL, taken one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from benchmarks.rig.peers import Owed, Peer, work

job = app.task(name="send_reminder")(work.send_reminder)
OPTIONS = ("-c", "8", "--fetch-job-polling-interval", "0.5", "--delete-jobs", "always")
WORKER = ("django", "procrastinate", "worker", *OPTIONS)


def _schedule(reminders: Sequence[Owed], due: datetime) -> None:
    ProcrastinateJob.objects.all().delete()
    job.configure(schedule_at=due).batch_defer(*(each._asdict() for each in reminders))


PEER = Peer(
    name="procrastinate, a job each",
    commands=[WORKER, WORKER],
    schedule=_schedule,
    recorded=work.sent_reminders,
    warm_up=6,
    seconds_each=0.002,
)
