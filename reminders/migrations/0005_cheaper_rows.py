"""What a reminder tells is kept as text, and its resident is looked up at once, not at the end."""

from django.db import migrations

CHEAPER = """
    ALTER TABLE {table} ALTER COLUMN members TYPE json;
    ALTER TABLE {table} DROP CONSTRAINT {of_user},
        ADD CONSTRAINT {of_user} FOREIGN KEY (user_id) REFERENCES accounts_user;
"""
DEARER = """
    ALTER TABLE {table} DROP CONSTRAINT {of_user},
        ADD CONSTRAINT {of_user} FOREIGN KEY (user_id) REFERENCES accounts_user
            DEFERRABLE INITIALLY DEFERRED;
    ALTER TABLE {table} ALTER COLUMN members TYPE jsonb;
"""
LEDGER = {"table": "reminders_reminder", "of_user": "reminder_of_user"}
ARCHIVE = {"table": "reminders_archivedreminder", "of_user": "archived_reminder_of_user"}


class Migration(migrations.Migration):
    dependencies = [("reminders", "0004_service_account")]

    operations = [
        migrations.RunSQL(CHEAPER.format(**table), DEARER.format(**table))
        for table in (LEDGER, ARCHIVE)
    ]
