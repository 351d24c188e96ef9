"""What the rules are: places, where each rule was published, and dated rules. Knows no resident.

Words: coverage year (待遇年度) is the year whose care is paid for, whatever year the notice and
the payment carry; a pooling area (统筹区) is the place inside which one rule holds for everyone.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    BigIntegerRangeField,
    DateRangeField,
    RangeOperators,
)
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Deferrable, F, Func, Q, Value
from django.db.models.expressions import Combinable

from policies import rules

FIRST_YEAR, LAST_YEAR = 2000, 2100
COLLECTION_BEGINS = (7, 1)
"""Month and day, in the year before the coverage year, before which no window opens."""


class Scheme(models.TextChoices):
    RESIDENT = "RESIDENT", "城乡居民医保"
    EMPLOYEE = "EMPLOYEE", "职工医保"
    FLEXIBLE = "FLEXIBLE", "灵活就业人员职工医保"


class PersonCategory(models.TextChoices):
    ADULT = "ADULT", "成年居民"
    WORKING_AGE = "WORKING_AGE", "劳动年龄内居民"
    ELDER = "ELDER", "城乡老年人"
    MINOR = "MINOR", "未成年人/学龄前儿童"
    STUDENT = "STUDENT", "中小学生（在册在校）"
    COLLEGE = "COLLEGE", "大中专学生"
    NEWBORN = "NEWBORN", "新生儿"
    EXTREME_POVERTY = "EXTREME_POVERTY", "特困人员"
    ORPHAN = "ORPHAN", "孤儿/事实无人抚养儿童"
    DIBAO = "DIBAO", "最低生活保障对象"
    DIBAO_EDGE = "DIBAO_EDGE", "最低生活保障边缘家庭成员"
    MONITORED = "MONITORED", "防止返贫监测对象"
    RETURN_POVERTY = "RETURN_POVERTY", "返贫致贫人口"
    DISABLED_SEVERE = "DISABLED_SEVERE", "重度残疾人（一、二级）"
    DISABLED = "DISABLED", "持证残疾人"
    NON_LOCAL = "NON_LOCAL", "非本地户籍（持居住证）"
    HMT = "HMT", "港澳台居民"
    FOREIGN_PR = "FOREIGN_PR", "持永久居留身份证外国人"
    EMP_ACTIVE = "EMP_ACTIVE", "在职职工"
    EMP_RETIRED = "EMP_RETIRED", "退休职工"
    FLEX = "FLEX", "灵活就业/非全日制"
    UNEMPLOYED_UI = "UNEMPLOYED_UI", "领取失业保险金人员"
    VETERAN = "VETERAN", "退役军人（及未就业随军配偶子女）"
    RELEASED = "RELEASED", "刑满释放人员"
    GRADUATE = "GRADUATE", "毕业返乡学生"
    MOVED_IN = "MOVED_IN", "户口新迁入人员"


PARENT_CATEGORY: dict[str, str] = {
    PersonCategory.WORKING_AGE: PersonCategory.ADULT,
    PersonCategory.ELDER: PersonCategory.ADULT,
    PersonCategory.STUDENT: PersonCategory.MINOR,
}


def in_order(categories: list[str]) -> list[str]:
    """The same people in the one order in which they are stored, so that lists can be compared."""
    return sorted(categories, key=PersonCategory.values.index)


class FilingType(models.TextChoices):
    LT_RETIRED = "LT_RETIRED", "异地安置退休人员"
    LT_RESIDENT = "LT_RESIDENT", "异地长期居住人员"
    LT_WORK = "LT_WORK", "常驻异地工作人员"
    TMP_REFERRAL = "TMP_REFERRAL", "异地转诊就医人员"
    TMP_EMERGENCY = "TMP_EMERGENCY", "异地急诊抢救人员"
    TMP_OTHER = "TMP_OTHER", "其他临时外出就医人员"

    @property
    def is_long_term(self) -> bool:
        return self in (FilingType.LT_RETIRED, FilingType.LT_RESIDENT, FilingType.LT_WORK)


class Level(models.TextChoices):
    NATION = "nation", "全国"
    PROVINCE = "province", "省/自治区"
    MUNICIPALITY = "municipality", "直辖市"
    PREFECTURE = "prefecture", "地级市/州/盟"
    COUNTY = "county", "县/区/县级市/旗"


class Region(models.Model):
    """A place of GB/T 2260 and the place above it."""

    code = models.CharField(
        "行政区划代码",
        max_length=6,
        primary_key=True,
        validators=[RegexValidator(r"^[0-9]{6}\Z", "行政区划代码是六位数字，例如 440100。")],
        help_text="六位国标代码，例如：440100。",
    )
    name = models.CharField("名称", max_length=30, help_text="例如：广州市。")
    level = models.CharField(
        "级别", max_length=12, choices=Level.choices, help_text="例如：地级市/州/盟。"
    )
    parent = models.ForeignKey(
        "self",
        verbose_name="上级",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text="例如：广州市的上级是广东省；全国没有上级。",
    )
    aliases = ArrayField(
        models.CharField(max_length=20),
        verbose_name="别名",
        default=list,
        blank=True,
        help_text="人们平常的叫法，用逗号隔开，例如：广州，羊城。",
    )
    note = models.CharField(
        "说明", max_length=200, blank=True, help_text="例如：不设区县，街镇直属。"
    )
    valid_from = models.DateField(
        "启用日期",
        null=True,
        blank=True,
        help_text="代码从哪天起使用；一直在用就留空。例如：2021-01-01。",
    )
    valid_to = models.DateField(
        "停用日期",
        null=True,
        blank=True,
        help_text="代码用到哪天为止；仍在用就留空。例如：2020-12-31。",
    )

    class Meta:
        verbose_name = "地区"
        verbose_name_plural = "地区"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.name}({self.code})"

    @property
    def is_pooling_area(self) -> bool:
        return self.level in (Level.PREFECTURE, Level.MUNICIPALITY)


class Origin(models.TextChoices):
    FILE = "file", "数据文件"
    ADMIN = "admin", "后台修改"


class SourceKind(models.TextChoices):
    OFFICIAL = "official", "国家文件"
    OFFICIAL_LOCAL = "official_local", "地方官方发布"
    OFFICIAL_MIRROR = "official_mirror", "官方文件转载"
    MEDIA = "media", "媒体报道"
    AGGREGATOR = "aggregator", "汇总页面"
    SECONDARY = "secondary", "其他资料"


class Source(models.Model):
    """Where a rule was published."""

    code = models.CharField(
        "编号",
        max_length=40,
        primary_key=True,
        validators=[RegexValidator(r"^[A-Z0-9-]+\Z", "编号只用大写字母、数字和连字符。")],
        help_text="大写字母、数字和连字符，例如：GZ-2025-1017。",
    )
    title = models.CharField(
        "标题",
        max_length=200,
        help_text="例如：关于开展2026年度广州市城乡居民医保集中参保缴费工作的通告。",
    )
    issuer = models.CharField(
        "发布单位", max_length=60, blank=True, help_text="例如：广州市医疗保险服务中心。"
    )
    number = models.CharField(
        "文号", max_length=60, blank=True, help_text="例如：国办发〔2024〕38号；没有就留空。"
    )
    dated = models.CharField(
        "落款日期（原文写法）",
        max_length=20,
        blank=True,
        help_text="例如：2025-10-17，或只写到月的 2026-04。",
    )
    published_on = models.DateField(
        "发布日期", null=True, blank=True, help_text="知道具体哪天才填，例如：2025-10-17。"
    )
    url = models.URLField(
        "网址", max_length=300, blank=True, help_text="例如：https://www.gz.gov.cn/…;没有就留空。"
    )
    kind = models.CharField(
        "类别", max_length=20, choices=SourceKind.choices, help_text="例如：地方官方发布。"
    )
    note = models.CharField("说明", max_length=200, blank=True, help_text="例如：仅见标题。")
    origin = models.CharField(
        "来自",
        max_length=5,
        choices=Origin.choices,
        default=Origin.FILE,
        editable=False,
        help_text="在后台改过的不会被数据文件覆盖。例如：数据文件。",
    )
    updated_at = models.DateTimeField(
        "最后修改", auto_now=True, help_text="例如：2025年10月18日 09:30。"
    )

    class Meta:
        verbose_name = "政策来源"
        verbose_name_plural = "政策来源"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.title}({self.dated})" if self.dated else self.title


class Status(models.TextChoices):
    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "已发布"
    RETIRED = "retired", "已停用"


class Confidence(models.TextChoices):
    A = "A", "A 官方原文"
    B = "B", "B 权威转述"
    C = "C", "C 单一来源，待核实"
    D = "D", "D 说法未证实，只展示"
    U = "U", "U 没有查到"

    @property
    def may_drive_dates(self) -> bool:
        return self in (Confidence.A, Confidence.B, Confidence.C)

    @property
    def needs_check(self) -> bool:
        return self not in (Confidence.A, Confidence.B)


class Point(Func):
    """One text as a point on the line of integers, so that GiST alone can compare it with &&."""

    function = "policies_point"
    arity = 1
    output_field = BigIntegerRangeField()


class Points(Func):
    """A list of texts as points; the empty list is the whole line: it means everyone."""

    function = "policies_points"
    arity = 1
    output_field = BigIntegerRangeField()


class Years(Func):
    """The one year `expression`, as a range."""

    function = "int8range"
    output_field = BigIntegerRangeField()

    def __init__(self, expression: str) -> None:
        super().__init__(expression, expression, Value("[]"))


class Days(Func):
    """The days from the first to the last field; a missing end is open."""

    function = "daterange"
    output_field = DateRangeField()


VALID_DAYS = Days("valid_from", "valid_to", Value("[]"))


def no_two_published(*subject: Combinable, name: str, message: str) -> ExclusionConstraint:
    """Refuse two published rows for one place, `subject` and day. Checked at commit.

    PostgreSQL compares text in an exclusion constraint only through the btree_gist extension,
    which not every server has; points on a line need no extension.
    """
    return ExclusionConstraint(
        name=name,
        expressions=[
            (expression, RangeOperators.OVERLAPS)
            for expression in (Point("region"), *subject, VALID_DAYS)
        ],
        condition=Q(status=Status.PUBLISHED, reference_only=False),
        deferrable=Deferrable.DEFERRED,
        violation_error_code="overlap",
        violation_error_message=message,
    )


class Rule(models.Model):
    """What every dated rule carries: its place, days of validity, trust and sources."""

    code = models.CharField(
        "编号",
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[A-Z0-9-]+\Z", "编号只用大写字母、数字和连字符。")],
        help_text="大写字母、数字和连字符，发布后不要改，例如：PW-GZ-2026-S。",
    )
    region = models.ForeignKey(
        Region,
        verbose_name="地区",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="规则由哪里发布就选哪里，例如：广州市。",
    )
    valid_from = models.DateField(
        "生效日期",
        null=True,
        blank=True,
        help_text="从哪天起有效；一直有效就留空。例如：2025-01-01。",
    )
    valid_to = models.DateField(
        "失效日期",
        null=True,
        blank=True,
        help_text="有效到哪天（含当天）；没有期限就留空。例如：2026-12-31。",
    )
    status = models.CharField(
        "状态",
        max_length=10,
        choices=Status.choices,
        default=Status.DRAFT,
        help_text="只有“已发布”的规则才会使用；不再使用的请改为“已停用”。例如：已发布。",
    )
    confidence = models.CharField(
        "可信度",
        max_length=1,
        choices=Confidence.choices,
        help_text="C 会提醒但标“待核实”，D、U 只展示、不提醒。例如：读过官方通告原文的选 A。",
    )
    sources = models.ManyToManyField(
        Source, verbose_name="来源", related_name="+", help_text="例如：广州市2025-10-17的通告。"
    )
    note = models.CharField(
        "说明",
        max_length=300,
        blank=True,
        help_text="给查看政策的人看的一句话，例如：原文分“在校学生”与“其他参保人员”两档。",
    )
    reference_only = models.BooleanField(
        "仅供参考",
        default=False,
        help_text="勾选后只展示，不用于任何地方的计算。例如：没有写明地区的做法。",
    )
    uniform = models.BooleanField(
        "全域统一",
        default=False,
        help_text="只有通知明说“全省统一”时才勾选，下面的市县才会采用。例如：河南2026年度缴费期。",
    )
    origin = models.CharField(
        "来自",
        max_length=5,
        choices=Origin.choices,
        default=Origin.FILE,
        editable=False,
        help_text="在后台改过的规则不会被数据文件覆盖。例如：数据文件。",
    )
    checked_on = models.DateField(
        "核对日期",
        null=True,
        blank=True,
        help_text="最近一次对照来源核对的日子，例如：2026-11-21。",
    )
    updated_at = models.DateTimeField(
        "最后修改", auto_now=True, help_text="例如：2025年10月18日 09:30。"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        super().clean()
        problems = self.problems()
        if problems:
            raise ValidationError(problems)

    def problems(self) -> dict[str, str]:
        """What fields contradict each other, as a sentence per field."""
        if _reversed(self.valid_from, self.valid_to):
            return {"valid_to": "失效日期不能早于生效日期。"}
        return {}

    @property
    def is_used(self) -> bool:
        """Whether the row takes part in answers, and so must be complete."""
        return self.status == Status.PUBLISHED and not self.reference_only

    @property
    def trust(self) -> Confidence:
        return Confidence(self.confidence)

    def sources_best_first(self) -> list[Source]:
        """The sources, the most authoritative kind first; without a query if prefetched."""
        kinds = SourceKind.values
        return sorted(
            self.sources.all(), key=lambda source: (kinds.index(source.kind), source.code)
        )


def _reversed(first: date | None, last: date | None) -> bool:
    return first is not None and last is not None and last < first


def _is_month_day(text: object) -> bool:
    try:
        date.fromisoformat(f"2000-{text}")
    except ValueError:
        return False
    return isinstance(text, str) and len(text) == 5


def _is_blackouts(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(span, list) and len(span) == 2 and all(map(_is_month_day, span))
        for span in value
    )


def _is_labelled(value: object) -> bool:
    """Whether `value` is a flat table of titles and short contents, as people can read it."""
    return isinstance(value, dict) and all(
        isinstance(content, (str, int, float)) and not isinstance(content, bool)
        for content in value.values()
    )


def rule_checks(name: str) -> list[models.CheckConstraint]:
    return [
        models.CheckConstraint(
            condition=Q(valid_from__isnull=True)
            | Q(valid_to__isnull=True)
            | Q(valid_to__gte=F("valid_from")),
            name=f"{name}_valid_days",
        )
    ]


WITHIN_YEARS = [
    MinValueValidator(FIRST_YEAR, "待遇年度应在2000年到2100年之间。"),
    MaxValueValidator(LAST_YEAR, "待遇年度应在2000年到2100年之间。"),
]


def scheme_field() -> models.CharField[str, str]:
    return models.CharField(
        "险种",
        max_length=10,
        choices=Scheme.choices,
        default=Scheme.RESIDENT,
        help_text="例如：城乡居民医保。",
    )


class Spill(models.TextChoices):
    FROM_COVERAGE_START = "from_coverage_start", "仍从待遇年度1月1日起"
    NEXT_DAY = "next_day", "缴费次日起"


class PaymentWindow(Rule):
    """When the year's contribution can be paid in a place. Without a close there is no date."""

    scheme = scheme_field()
    coverage_year = models.PositiveSmallIntegerField(
        "待遇年度",
        validators=WITHIN_YEARS,
        null=True,
        blank=True,
        help_text="享受待遇的年份，不是缴费的年份。2025年秋天缴费、2026年看病用，填 2026。",
    )
    categories = ArrayField(
        models.CharField(max_length=20, choices=PersonCategory.choices),
        verbose_name="适用人群",
        default=list,
        blank=True,
        help_text="不选表示所有人。例如：中小学生、大中专学生。",
    )
    opens_on = models.DateField(
        "开始日期",
        null=True,
        blank=True,
        help_text="只写了旬或月时，填可以开始提醒的最早一天。例如：2025-10-21。",
    )
    opens_text = models.CharField(
        "开始日期（原文写法）", max_length=20, blank=True, help_text="例如：10月下旬。"
    )
    closes_on = models.DateField(
        "截止日期",
        null=True,
        blank=True,
        help_text="最后一天（含当天）；没有查到就留空。例如：2025-12-20。",
    )
    original_closes_on = models.DateField(
        "延期前的截止日期", null=True, blank=True, help_text="延长过才填，例如：2025-12-31。"
    )
    spill = models.CharField(
        "跨年后缴费何时起享受",
        max_length=20,
        choices=Spill.choices,
        blank=True,
        help_text="缴费期跨过1月1日才填，例如：缴费次日起。",
    )
    blackouts = models.JSONField(
        "停缴日期",
        default=list,
        blank=True,
        help_text='每年不能缴费的日子，月-日成对（含首尾），例如：[["12-26", "12-31"]]。',
    )
    payable_from_day = models.PositiveSmallIntegerField(
        "每月可缴起日", null=True, blank=True, help_text="每天都能缴就留空。例如：1。"
    )
    payable_to_day = models.PositiveSmallIntegerField(
        "每月可缴止日", null=True, blank=True, help_text="每天都能缴就留空。例如：25。"
    )
    late_closes_on = models.DateField(
        "补缴截止日期", null=True, blank=True, help_text="允许补缴到哪天，例如：2025-03-31。"
    )
    account_pay_from = models.DateField(
        "个人账户可代缴起日", null=True, blank=True, help_text="例如：2025-10-16。"
    )
    pay_at = models.CharField(
        "缴费渠道",
        max_length=20,
        blank=True,
        help_text="写进提醒的官方渠道名，不超过20个字，例如：粤税通。",
    )

    class Meta:
        verbose_name = "缴费期"
        verbose_name_plural = "缴费期"
        ordering = ["region", "-coverage_year", "code"]
        constraints = [
            *rule_checks("window"),
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True)
                | Q(closes_on__isnull=True)
                | Q(closes_on__gte=F("opens_on")),
                name="window_close_after_open",
            ),
            models.CheckConstraint(
                condition=Q(payable_from_day__isnull=True, payable_to_day__isnull=True)
                | Q(
                    payable_from_day__isnull=False,
                    payable_to_day__isnull=False,
                    payable_from_day__gte=1,
                    payable_to_day__lte=31,
                    payable_to_day__gte=F("payable_from_day"),
                ),
                name="window_payable_days",
            ),
            models.CheckConstraint(
                condition=Q(coverage_year__isnull=False) | Q(reference_only=True),
                name="window_has_year",
            ),
            no_two_published(
                Point("scheme"),
                Years("coverage_year"),
                Points("categories"),
                name="window_one_published",
                message="同一地区、险种、待遇年度和人群已有一条已发布的缴费期，请先停用旧的，或改成草稿。",
            ),
        ]
        indexes = [
            # Reader: selectors.payment_cohorts, at every planning.
            models.Index(
                fields=["closes_on"],
                name="window_by_close",
                condition=Q(status=Status.PUBLISHED, reference_only=False),
            ),
        ]

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        super().clean_fields(exclude)
        self.categories = in_order(self.categories)

    def problems(self) -> dict[str, str]:
        return {
            **super().problems(),
            **self._payable_problems(),
            **self._date_problems(),
            **self._trust_problems(),
        }

    def _date_problems(self) -> dict[str, str]:
        problems: dict[str, str] = {}
        if self.coverage_year is None and not self.reference_only:
            problems["coverage_year"] = "请填写待遇年度；只有“仅供参考”的规则可以不填。"
        if _reversed(self.opens_on, self.closes_on):
            problems["closes_on"] = (
                f"截止日期（{self.closes_on}）早于开始日期（{self.opens_on}），请核对年份。"
            )
        if _reversed(self.closes_on, self.late_closes_on):
            problems["late_closes_on"] = "补缴截止日期不能早于截止日期。"
        if self.original_closes_on and not (
            self.closes_on and self.original_closes_on < self.closes_on
        ):
            problems["original_closes_on"] = (
                "延期前的截止日期应早于现在的截止日期；没有延期请留空。"
            )
        if self.coverage_year:
            for name, last in (("opens_on", (6, 30)), ("closes_on", (12, 31))):
                day: date | None = getattr(self, name)
                first_day = date(self.coverage_year - 1, *COLLECTION_BEGINS)
                if day and not first_day <= day <= date(self.coverage_year, *last):
                    problems.setdefault(
                        name,
                        f"{day} 与待遇年度 {self.coverage_year} 对不上："
                        "待遇年度是看病报销的那一年，通常在它前一年的秋天开始缴费。",
                    )
        return problems

    def _payable_problems(self) -> dict[str, str]:
        problems: dict[str, str] = {}
        first, last = self.payable_from_day, self.payable_to_day
        if (first is None) != (last is None):
            missing = "payable_from_day" if first is None else "payable_to_day"
            problems[missing] = "每月可缴的起日和止日要一起填；每天都能缴就都留空。"
        elif first is not None and last is not None and not 1 <= first <= last <= 31:
            problems["payable_to_day"] = "每月可缴的日子应在1到31之间，起日不能晚于止日。"
        if not _is_blackouts(self.blackouts):
            problems["blackouts"] = '停缴日期要写成月-日成对，例如：[["12-26", "12-31"]]。'
        if not problems and self.opens_on and self.closes_on and not self.last_payable_on:
            problems["closes_on"] = "照停缴日期和每月可缴的日子，整个缴费期没有一天能缴，请核对。"
        return problems

    @property
    def monthly_days(self) -> tuple[int, int] | None:
        if self.payable_from_day is None or self.payable_to_day is None:
            return None
        return self.payable_from_day, self.payable_to_day

    @property
    def last_payable_on(self) -> date | None:
        """The last day on which money is really taken: the due date of every reminder."""
        if self.opens_on is None or self.closes_on is None:
            return None
        return rules.effective_last_payable_day(
            opens_on=self.opens_on,
            closes_on=self.closes_on,
            monthly_days=self.monthly_days,
            blackouts=self.blackouts,
        )

    def _trust_problems(self) -> dict[str, str]:
        if self.confidence == Confidence.U and self.closes_on:
            return {
                "closes_on": "可信度 U 表示没有查到日期，请留空；若已查到，请改可信度并选来源。"
            }
        if not self.is_used or not self.confidence or not self.trust.may_drive_dates:
            return {}
        return {
            name: f"可信度 {self.confidence} 的缴费期发布后会据此提醒，请填写{label}；没有查到请选 U。"
            for name, label in (("opens_on", "开始日期"), ("closes_on", "截止日期"))
            if getattr(self, name) is None
        }


