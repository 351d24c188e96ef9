"""The closed lists of the policies, with the Chinese people read for each entry."""

from __future__ import annotations

from django.db import models


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


class Status(models.TextChoices):
    DRAFT = "draft", "草稿"
    REVIEW = "review", "待复核"
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


class Spill(models.TextChoices):
    FROM_COVERAGE_START = "from_coverage_start", "仍从待遇年度1月1日起"
    NEXT_DAY = "next_day", "缴费次日起"


class WaitAnchor(models.TextChoices):
    LATER_OF_ARRIVAL_AND_COVERAGE_START = (
        "later_of_arrival_and_coverage_start",
        "到账日与待遇年度第一天中较晚的一天",
    )
    ARRIVAL = "arrival", "到账日"


class StartConvention(models.TextChoices):
    SAME_DAY_N_MONTHS = "same_day_n_months", "若干月后的同一天"
    NEXT_MONTH_FIRST = "next_month_first", "次月1日"
    DAYS = "days", "按天数计"


class BenefitStart(models.TextChoices):
    BIRTH = "birth", "出生之日起"
    NEXT_DAY = "next_day", "缴费次日起"
    NEXT_MONTH_FIRST = "next_month_first", "缴费次月1日起"
    WAIT_DAYS = "wait_days", "缴费后等待若干天"


class Help(models.TextChoices):
    FULL = "full", "全额资助"
    QUOTA = "quota", "定额资助"


class DayUnit(models.TextChoices):
    CALENDAR_DAYS = "calendar_days", "自然日"
    WORKDAYS = "workdays", "工作日"


class CareKind(models.TextChoices):
    OUTPATIENT = "outpatient", "普通门诊"
    INPATIENT = "inpatient", "住院"
    CHRONIC = "chronic", "门诊慢特病"
    CATASTROPHIC = "catastrophic", "大病保险"
    ASSISTANCE = "assistance", "医疗救助"


class HospitalLevel(models.TextChoices):
    COMMUNITY = "community", "社区卫生服务机构"
    TOWN = "town", "镇街医院"
    CITY = "city", "市直属医院"
    FIRST = "first", "一级医院"
    SECOND = "second", "二级医院"
    THIRD = "third", "三级医院"
    OTHER = "other", "其他医院"


class AccountPlan(models.TextChoices):
    WITH_ACCOUNT = "with_account", "统账结合"
    POOLED_ONLY = "pooled_only", "单建统筹"


class HolidayKind(models.TextChoices):
    HOLIDAY = "holiday", "放假"
    MAKE_UP_WORKDAY = "make_up_workday", "调休上班"


class Task(models.TextChoices):
    """What people come to get done; a guide, a channel and a list of papers serve a task."""

    REGISTER = "REGISTER", "参保登记"
    CHILD_ELSEWHERE = "CHILD_ELSEWHERE", "外地户籍儿童参保"
    PAY = "PAY", "缴费"
    PAY_FOR_FAMILY = "PAY_FOR_FAMILY", "替家人缴费"
    RENEW = "RENEW", "续缴"
    CREDENTIAL = "CREDENTIAL", "领医保凭证（医保码）"
    CARD = "CARD", "办理实体卡"
    FILING = "FILING", "异地就医备案"
    CLAIM = "CLAIM", "手工报销"
    NEWBORN = "NEWBORN", "新生儿参保"
    FLEXIBLE = "FLEXIBLE", "灵活就业参保"
    FAMILY = "FAMILY", "个人账户与家庭共济"
    FAMILY_CODE = "FAMILY_CODE", "亲情账户"
    HEIR = "HEIR", "继承个人账户"
    REPAIR = "REPAIR", "断缴修复"
    AGENT = "AGENT", "请人代办"
    QUERY = "QUERY", "查询参保和缴费"
    CLINICS = "CLINICS", "查定点和联网机构"
    REFUND = "REFUND", "退费"
    HELP = "HELP", "咨询"
    REPORT_FRAUD = "REPORT_FRAUD", "举报诈骗"


class ChannelKind(models.TextChoices):
    APP = "app", "手机应用"
    WECHAT_MINI = "wechat_mini", "微信小程序"
    WECHAT_OA = "wechat_oa", "微信公众号"
    WEB = "web", "网站"
    MULTI = "multi", "多个线上入口"
    KIOSK = "kiosk", "自助机"
    OFFLINE = "offline", "线下窗口"
    THIRD_PARTY = "third_party", "第三方平台"


class Topic(models.TextChoices):
    PAYING = "paying", "缴费"
    GAPS = "gaps", "断缴与等待期"
    CHILDREN = "children", "新生儿与孩子"
    ELSEWHERE = "elsewhere", "异地就医"
    AID = "aid", "困难资助"
    FAMILY = "family", "家庭共济与个账"
    WORK = "work", "灵活就业与职工"
    CLAIMS = "claims", "报销与就医"
    RECORDS = "records", "查询与凭证"
    SAFETY = "safety", "安全防骗"
    VILLAGE = "village", "村社代办"
    BASICS = "basics", "概念"
