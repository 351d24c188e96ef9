"""Amounts: who pays, rewards, monthly contributions, years still missing, reimbursement."""

from __future__ import annotations

from decimal import Decimal

from policies import rules
from policies.calculators.conventions import MOST_YEARS, PAID_AS
from policies.calculators.desk import Calculator, Finding, NoRule, jsonable
from policies.calculators.elsewhere import CARE, HOME, NOT_FOUND, from_care
from policies.calculators.facts import OddFact, amount, count, one_of, rate, whole, year, yes_no
from policies.calculators.policy import (
    Taken,
    as_number,
    as_rate,
    from_contribution,
    from_participation,
    from_rule,
    told_apart,
)
from policies.calculators.words import percent, plain, yuan
from policies.models import (
    AccountPlan,
    CareKind,
    EmployeeBase,
    HospitalLevel,
    IncentiveRule,
    LifetimeYearsRule,
    PersonCategory,
    ReimbursementTier,
    Scheme,
)

ZERO = Decimal(0)
FIFTH = Decimal("0.2")
EMPLOYEE_RATE = Decimal("0.02")


def incentive(
    *,
    step: Decimal | None = None,
    zero_claim_step: Decimal | None = None,
    times: int | None = None,
    continuous_years: int | None = None,
    zero_claim_years: int = 0,
    years_needed: int = 4,
    ceiling: Decimal | None = None,
    cap_ratio: Decimal = FIFTH,
) -> Finding:
    if times is None:
        if continuous_years is None:
            raise OddFact("times", "请填写奖励次数，或连续参保的年数 continuous_years。")
        times = rules.incentive_times(continuous_years=continuous_years, years_needed=years_needed)
    if step is None:
        raise NoRule("还不知道当地每次提高多少")
    if ceiling is None:
        raise NoRule("还不知道当地大病保险原来的封顶线")
    earned = (
        step * times + (step if zero_claim_step is None else zero_claim_step) * zero_claim_years
    )
    found = rules.incentive(step=earned, times=1, ceiling=ceiling, cap_ratio=cap_ratio)
    capped = "，已经到上限" if earned > found else ""
    return Finding(
        found,
        f"每次提高{yuan(step)}、共{times + zero_claim_years}次，大病保险封顶线提高{yuan(found)}{capped}"
        f"（最多是原封顶线{yuan(ceiling)}的{percent(cap_ratio)}）；断保后连续年数重新算，用过后零报销部分清零。",
    )


def contribution(
    *,
    standard: Decimal | None = None,
    subsidy: Decimal | None = None,
    least_subsidy: Decimal | None = None,
    full: bool = False,
    quota: bool = False,
    pays: Decimal | None = None,
    help_amount: Decimal | None = None,
    help_ratio: Decimal | None = None,
    least_ratio: Decimal | None = None,
) -> Finding:
    if standard is None:
        return _without_standard(Decimal(0) if full else pays)
    if pays is not None and pays > standard:
        raise OddFact("pays", "资助后个人仍缴的钱不能多于个人缴费标准。")
    known = full or not (pays is None and help_amount is None and help_ratio is None)
    if not known and least_ratio is not None:
        most = rules.contribution_shares(standard=standard, help_ratio=least_ratio).self_pay
        return Finding(
            None,
            f"个人缴费标准{yuan(standard)}，这类人群至少资助{percent(least_ratio)}，自己最多缴{yuan(most)}；"
            "当地实际资助多少待核实，请问 12393 或村（社区）。",
            certain=False,
        )
    if not known and quota:
        raise NoRule(
            f"个人缴费标准{yuan(standard)}，这类人群由财政定额资助，当地资助多少还没有查到"
        )
    found = rules.contribution_shares(
        standard=standard,
        subsidy=subsidy,
        full=full,
        pays=pays,
        help_amount=help_amount,
        help_ratio=help_ratio,
    )
    helped = f"，财政等资助{yuan(found.helped)}" if found.helped else "，没有资助"
    state = (
        "" if least_subsidy is None else f"，财政另外至少补助{yuan(least_subsidy)}（全国最低标准）"
    )
    state = state if subsidy is None else f"，财政另外补助{yuan(subsidy)}"
    return Finding(
        found,
        f"个人缴费标准{yuan(standard)}，自己缴{yuan(found.self_pay)}{helped}{state}；"
        "低保、特困等身份变了，资助跟着变，以当地认定为准。",
    )


