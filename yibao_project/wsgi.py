from __future__ import annotations

import logging
import os

from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connection
from redis.exceptions import RedisError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yibao_project.settings")

application = get_wsgi_application()


def hear_from_now_on() -> None:
    """What WeChat pushed while no server ran is lost: silence until now proves nothing."""
    from reminders.listening import begin_anew
    from yibao_project.clock import now

    try:
        begin_anew(now=now())
    except (DatabaseError, RedisError) as error:
        # Whichever was away has another start, or has forgotten, so it is known all the same.
        logging.getLogger(__name__).warning(
            "启动时数据库或 Redis 没有应答：%s", type(error).__name__
        )
    finally:
        connection.close()


hear_from_now_on()
