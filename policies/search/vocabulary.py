"""What the words of questions may stand for: places by their names, and words for the same thing.

Read once for every version of the policies and kept in this process, because every question needs
all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from policies.models import Level, Region, Synonym
from policies.published import version
from policies.search.lexemes import normalise

LARGE = (Level.PROVINCE, Level.MUNICIPALITY, Level.PREFECTURE)
LARGE_ENDINGS = ("省", "市")
SHORTEST_NAME, LONGEST_NAME = 2, 6
CHINESE = re.compile(r"[\u3400-\u9fff]+")
MOST_PLACES = 4


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`above` has the place above each place, `places` those in use by name, highest code first.

    `spoken` has every word that has others for the same thing, with these, longest first.
    """

    above: Mapping[str, str | None]
    places: Mapping[str, Sequence[str]]
    spoken: Sequence[tuple[str, tuple[str, ...]]]

    def path(self, code: str) -> list[str]:
        """The place itself and those above it, nearest first. Raises Region.DoesNotExist."""
        if code not in self.above:
            raise Region.DoesNotExist(f"没有这个地区：{code}")
        path = [code]
        while above := self.above[path[-1]]:
            path.append(above)
        return path

    def places_named_in(self, question: str) -> list[str]:
        """The places whose name stands in the question, and their provinces."""
        named = {
            code
            for run in CHINESE.findall(normalise(question))
            for start in range(len(run))
            for end in range(start + SHORTEST_NAME, min(start + LONGEST_NAME, len(run)) + 1)
            for code in self.places.get(run[start:end], ())
        }
        codes = sorted(named, reverse=True)[:MOST_PLACES]
        return [*codes, *(f"{code[:2]}0000" for code in codes)]

    def concepts_in(self, question: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each word of the question that has others for the same thing, longest first, with these."""
        text = normalise(question)
        for word, others in self.spoken:
            if word in text:
                text = text.replace(word, " ")
                yield word, others


def vocabulary() -> Vocabulary:
    """What holds now; one query where no policy was written since."""
    return _read(version())


@lru_cache(maxsize=1)
def _read(written: str | None) -> Vocabulary:
    regions = Region.objects.values_list("code", "name", "aliases", "level", "parent", "valid_to")
    above: dict[str, str | None] = {}
    places: dict[str, list[str]] = {}
    for code, name, aliases, level, parent, ended in regions.order_by("-code"):
        above[code] = parent
        if ended is None and parent is not None:
            for called in {*aliases, *_names(name, level)}:
                places.setdefault(called, []).append(code)
    groups = [
        tuple(map(normalise, words)) for words in Synonym.objects.values_list("words", flat=True)
    ]
    spoken = [
        (word, tuple(other for other in group if other != word))
        for group in sorted(groups)
        for word in group
    ]
    return Vocabulary(above, places, sorted(spoken, key=lambda each: (-len(each[0]), each[0])))


def _names(name: str, level: str) -> Iterator[str]:
    """The name, and of a large place without its kind; counties are named in full only."""
    yield name
    if level in LARGE and name.endswith(LARGE_ENDINGS):
        yield name[:-1]
