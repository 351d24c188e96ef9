#!/usr/bin/env python
from __future__ import annotations

import os
import sys

from yibao_project import local_services


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yibao_project.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        local_services.provide()
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, local_services.LocalServiceError) as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
