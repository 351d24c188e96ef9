import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import reminders.kinds
import yibao_project.sealed
from yibao_project.create_models import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_user"),
        ("policies", "0001_policies"),
    ]

    operations = [
        CreateModels(
            creates=[
                migrations.CreateModel(
                    name="KindSettings",
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
                                choices=reminders.kinds.choices,
                                max_length=20,
                                unique=True,
                                verbose_name="提醒种类",
                            ),
                        ),
                        (
                            "stages",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(),
                                blank=True,
                                default=list,
                                help_text="从大到小，用逗号隔开，0 是当天，例如：30,7,1。留空就照默认。",
                                size=None,
                                verbose_name="提前几天提醒",
                            ),
                        ),
                        (
                            "most_valuable_first",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(),
                                blank=True,
                                default=list,
                                help_text="最要紧的写在前面，每个提前天数各写一次，例如：7,1,30。留空就照默认。",
                                size=None,
                                verbose_name="次数不够时先保哪几天",
                            ),
                        ),
                        (
                            "weekly_cap",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="各种提醒合起来算，1 或 2；截止当天的不受限。留空就照默认。",
                                null=True,
                                verbose_name="一周内发满几次就先不发",
                            ),
                        ),
                        (
                            "send_from",
                            models.TimeField(
                                blank=True,
                                help_text="08:30 到 12:00 之间，默认 09:00。截止当天的 8 点就发，不受这里限制。",
                                null=True,
                                verbose_name="几点开始发",
                            ),
                        ),
                        (
                            "send_until",
                            models.TimeField(
                                blank=True,
                                help_text="18:00 到 21:00 之间，默认 20:30；没发完的第二天接着发。居民自己定的免打扰照样算数。改得更早开始，从下一次安排起算。",
                                null=True,
                                verbose_name="几点以后不发",
                            ),
                        ),
                        (
                            "tip",
                            models.CharField(
                                blank=True,
                                help_text="例如：{left}到期，要续请早办。填上后不超过 20 个字。留空就照默认。",
                                max_length=60,
                                verbose_name="微信里的一句提示",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "提醒方式",
                        "verbose_name_plural": "提醒方式",
                    },
                ),
                migrations.CreateModel(
                    name="Lease",
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
                        ("claimed_at", models.DateTimeField(verbose_name="领取时间")),
                        ("begun", models.BooleanField(default=False, verbose_name="已经开始发")),
                        (
                            "reminders",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), size=None, verbose_name="提醒"
                            ),
                        ),
                        (
                            "users",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                help_text="与提醒一一对应。",
                                size=None,
                                verbose_name="居民",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "发送中的一批",
                        "verbose_name_plural": "发送中的各批",
                    },
                ),
                migrations.CreateModel(
                    name="MessageTemplate",
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
                                choices=reminders.kinds.choices,
                                help_text="每种提醒对应一个微信模板。",
                                max_length=20,
                                unique=True,
                                verbose_name="提醒种类",
                            ),
                        ),
                        (
                            "template_id",
                            models.CharField(
                                help_text="微信公众平台“订阅消息”里的模板 ID。",
                                max_length=64,
                                unique=True,
                                verbose_name="模板编号",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                help_text="例如：医保缴费提醒。",
                                max_length=40,
                                verbose_name="模板标题",
                            ),
                        ),
                        (
                            "duration",
                            models.PositiveSmallIntegerField(
                                choices=[(2, "一次性订阅（同意一次发一条）"), (3, "长期订阅")],
                                default=2,
                                verbose_name="订阅方式",
                            ),
                        ),
                        (
                            "fields",
                            models.JSONField(
                                help_text='微信字段名 → 我们的内容，例如 {"thing1": "who", "date2": "due"}。可用内容：who 提醒对象、due 日期、amount 金额、place 缴费渠道或就医地、tip 一句提示。',
                                verbose_name="字段对应",
                            ),
                        ),
                        (
                            "page",
                            models.CharField(
                                default="pages/home/home",
                                help_text="小程序页面路径。",
                                max_length=120,
                                verbose_name="点开后的页面",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "消息模板",
                        "verbose_name_plural": "消息模板",
                    },
                ),
                migrations.CreateModel(
                    name="Grant",
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
                            "balance",
                            models.PositiveIntegerField(default=0, verbose_name="剩余次数"),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grants",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="居民",
                            ),
                        ),
                        (
                            "template",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grants",
                                to="reminders.messagetemplate",
                                verbose_name="模板",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "订阅授权",
                        "verbose_name_plural": "订阅授权",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "template"), name="grant_once_per_template"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pause",
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
                                blank=True,
                                choices=reminders.kinds.choices,
                                help_text="留空就是各种提醒都暂停。",
                                max_length=20,
                                verbose_name="提醒种类",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                help_text="同事会看到，例如：截止日期正在和当地核对。",
                                max_length=100,
                                verbose_name="为什么",
                            ),
                        ),
                        (
                            "paused_by",
                            models.CharField(
                                editable=False, max_length=150, verbose_name="谁暂停的"
                            ),
                        ),
                        (
                            "paused_at",
                            models.DateTimeField(editable=False, verbose_name="从什么时候"),
                        ),
                        (
                            "ended_by",
                            models.CharField(
                                blank=True, editable=False, max_length=150, verbose_name="谁恢复的"
                            ),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(
                                editable=False, null=True, verbose_name="到什么时候"
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                help_text="连同它下面的区县。留空就是全国都暂停。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="参保地",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "暂停",
                        "verbose_name_plural": "暂停记录",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("kind", "region"),
                                name="pause_once",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reminder",
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
                                related_name="reminders",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="居民",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "提醒",
                        "verbose_name_plural": "提醒",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("status", "planned")),
                                fields=["kind", "send_after"],
                                name="reminder_to_send",
                            ),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["sent_at"], name="reminder_sent_lately"
                            ),
                            models.Index(
                                condition=models.Q(("status__in", ["planned", "held"])),
                                fields=["kind"],
                                name="reminder_open",
                            ),
                            models.Index(
                                condition=models.Q(("status", "unknown")),
                                fields=["send_after"],
                                name="reminder_in_doubt",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "kind", "subject", "due_on", "stage"),
                                name="reminder_identity",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attempt",
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
                        ("finished_at", models.DateTimeField(verbose_name="时间")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("refused", "用户未订阅"),
                                    ("temporary", "暂时失败，稍后再试"),
                                    ("uncertain", "发出后没有回音"),
                                    ("broken", "内容有误，不再发"),
                                    ("token", "凭证失效，稍后再试"),
                                    ("config", "配置有误，等待处理"),
                                ],
                                max_length=10,
                                verbose_name="结果",
                            ),
                        ),
                        (
                            "errcode",
                            models.IntegerField(blank=True, null=True, verbose_name="错误码"),
                        ),
                        (
                            "detail",
                            models.CharField(blank=True, max_length=120, verbose_name="说明"),
                        ),
                        (
                            "reminder",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attempts_made",
                                to="reminders.reminder",
                                verbose_name="提醒",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "没发成的一次",
                        "verbose_name_plural": "没发成的记录",
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True,
                                fields=["finished_at"],
                                name="attempt_finished_lately",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GrantReport",
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
                            "source",
                            models.CharField(
                                choices=[("client", "小程序上报"), ("push", "微信推送")],
                                max_length=8,
                                verbose_name="来源",
                            ),
                        ),
                        ("key", models.CharField(max_length=80, verbose_name="去重编号")),
                        ("accepted", models.BooleanField(verbose_name="同意")),
                        ("answered_at", models.DateTimeField(verbose_name="时间")),
                        (
                            "counterpart",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="reminders.grantreport",
                                verbose_name="对应的另一份上报",
                            ),
                        ),
                        (
                            "grant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reports",
                                to="reminders.grant",
                                verbose_name="订阅授权",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "订阅上报",
                        "verbose_name_plural": "订阅上报",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("grant", "source", "key"), name="grant_report_once"
                            )
                        ],
                    },
                ),
            ],
        ),
        # Thousands of numbers that live for a tenth of a second: compressing them is wasted.
        migrations.RunSQL(
            """
            ALTER TABLE reminders_lease
                ALTER COLUMN reminders SET STORAGE EXTERNAL,
                ALTER COLUMN users SET STORAGE EXTERNAL;
            """,
            migrations.RunSQL.noop,
        ),
        # A batch spends the credits of neighbours on a page together: each finds room beside it.
        migrations.RunSQL(
            "ALTER TABLE reminders_grant SET (fillfactor = 45)", migrations.RunSQL.noop
        ),
    ]
