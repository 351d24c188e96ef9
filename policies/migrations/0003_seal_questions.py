from typing import Any

import django.core.validators
from django.db import migrations

import yibao_project.sealed


def seal_questions(apps: Any, editor: Any) -> None:
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT text, id FROM policies_unansweredquestion")
        sealed = [(yibao_project.sealed.seal(text), pk) for text, pk in cursor.fetchall()]
        cursor.executemany("UPDATE policies_unansweredquestion SET text = %s WHERE id = %s", sealed)


class Migration(migrations.Migration):
    dependencies = [("policies", "0002_version")]

    operations = [
        migrations.AlterField(
            model_name="unansweredquestion",
            name="text",
            field=yibao_project.sealed.SealedText(
                validators=[django.core.validators.MaxLengthValidator(80)], verbose_name="问题"
            ),
        ),
        migrations.RunPython(seal_questions, migrations.RunPython.noop),
    ]
