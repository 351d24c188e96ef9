from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reminders", "0003_backup"),
    ]

    operations = [
        migrations.AlterField(
            model_name="delivery",
            name="way",
            field=models.CharField(
                choices=[("service", "服务号消息"), ("sms", "短信")],
                max_length=8,
                verbose_name="渠道",
            ),
        ),
    ]