def _without_standard(self_pay: Decimal | None) -> Finding:
    """What one pays oneself may be known where the whole is not."""
    if self_pay is None:
        raise NoRule("还没有查到这个年度的个人缴费标准")
    return Finding(
        {"self_pay": jsonable(self_pay), "helped": None, "subsidy": None},
        f"这类人群自己缴{yuan(self_pay)}，其余由财政资助（当地标准还没有查到）；"
        "低保、特困等身份变了，资助跟着变，以当地认定为准。",
    )


def employee_monthly(
    *,
    wage: Decimal,
    floor: Decimal | None = None,
    ceiling: Decimal | None = None,
    individual_rate: Decimal = EMPLOYEE_RATE,
    employer_rate: Decimal | None = None,
) -> Finding:
    if floor is not None and ceiling is not None and floor > ceiling:
        raise OddFact("ceiling", "基数上限不能低于下限。")
    found = rules.employee_monthly(
        wage=wage,
        floor=floor,
        ceiling=ceiling,
        individual_rate=individual_rate,
        employer_rate=employer_rate,
    )
    moved = ""
    if found.base > wage:
        moved = "（工资低于下限，按下限）"
    elif found.base < wage:
        moved = "（工资高于上限，按上限）"
    employer = "" if found.employer is None else f"，单位每月缴{yuan(found.employer)}"
    return Finding(
        found,
        f"按基数{yuan(found.base)}{moved}，个人每月缴{yuan(found.individual)}"
        f"（{percent(individual_rate)}）{employer}；基数上下限每年调整，比例看当地。",
    )


def lifetime_years(
    *,
    gender: str | None = None,
    required: Decimal | None = None,
    male: Decimal | None = None,
    female: Decimal | None = None,
    actual: Decimal,
    deemed: Decimal = ZERO,
    counts_deemed: bool = True,
    actual_min: Decimal = ZERO,
    local_actual: Decimal | None = None,
    local_actual_min: Decimal = ZERO,
) -> Finding:
    if required is None:
        if gender is None:
            raise OddFact("gender", "请填写性别，或直接填写要求的累计年限 required。")
        required = male if gender == "male" else female
    if required is None:
        raise NoRule("还没有查到当地退休时要求的累计缴费年限")
    if local_actual is not None and local_actual > actual:
        raise OddFact("local_actual", "本地实际缴费年限不能多于实际缴费年限。")
    missing = rules.lifetime_years_missing(
        required=required,
        actual=actual,
        deemed=deemed,
        counts_deemed=counts_deemed,
        actual_min=actual_min,
        local_actual=local_actual,
        local_actual_min=local_actual_min,
    )
    verdict = f"还差{plain(missing)}年" if missing else "已经够了"
    least = f"、其中实际缴费至少{plain(actual_min)}年" if actual_min else ""
    local = f"、本地实际缴费至少{plain(local_actual_min)}年" if local_actual_min else ""
    return Finding(
        missing,
        f"要求累计{plain(required)}年{least}{local}，{verdict}；"
        "各地年限正在过渡，视同缴费年限以当地认定为准。",
    )


