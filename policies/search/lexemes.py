"""Turns Chinese text into what search compares. Pure: no database, no clock.

Every text becomes a set of lexemes of three kinds:

- words, as jieba cuts them, and the parts of long ones: 新生儿 gives 新生, 生儿, 新生儿;
- pairs of neighbouring syllables in pinyin, as `bei_an`, which stay the same when a wrong
  character has the right sound (异地被案), when words are cut differently, and when the question
  is typed in pinyin at all;
- initials of words and of neighbouring words, as `~ydba` for 异地备案.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from policies.dictionaries import jieba, read_aloud, syllables

RUN = re.compile(r"[\u3400-\u9fff]+|[a-z]+|[0-9]+(?:\.[0-9]+)?")
LONGEST_SYLLABLE = 6
SHORTEST_INITIALS, LONGEST_INITIALS = 2, 6
EMPTY_WORDS = frozenset(
    [
        "的",
        "地",
        "得",
        "了",
        "着",
        "过",
        "吗",
        "呢",
        "啊",
        "吧",
        "呀",
        "嘛",
        "么",
        "哦",
        "哈",
        "啦",
        "嘞",
        "不",
        "没",
        "没有",
        "我",
        "你",
        "您",
        "他",
        "她",
        "它",
        "俺",
        "咱",
        "我们",
        "你们",
        "他们",
        "咱们",
        "自己",
        "人家",
        "别人",
        "是",
        "就",
        "都",
        "也",
        "还",
        "又",
        "才",
        "再",
        "很",
        "太",
        "挺",
        "这",
        "那",
        "个",
        "些",
        "种",
        "样",
        "把",
        "被",
        "在",
        "和",
        "与",
        "跟",
        "同",
        "给",
        "对",
        "从",
        "到",
        "往",
        "向",
        "为",
        "以",
        "要",
        "会",
        "能",
        "可",
        "可以",
        "能够",
        "应该",
        "该",
        "得",
        "上",
        "下",
        "里",
        "中",
        "内",
        "外",
        "前",
        "后",
        "去",
        "来",
        "让",
        "叫",
        "请",
        "想",
        "请问",
        "请教",
        "一下",
        "问",
        "问下",
        "问一下",
        "谢谢",
        "你好",
        "您好",
        "这个",
        "那个",
        "这样",
        "那样",
        "这种",
        "那种",
        "这些",
        "那些",
        "哪些",
        "一个",
        "有",
        "有的",
        "有人",
        "现在",
        "目前",
        "今天",
        "知道",
        "到底",
        "究竟",
        "还是",
        "或者",
        "或",
        "但是",
        "但",
        "因为",
        "所以",
        "如果",
        "要是",
        "的话",
        "是不是",
        "能不能",
        "可不可以",
        "会不会",
        "要不要",
        "有没有",
        "行不行",
        "好不好",
        "行",
        "好",
        "吗",
        "先",
        "然后",
        "之后",
        "以后",
        "之前",
        "以前",
        "东西",
        "事",
        "事情",
        "情况",
        "比较",
        "非常",
        "特别",
        "真的",
        "其实",
        "已经",
        "正在",
        "关于",
        "按照",
        "通过",
        "进行",
    ]
)


def normalise(text: str) -> str:
    """One form for full-width and half-width, upper and lower case."""
    return unicodedata.normalize("NFKC", text).lower()


@lru_cache(maxsize=50_000)
def words(text: str) -> frozenset[str]:
    """The words, numbers and Latin abbreviations of `text` that say something."""
    return frozenset(
        word
        for run in _runs(text)
        for word in (jieba().cut_for_search(run, False) if _is_chinese(run) else [run])
        if word not in EMPTY_WORDS
    )


@lru_cache(maxsize=50_000)
def lexemes(text: str) -> frozenset[str]:
    """All lexemes of a written text."""
    found = set(words(text))
    for run in _runs(text):
        if _is_chinese(run):
            found.update(_pairs(read_aloud(run)))
            found.update(_initials(run))
    return frozenset(found)


class Question(NamedTuple):
    """The lexemes of a question, and those pairs among them that may be slips of the pen.

    Latin letters may be pinyin or initials. In Chinese only what jieba cannot join to words is
    doubted: a wrong character mostly breaks its word.
    """

    lexemes: frozenset[str]
    doubtful: frozenset[str]


@lru_cache(maxsize=10_000)
def read_question(text: str) -> Question:
    found = set(words(text))
    doubtful: set[str] = set()
    spelled: list[str] = []
    for run in filter(_is_chinese, _runs(text)):
        pairs = list(_pairs(read_aloud(run)))
        alone = [len(word) == 1 for word in jieba().cut(run, False) for _ in word]
        found.update(pairs)
        doubtful.update(
            pair
            for pair, (first, second) in zip(pairs, pairwise(alone), strict=True)
            if first and second
        )
    for run in RUN.findall(normalise(text)):
        if _is_chinese(run):
            found.update(_pairs(read_aloud(run)))
        elif run.isalpha():
            sounds = split_pinyin(run)
            spelled += sounds
            if sounds:
                found.discard(run)
            elif SHORTEST_INITIALS <= len(run) <= LONGEST_INITIALS:
                found.add(f"~{run}")
    typed = list(_pairs(spelled))
    return Question(frozenset(found.union(typed)), frozenset(doubtful.union(typed)))


def _runs(text: str) -> list[str]:
    """Stretches of one script, Chinese ones broken where a word says nothing."""
    stretches: list[str] = []
    for run in RUN.findall(normalise(text)):
        if not _is_chinese(run):
            stretches.append(run)
            continue
        joined = "".join(" " if word in EMPTY_WORDS else word for word in jieba().cut(run, False))
        stretches += joined.split()
    return stretches


def is_pair(lexeme: str) -> bool:
    return "_" in lexeme


def is_initials(lexeme: str) -> bool:
    return lexeme.startswith("~")


def split_pinyin(letters: str) -> list[str]:
    """`letters` as the fewest syllables; nothing where they are no pinyin."""
    known = syllables()
    best: list[list[str] | None] = [[]]
    for end in range(1, len(letters) + 1):
        ways = [
            [*before, letters[start:end]]
            for start in range(max(0, end - LONGEST_SYLLABLE), end)
            if (before := best[start]) is not None and letters[start:end] in known
        ]
        best.append(min(ways, key=len) if ways else None)
    return best[-1] or []


def _is_chinese(run: str) -> bool:
    return not run[0].isascii()


def _pairs(sounds: Sequence[str]) -> Iterator[str]:
    for first, second in pairwise(sounds):
        yield f"{first}_{second}"


def _initials(run: str) -> Iterator[str]:
    cut = ["".join(sound[0] for sound in read_aloud(word)) for word in jieba().cut(run, False)]
    for initials in (*cut, *(first + second for first, second in pairwise(cut))):
        if SHORTEST_INITIALS <= len(initials) <= LONGEST_INITIALS:
            yield f"~{initials}"
