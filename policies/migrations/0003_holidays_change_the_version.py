"""Which days are worked decides when money is debited, so answers are kept no longer than these."""

from django.db import migrations

WATCH = """
CREATE TRIGGER policies_version BEFORE INSERT OR UPDATE OR DELETE ON policies_holiday
    FOR EACH STATEMENT EXECUTE FUNCTION policies_rewrite_version();
"""
UNWATCH = "DROP TRIGGER policies_version ON policies_holiday;"


class Migration(migrations.Migration):
    dependencies = [("policies", "0002_season")]

    operations = [migrations.RunSQL(WATCH, UNWATCH)]
