"""How people write a place when they look for it: its names, short names, pinyin and initials."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from policies.dictionaries import read_aloud

PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|"
    "景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|怒|普米|裕固|保安|独龙|鄂伦春|鄂温克|各"
)
AUTONOMOUS = re.compile(rf"(.{{2,}}?)族?(?:(?:{PEOPLES})族?)*自治[区州县旗]")
PLAIN = re.compile(r"(.{2,}?)(?:特别行政区|地区|林区|特区|[省市盟区县旗])")

READINGS = {
    "长": "chang",
    "都": "du",
    "什": "shi",
    "勒": "le",
    "蚌": "beng",
    "佛": "fo",
    "卡": "ka",
    "堡": "bu",
    "单": "shan",
    "涡": "guo",
    "漯": "luo",
    "珲": "hun",
    "筠": "jun",
    "曾": "zeng",
    "覃": "qin",
    "泊": "bo",
    "尾": "wei",
    "长子": "zhang zi",
    "南乐": "nan le",
    "民乐": "min le",
    "洪洞": "hong tong",
    "繁峙": "fan shi",
}
"""How syllables are read in names of places where a dictionary of words goes wrong, longer ones last."""


def typed(text: str) -> str:
    """What someone typed, as spellings are stored: no spaces or marks, half-width, lower case."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return "".join(letter for letter in plain if letter.isalnum())


def short_name(name: str) -> str:
    """The name without the kind of place: 广州, 内蒙古, 积石山; a single character keeps its kind."""
    match = AUTONOMOUS.fullmatch(name) or PLAIN.fullmatch(name)
    return match[1] if match else name


def spellings(names: Sequence[str], *, above: Sequence[str] = ()) -> str:
    """All spellings of a place, for a search by `LIKE`.

    `names` are its name and aliases, `above` the names of the places above it, nearest first.
    Each spelling stands between spaces; the last words, each after a slash, are the whole path
    from the province down, so that 广州天河 is found as well.
    """
    own = dict.fromkeys(word for name in names for word in _ways(name))
    down = [*reversed(above), names[0]]
    short = [short_name(name) for name in down]
    path = ["".join(down), "".join(short), "".join(_read_aloud(name)[0] for name in short)]
    return f" {' '.join(own)} /{' /'.join(path)} "


def _ways(name: str) -> Iterator[str]:
    short = short_name(name)
    for called in (name, short, f"{short}州") if name.endswith("自治州") else (name, short):
        yield from (typed(called), *_read_aloud(called))


@cache
def _read_aloud(name: str) -> tuple[str, str]:
    """The pinyin and the initials of a name."""
    letters = typed(name)
    syllables = read_aloud(letters)
    for fragment, reading in READINGS.items():
        if (at := letters.find(fragment)) >= 0:
            syllables[at : at + len(fragment)] = reading.split()
    return "".join(syllables), "".join(syllable[0] for syllable in syllables)
