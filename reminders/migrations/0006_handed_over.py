"""A lease says how much of it is handed over, not only whether it has begun."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reminders", "0005_cheaper_rows")]

    operations = [
        migrations.AddField(
            model_name="lease",
            name="untouched",
            field=models.PositiveIntegerField(default=0, verbose_name="末尾还没交给微信的条数"),
            preserve_default=False,
        ),
        migrations.RunSQL(
            "UPDATE reminders_lease SET untouched = cardinality(reminders) WHERE NOT begun",
            "UPDATE reminders_lease SET begun = untouched < cardinality(reminders)",
        ),
        migrations.RemoveField(model_name="lease", name="begun"),
    ]
