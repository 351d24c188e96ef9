import uuid
from decimal import Decimal

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.serializers.json
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

import policies.models.exclusion
import policies.models.fields
from yibao_project.create_models import CreateModels

# Texts as points on the line of integers: GiST alone can then compare places, schemes and
# categories with &&, and no extension (btree_gist) has to be installed. The point is 60 bits of
# md5, so that an index outlives an upgrade of the server; two texts meeting in one point would
# refuse a row that could stand, never let a double pass.
POINTS = """
CREATE FUNCTION policies_point(item text) RETURNS int8range
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN int8range(
        ('x' || left(md5(item), 15))::bit(60)::bigint,
        ('x' || left(md5(item), 15))::bit(60)::bigint,
        '[]'
    );
CREATE FUNCTION policies_points(items text[]) RETURNS int8multirange
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE
        WHEN cardinality(items) = 0 THEN '{(,)}'::int8multirange
        ELSE (SELECT range_agg(policies_point(item)) FROM unnest(items) AS item)
    END;
"""
DROP_POINTS = "DROP FUNCTION policies_points(text[]); DROP FUNCTION policies_point(text);"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_user"),
    ]

    operations = [
        TrigramExtension(),
        migrations.RunSQL(POINTS, DROP_POINTS),
        CreateModels(
            creates=[
                migrations.CreateModel(
                    name="HistoricalSource",
                    fields=[
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，例如：GZ-2025-1017。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                help_text="例如：关于开展2026年度广州市城乡居民医保集中参保缴费工作的通告。",
                                max_length=200,
                                verbose_name="标题",
                            ),
                        ),
                        (
                            "issuer",
                            models.CharField(
                                blank=True,
                                help_text="例如：广州市医疗保险服务中心。",
                                max_length=60,
                                verbose_name="发布单位",
                            ),
                        ),
                        (
                            "number",
                            models.CharField(
                                blank=True,
                                help_text="例如：国办发〔2024〕38号；没有就留空。",
                                max_length=60,
                                verbose_name="文号",
                            ),
                        ),
                        (
                            "dated",
                            models.CharField(
                                blank=True,
                                help_text="例如：2025-10-17，或只写到月的 2026-04。",
                                max_length=20,
                                verbose_name="落款日期（原文写法）",
                            ),
                        ),
                        (
                            "published_on",
                            models.DateField(
                                blank=True,
                                help_text="知道具体哪天才填，例如：2025-10-17。",
                                null=True,
                                verbose_name="发布日期",
                            ),
                        ),
                        (
                            "url",
                            models.URLField(
                                blank=True,
                                help_text="例如：https://www.gz.gov.cn/…;没有就留空。",
                                max_length=300,
                                verbose_name="网址",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("official", "国家文件"),
                                    ("official_local", "地方官方发布"),
                                    ("official_mirror", "官方文件转载"),
                                    ("media", "媒体报道"),
                                    ("aggregator", "汇总页面"),
                                    ("secondary", "其他资料"),
                                ],
                                help_text="例如：地方官方发布。",
                                max_length=20,
                                verbose_name="类别",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="例如：仅见标题。",
                                max_length=200,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 政策来源",
                        "verbose_name_plural": "historical 政策来源",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Holiday",
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
                            models.DateField(
                                help_text="例如：2027-02-06。", unique=True, verbose_name="日期"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("holiday", "放假"), ("make_up_workday", "调休上班")],
                                help_text="周末调休上班的日子选“调休上班”。例如：放假。",
                                max_length=20,
                                verbose_name="放假还是上班",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                blank=True,
                                help_text="例如：春节。",
                                max_length=20,
                                verbose_name="节日",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "节假日",
                        "verbose_name_plural": "节假日",
                        "ordering": ["-day"],
                    },
                ),
                migrations.CreateModel(
                    name="PolicyVersion",
                    fields=[
                        (
                            "id",
                            models.PositiveSmallIntegerField(
                                default=1, primary_key=True, serialize=False, verbose_name="编号"
                            ),
                        ),
                        ("value", models.UUIDField(default=uuid.uuid4, verbose_name="版本")),
                    ],
                    options={
                        "verbose_name": "政策版本",
                        "verbose_name_plural": "政策版本",
                    },
                ),
                migrations.CreateModel(
                    name="Source",
                    fields=[
                        (
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，例如：GZ-2025-1017。",
                                max_length=40,
                                primary_key=True,
                                serialize=False,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                help_text="例如：关于开展2026年度广州市城乡居民医保集中参保缴费工作的通告。",
                                max_length=200,
                                verbose_name="标题",
                            ),
                        ),
                        (
                            "issuer",
                            models.CharField(
                                blank=True,
                                help_text="例如：广州市医疗保险服务中心。",
                                max_length=60,
                                verbose_name="发布单位",
                            ),
                        ),
                        (
                            "number",
                            models.CharField(
                                blank=True,
                                help_text="例如：国办发〔2024〕38号；没有就留空。",
                                max_length=60,
                                verbose_name="文号",
                            ),
                        ),
                        (
                            "dated",
                            models.CharField(
                                blank=True,
                                help_text="例如：2025-10-17，或只写到月的 2026-04。",
                                max_length=20,
                                verbose_name="落款日期（原文写法）",
                            ),
                        ),
                        (
                            "published_on",
                            models.DateField(
                                blank=True,
                                help_text="知道具体哪天才填，例如：2025-10-17。",
                                null=True,
                                verbose_name="发布日期",
                            ),
                        ),
                        (
                            "url",
                            models.URLField(
                                blank=True,
                                help_text="例如：https://www.gz.gov.cn/…;没有就留空。",
                                max_length=300,
                                verbose_name="网址",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("official", "国家文件"),
                                    ("official_local", "地方官方发布"),
                                    ("official_mirror", "官方文件转载"),
                                    ("media", "媒体报道"),
                                    ("aggregator", "汇总页面"),
                                    ("secondary", "其他资料"),
                                ],
                                help_text="例如：地方官方发布。",
                                max_length=20,
                                verbose_name="类别",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="例如：仅见标题。",
                                max_length=200,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "政策来源",
                        "verbose_name_plural": "政策来源",
                        "ordering": ["code"],
                    },
                ),
                migrations.CreateModel(
                    name="Synonym",
                    fields=[
                        (
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，例如：SCHEME-NAMES。",
                                max_length=40,
                                primary_key=True,
                                serialize=False,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "words",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20),
                                help_text="意思相同的说法，用逗号隔开，例如：新农合,合作医疗,居民医保。",
                                size=None,
                                verbose_name="说法",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="例如：老叫法。",
                                max_length=200,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "同义词",
                        "verbose_name_plural": "同义词",
                        "ordering": ["code"],
                    },
                ),
                migrations.CreateModel(
                    name="Article",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "topic",
                            models.CharField(
                                choices=[
                                    ("paying", "缴费"),
                                    ("gaps", "断缴与等待期"),
                                    ("children", "新生儿与孩子"),
                                    ("elsewhere", "异地就医"),
                                    ("aid", "困难资助"),
                                    ("family", "家庭共济与个账"),
                                    ("work", "灵活就业与职工"),
                                    ("claims", "报销与就医"),
                                    ("records", "查询与凭证"),
                                    ("safety", "安全防骗"),
                                    ("village", "村社代办"),
                                    ("basics", "概念"),
                                ],
                                help_text="例如：缴费。",
                                max_length=10,
                                verbose_name="主题",
                            ),
                        ),
                        (
                            "question",
                            models.CharField(
                                help_text="像人们平常那样问，例如：今年要交多少钱？",
                                max_length=60,
                                verbose_name="问题",
                            ),
                        ),
                        (
                            "answer",
                            models.TextField(
                                help_text="两到四句话，说清一件该做的事、在哪里办、问谁。例如：多数地方到12月底截止……",
                                max_length=600,
                                verbose_name="回答",
                            ),
                        ),
                        (
                            "also_asked",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60),
                                blank=True,
                                default=list,
                                help_text="意思相同的其他问法，帮人们找到这条；用逗号隔开，例如：几号截止,最晚哪天。",
                                size=None,
                                verbose_name="别的问法",
                            ),
                        ),
                        (
                            "scheme",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("RESIDENT", "城乡居民医保"),
                                    ("EMPLOYEE", "职工医保"),
                                    ("FLEXIBLE", "灵活就业人员职工医保"),
                                ],
                                help_text="只对一个险种成立才选，例如：城乡居民医保。",
                                max_length=10,
                                verbose_name="险种",
                            ),
                        ),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="不选表示所有人。例如：新生儿。",
                                size=None,
                                verbose_name="适用人群",
                            ),
                        ),
                        (
                            "next_review_on",
                            models.DateField(
                                blank=True,
                                help_text="到这天请再核对一遍，例如：2027-03-01。",
                                null=True,
                                verbose_name="下次复核",
                            ),
                        ),
                        (
                            "search",
                            django.contrib.postgres.search.SearchVectorField(
                                editable=False, null=True
                            ),
                        ),
                        (
                            "about",
                            models.ForeignKey(
                                blank=True,
                                help_text="本地有不同规定时，选它对应的上级问答；给出当地的人会先看到这一条。例如：NEWBORN-DAYS。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="local_versions",
                                to="policies.article",
                                to_field="code",
                                verbose_name="对应的通用问答",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.article",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "常见问答",
                        "verbose_name_plural": "常见问答",
                        "ordering": ["topic", "code"],
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                models.F("search"), fastupdate=False, name="article_search"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="article_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="article_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="article_one_revision",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Channel",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="例如：粤税通。", max_length=60, verbose_name="名称"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("app", "手机应用"),
                                    ("wechat_mini", "微信小程序"),
                                    ("wechat_oa", "微信公众号"),
                                    ("web", "网站"),
                                    ("multi", "多个线上入口"),
                                    ("kiosk", "自助机"),
                                    ("offline", "线下窗口"),
                                    ("third_party", "第三方平台"),
                                ],
                                help_text="例如：微信小程序。",
                                max_length=12,
                                verbose_name="类别",
                            ),
                        ),
                        (
                            "does",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("REGISTER", "参保登记"),
                                        ("CHILD_ELSEWHERE", "外地户籍儿童参保"),
                                        ("PAY", "缴费"),
                                        ("PAY_FOR_FAMILY", "替家人缴费"),
                                        ("RENEW", "续缴"),
                                        ("CREDENTIAL", "领医保凭证（医保码）"),
                                        ("CARD", "办理实体卡"),
                                        ("FILING", "异地就医备案"),
                                        ("CLAIM", "手工报销"),
                                        ("NEWBORN", "新生儿参保"),
                                        ("FLEXIBLE", "灵活就业参保"),
                                        ("FAMILY", "个人账户与家庭共济"),
                                        ("FAMILY_CODE", "亲情账户"),
                                        ("HEIR", "继承个人账户"),
                                        ("REPAIR", "断缴修复"),
                                        ("AGENT", "请人代办"),
                                        ("QUERY", "查询参保和缴费"),
                                        ("CLINICS", "查定点和联网机构"),
                                        ("REFUND", "退费"),
                                        ("HELP", "咨询"),
                                        ("REPORT_FRAUD", "举报诈骗"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="只选这里真能办成的事，例如：缴费、替家人缴费。",
                                size=None,
                                verbose_name="能办的事",
                            ),
                        ),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="不选表示所有人。例如：中小学生。",
                                size=None,
                                verbose_name="适用人群",
                            ),
                        ),
                        (
                            "official",
                            models.BooleanField(
                                default=False,
                                help_text="政府部门、经办机构或受委托的单位办的才勾选。例如：粤税通。",
                                verbose_name="官方渠道",
                            ),
                        ),
                        (
                            "appid",
                            models.CharField(
                                blank=True,
                                help_text="从小程序里跳转时用，不知道就留空。例如：wx0123456789abcdef。",
                                max_length=32,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^wx[0-9a-f]{16}\\Z", "小程序编号以 wx 开头，后接16位。"
                                    )
                                ],
                                verbose_name="小程序编号",
                            ),
                        ),
                        (
                            "path",
                            models.CharField(
                                blank=True,
                                help_text="例如：服务—城市服务—社保医保。",
                                max_length=120,
                                verbose_name="在哪里点",
                            ),
                        ),
                        (
                            "url",
                            models.URLField(
                                blank=True,
                                help_text="只写官方网址，例如：https://www.nhsa.gov.cn；没有就留空。",
                                max_length=300,
                                verbose_name="网址",
                            ),
                        ),
                        (
                            "phone",
                            models.CharField(
                                blank=True,
                                help_text="例如：12393。",
                                max_length=20,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[0-9][0-9 -]{2,19}\\Z",
                                        "电话只写数字、空格和连字符，例如：12393。",
                                    )
                                ],
                                verbose_name="电话",
                            ),
                        ),
                        (
                            "hours",
                            models.CharField(
                                blank=True,
                                help_text="例如：工作日9:00至17:00。",
                                max_length=80,
                                verbose_name="服务时间",
                            ),
                        ),
                        (
                            "caution",
                            models.CharField(
                                blank=True,
                                help_text="例如：交现金要当场拿到缴费凭证。",
                                max_length=120,
                                verbose_name="提醒",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.channel",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "办事渠道",
                        "verbose_name_plural": "办事渠道",
                        "ordering": ["region", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="channel_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="channel_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="channel_one_revision",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChannelCalendar",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                help_text="例如：税务自助、批量扣款。",
                                max_length=30,
                                verbose_name="缴费渠道",
                            ),
                        ),
                        (
                            "payable_from_day",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="每天都能缴就留空。例如：5。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "应是1到31中的一天。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        31, "应是1到31中的一天。"
                                    ),
                                ],
                                verbose_name="每月可缴起日",
                            ),
                        ),
                        (
                            "payable_to_day",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="每天都能缴就留空。例如：20。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "应是1到31中的一天。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        31, "应是1到31中的一天。"
                                    ),
                                ],
                                verbose_name="每月可缴止日",
                            ),
                        ),
                        (
                            "last_month_from_day",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="与平时不同才填，例如：1。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "应是1到31中的一天。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        31, "应是1到31中的一天。"
                                    ),
                                ],
                                verbose_name="最后一月可缴起日",
                            ),
                        ),
                        (
                            "last_month_to_day",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="与平时不同才填，例如：28。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "应是1到31中的一天。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        31, "应是1到31中的一天。"
                                    ),
                                ],
                                verbose_name="最后一月可缴止日",
                            ),
                        ),
                        (
                            "late_months_only",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：河北为是。",
                                null=True,
                                verbose_name="只用于集中期后的月份",
                            ),
                        ),
                        (
                            "debit_day",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：15。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "应是1到31中的一天。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        31, "应是1到31中的一天。"
                                    ),
                                ],
                                verbose_name="批量扣款日",
                            ),
                        ),
                        (
                            "roll_to_workday",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：是。",
                                null=True,
                                verbose_name="扣款日顺延到工作日",
                            ),
                        ),
                        (
                            "account_debit_last_day",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：北京为是。",
                                null=True,
                                verbose_name="每月最后一天从个人账户划扣",
                            ),
                        ),
                        (
                            "blackouts",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text='每年不能缴费的日子，月-日成对（含首尾），例如：[["12-26", "12-31"]]。',
                                verbose_name="停缴日期",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.channelcalendar",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "渠道日历",
                        "verbose_name_plural": "渠道日历",
                        "ordering": ["region", "-valid_from", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="calendar_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="calendar_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="calendar_one_revision",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(
                                    ("reference_only", False), ("status", "published")
                                ),
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                expressions=[
                                    (policies.models.exclusion.Point("region"), "&&"),
                                    (policies.models.exclusion.Point("channel"), "&&"),
                                    (
                                        policies.models.exclusion.Days(
                                            "valid_from", "valid_to", models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="calendar_one_published",
                                violation_error_code="overlap",
                                violation_error_message="同一地区、同样情形在这些日子里已有一条已发布的渠道日历，请先停用旧的，或改成草稿。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChronicRule",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "diseases",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：67。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(1000, "不能超过1000。")
                                ],
                                verbose_name="病种数",
                            ),
                        ),
                        (
                            "mapped_diseases",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：17。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(1000, "不能超过1000。")
                                ],
                                verbose_name="全省统一认定的病种数",
                            ),
                        ),
                        (
                            "cross_province_direct",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="用逗号隔开，例如：高血压，糖尿病。",
                                size=None,
                                verbose_name="可跨省直接结算的病种",
                            ),
                        ),
                        (
                            "province_mutual_recognition",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：广东为是。",
                                null=True,
                                verbose_name="全省互认",
                            ),
                        ),
                        (
                            "recheck_from_years",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：2。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(50, "不能超过50。")
                                ],
                                verbose_name="资格最短几年复审",
                            ),
                        ),
                        (
                            "recheck_to_years",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：5。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(50, "不能超过50。")
                                ],
                                verbose_name="资格最长几年复审",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.chronicrule",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "门诊慢特病",
                        "verbose_name_plural": "门诊慢特病",
                        "ordering": ["region", "-valid_from", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="chronic_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="chronic_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="chronic_one_revision",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(
                                    ("reference_only", False), ("status", "published")
                                ),
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                expressions=[
                                    (policies.models.exclusion.Point("region"), "&&"),
                                    (
                                        policies.models.exclusion.Days(
                                            "valid_from", "valid_to", models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="chronic_one_published",
                                violation_error_code="overlap",
                                violation_error_message="同一地区、同样情形在这些日子里已有一条已发布的门诊慢特病规则，请先停用旧的，或改成草稿。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contribution",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
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
                                help_text="例如：城乡居民医保。",
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
                                help_text="例如：成年居民。",
                                max_length=20,
                                verbose_name="人员类别",
                            ),
                        ),
                        (
                            "also_for",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="缴同样金额的其他人群，例如：大中专学生。",
                                size=None,
                                verbose_name="同样适用于",
                            ),
                        ),
                        (
                            "tier",
                            models.CharField(
                                blank=True,
                                help_text="分档缴费才填，例如：一档。",
                                max_length=10,
                                verbose_name="档次",
                            ),
                        ),
                        (
                            "coverage_year",
                            models.PositiveSmallIntegerField(
                                help_text="享受待遇的年份，不是缴费的年份。2025年秋天缴费、2026年看病用，填 2026。",
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        2000, "待遇年度应在2000年到2100年之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        2100, "待遇年度应在2000年到2100年之间。"
                                    ),
                                ],
                                verbose_name="待遇年度",
                            ),
                        ),
                        (
                            "collected_in",
                            models.CharField(
                                blank=True,
                                help_text="钱是哪年收的，例如：2025，或 2025-11..2026-02。",
                                max_length=20,
                                verbose_name="收取时间",
                            ),
                        ),
                        (
                            "notice_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="通知里叫法与待遇年度不同才填，例如：通知叫“2025年”，填 2025。",
                                null=True,
                                verbose_name="通知所称年度",
                            ),
                        ),
                        (
                            "individual",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="没有查到就留空，例如：400。",
                                max_digits=8,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="个人缴费（元）",
                            ),
                        ),
                        (
                            "subsidy",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="每人每年，没有查到就留空，例如：700。",
                                max_digits=8,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="财政补助（元）",
                            ),
                        ),
                        (
                            "floor",
                            models.BooleanField(
                                default=False,
                                help_text="国家最低标准勾选，只作参考，不当作某个人应缴的金额。例如：2026年度全国不低于400元。",
                                verbose_name="只是最低标准",
                            ),
                        ),
                        (
                            "born_before",
                            models.DateField(
                                blank=True,
                                help_text="按出生日期区分金额才填，例如：2008-01-01。",
                                null=True,
                                verbose_name="出生日期早于",
                            ),
                        ),
                        (
                            "born_from",
                            models.DateField(
                                blank=True,
                                help_text="按出生日期区分金额才填，例如：2008-01-01。",
                                null=True,
                                verbose_name="出生日期不早于",
                            ),
                        ),
                        (
                            "includes",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='金额里已含的其他收费，例如：{"长期护理保险": 30}。',
                                verbose_name="其中包含",
                            ),
                        ),
                        (
                            "excludes",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='一起收但不在金额里的，例如：{"长期护理保险": "合并征收，金额待查"}。',
                                verbose_name="另外收取",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.contribution",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "缴费标准",
                        "verbose_name_plural": "缴费标准",
                        "ordering": ["region", "-coverage_year", "code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="contribution_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="contribution_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="contribution_one_revision",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("individual__isnull", True),
                                    ("individual__gte", 0),
                                    _connector="OR",
                                ),
                                name="contribution_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("born_from__isnull", True),
                                    ("born_before__isnull", True),
                                    ("born_before__gt", models.F("born_from")),
                                    _connector="OR",
                                ),
                                name="contribution_birth_days",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(
                                    ("reference_only", False), ("status", "published")
                                ),
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                expressions=[
                                    (policies.models.exclusion.Point("region"), "&&"),
                                    (policies.models.exclusion.Point("scheme"), "&&"),
                                    (policies.models.exclusion.Years("coverage_year"), "&&"),
                                    (
                                        policies.models.exclusion.Points(
                                            models.Func(
                                                "also_for",
                                                "category",
                                                function="array_append",
                                                output_field=django.contrib.postgres.fields.ArrayField(
                                                    base_field=models.CharField(max_length=20),
                                                    size=None,
                                                ),
                                            )
                                        ),
                                        "&&",
                                    ),
                                    (policies.models.exclusion.Point("tier"), "&&"),
                                    (
                                        policies.models.exclusion.Days(
                                            "born_from", "born_before", models.Value("[)")
                                        ),
                                        "&&",
                                    ),
                                    (
                                        policies.models.exclusion.Days(
                                            "valid_from", "valid_to", models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="contribution_one_published",
                                violation_error_code="overlap",
                                violation_error_message="同一地区、险种、待遇年度、人群和档次已有一条已发布的缴费标准，请先停用旧的，或改成草稿。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EmergencyFilingRule",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "required",
                            models.BooleanField(
                                blank=True,
                                help_text="全国规定视同已备案，例如：否。",
                                null=True,
                                verbose_name="急诊要另外备案",
                            ),
                        ),
                        (
                            "days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="入院当天不算，例如：5。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(366, "不能超过366。")
                                ],
                                verbose_name="入院后几天内备案",
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                blank=True,
                                choices=[("calendar_days", "自然日"), ("workdays", "工作日")],
                                help_text="例如：工作日。",
                                max_length=40,
                                verbose_name="按什么天数",
                            ),
                        ),
                        (
                            "by_phone",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：北碚区为是。",
                                null=True,
                                verbose_name="可以打电话备案",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.emergencyfilingrule",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "急诊备案期限",
                        "verbose_name_plural": "急诊备案期限",
                        "ordering": ["region", "-valid_from", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="emergency_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="emergency_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="emergency_one_revision",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(
                                    ("reference_only", False), ("status", "published")
                                ),
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                expressions=[
                                    (policies.models.exclusion.Point("region"), "&&"),
                                    (
                                        policies.models.exclusion.Days(
                                            "valid_from", "valid_to", models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="emergency_one_published",
                                violation_error_code="overlap",
                                violation_error_message="同一地区、同样情形在这些日子里已有一条已发布的急诊备案期限，请先停用旧的，或改成草稿。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EmployeeBase",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "tier",
                            models.CharField(
                                blank=True,
                                help_text="分档才填，例如：一档。",
                                max_length=10,
                                verbose_name="档次",
                            ),
                        ),
                        (
                            "floor",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：6236。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="月基数下限（元）",
                            ),
                        ),
                        (
                            "ceiling",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：31179。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="月基数上限（元）",
                            ),
                        ),
                        (
                            "individual_percent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：2。",
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "不能是负数。"),
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    ),
                                ],
                                verbose_name="个人缴百分之几",
                            ),
                        ),
                        (
                            "employer_from_percent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：5.35。",
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "不能是负数。"),
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    ),
                                ],
                                verbose_name="单位最少缴百分之几",
                            ),
                        ),
                        (
                            "employer_to_percent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：9.5。",
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "不能是负数。"),
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    ),
                                ],
                                verbose_name="单位最多缴百分之几",
                            ),
                        ),
                        (
                            "individual_amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：134.66。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="个人每月最少缴（元）",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.employeebase",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "职工缴费基数",
                        "verbose_name_plural": "职工缴费基数",
                        "ordering": ["region", "-valid_from", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="employee_base_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="employee_base_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="employee_base_one_revision",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(
                                    ("reference_only", False), ("status", "published")
                                ),
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                expressions=[
                                    (policies.models.exclusion.Point("region"), "&&"),
                                    (policies.models.exclusion.Point("tier"), "&&"),
                                    (
                                        policies.models.exclusion.Days(
                                            "valid_from", "valid_to", models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="employee_base_one_published",
                                violation_error_code="overlap",
                                violation_error_message="同一地区、同样情形在这些日子里已有一条已发布的职工缴费基数，请先停用旧的，或改成草稿。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FilingRule",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "long_term_valid_until_changed",
                            models.BooleanField(
                                blank=True,
                                help_text="变更或停保前一直有效选“是”。例如：全国规定为是。",
                                null=True,
                                verbose_name="长期备案一直有效",
                            ),
                        ),
                        (
                            "both_places",
                            models.BooleanField(
                                blank=True,
                                help_text="参保地、就医地都可直接结算选“是”。例如：是。",
                                null=True,
                                verbose_name="长期备案两地都能用",
                            ),
                        ),
                        (
                            "change_lock_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：6。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "月数应在1到120之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        120, "月数应在1到120之间。"
                                    ),
                                ],
                                verbose_name="长期备案几个月内不能变更",
                            ),
                        ),
                        (
                            "promise_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="先承诺、后补材料的备案有效多久，例如：6。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "月数应在1到120之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        120, "月数应在1到120之间。"
                                    ),
                                ],
                                verbose_name="承诺制备案有效月数",
                            ),
                        ),
                        (
                            "temporary_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：6。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "月数应在1到120之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        120, "月数应在1到120之间。"
                                    ),
                                ],
                                verbose_name="临时备案有效月数",
                            ),
                        ),
                        (
                            "review_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="几个工作日内办结，例如：2。",
                                null=True,
                                verbose_name="审核工作日",
                            ),
                        ),
                        (
                            "needs_filing_long_term",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：是。",
                                null=True,
                                verbose_name="长期居住要备案吗",
                            ),
                        ),
                        (
                            "needs_filing_referral",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：是。",
                                null=True,
                                verbose_name="转诊要备案吗",
                            ),
                        ),
                        (
                            "needs_filing_emergency",
                            models.BooleanField(
                                blank=True,
                                help_text="全国规定视同已备案，例如：否。",
                                null=True,
                                verbose_name="急诊要备案吗",
                            ),
                        ),
                        (
                            "needs_filing_other",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：珠海为否。",
                                null=True,
                                verbose_name="其他临时外出要备案吗",
                            ),
                        ),
                        (
                            "drop_points_long_term",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：0。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    )
                                ],
                                verbose_name="长期居住少报几个百分点",
                            ),
                        ),
                        (
                            "drop_points_referral",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：10。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    )
                                ],
                                verbose_name="转诊少报几个百分点",
                            ),
                        ),
                        (
                            "drop_points_emergency",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：10。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    )
                                ],
                                verbose_name="急诊少报几个百分点",
                            ),
                        ),
                        (
                            "drop_points_other",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：20。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    )
                                ],
                                verbose_name="其他临时外出少报几个百分点",
                            ),
                        ),
                        (
                            "self_pay_long_term",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：0。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    )
                                ],
                                verbose_name="长期居住先自付百分之几",
                            ),
                        ),
                        (
                            "self_pay_referral",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：10。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    )
                                ],
                                verbose_name="转诊先自付百分之几",
                            ),
                        ),
                        (
                            "self_pay_emergency",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：10。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    )
                                ],
                                verbose_name="急诊先自付百分之几",
                            ),
                        ),
                        (
                            "self_pay_other",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：20。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    )
                                ],
                                verbose_name="其他临时外出先自付百分之几",
                            ),
                        ),
                        (
                            "self_pay_unfiled",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：20。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    )
                                ],
                                verbose_name="没有备案先自付百分之几",
                            ),
                        ),
                        (
                            "in_province_needs_filing",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：江西为否。",
                                null=True,
                                verbose_name="省内异地要备案吗",
                            ),
                        ),
                        (
                            "in_province_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：6。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "月数应在1到120之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        120, "月数应在1到120之间。"
                                    ),
                                ],
                                verbose_name="省内临时备案有效月数",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.filingrule",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "care_region",
                            models.ForeignKey(
                                blank=True,
                                help_text="只对去某一地就医有效时才选，例如：西安市；去哪里都一样就留空。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="就医地",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "备案规则",
                        "verbose_name_plural": "备案规则",
                        "ordering": ["region", "-valid_from", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="filing_rule_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="filing_rule_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="filing_rule_one_revision",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(
                                    ("reference_only", False), ("status", "published")
                                ),
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                expressions=[
                                    (policies.models.exclusion.Point("region"), "&&"),
                                    (
                                        policies.models.exclusion.Point(
                                            models.Func(
                                                models.F("care_region"),
                                                models.Value(""),
                                                function="COALESCE",
                                            )
                                        ),
                                        "&&",
                                    ),
                                    (
                                        policies.models.exclusion.Days(
                                            "valid_from", "valid_to", models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="filing_rule_one_published",
                                violation_error_code="overlap",
                                violation_error_message="同一地区和就医地在这些日子里已有一条已发布的备案规则，请先停用旧的，或改成草稿。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FlexibleRule",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="不选表示所有人；选了的人群优先于所有人。例如：最低生活保障对象。",
                                size=None,
                                verbose_name="适用人群",
                            ),
                        ),
                        (
                            "base_choices",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.DecimalField(
                                    decimal_places=2,
                                    max_digits=6,
                                    validators=[
                                        django.core.validators.MaxValueValidator(
                                            Decimal("1000"), "百分数不能超过1000。"
                                        )
                                    ],
                                ),
                                blank=True,
                                default=list,
                                help_text="只有几档可选才填，例如：80，100。",
                                size=None,
                                verbose_name="可选基数档（社平工资的百分之几）",
                            ),
                        ),
                        (
                            "base_from_percent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：60。",
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "不能是负数。"),
                                    django.core.validators.MaxValueValidator(
                                        1000, "百分数不能超过1000。"
                                    ),
                                ],
                                verbose_name="基数下限（社平工资的百分之几）",
                            ),
                        ),
                        (
                            "base_to_percent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：300。",
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "不能是负数。"),
                                    django.core.validators.MaxValueValidator(
                                        1000, "百分数不能超过1000。"
                                    ),
                                ],
                                verbose_name="基数上限（社平工资的百分之几）",
                            ),
                        ),
                        (
                            "debit_day",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="短月没有这一天时取月末，例如：15。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "应是1到31中的一天。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        31, "应是1到31中的一天。"
                                    ),
                                ],
                                verbose_name="每月扣款日",
                            ),
                        ),
                        (
                            "roll_to_workday",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：北京为是。",
                                null=True,
                                verbose_name="扣款日顺延到工作日",
                            ),
                        ),
                        (
                            "suspended_next_month",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：长沙为是。",
                                null=True,
                                verbose_name="没缴成的下月1日起暂停待遇",
                            ),
                        ),
                        (
                            "retro_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：长沙为3。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "月数应在1到120之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        120, "月数应在1到120之间。"
                                    ),
                                ],
                                verbose_name="几个月内补缴可追溯",
                            ),
                        ),
                        (
                            "first_wait_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：武汉为6。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(24, "不能超过24。")
                                ],
                                verbose_name="首次参保等待月数",
                            ),
                        ),
                        (
                            "resume_within_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：3。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "月数应在1到120之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        120, "月数应在1到120之间。"
                                    ),
                                ],
                                verbose_name="中断几个月内接续不用等待",
                            ),
                        ),
                        (
                            "rewait_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：3。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(24, "不能超过24。")
                                ],
                                verbose_name="中断较久后等待月数",
                            ),
                        ),
                        (
                            "leave_month_covered",
                            models.BooleanField(
                                blank=True,
                                help_text="单位缴到离职当月即可用选“是”。例如：是。",
                                null=True,
                                verbose_name="离职当月可用",
                            ),
                        ),
                        (
                            "bridge_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：3。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "月数应在1到120之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        120, "月数应在1到120之间。"
                                    ),
                                ],
                                verbose_name="离职后几个月内接续",
                            ),
                        ),
                        (
                            "fund_pays",
                            models.BooleanField(
                                blank=True,
                                help_text="领失业金期间个人不缴选“是”。例如：是。",
                                null=True,
                                verbose_name="由失业保险基金代缴",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.flexiblerule",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "灵活就业规则",
                        "verbose_name_plural": "灵活就业规则",
                        "ordering": ["region", "-valid_from", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="flexible_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="flexible_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="flexible_one_revision",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(
                                    ("reference_only", False), ("status", "published")
                                ),
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                expressions=[
                                    (policies.models.exclusion.Point("region"), "&&"),
                                    (policies.models.exclusion.OwnPoints("categories"), "&&"),
                                    (
                                        policies.models.exclusion.Days(
                                            "valid_from", "valid_to", models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="flexible_one_published",
                                violation_error_code="overlap",
                                violation_error_message="同一地区、同样情形在这些日子里已有一条已发布的灵活就业规则，请先停用旧的，或改成草稿。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Guide",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "task",
                            models.CharField(
                                choices=[
                                    ("REGISTER", "参保登记"),
                                    ("CHILD_ELSEWHERE", "外地户籍儿童参保"),
                                    ("PAY", "缴费"),
                                    ("PAY_FOR_FAMILY", "替家人缴费"),
                                    ("RENEW", "续缴"),
                                    ("CREDENTIAL", "领医保凭证（医保码）"),
                                    ("CARD", "办理实体卡"),
                                    ("FILING", "异地就医备案"),
                                    ("CLAIM", "手工报销"),
                                    ("NEWBORN", "新生儿参保"),
                                    ("FLEXIBLE", "灵活就业参保"),
                                    ("FAMILY", "个人账户与家庭共济"),
                                    ("FAMILY_CODE", "亲情账户"),
                                    ("HEIR", "继承个人账户"),
                                    ("REPAIR", "断缴修复"),
                                    ("AGENT", "请人代办"),
                                    ("QUERY", "查询参保和缴费"),
                                    ("CLINICS", "查定点和联网机构"),
                                    ("REFUND", "退费"),
                                    ("HELP", "咨询"),
                                    ("REPORT_FRAUD", "举报诈骗"),
                                ],
                                help_text="例如：参保登记。",
                                max_length=20,
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                help_text="例如：新生儿怎么参保。",
                                max_length=40,
                                verbose_name="标题",
                            ),
                        ),
                        (
                            "summary",
                            models.CharField(
                                help_text="先说最要紧的那件事，例如：先登记，再缴费。",
                                max_length=120,
                                verbose_name="一句话",
                            ),
                        ),
                        (
                            "schemes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("RESIDENT", "城乡居民医保"),
                                        ("EMPLOYEE", "职工医保"),
                                        ("FLEXIBLE", "灵活就业人员职工医保"),
                                    ],
                                    max_length=10,
                                ),
                                blank=True,
                                default=list,
                                help_text="不选表示各险种都一样。例如：城乡居民医保。",
                                size=None,
                                verbose_name="险种",
                            ),
                        ),
                        (
                            "channel_tasks",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("REGISTER", "参保登记"),
                                        ("CHILD_ELSEWHERE", "外地户籍儿童参保"),
                                        ("PAY", "缴费"),
                                        ("PAY_FOR_FAMILY", "替家人缴费"),
                                        ("RENEW", "续缴"),
                                        ("CREDENTIAL", "领医保凭证（医保码）"),
                                        ("CARD", "办理实体卡"),
                                        ("FILING", "异地就医备案"),
                                        ("CLAIM", "手工报销"),
                                        ("NEWBORN", "新生儿参保"),
                                        ("FLEXIBLE", "灵活就业参保"),
                                        ("FAMILY", "个人账户与家庭共济"),
                                        ("FAMILY_CODE", "亲情账户"),
                                        ("HEIR", "继承个人账户"),
                                        ("REPAIR", "断缴修复"),
                                        ("AGENT", "请人代办"),
                                        ("QUERY", "查询参保和缴费"),
                                        ("CLINICS", "查定点和联网机构"),
                                        ("REFUND", "退费"),
                                        ("HELP", "咨询"),
                                        ("REPORT_FRAUD", "举报诈骗"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="例如：参保登记。",
                                size=None,
                                verbose_name="列出能办这些事的渠道",
                            ),
                        ),
                        (
                            "material_tasks",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("REGISTER", "参保登记"),
                                        ("CHILD_ELSEWHERE", "外地户籍儿童参保"),
                                        ("PAY", "缴费"),
                                        ("PAY_FOR_FAMILY", "替家人缴费"),
                                        ("RENEW", "续缴"),
                                        ("CREDENTIAL", "领医保凭证（医保码）"),
                                        ("CARD", "办理实体卡"),
                                        ("FILING", "异地就医备案"),
                                        ("CLAIM", "手工报销"),
                                        ("NEWBORN", "新生儿参保"),
                                        ("FLEXIBLE", "灵活就业参保"),
                                        ("FAMILY", "个人账户与家庭共济"),
                                        ("FAMILY_CODE", "亲情账户"),
                                        ("HEIR", "继承个人账户"),
                                        ("REPAIR", "断缴修复"),
                                        ("AGENT", "请人代办"),
                                        ("QUERY", "查询参保和缴费"),
                                        ("CLINICS", "查定点和联网机构"),
                                        ("REFUND", "退费"),
                                        ("HELP", "咨询"),
                                        ("REPORT_FRAUD", "举报诈骗"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="例如：参保登记、外地户籍儿童参保。",
                                size=None,
                                verbose_name="列出这些事的材料",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.guide",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "办事指南",
                        "verbose_name_plural": "办事指南",
                        "ordering": ["region", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="guide_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="guide_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="guide_one_revision",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(
                                    ("reference_only", False), ("status", "published")
                                ),
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                expressions=[
                                    (policies.models.exclusion.Point("region"), "&&"),
                                    (policies.models.exclusion.Point("task"), "&&"),
                                    (
                                        policies.models.exclusion.Days(
                                            "valid_from", "valid_to", models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="guide_one_published",
                                violation_error_code="overlap",
                                violation_error_message="这个地区的这件事已有一份已发布的指南，请先停用旧的，或改成草稿。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GuideStep",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "task",
                            models.CharField(
                                choices=[
                                    ("REGISTER", "参保登记"),
                                    ("CHILD_ELSEWHERE", "外地户籍儿童参保"),
                                    ("PAY", "缴费"),
                                    ("PAY_FOR_FAMILY", "替家人缴费"),
                                    ("RENEW", "续缴"),
                                    ("CREDENTIAL", "领医保凭证（医保码）"),
                                    ("CARD", "办理实体卡"),
                                    ("FILING", "异地就医备案"),
                                    ("CLAIM", "手工报销"),
                                    ("NEWBORN", "新生儿参保"),
                                    ("FLEXIBLE", "灵活就业参保"),
                                    ("FAMILY", "个人账户与家庭共济"),
                                    ("FAMILY_CODE", "亲情账户"),
                                    ("HEIR", "继承个人账户"),
                                    ("REPAIR", "断缴修复"),
                                    ("AGENT", "请人代办"),
                                    ("QUERY", "查询参保和缴费"),
                                    ("CLINICS", "查定点和联网机构"),
                                    ("REFUND", "退费"),
                                    ("HELP", "咨询"),
                                    ("REPORT_FRAUD", "举报诈骗"),
                                ],
                                help_text="例如：参保登记。",
                                max_length=20,
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                help_text="从小到大排列，例如：10、20。",
                                validators=[django.core.validators.MaxValueValidator(999)],
                                verbose_name="次序",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                help_text="例如：先登记，再缴费。",
                                max_length=40,
                                verbose_name="标题",
                            ),
                        ),
                        (
                            "text",
                            models.CharField(
                                help_text="写给没办过的人看，一步只说一件事。例如：带上身份证，到村（社区）服务点登记。",
                                max_length=400,
                                verbose_name="内容",
                            ),
                        ),
                        (
                            "schemes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("RESIDENT", "城乡居民医保"),
                                        ("EMPLOYEE", "职工医保"),
                                        ("FLEXIBLE", "灵活就业人员职工医保"),
                                    ],
                                    max_length=10,
                                ),
                                blank=True,
                                default=list,
                                help_text="不选表示各险种都一样。例如：城乡居民医保。",
                                size=None,
                                verbose_name="险种",
                            ),
                        ),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="不选表示所有人。例如：中小学生。",
                                size=None,
                                verbose_name="适用人群",
                            ),
                        ),
                        (
                            "filing_types",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("LT_RETIRED", "异地安置退休人员"),
                                        ("LT_RESIDENT", "异地长期居住人员"),
                                        ("LT_WORK", "常驻异地工作人员"),
                                        ("TMP_REFERRAL", "异地转诊就医人员"),
                                        ("TMP_EMERGENCY", "异地急诊抢救人员"),
                                        ("TMP_OTHER", "其他临时外出就医人员"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="不选表示各类都一样。例如：异地长期居住人员。",
                                size=None,
                                verbose_name="备案类型",
                            ),
                        ),
                        (
                            "from_age",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="与年龄无关就留空，例如：16。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(120, "不能超过120。")
                                ],
                                verbose_name="满几周岁起",
                            ),
                        ),
                        (
                            "under_age",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="与年龄无关就留空，例如：18。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(120, "不能超过120。")
                                ],
                                verbose_name="不满几周岁",
                            ),
                        ),
                        (
                            "instead_of",
                            models.CharField(
                                blank=True,
                                help_text="本地办法不同时，写被代替的那一步的编号，例如：GS-NEWBORN-20。",
                                max_length=40,
                                verbose_name="代替哪一步",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.guidestep",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "指南步骤",
                        "verbose_name_plural": "指南步骤",
                        "ordering": ["task", "position", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="guidestep_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="guidestep_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="guidestep_one_revision",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Region",
                    fields=[
                        (
                            "code",
                            models.CharField(
                                help_text="六位国标代码，例如：440100。",
                                max_length=6,
                                primary_key=True,
                                serialize=False,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[0-9]{6}\\Z", "行政区划代码是六位数字，例如 440100。"
                                    )
                                ],
                                verbose_name="行政区划代码",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="例如：广州市。", max_length=30, verbose_name="名称"
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("nation", "全国"),
                                    ("province", "省/自治区"),
                                    ("municipality", "直辖市"),
                                    ("prefecture", "地级市/州/盟"),
                                    ("county", "县/区/县级市/旗"),
                                ],
                                help_text="例如：地级市/州/盟。",
                                max_length=12,
                                verbose_name="级别",
                            ),
                        ),
                        (
                            "aliases",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20),
                                blank=True,
                                default=list,
                                help_text="人们平常的叫法，用逗号隔开，例如：广州，羊城。",
                                size=None,
                                verbose_name="别名",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="例如：不设区县，街镇直属。",
                                max_length=200,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="代码从哪天起使用；一直在用就留空。例如：2021-01-01。",
                                null=True,
                                verbose_name="启用日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="代码用到哪天为止；仍在用就留空。例如：2020-12-31。",
                                null=True,
                                verbose_name="停用日期",
                            ),
                        ),
                        (
                            "spellings",
                            models.TextField(
                                default="",
                                editable=False,
                                help_text="名称、别名和它们的拼音、首字母，由载入时写好。例如：广州市 guangzhou gz。",
                                verbose_name="检索用写法",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                help_text="例如：广州市的上级是广东省；全国没有上级。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="policies.region",
                                verbose_name="上级",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "地区",
                        "verbose_name_plural": "地区",
                        "ordering": ["code"],
                    },
                ),
                migrations.CreateModel(
                    name="RefundRule",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "before_start",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：是。",
                                null=True,
                                verbose_name="待遇开始前可退",
                            ),
                        ),
                        (
                            "before_start_cases",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="用逗号隔开，例如：重复缴费，转职工医保。",
                                size=None,
                                verbose_name="开始前可退的情形",
                            ),
                        ),
                        (
                            "after_start",
                            models.BooleanField(
                                blank=True,
                                help_text="原则上不退选“否”。例如：否。",
                                null=True,
                                verbose_name="待遇开始后可退",
                            ),
                        ),
                        (
                            "remaining_months",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：是。",
                                null=True,
                                verbose_name="灵活就业按年缴、中途就业可退剩余月份",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.refundrule",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "退费规则",
                        "verbose_name_plural": "退费规则",
                        "ordering": ["region", "-valid_from", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="refund_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="refund_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="refund_one_revision",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(
                                    ("reference_only", False), ("status", "published")
                                ),
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                expressions=[
                                    (policies.models.exclusion.Point("region"), "&&"),
                                    (
                                        policies.models.exclusion.Days(
                                            "valid_from", "valid_to", models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="refund_one_published",
                                violation_error_code="overlap",
                                violation_error_message="同一地区、同样情形在这些日子里已有一条已发布的退费规则，请先停用旧的，或改成草稿。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PersonalAccountRule",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "relatives",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="用逗号隔开，例如：配偶，父母，子女。",
                                size=None,
                                verbose_name="可共济的近亲属",
                            ),
                        ),
                        (
                            "uses",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="用逗号隔开，例如：定点就医自付，代缴近亲属居民医保。",
                                size=None,
                                verbose_name="可用于",
                            ),
                        ),
                        (
                            "cross_province",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：是。",
                                null=True,
                                verbose_name="可跨省共济",
                            ),
                        ),
                        (
                            "areas_open",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：337。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(1000, "不能超过1000。")
                                ],
                                verbose_name="已开通跨省共济的统筹区数",
                            ),
                        ),
                        (
                            "min_balance",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：山西为1000。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="为他人缴费前至少留有（元）",
                            ),
                        ),
                        (
                            "authorisations_per_member",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：1。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(20, "不能超过20。")
                                ],
                                verbose_name="每位家人可被授权几次",
                            ),
                        ),
                        (
                            "cash_out",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：否。",
                                null=True,
                                verbose_name="可以取现",
                            ),
                        ),
                        (
                            "cash_out_cases",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="用逗号隔开，例如：出国定居。",
                                size=None,
                                verbose_name="可以提取的情形",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.personalaccountrule",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "个人账户规则",
                        "verbose_name_plural": "个人账户规则",
                        "ordering": ["region", "-valid_from", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="account_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="account_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="account_one_revision",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(
                                    ("reference_only", False), ("status", "published")
                                ),
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                expressions=[
                                    (policies.models.exclusion.Point("region"), "&&"),
                                    (
                                        policies.models.exclusion.Days(
                                            "valid_from", "valid_to", models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="account_one_published",
                                violation_error_code="overlap",
                                violation_error_message="同一地区、同样情形在这些日子里已有一条已发布的个人账户规则，请先停用旧的，或改成草稿。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentWindow",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
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
                                help_text="例如：城乡居民医保。",
                                max_length=10,
                                verbose_name="险种",
                            ),
                        ),
                        (
                            "coverage_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="享受待遇的年份，不是缴费的年份。2025年秋天缴费、2026年看病用，填 2026。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        2000, "待遇年度应在2000年到2100年之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        2100, "待遇年度应在2000年到2100年之间。"
                                    ),
                                ],
                                verbose_name="待遇年度",
                            ),
                        ),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="不选表示所有人。例如：中小学生、大中专学生。",
                                size=None,
                                verbose_name="适用人群",
                            ),
                        ),
                        (
                            "opens_on",
                            models.DateField(
                                blank=True,
                                help_text="只写了旬或月时，填可以开始提醒的最早一天。例如：2025-10-21。",
                                null=True,
                                verbose_name="开始日期",
                            ),
                        ),
                        (
                            "opens_text",
                            models.CharField(
                                blank=True,
                                help_text="例如：10月下旬。",
                                max_length=20,
                                verbose_name="开始日期（原文写法）",
                            ),
                        ),
                        (
                            "closes_on",
                            models.DateField(
                                blank=True,
                                help_text="最后一天（含当天）；没有查到就留空。例如：2025-12-20。",
                                null=True,
                                verbose_name="截止日期",
                            ),
                        ),
                        (
                            "original_closes_on",
                            models.DateField(
                                blank=True,
                                help_text="延长过才填，例如：2025-12-31。",
                                null=True,
                                verbose_name="延期前的截止日期",
                            ),
                        ),
                        (
                            "spill",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("from_coverage_start", "仍从待遇年度1月1日起"),
                                    ("next_day", "缴费次日起"),
                                ],
                                help_text="缴费期跨过1月1日才填，例如：缴费次日起。",
                                max_length=20,
                                verbose_name="跨年后缴费何时起享受",
                            ),
                        ),
                        (
                            "blackouts",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text='每年不能缴费的日子，月-日成对（含首尾），例如：[["12-26", "12-31"]]。',
                                verbose_name="停缴日期",
                            ),
                        ),
                        (
                            "payable_from_day",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="每天都能缴就留空。例如：1。",
                                null=True,
                                verbose_name="每月可缴起日",
                            ),
                        ),
                        (
                            "payable_to_day",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="每天都能缴就留空。例如：25。",
                                null=True,
                                verbose_name="每月可缴止日",
                            ),
                        ),
                        (
                            "late_closes_on",
                            models.DateField(
                                blank=True,
                                help_text="允许补缴到哪天，例如：2025-03-31。",
                                null=True,
                                verbose_name="补缴截止日期",
                            ),
                        ),
                        (
                            "account_pay_from",
                            models.DateField(
                                blank=True,
                                help_text="例如：2025-10-16。",
                                null=True,
                                verbose_name="个人账户可代缴起日",
                            ),
                        ),
                        (
                            "pay_at",
                            models.CharField(
                                blank=True,
                                help_text="写进提醒的官方渠道名，不超过20个字，例如：粤税通。",
                                max_length=20,
                                verbose_name="缴费渠道",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.paymentwindow",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "缴费期",
                        "verbose_name_plural": "缴费期",
                        "ordering": ["region", "-coverage_year", "code"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    ("reference_only", False), ("status", "published")
                                ),
                                fields=["closes_on"],
                                name="window_by_close",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="window_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="window_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="window_one_revision",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("opens_on__isnull", True),
                                    ("closes_on__isnull", True),
                                    ("closes_on__gte", models.F("opens_on")),
                                    _connector="OR",
                                ),
                                name="window_close_after_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("payable_from_day__isnull", True),
                                        ("payable_to_day__isnull", True),
                                    ),
                                    models.Q(
                                        ("payable_from_day__gte", 1),
                                        ("payable_from_day__isnull", False),
                                        ("payable_to_day__gte", models.F("payable_from_day")),
                                        ("payable_to_day__isnull", False),
                                        ("payable_to_day__lte", 31),
                                    ),
                                    _connector="OR",
                                ),
                                name="window_payable_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("coverage_year__isnull", False),
                                    ("reference_only", True),
                                    _connector="OR",
                                ),
                                name="window_has_year",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(
                                    ("reference_only", False), ("status", "published")
                                ),
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                expressions=[
                                    (policies.models.exclusion.Point("region"), "&&"),
                                    (policies.models.exclusion.Point("scheme"), "&&"),
                                    (policies.models.exclusion.Years("coverage_year"), "&&"),
                                    (policies.models.exclusion.Points("categories"), "&&"),
                                    (
                                        policies.models.exclusion.Days(
                                            "valid_from", "valid_to", models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="window_one_published",
                                violation_error_code="overlap",
                                violation_error_message="同一地区、险种、待遇年度和人群已有一条已发布的缴费期，请先停用旧的，或改成草稿。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ParticipationSubsidy",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "coverage_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="每年都一样就留空。例如：2026。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        2000, "年份应在2000年到2100年之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        2100, "年份应在2000年到2100年之间。"
                                    ),
                                ],
                                verbose_name="待遇年度",
                            ),
                        ),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="不选表示所有人；选了的人群优先于所有人。例如：最低生活保障对象。",
                                size=None,
                                verbose_name="适用人群",
                            ),
                        ),
                        (
                            "help",
                            models.CharField(
                                blank=True,
                                choices=[("full", "全额资助"), ("quota", "定额资助")],
                                help_text="例如：全额资助。",
                                max_length=40,
                                verbose_name="资助方式",
                            ),
                        ),
                        (
                            "individual_pays",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="全额资助填0，例如：110。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="个人仍缴（元）",
                            ),
                        ),
                        (
                            "least_percent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：河北为60。",
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "不能是负数。"),
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    ),
                                ],
                                verbose_name="至少资助个人缴费的百分之几",
                            ),
                        ),
                        (
                            "age_from",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="按年龄资助才填，例如：70。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(120, "不能超过120。")
                                ],
                                verbose_name="从几周岁起",
                            ),
                        ),
                        (
                            "certificate_by",
                            models.DateField(
                                blank=True,
                                help_text="例如：2025-11-30。",
                                null=True,
                                verbose_name="最晚哪天持证",
                            ),
                        ),
                        (
                            "assessment_by",
                            models.DateField(
                                blank=True,
                                help_text="新办证的人看这一天，例如：2025-10-31。",
                                null=True,
                                verbose_name="最晚哪天完成评定",
                            ),
                        ),
                        (
                            "local_household_only",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：陕西为是。",
                                null=True,
                                verbose_name="只限本地户籍",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.participationsubsidy",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "资助参保",
                        "verbose_name_plural": "资助参保",
                        "ordering": ["region", "-valid_from", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="participation_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="participation_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="participation_one_revision",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(
                                    ("reference_only", False), ("status", "published")
                                ),
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                expressions=[
                                    (policies.models.exclusion.Point("region"), "&&"),
                                    (policies.models.exclusion.OwnYear("coverage_year"), "&&"),
                                    (policies.models.exclusion.OwnPoints("categories"), "&&"),
                                    (
                                        policies.models.exclusion.Days(
                                            "valid_from", "valid_to", models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="participation_one_published",
                                violation_error_code="overlap",
                                violation_error_message="同一地区、同样情形在这些日子里已有一条已发布的资助参保规则，请先停用旧的，或改成草稿。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NewbornRule",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "within_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="出生当天不算，最后一天含，例如：90。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(366, "不能超过366。")
                                ],
                                verbose_name="出生后几天内参保",
                            ),
                        ),
                        (
                            "local_id_within_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="另有规定才填，例如：广州为6。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(24, "不能超过24。")
                                ],
                                verbose_name="已落户或有居住证的几个月内",
                            ),
                        ),
                        (
                            "in_time_start",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("birth", "出生之日起"),
                                    ("next_day", "缴费次日起"),
                                    ("next_month_first", "缴费次月1日起"),
                                    ("wait_days", "缴费后等待若干天"),
                                ],
                                help_text="例如：出生之日起。",
                                max_length=40,
                                verbose_name="按时参保何时起享受",
                            ),
                        ),
                        (
                            "late_start",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("birth", "出生之日起"),
                                    ("next_day", "缴费次日起"),
                                    ("next_month_first", "缴费次月1日起"),
                                    ("wait_days", "缴费后等待若干天"),
                                ],
                                help_text="例如：缴费次日起。",
                                max_length=40,
                                verbose_name="超期参保何时起享受",
                            ),
                        ),
                        (
                            "late_wait_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：成都为90。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(366, "不能超过366。")
                                ],
                                verbose_name="超期参保等待天数",
                            ),
                        ),
                        (
                            "late_last_wait_day_excluded",
                            models.BooleanField(
                                blank=True,
                                help_text="按天数等待的地方才填，例如：成都为是。",
                                null=True,
                                verbose_name="等待期最后一天仍不享受",
                            ),
                        ),
                        (
                            "late_until_age_years",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="之后按普通居民，例如：江西为1。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(18, "不能超过18。")
                                ],
                                verbose_name="超期办法到几周岁为止",
                            ),
                        ),
                        (
                            "both_years_needed",
                            models.BooleanField(
                                blank=True,
                                help_text="出生年和次年都要缴选“是”。例如：是。",
                                null=True,
                                verbose_name="跨年出生要分别缴两个年度",
                            ),
                        ),
                        (
                            "both_years_in_time",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：西安为是。",
                                null=True,
                                verbose_name="两个年度都要在期限内缴",
                            ),
                        ),
                        (
                            "birth_year_free",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：山西为是。",
                                null=True,
                                verbose_name="出生当年免缴",
                            ),
                        ),
                        (
                            "must_update_id",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：广州为是。",
                                null=True,
                                verbose_name="落户后要换成身份证号才能续保",
                            ),
                        ),
                        (
                            "free_application",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：上海为是。",
                                null=True,
                                verbose_name="医院出生后推送办理、不用申请",
                            ),
                        ),
                        (
                            "days_to_account",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：上海为2。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(366, "不能超过366。")
                                ],
                                verbose_name="确认后几个工作日到账",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.newbornrule",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "新生儿规则",
                        "verbose_name_plural": "新生儿规则",
                        "ordering": ["region", "-valid_from", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="newborn_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="newborn_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="newborn_one_revision",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(
                                    ("reference_only", False), ("status", "published")
                                ),
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                expressions=[
                                    (policies.models.exclusion.Point("region"), "&&"),
                                    (
                                        policies.models.exclusion.Days(
                                            "valid_from", "valid_to", models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="newborn_one_published",
                                violation_error_code="overlap",
                                violation_error_message="同一地区、同样情形在这些日子里已有一条已发布的新生儿规则，请先停用旧的，或改成草稿。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MaterialRequirement",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "task",
                            models.CharField(
                                choices=[
                                    ("REGISTER", "参保登记"),
                                    ("CHILD_ELSEWHERE", "外地户籍儿童参保"),
                                    ("PAY", "缴费"),
                                    ("PAY_FOR_FAMILY", "替家人缴费"),
                                    ("RENEW", "续缴"),
                                    ("CREDENTIAL", "领医保凭证（医保码）"),
                                    ("CARD", "办理实体卡"),
                                    ("FILING", "异地就医备案"),
                                    ("CLAIM", "手工报销"),
                                    ("NEWBORN", "新生儿参保"),
                                    ("FLEXIBLE", "灵活就业参保"),
                                    ("FAMILY", "个人账户与家庭共济"),
                                    ("FAMILY_CODE", "亲情账户"),
                                    ("HEIR", "继承个人账户"),
                                    ("REPAIR", "断缴修复"),
                                    ("AGENT", "请人代办"),
                                    ("QUERY", "查询参保和缴费"),
                                    ("CLINICS", "查定点和联网机构"),
                                    ("REFUND", "退费"),
                                    ("HELP", "咨询"),
                                    ("REPORT_FRAUD", "举报诈骗"),
                                ],
                                help_text="例如：参保登记。",
                                max_length=20,
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="不选表示所有人。例如：中小学生。",
                                size=None,
                                verbose_name="适用人群",
                            ),
                        ),
                        (
                            "filing_types",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("LT_RETIRED", "异地安置退休人员"),
                                        ("LT_RESIDENT", "异地长期居住人员"),
                                        ("LT_WORK", "常驻异地工作人员"),
                                        ("TMP_REFERRAL", "异地转诊就医人员"),
                                        ("TMP_EMERGENCY", "异地急诊抢救人员"),
                                        ("TMP_OTHER", "其他临时外出就医人员"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="只有备案材料才选；不选表示各类都一样。例如：异地转诊就医人员。",
                                size=None,
                                verbose_name="备案类型",
                            ),
                        ),
                        (
                            "adds",
                            models.BooleanField(
                                default=False,
                                help_text="勾选表示在一般材料之外加带；不勾选表示这类人只看这一条。例如：低保对象加带证件。",
                                verbose_name="另外加带",
                            ),
                        ),
                        (
                            "items",
                            models.JSONField(
                                help_text='每份材料一组，例如：[{"name": "身份证", "from_age": 16}, {"name": "居住证明", "any_of": ["居住证", "其他居住证明"]}]。',
                                verbose_name="材料",
                            ),
                        ),
                        (
                            "workdays",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="承诺了才填，例如：3。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(366, "不能超过366。")
                                ],
                                verbose_name="几个工作日办好",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.materialrequirement",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "所需材料",
                        "verbose_name_plural": "所需材料",
                        "ordering": ["region", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="material_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="material_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="material_one_revision",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LifetimeYearsRule",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "plan",
                            models.CharField(
                                blank=True,
                                choices=[("with_account", "统账结合"), ("pooled_only", "单建统筹")],
                                help_text="都一样就留空。例如：统账结合。",
                                max_length=40,
                                verbose_name="参保方式",
                            ),
                        ),
                        (
                            "male",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：30。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(50, "不能超过50。")
                                ],
                                verbose_name="男性累计年限",
                            ),
                        ),
                        (
                            "female",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：25。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(50, "不能超过50。")
                                ],
                                verbose_name="女性累计年限",
                            ),
                        ),
                        (
                            "actual_min",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：15。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(50, "不能超过50。")
                                ],
                                verbose_name="其中实际缴费至少几年",
                            ),
                        ),
                        (
                            "local_actual_min",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：太原为5。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(50, "不能超过50。")
                                ],
                                verbose_name="其中本地实际缴费至少几年",
                            ),
                        ),
                        (
                            "counts_deemed",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：是。",
                                null=True,
                                verbose_name="视同缴费年限计入",
                            ),
                        ),
                        (
                            "transition_until",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：2030。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        2000, "年份应在2000年到2100年之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        2100, "年份应在2000年到2100年之间。"
                                    ),
                                ],
                                verbose_name="过渡到哪年",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.lifetimeyearsrule",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "退休缴费年限",
                        "verbose_name_plural": "退休缴费年限",
                        "ordering": ["region", "-valid_from", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="lifetime_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="lifetime_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="lifetime_one_revision",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(
                                    ("reference_only", False), ("status", "published")
                                ),
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                expressions=[
                                    (policies.models.exclusion.Point("region"), "&&"),
                                    (policies.models.exclusion.Point("plan"), "&&"),
                                    (
                                        policies.models.exclusion.Days(
                                            "valid_from", "valid_to", models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="lifetime_one_published",
                                violation_error_code="overlap",
                                violation_error_message="同一地区、同样情形在这些日子里已有一条已发布的退休缴费年限，请先停用旧的，或改成草稿。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IncentiveRule",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "years_needed",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：4。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(20, "不能超过20。")
                                ],
                                verbose_name="连续参保满几年起奖励",
                            ),
                        ),
                        (
                            "step",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="大病保险封顶线提高多少，例如：3800。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="每多一年提高（元）",
                            ),
                        ),
                        (
                            "least_step",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="国家规定的最低额，例如：1000。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="每多一年至少提高（元）",
                            ),
                        ),
                        (
                            "zero_claim_step",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：3000。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="零报销次年提高（元）",
                            ),
                        ),
                        (
                            "least_zero_claim_step",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="国家规定的最低额，例如：1000。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="零报销次年至少提高（元）",
                            ),
                        ),
                        (
                            "cap_percent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：20。",
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "不能是负数。"),
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    ),
                                ],
                                verbose_name="累计不超过原封顶线的百分之几",
                            ),
                        ),
                        (
                            "ceiling",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="大病保险原来的封顶线，例如：300000。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="原封顶线（元）",
                            ),
                        ),
                        (
                            "use_clears_zero_claim",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：是。",
                                null=True,
                                verbose_name="用过后零报销额度清零",
                            ),
                        ),
                        (
                            "use_keeps_continuous",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：是。",
                                null=True,
                                verbose_name="用过后连续参保额度保留",
                            ),
                        ),
                        (
                            "break_restarts_years",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：是。",
                                null=True,
                                verbose_name="断保后年数重新计算",
                            ),
                        ),
                        (
                            "break_keeps_earned",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：是。",
                                null=True,
                                verbose_name="断保后已有的连续参保额度保留",
                            ),
                        ),
                        (
                            "break_penalty",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：山东为3000。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="断保后再参保降低（元）",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.incentiverule",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "连续参保激励",
                        "verbose_name_plural": "连续参保激励",
                        "ordering": ["region", "-valid_from", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="incentive_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="incentive_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="incentive_one_revision",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(
                                    ("reference_only", False), ("status", "published")
                                ),
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                expressions=[
                                    (policies.models.exclusion.Point("region"), "&&"),
                                    (
                                        policies.models.exclusion.Days(
                                            "valid_from", "valid_to", models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="incentive_one_published",
                                violation_error_code="overlap",
                                violation_error_message="同一地区、同样情形在这些日子里已有一条已发布的连续参保激励规则，请先停用旧的，或改成草稿。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hotline",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="例如：医疗保障服务热线。",
                                max_length=60,
                                verbose_name="名称",
                            ),
                        ),
                        (
                            "number",
                            models.CharField(
                                help_text="例如：12393。",
                                max_length=20,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[0-9][0-9 -]{2,19}\\Z",
                                        "电话只写数字、空格和连字符，例如：12393。",
                                    )
                                ],
                                verbose_name="号码",
                            ),
                        ),
                        (
                            "does",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("REGISTER", "参保登记"),
                                        ("CHILD_ELSEWHERE", "外地户籍儿童参保"),
                                        ("PAY", "缴费"),
                                        ("PAY_FOR_FAMILY", "替家人缴费"),
                                        ("RENEW", "续缴"),
                                        ("CREDENTIAL", "领医保凭证（医保码）"),
                                        ("CARD", "办理实体卡"),
                                        ("FILING", "异地就医备案"),
                                        ("CLAIM", "手工报销"),
                                        ("NEWBORN", "新生儿参保"),
                                        ("FLEXIBLE", "灵活就业参保"),
                                        ("FAMILY", "个人账户与家庭共济"),
                                        ("FAMILY_CODE", "亲情账户"),
                                        ("HEIR", "继承个人账户"),
                                        ("REPAIR", "断缴修复"),
                                        ("AGENT", "请人代办"),
                                        ("QUERY", "查询参保和缴费"),
                                        ("CLINICS", "查定点和联网机构"),
                                        ("REFUND", "退费"),
                                        ("HELP", "咨询"),
                                        ("REPORT_FRAUD", "举报诈骗"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="不选表示什么都能问。例如：缴费、退费。",
                                size=None,
                                verbose_name="能问的事",
                            ),
                        ),
                        (
                            "hours",
                            models.CharField(
                                blank=True,
                                help_text="例如：工作日9:00至17:00。",
                                max_length=120,
                                verbose_name="人工服务时间",
                            ),
                        ),
                        (
                            "automated_hours",
                            models.CharField(
                                blank=True,
                                help_text="例如：全天。",
                                max_length=60,
                                verbose_name="自动语音时间",
                            ),
                        ),
                        (
                            "tip",
                            models.CharField(
                                blank=True,
                                help_text="例如：在外地请先拨参保地区号。",
                                max_length=120,
                                verbose_name="拨打提示",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.hotline",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "服务热线",
                        "verbose_name_plural": "服务热线",
                        "ordering": ["region", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="hotline_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="hotline_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="hotline_one_revision",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalRefundRule",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "before_start",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：是。",
                                null=True,
                                verbose_name="待遇开始前可退",
                            ),
                        ),
                        (
                            "before_start_cases",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="用逗号隔开，例如：重复缴费，转职工医保。",
                                size=None,
                                verbose_name="开始前可退的情形",
                            ),
                        ),
                        (
                            "after_start",
                            models.BooleanField(
                                blank=True,
                                help_text="原则上不退选“否”。例如：否。",
                                null=True,
                                verbose_name="待遇开始后可退",
                            ),
                        ),
                        (
                            "remaining_months",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：是。",
                                null=True,
                                verbose_name="灵活就业按年缴、中途就业可退剩余月份",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.refundrule",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 退费规则",
                        "verbose_name_plural": "historical 退费规则",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPersonalAccountRule",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "relatives",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="用逗号隔开，例如：配偶，父母，子女。",
                                size=None,
                                verbose_name="可共济的近亲属",
                            ),
                        ),
                        (
                            "uses",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="用逗号隔开，例如：定点就医自付，代缴近亲属居民医保。",
                                size=None,
                                verbose_name="可用于",
                            ),
                        ),
                        (
                            "cross_province",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：是。",
                                null=True,
                                verbose_name="可跨省共济",
                            ),
                        ),
                        (
                            "areas_open",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：337。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(1000, "不能超过1000。")
                                ],
                                verbose_name="已开通跨省共济的统筹区数",
                            ),
                        ),
                        (
                            "min_balance",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：山西为1000。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="为他人缴费前至少留有（元）",
                            ),
                        ),
                        (
                            "authorisations_per_member",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：1。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(20, "不能超过20。")
                                ],
                                verbose_name="每位家人可被授权几次",
                            ),
                        ),
                        (
                            "cash_out",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：否。",
                                null=True,
                                verbose_name="可以取现",
                            ),
                        ),
                        (
                            "cash_out_cases",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="用逗号隔开，例如：出国定居。",
                                size=None,
                                verbose_name="可以提取的情形",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.personalaccountrule",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 个人账户规则",
                        "verbose_name_plural": "historical 个人账户规则",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPaymentWindow",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
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
                                help_text="例如：城乡居民医保。",
                                max_length=10,
                                verbose_name="险种",
                            ),
                        ),
                        (
                            "coverage_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="享受待遇的年份，不是缴费的年份。2025年秋天缴费、2026年看病用，填 2026。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        2000, "待遇年度应在2000年到2100年之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        2100, "待遇年度应在2000年到2100年之间。"
                                    ),
                                ],
                                verbose_name="待遇年度",
                            ),
                        ),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="不选表示所有人。例如：中小学生、大中专学生。",
                                size=None,
                                verbose_name="适用人群",
                            ),
                        ),
                        (
                            "opens_on",
                            models.DateField(
                                blank=True,
                                help_text="只写了旬或月时，填可以开始提醒的最早一天。例如：2025-10-21。",
                                null=True,
                                verbose_name="开始日期",
                            ),
                        ),
                        (
                            "opens_text",
                            models.CharField(
                                blank=True,
                                help_text="例如：10月下旬。",
                                max_length=20,
                                verbose_name="开始日期（原文写法）",
                            ),
                        ),
                        (
                            "closes_on",
                            models.DateField(
                                blank=True,
                                help_text="最后一天（含当天）；没有查到就留空。例如：2025-12-20。",
                                null=True,
                                verbose_name="截止日期",
                            ),
                        ),
                        (
                            "original_closes_on",
                            models.DateField(
                                blank=True,
                                help_text="延长过才填，例如：2025-12-31。",
                                null=True,
                                verbose_name="延期前的截止日期",
                            ),
                        ),
                        (
                            "spill",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("from_coverage_start", "仍从待遇年度1月1日起"),
                                    ("next_day", "缴费次日起"),
                                ],
                                help_text="缴费期跨过1月1日才填，例如：缴费次日起。",
                                max_length=20,
                                verbose_name="跨年后缴费何时起享受",
                            ),
                        ),
                        (
                            "blackouts",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text='每年不能缴费的日子，月-日成对（含首尾），例如：[["12-26", "12-31"]]。',
                                verbose_name="停缴日期",
                            ),
                        ),
                        (
                            "payable_from_day",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="每天都能缴就留空。例如：1。",
                                null=True,
                                verbose_name="每月可缴起日",
                            ),
                        ),
                        (
                            "payable_to_day",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="每天都能缴就留空。例如：25。",
                                null=True,
                                verbose_name="每月可缴止日",
                            ),
                        ),
                        (
                            "late_closes_on",
                            models.DateField(
                                blank=True,
                                help_text="允许补缴到哪天，例如：2025-03-31。",
                                null=True,
                                verbose_name="补缴截止日期",
                            ),
                        ),
                        (
                            "account_pay_from",
                            models.DateField(
                                blank=True,
                                help_text="例如：2025-10-16。",
                                null=True,
                                verbose_name="个人账户可代缴起日",
                            ),
                        ),
                        (
                            "pay_at",
                            models.CharField(
                                blank=True,
                                help_text="写进提醒的官方渠道名，不超过20个字，例如：粤税通。",
                                max_length=20,
                                verbose_name="缴费渠道",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.paymentwindow",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 缴费期",
                        "verbose_name_plural": "historical 缴费期",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalParticipationSubsidy",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "coverage_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="每年都一样就留空。例如：2026。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        2000, "年份应在2000年到2100年之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        2100, "年份应在2000年到2100年之间。"
                                    ),
                                ],
                                verbose_name="待遇年度",
                            ),
                        ),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="不选表示所有人；选了的人群优先于所有人。例如：最低生活保障对象。",
                                size=None,
                                verbose_name="适用人群",
                            ),
                        ),
                        (
                            "help",
                            models.CharField(
                                blank=True,
                                choices=[("full", "全额资助"), ("quota", "定额资助")],
                                help_text="例如：全额资助。",
                                max_length=40,
                                verbose_name="资助方式",
                            ),
                        ),
                        (
                            "individual_pays",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="全额资助填0，例如：110。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="个人仍缴（元）",
                            ),
                        ),
                        (
                            "least_percent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：河北为60。",
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "不能是负数。"),
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    ),
                                ],
                                verbose_name="至少资助个人缴费的百分之几",
                            ),
                        ),
                        (
                            "age_from",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="按年龄资助才填，例如：70。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(120, "不能超过120。")
                                ],
                                verbose_name="从几周岁起",
                            ),
                        ),
                        (
                            "certificate_by",
                            models.DateField(
                                blank=True,
                                help_text="例如：2025-11-30。",
                                null=True,
                                verbose_name="最晚哪天持证",
                            ),
                        ),
                        (
                            "assessment_by",
                            models.DateField(
                                blank=True,
                                help_text="新办证的人看这一天，例如：2025-10-31。",
                                null=True,
                                verbose_name="最晚哪天完成评定",
                            ),
                        ),
                        (
                            "local_household_only",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：陕西为是。",
                                null=True,
                                verbose_name="只限本地户籍",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.participationsubsidy",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 资助参保",
                        "verbose_name_plural": "historical 资助参保",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalNewbornRule",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "within_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="出生当天不算，最后一天含，例如：90。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(366, "不能超过366。")
                                ],
                                verbose_name="出生后几天内参保",
                            ),
                        ),
                        (
                            "local_id_within_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="另有规定才填，例如：广州为6。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(24, "不能超过24。")
                                ],
                                verbose_name="已落户或有居住证的几个月内",
                            ),
                        ),
                        (
                            "in_time_start",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("birth", "出生之日起"),
                                    ("next_day", "缴费次日起"),
                                    ("next_month_first", "缴费次月1日起"),
                                    ("wait_days", "缴费后等待若干天"),
                                ],
                                help_text="例如：出生之日起。",
                                max_length=40,
                                verbose_name="按时参保何时起享受",
                            ),
                        ),
                        (
                            "late_start",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("birth", "出生之日起"),
                                    ("next_day", "缴费次日起"),
                                    ("next_month_first", "缴费次月1日起"),
                                    ("wait_days", "缴费后等待若干天"),
                                ],
                                help_text="例如：缴费次日起。",
                                max_length=40,
                                verbose_name="超期参保何时起享受",
                            ),
                        ),
                        (
                            "late_wait_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：成都为90。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(366, "不能超过366。")
                                ],
                                verbose_name="超期参保等待天数",
                            ),
                        ),
                        (
                            "late_last_wait_day_excluded",
                            models.BooleanField(
                                blank=True,
                                help_text="按天数等待的地方才填，例如：成都为是。",
                                null=True,
                                verbose_name="等待期最后一天仍不享受",
                            ),
                        ),
                        (
                            "late_until_age_years",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="之后按普通居民，例如：江西为1。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(18, "不能超过18。")
                                ],
                                verbose_name="超期办法到几周岁为止",
                            ),
                        ),
                        (
                            "both_years_needed",
                            models.BooleanField(
                                blank=True,
                                help_text="出生年和次年都要缴选“是”。例如：是。",
                                null=True,
                                verbose_name="跨年出生要分别缴两个年度",
                            ),
                        ),
                        (
                            "both_years_in_time",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：西安为是。",
                                null=True,
                                verbose_name="两个年度都要在期限内缴",
                            ),
                        ),
                        (
                            "birth_year_free",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：山西为是。",
                                null=True,
                                verbose_name="出生当年免缴",
                            ),
                        ),
                        (
                            "must_update_id",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：广州为是。",
                                null=True,
                                verbose_name="落户后要换成身份证号才能续保",
                            ),
                        ),
                        (
                            "free_application",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：上海为是。",
                                null=True,
                                verbose_name="医院出生后推送办理、不用申请",
                            ),
                        ),
                        (
                            "days_to_account",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：上海为2。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(366, "不能超过366。")
                                ],
                                verbose_name="确认后几个工作日到账",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.newbornrule",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 新生儿规则",
                        "verbose_name_plural": "historical 新生儿规则",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMaterialRequirement",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
                        ),
                        (
                            "task",
                            models.CharField(
                                choices=[
                                    ("REGISTER", "参保登记"),
                                    ("CHILD_ELSEWHERE", "外地户籍儿童参保"),
                                    ("PAY", "缴费"),
                                    ("PAY_FOR_FAMILY", "替家人缴费"),
                                    ("RENEW", "续缴"),
                                    ("CREDENTIAL", "领医保凭证（医保码）"),
                                    ("CARD", "办理实体卡"),
                                    ("FILING", "异地就医备案"),
                                    ("CLAIM", "手工报销"),
                                    ("NEWBORN", "新生儿参保"),
                                    ("FLEXIBLE", "灵活就业参保"),
                                    ("FAMILY", "个人账户与家庭共济"),
                                    ("FAMILY_CODE", "亲情账户"),
                                    ("HEIR", "继承个人账户"),
                                    ("REPAIR", "断缴修复"),
                                    ("AGENT", "请人代办"),
                                    ("QUERY", "查询参保和缴费"),
                                    ("CLINICS", "查定点和联网机构"),
                                    ("REFUND", "退费"),
                                    ("HELP", "咨询"),
                                    ("REPORT_FRAUD", "举报诈骗"),
                                ],
                                help_text="例如：参保登记。",
                                max_length=20,
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="不选表示所有人。例如：中小学生。",
                                size=None,
                                verbose_name="适用人群",
                            ),
                        ),
                        (
                            "filing_types",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("LT_RETIRED", "异地安置退休人员"),
                                        ("LT_RESIDENT", "异地长期居住人员"),
                                        ("LT_WORK", "常驻异地工作人员"),
                                        ("TMP_REFERRAL", "异地转诊就医人员"),
                                        ("TMP_EMERGENCY", "异地急诊抢救人员"),
                                        ("TMP_OTHER", "其他临时外出就医人员"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="只有备案材料才选；不选表示各类都一样。例如：异地转诊就医人员。",
                                size=None,
                                verbose_name="备案类型",
                            ),
                        ),
                        (
                            "adds",
                            models.BooleanField(
                                default=False,
                                help_text="勾选表示在一般材料之外加带；不勾选表示这类人只看这一条。例如：低保对象加带证件。",
                                verbose_name="另外加带",
                            ),
                        ),
                        (
                            "items",
                            models.JSONField(
                                help_text='每份材料一组，例如：[{"name": "身份证", "from_age": 16}, {"name": "居住证明", "any_of": ["居住证", "其他居住证明"]}]。',
                                verbose_name="材料",
                            ),
                        ),
                        (
                            "workdays",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="承诺了才填，例如：3。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(366, "不能超过366。")
                                ],
                                verbose_name="几个工作日办好",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.materialrequirement",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 所需材料",
                        "verbose_name_plural": "historical 所需材料",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalLifetimeYearsRule",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "plan",
                            models.CharField(
                                blank=True,
                                choices=[("with_account", "统账结合"), ("pooled_only", "单建统筹")],
                                help_text="都一样就留空。例如：统账结合。",
                                max_length=40,
                                verbose_name="参保方式",
                            ),
                        ),
                        (
                            "male",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：30。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(50, "不能超过50。")
                                ],
                                verbose_name="男性累计年限",
                            ),
                        ),
                        (
                            "female",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：25。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(50, "不能超过50。")
                                ],
                                verbose_name="女性累计年限",
                            ),
                        ),
                        (
                            "actual_min",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：15。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(50, "不能超过50。")
                                ],
                                verbose_name="其中实际缴费至少几年",
                            ),
                        ),
                        (
                            "local_actual_min",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：太原为5。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(50, "不能超过50。")
                                ],
                                verbose_name="其中本地实际缴费至少几年",
                            ),
                        ),
                        (
                            "counts_deemed",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：是。",
                                null=True,
                                verbose_name="视同缴费年限计入",
                            ),
                        ),
                        (
                            "transition_until",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：2030。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        2000, "年份应在2000年到2100年之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        2100, "年份应在2000年到2100年之间。"
                                    ),
                                ],
                                verbose_name="过渡到哪年",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.lifetimeyearsrule",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 退休缴费年限",
                        "verbose_name_plural": "historical 退休缴费年限",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalIncentiveRule",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "years_needed",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：4。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(20, "不能超过20。")
                                ],
                                verbose_name="连续参保满几年起奖励",
                            ),
                        ),
                        (
                            "step",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="大病保险封顶线提高多少，例如：3800。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="每多一年提高（元）",
                            ),
                        ),
                        (
                            "least_step",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="国家规定的最低额，例如：1000。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="每多一年至少提高（元）",
                            ),
                        ),
                        (
                            "zero_claim_step",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：3000。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="零报销次年提高（元）",
                            ),
                        ),
                        (
                            "least_zero_claim_step",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="国家规定的最低额，例如：1000。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="零报销次年至少提高（元）",
                            ),
                        ),
                        (
                            "cap_percent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：20。",
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "不能是负数。"),
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    ),
                                ],
                                verbose_name="累计不超过原封顶线的百分之几",
                            ),
                        ),
                        (
                            "ceiling",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="大病保险原来的封顶线，例如：300000。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="原封顶线（元）",
                            ),
                        ),
                        (
                            "use_clears_zero_claim",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：是。",
                                null=True,
                                verbose_name="用过后零报销额度清零",
                            ),
                        ),
                        (
                            "use_keeps_continuous",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：是。",
                                null=True,
                                verbose_name="用过后连续参保额度保留",
                            ),
                        ),
                        (
                            "break_restarts_years",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：是。",
                                null=True,
                                verbose_name="断保后年数重新计算",
                            ),
                        ),
                        (
                            "break_keeps_earned",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：是。",
                                null=True,
                                verbose_name="断保后已有的连续参保额度保留",
                            ),
                        ),
                        (
                            "break_penalty",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：山东为3000。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="断保后再参保降低（元）",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.incentiverule",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 连续参保激励",
                        "verbose_name_plural": "historical 连续参保激励",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalHotline",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="例如：医疗保障服务热线。",
                                max_length=60,
                                verbose_name="名称",
                            ),
                        ),
                        (
                            "number",
                            models.CharField(
                                help_text="例如：12393。",
                                max_length=20,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[0-9][0-9 -]{2,19}\\Z",
                                        "电话只写数字、空格和连字符，例如：12393。",
                                    )
                                ],
                                verbose_name="号码",
                            ),
                        ),
                        (
                            "does",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("REGISTER", "参保登记"),
                                        ("CHILD_ELSEWHERE", "外地户籍儿童参保"),
                                        ("PAY", "缴费"),
                                        ("PAY_FOR_FAMILY", "替家人缴费"),
                                        ("RENEW", "续缴"),
                                        ("CREDENTIAL", "领医保凭证（医保码）"),
                                        ("CARD", "办理实体卡"),
                                        ("FILING", "异地就医备案"),
                                        ("CLAIM", "手工报销"),
                                        ("NEWBORN", "新生儿参保"),
                                        ("FLEXIBLE", "灵活就业参保"),
                                        ("FAMILY", "个人账户与家庭共济"),
                                        ("FAMILY_CODE", "亲情账户"),
                                        ("HEIR", "继承个人账户"),
                                        ("REPAIR", "断缴修复"),
                                        ("AGENT", "请人代办"),
                                        ("QUERY", "查询参保和缴费"),
                                        ("CLINICS", "查定点和联网机构"),
                                        ("REFUND", "退费"),
                                        ("HELP", "咨询"),
                                        ("REPORT_FRAUD", "举报诈骗"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="不选表示什么都能问。例如：缴费、退费。",
                                size=None,
                                verbose_name="能问的事",
                            ),
                        ),
                        (
                            "hours",
                            models.CharField(
                                blank=True,
                                help_text="例如：工作日9:00至17:00。",
                                max_length=120,
                                verbose_name="人工服务时间",
                            ),
                        ),
                        (
                            "automated_hours",
                            models.CharField(
                                blank=True,
                                help_text="例如：全天。",
                                max_length=60,
                                verbose_name="自动语音时间",
                            ),
                        ),
                        (
                            "tip",
                            models.CharField(
                                blank=True,
                                help_text="例如：在外地请先拨参保地区号。",
                                max_length=120,
                                verbose_name="拨打提示",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.hotline",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 服务热线",
                        "verbose_name_plural": "historical 服务热线",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalGuideStep",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
                        ),
                        (
                            "task",
                            models.CharField(
                                choices=[
                                    ("REGISTER", "参保登记"),
                                    ("CHILD_ELSEWHERE", "外地户籍儿童参保"),
                                    ("PAY", "缴费"),
                                    ("PAY_FOR_FAMILY", "替家人缴费"),
                                    ("RENEW", "续缴"),
                                    ("CREDENTIAL", "领医保凭证（医保码）"),
                                    ("CARD", "办理实体卡"),
                                    ("FILING", "异地就医备案"),
                                    ("CLAIM", "手工报销"),
                                    ("NEWBORN", "新生儿参保"),
                                    ("FLEXIBLE", "灵活就业参保"),
                                    ("FAMILY", "个人账户与家庭共济"),
                                    ("FAMILY_CODE", "亲情账户"),
                                    ("HEIR", "继承个人账户"),
                                    ("REPAIR", "断缴修复"),
                                    ("AGENT", "请人代办"),
                                    ("QUERY", "查询参保和缴费"),
                                    ("CLINICS", "查定点和联网机构"),
                                    ("REFUND", "退费"),
                                    ("HELP", "咨询"),
                                    ("REPORT_FRAUD", "举报诈骗"),
                                ],
                                help_text="例如：参保登记。",
                                max_length=20,
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                help_text="从小到大排列，例如：10、20。",
                                validators=[django.core.validators.MaxValueValidator(999)],
                                verbose_name="次序",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                help_text="例如：先登记，再缴费。",
                                max_length=40,
                                verbose_name="标题",
                            ),
                        ),
                        (
                            "text",
                            models.CharField(
                                help_text="写给没办过的人看，一步只说一件事。例如：带上身份证，到村（社区）服务点登记。",
                                max_length=400,
                                verbose_name="内容",
                            ),
                        ),
                        (
                            "schemes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("RESIDENT", "城乡居民医保"),
                                        ("EMPLOYEE", "职工医保"),
                                        ("FLEXIBLE", "灵活就业人员职工医保"),
                                    ],
                                    max_length=10,
                                ),
                                blank=True,
                                default=list,
                                help_text="不选表示各险种都一样。例如：城乡居民医保。",
                                size=None,
                                verbose_name="险种",
                            ),
                        ),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="不选表示所有人。例如：中小学生。",
                                size=None,
                                verbose_name="适用人群",
                            ),
                        ),
                        (
                            "filing_types",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("LT_RETIRED", "异地安置退休人员"),
                                        ("LT_RESIDENT", "异地长期居住人员"),
                                        ("LT_WORK", "常驻异地工作人员"),
                                        ("TMP_REFERRAL", "异地转诊就医人员"),
                                        ("TMP_EMERGENCY", "异地急诊抢救人员"),
                                        ("TMP_OTHER", "其他临时外出就医人员"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="不选表示各类都一样。例如：异地长期居住人员。",
                                size=None,
                                verbose_name="备案类型",
                            ),
                        ),
                        (
                            "from_age",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="与年龄无关就留空，例如：16。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(120, "不能超过120。")
                                ],
                                verbose_name="满几周岁起",
                            ),
                        ),
                        (
                            "under_age",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="与年龄无关就留空，例如：18。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(120, "不能超过120。")
                                ],
                                verbose_name="不满几周岁",
                            ),
                        ),
                        (
                            "instead_of",
                            models.CharField(
                                blank=True,
                                help_text="本地办法不同时，写被代替的那一步的编号，例如：GS-NEWBORN-20。",
                                max_length=40,
                                verbose_name="代替哪一步",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.guidestep",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 指南步骤",
                        "verbose_name_plural": "historical 指南步骤",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalGuide",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
                        ),
                        (
                            "task",
                            models.CharField(
                                choices=[
                                    ("REGISTER", "参保登记"),
                                    ("CHILD_ELSEWHERE", "外地户籍儿童参保"),
                                    ("PAY", "缴费"),
                                    ("PAY_FOR_FAMILY", "替家人缴费"),
                                    ("RENEW", "续缴"),
                                    ("CREDENTIAL", "领医保凭证（医保码）"),
                                    ("CARD", "办理实体卡"),
                                    ("FILING", "异地就医备案"),
                                    ("CLAIM", "手工报销"),
                                    ("NEWBORN", "新生儿参保"),
                                    ("FLEXIBLE", "灵活就业参保"),
                                    ("FAMILY", "个人账户与家庭共济"),
                                    ("FAMILY_CODE", "亲情账户"),
                                    ("HEIR", "继承个人账户"),
                                    ("REPAIR", "断缴修复"),
                                    ("AGENT", "请人代办"),
                                    ("QUERY", "查询参保和缴费"),
                                    ("CLINICS", "查定点和联网机构"),
                                    ("REFUND", "退费"),
                                    ("HELP", "咨询"),
                                    ("REPORT_FRAUD", "举报诈骗"),
                                ],
                                help_text="例如：参保登记。",
                                max_length=20,
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                help_text="例如：新生儿怎么参保。",
                                max_length=40,
                                verbose_name="标题",
                            ),
                        ),
                        (
                            "summary",
                            models.CharField(
                                help_text="先说最要紧的那件事，例如：先登记，再缴费。",
                                max_length=120,
                                verbose_name="一句话",
                            ),
                        ),
                        (
                            "schemes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("RESIDENT", "城乡居民医保"),
                                        ("EMPLOYEE", "职工医保"),
                                        ("FLEXIBLE", "灵活就业人员职工医保"),
                                    ],
                                    max_length=10,
                                ),
                                blank=True,
                                default=list,
                                help_text="不选表示各险种都一样。例如：城乡居民医保。",
                                size=None,
                                verbose_name="险种",
                            ),
                        ),
                        (
                            "channel_tasks",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("REGISTER", "参保登记"),
                                        ("CHILD_ELSEWHERE", "外地户籍儿童参保"),
                                        ("PAY", "缴费"),
                                        ("PAY_FOR_FAMILY", "替家人缴费"),
                                        ("RENEW", "续缴"),
                                        ("CREDENTIAL", "领医保凭证（医保码）"),
                                        ("CARD", "办理实体卡"),
                                        ("FILING", "异地就医备案"),
                                        ("CLAIM", "手工报销"),
                                        ("NEWBORN", "新生儿参保"),
                                        ("FLEXIBLE", "灵活就业参保"),
                                        ("FAMILY", "个人账户与家庭共济"),
                                        ("FAMILY_CODE", "亲情账户"),
                                        ("HEIR", "继承个人账户"),
                                        ("REPAIR", "断缴修复"),
                                        ("AGENT", "请人代办"),
                                        ("QUERY", "查询参保和缴费"),
                                        ("CLINICS", "查定点和联网机构"),
                                        ("REFUND", "退费"),
                                        ("HELP", "咨询"),
                                        ("REPORT_FRAUD", "举报诈骗"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="例如：参保登记。",
                                size=None,
                                verbose_name="列出能办这些事的渠道",
                            ),
                        ),
                        (
                            "material_tasks",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("REGISTER", "参保登记"),
                                        ("CHILD_ELSEWHERE", "外地户籍儿童参保"),
                                        ("PAY", "缴费"),
                                        ("PAY_FOR_FAMILY", "替家人缴费"),
                                        ("RENEW", "续缴"),
                                        ("CREDENTIAL", "领医保凭证（医保码）"),
                                        ("CARD", "办理实体卡"),
                                        ("FILING", "异地就医备案"),
                                        ("CLAIM", "手工报销"),
                                        ("NEWBORN", "新生儿参保"),
                                        ("FLEXIBLE", "灵活就业参保"),
                                        ("FAMILY", "个人账户与家庭共济"),
                                        ("FAMILY_CODE", "亲情账户"),
                                        ("HEIR", "继承个人账户"),
                                        ("REPAIR", "断缴修复"),
                                        ("AGENT", "请人代办"),
                                        ("QUERY", "查询参保和缴费"),
                                        ("CLINICS", "查定点和联网机构"),
                                        ("REFUND", "退费"),
                                        ("HELP", "咨询"),
                                        ("REPORT_FRAUD", "举报诈骗"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="例如：参保登记、外地户籍儿童参保。",
                                size=None,
                                verbose_name="列出这些事的材料",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.guide",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 办事指南",
                        "verbose_name_plural": "historical 办事指南",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalFlexibleRule",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="不选表示所有人；选了的人群优先于所有人。例如：最低生活保障对象。",
                                size=None,
                                verbose_name="适用人群",
                            ),
                        ),
                        (
                            "base_choices",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.DecimalField(
                                    decimal_places=2,
                                    max_digits=6,
                                    validators=[
                                        django.core.validators.MaxValueValidator(
                                            Decimal("1000"), "百分数不能超过1000。"
                                        )
                                    ],
                                ),
                                blank=True,
                                default=list,
                                help_text="只有几档可选才填，例如：80，100。",
                                size=None,
                                verbose_name="可选基数档（社平工资的百分之几）",
                            ),
                        ),
                        (
                            "base_from_percent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：60。",
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "不能是负数。"),
                                    django.core.validators.MaxValueValidator(
                                        1000, "百分数不能超过1000。"
                                    ),
                                ],
                                verbose_name="基数下限（社平工资的百分之几）",
                            ),
                        ),
                        (
                            "base_to_percent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：300。",
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "不能是负数。"),
                                    django.core.validators.MaxValueValidator(
                                        1000, "百分数不能超过1000。"
                                    ),
                                ],
                                verbose_name="基数上限（社平工资的百分之几）",
                            ),
                        ),
                        (
                            "debit_day",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="短月没有这一天时取月末，例如：15。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "应是1到31中的一天。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        31, "应是1到31中的一天。"
                                    ),
                                ],
                                verbose_name="每月扣款日",
                            ),
                        ),
                        (
                            "roll_to_workday",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：北京为是。",
                                null=True,
                                verbose_name="扣款日顺延到工作日",
                            ),
                        ),
                        (
                            "suspended_next_month",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：长沙为是。",
                                null=True,
                                verbose_name="没缴成的下月1日起暂停待遇",
                            ),
                        ),
                        (
                            "retro_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：长沙为3。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "月数应在1到120之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        120, "月数应在1到120之间。"
                                    ),
                                ],
                                verbose_name="几个月内补缴可追溯",
                            ),
                        ),
                        (
                            "first_wait_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：武汉为6。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(24, "不能超过24。")
                                ],
                                verbose_name="首次参保等待月数",
                            ),
                        ),
                        (
                            "resume_within_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：3。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "月数应在1到120之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        120, "月数应在1到120之间。"
                                    ),
                                ],
                                verbose_name="中断几个月内接续不用等待",
                            ),
                        ),
                        (
                            "rewait_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：3。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(24, "不能超过24。")
                                ],
                                verbose_name="中断较久后等待月数",
                            ),
                        ),
                        (
                            "leave_month_covered",
                            models.BooleanField(
                                blank=True,
                                help_text="单位缴到离职当月即可用选“是”。例如：是。",
                                null=True,
                                verbose_name="离职当月可用",
                            ),
                        ),
                        (
                            "bridge_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：3。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "月数应在1到120之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        120, "月数应在1到120之间。"
                                    ),
                                ],
                                verbose_name="离职后几个月内接续",
                            ),
                        ),
                        (
                            "fund_pays",
                            models.BooleanField(
                                blank=True,
                                help_text="领失业金期间个人不缴选“是”。例如：是。",
                                null=True,
                                verbose_name="由失业保险基金代缴",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.flexiblerule",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 灵活就业规则",
                        "verbose_name_plural": "historical 灵活就业规则",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalFilingRule",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "long_term_valid_until_changed",
                            models.BooleanField(
                                blank=True,
                                help_text="变更或停保前一直有效选“是”。例如：全国规定为是。",
                                null=True,
                                verbose_name="长期备案一直有效",
                            ),
                        ),
                        (
                            "both_places",
                            models.BooleanField(
                                blank=True,
                                help_text="参保地、就医地都可直接结算选“是”。例如：是。",
                                null=True,
                                verbose_name="长期备案两地都能用",
                            ),
                        ),
                        (
                            "change_lock_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：6。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "月数应在1到120之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        120, "月数应在1到120之间。"
                                    ),
                                ],
                                verbose_name="长期备案几个月内不能变更",
                            ),
                        ),
                        (
                            "promise_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="先承诺、后补材料的备案有效多久，例如：6。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "月数应在1到120之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        120, "月数应在1到120之间。"
                                    ),
                                ],
                                verbose_name="承诺制备案有效月数",
                            ),
                        ),
                        (
                            "temporary_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：6。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "月数应在1到120之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        120, "月数应在1到120之间。"
                                    ),
                                ],
                                verbose_name="临时备案有效月数",
                            ),
                        ),
                        (
                            "review_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="几个工作日内办结，例如：2。",
                                null=True,
                                verbose_name="审核工作日",
                            ),
                        ),
                        (
                            "needs_filing_long_term",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：是。",
                                null=True,
                                verbose_name="长期居住要备案吗",
                            ),
                        ),
                        (
                            "needs_filing_referral",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：是。",
                                null=True,
                                verbose_name="转诊要备案吗",
                            ),
                        ),
                        (
                            "needs_filing_emergency",
                            models.BooleanField(
                                blank=True,
                                help_text="全国规定视同已备案，例如：否。",
                                null=True,
                                verbose_name="急诊要备案吗",
                            ),
                        ),
                        (
                            "needs_filing_other",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：珠海为否。",
                                null=True,
                                verbose_name="其他临时外出要备案吗",
                            ),
                        ),
                        (
                            "drop_points_long_term",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：0。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    )
                                ],
                                verbose_name="长期居住少报几个百分点",
                            ),
                        ),
                        (
                            "drop_points_referral",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：10。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    )
                                ],
                                verbose_name="转诊少报几个百分点",
                            ),
                        ),
                        (
                            "drop_points_emergency",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：10。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    )
                                ],
                                verbose_name="急诊少报几个百分点",
                            ),
                        ),
                        (
                            "drop_points_other",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：20。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    )
                                ],
                                verbose_name="其他临时外出少报几个百分点",
                            ),
                        ),
                        (
                            "self_pay_long_term",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：0。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    )
                                ],
                                verbose_name="长期居住先自付百分之几",
                            ),
                        ),
                        (
                            "self_pay_referral",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：10。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    )
                                ],
                                verbose_name="转诊先自付百分之几",
                            ),
                        ),
                        (
                            "self_pay_emergency",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：10。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    )
                                ],
                                verbose_name="急诊先自付百分之几",
                            ),
                        ),
                        (
                            "self_pay_other",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：20。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    )
                                ],
                                verbose_name="其他临时外出先自付百分之几",
                            ),
                        ),
                        (
                            "self_pay_unfiled",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：20。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    )
                                ],
                                verbose_name="没有备案先自付百分之几",
                            ),
                        ),
                        (
                            "in_province_needs_filing",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：江西为否。",
                                null=True,
                                verbose_name="省内异地要备案吗",
                            ),
                        ),
                        (
                            "in_province_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：6。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "月数应在1到120之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        120, "月数应在1到120之间。"
                                    ),
                                ],
                                verbose_name="省内临时备案有效月数",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.filingrule",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "care_region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="只对去某一地就医有效时才选，例如：西安市；去哪里都一样就留空。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="就医地",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 备案规则",
                        "verbose_name_plural": "historical 备案规则",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalEmployeeBase",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "tier",
                            models.CharField(
                                blank=True,
                                help_text="分档才填，例如：一档。",
                                max_length=10,
                                verbose_name="档次",
                            ),
                        ),
                        (
                            "floor",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：6236。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="月基数下限（元）",
                            ),
                        ),
                        (
                            "ceiling",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：31179。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="月基数上限（元）",
                            ),
                        ),
                        (
                            "individual_percent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：2。",
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "不能是负数。"),
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    ),
                                ],
                                verbose_name="个人缴百分之几",
                            ),
                        ),
                        (
                            "employer_from_percent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：5.35。",
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "不能是负数。"),
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    ),
                                ],
                                verbose_name="单位最少缴百分之几",
                            ),
                        ),
                        (
                            "employer_to_percent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：9.5。",
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "不能是负数。"),
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    ),
                                ],
                                verbose_name="单位最多缴百分之几",
                            ),
                        ),
                        (
                            "individual_amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：134.66。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="个人每月最少缴（元）",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.employeebase",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 职工缴费基数",
                        "verbose_name_plural": "historical 职工缴费基数",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalEmergencyFilingRule",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "required",
                            models.BooleanField(
                                blank=True,
                                help_text="全国规定视同已备案，例如：否。",
                                null=True,
                                verbose_name="急诊要另外备案",
                            ),
                        ),
                        (
                            "days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="入院当天不算，例如：5。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(366, "不能超过366。")
                                ],
                                verbose_name="入院后几天内备案",
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                blank=True,
                                choices=[("calendar_days", "自然日"), ("workdays", "工作日")],
                                help_text="例如：工作日。",
                                max_length=40,
                                verbose_name="按什么天数",
                            ),
                        ),
                        (
                            "by_phone",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：北碚区为是。",
                                null=True,
                                verbose_name="可以打电话备案",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.emergencyfilingrule",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 急诊备案期限",
                        "verbose_name_plural": "historical 急诊备案期限",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalContribution",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
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
                                help_text="例如：城乡居民医保。",
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
                                help_text="例如：成年居民。",
                                max_length=20,
                                verbose_name="人员类别",
                            ),
                        ),
                        (
                            "also_for",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="缴同样金额的其他人群，例如：大中专学生。",
                                size=None,
                                verbose_name="同样适用于",
                            ),
                        ),
                        (
                            "tier",
                            models.CharField(
                                blank=True,
                                help_text="分档缴费才填，例如：一档。",
                                max_length=10,
                                verbose_name="档次",
                            ),
                        ),
                        (
                            "coverage_year",
                            models.PositiveSmallIntegerField(
                                help_text="享受待遇的年份，不是缴费的年份。2025年秋天缴费、2026年看病用，填 2026。",
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        2000, "待遇年度应在2000年到2100年之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        2100, "待遇年度应在2000年到2100年之间。"
                                    ),
                                ],
                                verbose_name="待遇年度",
                            ),
                        ),
                        (
                            "collected_in",
                            models.CharField(
                                blank=True,
                                help_text="钱是哪年收的，例如：2025，或 2025-11..2026-02。",
                                max_length=20,
                                verbose_name="收取时间",
                            ),
                        ),
                        (
                            "notice_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="通知里叫法与待遇年度不同才填，例如：通知叫“2025年”，填 2025。",
                                null=True,
                                verbose_name="通知所称年度",
                            ),
                        ),
                        (
                            "individual",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="没有查到就留空，例如：400。",
                                max_digits=8,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="个人缴费（元）",
                            ),
                        ),
                        (
                            "subsidy",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="每人每年，没有查到就留空，例如：700。",
                                max_digits=8,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="财政补助（元）",
                            ),
                        ),
                        (
                            "floor",
                            models.BooleanField(
                                default=False,
                                help_text="国家最低标准勾选，只作参考，不当作某个人应缴的金额。例如：2026年度全国不低于400元。",
                                verbose_name="只是最低标准",
                            ),
                        ),
                        (
                            "born_before",
                            models.DateField(
                                blank=True,
                                help_text="按出生日期区分金额才填，例如：2008-01-01。",
                                null=True,
                                verbose_name="出生日期早于",
                            ),
                        ),
                        (
                            "born_from",
                            models.DateField(
                                blank=True,
                                help_text="按出生日期区分金额才填，例如：2008-01-01。",
                                null=True,
                                verbose_name="出生日期不早于",
                            ),
                        ),
                        (
                            "includes",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='金额里已含的其他收费，例如：{"长期护理保险": 30}。',
                                verbose_name="其中包含",
                            ),
                        ),
                        (
                            "excludes",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='一起收但不在金额里的，例如：{"长期护理保险": "合并征收，金额待查"}。',
                                verbose_name="另外收取",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.contribution",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 缴费标准",
                        "verbose_name_plural": "historical 缴费标准",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalChronicRule",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "diseases",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：67。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(1000, "不能超过1000。")
                                ],
                                verbose_name="病种数",
                            ),
                        ),
                        (
                            "mapped_diseases",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：17。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(1000, "不能超过1000。")
                                ],
                                verbose_name="全省统一认定的病种数",
                            ),
                        ),
                        (
                            "cross_province_direct",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="用逗号隔开，例如：高血压，糖尿病。",
                                size=None,
                                verbose_name="可跨省直接结算的病种",
                            ),
                        ),
                        (
                            "province_mutual_recognition",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：广东为是。",
                                null=True,
                                verbose_name="全省互认",
                            ),
                        ),
                        (
                            "recheck_from_years",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：2。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(50, "不能超过50。")
                                ],
                                verbose_name="资格最短几年复审",
                            ),
                        ),
                        (
                            "recheck_to_years",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：5。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(50, "不能超过50。")
                                ],
                                verbose_name="资格最长几年复审",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.chronicrule",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 门诊慢特病",
                        "verbose_name_plural": "historical 门诊慢特病",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalChannelCalendar",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                help_text="例如：税务自助、批量扣款。",
                                max_length=30,
                                verbose_name="缴费渠道",
                            ),
                        ),
                        (
                            "payable_from_day",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="每天都能缴就留空。例如：5。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "应是1到31中的一天。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        31, "应是1到31中的一天。"
                                    ),
                                ],
                                verbose_name="每月可缴起日",
                            ),
                        ),
                        (
                            "payable_to_day",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="每天都能缴就留空。例如：20。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "应是1到31中的一天。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        31, "应是1到31中的一天。"
                                    ),
                                ],
                                verbose_name="每月可缴止日",
                            ),
                        ),
                        (
                            "last_month_from_day",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="与平时不同才填，例如：1。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "应是1到31中的一天。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        31, "应是1到31中的一天。"
                                    ),
                                ],
                                verbose_name="最后一月可缴起日",
                            ),
                        ),
                        (
                            "last_month_to_day",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="与平时不同才填，例如：28。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "应是1到31中的一天。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        31, "应是1到31中的一天。"
                                    ),
                                ],
                                verbose_name="最后一月可缴止日",
                            ),
                        ),
                        (
                            "late_months_only",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：河北为是。",
                                null=True,
                                verbose_name="只用于集中期后的月份",
                            ),
                        ),
                        (
                            "debit_day",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：15。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        1, "应是1到31中的一天。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        31, "应是1到31中的一天。"
                                    ),
                                ],
                                verbose_name="批量扣款日",
                            ),
                        ),
                        (
                            "roll_to_workday",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：是。",
                                null=True,
                                verbose_name="扣款日顺延到工作日",
                            ),
                        ),
                        (
                            "account_debit_last_day",
                            models.BooleanField(
                                blank=True,
                                help_text="例如：北京为是。",
                                null=True,
                                verbose_name="每月最后一天从个人账户划扣",
                            ),
                        ),
                        (
                            "blackouts",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text='每年不能缴费的日子，月-日成对（含首尾），例如：[["12-26", "12-31"]]。',
                                verbose_name="停缴日期",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.channelcalendar",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 渠道日历",
                        "verbose_name_plural": "historical 渠道日历",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalChannel",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="例如：粤税通。", max_length=60, verbose_name="名称"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("app", "手机应用"),
                                    ("wechat_mini", "微信小程序"),
                                    ("wechat_oa", "微信公众号"),
                                    ("web", "网站"),
                                    ("multi", "多个线上入口"),
                                    ("kiosk", "自助机"),
                                    ("offline", "线下窗口"),
                                    ("third_party", "第三方平台"),
                                ],
                                help_text="例如：微信小程序。",
                                max_length=12,
                                verbose_name="类别",
                            ),
                        ),
                        (
                            "does",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("REGISTER", "参保登记"),
                                        ("CHILD_ELSEWHERE", "外地户籍儿童参保"),
                                        ("PAY", "缴费"),
                                        ("PAY_FOR_FAMILY", "替家人缴费"),
                                        ("RENEW", "续缴"),
                                        ("CREDENTIAL", "领医保凭证（医保码）"),
                                        ("CARD", "办理实体卡"),
                                        ("FILING", "异地就医备案"),
                                        ("CLAIM", "手工报销"),
                                        ("NEWBORN", "新生儿参保"),
                                        ("FLEXIBLE", "灵活就业参保"),
                                        ("FAMILY", "个人账户与家庭共济"),
                                        ("FAMILY_CODE", "亲情账户"),
                                        ("HEIR", "继承个人账户"),
                                        ("REPAIR", "断缴修复"),
                                        ("AGENT", "请人代办"),
                                        ("QUERY", "查询参保和缴费"),
                                        ("CLINICS", "查定点和联网机构"),
                                        ("REFUND", "退费"),
                                        ("HELP", "咨询"),
                                        ("REPORT_FRAUD", "举报诈骗"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="只选这里真能办成的事，例如：缴费、替家人缴费。",
                                size=None,
                                verbose_name="能办的事",
                            ),
                        ),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="不选表示所有人。例如：中小学生。",
                                size=None,
                                verbose_name="适用人群",
                            ),
                        ),
                        (
                            "official",
                            models.BooleanField(
                                default=False,
                                help_text="政府部门、经办机构或受委托的单位办的才勾选。例如：粤税通。",
                                verbose_name="官方渠道",
                            ),
                        ),
                        (
                            "appid",
                            models.CharField(
                                blank=True,
                                help_text="从小程序里跳转时用，不知道就留空。例如：wx0123456789abcdef。",
                                max_length=32,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^wx[0-9a-f]{16}\\Z", "小程序编号以 wx 开头，后接16位。"
                                    )
                                ],
                                verbose_name="小程序编号",
                            ),
                        ),
                        (
                            "path",
                            models.CharField(
                                blank=True,
                                help_text="例如：服务—城市服务—社保医保。",
                                max_length=120,
                                verbose_name="在哪里点",
                            ),
                        ),
                        (
                            "url",
                            models.URLField(
                                blank=True,
                                help_text="只写官方网址，例如：https://www.nhsa.gov.cn；没有就留空。",
                                max_length=300,
                                verbose_name="网址",
                            ),
                        ),
                        (
                            "phone",
                            models.CharField(
                                blank=True,
                                help_text="例如：12393。",
                                max_length=20,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[0-9][0-9 -]{2,19}\\Z",
                                        "电话只写数字、空格和连字符，例如：12393。",
                                    )
                                ],
                                verbose_name="电话",
                            ),
                        ),
                        (
                            "hours",
                            models.CharField(
                                blank=True,
                                help_text="例如：工作日9:00至17:00。",
                                max_length=80,
                                verbose_name="服务时间",
                            ),
                        ),
                        (
                            "caution",
                            models.CharField(
                                blank=True,
                                help_text="例如：交现金要当场拿到缴费凭证。",
                                max_length=120,
                                verbose_name="提醒",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.channel",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 办事渠道",
                        "verbose_name_plural": "historical 办事渠道",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalArticle",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
                        ),
                        (
                            "topic",
                            models.CharField(
                                choices=[
                                    ("paying", "缴费"),
                                    ("gaps", "断缴与等待期"),
                                    ("children", "新生儿与孩子"),
                                    ("elsewhere", "异地就医"),
                                    ("aid", "困难资助"),
                                    ("family", "家庭共济与个账"),
                                    ("work", "灵活就业与职工"),
                                    ("claims", "报销与就医"),
                                    ("records", "查询与凭证"),
                                    ("safety", "安全防骗"),
                                    ("village", "村社代办"),
                                    ("basics", "概念"),
                                ],
                                help_text="例如：缴费。",
                                max_length=10,
                                verbose_name="主题",
                            ),
                        ),
                        (
                            "question",
                            models.CharField(
                                help_text="像人们平常那样问，例如：今年要交多少钱？",
                                max_length=60,
                                verbose_name="问题",
                            ),
                        ),
                        (
                            "answer",
                            models.TextField(
                                help_text="两到四句话，说清一件该做的事、在哪里办、问谁。例如：多数地方到12月底截止……",
                                max_length=600,
                                verbose_name="回答",
                            ),
                        ),
                        (
                            "also_asked",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60),
                                blank=True,
                                default=list,
                                help_text="意思相同的其他问法，帮人们找到这条；用逗号隔开，例如：几号截止,最晚哪天。",
                                size=None,
                                verbose_name="别的问法",
                            ),
                        ),
                        (
                            "scheme",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("RESIDENT", "城乡居民医保"),
                                    ("EMPLOYEE", "职工医保"),
                                    ("FLEXIBLE", "灵活就业人员职工医保"),
                                ],
                                help_text="只对一个险种成立才选，例如：城乡居民医保。",
                                max_length=10,
                                verbose_name="险种",
                            ),
                        ),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="不选表示所有人。例如：新生儿。",
                                size=None,
                                verbose_name="适用人群",
                            ),
                        ),
                        (
                            "next_review_on",
                            models.DateField(
                                blank=True,
                                help_text="到这天请再核对一遍，例如：2027-03-01。",
                                null=True,
                                verbose_name="下次复核",
                            ),
                        ),
                        (
                            "search",
                            django.contrib.postgres.search.SearchVectorField(
                                editable=False, null=True
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "about",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="本地有不同规定时，选它对应的上级问答；给出当地的人会先看到这一条。例如：NEWBORN-DAYS。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.article",
                                to_field="code",
                                verbose_name="对应的通用问答",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.article",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 常见问答",
                        "verbose_name_plural": "historical 常见问答",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ReimbursementTier",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "scheme",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("RESIDENT", "城乡居民医保"),
                                    ("EMPLOYEE", "职工医保"),
                                    ("FLEXIBLE", "灵活就业人员职工医保"),
                                ],
                                help_text="各险种都一样就留空。例如：城乡居民医保。",
                                max_length=10,
                                verbose_name="险种",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("outpatient", "普通门诊"),
                                    ("inpatient", "住院"),
                                    ("chronic", "门诊慢特病"),
                                    ("catastrophic", "大病保险"),
                                    ("assistance", "医疗救助"),
                                ],
                                help_text="各种待遇都适用就留空。例如：住院。",
                                max_length=40,
                                verbose_name="待遇种类",
                            ),
                        ),
                        (
                            "hospital_level",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("community", "社区卫生服务机构"),
                                    ("town", "镇街医院"),
                                    ("city", "市直属医院"),
                                    ("first", "一级医院"),
                                    ("second", "二级医院"),
                                    ("third", "三级医院"),
                                    ("other", "其他医院"),
                                ],
                                help_text="各级医院都一样就留空。例如：三级医院。",
                                max_length=40,
                                verbose_name="医院级别",
                            ),
                        ),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="不选表示所有人；选了的人群优先于所有人。例如：最低生活保障对象。",
                                size=None,
                                verbose_name="适用人群",
                            ),
                        ),
                        (
                            "deductible",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：800。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="起付线（元）",
                            ),
                        ),
                        (
                            "later_deductible",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：600。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="当年再次住院起付线（元）",
                            ),
                        ),
                        (
                            "ratio_percent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="起付线以上部分，例如：70。",
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "不能是负数。"),
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    ),
                                ],
                                verbose_name="报销百分之几",
                            ),
                        ),
                        (
                            "least_ratio_percent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="只规定了下限才填，例如：70。",
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "不能是负数。"),
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    ),
                                ],
                                verbose_name="至少报销百分之几",
                            ),
                        ),
                        (
                            "ceiling",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：300000。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="年度封顶线（元）",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.reimbursementtier",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "报销待遇",
                        "verbose_name_plural": "报销待遇",
                        "ordering": ["region", "-valid_from", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="reimbursement_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="reimbursement_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="reimbursement_one_revision",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(
                                    ("reference_only", False), ("status", "published")
                                ),
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                expressions=[
                                    (policies.models.exclusion.Point("region"), "&&"),
                                    (policies.models.exclusion.Point("scheme"), "&&"),
                                    (policies.models.exclusion.Point("kind"), "&&"),
                                    (policies.models.exclusion.Point("hospital_level"), "&&"),
                                    (policies.models.exclusion.OwnPoints("categories"), "&&"),
                                    (
                                        policies.models.exclusion.Days(
                                            "valid_from", "valid_to", models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="reimbursement_one_published",
                                violation_error_code="overlap",
                                violation_error_message="同一地区、同样情形在这些日子里已有一条已发布的报销待遇，请先停用旧的，或改成草稿。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalReimbursementTier",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "scheme",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("RESIDENT", "城乡居民医保"),
                                    ("EMPLOYEE", "职工医保"),
                                    ("FLEXIBLE", "灵活就业人员职工医保"),
                                ],
                                help_text="各险种都一样就留空。例如：城乡居民医保。",
                                max_length=10,
                                verbose_name="险种",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("outpatient", "普通门诊"),
                                    ("inpatient", "住院"),
                                    ("chronic", "门诊慢特病"),
                                    ("catastrophic", "大病保险"),
                                    ("assistance", "医疗救助"),
                                ],
                                help_text="各种待遇都适用就留空。例如：住院。",
                                max_length=40,
                                verbose_name="待遇种类",
                            ),
                        ),
                        (
                            "hospital_level",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("community", "社区卫生服务机构"),
                                    ("town", "镇街医院"),
                                    ("city", "市直属医院"),
                                    ("first", "一级医院"),
                                    ("second", "二级医院"),
                                    ("third", "三级医院"),
                                    ("other", "其他医院"),
                                ],
                                help_text="各级医院都一样就留空。例如：三级医院。",
                                max_length=40,
                                verbose_name="医院级别",
                            ),
                        ),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="不选表示所有人；选了的人群优先于所有人。例如：最低生活保障对象。",
                                size=None,
                                verbose_name="适用人群",
                            ),
                        ),
                        (
                            "deductible",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：800。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="起付线（元）",
                            ),
                        ),
                        (
                            "later_deductible",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：600。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="当年再次住院起付线（元）",
                            ),
                        ),
                        (
                            "ratio_percent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="起付线以上部分，例如：70。",
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "不能是负数。"),
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    ),
                                ],
                                verbose_name="报销百分之几",
                            ),
                        ),
                        (
                            "least_ratio_percent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="只规定了下限才填，例如：70。",
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "不能是负数。"),
                                    django.core.validators.MaxValueValidator(
                                        100, "百分数不能超过100。"
                                    ),
                                ],
                                verbose_name="至少报销百分之几",
                            ),
                        ),
                        (
                            "ceiling",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：300000。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="年度封顶线（元）",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.reimbursementtier",
                                verbose_name="接替",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 报销待遇",
                        "verbose_name_plural": "historical 报销待遇",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="SearchWord",
                    fields=[
                        ("word", models.TextField(primary_key=True, serialize=False)),
                        ("articles", models.PositiveIntegerField()),
                    ],
                    options={
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    "word", name="gin_trgm_ops"
                                ),
                                name="searchword_alike",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SelectionRule",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "tier",
                            models.CharField(
                                blank=True,
                                help_text="都一样就留空。例如：居民一档。",
                                max_length=40,
                                verbose_name="参保档次或情形",
                            ),
                        ),
                        (
                            "institutions",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：1。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(20, "不能超过20。")
                                ],
                                verbose_name="选几家",
                            ),
                        ),
                        (
                            "most_institutions",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="可多选才填，例如：4。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(20, "不能超过20。")
                                ],
                                verbose_name="最多选几家",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.selectionrule",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "门诊选点",
                        "verbose_name_plural": "门诊选点",
                        "ordering": ["region", "-valid_from", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="selection_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="selection_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="selection_one_revision",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(
                                    ("reference_only", False), ("status", "published")
                                ),
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                expressions=[
                                    (policies.models.exclusion.Point("region"), "&&"),
                                    (policies.models.exclusion.Point("tier"), "&&"),
                                    (
                                        policies.models.exclusion.Days(
                                            "valid_from", "valid_to", models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="selection_one_published",
                                violation_error_code="overlap",
                                violation_error_message="同一地区、同样情形在这些日子里已有一条已发布的门诊选点规则，请先停用旧的，或改成草稿。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalSelectionRule",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "tier",
                            models.CharField(
                                blank=True,
                                help_text="都一样就留空。例如：居民一档。",
                                max_length=40,
                                verbose_name="参保档次或情形",
                            ),
                        ),
                        (
                            "institutions",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：1。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(20, "不能超过20。")
                                ],
                                verbose_name="选几家",
                            ),
                        ),
                        (
                            "most_institutions",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="可多选才填，例如：4。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(20, "不能超过20。")
                                ],
                                verbose_name="最多选几家",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.selectionrule",
                                verbose_name="接替",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 门诊选点",
                        "verbose_name_plural": "historical 门诊选点",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ServicePoint",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="例如：广州市医保中心天河分中心。",
                                max_length=60,
                                verbose_name="名称",
                            ),
                        ),
                        (
                            "address",
                            models.CharField(
                                help_text="例如：天河区某路1号二楼。",
                                max_length=120,
                                verbose_name="地址",
                            ),
                        ),
                        (
                            "does",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("REGISTER", "参保登记"),
                                        ("CHILD_ELSEWHERE", "外地户籍儿童参保"),
                                        ("PAY", "缴费"),
                                        ("PAY_FOR_FAMILY", "替家人缴费"),
                                        ("RENEW", "续缴"),
                                        ("CREDENTIAL", "领医保凭证（医保码）"),
                                        ("CARD", "办理实体卡"),
                                        ("FILING", "异地就医备案"),
                                        ("CLAIM", "手工报销"),
                                        ("NEWBORN", "新生儿参保"),
                                        ("FLEXIBLE", "灵活就业参保"),
                                        ("FAMILY", "个人账户与家庭共济"),
                                        ("FAMILY_CODE", "亲情账户"),
                                        ("HEIR", "继承个人账户"),
                                        ("REPAIR", "断缴修复"),
                                        ("AGENT", "请人代办"),
                                        ("QUERY", "查询参保和缴费"),
                                        ("CLINICS", "查定点和联网机构"),
                                        ("REFUND", "退费"),
                                        ("HELP", "咨询"),
                                        ("REPORT_FRAUD", "举报诈骗"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="例如：参保登记、异地就医备案。",
                                size=None,
                                verbose_name="能办的事",
                            ),
                        ),
                        (
                            "phone",
                            models.CharField(
                                blank=True,
                                help_text="例如：020-12345678。",
                                max_length=20,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[0-9][0-9 -]{2,19}\\Z",
                                        "电话只写数字、空格和连字符，例如：12393。",
                                    )
                                ],
                                verbose_name="电话",
                            ),
                        ),
                        (
                            "hours",
                            models.CharField(
                                blank=True,
                                help_text="例如：工作日9:00至17:00。",
                                max_length=80,
                                verbose_name="服务时间",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.servicepoint",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "服务网点",
                        "verbose_name_plural": "服务网点",
                        "ordering": ["region", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="servicepoint_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="servicepoint_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="servicepoint_one_revision",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalServicePoint",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="例如：广州市医保中心天河分中心。",
                                max_length=60,
                                verbose_name="名称",
                            ),
                        ),
                        (
                            "address",
                            models.CharField(
                                help_text="例如：天河区某路1号二楼。",
                                max_length=120,
                                verbose_name="地址",
                            ),
                        ),
                        (
                            "does",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("REGISTER", "参保登记"),
                                        ("CHILD_ELSEWHERE", "外地户籍儿童参保"),
                                        ("PAY", "缴费"),
                                        ("PAY_FOR_FAMILY", "替家人缴费"),
                                        ("RENEW", "续缴"),
                                        ("CREDENTIAL", "领医保凭证（医保码）"),
                                        ("CARD", "办理实体卡"),
                                        ("FILING", "异地就医备案"),
                                        ("CLAIM", "手工报销"),
                                        ("NEWBORN", "新生儿参保"),
                                        ("FLEXIBLE", "灵活就业参保"),
                                        ("FAMILY", "个人账户与家庭共济"),
                                        ("FAMILY_CODE", "亲情账户"),
                                        ("HEIR", "继承个人账户"),
                                        ("REPAIR", "断缴修复"),
                                        ("AGENT", "请人代办"),
                                        ("QUERY", "查询参保和缴费"),
                                        ("CLINICS", "查定点和联网机构"),
                                        ("REFUND", "退费"),
                                        ("HELP", "咨询"),
                                        ("REPORT_FRAUD", "举报诈骗"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="例如：参保登记、异地就医备案。",
                                size=None,
                                verbose_name="能办的事",
                            ),
                        ),
                        (
                            "phone",
                            models.CharField(
                                blank=True,
                                help_text="例如：020-12345678。",
                                max_length=20,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[0-9][0-9 -]{2,19}\\Z",
                                        "电话只写数字、空格和连字符，例如：12393。",
                                    )
                                ],
                                verbose_name="电话",
                            ),
                        ),
                        (
                            "hours",
                            models.CharField(
                                blank=True,
                                help_text="例如：工作日9:00至17:00。",
                                max_length=80,
                                verbose_name="服务时间",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.servicepoint",
                                verbose_name="接替",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 服务网点",
                        "verbose_name_plural": "historical 服务网点",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="SubsidyStandard",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "notice_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：2025年的通知填 2025。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        2000, "年份应在2000年到2100年之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        2100, "年份应在2000年到2100年之间。"
                                    ),
                                ],
                                verbose_name="通知所称年度",
                            ),
                        ),
                        (
                            "calendar_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="财政实际补助的那一年，例如：2025。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        2000, "年份应在2000年到2100年之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        2100, "年份应在2000年到2100年之间。"
                                    ),
                                ],
                                verbose_name="补助所在年份",
                            ),
                        ),
                        (
                            "paired_individual",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="通常供次年使用，例如：400。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="通知同时规定的个人缴费（元）",
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="每人每年，本地可以更高，例如：700。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="财政补助最低标准（元）",
                            ),
                        ),
                        (
                            "increase",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：24。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="比上年提高（元）",
                            ),
                        ),
                        (
                            "derived",
                            models.BooleanField(
                                blank=True,
                                help_text="通知没有直接写明金额选“是”。例如：700加24推得724。",
                                null=True,
                                verbose_name="由上年推算",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.subsidystandard",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "财政补助标准",
                        "verbose_name_plural": "财政补助标准",
                        "ordering": ["region", "-valid_from", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="subsidy_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="subsidy_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="subsidy_one_revision",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(
                                    ("reference_only", False), ("status", "published")
                                ),
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                expressions=[
                                    (policies.models.exclusion.Point("region"), "&&"),
                                    (policies.models.exclusion.OwnYear("notice_year"), "&&"),
                                    (
                                        policies.models.exclusion.Days(
                                            "valid_from", "valid_to", models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="subsidy_one_published",
                                violation_error_code="overlap",
                                violation_error_message="同一地区、同样情形在这些日子里已有一条已发布的财政补助标准，请先停用旧的，或改成草稿。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalSubsidyStandard",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
                            ),
                        ),
                        (
                            "notice_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：2025年的通知填 2025。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        2000, "年份应在2000年到2100年之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        2100, "年份应在2000年到2100年之间。"
                                    ),
                                ],
                                verbose_name="通知所称年度",
                            ),
                        ),
                        (
                            "calendar_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="财政实际补助的那一年，例如：2025。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        2000, "年份应在2000年到2100年之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        2100, "年份应在2000年到2100年之间。"
                                    ),
                                ],
                                verbose_name="补助所在年份",
                            ),
                        ),
                        (
                            "paired_individual",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="通常供次年使用，例如：400。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="通知同时规定的个人缴费（元）",
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="每人每年，本地可以更高，例如：700。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="财政补助最低标准（元）",
                            ),
                        ),
                        (
                            "increase",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：24。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="比上年提高（元）",
                            ),
                        ),
                        (
                            "derived",
                            models.BooleanField(
                                blank=True,
                                help_text="通知没有直接写明金额选“是”。例如：700加24推得724。",
                                null=True,
                                verbose_name="由上年推算",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.subsidystandard",
                                verbose_name="接替",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 财政补助标准",
                        "verbose_name_plural": "historical 财政补助标准",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="UnansweredQuestion",
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
                        ("text", models.CharField(max_length=80, verbose_name="问题")),
                        ("count", models.PositiveIntegerField(default=1, verbose_name="问过几次")),
                        ("last_asked_on", models.DateField(verbose_name="最近一次")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="已有问答能回答时选它，这条就算处理过了。例如：今年要交多少钱？",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="policies.article",
                                verbose_name="写成的问答",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "没有答案的问题",
                        "verbose_name_plural": "没有答案的问题",
                        "ordering": ["-count", "-last_asked_on"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("text", "region"),
                                name="unanswered_once",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WaitingRule",
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
                            "code",
                            models.CharField(
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                auto_now=True,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
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
                                help_text="例如：城乡居民医保。",
                                max_length=10,
                                verbose_name="险种",
                            ),
                        ),
                        (
                            "fixed_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：3。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(24, "不能超过24。")
                                ],
                                verbose_name="固定等待月数",
                            ),
                        ),
                        (
                            "months_per_missed_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：1。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(24, "不能超过24。")
                                ],
                                verbose_name="每多断保一年增加的月数",
                            ),
                        ),
                        (
                            "counts_from_missed_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="全国规定从第2年起。例如：2。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(20, "不能超过20。")
                                ],
                                verbose_name="从断保第几年起增加",
                            ),
                        ),
                        (
                            "missed_years_from",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：2025。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        2000, "年份应在2000年到2100年之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        2100, "年份应在2000年到2100年之间。"
                                    ),
                                ],
                                verbose_name="从哪年起计断保",
                            ),
                        ),
                        (
                            "months_repaired_per_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：1。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(24, "不能超过24。")
                                ],
                                verbose_name="每补缴一年减少的月数",
                            ),
                        ),
                        (
                            "floor_missed_years",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：4。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(20, "不能超过20。")
                                ],
                                verbose_name="连续断保几年有最低等待",
                            ),
                        ),
                        (
                            "floor_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="连续断保达到年数后，补缴也不少于几个月，例如：6。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(24, "不能超过24。")
                                ],
                                verbose_name="最低等待月数",
                            ),
                        ),
                        (
                            "anchor",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "later_of_arrival_and_coverage_start",
                                        "到账日与待遇年度第一天中较晚的一天",
                                    ),
                                    ("arrival", "到账日"),
                                ],
                                help_text="例如：到账日与待遇年度第一天中较晚的一天。",
                                max_length=40,
                                verbose_name="从哪天起等待",
                            ),
                        ),
                        (
                            "start_convention",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("same_day_n_months", "若干月后的同一天"),
                                    ("next_month_first", "次月1日"),
                                    ("days", "按天数计"),
                                ],
                                help_text="例如：若干月后的同一天。",
                                max_length=40,
                                verbose_name="等待怎么计",
                            ),
                        ),
                        (
                            "wait_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="按天数等待的地方才填，例如：90。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(366, "不能超过366。")
                                ],
                                verbose_name="等待天数",
                            ),
                        ),
                        (
                            "last_wait_day_excluded",
                            models.BooleanField(
                                blank=True,
                                help_text="按天数等待的地方才填，例如：成都为是。",
                                null=True,
                                verbose_name="等待期最后一天仍不享受",
                            ),
                        ),
                        (
                            "exempt",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="例如：新生儿、最低生活保障对象。",
                                size=None,
                                verbose_name="免等待的人群",
                            ),
                        ),
                        (
                            "exempt_within_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：江西为90。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(366, "不能超过366。")
                                ],
                                verbose_name="身份变化后几天内参保才免等待",
                            ),
                        ),
                        (
                            "exempt_start",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("birth", "出生之日起"),
                                    ("next_day", "缴费次日起"),
                                    ("next_month_first", "缴费次月1日起"),
                                    ("wait_days", "缴费后等待若干天"),
                                ],
                                help_text="例如：缴费次日起。",
                                max_length=40,
                                verbose_name="免等待的人何时起享受",
                            ),
                        ),
                        (
                            "transfer_within_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：3。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(24, "不能超过24。")
                                ],
                                verbose_name="职工医保中断几个月内转入免等待",
                            ),
                        ),
                        (
                            "transfer_start",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("birth", "出生之日起"),
                                    ("next_day", "缴费次日起"),
                                    ("next_month_first", "缴费次月1日起"),
                                    ("wait_days", "缴费后等待若干天"),
                                ],
                                help_text="例如：缴费次月1日起。",
                                max_length=40,
                                verbose_name="职工医保转入何时起享受",
                            ),
                        ),
                        (
                            "midyear_start",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("birth", "出生之日起"),
                                    ("next_day", "缴费次日起"),
                                    ("next_month_first", "缴费次月1日起"),
                                    ("wait_days", "缴费后等待若干天"),
                                ],
                                help_text="例如：缴费次月1日起。",
                                max_length=40,
                                verbose_name="年中新增特殊人群何时起享受",
                            ),
                        ),
                        (
                            "late_closes",
                            models.CharField(
                                blank=True,
                                help_text="每年的月-日，例如：12-31。",
                                max_length=5,
                                validators=[policies.models.fields.refuse_no_month_day],
                                verbose_name="最晚补缴到",
                            ),
                        ),
                        (
                            "late_amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：400。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="逾期缴费金额（元）",
                            ),
                        ),
                        (
                            "full_price_from",
                            models.CharField(
                                blank=True,
                                help_text="每年的月-日，例如：07-01。",
                                max_length=5,
                                validators=[policies.models.fields.refuse_no_month_day],
                                verbose_name="从哪天起加收",
                            ),
                        ),
                        (
                            "full_price_amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：1100。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="加收后的金额（元）",
                            ),
                        ),
                        (
                            "full_price_includes_subsidy",
                            models.BooleanField(
                                blank=True,
                                help_text="个人部分和财政部分都由个人缴选“是”。例如：是。",
                                null=True,
                                verbose_name="加收后含财政补助部分",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="policies.waitingrule",
                                verbose_name="接替",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                help_text="例如：广州市2025-10-17的通告。",
                                related_name="+",
                                to="policies.source",
                                verbose_name="来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "等待期规则",
                        "verbose_name_plural": "等待期规则",
                        "ordering": ["region", "-valid_from", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="waiting_valid_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("origin", "file"),
                                    models.Q(
                                        ("authors__len__gte", 1),
                                        ("published_by__isnull", False),
                                        models.Q(
                                            ("authors__contains", [models.F("published_by")]),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="waiting_second_person",
                                violation_error_message="发布要由没有改过这份草稿的另一个人来做。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["draft", "review"])),
                                fields=("replaces",),
                                name="waiting_one_revision",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(
                                    ("reference_only", False), ("status", "published")
                                ),
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                expressions=[
                                    (policies.models.exclusion.Point("region"), "&&"),
                                    (policies.models.exclusion.Point("scheme"), "&&"),
                                    (
                                        policies.models.exclusion.Days(
                                            "valid_from", "valid_to", models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="waiting_one_published",
                                violation_error_code="overlap",
                                violation_error_message="同一地区、同样情形在这些日子里已有一条已发布的等待期规则，请先停用旧的，或改成草稿。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalWaitingRule",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z0-9-]+\\Z", "编号只用大写字母、数字和连字符。"
                                    )
                                ],
                                verbose_name="编号",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True,
                                help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
                                null=True,
                                verbose_name="生效日期",
                            ),
                        ),
                        (
                            "valid_to",
                            models.DateField(
                                blank=True,
                                help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
                                null=True,
                                verbose_name="失效日期",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("review", "待复核"),
                                    ("published", "已发布"),
                                    ("retired", "已停用"),
                                ],
                                default="draft",
                                editable=False,
                                help_text="只有“已发布”的规则才会使用；发布要由另一个人复核。例如：已发布。",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("A", "A 官方原文"),
                                    ("B", "B 权威转述"),
                                    ("C", "C 单一来源，待核实"),
                                    ("D", "D 说法未证实，只展示"),
                                    ("U", "U 没有查到"),
                                ],
                                help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
                                max_length=1,
                                verbose_name="可信度",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
                                max_length=300,
                                verbose_name="说明",
                            ),
                        ),
                        (
                            "reference_only",
                            models.BooleanField(
                                default=False,
                                help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
                                verbose_name="仅供参考",
                            ),
                        ),
                        (
                            "uniform",
                            models.BooleanField(
                                default=False,
                                help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
                                verbose_name="全域统一",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[("file", "数据文件"), ("admin", "后台修改")],
                                default="file",
                                editable=False,
                                help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
                                max_length=5,
                                verbose_name="来自",
                            ),
                        ),
                        (
                            "checked_on",
                            models.DateField(
                                blank=True,
                                help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
                                null=True,
                                verbose_name="核对日期",
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                verbose_name="最后修改",
                            ),
                        ),
                        (
                            "authors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="改过或提交过这份草稿的账号，他们不能发布它。例如：3，8。",
                                size=None,
                                verbose_name="改过的人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：3。",
                                null=True,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 09:30。",
                                null=True,
                                verbose_name="提交时间",
                            ),
                        ),
                        (
                            "published_by",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="账号，例如：8。",
                                null=True,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="例如：2025年10月18日 15:00。",
                                null=True,
                                verbose_name="发布时间",
                            ),
                        ),
                        (
                            "history_user_id",
                            models.BigIntegerField(null=True, verbose_name="谁改的"),
                        ),
                        (
                            "history_change_reason",
                            models.CharField(max_length=200, null=True, verbose_name="做了什么"),
                        ),
                        (
                            "field_confidence",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='只有个别项目与整条不同才填，写成字段名和字母，例如：{"temporary_months": "C"}。',
                                verbose_name="个别项目的可信度",
                            ),
                        ),
                        (
                            "not_inherited",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="本地说法不一、又不能照上级办的项目，填字段名，例如：within_days。",
                                size=None,
                                verbose_name="不采用上级的项目",
                            ),
                        ),
                        (
                            "details",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
                                verbose_name="其他规定",
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
                                help_text="例如：城乡居民医保。",
                                max_length=10,
                                verbose_name="险种",
                            ),
                        ),
                        (
                            "fixed_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：3。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(24, "不能超过24。")
                                ],
                                verbose_name="固定等待月数",
                            ),
                        ),
                        (
                            "months_per_missed_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：1。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(24, "不能超过24。")
                                ],
                                verbose_name="每多断保一年增加的月数",
                            ),
                        ),
                        (
                            "counts_from_missed_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="全国规定从第2年起。例如：2。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(20, "不能超过20。")
                                ],
                                verbose_name="从断保第几年起增加",
                            ),
                        ),
                        (
                            "missed_years_from",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：2025。",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        2000, "年份应在2000年到2100年之间。"
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        2100, "年份应在2000年到2100年之间。"
                                    ),
                                ],
                                verbose_name="从哪年起计断保",
                            ),
                        ),
                        (
                            "months_repaired_per_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：1。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(24, "不能超过24。")
                                ],
                                verbose_name="每补缴一年减少的月数",
                            ),
                        ),
                        (
                            "floor_missed_years",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：4。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(20, "不能超过20。")
                                ],
                                verbose_name="连续断保几年有最低等待",
                            ),
                        ),
                        (
                            "floor_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="连续断保达到年数后，补缴也不少于几个月，例如：6。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(24, "不能超过24。")
                                ],
                                verbose_name="最低等待月数",
                            ),
                        ),
                        (
                            "anchor",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "later_of_arrival_and_coverage_start",
                                        "到账日与待遇年度第一天中较晚的一天",
                                    ),
                                    ("arrival", "到账日"),
                                ],
                                help_text="例如：到账日与待遇年度第一天中较晚的一天。",
                                max_length=40,
                                verbose_name="从哪天起等待",
                            ),
                        ),
                        (
                            "start_convention",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("same_day_n_months", "若干月后的同一天"),
                                    ("next_month_first", "次月1日"),
                                    ("days", "按天数计"),
                                ],
                                help_text="例如：若干月后的同一天。",
                                max_length=40,
                                verbose_name="等待怎么计",
                            ),
                        ),
                        (
                            "wait_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="按天数等待的地方才填，例如：90。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(366, "不能超过366。")
                                ],
                                verbose_name="等待天数",
                            ),
                        ),
                        (
                            "last_wait_day_excluded",
                            models.BooleanField(
                                blank=True,
                                help_text="按天数等待的地方才填，例如：成都为是。",
                                null=True,
                                verbose_name="等待期最后一天仍不享受",
                            ),
                        ),
                        (
                            "exempt",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="例如：新生儿、最低生活保障对象。",
                                size=None,
                                verbose_name="免等待的人群",
                            ),
                        ),
                        (
                            "exempt_within_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：江西为90。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(366, "不能超过366。")
                                ],
                                verbose_name="身份变化后几天内参保才免等待",
                            ),
                        ),
                        (
                            "exempt_start",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("birth", "出生之日起"),
                                    ("next_day", "缴费次日起"),
                                    ("next_month_first", "缴费次月1日起"),
                                    ("wait_days", "缴费后等待若干天"),
                                ],
                                help_text="例如：缴费次日起。",
                                max_length=40,
                                verbose_name="免等待的人何时起享受",
                            ),
                        ),
                        (
                            "transfer_within_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="例如：3。",
                                null=True,
                                validators=[
                                    django.core.validators.MaxValueValidator(24, "不能超过24。")
                                ],
                                verbose_name="职工医保中断几个月内转入免等待",
                            ),
                        ),
                        (
                            "transfer_start",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("birth", "出生之日起"),
                                    ("next_day", "缴费次日起"),
                                    ("next_month_first", "缴费次月1日起"),
                                    ("wait_days", "缴费后等待若干天"),
                                ],
                                help_text="例如：缴费次月1日起。",
                                max_length=40,
                                verbose_name="职工医保转入何时起享受",
                            ),
                        ),
                        (
                            "midyear_start",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("birth", "出生之日起"),
                                    ("next_day", "缴费次日起"),
                                    ("next_month_first", "缴费次月1日起"),
                                    ("wait_days", "缴费后等待若干天"),
                                ],
                                help_text="例如：缴费次月1日起。",
                                max_length=40,
                                verbose_name="年中新增特殊人群何时起享受",
                            ),
                        ),
                        (
                            "late_closes",
                            models.CharField(
                                blank=True,
                                help_text="每年的月-日，例如：12-31。",
                                max_length=5,
                                validators=[policies.models.fields.refuse_no_month_day],
                                verbose_name="最晚补缴到",
                            ),
                        ),
                        (
                            "late_amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：400。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="逾期缴费金额（元）",
                            ),
                        ),
                        (
                            "full_price_from",
                            models.CharField(
                                blank=True,
                                help_text="每年的月-日，例如：07-01。",
                                max_length=5,
                                validators=[policies.models.fields.refuse_no_month_day],
                                verbose_name="从哪天起加收",
                            ),
                        ),
                        (
                            "full_price_amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="例如：1100。",
                                max_digits=10,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0, "金额不能是负数。")
                                ],
                                verbose_name="加收后的金额（元）",
                            ),
                        ),
                        (
                            "full_price_includes_subsidy",
                            models.BooleanField(
                                blank=True,
                                help_text="个人部分和财政部分都由个人缴选“是”。例如：是。",
                                null=True,
                                verbose_name="加收后含财政补助部分",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="规则由哪里发布就选哪里，例如：广州市。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="发布后由这一条接替哪一条，例如：PW-GZ-2026。",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="policies.waitingrule",
                                verbose_name="接替",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical 等待期规则",
                        "verbose_name_plural": "historical 等待期规则",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Publication",
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
                                help_text="例如：缴费期。", max_length=40, verbose_name="种类"
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                help_text="例如：PW-GZ-2026-R2。",
                                max_length=40,
                                verbose_name="规则编号",
                            ),
                        ),
                        (
                            "event",
                            models.CharField(
                                choices=[("added", "发布"), ("changed", "变更"), ("ended", "停用")],
                                max_length=10,
                                verbose_name="变化",
                            ),
                        ),
                        (
                            "sentence",
                            models.TextField(
                                help_text="例如：广州市缴费期：截止日期由…改为…。",
                                verbose_name="一句话",
                            ),
                        ),
                        (
                            "fields",
                            models.JSONField(
                                default=list,
                                encoder=django.core.serializers.json.DjangoJSONEncoder,
                                verbose_name="各项变化",
                            ),
                        ),
                        (
                            "takes_effect_on",
                            models.DateField(blank=True, null=True, verbose_name="从哪天起"),
                        ),
                        ("sources", models.JSONField(default=list, verbose_name="依据")),
                        (
                            "published_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="发布时间"
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "公开的变更",
                        "verbose_name_plural": "公开的变更",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["region", "-id"], name="publication_feed")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeskRole",
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
                            "role",
                            models.CharField(
                                choices=[("editor", "编辑"), ("reviewer", "复核")],
                                help_text="编辑可以写草稿并提交；复核可以发布别人写的草稿。例如：编辑。",
                                max_length=10,
                                verbose_name="角色",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="工作人员",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                help_text="管这个地区和它下面的所有地区；管全国请选“全国”。例如：广州市。",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="policies.region",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "编辑台分工",
                        "verbose_name_plural": "编辑台分工",
                        "ordering": ["user", "region", "role"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "role", "region"),
                                name="desk_role_once",
                                violation_error_message="这个人在这个地区已有这个角色。",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
