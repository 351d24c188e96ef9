from collections.abc import Callable
from typing import Any

import django.core.validators
from django.db import migrations

import yibao_project.sealed
from yibao_project.sealed import seal, unseal

COLUMNS = (
    ("accounts_answer", "body"),
    ("accounts_change", "before"),
    ("accounts_change", "after"),
    ("accounts_deletedmember", "nickname"),
    ("accounts_deletedmember", "rows"),
    ("accounts_enrolment", "channel"),
    ("accounts_member", "nickname"),
    ("accounts_mistake", "words"),
    ("accounts_mistake", "reply"),
)


def rewrite(change: Callable[[str], str]) -> Callable[[Any, Any], None]:
    """Change what stands in each of the columns, a thousand rows at a time."""

    def run(apps: Any, schema_editor: Any) -> None:
        with schema_editor.connection.cursor() as cursor:
            for table, column in COLUMNS:
                last = 0
                while True:
                    cursor.execute(
                        f"SELECT id, {column} FROM {table} WHERE id > %s AND {column} <> ''"  # noqa: S608  ours
                        " ORDER BY id LIMIT 1000",
                        [last],
                    )
                    rows = cursor.fetchall()
                    if not rows:
                        break
                    cursor.execute(
                        f"UPDATE {table} SET {column} = new.words"  # noqa: S608
                        " FROM unnest(%s::bigint[], %s::text[]) AS new(id, words)"
                        f" WHERE {table}.id = new.id",
                        [[pk for pk, _ in rows], [change(words) for _, words in rows]],
                    )
                    last = rows[-1][0]

    return run


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0010_deleted_members"),
    ]

    operations = [
        migrations.AlterField(
            model_name="answer",
            name="body",
            field=yibao_project.sealed.SealedJSON(null=True, verbose_name="回答"),
        ),
        migrations.AlterField(
            model_name="change",
            name="after",
            field=yibao_project.sealed.SealedJSON(null=True, verbose_name="改后"),
        ),
        migrations.AlterField(
            model_name="change",
            name="before",
            field=yibao_project.sealed.SealedJSON(null=True, verbose_name="改前"),
        ),
        migrations.AlterField(
            model_name="deletedmember",
            name="nickname",
            field=yibao_project.sealed.SealedText(verbose_name="称呼"),
        ),
        migrations.AlterField(
            model_name="deletedmember",
            name="rows",
            field=yibao_project.sealed.SealedJSON(verbose_name="填过的内容"),
        ),
        migrations.AlterField(
            model_name="enrolment",
            name="channel",
            field=yibao_project.sealed.SealedText(
                blank=True,
                help_text="例如：粤税通、银行、村里代收。",
                validators=[django.core.validators.MaxLengthValidator(20)],
                verbose_name="缴费渠道",
            ),
        ),
        migrations.AlterField(
            model_name="member",
            name="nickname",
            field=yibao_project.sealed.SealedText(
                help_text="例如：妈妈、小宝。不要填真实姓名。",
                validators=[django.core.validators.MaxLengthValidator(10)],
                verbose_name="称呼",
            ),
        ),
        migrations.AlterField(
            model_name="mistake",
            name="reply",
            field=yibao_project.sealed.SealedText(
                blank=True,
                help_text="报错的居民会看到，例如：截止日已按新通告改为12月31日，谢谢您。",
                validators=[django.core.validators.MaxLengthValidator(200)],
                verbose_name="答复",
            ),
        ),
        migrations.AlterField(
            model_name="mistake",
            name="words",
            field=yibao_project.sealed.SealedText(
                blank=True,
                validators=[django.core.validators.MaxLengthValidator(200)],
                verbose_name="说明",
            ),
        ),
        migrations.RunPython(rewrite(seal), rewrite(unseal)),
    ]
