"""Puts the drawn residents with their households and credits into the product and the sandbox.

Import after Django is set up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from accounts.models import DebitPlan, Filing, Member, User
from benchmarks.season import facts
from reminders.models import MessageTemplate

FIELDS = {"thing1": "who", "date2": "due", "thing3": "tip"}
LABELS = {"thing1": "提醒对象", "date2": "日期", "thing3": "提示"}
CARE_REGION = "430100"
DEBITED_SINCE = date(2025, 6, 1)
AT_ONCE = 5000
ADD_CREDITS = """
    INSERT INTO reminders_grant (user_id, template_id, balance)
    SELECT user_id, %s, balance FROM unnest(%s::bigint[], %s::int[]) AS given(user_id, balance)
"""


def template_id(kind: str) -> str:
    return f"SEASON-{kind}"


@dataclass(slots=True)
class Settled:
    """The product's own keys of residents, people and templates."""

    users: dict[str, int] = field(default_factory=dict)
    members: dict[tuple[str, str], int] = field(default_factory=dict)
    templates: dict[str, int] = field(default_factory=dict)

    def take_in(self, people: Iterable[tuple[str, facts.Person]]) -> None:
        """Give residents the people they look after, with what was declared of them."""
        pairs = list(people)
        members = Member.objects.bulk_create(
            (
                Member(
                    user_id=self.users[openid],
                    nickname=person.name,
                    relation="self",
                    region_id=person.region,
                    scheme=person.scheme,
                    category=person.category,
                    born_on=person.born_on,
                )
                for openid, person in pairs
            ),
            batch_size=AT_ONCE,
        )
        of_person = list(zip(members, pairs, strict=True))
        self.members |= {(openid, person.name): member.pk for member, (openid, person) in of_person}
        Filing.objects.bulk_create(
            (
                filing_of(member.pk, person.filing)
                for member, (_, person) in of_person
                if person.filing
            ),
            batch_size=AT_ONCE,
        )
        DebitPlan.objects.bulk_create(
            (
                DebitPlan(member=member, day=person.debit_day, since=DEBITED_SINCE)
                for member, (_, person) in of_person
                if person.debit_day
            ),
            batch_size=AT_ONCE,
        )


def settle_in(world: facts.World) -> Settled:
    settled = Settled()
    for kind in facts.KINDS:
        template = MessageTemplate.objects.create(
            kind=kind, template_id=template_id(kind), title=kind, fields=FIELDS
        )
        settled.templates[kind] = template.pk
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
        batch_size=AT_ONCE,
    )
    settled.users = {str(user.openid): user.pk for user in users}
    settled.take_in(
        (resident.openid, person) for resident in world.residents for person in resident.people
    )
    keys = list(settled.users.values())
    with connection.cursor() as cursor:
        for kind, key in settled.templates.items():
            balances = [resident.credits[kind] for resident in world.residents]
            cursor.execute(ADD_CREDITS, [key, keys, balances])
        cursor.execute("VACUUM ANALYZE")
    return settled


def filing_of(member: int, filing: facts.Filing) -> Filing:
    return Filing(
        member_id=member,
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
        "kept_answers": dict.fromkeys(openids, kept),
    }
