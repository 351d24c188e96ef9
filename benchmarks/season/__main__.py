"""A season of reminders, day by day, through the real engine and against the sandbox.

Simulated residents of ten places from 1 September to 28 February: they pay, renew, mute, subscribe
and refuse, places move their last day, WeChat fails in its usual ways, and the sender is killed in
mid-run. Then a checker that imports nothing of the product says from the facts what every resident
should have received on which day.

    python -m benchmarks.season [--residents 1000] [--seed 1] [--until DAY] [--calm] [--small]
"""

from __future__ import annotations

import argparse
import atexit
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from datetime import date, datetime, timedelta
from datetime import time as hour
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from benchmarks.rig import world as rig
from benchmarks.season import facts
from benchmarks.season.checker import Verdict, check
from benchmarks.season.reckoning import Doubt, Notices

if TYPE_CHECKING:
    from benchmarks.season.stage import Phones, SenderProcess

BEIJING = ZoneInfo("Asia/Shanghai")
SEND = "/cgi-bin/message/subscribe/send"
# So few that a kill finds some of a small batch under way and some not.
CONNECTIONS = 2
SHOWN = 12
START_SECONDS = 120


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--residents", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--until", type=date.fromisoformat, default=facts.LAST)
    parser.add_argument("--calm", action="store_true", help="no errors, crashes or moved windows")
    parser.add_argument("--small", action="store_true", help="a quick look: 100 residents")
    options = parser.parse_args()
    if options.small:
        options.residents = 100
    notices = Notices()
    drawn = facts.draw(
        residents=options.residents,
        seed=options.seed,
        closes={window.code: window.closes_on for window in notices.windows},
        last_day=notices.last_day,
        until=options.until,
        trouble=not options.calm,
    )
    os.environ["WECHAT_PUSH_TOKEN"] = "season-push-token"
    os.environ["SEND_CONNECTIONS"] = str(CONNECTIONS)
    rig.prepare("season")
    with TemporaryDirectory() as folder:
        season = Season(drawn, folder=Path(folder))
        began = time.monotonic()
        season.play()
        played = time.monotonic() - began
        rig.step("核对：从事实重新推算每个人该收到什么")
        began = time.monotonic()
        verdict = season.judged()
        report(drawn, season, verdict, played=played, judged=time.monotonic() - began)
    if not verdict.is_clean:
        sys.exit(1)


class Season:
    """One run: the product, the sandbox and the sender, and what happened."""

    def __init__(self, drawn: facts.World, *, folder: Path) -> None:
        from benchmarks.season import stage
        from rehearsal.sandbox import Sandbox

        self.stage = stage
        self.drawn = drawn
        self.tally: Counter[str] = Counter()
        self.killed: Counter[date] = Counter()
        rig.step(f"安顿 {len(drawn.residents):,} 位居民")
        stage.settle_in(drawn)
        state = folder / "phones.json"
        state.write_text(json.dumps(stage.sandbox_state(drawn)))
        sandbox = Sandbox(_sandbox(state))
        os.environ["WECHAT_API_BASE"] = sandbox.url
        self.phones: Phones = stage.Phones(sandbox, push_url=f"{_web()}/wechat/push")
        self.sender: SenderProcess = stage.SenderProcess(os.environ)
        atexit.register(lambda: self.sender.stop())

    def play(self) -> None:
        weather = {each.day: each for each in self.drawn.weather}
        crashes = {each.day: each for each in self.drawn.crashes}
        for day in self.drawn.days():
            if day.day == 1:
                rig.step(f"{day:%Y 年 %m 月}：手机上已有 {len(self.phones.messages):,} 条")
            crash = None if day in weather else crashes.get(day)
            self._day(day, weather.get(day), crash)

    def _day(self, day: date, weather: facts.Weather | None, crash: facts.Crash | None) -> None:
        morning, noon, evening = (
            datetime.combine(day, at, BEIJING) for at in (hour(8), hour(8, 40), hour(18, 30))
        )
        self._happen(day, facts.DAWN)
        self._plan(morning)
        self._bring(weather)
        self._send_until(morning)
        self._happen(day, facts.BEFORE_OPENING)
        if crash:
            self._crash(crash, noon.replace(hour=9, minute=0))
        self._send_until(evening.replace(minute=29))
        self.phones.sandbox.clear_faults()
        self._happen(day, facts.EVENING)
        self._plan(evening)
        self._send_until(evening.replace(hour=20, minute=30))

    def _happen(self, day: date, at: str) -> None:
        moment = datetime.combine(day, hour(12), BEIJING)
        for event in self.drawn.by_hour.get((day, at), ()):
            self.stage.happen(event, phones=self.phones, at=moment)
        self._await_receipts()

    def _plan(self, now: datetime) -> None:
        from reminders.planning import plan

        self.now = now
        plan(today=now.date(), now=now)

    def _bring(self, weather: facts.Weather | None) -> None:
        if weather is None:
            return
        if weather.kind == "token":
            self.phones.sandbox.control("expire-tokens", {})
        else:
            self.phones.sandbox.fault(
                SEND,
                weather.kind,
                errcode=weather.errcode,
                every=weather.every,
                times=weather.times,
                after=weather.after,
            )

    def _send_until(self, until: datetime) -> None:
        """Leap from one moment at which something is due to the next."""
        while (moment := self.stage.next_moment(self.now, until=until)) is not None:
            self._arrive(moment)
            self.tally.update(self.sender.send(moment))
            self._await_receipts()
            self.now = moment + timedelta(minutes=1)

    def _arrive(self, moment: datetime) -> None:
        self.stage.show_time(moment, phones=self.phones)
        self.stage.time_passes(moment)

    def _crash(self, crash: facts.Crash, moment: datetime) -> None:
        """Kill the sender when a share of what is due at nine has reached the phones."""
        from reminders.models import Lease, Reminder

        due = Reminder.objects.filter(status="planned", send_after__lte=moment).count()
        if not due:
            return
        self._arrive(moment)
        self.phones.sandbox.fault(SEND, "latency", seconds=0.03)
        enough = self.phones.look() + max(1, int(due * crash.share))
        hit = self.sender.send_and_be_killed(moment, when=lambda: self.phones.look() >= enough)
        self.phones.sandbox.clear_faults()
        if hit:
            time.sleep(0.3)  # what was under way at the sandbox arrives
            in_flight = sum(len(lease.reminders) for lease in Lease.objects.filter(begun=True))
            self._await_receipts()
            self.now = moment + timedelta(minutes=3)
            self.tally["interrupted"] += self.stage.sender_died(self.now)
            self.killed[crash.day] += in_flight

    def _await_receipts(self) -> None:
        end = time.monotonic() + START_SECONDS
        while not self.phones.all_receipts_are_in():
            assert time.monotonic() < end, "the receipts do not arrive"
            time.sleep(0.02)

    def judged(self) -> Verdict:
        doubts = [Doubt(**each) for each in self.stage.doubts()]
        return check(self.drawn, self.phones.messages, doubts=doubts, killed=self.killed)


