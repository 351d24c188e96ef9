from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reminders", "0007_kind_settings")]

    operations = [
        migrations.AddField(
            model_name="kindsettings",
            name="send_from",
            field=models.TimeField(
                blank=True,
                help_text="08:30 到 12:00 之间，默认 09:00。截止当天的 8 点就发，不受这里限制。",
                null=True,
                verbose_name="几点开始发",
            ),
        ),
        migrations.AddField(
            model_name="kindsettings",
            name="send_until",
            field=models.TimeField(
                blank=True,
                help_text=(
                    "18:00 到 21:00 之间，默认 20:30；没发完的第二天接着发。"
                    "居民自己定的免打扰照样算数。改得更早开始，从下一次安排起算。"
                ),
                null=True,
                verbose_name="几点以后不发",
            ),
        ),
    ]
