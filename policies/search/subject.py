"""Tells what a question is about: our matters, plainly others, or neither named. No database, no clock.

Likeness cannot tell: 护照在哪里办 shares most of its words with 医保码在哪里办. Our words are known by
their sound too, so that 异地被案 and yibao count.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache

from policies.search.lexemes import is_pair, lexemes, normalise, read_question

OURS = (
    "医保|社保|农合|合疗|合作医疗|医疗|医药|参保|保险|一老一小|报销|报账|"
    "报备|备案|就医|医院|住院|出院|看病|门诊|急诊|急救|抢救|手术|透析|化疗|"
    "癌|重病|大病|慢病|慢特病|慢性病|高血压|糖尿病|医生|药店|拿药|低保|五保|"
    "特困|孤儿|残疾|共济|亲情账户|个人账户|余额|断缴|断保|补缴|等待期|观察期|"
    "缴费|缴纳|未缴|代扣|新生儿|宝宝|转诊|异地|定点|统筹|起付线|结算|"
    "灵活就业|五险|失业金|退伍|退役|集中期|缴费期"
)
OTHERS = (
    "护照|签证|公积金|养老金|天气|驾照|驾驶证|违章|快递|火车票|机票|买房|"
    "房贷|房租|房价|首付|结婚证|离婚|股票|彩票|信用卡|贷款|话费|电费|水费|"
    "燃气费|物业费|所得税|工资|减肥|宽带|外卖券"
)
LIKELY = r"缴|看.{0,3}病|治病|生病|开刀|票据|费用"
"""Ours unless another matter is named."""
SPOKEN = re.compile(OURS)
SPOKEN_LIKELY = re.compile(LIKELY)
SPOKEN_OF_OTHERS = re.compile(OTHERS)


class Subject(Enum):
    OURS = auto()
    OPEN = auto()
    OTHERS = auto()


def subject_of(question: str) -> Subject:
    text = normalise(question)
    if SPOKEN.search(text):
        return Subject.OURS
    if SPOKEN_OF_OTHERS.search(text):
        return Subject.OTHERS
    if SPOKEN_LIKELY.search(text):
        return Subject.OURS
    return Subject.OPEN if _sounds().isdisjoint(read_question(question).lexemes) else Subject.OURS


@cache
def _sounds() -> frozenset[str]:
    """How our short words sound."""
    short = [word for word in OURS.split("|") if len(word) == 2]
    return frozenset(lexeme for word in short for lexeme in lexemes(word) if is_pair(lexeme))
