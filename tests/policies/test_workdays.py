from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from policies.models import Holiday
from policies.workdays import work_calendar


@pytest.mark.django_db
def test_days_that_people_enter_win_over_the_published_holidays(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    Holiday.objects.create(day=date(2026, 10, 8), kind="holiday", name="国庆节")
    Holiday.objects.create(day=date(2026, 10, 2), kind="make_up_workday")
    Holiday.objects.create(day=date(2099, 1, 1), kind="holiday", name="元旦")
    with django_assert_num_queries(1):
        calendar = work_calendar()
    days = (date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 8), date(2099, 1, 1))
    assert [calendar.is_workday(day) for day in days] == [False, True, False, False]
    assert calendar.knows(date(2099, 1, 1), date(2099, 12, 31))
    assert not calendar.knows(date(2098, 1, 1), date(2099, 12, 31))
