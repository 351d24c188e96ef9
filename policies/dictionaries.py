"""How Chinese text is cut into words and read aloud.

The dictionaries take 110 MB, so each is loaded when it is first needed: a process that plans and
sends reminders never does.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rjieba import Jieba


@cache
def jieba() -> Jieba:
    from rjieba import Jieba

    return Jieba()


def read_aloud(text: str) -> list[str]:
    """The syllables of a text in pinyin, without tones; what is not Chinese, letter by letter."""
    from pypinyin import lazy_pinyin

    return lazy_pinyin(text, errors=list)  # type: ignore[arg-type]  # it may be a function


@cache
def syllables() -> frozenset[str]:
    """Every syllable of Mandarin without its tone; ü as v."""
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_normal

    spoken = {sound for sounds in PINYIN_DICT.values() for sound in sounds.split(",")}
    return frozenset(
        plain for sound in spoken if (plain := to_normal(sound)).isascii() and plain.isalpha()
    )
