import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import yibao_project.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_changed_by_rules"),
    ]

    operations = [
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "phone",
                    yibao_project.sealed.SealedText(blank=True, default="", verbose_name="手机号"),
                ),
                (
                    "phone_since",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="手机号是什么时候给的"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contact",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="居民",
                    ),
                ),
            ],
            options={
                "verbose_name": "备用联系方式",
                "verbose_name_plural": "备用联系方式",
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(phone="", phone_since__isnull=True)
                        | ~Q(phone="") & Q(phone_since__isnull=False),
                        name="contact_phone_since",
                    )
                ],
            },
        ),
    ]
