"""The benchmarks' settings with the tables of all that is compared, each library at its best."""

from __future__ import annotations

from benchmarks.rig.settings import *  # noqa: F403
from benchmarks.rig.settings import INSTALLED_APPS as OURS
from benchmarks.rig.settings import REDIS_URL

INSTALLED_APPS = [
    *OURS,
    "django_celery_beat",
    "django_q",
    "post_office",
    "procrastinate.contrib.django",
]

# Their commands would not start beside a rehearsal clock outside DEBUG, which would slow all queries.
SILENCED_SYSTEM_CHECKS = ["yibao.E002"]

# Without it Celery opens a database connection for every task.
CELERY_DB_REUSE_MAX = 10_000

Q_CLUSTER = {
    "name": "q2",
    "redis": REDIS_URL,
    "workers": 2,
    "recycle": 1_000_000,
    "timeout": 60,
    "retry": 120,
    "save_limit": -1,  # nothing is written of what went well
    "log_level": "ERROR",
    # It looks for what is due only every 30 s, counted in rounds of its guard: so it does in the second.
    "guard_cycle": 15,
}

POST_OFFICE = {
    "BACKENDS": {"default": "benchmarks.rig.peers.post_office.ByWeChat"},
    "BATCH_SIZE": 2_000,
    "THREADS_PER_PROCESS": 32,
    "LOG_LEVEL": 1,  # a row for what failed only
}

PROCRASTINATE_IMPORT_PATHS = ["benchmarks.rig.peers.procrastination"]
