"""Plays a drawn world on the product: its database, its planning, sweeper and push address, and the sandbox.

Import after Django is set up.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import F, Max, Min, Q

from accounts.models import DebitPlan, DebitResult, Enrolment, Filing, Member, User
from benchmarks.season import facts
from policies.models import PaymentWindow
from rehearsal.sandbox import Sandbox
from reminders.models import Attempt, Grant, GrantReport, Lease, MessageTemplate, Reason, Reminder
from reminders.rules import LEASE_LASTS
from reminders.services import report_answers, sweep
from reminders.verdicts import EVERYTHING, PAUSE_KEY
from yibao_project.clock import BEIJING, REHEARSAL_MORNING

ROOT = Path(__file__).resolve().parents[2]
FIELDS = {"thing1": "who", "date2": "due", "thing3": "tip"}
LABELS = {"thing1": "提醒对象", "date2": "日期", "thing3": "提示"}
CARE_REGION = "430100"
DEBITED_SINCE = date(2025, 6, 1)
KILLED = -9


def template_id(kind: str) -> str:
    return f"SEASON-{kind}"


def settle_in(world: facts.World) -> None:
    """Put the residents with their households and credits into the product."""
    templates = {
        kind: MessageTemplate.objects.create(
            kind=kind, template_id=template_id(kind), title=kind, fields=FIELDS
        )
        for kind in facts.KINDS
    }
    users = User.objects.bulk_create(
        (
            User(
                username=f"wx-{resident.openid}",
                openid=resident.openid,
                facts_allowed=True,
                child_facts_allowed=True,
                reminders_allowed=True,
                quiet_from=resident.quiet and resident.quiet[0],
                quiet_until=resident.quiet and resident.quiet[1],
            )
            for resident in world.residents
        ),
        batch_size=5000,
    )
    pairs = list(zip(world.residents, users, strict=True))
    settle((user, person) for resident, user in pairs for person in resident.people)
    Grant.objects.bulk_create(
        (
            Grant(user=user, template=templates[kind], balance=number)
            for resident, user in pairs
            for kind, number in resident.credits.items()
        ),
        batch_size=5000,
    )


def settle(people: Iterable[tuple[User, facts.Person]]) -> None:
    """Give residents the people they look after, with what was declared of them."""
    pairs = list(people)
    members = Member.objects.bulk_create(
        (
            Member(
                user=user,
                nickname=person.name,
                relation="self",
                region_id=person.region,
                scheme=person.scheme,
                category=person.category,
                born_on=person.born_on,
            )
            for user, person in pairs
        ),
        batch_size=5000,
    )
    of_person = list(zip(members, (person for _, person in pairs), strict=True))
    Filing.objects.bulk_create(
        _filing(member, person.filing) for member, person in of_person if person.filing
    )
    DebitPlan.objects.bulk_create(
        DebitPlan(member=member, day=person.debit_day, since=DEBITED_SINCE)
        for member, person in of_person
        if person.debit_day
    )


def _filing(member: Member, filing: facts.Filing) -> Filing:
    return Filing(
        member=member,
        kind="TMP_OTHER",
        care_region_id=CARE_REGION,
        starts_on=filing.starts_on,
        ends_on=filing.ends_on,
    )


def sandbox_state(world: facts.World) -> dict[str, Any]:
    """The sandbox's own archive of the phones: everybody has answered “总是保持” to every template."""
    kept = {template_id(kind): "accept" for kind in facts.KINDS}
    openids = [resident.openid for resident in world.residents]
    return {
        "users": {
            openid: {"openid": openid, "name": openid[-6:], "session_key": ""} for openid in openids
        },
        "codes": {},
        "tokens": {},
        "messages": [],
        "templates": {
            template_id(kind): {
                "template_id": template_id(kind),
                "title": kind,
                "type": 2,
                "fields": LABELS,
            }
            for kind in facts.KINDS
        },
        "grants": {
            resident.openid: {template_id(kind): n for kind, n in resident.credits.items()}
            for resident in world.residents
        },
        "kept_answers": {openid: dict(kept) for openid in openids},
    }


class Phones:
    """The sandbox with its pushes: everything it is told, and everything it received."""

    def __init__(self, sandbox: Sandbox, *, push_url: str) -> None:
        self.sandbox = sandbox
        self.push_url = push_url
        self.messages: list[dict[str, Any]] = []
        self.rejections = 0
        self.push(on=True)

    def push(self, *, on: bool) -> None:
        self.sandbox.control(
            "push",
            {
                "url": self.push_url if on else "",
                "token": settings.WECHAT_PUSH_TOKEN,
                "retry_seconds": 0.2,
            },
        )

    def look(self) -> int:
        """Fetch what is new; how many messages there are in all."""
        query = {"since": len(self.messages)}
        answer = self.sandbox.http.get(
            f"{self.sandbox.url}/messages.json", params=query, timeout=60
        )
        answer.raise_for_status()
        self.messages += answer.json()["messages"]
        return len(self.messages)

    def all_receipts_are_in(self) -> bool:
        told = self.sandbox.control("push")
        return bool(told["delivered"] + told["failed"] >= self.look() + self.rejections)

    def accept(self, openid: str, kind: str) -> None:
        """One accept; what WeChat would push of it is left out, the mini-program tells it."""
        answers = {template_id(kind): "accept"}
        self.push(on=False)
        self.sandbox.answer(openid, answers, always_keep=True)
        self.push(on=True)

    def refuse(self, openid: str, kind: str, *, heard: bool) -> None:
        """Switched off in WeChat's settings; unheard, the push about it is lost."""
        if not heard:
            self.push(on=False)
        self.sandbox.control("reject", {"openid": openid, "template_id": template_id(kind)})
        if heard:
            self.rejections += 1
        else:
            self.push(on=True)