def reimbursement(
    *,
    eligible: Decimal,
    deductible: Decimal | None = None,
    ratio: Decimal | None = None,
    ceiling: Decimal | None = None,
    used: Decimal = ZERO,
    drop_points: Decimal | None = None,
    first_self_pay: Decimal | None = None,
    care: str = HOME,
) -> Finding:
    if care != HOME and drop_points is None and first_self_pay is None:
        raise NoRule(NOT_FOUND.get(care, "还没有查到去外地看病少报多少"))
    drop_points, first_self_pay = drop_points or ZERO, first_self_pay or ZERO
    if deductible is None or ratio is None:
        missing = "起付线" if deductible is None else "报销比例"
        raise NoRule(f"还没有查到当地这类待遇的{missing}，无法估算")
    found = rules.reimbursement(
        eligible=eligible,
        deductible=deductible,
        ratio=ratio,
        ceiling=ceiling,
        used=used,
        drop_points=drop_points,
        first_self_pay=first_self_pay,
    )
    top = "" if ceiling is None else f"，年度封顶{yuan(ceiling)}"
    less = f"，异地少报{plain(drop_points)}个百分点" if drop_points else ""
    first = f"，先自付{percent(first_self_pay)}" if first_self_pay else ""
    return Finding(
        found,
        f"目录内费用{yuan(eligible)}{first}，起付线{yuan(deductible)}，报{percent(ratio)}{less}{top}，"
        f"估计能报{yuan(found.fund)}；目录外的费用不能报，以医院结算为准。",
    )


