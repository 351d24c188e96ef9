"""Residents and the facts they declare. No identity numbers, anywhere.

Everything here is what the resident (or village staff) told us, never the bureau's record;
pages say so. States that depend on the day are computed in rules.py and not stored.
"""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from policies.models import FilingType, PersonCategory, Region, Scheme


class User(AbstractUser):
    """A resident who came through WeChat (`openid`), or staff who log in with a password."""

    openid = models.CharField(
        "微信 openid",
        max_length=64,
        unique=True,
        null=True,
        blank=True,
        editable=False,
        help_text="微信给本小程序用户的代号，只在服务器内使用。",
    )
    # Kept in step with the consents in force by whoever records those.
    facts_allowed = models.BooleanField(
        "同意登记家人资料", default=False, db_default=False, editable=False
    )
    child_facts_allowed = models.BooleanField(
        "同意登记孩子资料", default=False, db_default=False, editable=False
    )
    reminders_allowed = models.BooleanField(
        "同意接收提醒", default=False, db_default=False, editable=False
    )

    class Meta:
        verbose_name = "用户"
        verbose_name_plural = "用户"

    def __str__(self) -> str:
        return self.username if self.is_staff else f"居民 {self.pk}"


class Relation(models.TextChoices):
    SELF = "self", "本人"
    SPOUSE = "spouse", "配偶"
    CHILD = "child", "子女"
    PARENT = "parent", "父母"
    OTHER = "other", "其他家人"


class Member(models.Model):
    """One person of a household, looked after by one resident."""

    user = models.ForeignKey(
        User,
        verbose_name="照看人",
        on_delete=models.CASCADE,
        related_name="members",
        db_index=False,  # member_nickname_once begins with it
    )
    nickname = models.CharField(
        "称呼", max_length=10, help_text="例如：妈妈、小宝。不要填真实姓名。"
    )
    relation = models.CharField("关系", max_length=8, choices=Relation.choices)
    born_on = models.DateField(
        "出生日期", null=True, blank=True, help_text="只有新生儿需要填，用来计算参保期限。"
    )
    region = models.ForeignKey(
        Region,
        verbose_name="参保地",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,  # member_by_place begins with it
        help_text="在哪里参保就选哪里，例如：广州市。",
    )
    scheme = models.CharField(
        "险种", max_length=10, choices=Scheme.choices, default=Scheme.RESIDENT
    )
    category = models.CharField(
        "人员类别", max_length=20, choices=PersonCategory.choices, default=PersonCategory.ADULT
    )
    muted = models.BooleanField("不再提醒", default=False, help_text="勾选后不再发这位家人的提醒。")
    created_at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        verbose_name = "家人"
        verbose_name_plural = "家人"
        constraints = [
            # A card that names two people alike helps nobody, and a double tap adds one person.
            # Reader: also a resident's household, by its first column.
            models.UniqueConstraint(fields=["user", "nickname"], name="member_nickname_once"),
        ]
        indexes = [
            # Reader: planning of payment deadlines, which starts from a place.
            models.Index(fields=["region", "scheme", "category"], name="member_by_place"),
        ]

    def __str__(self) -> str:
        return f"{self.nickname}({self.get_relation_display()})"


class Enrolment(models.Model):
    """What a member declared about one coverage year. A row without `paid_on` is registered only."""

    class Source(models.TextChoices):
        SELF = "self", "自己填报"
        VILLAGE = "village", "村社代填"

    member = models.ForeignKey(
        Member,
        verbose_name="家人",
        on_delete=models.CASCADE,
        related_name="enrolments",
        db_index=False,  # enrolment_once_a_year begins with it
    )
    coverage_year = models.PositiveSmallIntegerField(
        "待遇年度", help_text="看病报销的那一年，例如 2026（不是缴费的那一年）。"
    )
    paid_on = models.DateField("缴费到账日期", null=True, blank=True)
    amount = models.DecimalField(
        "缴费金额（元）", max_digits=8, decimal_places=2, null=True, blank=True
    )
    channel = models.CharField(
        "缴费渠道", max_length=20, blank=True, help_text="例如：粤税通、银行、村里代收。"
    )
    exempt = models.BooleanField("全额资助，自己不用缴", default=False)
    source = models.CharField(
        "填报人", max_length=8, choices=Source.choices, default=Source.SELF, editable=False
    )
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    class Meta:
        verbose_name = "参保缴费"
        verbose_name_plural = "参保缴费"
        constraints = [
            # Reader: planning, which asks who has not paid for a year.
            models.UniqueConstraint(
                fields=["member", "coverage_year"], name="enrolment_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(coverage_year__gte=2000, coverage_year__lte=2100),
                name="enrolment_year_sane",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="enrolment_amount_sane"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.coverage_year} 年度"


class Change(models.Model):
    """The trace of one change of declared facts: null stands for "nothing was declared"."""

    changed_at = models.DateTimeField("时间")
    before = models.JSONField("改前", null=True)
    after = models.JSONField("改后", null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{timezone.localtime(self.changed_at):%Y-%m-%d %H:%M}"


class EnrolmentChange(Change):
    """One change of an enrolment. It hangs on the member, so it outlives an undone enrolment."""

    member = models.ForeignKey(
        Member,
        verbose_name="家人",
        on_delete=models.CASCADE,
        related_name="enrolment_changes",
        db_index=False,  # enrolment_trace begins with it
    )
    coverage_year = models.PositiveSmallIntegerField("待遇年度")
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = "参保缴费变更"
        verbose_name_plural = "参保缴费变更"
        indexes = [
            # Reader: undo, and the trace of one year.
            models.Index(fields=["member", "coverage_year", "id"], name="enrolment_trace"),
        ]


class Filing(models.Model):
    """A filing for care elsewhere (异地就医备案), as the member declared it."""

    member = models.ForeignKey(
        Member, verbose_name="家人", on_delete=models.CASCADE, related_name="filings"
    )
    kind = models.CharField("备案类型", max_length=16, choices=FilingType.choices)
    care_region = models.ForeignKey(
        Region, verbose_name="就医地", on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField(
        "最后有效日",
        null=True,
        blank=True,
        help_text="长期备案没有到期日；查不到当地规定时也留空。",
    )
    ends_on_reason = models.CharField("到期日的依据", max_length=200, blank=True)
    rule_code = models.CharField("依据的规则", max_length=40, blank=True)
    cancelled_on = models.DateField("取消日期", null=True, blank=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    class Meta:
        verbose_name = "异地备案"
        verbose_name_plural = "异地备案"
        indexes = [
            # Reader: planning of filing expiries, which starts from a day.
            models.Index(
                fields=["ends_on"],
                name="filing_by_end",
                condition=Q(cancelled_on__isnull=True, ends_on__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="filing_ends_after_start",
            ),
            # A double tap declares one filing.
            models.UniqueConstraint(
                fields=["member", "kind", "care_region", "starts_on"],
                condition=Q(cancelled_on__isnull=True),
                name="filing_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} 在{self.care_region}就医"


class FilingChange(Change):
    """One change of a filing."""

    filing = models.ForeignKey(
        Filing, verbose_name="异地备案", on_delete=models.CASCADE, related_name="changes"
    )

    class Meta:
        verbose_name = "异地备案变更"
        verbose_name_plural = "异地备案变更"
