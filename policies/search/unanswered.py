"""Keeps questions without a good answer, for editors to turn into articles. Never who asked."""

from __future__ import annotations

import re
from datetime import date

from django.db import connection

from policies.holding import upwards
from policies.search.lexemes import normalise
from policies.selectors import region_with_those_above
from yibao_project.sealed import seals

LONGEST = 80
SHORTEST = 2
MOST_KEPT = 5_000
PERSONAL = re.compile(r"[\w.+-]+@[\w.-]+|(?:[0-9x][\s\-–—_.·]*){6,}", re.ASCII)
NOT_SPEECH = re.compile(r"[^\w\u3400-\u9fff…]+")


def remember_unanswered(question: str, *, region_code: str | None, on: date) -> None:
    """Count the question once more; what may be a number of a person is struck out.

    Of the place only the pooling area is kept. A full table takes no new questions. One that was
    kept under an older key is the same question.
    """
    text = without_personal_numbers(question)
    if len(text) < SHORTEST:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH known AS (
                UPDATE policies_unansweredquestion SET count = count + 1, last_asked_on = %(on)s
                WHERE text = ANY(%(sealed)s::text[]) AND region_id IS NOT DISTINCT FROM %(region)s
                RETURNING id)
            INSERT INTO policies_unansweredquestion (text, region_id, count, last_asked_on)
            SELECT (%(sealed)s::text[])[1], %(region)s, 1, %(on)s
            WHERE NOT EXISTS (SELECT FROM known)
              AND (SELECT count(*) FROM policies_unansweredquestion) < %(most)s
            ON CONFLICT (text, region_id) DO UPDATE
            SET count = policies_unansweredquestion.count + 1, last_asked_on = excluded.last_asked_on
            """,
            {
                "sealed": seals(text),
                "region": _pooling_area(region_code),
                "on": on,
                "most": MOST_KEPT,
            },
        )


def without_personal_numbers(question: str) -> str:
    """The question in one form, without addresses and without six digits or more in a row."""
    scrubbed = PERSONAL.sub("…", normalise(question))
    return NOT_SPEECH.sub(" ", scrubbed).strip()[:LONGEST].strip()


def _pooling_area(code: str | None) -> str | None:
    place = region_with_those_above(code) if code else None
    return next((above.code for above in upwards(place) if above.is_pooling_area), None)