def happen(event: facts.Event, *, phones: Phones, at: datetime) -> None:
    """One drawn event, as the product and WeChat learn of it."""
    if event.what == "moved":
        window = PaymentWindow.objects.get(code=event.window)
        window.closes_on = event.closes_on
        window.save()
        return
    user = User.objects.get(openid=event.openid)
    member = Member.objects.filter(user=user, nickname=event.name).first()
    match event.what:
        case "joined" if event.person:
            settle([(user, event.person)])
        case "kind_muted":
            User.objects.filter(pk=user.pk).update(
                muted_kinds=sorted({*user.muted_kinds, event.kind})
            )
        case "accepted":
            phones.accept(event.openid, event.kind)
            report_answers(
                user=user,
                answers={template_id(event.kind): "accept"},
                key=f"{at:%m%d%H%M}-{GrantReport.objects.count()}",
                source=GrantReport.Source.CLIENT,
                at=at,
            )
        case "refused":
            phones.refuse(event.openid, event.kind, heard=event.heard)
        case _ if member:
            _declared(event, member)


def _declared(event: facts.Event, member: Member) -> None:
    match event.what:
        case "paid":
            for year in event.years:
                Enrolment.objects.update_or_create(
                    member=member, coverage_year=year, defaults={"paid_on": event.day}
                )
        case "cancelled":
            member.filings.update(cancelled_on=event.day)
        case "renewed" if event.filing:
            _filing(member, event.filing).save()
        case "debit_told" if event.month:
            DebitResult.objects.update_or_create(
                member=member, month=event.month, defaults={"succeeded": True}
            )
        case "muted" | "heard_again":
            member.muted = event.what == "muted"
            member.save(update_fields=["muted"])


def show_time(now: datetime, *, phones: Phones) -> None:
    """The phones' clock, and that of the server which receives the pushes (never before nine)."""
    phones.sandbox.show_time(now.isoformat())
    morning = datetime.combine(now.date(), REHEARSAL_MORNING, BEIJING)
    since = datetime.now(UTC) - max(now - morning, timedelta(0))
    path: Path = settings.REHEARSAL_CLOCK
    path.write_text(json.dumps({"date": now.date().isoformat(), "since": since.isoformat()}))


def next_moment(now: datetime, *, until: datetime) -> datetime | None:
    """When something is due next, or an answer has been waited for long enough."""
    waits = Q(status="planned") | Q(status="unknown", reason=Reason.NO_ANSWER)
    rows = Reminder.objects.filter(waits, send_after__lte=until)
    nearest = rows.aggregate(at=Min("send_after"))["at"]
    return None if nearest is None else max(now, nearest.astimezone(BEIJING))


def time_passes(now: datetime) -> None:
    """What minutes do by themselves: pauses end, and the sweeper looks round."""
    cache.delete_many(f"{PAUSE_KEY}:{kind}" for kind in (EVERYTHING, *facts.KINDS))
    sweep(now=now)


def sender_died(now: datetime) -> int:
    """The leases of a dead sender run out; how many reminders that leaves in doubt."""
    Lease.objects.update(claimed_at=F("claimed_at") - LEASE_LASTS)
    return sweep(now=now).interrupted


def doubts() -> list[dict[str, Any]]:
    """What the product itself tells residents nobody knows of, with the day of the last try."""
    last_try = dict(Attempt.objects.values_list("reminder").annotate(at=Max("finished_at")))
    rows = Reminder.objects.filter(status="unknown").select_related("user")
    return [
        {
            "openid": row.user.openid,
            "kind": row.kind,
            "due_on": row.due_on,
            "stage": row.stage,
            "day": last_try[row.pk].astimezone(BEIJING).date(),
        }
        for row in rows
    ]


class SenderProcess:
    """The sender's process, started anew when it was killed."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.season.sender"],
            cwd=ROOT,
            env=dict(self.environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._answer() == "ready"

    def _answer(self) -> str:
        assert self.process.stdout
        line = self.process.stdout.readline().strip()
        assert line, "the sender ended by itself"
        return line

    def begin(self, now: datetime) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{now.isoformat()}\n")
        self.process.stdin.flush()

    def send(self, now: datetime) -> Mapping[str, int]:
        self.begin(now)
        tally: Mapping[str, int] = json.loads(self._answer())
        return tally

    def send_and_be_killed(self, now: datetime, *, when: Callable[[], bool]) -> bool:
        """Kill it in mid-run as soon as `when` is true; False where it was done before that."""
        import selectors

        self.begin(now)
        assert self.process.stdout
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while not when():
                if selector.select(timeout=0):
                    self._answer()
                    return False
        self.process.kill()
        self.process.wait()
        self.start()
        return True

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
