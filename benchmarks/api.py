"""How many residents can ask at once, beside a conventional view and the least that can answer.

The production server with the production settings, behind one proxy; a conventional DRF view under
the same settings in the same server; and ASGI without a framework, login or rules in the same kind
of server. In every round each way is asked by the same residents, each of them once and with a token
of their own made ahead; no two rounds ask of the same residents. Then they ask for the status again.
So that many residents can be compared with few, as many of each are asked in turn, after all that
processes had kept was made void.

    python -m benchmarks.api [--members 1000000] [--residents 4000] [--rounds 3] [--keep] [--small]

`--keep` leaves the large database and takes the one that was left, which must have as many members.
"""

from __future__ import annotations

import argparse
import os
import random
import socket
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

import psutil

from benchmarks.rig import world
from benchmarks.rig.browsing import Answered, browse, get
from yibao_project.launching import web_options

FEW = 1_000
ACQUAINTED = 50
"""Residents who ask before anything is measured, so that policies are read; never asked of again."""
OF_FEW = FEW // 2 - ACQUAINTED
PAIRS = 3
"""How many times in a round few and many are asked in turn."""
WAYS = ("conventional", "floor", "status", "inbox", "guide")
AGAIN, AMONG_FEW, AMONG_MANY = "status again", "status among few", "status among many"
NAMES = {
    "conventional": "conventional view: APIView, Serializer, 3 queries",
    "floor": "no framework, no login, no rules: 1 prepared statement",
    "status": "**status**, each resident for the first time",
    AGAIN: "**status**, the same residents again",
    "inbox": "**inbox**",
    "guide": "**guide**",
    AMONG_FEW: f"**status** of {OF_FEW} residents among {FEW:,} members",
    AMONG_MANY: f"**status** of {OF_FEW} residents among all",
}
PATHS = {
    "conventional": "/api/v1/conventional",
    "status": "/api/v1/status",
    "inbox": "/api/v1/reminders",
    "guide": "/api/v1/guides/filing?region=440100",
}
PRODUCT = partial(
    web_options, workers=2, threads=4, application="benchmarks.rig.served:application"
)
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "yibao_project.settings",
    "WEB_URL": "https://127.0.0.1",
    "PROXIES": "1",
}
Rounds = Mapping[str, list[Answered]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=1_000_000)
    parser.add_argument("--residents", type=int, default=4_000, help="asked in each round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", action="store_true", help="leave and take the large database")
    parser.add_argument(
        "--small", action="store_true", help="a quick look: 20,000, one round of 1,000 residents"
    )
    options = parser.parse_args()
    if options.small:
        options.members, options.residents, options.rounds = 20_000, 1_000, 1
    world.prepare("api_few")
    populate(FEW)
    few = residents()
    with served(PRODUCT) as small:
        if world.prepare("api", keep=options.keep):
            populate(options.members)
        many = residents()
        assert len(many) == options.members // 2, "the database that was left has other members"
        with (
            served(PRODUCT) as large,
            served(floor_options) as floor,
        ):
            answered = measured(
                Servers(small, large, floor), few, many, options.residents, options.rounds
            )
    report(answered, members=options.members, residents=options.residents)


class Server(NamedTuple):
    port: int
    process: psutil.Process
    database: str


class Servers(NamedTuple):
    small: Server
    large: Server
    floor: Server


def measured(
    servers: Servers, few: list[int], many: list[int], residents: int, rounds: int
) -> dict[str, list[Answered]]:
    known, acquainted = few[:OF_FEW], few[OF_FEW:]
    ways = {way: servers.floor if way == "floor" else servers.large for way in WAYS}
    strangers = iter(many)
    first = [next(strangers) for _ in range(ACQUAINTED)]
    answered: dict[str, list[Answered]] = {way: [] for way in NAMES}
    for way, server in ways.items():
        browse(port=server.port, requests=asked(way, first))
    for number in range(rounds):
        world.step(f"第 {number + 1}/{rounds} 轮")
        of_round = [next(strangers) for _ in range(residents)]
        requests = {way: asked(way, of_round) for way in WAYS}
        # Each way is the first to touch the rows of its residents in some round.
        for way in (*WAYS[number % len(WAYS) :], *WAYS[: number % len(WAYS)]):
            answered[way].append(answered_by(ways[way], requests[way]))
            if way == "status":
                answered[AGAIN].append(answered_by(ways[way], requests[way]))
        for _ in range(PAIRS):
            of_pair = [next(strangers) for _ in range(OF_FEW)]
            for name, server, people, warming in (
                (AMONG_FEW, servers.small, known, acquainted),
                (AMONG_MANY, servers.large, of_pair, first),
            ):
                forget(server)
                browse(port=server.port, requests=asked("status", warming))
                answered[name].append(answered_by(server, asked("status", people)))
    return answered


