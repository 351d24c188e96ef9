"""Finds the articles that answer a question as people type it. Reads only.

1. The question becomes lexemes. Where it uses one of several words for the same thing, any of
   them will do in an article.
2. A doubtful pair of syllables that no article has stands for the most alike ones that some
   article has, by trigrams: a wrong or missing letter in one of the two.
3. PostgreSQL finds the articles that share the question's rarest lexemes, best CANDIDATES first.
4. Each is compared with the question, see `likeness`.
5. An article and its local versions are one answer, as good as the best of them; the most local
   comes first.

However many articles there are, the number of queries is the same.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import BooleanField, FloatField, Q, QuerySet, prefetch_related_objects
from django.db.models.expressions import RawSQL

from policies.holding import upwards
from policies.models import EVERYTHING, Article, Level, Region, Status
from policies.search.lexemes import is_pair, lexemes, normalise, read_question, words
from policies.search.likeness import Asked, Concept, likeness, part, rarity
from policies.search.subject import Subject, subject_of

NATION = "100000"
LARGE = (Level.PROVINCE, Level.MUNICIPALITY, Level.PREFECTURE)
LONGEST_NAME = 6
CHINESE = re.compile(r"[\u3400-\u9fff]+")
MOST_PLACES = 4
CANDIDATES = 20
MOST_ANSWERS_LOCALISED = 12
MOST_LEXEMES = 24
MOST_POSTINGS = 2_000
MOST_DOUBTED = 4
ALIKE = 0.45
WORD_AND_PAIR = 1.5
ELSEWHERE = 0.8
CLEAR = 0.4
UNKNOWN = {Subject.OURS: 1.0, Subject.OPEN: 2.5, Subject.OTHERS: 4.0}
"""What a word weighs that no article has: a story's detail, or another matter altogether."""
GOOD = {Subject.OURS: 0.15, Subject.OPEN: 0.25, Subject.OTHERS: math.inf}
MOST_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Found:
    """Answers best first, questions near them, and whether the first is clearly what was meant."""

    articles: tuple[Article, ...]
    suggestions: tuple[Article, ...]
    region: Region | None
    is_clear: bool = True


def find_articles(
    *, question: str, on: date, limit: int, region_code: str | None = None, topic: str = ""
) -> Found:
    """The answers to `question` for someone insured in `region_code`. Raises Region.DoesNotExist."""
    path = _path(region_code)
    places = (*(place.code for place in path), *_places_named_in(question))
    subject = subject_of(question)
    asked, retrieving = _understand(question, unknown=UNKNOWN[subject])
    in_force = published(on=on, topic=topic)
    ranked = _rank(_candidates(in_force, retrieving, places=places), asked, is_placed=bool(places))
    ordered = _most_local_first(ranked, in_force, places=places)
    best = ranked[0][0] if ranked else 0.0
    good = ordered[:limit] if best >= GOOD[subject] else []
    prefetch_related_objects(good, "sources")
    near = [article for article in ordered if article not in good]
    return Found(
        articles=tuple(good),
        suggestions=tuple(near[:MOST_SUGGESTIONS]),
        region=path[0] if path else None,
        is_clear=bool(good) and best >= CLEAR,
    )


def browse_articles(
    *, on: date, limit: int, region_code: str | None = None, topic: str = ""
) -> Found:
    """The articles of a topic that concern a place, the most local version of each first."""
    path = _path(region_code)
    places = [place.code for place in path] or [NATION]
    answers: dict[str, list[Article]] = {}
    for row in published(on=on, topic=topic).filter(region__in=places):
        answers.setdefault(row.answers, []).append(row)
    articles = [
        row
        for answer in answers.values()
        for row in sorted(answer, key=lambda each: places.index(each.region_id))
    ]
    shown = articles[:limit]
    prefetch_related_objects(shown, "sources")
    return Found(tuple(shown), (), path[0] if path else None)


def article_by(slug: str, *, on: date) -> Article | None:
    """A published article by its name in addresses, whichever revision is in force."""
    revisions = rf"^{re.escape(slug.upper())}(-R[0-9]+)?$"
    return published(on=on).filter(code__regex=revisions).order_by("-code").first()


