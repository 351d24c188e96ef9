"""Finds the articles that answer a question as people type it. Reads only.

1. The question becomes lexemes and concepts with their weights, see `understanding`.
2. PostgreSQL finds the articles that share its rarest lexemes, and their local versions, see
   `rows`.
3. Each is compared with the question, see `likeness`.
4. An article and its local versions are one answer, as good as the best of them; the most local
   comes first.

However many articles there are, the number of queries is the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from policies.search.likeness import Asked, likeness
from policies.search.rows import NATION, ArticleRow, rows_of, rows_sharing, with_sources
from policies.search.subject import Subject, subject_of
from policies.search.understanding import understand
from policies.search.vocabulary import vocabulary

ELSEWHERE = 0.8
CLEAR = 0.4
UNKNOWN = {Subject.OURS: 1.0, Subject.OPEN: 2.5, Subject.OTHERS: 4.0}
"""What a word weighs that no article has: a story's detail, or another matter altogether."""
GOOD = {Subject.OURS: 0.15, Subject.OPEN: 0.25, Subject.OTHERS: math.inf}
MOST_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Found:
    """Answers best first, others near them, and whether the first is clearly what was meant."""

    articles: Sequence[ArticleRow]
    suggestions: Sequence[ArticleRow] = ()
    is_clear: bool = True


def find_articles(
    *, question: str, on: date, limit: int, region_code: str | None = None, topic: str = ""
) -> Found:
    """The answers to `question` for someone insured in `region_code`. Raises Region.DoesNotExist."""
    known = vocabulary()
    places = [
        *(known.path(region_code) if region_code else ()),
        *known.places_named_in(question),
    ]
    subject = subject_of(question)
    asked, retrieving = understand(
        question, groups=list(known.concepts_in(question)), unknown=UNKNOWN[subject]
    )
    rows = rows_sharing(retrieving, places=places, on=on, topic=topic)
    ranked = _rank(rows, asked, is_placed=bool(places))
    ordered = _most_local_first((answer for _, answer in ranked), places=places)
    best = ranked[0][0] if ranked else 0.0
    good = ordered[:limit] if best >= GOOD[subject] else []
    return Found(
        articles=with_sources(good),
        suggestions=ordered[len(good) :][:MOST_SUGGESTIONS],
        is_clear=bool(good) and best >= CLEAR,
    )


def browse_articles(
    *, on: date, limit: int, region_code: str | None = None, topic: str = ""
) -> Found:
    """The articles of a topic that concern a place, the most local version of each first."""
    places = vocabulary().path(region_code) if region_code else [NATION]
    answers: dict[str, list[ArticleRow]] = {}
    for row in rows_of(places, on=on, topic=topic):
        answers.setdefault(row.answers, []).append(row)
    return Found(with_sources(_most_local_first(answers.values(), places=places)[:limit]))


def _rank(
    rows: Iterable[ArticleRow], asked: Asked, *, is_placed: bool
) -> list[tuple[float, list[ArticleRow]]]:
    """The answers, each an article with its local versions, and how good they are; best first."""
    answers: dict[str, list[ArticleRow]] = {}
    scores: dict[str, float] = {}
    for row in rows:
        score = likeness(asked, phrasings=row.phrasings, answer=row.answer, place=row.region_name)
        if not is_placed and row.region_id != NATION:
            score *= ELSEWHERE
        answers.setdefault(row.answers, []).append(row)
        scores[row.answers] = max(score, scores.get(row.answers, 0.0))
    return sorted(
        ((scores[code], answer) for code, answer in answers.items()), key=lambda each: -each[0]
    )


def _most_local_first(
    answers: Iterable[list[ArticleRow]], *, places: Sequence[str]
) -> list[ArticleRow]:
    """All rows, answer by answer, those of the asker's own place before those above it."""
    depth = {code: number for number, code in reversed(list(enumerate(places)))}
    return [
        row
        for answer in answers
        for row in sorted(answer, key=lambda each: depth.get(each.region_id, len(places)))
    ]