def answered_by(server: Server, requests: Sequence[bytes]) -> Answered:
    working = [server.process, *world.servers()]
    worked = world.cpu_seconds(working)
    found = browse(port=server.port, requests=requests)
    assert len(found.times) == len(requests)
    assert not found.refused, f"{found.refused} refused"
    found.cpu_seconds = world.cpu_seconds(working) - worked
    return found


def forget(server: Server) -> None:
    """A new version of the policies, so that nothing holds that processes kept."""
    import psycopg

    with psycopg.connect(server.database) as database:
        database.execute("UPDATE policies_policyversion SET value = %s", [uuid.uuid4()])


def populate(members: int) -> None:
    """Half as many residents, each with a parent on 低保 besides; years, filings and an inbox."""
    from django.db import connection
    from django.utils import timezone

    from accounts.models import Enrolment, Filing, Member
    from reminders.models import Reminder

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


def residents() -> list[int]:
    """All of them, in an order of chance."""
    from accounts.models import User

    numbers = list(User.objects.filter(openid__isnull=False).values_list("pk", flat=True))
    random.Random(20261122).shuffle(numbers)
    return numbers


def asked(way: str, numbers: Iterable[int]) -> list[bytes]:
    """One request of each resident, with a token that no process has seen."""
    from rest_framework_simplejwt.tokens import AccessToken

    if way == "floor":
        return [get(f"/{number}") for number in numbers]
    requests = []
    for number in numbers:
        token = AccessToken()
        token["user_id"] = str(number)
        headers = {
            "Authorization": f"Bearer {token}",
            "X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
        }
        requests.append(get(PATHS[way], **headers))
    return requests


def floor_options(*, port: int) -> list[str]:
    """As many processes in the same kind of server, by the interface that has least to do."""
    options = f"--interface asgi --loop uvloop --host 127.0.0.1 --port {port} --workers 2 --no-ws"
    return [*options.split(), "benchmarks.rig.floor:application"]


@contextmanager
def served(options: Callable[..., list[str]]) -> Iterator[Server]:
    """A server of its own on a free port, once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    with world.running("granian", *options(port=port), **PRODUCTION) as process:
        request = urllib.request.Request(  # noqa: S310  loopback
            f"http://127.0.0.1:{port}/0", headers={"X-Forwarded-Proto": "https"}
        )
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(request, timeout=2)  # noqa: S310  loopback
            except urllib.error.HTTPError:
                break
            except OSError:
                time.sleep(0.2)
            else:
                break
        else:
            raise SystemExit("a server did not start")
        yield Server(port, process, os.environ["DATABASE_URL"])


def report(answered: Rounds, *, members: int, residents: int) -> None:
    rows = [("way", "answers/s", "p50", "p99", "CPU ms", "bytes")]
    figures: dict[str, Any] = {"members": members, "residents": residents}
    for way, name in NAMES.items():
        found = {
            "per_s": round(world.median([each.rate for each in answered[way]])),
            "p50_ms": round(world.median([each.within(0.5) for each in answered[way]]), 1),
            "p99_ms": round(world.median([each.within(0.99) for each in answered[way]]), 1),
            "cpu_ms": round(world.median([each.cpu_ms for each in answered[way]]), 2),
        }
        figures[way] = found
        rows.append(
            (
                name,
                f"{found['per_s']:,}",
                f"{found['p50_ms']} ms",
                f"{found['p99_ms']} ms",
                f"{found['cpu_ms']}",
                f"{answered[way][0].size:,}",
            )
        )
    world.table(rows)
    world.finish({**figures, **compared(answered)})


def compared(answered: Rounds) -> dict[str, float]:
    """Ratios taken round by round, as the machine's speed moves; their medians."""

    def ratio(way: str, other: str, of: Any) -> float:
        pairs = zip(answered[way], answered[other], strict=True)
        return round(world.median([of(mine) / of(theirs) for mine, theirs in pairs]), 3)

    def rate(found: Answered) -> float:
        return found.rate

    def cpu(found: Answered) -> float:
        return found.cpu_ms

    def slowest(found: Answered) -> float:
        return found.within(0.99)

    return {
        "status_to_conventional": ratio("status", "conventional", rate),
        "status_p99_to_conventional": ratio("status", "conventional", slowest),
        "status_to_floor": ratio("status", "floor", rate),
        "cpu_conventional_to_status": ratio("conventional", "status", cpu),
        "cpu_floor_to_status": ratio("floor", "status", cpu),
        "again_to_first": ratio(AGAIN, "status", rate),
        "many_to_few": ratio(AMONG_MANY, AMONG_FEW, rate),
        "cpu_few_to_many": ratio(AMONG_FEW, AMONG_MANY, cpu),
    }


if __name__ == "__main__":
    main()
