"""Message templates at WeChat and here: what differs, and taking one from the public library.

1. `drift` compares every kind with the account's templates, one call to WeChat.
2. `install` takes a library title for a kind: it chooses a keyword for each thing the kind says, has
   WeChat make the template, reads back the keys WeChat gave it, and stores which key says what.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reminders.kinds import KINDS
from reminders.messages import TYPES
from reminders.models import MessageTemplate
from yibao_project import wechat_templates
from yibao_project.wechat_templates import Keyword, PrivateTemplate

MOST_FIELDS = 5
NEEDED = ("who", "due")
# Words by which the library names what we have to say, the most telling first.
NAMED = {
    "who": ("对象", "参保人", "备案人", "姓名", "成员", "人"),
    "due": ("截止", "到期", "最后", "日期", "时间"),
    "amount": ("金额", "费用"),
    "place": ("就医地", "渠道", "地点", "机构", "地区", "部门"),
    "tip": ("提示", "提醒", "备注", "说明"),
}


class CannotInstall(Exception):
    """Why a title of the library cannot serve a kind, as a Chinese sentence."""


def drift() -> list[str]:
    """What is wrong with each kind's template, as sentences; empty when all agree.

    Raises WeChatError.
    """
    kept = {each.template_id: each for each in wechat_templates.private_templates()}
    ours = {template.kind: template for template in MessageTemplate.objects.order_by("pk")}
    problems = []
    for code, kind in KINDS.items():
        template = ours.get(code)
        if template is None:
            problems.append(f"{kind.label}：还没有模板，这种提醒发不了微信。")
        else:
            problems += [f"{kind.label}：{said}" for said in _differences(template, kept)]
    return problems


def _differences(template: MessageTemplate, kept: Mapping[str, PrivateTemplate]) -> list[str]:
    there = kept.get(template.template_id)
    if there is None:
        return [f"微信里没有模板 {template.template_id}，可能被删了或换了账号。"]
    said = []
    if there.type != template.duration:
        said.append(f"订阅方式不同，微信里是{MessageTemplate.Duration(there.type).label}。")
    if there.title != template.title:
        said.append(f"标题不同，微信里是“{there.title}”。")
    missing = [
        f"{key}（{label}）" for key, label in there.labels.items() if key not in template.fields
    ]
    if missing:
        said.append(f"微信要的字段这里没有填：{'、'.join(missing)}；发出去会被拒绝。")
    if surplus := [key for key in template.fields if key not in there.labels]:
        said.append(f"这里填的字段微信没有：{'、'.join(surplus)}。")
    return said


def install(*, kind: str, tid: int, scene: str) -> MessageTemplate:
    """Take title `tid` of the library for `kind`. Raises CannotInstall or WeChatError."""
    label = KINDS[kind].label
    if MessageTemplate.objects.filter(kind=kind).exists():
        raise CannotInstall(f"{label}已经有模板；要换，请先在后台“消息模板”里改。")
    chosen = chosen_keywords(KINDS[kind].contents, wechat_templates.keywords_of(tid))
    kids = [keyword.kid for keyword in chosen.values()]
    template_id = wechat_templates.add_from_library(tid=tid, kids=kids, scene=scene)
    made = next(
        each for each in wechat_templates.private_templates() if each.template_id == template_id
    )
    template = MessageTemplate(
        kind=kind,
        template_id=template_id,
        title=made.title,
        duration=made.type,
        fields=dict(zip(made.labels, chosen, strict=True)),
    )
    template.full_clean()
    template.save()
    return template


def chosen_keywords(contents: Sequence[str], keywords: Sequence[Keyword]) -> dict[str, Keyword]:
    """A keyword of the right type for each content, by its name; what has none is left unsaid.

    Raises CannotInstall if it could not say whom it is for and until when.
    """
    free = list(keywords)
    chosen: dict[str, Keyword] = {}
    for content in contents:
        fitting = [each for each in free if each.rule in TYPES[content]]
        named = [(_rank(content, each.name), each.kid, each) for each in fitting]
        best = min((each for each in named if each[0] is not None), default=None)
        if best:
            chosen[content] = best[2]
            free.remove(best[2])
    if lacking := [content for content in NEEDED if content not in chosen]:
        wanted = {"who": "提醒谁（thing）", "due": "哪一天（date）"}
        raise CannotInstall(
            f"这个标题没有能写{'、'.join(wanted[each] for each in lacking)}的关键词，请换一个。"
        )
    return dict(list(chosen.items())[:MOST_FIELDS])


def _rank(content: str, name: str) -> int | None:
    return next((place for place, word in enumerate(NAMED[content]) if word in name), None)
