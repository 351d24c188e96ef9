from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_household"),
    ]

    operations = [
        migrations.AddField(
            model_name="change",
            name="by",
            field=models.CharField(
                choices=[("resident", "自己"), ("desk", "工作人员")],
                default="resident",
                max_length=8,
                verbose_name="谁改的",
            ),
        ),
    ]
