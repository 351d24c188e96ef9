"""Two published rules for one place, subject and day are refused by the database itself."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db.models import Deferrable, Func, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from policies.models.choices import Status


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


class OwnPoints(Func):
    """A list of texts as points; the empty list is a point of its own.

    So a row for everyone may stand beside the row for some, which then wins over it.
    """

    function = "policies_points"
    template = "%(function)s(COALESCE(NULLIF(%(expressions)s::text[], '{}'), '{\"\"}'))"
    arity = 1
    output_field = BigIntegerRangeField()


class Years(Func):
    """The one year `expression`, as a range."""

    function = "int8range"
    output_field = BigIntegerRangeField()

    def __init__(self, expression: str | Combinable) -> None:
        super().__init__(expression, expression, Value("[]"))


class OwnYear(Years):
    """The one year `expression`; no year is a year of its own, beside every other."""

    def __init__(self, expression: str) -> None:
        super().__init__(Coalesce(expression, 0))


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
