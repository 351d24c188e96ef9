from django.db import migrations


class Migration(migrations.Migration):
    """Search reads all words for one thing once for every version of the policies, so that these
    change it too. And it reads the lexemes of many articles for every question: they stay in the
    row as they are, neither compressed nor elsewhere.
    """

    dependencies = [("policies", "0003_holidays_change_the_version")]

    operations = [
        migrations.RunSQL(
            "CREATE TRIGGER policies_version BEFORE INSERT OR UPDATE OR DELETE ON policies_synonym"
            " FOR EACH STATEMENT EXECUTE FUNCTION policies_rewrite_version();",
            "DROP TRIGGER policies_version ON policies_synonym;",
        ),
        migrations.RunSQL(
            "ALTER TABLE policies_article SET (toast_tuple_target = 8160);",
            "ALTER TABLE policies_article RESET (toast_tuple_target);",
        ),
    ]
