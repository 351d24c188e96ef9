"""How much a text answers a question. Pure: no database, no clock.

A question is compared by weight: every lexeme weighs more the fewer articles have it, and a
concept, which several words can say, weighs by all the articles that say it somehow.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from policies.search.lexemes import is_initials, is_pair, lexemes, normalise, words

COVERAGE, PRECISION, TOGETHER, ANSWER = 0.4, 0.2, 0.3, 0.1
PAIR, INITIALS, SINGLE = 0.5, 1.0, 0.5
SYNONYM, TYPO = 0.85, 0.6


@dataclass(frozen=True, slots=True)
class Concept:
    """A word of the question for which others may stand, and how much it weighs."""

    said: str
    others: frozenset[str]
    weight: float


@dataclass(frozen=True)
class Asked:
    """A question to compare with: what its lexemes and concepts weigh, and what its slips may mean."""

    lexemes: Mapping[str, float]
    concepts: Sequence[Concept]
    slips: Mapping[str, Mapping[str, float]]

    @cached_property
    def total(self) -> float:
        weights = (*self.lexemes.values(), *(concept.weight for concept in self.concepts))
        return math.fsum(weights) or 1.0

    @cached_property
    def spoken(self) -> re.Pattern[str]:
        """Finds every word that says one of the concepts, the longest first."""
        every = {word for concept in self.concepts for word in (concept.said, *concept.others)}
        ordered = sorted(every, key=lambda word: (-len(word), word))
        return re.compile("|".join(map(re.escape, ordered)) or r"(?!)")


@dataclass(frozen=True, slots=True)
class Text:
    """What a question is compared with: its lexemes, and the words for concepts that it has."""

    lexemes: frozenset[str]
    spoken: frozenset[str]


def rarity(*, having: int, of: int) -> float:
    """How much is said by what `having` of `of` articles say."""
    return math.log(1 + of / (having + 0.5))


def part(lexeme: str) -> float:
    """How much of a word a lexeme is."""
    if is_pair(lexeme):
        return PAIR
    if is_initials(lexeme):
        return INITIALS
    return SINGLE if len(lexeme) == 1 else 1.0


def likeness(asked: Asked, *, phrasings: Sequence[str], answer: str, place: str) -> float:
    """From 0 to 1: how well the best phrasing fits, all of them together, and the answer."""
    texts = [_text(asked, phrasing, lexemes(phrasing)) for phrasing in phrasings]
    together = Text(
        frozenset().union(words(place), *(text.lexemes for text in texts)),
        frozenset().union(*(text.spoken for text in texts)),
    )
    best = max(COVERAGE * shared(asked, text) + PRECISION * covered(asked, text) for text in texts)
    told = shared(asked, _text(asked, answer, words(answer)))
    return best + TOGETHER * shared(asked, together) + ANSWER * told


def _text(asked: Asked, text: str, found: frozenset[str]) -> Text:
    return Text(found, frozenset(asked.spoken.findall(normalise(text))))


def shared(asked: Asked, text: Text) -> float:
    """The share of the question, by weight, that the text has."""
    found = 0.0
    for lexeme, weight in asked.lexemes.items():
        if lexeme in text.lexemes:
            found += weight
        elif meant := asked.slips.get(lexeme):
            found += weight * TYPO * max(meant[each] * (each in text.lexemes) for each in meant)
    for concept in asked.concepts:
        if concept.said in text.spoken:
            found += concept.weight
        elif not concept.others.isdisjoint(text.spoken):
            found += concept.weight * SYNONYM
    return found / asked.total


def covered(asked: Asked, text: Text) -> float:
    """The share of the text, by number of lexemes, that the question has."""
    said = frozenset(asked.lexemes).union(*asked.slips.values(), *map(lexemes, text.spoken))
    whole = math.fsum(map(part, text.lexemes)) or 1.0
    return math.fsum(part(lexeme) for lexeme in text.lexemes & said) / whole