def published(*, on: date, topic: str = "") -> QuerySet[Article]:
    """The articles in force on a day, without their search column."""
    rows = Article.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=on),
        Q(valid_to=None) | Q(valid_to__gte=on),
        status=Status.PUBLISHED,
    )
    if topic:
        rows = rows.filter(topic=topic)
    return rows.select_related("region").defer("search")


def _path(code: str | None) -> tuple[Region, ...]:
    """The place itself and those above it, nearest first."""
    if not code:
        return ()
    place = Region.objects.select_related("parent__parent__parent").get(pk=code)
    return tuple(upwards(place))


def _places_named_in(question: str) -> list[str]:
    """The places whose name stands in the question, and their provinces; counties by full name only."""
    said = {
        run[start:end]
        for run in CHINESE.findall(normalise(question))
        for start in range(len(run))
        for end in range(start + 2, min(start + LONGEST_NAME, len(run)) + 1)
    }
    if not said:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT code FROM policies_region
            WHERE (name = ANY(%(said)s)
                   OR (name = ANY(%(short)s) AND level = ANY(%(large)s))
                   OR (aliases <> '{}' AND aliases && %(said)s::varchar[]))
              AND valid_to IS NULL AND code <> %(nation)s
            ORDER BY code DESC LIMIT %(most)s
            """,
            {
                "said": list(said),
                "short": [f"{name}{kind}" for name in said for kind in ("省", "市")],
                "large": [str(level) for level in LARGE],
                "nation": NATION,
                "most": MOST_PLACES,
            },
        )
        codes = [code for (code,) in cursor.fetchall()]
    return [*codes, *(f"{code[:2]}0000" for code in codes)]


def _understand(question: str, *, unknown: float) -> tuple[Asked, dict[str, float]]:
    """What to compare with, and the lexemes to find articles by with their weights."""
    typed, doubtful = read_question(question)
    groups = list(_groups_in(question))
    of_groups = {lexeme for said, _ in groups for lexeme in lexemes(said)}
    meant = {
        lexeme for group in groups for word in (group[0], *group[1]) for lexeme in lexemes(word)
    }
    free = typed - of_groups
    counts, slips = _look_up(
        {EVERYTHING} | typed | meant, doubted=sorted(doubtful & free)[:MOST_DOUBTED]
    )
    articles = counts.pop(EVERYTHING, 0)

    def commonness(word: str) -> int:
        return min((counts[lexeme] for lexeme in words(word) if lexeme in counts), default=0)

    def weigh(lexeme: str) -> float:
        if lexeme not in counts:
            return 0.0 if is_pair(lexeme) else part(lexeme) * unknown
        return part(lexeme) * rarity(having=counts[lexeme], of=articles)

    concepts = [
        Concept(
            said,
            frozenset(others),
            WORD_AND_PAIR * rarity(having=sum(map(commonness, (said, *others))), of=articles),
        )
        for said, others in groups
    ]
    alike = {lexeme for alternatives in slips.values() for lexeme in alternatives}
    known = (typed | meant | alike) & counts.keys()
    asked = Asked(
        {lexeme: weigh(lexeme) or ALIKE for lexeme in free if weigh(lexeme) or lexeme in slips},
        concepts,
        slips,
    )
    return asked, {lexeme: weigh(lexeme) for lexeme in _rarest(known, counts)}


def _groups_in(question: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each word of the question that has others for the same thing, longest first, with these."""
    text = normalise(question)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT words FROM policies_synonym
            WHERE EXISTS (SELECT FROM unnest(words) AS word WHERE strpos(%(text)s, lower(word)) > 0)
            """,
            {"text": text},
        )
        groups = [tuple(map(normalise, words)) for (words,) in cursor.fetchall()]
    spoken = [(word, group) for group in groups for word in group]
    for word, group in sorted(spoken, key=lambda each: (-len(each[0]), each)):
        if word in text:
            text = text.replace(word, " ")
            yield word, tuple(other for other in group if other != word)


def _look_up(
    wanted: Iterable[str], *, doubted: Sequence[str]
) -> tuple[dict[str, int], dict[str, dict[str, float]]]:
    """How many articles have each lexeme, and for the doubted ones that none has, those most alike."""
    counts: dict[str, int] = {}
    slips: dict[str, dict[str, float]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            r"""
            SELECT word, word, articles, 1 FROM policies_searchword WHERE word = ANY(%(wanted)s)
            UNION ALL
            SELECT pair, alike.word, alike.articles, alike.likeness
            FROM unnest(%(doubted)s::text[]) AS pair
            CROSS JOIN LATERAL (
                SELECT word, articles, similarity(word, pair) AS likeness
                FROM policies_searchword
                WHERE word LIKE split_part(pair, '_', 1) || '\_%%'
                   OR word LIKE '%%\_' || split_part(pair, '_', 2)
                ORDER BY likeness DESC, word
                LIMIT 3
            ) AS alike
            WHERE NOT EXISTS (SELECT FROM policies_searchword WHERE word = pair)
            """,
            {"wanted": list(wanted), "doubted": list(doubted)},
        )
        for lexeme, word, count, likeness in cursor.fetchall():
            counts[word] = count
            if word != lexeme and likeness >= ALIKE:
                slips.setdefault(lexeme, {})[word] = likeness
    return counts, slips


def _rarest(known: Iterable[str], counts: Mapping[str, int]) -> list[str]:
    """The lexemes to find articles by: rarest first, until so many articles would be read."""
    taken: list[str] = []
    postings = 0
    for lexeme in sorted(known, key=lambda each: (counts[each], each)):
        postings += counts[lexeme]
        if taken and (postings > MOST_POSTINGS or len(taken) == MOST_LEXEMES):
            break
        taken.append(lexeme)
    return taken


def _candidates(
    rows: QuerySet[Article], retrieving: Mapping[str, float], *, places: Sequence[str]
) -> QuerySet[Article]:
    """The articles that share most with the question; with a place, none of other places.

    Where nobody said where, a local version would mislead; what is only known locally is shown.
    """
    if not retrieving:
        return rows.none()
    rows = rows.filter(region__in={*places, NATION}) if places else rows.filter(about=None)
    queries = [f"'{lexeme}'" for lexeme in retrieving]
    shared = RawSQL(  # noqa: S611  parameters only
        "(SELECT sum(weight * ts_rank('{0.25,0.25,0.25,1}', search, one))"
        " FROM unnest(%s::tsquery[], %s::float[]) AS asked (one, weight))",
        [queries, list(retrieving.values())],
        output_field=FloatField(),
    )
    has_one = RawSQL(  # noqa: S611  parameters only
        "search @@ %s::tsquery", [" | ".join(queries)], output_field=BooleanField()
    )
    found = rows.filter(has_one).annotate(shared=shared)
    return found.order_by("-shared", "code")[:CANDIDATES]


def _rank(
    rows: Iterable[Article], asked: Asked, *, is_placed: bool
) -> list[tuple[float, list[Article]]]:
    """The answers, each an article with its local versions, and how good they are; best first."""
    answers: dict[str, list[Article]] = {}
    scores: dict[str, float] = {}
    for row in rows:
        score = likeness(asked, phrasings=row.phrasings, answer=row.answer, place=row.region.name)
        if not is_placed and row.region_id != NATION:
            score *= ELSEWHERE
        key = row.answers
        answers.setdefault(key, []).append(row)
        scores[key] = max(score, scores.get(key, 0.0))
    return sorted(
        ((scores[key], answer) for key, answer in answers.items()), key=lambda each: -each[0]
    )


def _most_local_first(
    ranked: Sequence[tuple[float, list[Article]]],
    in_force: QuerySet[Article],
    *,
    places: Sequence[str],
) -> list[Article]:
    """All articles, answer by answer, those of the asker's own place before those above it.

    A local version is found with the answer it belongs to, however little it shares with the question.
    """
    of_places = in_force.filter(region__in=set(places)).exclude(region=NATION)
    general = {
        name
        for _, answer in ranked[:MOST_ANSWERS_LOCALISED]
        for row in answer
        for name in (row.answers, row.code)
    }
    local: dict[str, list[Article]] = {}
    for row in of_places.filter(about__code__in=general) if places else ():
        local.setdefault(row.answers, []).append(row)
    depth = {code: number for number, code in reversed(list(enumerate(places)))}
    ordered: dict[str, Article] = {}
    for _, answer in ranked:
        together = {row.code: row for row in (*answer, *local.get(answer[0].answers, ()))}
        for row in sorted(
            together.values(), key=lambda each: depth.get(each.region_id, len(places))
        ):
            ordered.setdefault(row.code, row)
    return list(ordered.values())
