"""What is owed to whom, and what became of it.

`Reminder` is a fact owed to a resident and is the inbox row itself: the mini-program shows it
whatever WeChat did with the push.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accounts.models import User
from policies.models import Region
from reminders import kinds, messages
from reminders.backup.models import Delivery as Delivery  # a table of this app
from yibao_project.sealed import SealedNames


class MessageTemplate(models.Model):
    """A WeChat subscribe-message template and how our fields fill its keys."""

    class Duration(models.IntegerChoices):
        ONE_TIME = 2, "一次性订阅（同意一次发一条）"
        LONG_TERM = 3, "长期订阅"

    kind = models.CharField(
        "提醒种类",
        max_length=20,
        choices=kinds.choices,
        unique=True,
        help_text="每种提醒对应一个微信模板。",
    )
    template_id = models.CharField(
        "模板编号", max_length=64, unique=True, help_text="微信公众平台“订阅消息”里的模板 ID。"
    )
    title = models.CharField("模板标题", max_length=40, help_text="例如：医保缴费提醒。")
    duration = models.PositiveSmallIntegerField(
        "订阅方式", choices=Duration.choices, default=Duration.ONE_TIME
    )
    fields = models.JSONField(
        "字段对应",
        help_text=(
            '微信字段名 → 我们的内容，例如 {"thing1": "who", "date2": "due"}。'
            "可用内容：who 提醒对象、due 日期、amount 金额、place 缴费渠道或就医地、tip 一句提示。"
        ),
    )
    page = models.CharField(
        "点开后的页面", max_length=120, default="pages/home/home", help_text="小程序页面路径。"
    )

    class Meta:
        verbose_name = "消息模板"
        verbose_name_plural = "消息模板"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.title}"

    def clean(self) -> None:
        problems = messages.mapping_problems(self.kind, self.fields)
        if problems:
            raise ValidationError({"fields": problems})


class KindSettings(models.Model):
    """How one kind of reminder differs from what its module says; what is left empty does not."""

    kind = models.CharField("提醒种类", max_length=20, choices=kinds.choices, unique=True)
    stages = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name="提前几天提醒",
        default=list,
        blank=True,
        help_text="从大到小，用逗号隔开，0 是当天，例如：30,7,1。留空就照默认。",
    )
    most_valuable_first = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name="次数不够时先保哪几天",
        default=list,
        blank=True,
        help_text="最要紧的写在前面，每个提前天数各写一次，例如：7,1,30。留空就照默认。",
    )
    weekly_cap = models.PositiveSmallIntegerField(
        "一周内发满几次就先不发",
        null=True,
        blank=True,
        help_text="各种提醒合起来算，1 或 2；截止当天的不受限。留空就照默认。",
    )
    send_from = models.TimeField(
        "几点开始发",
        null=True,
        blank=True,
        help_text="08:30 到 12:00 之间，默认 09:00。截止当天的 8 点就发，不受这里限制。",
    )
    send_until = models.TimeField(
        "几点以后不发",
        null=True,
        blank=True,
        help_text=(
            "18:00 到 21:00 之间，默认 20:30；没发完的第二天接着发。"
            "居民自己定的免打扰照样算数。改得更早开始，从下一次安排起算。"
        ),
    )
    tip = models.CharField(
        "微信里的一句提示",
        max_length=60,
        blank=True,
        help_text="例如：{left}到期，要续请早办。填上后不超过 20 个字。留空就照默认。",
    )

    class Meta:
        verbose_name = "提醒方式"
        verbose_name_plural = "提醒方式"

    def __str__(self) -> str:
        return self.get_kind_display()


class Pause(models.Model):
    """Until somebody ends it, messages of a kind, to a place and all below it, or both, are held."""

    kind = models.CharField(
        "提醒种类",
        max_length=20,
        choices=kinds.choices,
        blank=True,
        help_text="留空就是各种提醒都暂停。",
    )
    region = models.ForeignKey(
        Region,
        verbose_name="参保地",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="连同它下面的区县。留空就是全国都暂停。",
    )
    note = models.CharField(
        "为什么", max_length=100, help_text="同事会看到，例如：截止日期正在和当地核对。"
    )
    paused_by = models.CharField("谁暂停的", max_length=150, editable=False)
    paused_at = models.DateTimeField("从什么时候", editable=False)
    ended_by = models.CharField("谁恢复的", max_length=150, blank=True, editable=False)
    ended_at = models.DateTimeField("到什么时候", null=True, editable=False)

    class Meta:
        verbose_name = "暂停"
        verbose_name_plural = "暂停记录"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "region"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="pause_once",
            )
        ]

    def __str__(self) -> str:
        where = self.region.name if self.region else "全国"
        return f"{where}，{self.get_kind_display() if self.kind else '各种提醒'}"


class Grant(models.Model):
    """The credits a resident holds for one template: one accept buys exactly one message."""

    user = models.ForeignKey(
        User,
        verbose_name="居民",
        on_delete=models.CASCADE,
        related_name="grants",
        db_index=False,  # grant_once_per_template begins with it
    )
    template = models.ForeignKey(
        MessageTemplate,
        verbose_name="模板",
        on_delete=models.PROTECT,
        related_name="grants",
        db_index=False,  # a handful of templates, many residents: no index could help
    )
    balance = models.PositiveIntegerField("剩余次数", default=0)

    class Meta:
        verbose_name = "订阅授权"
        verbose_name_plural = "订阅授权"
        constraints = [
            models.UniqueConstraint(fields=["user", "template"], name="grant_once_per_template")
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.template.title} 剩 {self.balance} 次"


class GrantReport(models.Model):
    """One answer of a resident to a subscription prompt, as one source told it.

    The mini-program and WeChat's push both report the same tap; `counterpart` pairs the two so
    that one tap buys one credit. `key` makes each source's report safe to repeat.
    """

    class Source(models.TextChoices):
        CLIENT = "client", "小程序上报"
        PUSH = "push", "微信推送"

    grant = models.ForeignKey(
        Grant, verbose_name="订阅授权", on_delete=models.CASCADE, related_name="reports"
    )
    source = models.CharField("来源", max_length=8, choices=Source.choices)
    key = models.CharField("去重编号", max_length=80)
    accepted = models.BooleanField("同意")
    answered_at = models.DateTimeField("时间")
    counterpart = models.OneToOneField(
        "self",
        verbose_name="对应的另一份上报",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = "订阅上报"
        verbose_name_plural = "订阅上报"
        constraints = [
            models.UniqueConstraint(fields=["grant", "source", "key"], name="grant_report_once")
        ]

    def __str__(self) -> str:
        return f"{self.grant} {self.get_source_display()}"


class Status(models.TextChoices):
    PLANNED = "planned", "待发"
    HELD = "held", "只在站内"
    SENT = "sent", "已发"
    RELAYED = "relayed", "改走备用渠道"
    REFUSED = "refused", "微信未订阅"
    FAILED = "failed", "发送失败"
    UNKNOWN = "unknown", "结果不明"
    EXPIRED = "expired", "已过时"
    SUPERSEDED = "superseded", "日期已改"
    DONE = "done", "已办好"


class Reason(models.TextChoices):
    """Why a reminder is where it is, in words a resident may read."""

    NO_CREDIT = "no_credit", "没有微信提醒次数，先放在站内"
    SAVED = "saved", "把微信提醒留给更要紧的那一天，先放在站内"
    CAPPED = "capped", "这一周已经提醒过两次，先放在站内"
    PAUSED = "paused", "这类微信提醒暂时停发，先放在站内，恢复后再发"
    SETTLED = "settled", "已经办好或不再需要"
    MOVED = "moved", "截止日期改了"
    LATE = "late", "过了这次提醒的时候"
    RETRY = "retry", "微信暂时没发成，稍后再试"
    NO_ANSWER = "no_answer", "交给微信后没有回音"
    INTERRUPTED = "interrupted", "发送时中断，等微信回执"
    REFUSED = "refused", "微信里没有订阅，已放在站内"
    BROKEN = "broken", "微信不接受这条内容"
    UNDELIVERED = "undelivered", "微信没能送到手机"


class LedgerRow(models.Model):
    """One message owed to one household: identity is user, kind, subject, due date and stage."""

    user_id: int

    kind = models.CharField("种类", max_length=20, choices=kinds.choices)
    subject = models.CharField("事项", max_length=40, help_text="例如：居民医保 2026 年度。")
    due_on = models.DateField("截止日")
    stage = models.PositiveSmallIntegerField("提前天数")
    members = SealedNames(
        "涉及的家人与依据", help_text="每位家人的称呼、依据的规则、金额等，发送前按最新事实更新。"
    )
    fingerprint = models.BigIntegerField("依据的指纹", help_text="依据变了，它就变。")
    status = models.CharField("状态", max_length=10, choices=Status.choices)
    reason = models.CharField("原因", max_length=12, blank=True, choices=Reason.choices)
    send_after = models.DateTimeField("不早于")
    attempts = models.PositiveSmallIntegerField("已试次数", default=0)
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)
    msgid = models.BigIntegerField("微信消息编号", null=True, blank=True)
    errcode = models.IntegerField("最近错误码", null=True, blank=True)
    read_at = models.DateTimeField("已读时间", null=True, blank=True)
    created_at = models.DateTimeField("计划时间")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_on} 提前{self.stage}天"


class Reminder(LedgerRow):
    """The ledger at hand: what is owed, and what was told within a year.

    A table of its own for each month of the due day; see months.py. Whoever knows the due day says
    it, too, and only the tables of these days are looked at.
    """

    user = models.ForeignKey(
        User,
        verbose_name="居民",
        on_delete=models.CASCADE,
        related_name="reminders",
        db_index=False,  # reminder_identity begins with it
    )

    class Meta:
        verbose_name = "提醒"
        verbose_name_plural = "提醒"
        constraints = [
            # Planning twice creates nothing twice. Reader: also the inbox, by its first column.
            models.UniqueConstraint(
                fields=["user", "kind", "subject", "due_on", "stage"], name="reminder_identity"
            ),
        ]
        indexes = [
            # Reader: the sender's claim.
            models.Index(
                fields=["kind", "send_after"],
                condition=Q(status="planned"),
                name="reminder_to_send",
            ),
            # Reader: planning, which counts what a resident was sent within the week. Rows are sent
            # about in the order of the pages they lie on, so block ranges do, at no cost a message.
            BrinIndex(fields=["sent_at"], autosummarize=True, name="reminder_sent_lately"),
            # Reader: planning, which withdraws what is no longer true.
            models.Index(
                fields=["kind"],
                condition=Q(status__in=["planned", "held"]),
                name="reminder_open",
            ),
            # Reader: the sweeper, which looks after answers that never came.
            models.Index(
                fields=["send_after"], condition=Q(status="unknown"), name="reminder_in_doubt"
            ),
        ]


class ArchivedReminder(LedgerRow):
    """What was told more than a year ago: when, of which day and by which rules. Only read."""

    user = models.ForeignKey(
        User,
        verbose_name="居民",
        on_delete=models.CASCADE,
        related_name="archived_reminders",
        db_index=False,  # archived_reminder_identity begins with it
    )

    class Meta:
        verbose_name = "存档的提醒"
        verbose_name_plural = "存档的提醒"
        constraints = [
            # As in the ledger, whose months come here as they are. Reader: the desk, by resident.
            models.UniqueConstraint(
                fields=["user", "kind", "subject", "due_on", "stage"],
                name="archived_reminder_identity",
            ),
        ]


class Lease(models.Model):
    """A claimed batch: one sender is sending these reminders to these residents now.

    A reminder leaves the lease when its outcome is written. Of what a dead sender leaves behind, in
    doubt is what it was about to hand over to WeChat; the `untouched` at the end are free for the
    next sender. One row a batch costs a fraction of marking every reminder.
    """

    claimed_at = models.DateTimeField("领取时间")
    untouched = models.PositiveIntegerField("末尾还没交给微信的条数")
    reminders = ArrayField(models.BigIntegerField(), verbose_name="提醒")
    users = ArrayField(models.BigIntegerField(), verbose_name="居民", help_text="与提醒一一对应。")

    class Meta:
        verbose_name = "发送中的一批"
        verbose_name_plural = "发送中的各批"

    def __str__(self) -> str:
        return f"{len(self.reminders)} 条，{self.claimed_at:%H:%M:%S} 领取"

    @property
    def handed_over(self) -> list[int]:
        """Reminders that WeChat may have, or may get any moment."""
        return self.reminders[: len(self.reminders) - self.untouched]


class Attempt(models.Model):
    """One call to WeChat that did not deliver a reminder, and why; success is on the reminder."""

    class Outcome(models.TextChoices):
        REFUSED = "refused", "用户未订阅"
        TEMPORARY = "temporary", "暂时失败，稍后再试"
        UNCERTAIN = "uncertain", "发出后没有回音"
        BROKEN = "broken", "内容有误，不再发"
        TOKEN = "token", "凭证失效，稍后再试"
        CONFIG = "config", "配置有误，等待处理"

    reminder = models.ForeignKey(
        Reminder,
        verbose_name="提醒",
        on_delete=models.CASCADE,
        related_name="attempts_made",
        # Written only beside an update of the reminder itself; a check per message would cost
        # as much as the rest of the row.
        db_constraint=False,
    )
    finished_at = models.DateTimeField("时间")
    outcome = models.CharField("结果", max_length=10, choices=Outcome.choices)
    errcode = models.IntegerField("错误码", null=True, blank=True)
    detail = models.CharField("说明", max_length=120, blank=True)

    class Meta:
        verbose_name = "没发成的一次"
        verbose_name_plural = "没发成的记录"
        # Reader: the operations desk, which counts today's. Rows come in the order of time.
        indexes = [
            BrinIndex(fields=["finished_at"], autosummarize=True, name="attempt_finished_lately")
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()