def _sandbox(state: Path) -> str:
    """Start the sandbox with everybody's phones; its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "wechat_sandbox", "--port", "0", "--state", str(state)]
        + ["--appid", os.environ["WECHAT_APPID"], "--secret", os.environ["WECHAT_SECRET"]],
        cwd=rig.ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(process.kill)
    assert process.stdout
    line = process.stdout.readline()
    assert "http://" in line, "the sandbox did not start"
    return line[line.index("http://") :].strip().rstrip("/")


def _web() -> str:
    """Start the product's server, which WeChat pushes to; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "granian", "--host", "127.0.0.1", "--port", str(port)]
        + ["--interface", "wsgi", "--workers", "1", "--blocking-threads", "2", "--no-ws"]
        + ["yibao_project.wsgi:application"],
        cwd=rig.ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    atexit.register(process.terminate)
    address = f"http://127.0.0.1:{port}"
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{address}/wechat/push", timeout=5)  # noqa: S310  loopback
        except urllib.error.HTTPError:
            return address
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not start")


def report(
    drawn: facts.World, season: Season, verdict: Verdict, *, played: float, judged: float
) -> None:
    what = Counter(event.what for event in drawn.events)
    rig.table(
        [
            ("what", "number"),
            ("residents", f"{len(drawn.residents):,}"),
            ("people", f"{sum(len(each.people) for each in drawn.residents):,}"),
            *((f"  {name}", f"{number:,}") for name, number in sorted(what.items())),
            ("days with errors of WeChat", str(len(drawn.weather))),
            ("sender killed", str(len(season.killed))),
            ("messages expected", f"{verdict.expected:,}"),
            ("messages received", f"{verdict.received:,}"),
            ("in doubt after a kill", str(verdict.in_doubt)),
            *((law, f"{len(cases):,}") for law, cases in verdict.wrong.items()),
        ]
    )
    for law, cases in verdict.wrong.items():
        for case in cases[:SHOWN]:
            print(f"  {law}: {case}")
    figures: dict[str, Any] = {
        "residents": len(drawn.residents),
        "seed": drawn.seed,
        "until": str(drawn.until),
        "expected": verdict.expected,
        "received": verdict.received,
        "in_doubt": verdict.in_doubt,
        **{law.replace(" ", "_"): len(cases) for law, cases in verdict.wrong.items()},
        "outcomes": dict(season.tally),
        "killed": len(season.killed),
        "weather": len(drawn.weather),
        "played_s": round(played),
        "checked_s": round(judged),
    }
    rig.finish(figures)


if __name__ == "__main__":
    main()
