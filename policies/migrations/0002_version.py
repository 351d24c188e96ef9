from django.db import migrations

RULES = [
    "channelcalendar",
    "chronicrule",
    "contribution",
    "emergencyfilingrule",
    "employeebase",
    "filingrule",
    "flexiblerule",
    "incentiverule",
    "lifetimeyearsrule",
    "newbornrule",
    "participationsubsidy",
    "paymentwindow",
    "personalaccountrule",
    "refundrule",
    "reimbursementtier",
    "selectionrule",
    "subsidystandard",
    "waitingrule",
]
GUIDES = ["channel", "guide", "guidestep", "hotline", "materialrequirement", "servicepoint"]
# Besides the rules: which days are worked decides when money is debited, and search reads all
# words for one thing once for every version.
WATCHED = [
    "region",
    "source",
    "holiday",
    "synonym",
    *(table for each in (*RULES, *GUIDES) for table in (each, f"{each}_sources")),
]
# The version is rewritten before any row is touched, so that writers queue at it and cannot
# deadlock, and in the writer's own transaction, so that others see both at once.
VERSION = """
CREATE FUNCTION policies_rewrite_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO policies_policyversion (id, value) VALUES (1, gen_random_uuid())
    ON CONFLICT (id) DO UPDATE SET value = EXCLUDED.value;
    RETURN NULL;
END $$;
INSERT INTO policies_policyversion (id, value) VALUES (1, gen_random_uuid());
"""
WATCH = """
CREATE TRIGGER policies_version BEFORE INSERT OR UPDATE OR DELETE ON policies_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION policies_rewrite_version();
"""


class Migration(migrations.Migration):
    """Whatever an answer may rest on changes the version that kept answers are kept by."""

    dependencies = [("policies", "0001_policies")]

    operations = [
        migrations.RunSQL(
            VERSION + "".join(WATCH.format(table=table) for table in WATCHED),
            "DROP FUNCTION policies_rewrite_version() CASCADE; DELETE FROM policies_policyversion;",
        ),
        # Search reads the lexemes of many articles for every question: they stay in the row as
        # they are, neither compressed nor elsewhere.
        migrations.RunSQL(
            "ALTER TABLE policies_article SET (toast_tuple_target = 8160);",
            "ALTER TABLE policies_article RESET (toast_tuple_target);",
        ),
    ]