class Contribution(Rule):
    """What one person of a category pays for a coverage year."""

    scheme = scheme_field()
    category = models.CharField(
        "人员类别",
        max_length=20,
        choices=PersonCategory.choices,
        help_text="例如：成年居民。",
    )
    also_for = ArrayField(
        models.CharField(max_length=20, choices=PersonCategory.choices),
        verbose_name="同样适用于",
        default=list,
        blank=True,
        help_text="缴同样金额的其他人群，例如：大中专学生。",
    )
    tier = models.CharField(
        "档次", max_length=10, blank=True, help_text="分档缴费才填，例如：一档。"
    )
    coverage_year = models.PositiveSmallIntegerField(
        "待遇年度",
        validators=WITHIN_YEARS,
        help_text="享受待遇的年份，不是缴费的年份。2025年秋天缴费、2026年看病用，填 2026。",
    )
    collected_in = models.CharField(
        "收取时间",
        max_length=20,
        blank=True,
        help_text="钱是哪年收的，例如：2025，或 2025-11..2026-02。",
    )
    notice_year = models.PositiveSmallIntegerField(
        "通知所称年度",
        null=True,
        blank=True,
        help_text="通知里叫法与待遇年度不同才填，例如：通知叫“2025年”，填 2025。",
    )
    individual = models.DecimalField(
        "个人缴费（元）",
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, "金额不能是负数。")],
        help_text="没有查到就留空，例如：400。",
    )
    subsidy = models.DecimalField(
        "财政补助（元）",
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, "金额不能是负数。")],
        help_text="每人每年，没有查到就留空，例如：700。",
    )
    floor = models.BooleanField(
        "只是最低标准",
        default=False,
        help_text="国家最低标准勾选，只作参考，不当作某个人应缴的金额。例如：2026年度全国不低于400元。",
    )
    born_before = models.DateField(
        "出生日期早于",
        null=True,
        blank=True,
        help_text="按出生日期区分金额才填，例如：2008-01-01。",
    )
    born_from = models.DateField(
        "出生日期不早于",
        null=True,
        blank=True,
        help_text="按出生日期区分金额才填，例如：2008-01-01。",
    )
    includes = models.JSONField(
        "其中包含",
        default=dict,
        blank=True,
        help_text='金额里已含的其他收费，例如：{"长期护理保险": 30}。',
    )
    excludes = models.JSONField(
        "另外收取",
        default=dict,
        blank=True,
        help_text='一起收但不在金额里的，例如：{"长期护理保险": "合并征收，金额待查"}。',
    )

    class Meta:
        verbose_name = "缴费标准"
        verbose_name_plural = "缴费标准"
        ordering = ["region", "-coverage_year", "code"]
        constraints = [
            *rule_checks("contribution"),
            models.CheckConstraint(
                condition=Q(individual__isnull=True) | Q(individual__gte=0),
                name="contribution_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(born_from__isnull=True)
                | Q(born_before__isnull=True)
                | Q(born_before__gt=F("born_from")),
                name="contribution_birth_days",
            ),
            no_two_published(
                Point("scheme"),
                Years("coverage_year"),
                Points(
                    Func(
                        "also_for",
                        "category",
                        function="array_append",
                        output_field=ArrayField(models.CharField(max_length=20)),
                    )
                ),
                Point("tier"),
                Days("born_from", "born_before", Value("[)")),
                name="contribution_one_published",
                message="同一地区、险种、待遇年度、人群和档次已有一条已发布的缴费标准，请先停用旧的，或改成草稿。",
            ),
        ]

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        super().clean_fields(exclude)
        self.also_for = in_order(self.also_for)

    def problems(self) -> dict[str, str]:
        problems = super().problems()
        if self.individual is not None and self.confidence == Confidence.U:
            problems["individual"] = (
                "可信度 U 表示没有查到金额，请留空；若已查到，请改可信度并选来源。"
            )
        if (
            self.individual is None
            and self.confidence
            and self.is_used
            and self.trust.may_drive_dates
        ):
            problems["individual"] = (
                f"可信度 {self.confidence} 的缴费标准发布后会据此提醒，请填写金额；没有查到请选 U。"
            )
        if self.born_from and self.born_before and self.born_before <= self.born_from:
            problems["born_before"] = "“出生日期早于”要晚于“出生日期不早于”。"
        for name in ("includes", "excludes"):
            if not _is_labelled(getattr(self, name)):
                problems[name] = '请写成名称和内容成对，例如：{"长期护理保险": 30}。'
        return problems


