import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reminders", "0005_room_for_credits")]

    operations = [
        migrations.AddIndex(
            model_name="reminder",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["sent_at"], name="reminder_sent_lately"
            ),
        ),
        migrations.AlterField(
            model_name="reminder",
            name="reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("no_credit", "没有微信提醒次数，先放在站内"),
                    ("saved", "把微信提醒留给更要紧的那一天，先放在站内"),
                    ("capped", "这一周已经提醒过两次，先放在站内"),
                    ("settled", "已经办好或不再需要"),
                    ("moved", "截止日期改了"),
                    ("late", "过了这次提醒的时候"),
                    ("retry", "微信暂时没发成，稍后再试"),
                    ("no_answer", "交给微信后没有回音"),
                    ("interrupted", "发送时中断，等微信回执"),
                    ("refused", "微信里没有订阅，已放在站内"),
                    ("broken", "微信不接受这条内容"),
                    ("undelivered", "微信没能送到手机"),
                ],
                max_length=12,
                verbose_name="原因",
            ),
        ),
    ]
