"""How many residents can ask at once, beside a conventional view and the least that can answer.

The production server with the production settings, behind one proxy; a conventional DRF view under
the same settings in the same server; and ASGI without a framework, login or rules in the same kind
of server. All are asked in turn, round after round, first with 1,000 members in the database.

    python -m benchmarks.api [--members 1000000] [--rounds 3] [--seconds 8] [--small]
"""

from __future__ import annotations

import argparse
import random
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any, NamedTuple

import psutil

from benchmarks.rig import world
from benchmarks.rig.browsing import Answered, browse, get

FEW = 1_000
PHONES = 2_000
OURS = ("status", "inbox", "guide")
WAYS = ("conventional", "floor", *OURS)
NAMES = {
    "conventional": "conventional view: APIView, Serializer, 3 queries",
    "floor": "no framework, no login, no rules: 1 prepared statement",
    "status": "**status**",
    "inbox": "**inbox**",
    "guide": "**guide**",
}
GRANIAN = ("granian", "--host", "127.0.0.1", "--workers", "2", "--no-ws")
WSGI = (*GRANIAN, "--interface", "wsgi", "--blocking-threads", "8")
ASGI = (*GRANIAN, "--interface", "asgi", "--loop", "uvloop")
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "yibao_project.settings",
    "WEB_URL": "https://127.0.0.1",
    "PROXIES": "1",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument(
        "--small", action="store_true", help="a quick look: 20,000, one round of 3 s"
    )
    options = parser.parse_args()
    if options.small:
        options.members, options.rounds, options.seconds = 20_000, 1, 3
    world.prepare("api")
    few = measured(FEW, rounds=options.rounds, seconds=options.seconds)
    many = measured(options.members, rounds=options.rounds, seconds=options.seconds)
    report(few=few, many=many, members=options.members)


def measured(members: int, *, rounds: int, seconds: float) -> dict[str, list[Answered]]:
    populate(members)
    requests = everything_asked()
    answered: dict[str, list[Answered]] = {way: [] for way in WAYS}
    with (
        served(*WSGI, "benchmarks.rig.served:application") as ours,
        served(*ASGI, "benchmarks.rig.floor:application") as floor,
    ):
        servers = {way: floor if way == "floor" else ours for way in WAYS}
        for way, asked in requests.items():
            browse(port=servers[way].port, requests=asked, seconds=1)
        for number in range(1, rounds + 1):
            world.step(f"{members:,} 位家人，第 {number}/{rounds} 轮")
            for way, asked in requests.items():
                answered[way].append(asked_for(servers[way], asked, seconds=seconds))
    return answered


def asked_for(server: Server, requests: list[bytes], *, seconds: float) -> Answered:
    working = [server.process, *world.servers()]
    worked = world.cpu_seconds(working)
    found = browse(port=server.port, requests=requests, seconds=seconds)
    assert found.times, "nothing was answered"
    assert not found.refused, f"{found.refused} refused"
    found.cpu_seconds = world.cpu_seconds(working) - worked
    return found


