"""The Celery app; its schedule stands in settings, its tasks in each app's tasks.py."""

from __future__ import annotations

import os

from celery import Celery
from django_structlog.celery.steps import DjangoStructLogInitStep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yibao_project.settings")

app = Celery("yibao_project")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# A task carries on the request id of whatever started it.
app.steps["worker"].add(DjangoStructLogInitStep)
