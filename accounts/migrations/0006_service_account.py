from django.db import migrations, models
from django.db.models import Q

import yibao_project.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_contact"),
    ]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="unionid",
            field=yibao_project.sealed.SealedText(
                blank=True, default="", editable=False, verbose_name="微信 unionid"
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="service_openid",
            field=yibao_project.sealed.SealedText(
                blank=True, default="", editable=False, verbose_name="服务号里的代号"
            ),
        ),
        *(
            migrations.AddIndex(
                model_name="contact",
                index=models.Index(
                    condition=~Q((name, "")), fields=[name], name=f"contact_by_{name}"
                ),
            )
            for name in ("unionid", "service_openid")
        ),
    ]
