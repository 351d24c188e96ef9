"""What a question says, by weight: how rare its words are, what its slips may mean.

1. The question becomes lexemes. Where it uses one of several words for the same thing, any of
   them will do in an article.
2. A doubtful pair of syllables that no article has stands for the most alike ones that some
   article has, by trigrams: a wrong or missing letter in one of the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from policies.models import EVERYTHING
from policies.search.lexemes import is_pair, lexemes, read_question, words
from policies.search.likeness import Asked, Concept, part, rarity

MOST_LEXEMES = 24
MOST_POSTINGS = 2_000
MOST_DOUBTED = 4
ALIKE = 0.45
WORD_AND_PAIR = 1.5


def understand(
    question: str, *, groups: Sequence[tuple[str, tuple[str, ...]]], unknown: float
) -> tuple[Asked, dict[str, float]]:
    """What to compare with, and the lexemes to find articles by with their weights.

    `groups` are the words of the question that have others for the same thing, with these;
    `unknown` is what a word weighs that no article has.
    """
    typed, doubtful = read_question(question)
    of_groups = {lexeme for said, _ in groups for lexeme in lexemes(said)}
    meant = {
        lexeme for said, others in groups for word in (said, *others) for lexeme in lexemes(word)
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
            WORD_AND_PAIR * rarity(having=max(map(commonness, (said, *others))), of=articles),
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
