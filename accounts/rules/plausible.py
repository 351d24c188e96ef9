"""Which declarations make sense: None, or one sentence that says what to mend."""

from __future__ import annotations

from datetime import date

from policies.rules import add_months

FIRST_COVERAGE_YEAR = 2003
"""The new rural scheme began in 2003; nobody has an older yearly contribution to declare."""
COLLECTION_BEGINS = (7, 1)
"""Month and day, in the year before the coverage year, from which money can be for it."""
LONGEST_LIFE_MONTHS = 130 * 12
NO_CONSENT = "请先同意登记家人参保资料，再填写。"
CHILDREN = frozenset({"NEWBORN", "MINOR", "STUDENT", "ORPHAN"})
GROWN_UP = frozenset(
    {
        *("ADULT", "WORKING_AGE", "ELDER", "COLLEGE", "GRADUATE", "RELEASED"),
        *("EMP_ACTIVE", "EMP_RETIRED", "FLEX", "UNEMPLOYED_UI"),
    }
)
"""What nobody under fourteen is; of the others a son or daughter of any age may be one."""
LONGEST_FILING_MONTHS = 30 * 12
LATEST_FILING_START_MONTHS = 12
LONGEST_PROMISE_MONTHS = 24
LONGEST_RECHECK_MONTHS = 20 * 12
FARTHEST_BACK_MONTHS = 5 * 12


def coverage_year_problem(year: int, *, today: date) -> str | None:
    """Why `year` cannot be declared on `today`, or None: windows open in the year before."""
    if FIRST_COVERAGE_YEAR <= year <= today.year + 1:
        return None
    return f"待遇年度请填 {FIRST_COVERAGE_YEAR} 到 {today.year + 1} 之间的年份。"


def payment_date_problem(paid_on: date, *, coverage_year: int, today: date) -> str | None:
    """Why money for `coverage_year` cannot have arrived on `paid_on`, or None.

    Places begin to collect in the autumn before the year, none seen before September; money of
    that spring is for the year before, the usual mistake. A missed year may be repaid later.
    """
    if paid_on > today:
        return "到账日期不能晚于今天；钱到账后再来填。"
    if paid_on < date(coverage_year - 1, *COLLECTION_BEGINS):
        return (
            f"{coverage_year} 年度的钱在 {coverage_year - 1} 年下半年才开始收；"
            f"更早缴的算 {coverage_year - 1} 年度，请核对日期或年度。"
        )
    return None


def birth_date_problem(born_on: date, *, today: date) -> str | None:
    if born_on > today:
        return "出生日期不能晚于今天。"
    if born_on < add_months(today, -LONGEST_LIFE_MONTHS):
        return "出生日期太早了，请核对年份。"
    return None


def may_be_under_fourteen(
    *, relation: str, category: str, born_on: date | None, today: date
) -> bool:
    """Whether the law wants a guardian's consent.

    Without a birth date the category decides, and of sons and daughters it has to say that they
    are grown up.
    """
    if born_on is not None:
        return today < add_months(born_on, 14 * 12)
    return category in CHILDREN or (relation == "child" and category not in GROWN_UP)


def usual_category(relation: str) -> str:
    """Who somebody is taken for whose category was not told."""
    return "MINOR" if relation == "child" else "ADULT"


def filing_dates_problem(
    *, starts_on: date, ends_on: date | None, today: date
) -> tuple[str, str] | None:
    """The field and the sentence of what is wrong with a filing's dates, or None."""
    if starts_on > add_months(today, LATEST_FILING_START_MONTHS):
        return "starts_on", "开始日期请填一年以内的日子。"
    if starts_on < add_months(today, -LONGEST_FILING_MONTHS):
        return "starts_on", "开始日期太早了，请核对年份。"
    if ends_on is not None and ends_on < starts_on:
        return "ends_on", "最后有效日不能早于开始日期。"
    if ends_on is not None and ends_on > add_months(starts_on, LONGEST_FILING_MONTHS):
        return "ends_on", "最后有效日太远了，请核对年份；长期备案可以不填。"
    return None


def special_group_problem(group: str, *, since: date | None, today: date) -> tuple[str, str] | None:
    if since is None:
        return None
    if not group:
        return "special_since", "填了认定日期，请也选特殊身份。"
    if since > today:
        return "special_since", "认定日期不能晚于今天；认定下来后再填。"
    if since < add_months(today, -LONGEST_LIFE_MONTHS):
        return "special_since", "认定日期太早了，请核对年份。"
    return None


def papers_problem(
    *, starts_on: date, promised: bool, long_term: bool, papers_due_on: date | None
) -> tuple[str, str] | None:
    if promised and not long_term:
        return "promised", "只有长期备案可以先承诺、后补材料，请核对备案类型。"
    if papers_due_on is None:
        return None
    if not promised:
        return "papers_due_on", "材料不用补时请不要填补材料的日子。"
    if not starts_on <= papers_due_on <= add_months(starts_on, LONGEST_PROMISE_MONTHS):
        return "papers_due_on", "补材料的日子请填备案开始后两年以内。"
    return None


def ended_on_problem(ended_on: date, *, today: date) -> str | None:
    if ended_on > today:
        return "终止日期不能晚于今天。"
    if ended_on < add_months(today, -FARTHEST_BACK_MONTHS):
        return "终止日期太早了，请核对年份。"
    return None


def month_problem(month: date, *, today: date) -> str | None:
    """Why nothing can be told of `month`, the first of a month, on `today`."""
    if month > today:
        return "这个月还没到，到了再填。"
    if month < add_months(today, -FARTHEST_BACK_MONTHS):
        return "月份太早了，只用填最近五年的。"
    return None


def debit_since_problem(since: date, *, today: date) -> str | None:
    if since > add_months(today, 12):
        return "开始扣款的月份请填一年以内。"
    if since < add_months(today, -LONGEST_FILING_MONTHS):
        return "开始扣款的月份太早了，请核对年份。"
    return None


def repaired_on_problem(
    repaired_on: date | None, *, month: date, succeeded: bool, today: date
) -> str | None:
    if repaired_on is None:
        return None
    if succeeded:
        return "扣款成功的月份不用补缴。"
    if repaired_on > today:
        return "补缴日期不能晚于今天；补上后再填。"
    if repaired_on < month:
        return "补缴日期不能早于那个月。"
    return None


def recognition_problem(
    *, recognised_on: date, recheck_on: date | None, today: date
) -> tuple[str, str] | None:
    if recognised_on > today:
        return "recognised_on", "认定日期不能晚于今天。"
    if recognised_on < add_months(today, -LONGEST_LIFE_MONTHS):
        return "recognised_on", "认定日期太早了，请核对年份。"
    if recheck_on is None:
        return None
    if recheck_on <= recognised_on:
        return "recheck_on", "复审截止日要晚于认定日期。"
    if recheck_on > add_months(recognised_on, LONGEST_RECHECK_MONTHS):
        return "recheck_on", "复审截止日太远了，请核对年份。"
    return None


def supposed_day_problem(paid_on: date, *, today: date) -> str | None:
    """Why a payment on `paid_on` is not worth supposing."""
    if not add_months(today, -12) <= paid_on <= add_months(today, 18):
        return "请填写今天前一年到今天后一年半之间的日子。"
    return None
