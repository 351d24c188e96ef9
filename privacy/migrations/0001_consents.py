import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_user"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "page",
                    models.CharField(
                        help_text="例如：家人（列表）。", max_length=60, verbose_name="看了什么"
                    ),
                ),
                ("seen_at", models.DateTimeField(db_index=True, verbose_name="时间")),
                (
                    "resident",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="居民",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="工作人员",
                    ),
                ),
            ],
            options={
                "verbose_name": "查看记录",
                "verbose_name_plural": "查看记录",
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("privacy", "隐私说明"),
                            ("sensitive", "家人参保资料"),
                            ("children", "孩子的监护人同意"),
                            ("reminders", "接收提醒"),
                        ],
                        max_length=10,
                        verbose_name="同意什么",
                    ),
                ),
                ("version", models.CharField(max_length=10, verbose_name="文本版本")),
                ("given_at", models.DateTimeField(verbose_name="同意时间")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="失效时间"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="居民",
                    ),
                ),
            ],
            options={
                "verbose_name": "同意记录",
                "verbose_name_plural": "同意记录",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("user", "purpose"),
                        name="consent_in_force_once",
                    )
                ],
            },
        ),
    ]
