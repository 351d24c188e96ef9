import django.contrib.postgres.fields
from django.db import migrations, models

import reminders.kinds


class Migration(migrations.Migration):
    dependencies = [("reminders", "0006_weekly_cap")]

    operations = [
        migrations.CreateModel(
            name="KindSettings",
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
                    "tip",
                    models.CharField(
                        blank=True,
                        help_text="例如：{left}到期，要续请早办。填上后不超过 20 个字。留空就照默认。",
                        max_length=60,
                        verbose_name="微信里的一句提示",
                    ),
                ),
            ],
            options={"verbose_name": "提醒方式", "verbose_name_plural": "提醒方式"},
        ),
    ]
