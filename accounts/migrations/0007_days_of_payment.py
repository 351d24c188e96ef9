from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_days_to_remind_of")]

    operations = [
        migrations.AddIndex(
            model_name="enrolment",
            index=models.Index(
                condition=models.Q(("paid_on__isnull", False)),
                fields=["coverage_year", "paid_on"],
                name="enrolment_by_payment",
            ),
        ),
    ]
