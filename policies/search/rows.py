"""Articles in force, read as plain rows in one statement, and what those that are shown rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import orjson
from django.db import connection

from policies.models import Confidence, SourceKind, Status, Topic
from policies.models.articles import REVISION, without_revision

MOST_FOUND = 20
NATION = "100000"
IN_FORCE = f"""
    article.status = '{Status.PUBLISHED.value}'
    AND (article.valid_from IS NULL OR article.valid_from <= %(day)s)
    AND (article.valid_to IS NULL OR article.valid_to >= %(day)s)
    AND (%(topic)s = '' OR topic = %(topic)s)
"""
SHOWN = """
    SELECT article.id, article.code, region_id, region.name, about_id, topic, question, also_asked,
           answer, scheme, categories, confidence, checked_on, next_review_on
    FROM policies_article AS article
    JOIN policies_region AS region ON region.code = region_id
"""
ANYWHERE = "about_id IS NULL"
IN_PLACES = "region_id = ANY(%(places)s)"
GENERAL = "regexp_replace(coalesce(about_id, code), %(revision)s, '')"


class ArticleRow(NamedTuple):
    id: int
    code: str
    region_id: str
    region_name: str
    about: str | None
    topic: str
    question: str
    also_asked: list[str]
    answer: str
    scheme: str
    categories: list[str]
    confidence: str
    checked_on: date | None
    next_review_on: date | None
    sources: tuple[dict[str, Any], ...] = ()

    @property
    def slug(self) -> str:
        return without_revision(self.code).lower()

    @property
    def answers(self) -> str:
        """The code of the general article that this one or its local versions answer."""
        return without_revision(self.about or self.code)

    @property
    def phrasings(self) -> tuple[str, ...]:
        return (self.question, *self.also_asked)

    @property
    def topic_name(self) -> str:
        return str(Topic(self.topic).label)

    @property
    def needs_check(self) -> bool:
        return Confidence(self.confidence).needs_check


def rows_sharing(
    retrieving: Mapping[str, float], *, places: Sequence[str], on: date, topic: str
) -> list[ArticleRow]:
    """The articles that share most with the question; with places, none of other places.

    With them come the versions of these places, however little they share with the question.
    Where nobody said where, a local version would mislead; what is only known locally is shown.
    """
    if not retrieving:
        return []
    queries = [f"'{lexeme}'" for lexeme in retrieving]
    # Only the constants of this file are put in; whatever people typed is a parameter.
    return _read(
        f"""
        WITH asked AS MATERIALIZED (
            SELECT * FROM unnest(%(lexemes)s::tsquery[], %(weights)s::float[])
            AS asked (lexeme, weight)
        ), found AS MATERIALIZED (
            SELECT id, {GENERAL} AS answers FROM policies_article AS article
            WHERE search @@ %(any)s::tsquery AND {IN_PLACES if places else ANYWHERE} AND {IN_FORCE}
            ORDER BY (
                SELECT sum(weight * ts_rank('{{0.25,0.25,0.25,1}}', search, lexeme)) FROM asked
            ) DESC, code
            LIMIT {MOST_FOUND}
        ), local AS (
            SELECT id FROM policies_article AS article
            WHERE region_id = ANY(%(own)s) AND about_id IS NOT NULL AND {IN_FORCE}
              AND {GENERAL} IN (SELECT answers FROM found)
        )
        {SHOWN} WHERE article.id IN (SELECT id FROM found UNION SELECT id FROM local)
        ORDER BY article.code
        """,  # noqa: S608
        any=" | ".join(queries),
        lexemes=queries,
        weights=list(retrieving.values()),
        places=[*places, NATION],
        own=[place for place in places if place != NATION],
        revision=REVISION.pattern,
        day=on,
        topic=topic,
    )


def rows_of(places: Sequence[str], *, on: date, topic: str) -> list[ArticleRow]:
    """The articles of these places, topic by topic."""
    return _read(
        f"{SHOWN} WHERE {IN_PLACES} AND {IN_FORCE} ORDER BY topic, article.code",
        places=list(places),
        day=on,
        topic=topic,
    )


def row_named(slug: str, *, on: date) -> ArticleRow | None:
    """The article of this name in addresses, whichever revision is in force."""
    code = slug.upper()
    found = _read(
        f"{SHOWN} WHERE article.code ^@ %(code)s AND {IN_FORCE} ORDER BY article.code DESC",
        code=code,
        day=on,
        topic="",
    )
    return next((row for row in found if without_revision(row.code) == code), None)


def with_sources(rows: Sequence[ArticleRow]) -> list[ArticleRow]:
    """The same rows with what they rest on, the most authoritative kind first; one query."""
    cited: dict[int, list[dict[str, Any]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT article_id, to_jsonb(source)
            FROM policies_article_sources
            JOIN policies_source AS source ON source.code = source_id
            WHERE article_id = ANY(%(rows)s)
            ORDER BY array_position(%(kinds)s, source.kind::text), source.code
            """,
            {"rows": [row.id for row in rows], "kinds": SourceKind.values},
        )
        for number, source in cursor.fetchall():
            cited.setdefault(number, []).append(orjson.loads(source))
    return [row._replace(sources=tuple(cited.get(row.id, ()))) for row in rows]


def _read(statement: str, **values: Any) -> list[ArticleRow]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [ArticleRow(*row) for row in cursor.fetchall()]
