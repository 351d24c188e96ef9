"""The rules of subscribe-message template fields: what each type may hold, and how long it may be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date

KEY = re.compile(r"([a-z][a-z_]*?)(\d{1,3})")

_CHINESE = r"\u3400-\u4dbf\u4e00-\u9fff"
_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?"
_FULL_DATE = re.compile(
    r"(?:(?P<y1>\d{4})年(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日"
    r"|(?P<y2>\d{4})(?P<sep>[-/.])(?P<m2>\d{1,2})(?P=sep)(?P<d2>\d{1,2}))"
)
_YEAR_MONTH = re.compile(r"\d{4}(?:年(?P<m1>\d{1,2})月|[-/.](?P<m2>\d{1,2}))")
_MONTH_DAY = re.compile(r"(?P<m1>\d{1,2})(?:月(?P<d1>\d{1,2})日|[-/.](?P<d2>\d{1,2}))")
_CLOCK_TAIL = re.compile(rf"(?:^|\s+|(?<=日)){_CLOCK}$")


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda value: compiled.fullmatch(value) is not None


def _length(value: str) -> int:
    """Length in UTF-16 units: how WeChat counts emoji is undocumented, so the stricter reading is taken."""
    return len(value.encode("utf-16-le")) // 2


def _is_plain(value: str) -> bool:
    return bool(value.strip()) and not any(
        unicodedata.category(char) in ("Cc", "Zl", "Zp") for char in value
    )


def _is_thing(value: str) -> bool:
    return _is_plain(value) and _length(value) <= 20


def _is_symbol(value: str) -> bool:
    return 0 < len(value) <= 5 and all(unicodedata.category(char)[0] in "PS" for char in value)


def _is_name(value: str) -> bool:
    limit = 10 if re.search(f"[{_CHINESE}]", value) else 20
    return (
        _is_plain(value) and _length(value) <= limit and not any(char.isdigit() for char in value)
    )


def _is_real_date(*, year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _is_date_text(value: str) -> bool:
    if match := _FULL_DATE.fullmatch(value):
        part = match.groupdict()
        return _is_real_date(
            year=int(part["y1"] or part["y2"]),
            month=int(part["m1"] or part["m2"]),
            day=int(part["d1"] or part["d2"]),
        )
    if match := _YEAR_MONTH.fullmatch(value):
        return 1 <= int(match["m1"] or match["m2"]) <= 12
    if match := _MONTH_DAY.fullmatch(value):
        return _is_real_date(year=2000, month=int(match["m1"]), day=int(match["d1"] or match["d2"]))
    return False


def _is_date(value: str) -> bool:
    """A date, optionally followed by a 24-hour time; two of them joined by `~` make a range."""
    ends = [end.strip() for end in value.split("~")]
    return len(ends) <= 2 and all(_is_date_text(_CLOCK_TAIL.sub("", end)) for end in ends)


def _is_time_text(value: str) -> bool:
    clock = _CLOCK_TAIL.search(value)
    return clock is not None and (clock.start() == 0 or _is_date_text(value[: clock.start()]))


def _is_time(value: str) -> bool:
    """A 24-hour time, optionally preceded by a date; two of them joined by `~` make a range."""
    ends = [end.strip() for end in value.split("~")]
    return len(ends) <= 2 and all(_is_time_text(end) for end in ends)


def _is_number(value: str) -> bool:
    return re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", value) is not None and len(value) <= 32


def _is_character_string(value: str) -> bool:
    return bool(value.strip()) and re.fullmatch(r"[\x20-\x7e]{1,32}", value) is not None


def _is_car_number(value: str) -> bool:
    return (
        len(value) <= 8
        and re.fullmatch(f"[{_CHINESE}]?[A-Za-z0-9]+[{_CHINESE}]?", value) is not None
    )


TYPES: dict[str, Callable[[str], bool]] = {
    "thing": _is_thing,
    "number": _is_number,
    "letter": _matches(r"[A-Za-z]{1,32}"),
    "symbol": _is_symbol,
    "character_string": _is_character_string,
    "time": _is_time,
    "date": _is_date,
    "amount": _matches(r"[￥¥$€£]?[0-9]{1,10}(?:\.[0-9]+)?元?"),
    "phone_number": _matches(r"[0-9+\-() ]{1,17}"),
    "car_number": _is_car_number,
    "name": _is_name,
    "phrase": _matches(f"[{_CHINESE}]{{1,5}}"),
    "enum_string": bool,
}


def type_of(key: str) -> str | None:
    """The field type a key such as `thing1` stands for, or None when there is no such type."""
    match = KEY.fullmatch(key)
    return match[1] if match and match[1] in TYPES else None


def is_valid(*, key: str, value: str) -> bool:
    field_type = type_of(key)
    return field_type is not None and TYPES[field_type](value)
