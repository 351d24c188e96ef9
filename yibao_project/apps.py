from __future__ import annotations

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Makes the project package known to Django: its system checks, templates and static files."""

    name = "yibao_project"
    verbose_name = "医保提醒"

    def ready(self) -> None:
        from yibao_project import checks  # noqa: F401  registers the system checks
