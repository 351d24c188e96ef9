"""What finding an answer costs when every prefecture has its own articles.

Compared, interleaved in the same run, with a bare full-text query for the same words: no pinyin,
no synonyms, no likeness, no local versions.

    python -m benchmarks.search [--articles 20000] [--rounds 3] [--small]
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from datetime import date
from functools import partial

from benchmarks.rig import world

TODAY = date(2026, 11, 22)
ASKED = 120


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--small", action="store_true", help="a quick look: 2,000, one round")
    options = parser.parse_args()
    if options.small:
        options.articles, options.rounds = 2_000, 1
    world.prepare("search")
    populate(options.articles)
    questions, regions = ways_of_asking()
    anywhere, local, bare, saved = [], [], [], []
    for number in range(1, options.rounds + 1):
        world.step(f"第 {number}/{options.rounds} 轮")
        for question, region in zip(questions, regions, strict=True):
            anywhere.append(timed(partial(find, question, None)))
            local.append(timed(partial(find, question, region)))
            bare.append(timed(partial(full_text, question)))
        saved.append(timed(save_one))
    report(anywhere=anywhere, local=local, bare=bare, saved=saved, articles=options.articles)


def populate(count: int) -> None:
    """The product's own articles, and copies of the general ones for prefecture after prefecture."""
    from django.db import connection

    from policies.models import Article, SearchWord
    from policies.spelling import short_name

    world.step(f"造 {count:,} 条问答")
    names = [
        str(field.column)
        for field in Article._meta.concrete_fields
        if field.name not in ("id", "code", "region", "about", "question", "search")
    ]
    from policies.models import Region

    places = Region.objects.filter(level="prefecture").values_list("code", "name")
    wanted = count - Article.objects.count()
    with connection.cursor() as cursor:
        for code, name in places:
            if wanted <= 0:
                break
            cursor.execute(
                f"""
                INSERT INTO policies_article ({", ".join(names)}, code, region_id, about_id, question, search)
                SELECT {", ".join(names)}, code || '-' || %(region)s, %(region)s, code,
                       %(name)s || question, search || %(word)s::tsvector
                FROM policies_article WHERE region_id = '100000' AND about_id IS NULL
                ORDER BY code LIMIT %(most)s
                """,  # noqa: S608  the columns come from the model
                {
                    "region": code,
                    "name": short_name(name),
                    "word": f"'{short_name(name)}':1A",
                    "most": wanted,
                },
            )
            wanted -= cursor.rowcount
        SearchWord.count_anew()
        cursor.execute("VACUUM ANALYZE")


def ways_of_asking() -> tuple[list[str], list[str]]:
    """Questions as people put them, and a place for each; the same in every run."""
    from policies.models import Article

    chance = random.Random(20261122)
    general = Article.objects.filter(region="100000").exclude(also_asked=[]).order_by("code")
    said = [f"请问{each}呀" for article in general for each in article.also_asked]
    regions = sorted(set(Article.objects.exclude(region="100000").values_list("region", flat=True)))
    questions = chance.sample(said, ASKED)
    return questions, [chance.choice(regions) for _ in questions]


def find(question: str, region: str | None) -> None:
    from policies.search.finding import find_articles

    find_articles(question=question, on=TODAY, limit=5, region_code=region)


def full_text(question: str) -> None:
    from django.db import connection

    from policies.search.lexemes import words

    asked = " | ".join(f"'{word}'" for word in sorted(words(question)))
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT id, question, answer FROM policies_article WHERE search @@ %(asked)s::tsquery
            ORDER BY ts_rank(search, %(asked)s::tsquery) DESC LIMIT 5
            """,
            {"asked": asked},
        )
        cursor.fetchall()


def save_one() -> None:
    """What an editor waits for: the article and the counts of all its words."""
    from policies.models import Article

    Article.objects.select_related("region").get(code="PAY-WHEN").save()


def timed(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def at(values: list[float], share: float) -> float:
    return sorted(values)[int(share * (len(values) - 1))]


def report(
    *,
    anywhere: list[float],
    local: list[float],
    bare: list[float],
    saved: list[float],
    articles: int,
) -> None:
    world.table(
        [
            ("work", "median", "p95"),
            *(
                (name, f"{at(values, 0.5):.1f} ms", f"{at(values, 0.95):.1f} ms")
                for name, values in (
                    ("bare full-text query", bare),
                    ("search, no place given", anywhere),
                    ("search for a place", local),
                    ("saving an article", saved),
                )
            ),
        ]
    )
    world.finish(
        {
            "articles": articles,
            "p95_ms": round(at(anywhere + local, 0.95), 1),
            "median_ms": round(at(anywhere + local, 0.5), 1),
            "bare_p95_ms": round(at(bare, 0.95), 1),
            "save_ms": round(at(saved, 0.5), 1),
            "asked": len(anywhere) + len(local),
        }
    )


if __name__ == "__main__":
    main()
