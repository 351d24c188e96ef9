"""The product as its server sees it, with one route more: the view that the status is compared with."""

from __future__ import annotations

from django.conf import settings
from django.core.wsgi import get_wsgi_application

settings.ROOT_URLCONF = "benchmarks.rig.conventional"
application = get_wsgi_application()