CALCULATORS = [
    Calculator(
        rule="incentive",
        title="连续参保、零报销能让大病保险封顶线提高多少",
        function=incentive,
        facts={
            "step": amount("每次提高多少元", 3800),
            "zero_claim_step": amount("零报销每次提高多少元，和连续参保不同才填", 3800),
            "times": whole("奖励几次", 2, most=MOST_YEARS),
            "continuous_years": whole("已连续参保几年，代替次数", 6, most=MOST_YEARS),
            "zero_claim_years": whole("其中几年没有报销", 0, most=MOST_YEARS),
            "years_needed": whole("连续参保满几年后起奖励", 4, most=MOST_YEARS),
            "ceiling": amount("大病保险原封顶线，元", 300000),
            "cap_ratio": rate("累计不超过原封顶线的几成", 0.2),
        },
        suppliers=(
            from_rule(
                IncentiveRule,
                step="step",
                zero_claim_step="zero_claim_step",
                years_needed="years_needed",
                ceiling="ceiling",
                cap_ratio=Taken("cap_percent", as_rate),
            ),
        ),
        essential={
            ("step",): "还没有查到当地每次提高多少",
            ("ceiling",): "还没有查到当地大病保险原来的封顶线",
        },
        example={"step": 3800, "times": 2, "ceiling": 300000},
    ),
    Calculator(
        rule="contribution",
        title="一年要缴多少钱，谁来出",
        function=contribution,
        facts={
            "standard": amount("个人缴费标准，元", 400),
            "subsidy": amount("财政补助，元", 700),
            "full": yes_no("全额资助", "false"),
            "pays": amount("资助后个人仍缴多少元", 110),
            "help_amount": amount("定额资助多少元", 240),
            "help_ratio": rate("资助个人缴费的几成", 0.6),
            "least_ratio": rate("至少资助个人缴费的几成", 0.6),
            "least_subsidy": amount("财政补助的全国最低标准，元", 700),
            "quota": yes_no("定额资助", "false"),
        },
        subject={
            "coverage_year": year("待遇年度"),
            "paid_as": PAID_AS,
            "age": whole("年龄，有的地方按年龄资助", 72, most=130),
        },
        suppliers=(from_contribution, from_participation),
        names=("who_pays", "subsidised_participation"),
        spellings={
            "individual": "standard",
            "individual_pays": "pays",
            "amount": "help_amount",
            "ratio": "help_ratio",
        },
        example={"standard": 400, "subsidy": 700, "pays": 110},
    ),
    Calculator(
        rule="employee_monthly",
        title="职工医保每月缴多少",
        function=employee_monthly,
        facts={
            "wage": amount("月工资，元", 5000),
            "floor": amount("月基数下限，元", 6236),
            "ceiling": amount("月基数上限，元", 31179),
            "individual_rate": rate("个人缴费比例", 0.02),
            "employer_rate": rate("单位缴费比例", 0.0535),
        },
        names=("employee_amount",),
        spellings={"base": "wage", "rate": "individual_rate"},
        suppliers=(
            from_rule(
                EmployeeBase,
                floor="floor",
                ceiling="ceiling",
                individual_rate=Taken("individual_percent", as_rate),
            ),
        ),
        essential={
            ("floor",): "还没有查到当地职工医保月基数下限的可靠数字",
            ("ceiling",): "还没有查到当地职工医保月基数上限的可靠数字",
            ("individual_rate",): "还没有查到当地职工医保个人缴费比例的可靠数字",
        },
        scheme=Scheme.EMPLOYEE,
        category=PersonCategory.EMP_ACTIVE,
        example={"wage": 5000, "floor": 6236, "ceiling": 31179, "individual_rate": 0.02},
    ),
    Calculator(
        rule="lifetime_years",
        title="退休后享受医保还差几年",
        function=lifetime_years,
        facts={
            "gender": one_of(
                "性别",
                [("male", "男"), ("female", "女")],
                spellings={"男": "male", "女": "female", "M": "male", "F": "female"},
            ),
            "required": count("要求的累计年限", 30, most=MOST_YEARS),
            "male": count("男性要求的累计年限", 30, most=MOST_YEARS),
            "female": count("女性要求的累计年限", 25, most=MOST_YEARS),
            "actual": count("实际缴费年限", 20, most=MOST_YEARS),
            "deemed": count("视同缴费年限", 0, most=MOST_YEARS),
            "counts_deemed": yes_no("视同缴费年限计入", "true"),
            "actual_min": count("实际缴费至少几年", 15, most=MOST_YEARS),
            "local_actual": count("其中本地实际缴费几年，不填按全部在本地", 5, most=MOST_YEARS),
            "local_actual_min": count("本地实际缴费至少几年", 5, most=MOST_YEARS),
        },
        names=("lifetime_years_missing", "lifetime_missing"),
        spellings={"sex": "gender", "paid_years": "actual"},
        subject={"plan": one_of("参保方式", AccountPlan.choices)},
        suppliers=(
            told_apart(
                "plan",
                AccountPlan,
                "当地统账结合和单建统筹要求的年限不同，请把自己的一种填进 plan",
                from_rule(
                    LifetimeYearsRule,
                    male=Taken("male", as_number),
                    female=Taken("female", as_number),
                    actual_min=Taken("actual_min", as_number),
                    local_actual_min=Taken("local_actual_min", as_number),
                    counts_deemed="counts_deemed",
                ),
            ),
        ),
        scheme=Scheme.EMPLOYEE,
        category=PersonCategory.EMP_ACTIVE,
        example={"required": 30, "actual": 20, "deemed": 4, "actual_min": 15},
    ),
    Calculator(
        rule="reimbursement",
        title="大概能报多少（按起付线、比例、封顶线估算）",
        function=reimbursement,
        facts={
            "eligible": amount("目录内费用，元", 10000),
            "deductible": amount("起付线，元", 800),
            "ratio": rate("报销比例", 0.7),
            "ceiling": amount("年度封顶线，元", 300000),
            "used": amount("今年已经报了多少元", 0),
            "drop_points": count("异地少报几个百分点", 10, most=100),
            "first_self_pay": rate("异地先自付的比例", 0.1),
            "care": CARE,
        },
        names=("reimbursement_estimate",),
        spellings={"cost": "eligible", "amount": "eligible", "cap": "ceiling"},
        subject={
            "kind": one_of("待遇种类", CareKind.choices),
            "hospital_level": one_of("医院级别", HospitalLevel.choices),
        },
        suppliers=(
            from_rule(
                ReimbursementTier,
                deductible="deductible",
                ratio=Taken("ratio_percent", as_rate),
                ceiling="ceiling",
            ),
            from_care,
        ),
        example={"eligible": 10000, "deductible": 800, "ratio": 0.7, "ceiling": 300000},
    ),
]
