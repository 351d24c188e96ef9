"""What settings of a kind would do today, by the real facts; writes nothing but temporary tables."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction

from reminders import messages, truth
from reminders.kinds import Kind
from reminders.models import MessageTemplate
from reminders.planning import load_cohorts

CARDS_SHOWN = 3
PATIENCE = "10s"
NOBODY = "家人"


@dataclass(frozen=True, slots=True)
class Card:
    """A real message as it would read, with nobody's name in it."""

    due_on: date
    stage: int
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Trial:
    """Households due on a day by stage, the furthest first, and some of their messages."""

    stages: list[tuple[int, int]]
    cards: list[Card]


def trial_of(kind: Kind, *, today: date) -> Trial:
    """Whom `kind` would speak to on `today`. Gives up after PATIENCE."""
    return trials_of([kind], today=today)[0]


def trials_of(kinds: Sequence[Kind], *, today: date) -> list[Trial]:
    """Whom each of `kinds` would speak to on `today`; one query a kind and a few for all."""
    templates = {each.kind: each for each in MessageTemplate.objects.all()}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = '{PATIENCE}'")
        load_cohorts(cursor, truth.cohorts_of(kinds, today=today))
        found = [_try(cursor, kind, templates.get(kind.code), today=today) for kind in kinds]
        cursor.execute("SET LOCAL statement_timeout = 0")
    return found


def _try(cursor: Any, kind: Kind, template: MessageTemplate | None, *, today: date) -> Trial:
    cursor.execute(
        f"""
        WITH due AS MATERIALIZED ({truth.due_sql(kind)})
        SELECT stage, count(*), (SELECT jsonb_agg(example) FROM (
            SELECT subject, due_on, members FROM due d WHERE d.stage = due.stage
            ORDER BY due_on LIMIT {CARDS_SHOWN}) AS example)
        FROM due GROUP BY stage ORDER BY stage DESC
        """,
        {"today": today},
    )
    rows = cursor.fetchall()
    counted = {stage: count for stage, count, _ in rows}
    examples = [
        (stage, example)
        for stage, _, found in rows
        for example in (json.loads(found) if isinstance(found, str) else found)
    ]
    fields = template.fields if template else {"date1": "due", "thing2": "tip"}
    cards = []
    for stage, example in examples[:CARDS_SHOWN]:
        due_on = date.fromisoformat(example["due_on"])
        nameless = [{**each, "name": NOBODY} for each in example["members"]]
        shown = messages.card(
            kind=kind.code,
            fields=fields,
            members=nameless,
            due_on=due_on,
            today=today,
            subject=example["subject"],
            tip=kind.tip,
        )
        cards.append(Card(due_on, stage, list(shown.values())))
    return Trial([(stage, counted.get(stage, 0)) for stage in kind.stages], cards)
