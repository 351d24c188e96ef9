from django.db import migrations

CONTENT = ("channel", "guide", "guidestep", "hotline", "materialrequirement", "servicepoint")
WATCHED = [*CONTENT, *(f"{table}_sources" for table in CONTENT)]
WATCH = """
CREATE TRIGGER policies_version BEFORE INSERT OR UPDATE OR DELETE ON policies_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION policies_rewrite_version();
"""
UNWATCH = "DROP TRIGGER policies_version ON policies_{table};"


class Migration(migrations.Migration):
    """A guide that is kept has to be as new as its steps, papers, channels and numbers."""

    dependencies = [("policies", "0004_search")]

    operations = [
        migrations.RunSQL(
            "".join(WATCH.format(table=table) for table in WATCHED),
            "".join(UNWATCH.format(table=table) for table in WATCHED),
        )
    ]
