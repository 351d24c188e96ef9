"""What helps people get something done: channels, hotlines, service points, papers and guides."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from pydantic import ValidationError as ShapeError

from policies.guides.materials import items_of
from policies.models.choices import ChannelKind, FilingType, PersonCategory, Scheme, Task
from policies.models.exclusion import Point, no_two_published
from policies.models.fields import number_field
from policies.models.rule import Rule, rule_checks

PHONE = RegexValidator(r"^[0-9][0-9 -]{2,19}\Z", "电话只写数字、空格和连字符，例如：12393。")


def tasks_field(label: str, help_text: str) -> ArrayField[list[str], list[str]]:
    return ArrayField(
        models.CharField(max_length=20, choices=Task.choices),
        verbose_name=label,
        default=list,
        blank=True,
        help_text=help_text,
    )


def task_field() -> models.CharField[str, str]:
    return models.CharField(
        "事项", max_length=20, choices=Task.choices, help_text="例如：参保登记。"
    )


def people_field() -> ArrayField[list[str], list[str]]:
    return ArrayField(
        models.CharField(max_length=20, choices=PersonCategory.choices),
        verbose_name="适用人群",
        default=list,
        blank=True,
        help_text="不选表示所有人。例如：中小学生。",
    )


def schemes_field() -> ArrayField[list[str], list[str]]:
    return ArrayField(
        models.CharField(max_length=10, choices=Scheme.choices),
        verbose_name="险种",
        default=list,
        blank=True,
        help_text="不选表示各险种都一样。例如：城乡居民医保。",
    )


class Content(Rule):
    """A row that is read by people and computes nothing; several may hold side by side."""

    class Meta:
        abstract = True
        ordering = ["region", "code"]

    def subject(self) -> tuple[object, ...]:
        return ()

    def people(self) -> frozenset[str]:
        return frozenset()

    def coincides(self, other: Self) -> bool:
        return False


class Channel(Content):
    """A way to get things done: an app, a mini-program, a counter. `does` is what it really does."""

    name = models.CharField("名称", max_length=60, help_text="例如：粤税通。")
    kind = models.CharField(
        "类别", max_length=12, choices=ChannelKind.choices, help_text="例如：微信小程序。"
    )
    does = tasks_field("能办的事", "只选这里真能办成的事，例如：缴费、替家人缴费。")
    categories = people_field()
    official = models.BooleanField(
        "官方渠道",
        default=False,
        help_text="政府部门、经办机构或受委托的单位办的才勾选。例如：粤税通。",
    )
    appid = models.CharField(
        "小程序编号",
        max_length=32,
        blank=True,
        validators=[RegexValidator(r"^wx[0-9a-f]{16}\Z", "小程序编号以 wx 开头，后接16位。")],
        help_text="从小程序里跳转时用，不知道就留空。例如：wx0123456789abcdef。",
    )
    path = models.CharField(
        "在哪里点", max_length=120, blank=True, help_text="例如：服务—城市服务—社保医保。"
    )
    url = models.URLField(
        "网址",
        max_length=300,
        blank=True,
        help_text="只写官方网址，例如：https://www.nhsa.gov.cn；没有就留空。",
    )
    phone = models.CharField(
        "电话", max_length=20, blank=True, validators=[PHONE], help_text="例如：12393。"
    )
    hours = models.CharField(
        "服务时间", max_length=80, blank=True, help_text="例如：工作日9:00至17:00。"
    )
    caution = models.CharField(
        "提醒", max_length=120, blank=True, help_text="例如：交现金要当场拿到缴费凭证。"
    )

    class Meta(Content.Meta):
        verbose_name = "办事渠道"
        verbose_name_plural = "办事渠道"
        constraints = [*rule_checks("channel")]


class Hotline(Content):
    """A number to call."""

    name = models.CharField("名称", max_length=60, help_text="例如：医疗保障服务热线。")
    number = models.CharField("号码", max_length=20, validators=[PHONE], help_text="例如：12393。")
    does = tasks_field("能问的事", "不选表示什么都能问。例如：缴费、退费。")
    hours = models.CharField(
        "人工服务时间", max_length=120, blank=True, help_text="例如：工作日9:00至17:00。"
    )
    automated_hours = models.CharField(
        "自动语音时间", max_length=60, blank=True, help_text="例如：全天。"
    )
    tip = models.CharField(
        "拨打提示", max_length=120, blank=True, help_text="例如：在外地请先拨参保地区号。"
    )

    class Meta(Content.Meta):
        verbose_name = "服务热线"
        verbose_name_plural = "服务热线"
        constraints = [*rule_checks("hotline")]


class ServicePoint(Content):
    """A counter that people can walk to."""

    name = models.CharField("名称", max_length=60, help_text="例如：广州市医保中心天河分中心。")
    address = models.CharField("地址", max_length=120, help_text="例如：天河区某路1号二楼。")
    does = tasks_field("能办的事", "例如：参保登记、异地就医备案。")
    phone = models.CharField(
        "电话", max_length=20, blank=True, validators=[PHONE], help_text="例如：020-12345678。"
    )
    hours = models.CharField(
        "服务时间", max_length=80, blank=True, help_text="例如：工作日9:00至17:00。"
    )

    class Meta(Content.Meta):
        verbose_name = "服务网点"
        verbose_name_plural = "服务网点"
        constraints = [*rule_checks("servicepoint")]


class MaterialRequirement(Content):
    """Which papers a task asks for, from whom and at what age."""

    task = task_field()
    categories = people_field()
    filing_types = ArrayField(
        models.CharField(max_length=20, choices=FilingType.choices),
        verbose_name="备案类型",
        default=list,
        blank=True,
        help_text="只有备案材料才选；不选表示各类都一样。例如：异地转诊就医人员。",
    )
    adds = models.BooleanField(
        "另外加带",
        default=False,
        help_text="勾选表示在一般材料之外加带；不勾选表示这类人只看这一条。例如：低保对象加带证件。",
    )
    items = models.JSONField(
        "材料",
        help_text='每份材料一组，例如：[{"name": "身份证", "from_age": 16}, '
        '{"name": "居住证明", "any_of": ["居住证", "其他居住证明"]}]。',
    )
    workdays = number_field("几个工作日办好", "承诺了才填，例如：3。")

    class Meta(Content.Meta):
        verbose_name = "所需材料"
        verbose_name_plural = "所需材料"
        constraints = [*rule_checks("material")]

    def problems(self) -> dict[str, str]:
        problems = super().problems()
        try:
            names = [item.name for item in items_of(self.items)]
        except ShapeError as error:
            keys = "、".join(".".join(map(str, one["loc"])) or "材料" for one in error.errors())
            problems["items"] = f"材料写法有误，请核对：{keys}。"
        else:
            if len(set(names)) < len(names):
                problems["items"] = "同一份材料写了两次。"
        return problems


class Guide(Content):
    """How to get one thing done; its steps are rows of their own."""

    task = task_field()
    title = models.CharField("标题", max_length=40, help_text="例如：新生儿怎么参保。")
    summary = models.CharField(
        "一句话", max_length=120, help_text="先说最要紧的那件事，例如：先登记，再缴费。"
    )
    schemes = schemes_field()
    channel_tasks = tasks_field("列出能办这些事的渠道", "例如：参保登记。")
    material_tasks = tasks_field("列出这些事的材料", "例如：参保登记、外地户籍儿童参保。")

    class Meta(Content.Meta):
        verbose_name = "办事指南"
        verbose_name_plural = "办事指南"
        constraints = [
            *rule_checks("guide"),
            no_two_published(
                Point("task"),
                name="guide_one_published",
                message="这个地区的这件事已有一份已发布的指南，请先停用旧的，或改成草稿。",
            ),
        ]

    def subject(self) -> tuple[object, ...]:
        return (self.task,)

    def coincides(self, other: Self) -> bool:
        return True

    @property
    def slug(self) -> str:
        return self.task.lower().replace("_", "-")


class GuideStep(Content):
    """One step of a guide, for those whom it concerns. A step of a place may replace another."""

    task = task_field()
    position = models.PositiveSmallIntegerField(
        "次序", validators=[MaxValueValidator(999)], help_text="从小到大排列，例如：10、20。"
    )
    title = models.CharField("标题", max_length=40, help_text="例如：先登记，再缴费。")
    text = models.CharField(
        "内容",
        max_length=400,
        help_text="写给没办过的人看，一步只说一件事。例如：带上身份证，到村（社区）服务点登记。",
    )
    schemes = schemes_field()
    categories = people_field()
    filing_types = ArrayField(
        models.CharField(max_length=20, choices=FilingType.choices),
        verbose_name="备案类型",
        default=list,
        blank=True,
        help_text="不选表示各类都一样。例如：异地长期居住人员。",
    )
    from_age = number_field("满几周岁起", "与年龄无关就留空，例如：16。", most=120)
    under_age = number_field("不满几周岁", "与年龄无关就留空，例如：18。", most=120)
    instead_of = models.CharField(
        "代替哪一步",
        max_length=40,
        blank=True,
        help_text="本地办法不同时，写被代替的那一步的编号，例如：GS-NEWBORN-20。",
    )

    class Meta(Content.Meta):
        verbose_name = "指南步骤"
        verbose_name_plural = "指南步骤"
        ordering = ["task", "position", "code"]
        constraints = [*rule_checks("guidestep")]

    def problems(self) -> dict[str, str]:
        problems = super().problems()
        if self.under_age is not None and self.under_age <= (self.from_age or 0):
            problems["under_age"] = "应大于“满几周岁起”。"
        return problems