def months_field(
    label: str, help_text: str
) -> models.PositiveSmallIntegerField[int | None, int | None]:
    return models.PositiveSmallIntegerField(
        label,
        null=True,
        blank=True,
        validators=[
            MinValueValidator(1, "月数应在1到120之间。"),
            MaxValueValidator(120, "月数应在1到120之间。"),
        ],
        help_text=help_text,
    )


def points_field(
    label: str, help_text: str
) -> models.PositiveSmallIntegerField[int | None, int | None]:
    return models.PositiveSmallIntegerField(
        label,
        null=True,
        blank=True,
        validators=[MaxValueValidator(100, "百分数不能超过100。")],
        help_text=help_text,
    )


def yes_no_field(label: str, help_text: str) -> models.BooleanField[bool | None, bool | None]:
    return models.BooleanField(label, null=True, blank=True, help_text=help_text)


class FilingRule(Rule):
    """How filings for care elsewhere work for those insured in a place.

    Every field may be empty: the value then comes from the place above, field by field.
    """

    care_region = models.ForeignKey(
        Region,
        verbose_name="就医地",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="只对去某一地就医有效时才选，例如：西安市；去哪里都一样就留空。",
    )
    long_term_valid_until_changed = yes_no_field(
        "长期备案一直有效", "变更或停保前一直有效选“是”。例如：全国规定为是。"
    )
    both_places = yes_no_field("长期备案两地都能用", "参保地、就医地都可直接结算选“是”。例如：是。")
    change_lock_months = months_field("长期备案几个月内不能变更", "例如：6。")
    promise_months = months_field("承诺制备案有效月数", "先承诺、后补材料的备案有效多久，例如：6。")
    temporary_months = months_field("临时备案有效月数", "例如：6。")
    review_days = models.PositiveSmallIntegerField(
        "审核工作日", null=True, blank=True, help_text="几个工作日内办结，例如：2。"
    )
    needs_filing_long_term = yes_no_field("长期居住要备案吗", "例如：是。")
    needs_filing_referral = yes_no_field("转诊要备案吗", "例如：是。")
    needs_filing_emergency = yes_no_field("急诊要备案吗", "全国规定视同已备案，例如：否。")
    needs_filing_other = yes_no_field("其他临时外出要备案吗", "例如：珠海为否。")
    drop_points_long_term = points_field("长期居住少报几个百分点", "例如：0。")
    drop_points_referral = points_field("转诊少报几个百分点", "例如：10。")
    drop_points_emergency = points_field("急诊少报几个百分点", "例如：10。")
    drop_points_other = points_field("其他临时外出少报几个百分点", "例如：20。")
    self_pay_long_term = points_field("长期居住先自付百分之几", "例如：0。")
    self_pay_referral = points_field("转诊先自付百分之几", "例如：10。")
    self_pay_emergency = points_field("急诊先自付百分之几", "例如：10。")
    self_pay_other = points_field("其他临时外出先自付百分之几", "例如：20。")
    self_pay_unfiled = points_field("没有备案先自付百分之几", "例如：20。")
    in_province_needs_filing = yes_no_field("省内异地要备案吗", "例如：江西为否。")
    in_province_months = months_field("省内临时备案有效月数", "例如：6。")
    details = models.JSONField(
        "其他规定",
        default=dict,
        blank=True,
        help_text='标题和内容成对，例如：{"备案到哪里": "备案到地市，当地联网机构都可用"}。',
    )

    class Meta:
        verbose_name = "备案规则"
        verbose_name_plural = "备案规则"
        ordering = ["region", "-valid_from", "code"]
        constraints = [
            *rule_checks("filing_rule"),
            no_two_published(
                Point(Func(F("care_region"), Value(""), function="COALESCE")),
                name="filing_rule_one_published",
                message="同一地区和就医地在这些日子里已有一条已发布的备案规则，请先停用旧的，或改成草稿。",
            ),
        ]

    def problems(self) -> dict[str, str]:
        problems = super().problems()
        if self.care_region_id and self.care_region_id == self.region_id:
            problems["care_region"] = "就医地就是参保地时不用备案，请留空或选别处。"
        if not _is_labelled(self.details):
            problems["details"] = '请写成标题和内容成对，例如：{"备案到哪里": "备案到地市"}。'
        return problems

    @classmethod
    def resolved_fields(cls) -> dict[str, str]:
        """Name and label of every field that is inherited on its own from the place above."""
        return {
            inherited.name: str(inherited.verbose_name)
            for inherited in cls._meta.concrete_fields
            if inherited.name not in RULE_FIELDS
        }


RULE_FIELDS = frozenset(
    {declared.name for declared in Rule._meta.local_fields} | {"id", "care_region", "details"}
)
