from __future__ import annotations

import pytest

from wechat_sandbox import fields

VALID = {
    "thing1": ["异地就医备案到期", "a" * 20, "医" * 20, "还有30天，别忘了！"],
    "thing01": ["两位数的编号也可以"],
    "number2": ["0", "-3.50", "9" * 32],
    "letter3": ["abcXYZ", "a" * 32],
    "symbol4": ["!？", "……", "+-*/="],
    "character_string5": ["A-1024/7", "x" * 32],
    "time6": ["15:01", "15:01:59", "2019年10月1日 15:01", "2026-08-01 09:00", "09:00~17:30"],
    "date7": [
        "2026年8月1日",
        "2026年8月",
        "8月1日",
        "2018-01-01",
        "2018/01/01",
        "2018.01.01",
        "2018-01",
        "01-01",
        "2024-02-29",
        "2026-08-01 09:00",
        "2026年8月1日 09:00:00",
        "2026年8月1日~2026年8月31日",
    ],
    "amount8": ["480元", "￥480.00", "¥1234567890", "0.5"],
    "phone_number9": ["13800138000", "+86-020-12345", "(020) 12345678"],
    "car_number10": ["粤A12345", "粤A1234学"],
    "name11": ["王芳", "欧阳娜娜", "a" * 20, "Anna-Li"],
    "phrase12": ["待缴费", "正常结束了"],
    "enum_string13": ["任意"],
}

INVALID = {
    "thing1": ["医" * 21, "", "   ", "第一行\n第二行", "😀" * 11],
    "number2": ["", "1.", "一百", "1e5", "9" * 33, "１２"],
    "letter3": ["abc1", "字", "a" * 33],
    "symbol4": ["!!!!!!", "a", "字", "1", ""],
    "character_string5": ["中文", "x" * 33, " ", "é"],
    "time6": ["24:00", "9点", "2019年10月1日", "2026-02-30 09:00", "9:60", "09:00~10:00~11:00"],
    "date7": [
        "2026-02-30",
        "2026-13",
        "13月1日",
        "2026-8-1-2",
        "2018-01/01",
        "明天",
        "2026-08-0109:00",
        "2026年2月29日",
        "",
    ],
    "amount8": ["480块", "12345678901", "￥", "1,000元"],
    "phone_number9": ["1" * 18, "电话", ""],
    "car_number10": ["粤A1234567", "粤", "A粤12345"],
    "name11": ["王芳2号", "医" * 11, "a" * 21, ""],
    "phrase12": ["abc", "六个汉字太多", "好。", ""],
    "enum_string13": [""],
    "unknown1": ["x"],
    "thing": ["没有编号"],
}


@pytest.mark.parametrize(("key", "value"), [(k, v) for k, values in VALID.items() for v in values])
def test_a_value_within_the_rules_of_its_type_is_valid(key: str, value: str) -> None:
    assert fields.is_valid(key=key, value=value)


@pytest.mark.parametrize(
    ("key", "value"), [(k, v) for k, values in INVALID.items() for v in values]
)
def test_a_value_outside_the_rules_of_its_type_is_invalid(key: str, value: str) -> None:
    assert not fields.is_valid(key=key, value=value)
