from django.db import migrations


class Migration(migrations.Migration):
    """A batch spends the credits of neighbours on a page together: each finds room beside it."""

    dependencies = [("reminders", "0004_every_kind")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE reminders_grant SET (fillfactor = 45)",
            "ALTER TABLE reminders_grant SET (fillfactor = 70)",
        ),
    ]
