from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reminders", "0002_lease")]

    operations = [
        migrations.AddField(
            model_name="reminder",
            name="fingerprint",
            # 0 fits no facts, so what is told of rows that are there is made anew once.
            field=models.BigIntegerField("依据的指纹", default=0, help_text="依据变了，它就变。"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="lease",
            name="begun",
            field=models.BooleanField("已经开始发", default=False),
        ),
        migrations.AlterField(
            model_name="lease", name="claimed_at", field=models.DateTimeField("领取时间")
        ),
    ]