def populate(members: int) -> None:
    """Half as many residents, each with a parent on 低保 besides; years, filings and an inbox."""
    from django.db import connection
    from django.utils import timezone

    from accounts.models import Enrolment, Filing, Member
    from reminders.models import Reminder

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE accounts_user, reminders_messagetemplate CASCADE")
    world.populate(members=members // 2, credits=1)
    today = date.today()  # noqa: DTZ011  near enough
    parent = Member(
        nickname="妈妈",
        relation="parent",
        region_id="440100",
        scheme="RESIDENT",
        category="ELDER",
        special_group="DIBAO",
    )
    world.multiply(parent, source="accounts_user WHERE openid IS NOT NULL", user_id="id")
    paid = Enrolment(coverage_year=today.year)
    # Not all alike, as people are not: what is kept for everybody of the same facts is seldom met.
    world.multiply(
        paid,
        source="accounts_member",
        member_id="id",
        paid_on="CURRENT_DATE - 300 - (id % 90)::int",
    )
    filing = Filing(
        kind="TMP_OTHER",
        care_region_id="110000",
        ends_on=today + timedelta(days=120),
        ends_on_reason="您填的最后有效日。",
    )
    world.multiply(
        filing,
        source="accounts_member WHERE relation = 'parent'",
        member_id="id",
        starts_on="CURRENT_DATE - 30 - (id / 90 % 60)::int",
    )
    reminder = Reminder(
        kind="payment_deadline",
        subject=f"RESIDENT:{today.year + 1}",
        due_on=today + timedelta(days=30),
        stage=30,
        members=[],
        fingerprint=1,
        status="sent",
        send_after=timezone.now(),
        created_at=timezone.now(),
    )
    world.multiply(reminder, source="accounts_user WHERE openid IS NOT NULL", user_id="id")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def everything_asked() -> dict[str, list[bytes]]:
    """Requests of residents chosen at random, the same ones for each way."""
    from rest_framework_simplejwt.tokens import AccessToken

    from accounts.models import User

    residents = list(User.objects.filter(openid__isnull=False).values_list("pk", flat=True))
    chance = random.Random(20261122)
    asked: dict[str, list[bytes]] = {way: [] for way in WAYS}
    for number in chance.sample(residents, min(PHONES, len(residents))):
        token = AccessToken()
        token["user_id"] = str(number)
        headers = {
            "Authorization": f"Bearer {token}",
            "X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
        }
        asked["conventional"].append(get("/api/v1/conventional", **headers))
        asked["floor"].append(get(f"/{number}"))
        asked["status"].append(get("/api/v1/status", **headers))
        asked["inbox"].append(get("/api/v1/reminders", **headers))
        asked["guide"].append(get("/api/v1/guides/filing?region=440100", **headers))
    return asked


class Server(NamedTuple):
    port: int
    process: psutil.Process


@contextmanager
def served(*command: str) -> Iterator[Server]:
    """A server of its own on a free port, once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    options = ("--port", str(port), command[-1])
    with world.running(*command[:-1], *options, **PRODUCTION) as process:
        asked = urllib.request.Request(  # noqa: S310  loopback
            f"http://127.0.0.1:{port}/0", headers={"X-Forwarded-Proto": "https"}
        )
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(asked, timeout=2)  # noqa: S310  loopback
            except urllib.error.HTTPError:
                break
            except OSError:
                time.sleep(0.2)
            else:
                break
        else:
            raise SystemExit(f"{command[-1]} did not start")
        yield Server(port, process)


def report(
    *, few: Mapping[str, list[Answered]], many: Mapping[str, list[Answered]], members: int
) -> None:
    rows = [("way", "answers/s", "p50", "p99", "CPU ms", "bytes", f"answers/s with {FEW:,}")]
    figures: dict[str, Any] = {"members": members}
    for way in WAYS:
        found = {
            "per_s": round(rate(many[way])),
            "p50_ms": round(within(many[way], 0.5), 1),
            "p99_ms": round(within(many[way], 0.99), 1),
            "cpu_ms": round(cpu_ms(many[way]), 2),
            f"per_s_with_{FEW}": round(rate(few[way])),
        }
        figures[way] = found
        rows.append(
            (
                NAMES[way],
                f"{found['per_s']:,}",
                f"{found['p50_ms']} ms",
                f"{found['p99_ms']} ms",
                f"{found['cpu_ms']}",
                f"{many[way][0].size:,}",
                f"{found[f'per_s_with_{FEW}']:,}",
            )
        )
    world.table(rows)
    status = rate(many["status"])
    world.finish(
        {
            **figures,
            "status_to_conventional": round(status / rate(many["conventional"]), 2),
            "status_p99_to_conventional": round(
                within(many["status"], 0.99) / within(many["conventional"], 0.99), 2
            ),
            "status_to_floor": round(status / rate(many["floor"]), 3),
            "status_many_to_few": round(status / rate(few["status"]), 2),
            "cpu_conventional_to_status": round(
                cpu_ms(many["conventional"]) / cpu_ms(many["status"]), 2
            ),
            "cpu_floor_to_status": round(cpu_ms(many["floor"]) / cpu_ms(many["status"]), 3),
        }
    )


def rate(rounds: list[Answered]) -> float:
    return world.median([found.rate for found in rounds])


def cpu_ms(rounds: list[Answered]) -> float:
    return world.median([found.cpu_ms for found in rounds])


def within(rounds: list[Answered], share: float) -> float:
    return world.median([found.within(share) for found in rounds])


if __name__ == "__main__":
    main()
