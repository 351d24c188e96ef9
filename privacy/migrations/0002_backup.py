from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0001_consents"),
    ]

    operations = [
        migrations.AlterField(
            model_name="consent",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("privacy", "隐私说明"),
                    ("sensitive", "家人参保资料"),
                    ("children", "孩子的监护人同意"),
                    ("reminders", "接收提醒"),
                    ("backup", "备用提醒渠道"),
                ],
                max_length=10,
                verbose_name="同意什么",
            ),
        ),
    ]
