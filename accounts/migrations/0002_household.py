import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import yibao_project.sealed
from yibao_project.create_models import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_user"),
        ("policies", "0001_policies"),
    ]

    operations = [
        CreateModels(
            creates=[
                migrations.CreateModel(
                    name="Change",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "fact",
                            models.CharField(
                                choices=[
                                    ("member", "家人的情况"),
                                    ("enrolment", "参保缴费"),
                                    ("filing", "异地备案"),
                                    ("debit_plan", "每月扣款"),
                                    ("debit_result", "扣款结果"),
                                    ("job_loss", "离职"),
                                    ("chronic", "门诊慢特病认定"),
                                ],
                                max_length=16,
                                verbose_name="内容",
                            ),
                        ),
                        ("key", models.BigIntegerField(verbose_name="第几项")),
                        ("changed_at", models.DateTimeField(verbose_name="时间")),
                        ("before", yibao_project.sealed.SealedJSON(null=True, verbose_name="改前")),
                        ("after", yibao_project.sealed.SealedJSON(null=True, verbose_name="改后")),
                        (
                            "undone_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="撤销时间"),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="accounts.member",
                                verbose_name="家人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "改动",
                        "verbose_name_plural": "改动",
                        "indexes": [
                            models.Index(
                                fields=["member", "fact", "key", "id"], name="change_of_fact"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChronicRecognition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "recognised_on",
                            models.DateField(
                                help_text="认定书上的日期，例如：2024-06-01。",
                                verbose_name="认定日期",
                            ),
                        ),
                        (
                            "recheck_on",
                            models.DateField(
                                blank=True,
                                help_text="认定书上没有写就留空。",
                                null=True,
                                verbose_name="复审截止日",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="chronic_recognitions",
                                to="accounts.member",
                                verbose_name="家人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "门诊慢特病认定",
                        "verbose_name_plural": "门诊慢特病认定",
                        "indexes": [
                            models.Index(fields=["recheck_on"], name="chronic_by_recheck"),
                            models.Index(
                                condition=models.Q(("recheck_on__isnull", True)),
                                fields=["recognised_on"],
                                name="chronic_without_recheck",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("recheck_on__isnull", True),
                                    ("recheck_on__gt", models.F("recognised_on")),
                                    _connector="OR",
                                ),
                                name="chronic_recheck_after_recognition",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DebitPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "day",
                            models.PositiveSmallIntegerField(
                                help_text="短月没有这一天时按月末，例如：15。",
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(31),
                                ],
                                verbose_name="每月扣款日",
                            ),
                        ),
                        (
                            "since",
                            models.DateField(
                                help_text="那个月的1日，例如：2026-03-01。",
                                verbose_name="从哪个月起扣",
                            ),
                        ),
                        (
                            "member",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="debit_plan",
                                to="accounts.member",
                                verbose_name="家人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "每月扣款",
                        "verbose_name_plural": "每月扣款",
                        "indexes": [models.Index(fields=["day"], name="debit_by_day")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("day__gte", 1), ("day__lte", 31)),
                                name="debit_day_of_a_month",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("since__day", 1)), name="debit_since_a_first"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DebitResult",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "month",
                            models.DateField(
                                help_text="那个月的1日，例如：2026-09-01。", verbose_name="月份"
                            ),
                        ),
                        ("succeeded", models.BooleanField(verbose_name="扣款成功")),
                        (
                            "repaired_on",
                            models.DateField(blank=True, null=True, verbose_name="补缴到账日期"),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="debit_results",
                                to="accounts.member",
                                verbose_name="家人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "扣款结果",
                        "verbose_name_plural": "扣款结果",
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    ("repaired_on__isnull", True), ("succeeded", False)
                                ),
                                fields=["month"],
                                name="debit_failed",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("member", "month"), name="debit_result_once_a_month"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="debit_month_a_first"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("repaired_on__isnull", True),
                                    models.Q(
                                        ("repaired_on__gte", models.F("month")),
                                        ("succeeded", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="debit_repaired_after_failure",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Enrolment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "coverage_year",
                            models.PositiveSmallIntegerField(
                                help_text="看病报销的那一年，例如 2026（不是缴费的那一年）。",
                                verbose_name="待遇年度",
                            ),
                        ),
                        (
                            "paid_on",
                            models.DateField(blank=True, null=True, verbose_name="缴费到账日期"),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=8,
                                null=True,
                                verbose_name="缴费金额（元）",
                            ),
                        ),
                        (
                            "channel",
                            yibao_project.sealed.SealedText(
                                blank=True,
                                help_text="例如：粤税通、银行、村里代收。",
                                validators=[django.core.validators.MaxLengthValidator(20)],
                                verbose_name="缴费渠道",
                            ),
                        ),
                        (
                            "exempt",
                            models.BooleanField(default=False, verbose_name="全额资助，自己不用缴"),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[("self", "自己填报"), ("village", "村社代填")],
                                default="self",
                                editable=False,
                                max_length=8,
                                verbose_name="填报人",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(auto_now=True, verbose_name="更新时间"),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="enrolments",
                                to="accounts.member",
                                verbose_name="家人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "参保缴费",
                        "verbose_name_plural": "参保缴费",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("paid_on__isnull", False)),
                                fields=["coverage_year", "paid_on"],
                                name="enrolment_by_payment",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("member", "coverage_year"), name="enrolment_once_a_year"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("coverage_year__gte", 2000), ("coverage_year__lte", 2100)
                                ),
                                name="enrolment_year_sane",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__isnull", True), ("amount__gte", 0), _connector="OR"
                                ),
                                name="enrolment_amount_sane",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Filing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("LT_RETIRED", "异地安置退休人员"),
                                    ("LT_RESIDENT", "异地长期居住人员"),
                                    ("LT_WORK", "常驻异地工作人员"),
                                    ("TMP_REFERRAL", "异地转诊就医人员"),
                                    ("TMP_EMERGENCY", "异地急诊抢救人员"),
                                    ("TMP_OTHER", "其他临时外出就医人员"),
                                ],
                                max_length=16,
                                verbose_name="备案类型",
                            ),
                        ),
                        (
                            "progress",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿，还没提交"),
                                    ("submitted", "已提交，待审核"),
                                    ("returned", "被退回"),
                                    ("accepted", "已备案"),
                                ],
                                db_default="accepted",
                                default="accepted",
                                help_text="只有已备案的才算数、才提醒到期。",
                                max_length=10,
                                verbose_name="办到哪一步",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="开始日期")),
                        (
                            "ends_on",
                            models.DateField(
                                blank=True,
                                help_text="长期备案没有到期日；查不到当地规定时也留空。",
                                null=True,
                                verbose_name="最后有效日",
                            ),
                        ),
                        (
                            "promised",
                            models.BooleanField(
                                default=False,
                                help_text="先办备案、后补材料的勾选；补交后取消勾选。",
                                verbose_name="承诺制，材料还没补",
                            ),
                        ),
                        (
                            "papers_due_on",
                            models.DateField(blank=True, null=True, verbose_name="补材料截止日"),
                        ),
                        (
                            "ends_on_reason",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="到期日的依据"
                            ),
                        ),
                        (
                            "rule_code",
                            models.CharField(blank=True, max_length=40, verbose_name="依据的规则"),
                        ),
                        (
                            "cancelled_on",
                            models.DateField(blank=True, null=True, verbose_name="取消日期"),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(auto_now=True, verbose_name="更新时间"),
                        ),
                        (
                            "care_region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="就医地",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="filings",
                                to="accounts.member",
                                verbose_name="家人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "异地备案",
                        "verbose_name_plural": "异地备案",
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    ("cancelled_on__isnull", True), ("ends_on__isnull", False)
                                ),
                                fields=["ends_on"],
                                name="filing_by_end",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("cancelled_on__isnull", True), ("promised", True)
                                ),
                                fields=["papers_due_on"],
                                name="filing_by_papers",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("cancelled_on__isnull", True),
                                    ("papers_due_on__isnull", True),
                                    ("promised", True),
                                ),
                                fields=["starts_on"],
                                name="filing_promised",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("cancelled_on__isnull", True), ("kind", "TMP_EMERGENCY")
                                ),
                                fields=["starts_on"],
                                name="filing_emergency",
                            ),
                            models.Index(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.functions.datetime.ExtractMonth(
                                            "starts_on"
                                        ),
                                        "*",
                                        models.Value(100),
                                    ),
                                    "+",
                                    django.db.models.functions.datetime.ExtractDay("starts_on"),
                                ),
                                condition=models.Q(
                                    ("cancelled_on__isnull", True), ("ends_on__isnull", True)
                                ),
                                name="filing_by_anniversary",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="filing_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("papers_due_on__isnull", True),
                                    ("promised", True),
                                    _connector="OR",
                                ),
                                name="filing_papers_of_promise",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("cancelled_on__isnull", True)),
                                fields=("member", "kind", "care_region", "starts_on"),
                                name="filing_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="JobLoss",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "last_paid_month",
                            models.DateField(
                                help_text="那个月的1日，例如：2026-08-01。",
                                verbose_name="单位缴到哪个月",
                            ),
                        ),
                        (
                            "member",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="job_loss",
                                to="accounts.member",
                                verbose_name="家人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "离职",
                        "verbose_name_plural": "离职",
                        "indexes": [
                            models.Index(fields=["last_paid_month"], name="job_loss_by_month")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("last_paid_month__day", 1)),
                                name="job_loss_a_first",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Member",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "nickname",
                            yibao_project.sealed.SealedText(
                                help_text="例如：妈妈、小宝。不要填真实姓名。",
                                validators=[django.core.validators.MaxLengthValidator(10)],
                                verbose_name="称呼",
                            ),
                        ),
                        (
                            "relation",
                            models.CharField(
                                choices=[
                                    ("self", "本人"),
                                    ("spouse", "配偶"),
                                    ("child", "子女"),
                                    ("parent", "父母"),
                                    ("other", "其他家人"),
                                ],
                                max_length=8,
                                verbose_name="关系",
                            ),
                        ),
                        (
                            "born_on",
                            models.DateField(
                                blank=True,
                                help_text="只有新生儿需要填，用来计算参保期限。",
                                null=True,
                                verbose_name="出生日期",
                            ),
                        ),
                        (
                            "scheme",
                            models.CharField(
                                choices=[
                                    ("RESIDENT", "城乡居民医保"),
                                    ("EMPLOYEE", "职工医保"),
                                    ("FLEXIBLE", "灵活就业人员职工医保"),
                                ],
                                default="RESIDENT",
                                max_length=10,
                                verbose_name="险种",
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("ADULT", "成年居民"),
                                    ("WORKING_AGE", "劳动年龄内居民"),
                                    ("ELDER", "城乡老年人"),
                                    ("MINOR", "未成年人/学龄前儿童"),
                                    ("STUDENT", "中小学生（在册在校）"),
                                    ("COLLEGE", "大中专学生"),
                                    ("NEWBORN", "新生儿"),
                                    ("EXTREME_POVERTY", "特困人员"),
                                    ("ORPHAN", "孤儿/事实无人抚养儿童"),
                                    ("DIBAO", "最低生活保障对象"),
                                    ("DIBAO_EDGE", "最低生活保障边缘家庭成员"),
                                    ("MONITORED", "防止返贫监测对象"),
                                    ("RETURN_POVERTY", "返贫致贫人口"),
                                    ("DISABLED_SEVERE", "重度残疾人（一、二级）"),
                                    ("DISABLED", "持证残疾人"),
                                    ("NON_LOCAL", "非本地户籍（持居住证）"),
                                    ("HMT", "港澳台居民"),
                                    ("FOREIGN_PR", "持永久居留身份证外国人"),
                                    ("EMP_ACTIVE", "在职职工"),
                                    ("EMP_RETIRED", "退休职工"),
                                    ("FLEX", "灵活就业/非全日制"),
                                    ("UNEMPLOYED_UI", "领取失业保险金人员"),
                                    ("VETERAN", "退役军人（及未就业随军配偶子女）"),
                                    ("RELEASED", "刑满释放人员"),
                                    ("GRADUATE", "毕业返乡学生"),
                                    ("MOVED_IN", "户口新迁入人员"),
                                ],
                                default="ADULT",
                                max_length=20,
                                verbose_name="人员类别",
                            ),
                        ),
                        (
                            "special_group",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("ADULT", "成年居民"),
                                    ("WORKING_AGE", "劳动年龄内居民"),
                                    ("ELDER", "城乡老年人"),
                                    ("MINOR", "未成年人/学龄前儿童"),
                                    ("STUDENT", "中小学生（在册在校）"),
                                    ("COLLEGE", "大中专学生"),
                                    ("NEWBORN", "新生儿"),
                                    ("EXTREME_POVERTY", "特困人员"),
                                    ("ORPHAN", "孤儿/事实无人抚养儿童"),
                                    ("DIBAO", "最低生活保障对象"),
                                    ("DIBAO_EDGE", "最低生活保障边缘家庭成员"),
                                    ("MONITORED", "防止返贫监测对象"),
                                    ("RETURN_POVERTY", "返贫致贫人口"),
                                    ("DISABLED_SEVERE", "重度残疾人（一、二级）"),
                                    ("DISABLED", "持证残疾人"),
                                    ("NON_LOCAL", "非本地户籍（持居住证）"),
                                    ("HMT", "港澳台居民"),
                                    ("FOREIGN_PR", "持永久居留身份证外国人"),
                                    ("EMP_ACTIVE", "在职职工"),
                                    ("EMP_RETIRED", "退休职工"),
                                    ("FLEX", "灵活就业/非全日制"),
                                    ("UNEMPLOYED_UI", "领取失业保险金人员"),
                                    ("VETERAN", "退役军人（及未就业随军配偶子女）"),
                                    ("RELEASED", "刑满释放人员"),
                                    ("GRADUATE", "毕业返乡学生"),
                                    ("MOVED_IN", "户口新迁入人员"),
                                ],
                                help_text="例如：最低生活保障对象；没有就留空。",
                                max_length=20,
                                verbose_name="特殊身份",
                            ),
                        ),
                        (
                            "special_since",
                            models.DateField(
                                blank=True,
                                help_text="证明上写的日期，例如：2026-03-01。",
                                null=True,
                                verbose_name="身份认定日期",
                            ),
                        ),
                        (
                            "ended_on",
                            models.DateField(
                                blank=True,
                                help_text="从这天起不用再办，也不再提醒。",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                        (
                            "ending",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("death", "去世"),
                                    ("moved_away", "迁走或定居境外"),
                                    ("other_insurance", "参加了别的医保"),
                                ],
                                max_length=16,
                                verbose_name="终止原因",
                            ),
                        ),
                        (
                            "muted",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后不再发这位家人的提醒。",
                                verbose_name="不再提醒",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="登记时间"),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                db_index=False,
                                help_text="在哪里参保就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="参保地",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="照看人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "家人",
                        "verbose_name_plural": "家人",
                        "indexes": [
                            models.Index(
                                fields=["region", "scheme", "category"], name="member_by_place"
                            ),
                            models.Index(
                                condition=models.Q(("category", "NEWBORN")),
                                fields=["born_on"],
                                name="newborn_by_birth",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("special_since__isnull", True),
                                    models.Q(("special_group", ""), _negated=True),
                                ),
                                fields=["special_group"],
                                name="special_without_day",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "nickname"), name="member_nickname_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_on__isnull", True), ("ending", "")),
                                    models.Q(
                                        ("ended_on__isnull", False),
                                        ("muted", True),
                                        models.Q(("ending", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="member_ended_is_silent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("special_since__isnull", True),
                                    models.Q(("special_group", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="member_special_since_of_group",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mistake",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "rule",
                            models.CharField(blank=True, max_length=40, verbose_name="规则编号"),
                        ),
                        (
                            "about",
                            models.CharField(
                                choices=[
                                    ("date", "日子不对"),
                                    ("amount", "金额不对"),
                                    ("place", "在哪办、打什么电话不对"),
                                    ("rule", "规定不是这样"),
                                    ("other", "别的"),
                                ],
                                max_length=8,
                                verbose_name="哪里不对",
                            ),
                        ),
                        (
                            "words",
                            yibao_project.sealed.SealedText(
                                blank=True,
                                validators=[django.core.validators.MaxLengthValidator(200)],
                                verbose_name="说明",
                            ),
                        ),
                        ("said_at", models.DateTimeField(verbose_name="报错时间")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "等待核对"),
                                    ("corrected", "已经改正"),
                                    ("confirmed", "核对过，没有错"),
                                ],
                                db_default="open",
                                default="open",
                                max_length=10,
                                verbose_name="处理",
                            ),
                        ),
                        (
                            "reply",
                            yibao_project.sealed.SealedText(
                                blank=True,
                                help_text="报错的居民会看到，例如：截止日已按新通告改为12月31日，谢谢您。",
                                validators=[django.core.validators.MaxLengthValidator(200)],
                                verbose_name="答复",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="mistakes",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="居民",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "居民报错",
                        "verbose_name_plural": "居民报错",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "open")),
                                fields=["rule"],
                                name="mistake_open_by_rule",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.CharField(max_length=64, verbose_name="编号")),
                        ("request", models.CharField(max_length=64, verbose_name="请求内容的摘要")),
                        ("status", models.PositiveSmallIntegerField(verbose_name="状态码")),
                        ("body", yibao_project.sealed.SealedJSON(null=True, verbose_name="回答")),
                        (
                            "answered_at",
                            models.DateTimeField(
                                auto_now_add=True, db_index=True, verbose_name="时间"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="居民",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="accounts.member",
                                verbose_name="家人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "提交的回答",
                        "verbose_name_plural": "提交的回答",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "key"), name="answer_once_a_key"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarFeed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "secret_hash",
                            models.CharField(
                                editable=False,
                                max_length=64,
                                unique=True,
                                verbose_name="地址的指纹",
                            ),
                        ),
                        ("created_at", models.DateTimeField(verbose_name="生成时间")),
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_feed",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="居民",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "日历订阅",
                        "verbose_name_plural": "日历订阅",
                    },
                ),
                migrations.CreateModel(
                    name="DeletedMember",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                primary_key=True, serialize=False, verbose_name="编号"
                            ),
                        ),
                        ("nickname", yibao_project.sealed.SealedText(verbose_name="称呼")),
                        (
                            "deleted_at",
                            models.DateTimeField(db_index=True, verbose_name="删除时间"),
                        ),
                        ("rows", yibao_project.sealed.SealedJSON(verbose_name="填过的内容")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deleted_members",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="照看人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "删除的家人",
                        "verbose_name_plural": "删除的家人",
                    },
                ),
            ],
        ),
    ]
