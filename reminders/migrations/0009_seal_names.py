import json
from collections.abc import Callable
from typing import Any

from django.db import migrations

import yibao_project.sealed
from yibao_project.sealed import seal, unseal


def rename(change: Callable[[str], str]) -> Callable[[Any, Any], None]:
    """Change every name in the ledger, a thousand rows at a time."""

    def run(apps: Any, schema_editor: Any) -> None:
        last = 0
        with schema_editor.connection.cursor() as cursor:
            while True:
                cursor.execute(
                    "SELECT id, members::text FROM reminders_reminder"
                    " WHERE id > %s ORDER BY id LIMIT 1000",
                    [last],
                )
                rows = [(pk, json.loads(people)) for pk, people in cursor.fetchall()]
                if not rows:
                    return
                for _, people in rows:
                    for person in people:
                        person["name"] = change(person["name"])
                cursor.execute(
                    "UPDATE reminders_reminder r SET members = new.people::jsonb"
                    " FROM unnest(%s::bigint[], %s::text[]) AS new(id, people)"
                    " WHERE r.id = new.id",
                    [[pk for pk, _ in rows], [json.dumps(people) for _, people in rows]],
                )
                last = rows[-1][0]

    return run


class Migration(migrations.Migration):
    dependencies = [
        ("reminders", "0008_send_hours"),
        # A name is the same here and there, or what was told would count as changed.
        ("accounts", "0011_seal_personal_words"),
    ]

    operations = [
        migrations.AlterField(
            model_name="reminder",
            name="members",
            field=yibao_project.sealed.SealedNames(
                help_text="每位家人的称呼、依据的规则、金额等，发送前按最新事实更新。",
                verbose_name="涉及的家人与依据",
            ),
        ),
        migrations.RunPython(rename(seal), rename(unseal)),
    ]
