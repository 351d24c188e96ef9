"""The ledger becomes a table divided by the month of the due day, and gets an archive.

Rows that are there stay where they are: their table becomes the part for days that have no month
yet, and `reminders.months` moves them to their months.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import reminders.kinds
import yibao_project.sealed

DIVIDE = """
    ALTER TABLE reminders_reminder RENAME TO reminders_reminder_rest;
    ALTER TABLE reminders_reminder_rest DROP CONSTRAINT reminders_reminder_pkey;
    ALTER INDEX reminder_identity RENAME TO reminder_rest_identity;
    ALTER INDEX reminder_to_send RENAME TO reminder_rest_to_send;
    ALTER INDEX reminder_sent_lately RENAME TO reminder_rest_sent_lately;
    ALTER INDEX reminder_open RENAME TO reminder_rest_open;
    ALTER INDEX reminder_in_doubt RENAME TO reminder_rest_in_doubt;
    CREATE TABLE reminders_reminder (LIKE reminders_reminder_rest INCLUDING CONSTRAINTS INCLUDING IDENTITY)
        PARTITION BY RANGE (due_on);
    SELECT setval(pg_get_serial_sequence('reminders_reminder', 'id'), max(id))
        FROM reminders_reminder_rest HAVING max(id) IS NOT NULL;
    ALTER TABLE reminders_reminder_rest ALTER COLUMN id DROP IDENTITY;
    ALTER TABLE reminders_reminder
        ADD CONSTRAINT reminders_reminder_pkey PRIMARY KEY (id, due_on),
        ADD CONSTRAINT reminder_identity UNIQUE (user_id, kind, subject, due_on, stage),
        ADD CONSTRAINT reminder_of_user FOREIGN KEY (user_id) REFERENCES accounts_user
            DEFERRABLE INITIALLY DEFERRED;
    CREATE INDEX reminder_to_send ON reminders_reminder (kind, send_after) WHERE status = 'planned';
    CREATE INDEX reminder_sent_lately ON reminders_reminder USING brin (sent_at) WITH (autosummarize = on);
    CREATE INDEX reminder_open ON reminders_reminder (kind) WHERE status IN ('planned', 'held');
    CREATE INDEX reminder_in_doubt ON reminders_reminder (send_after) WHERE status = 'unknown';
    ALTER TABLE reminders_reminder ATTACH PARTITION reminders_reminder_rest DEFAULT;
"""
MAKE_ARCHIVE = """
    CREATE TABLE reminders_archivedreminder (LIKE reminders_reminder INCLUDING CONSTRAINTS)
        PARTITION BY RANGE (due_on);
    ALTER TABLE reminders_archivedreminder
        ADD CONSTRAINT reminders_archivedreminder_pkey PRIMARY KEY (id, due_on),
        ADD CONSTRAINT archived_reminder_identity UNIQUE (user_id, kind, subject, due_on, stage),
        ADD CONSTRAINT archived_reminder_of_user FOREIGN KEY (user_id) REFERENCES accounts_user
            DEFERRABLE INITIALLY DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_user"),
        ("reminders", "0001_ledger"),
    ]

    operations = [
        migrations.RunSQL(DIVIDE),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(MAKE_ARCHIVE, "DROP TABLE reminders_archivedreminder")
            ],
            state_operations=[
                migrations.CreateModel(
                    name="ArchivedReminder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=reminders.kinds.choices, max_length=20, verbose_name="种类"
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                help_text="例如：居民医保 2026 年度。",
                                max_length=40,
                                verbose_name="事项",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="截止日")),
                        ("stage", models.PositiveSmallIntegerField(verbose_name="提前天数")),
                        (
                            "members",
                            yibao_project.sealed.SealedNames(
                                help_text="每位家人的称呼、依据的规则、金额等，发送前按最新事实更新。",
                                verbose_name="涉及的家人与依据",
                            ),
                        ),
                        (
                            "fingerprint",
                            models.BigIntegerField(
                                help_text="依据变了，它就变。", verbose_name="依据的指纹"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "待发"),
                                    ("held", "只在站内"),
                                    ("sent", "已发"),
                                    ("refused", "微信未订阅"),
                                    ("failed", "发送失败"),
                                    ("unknown", "结果不明"),
                                    ("expired", "已过时"),
                                    ("superseded", "日期已改"),
                                    ("done", "已办好"),
                                ],
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("no_credit", "没有微信提醒次数，先放在站内"),
                                    ("saved", "把微信提醒留给更要紧的那一天，先放在站内"),
                                    ("capped", "这一周已经提醒过两次，先放在站内"),
                                    ("paused", "这类微信提醒暂时停发，先放在站内，恢复后再发"),
                                    ("settled", "已经办好或不再需要"),
                                    ("moved", "截止日期改了"),
                                    ("late", "过了这次提醒的时候"),
                                    ("retry", "微信暂时没发成，稍后再试"),
                                    ("no_answer", "交给微信后没有回音"),
                                    ("interrupted", "发送时中断，等微信回执"),
                                    ("refused", "微信里没有订阅，已放在站内"),
                                    ("broken", "微信不接受这条内容"),
                                    ("undelivered", "微信没能送到手机"),
                                ],
                                max_length=12,
                                verbose_name="原因",
                            ),
                        ),
                        ("send_after", models.DateTimeField(verbose_name="不早于")),
                        (
                            "attempts",
                            models.PositiveSmallIntegerField(default=0, verbose_name="已试次数"),
                        ),
                        (
                            "sent_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="发出时间"),
                        ),
                        (
                            "msgid",
                            models.BigIntegerField(
                                blank=True, null=True, verbose_name="微信消息编号"
                            ),
                        ),
                        (
                            "errcode",
                            models.IntegerField(blank=True, null=True, verbose_name="最近错误码"),
                        ),
                        (
                            "read_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="已读时间"),
                        ),
                        ("created_at", models.DateTimeField(verbose_name="计划时间")),
                        (
                            "user",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="archived_reminders",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="居民",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "存档的提醒",
                        "verbose_name_plural": "存档的提醒",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "kind", "subject", "due_on", "stage"),
                                name="archived_reminder_identity",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
