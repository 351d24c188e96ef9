import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import reminders.kinds


class Migration(migrations.Migration):
    dependencies = [
        ("policies", "0005_guides_change_the_version"),
        ("reminders", "0009_seal_names"),
    ]

    operations = [
        migrations.CreateModel(
            name="Pause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    models.CharField(editable=False, max_length=150, verbose_name="谁暂停的"),
                ),
                ("paused_at", models.DateTimeField(editable=False, verbose_name="从什么时候")),
                (
                    "ended_by",
                    models.CharField(
                        blank=True, editable=False, max_length=150, verbose_name="谁恢复的"
                    ),
                ),
                (
                    "ended_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="到什么时候"),
                ),
            ],
            options={"verbose_name": "暂停", "verbose_name_plural": "暂停记录"},
        ),
        migrations.AlterField(
            model_name="reminder",
            name="reason",
            field=models.CharField(
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
        migrations.AddIndex(
            model_name="attempt",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["finished_at"], name="attempt_finished_lately"
            ),
        ),
        migrations.AddField(
            model_name="pause",
            name="region",
            field=models.ForeignKey(
                blank=True,
                help_text="连同它下面的区县。留空就是全国都暂停。",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="policies.region",
                verbose_name="参保地",
            ),
        ),
        migrations.AddConstraint(
            model_name="pause",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("kind", "region"),
                name="pause_once",
                nulls_distinct=False,
            ),
        ),
    ]
