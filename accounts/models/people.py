"""Residents and the people they look after."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from policies.models import PersonCategory, Region, Scheme
from yibao_project.sealed import SealedText


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

    # How messages may come: without hours of one's own, those of everybody hold.
    quiet_from = models.TimeField("几点起不打扰", null=True, blank=True, editable=False)
    quiet_until = models.TimeField("不打扰到几点", null=True, blank=True, editable=False)
    muted_kinds = ArrayField(
        models.CharField(max_length=20),
        verbose_name="关掉的提醒种类",
        default=list,
        db_default=[],
        blank=True,
        editable=False,
    )

    class Meta:
        verbose_name = "用户"
        verbose_name_plural = "用户"
        indexes = [
            # Reader: planning, which asks who has hours of their own; few do.
            models.Index(
                fields=["id"],
                condition=Q(quiet_from__isnull=False),
                name="user_with_quiet_hours",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="user_quiet_hours_whole",
            )
        ]

    def __str__(self) -> str:
        return self.username if self.is_staff else f"居民 {self.pk}"


class Relation(models.TextChoices):
    SELF = "self", "本人"
    SPOUSE = "spouse", "配偶"
    CHILD = "child", "子女"
    PARENT = "parent", "父母"
    OTHER = "other", "其他家人"


class Ending(models.TextChoices):
    """Why nothing is to be done about a member any more."""

    DEATH = "death", "去世"
    MOVED_AWAY = "moved_away", "迁走或定居境外"
    OTHER_INSURANCE = "other_insurance", "参加了别的医保"


class Member(models.Model):
    """One person of a household, looked after by one resident."""

    TRACED = (
        "nickname",
        "relation",
        "born_on",
        "region",
        "scheme",
        "category",
        "special_group",
        "special_since",
        "ended_on",
        "ending",
        "muted",
    )

    user = models.ForeignKey(
        User,
        verbose_name="照看人",
        on_delete=models.CASCADE,
        related_name="members",
        db_index=False,  # member_nickname_once begins with it
    )
    nickname = SealedText(
        "称呼",
        validators=[MaxLengthValidator(10)],
        help_text="例如：妈妈、小宝。不要填真实姓名。",
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
    special_group = models.CharField(
        "特殊身份",
        max_length=20,
        choices=PersonCategory.choices,
        blank=True,
        help_text="例如：最低生活保障对象；没有就留空。",
    )
    special_since = models.DateField(
        "身份认定日期", null=True, blank=True, help_text="证明上写的日期，例如：2026-03-01。"
    )
    ended_on = models.DateField(
        "终止日期", null=True, blank=True, help_text="从这天起不用再办，也不再提醒。"
    )
    ending = models.CharField("终止原因", max_length=16, choices=Ending.choices, blank=True)
    muted = models.BooleanField("不再提醒", default=False, help_text="勾选后不再发这位家人的提醒。")
    created_at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        verbose_name = "家人"
        verbose_name_plural = "家人"
        constraints = [
            # A card that names two people alike helps nobody, and a double tap adds one person.
            # Reader: also a resident's household, by its first column.
            models.UniqueConstraint(fields=["user", "nickname"], name="member_nickname_once"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ending="")
                | Q(ended_on__isnull=False, muted=True) & ~Q(ending=""),
                name="member_ended_is_silent",
            ),
            models.CheckConstraint(
                condition=Q(special_since__isnull=True) | ~Q(special_group=""),
                name="member_special_since_of_group",
            ),
        ]
        indexes = [
            # Reader: planning of payment deadlines, which starts from a place.
            models.Index(fields=["region", "scheme", "category"], name="member_by_place"),
            # Reader: planning of newborns' deadlines, which starts from days of birth.
            models.Index(
                fields=["born_on"],
                condition=Q(category=PersonCategory.NEWBORN),
                name="newborn_by_birth",
            ),
            # Reader: planning of certificates that nobody has told of yet.
            models.Index(
                fields=["special_group"],
                condition=Q(special_since__isnull=True) & ~Q(special_group=""),
                name="special_without_day",
            ),
        ]

    def __str__(self) -> str:
        return f"家人 {self.pk}（{self.get_relation_display()}）"
