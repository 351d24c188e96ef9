import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reminders", "0001_ledger"),
    ]

    operations = [
        # Who was sending when the product was stopped is unknown; deliveries stand on the reminder.
        migrations.RunSQL(
            """
            UPDATE reminders_reminder SET status = 'unknown', reason = 'interrupted'
            WHERE status = 'sending';
            DELETE FROM reminders_attempt WHERE outcome = 'sent';
            """,
            migrations.RunSQL.noop,
        ),
        migrations.CreateModel(
            name="Lease",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("claimed_at", models.DateTimeField(verbose_name="开始发送")),
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
        # Thousands of numbers that live for a tenth of a second: compressing them is wasted.
        migrations.RunSQL(
            """
            ALTER TABLE reminders_lease
                ALTER COLUMN reminders SET STORAGE EXTERNAL,
                ALTER COLUMN users SET STORAGE EXTERNAL;
            """,
            migrations.RunSQL.noop,
        ),
        migrations.AlterModelOptions(
            name="attempt",
            options={"verbose_name": "没发成的一次", "verbose_name_plural": "没发成的记录"},
        ),
        migrations.RemoveConstraint(
            model_name="reminder",
            name="reminder_one_in_flight",
        ),
        migrations.RemoveField(
            model_name="reminder",
            name="claimed_at",
        ),
        migrations.AlterField(
            model_name="attempt",
            name="outcome",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="reminder",
            name="status",
            field=models.CharField(
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
    ]
