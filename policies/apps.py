from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "policies"
    verbose_name = "政策"

    def ready(self) -> None:
        # Django itself only looks for policies.admin.
        import_module("policies.search.admin")
        import_module("policies.guides.admin")
