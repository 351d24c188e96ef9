"""What is said in the chat. Pure: what was found in, words out."""

from __future__ import annotations

from collections.abc import Iterable

from policies.search.finding import Found
from policies.search.rows import ArticleRow

LONGEST_ANSWER = 400
MOST_MORE = 3
GREETING = (
    "您好，这里自动回答医保的问题。请直接打字问，例如：几号截止？断缴两年要等多久？"
    "不要发身份证号、银行卡号和验证码。"
)
ONLY_TEXT = "这里只看得懂文字，请打字问，例如：给父母怎么交？"
NO_ANSWER = "没有找到合适的答案，请换个说法再问，或拨打参保地的 12393。"
CHECK = "，待核实，办之前请打 12393 问清"
REST = "……全文请在小程序“怎么办”里看。"


def words(found: Found) -> str:
    """The best answer with its place, and what else could be asked."""
    if not found.articles:
        return "\n".join([NO_ANSWER, *_more(found.suggestions)])
    best, *others = found.articles
    near = [row for row in (*others, *found.suggestions) if row.answers != best.answers]
    place = f"（{best.region_name}{CHECK if best.needs_check else ''}）"
    return "\n".join([best.question, _cut(best.answer), place, *_more(near)])


def _cut(answer: str) -> str:
    return answer if len(answer) <= LONGEST_ANSWER else answer[:LONGEST_ANSWER] + REST


def _more(rows: Iterable[ArticleRow]) -> list[str]:
    asked = list(dict.fromkeys(row.question for row in rows))[:MOST_MORE]
    return ["", "还可以问：", *(f"· {question}" for question in asked)] if asked else []
