"""How much a text answers a question. Pure: no database, no clock.

A question is compared by weight: every lexeme weighs more the fewer articles have it, and a
concept, which several words can say, weighs by all the articles that say it somehow.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

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
        return sum(weights) or 1.0

    @cached_property
    def known(self) -> frozenset[str]:
        """The lexemes of the question and those that its slips may stand for."""
        return frozenset(self.lexemes).union(*self.slips.values())

    @cached_property
    def speaking(self) -> Sequence[str]:
        """Every word that says one of the concepts, the longest first."""
        every = {word for concept in self.concepts for word in (concept.said, *concept.others)}
        return sorted(every, key=lambda word: (-len(word), word))

    def spoken_in(self, text: str) -> frozenset[str]:
        """The words for concepts that a normalised text has; a longer one hides those inside it."""
        found = []
        for word in self.speaking:
            if word in text:
                text = text.replace(word, " ")
                found.append(word)
        return frozenset(found)


class Text(NamedTuple):
    """What a question is compared with, in the form it is searched for words, and its lexemes."""

    normal: str
    lexemes: frozenset[str]
    size: float


@lru_cache(maxsize=50_000)
def read_phrasing(text: str) -> Text:
    return _text(text, lexemes(text))


@lru_cache(maxsize=20_000)
def read_answer(text: str) -> Text:
    return _text(text, words(text))


def _text(text: str, found: frozenset[str]) -> Text:
    return Text(normalise(text), found, sum(map(part, found)) or 1.0)


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
    texts = [read_phrasing(phrasing) for phrasing in phrasings]
    spoken = [asked.spoken_in(text.normal) for text in texts]
    best = max(
        COVERAGE * shared(asked, text.lexemes, said) + PRECISION * covered(asked, text, said)
        for text, said in zip(texts, spoken, strict=True)
    )
    together = shared(
        asked,
        words(place).union(*(text.lexemes for text in texts)),
        frozenset().union(*spoken),
    )
    told = read_answer(answer)
    told_of = shared(asked, told.lexemes, asked.spoken_in(told.normal))
    return best + TOGETHER * together + ANSWER * told_of


def shared(asked: Asked, having: frozenset[str], spoken: frozenset[str]) -> float:
    """The share of the question, by weight, that a text has."""
    found = sum(asked.lexemes[lexeme] for lexeme in having & asked.lexemes.keys())
    for lexeme, meant in asked.slips.items():
        if lexeme not in having:
            alike = max((meant[each] for each in having & meant.keys()), default=0.0)
            found += asked.lexemes[lexeme] * TYPO * alike
    for concept in asked.concepts:
        if concept.said in spoken:
            found += concept.weight
        elif not concept.others.isdisjoint(spoken):
            found += concept.weight * SYNONYM
    return found / asked.total


def covered(asked: Asked, text: Text, spoken: frozenset[str]) -> float:
    """The share of a text, by number of lexemes, that the question has."""
    said = asked.known.union(*map(lexemes, spoken))
    return sum(map(part, text.lexemes & said)) / text.size
