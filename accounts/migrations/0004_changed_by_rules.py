from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_who_changed_it"),
    ]

    operations = [
        migrations.AlterField(
            model_name="change",
            name="by",
            field=models.CharField(
                choices=[("resident", "自己"), ("desk", "工作人员"), ("rules", "规定更正")],
                default="resident",
                max_length=8,
                verbose_name="谁改的",
            ),
        ),
    ]
