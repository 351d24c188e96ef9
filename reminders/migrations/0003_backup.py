import django.db.models.deletion
from django.db import migrations, models

STATUSES = [
    ("planned", "待发"),
    ("held", "只在站内"),
    ("sent", "已发"),
    ("relayed", "改走备用渠道"),
    ("refused", "微信未订阅"),
    ("failed", "发送失败"),
    ("unknown", "结果不明"),
    ("expired", "已过时"),
    ("superseded", "日期已改"),
    ("done", "已办好"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("reminders", "0002_months"),
    ]

    operations = [
        *(
            migrations.AlterField(
                model_name=ledger,
                name="status",
                field=models.CharField(choices=STATUSES, max_length=10, verbose_name="状态"),
            )
            for ledger in ("reminder", "archivedreminder")
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(choices=[("sms", "短信")], max_length=8, verbose_name="渠道"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sending", "正在发"),
                            ("sent", "已发"),
                            ("waiting", "没发成，会再试"),
                            ("failed", "发不了"),
                            ("unknown", "结果不明"),
                        ],
                        max_length=8,
                        verbose_name="结果",
                    ),
                ),
                ("begun_at", models.DateTimeField(verbose_name="什么时候交出")),
                (
                    "attempts",
                    models.PositiveSmallIntegerField(default=1, verbose_name="已试次数"),
                ),
                (
                    "again_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="什么时候再试"),
                ),
                (
                    "code",
                    models.CharField(blank=True, max_length=64, verbose_name="错误码"),
                ),
                (
                    "detail",
                    models.CharField(blank=True, max_length=120, verbose_name="说明"),
                ),
                (
                    "receipt",
                    models.CharField(blank=True, max_length=64, verbose_name="回执编号"),
                ),
                (
                    "reminder",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="reminders.reminder",
                        verbose_name="提醒",
                    ),
                ),
            ],
            options={
                "verbose_name": "备用渠道的一次",
                "verbose_name_plural": "备用渠道的发送记录",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "sending")),
                        fields=["id"],
                        name="delivery_begun",
                    ),
                    models.Index(fields=["begun_at"], name="delivery_begun_lately"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reminder", "way"), name="delivery_once_by_each"
                    )
                ],
            },
        ),
    ]
