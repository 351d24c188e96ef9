"""What people usually do: one Celery task with an ETA per reminder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from celery import Celery

from benchmarks.rig.peers import Owed, Peer

app = Celery("eta")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.task_default_queue = "eta"
app.conf.task_routes = {}
app.conf.beat_schedule = {}

WORKER = ("celery", "-A", "benchmarks.rig.peers.eta", "worker", "-Q", "eta", "-c", "2")


@app.task(ignore_result=True)
def send_one(number: int, due_on: str) -> None:
    from benchmarks.rig.peers.work import send_reminder

    send_reminder(number, due_on)


def _schedule(reminders: Sequence[Owed], due: datetime) -> None:
    for reminder in reminders:
        send_one.apply_async(tuple(reminder), eta=due)


def _recorded() -> int:
    from benchmarks.rig.peers.work import sent_reminders

    return sent_reminders()


PEER = Peer(
    name="Celery, an ETA each",
    commands=[WORKER],
    schedule=_schedule,
    recorded=_recorded,
    warm_up=6,
    seconds_each=0.003,
)
