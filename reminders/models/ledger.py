"""What is owed to whom, and what became of it.

`Reminder` is a fact owed to a resident and is the inbox row itself: the mini-program shows it
whatever WeChat did with the push.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from accounts.models import User
from reminders import kinds
from yibao_project.sealed import SealedNames


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
