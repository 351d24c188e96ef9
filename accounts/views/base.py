"""What the views about a member share."""

from __future__ import annotations

from typing import Any, cast

from drf_spectacular.utils import OpenApiParameter
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import selectors, services
from accounts.models import Member, User
from accounts.serializers import EnrolmentSerializer
from yibao_project import clock
from yibao_project.versions import Versioned

MEMBER = OpenApiParameter("member_id", int, "path", description="家人的 id。")
DELETED = OpenApiParameter("deleted_member_id", int, "path", description="家人删除前的 id。")
FILING_EXISTS = "已经登记过同样的备案。"
NOT_THE_LATEST = {
    "changed_meanwhile": "内容已经变了，请刷新后再看。",
    "undo_too_late": "只能撤销 30 天内的改动，请直接改成正确的内容。",
}


def resident(request: Request) -> User:
    """Who asks; the views below are open to logged-in residents only."""
    return cast(User, request.user)


class OfMember(generics.GenericAPIView[Any]):
    """A view of what belongs to one of the resident's own members; anyone else's is not found."""

    member: Member

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.member = self.owned(request)

    def owned(self, request: Request) -> Member:
        return generics.get_object_or_404(
            selectors.members_of(resident(request)), pk=self.kwargs["member_id"]
        )

    def enrolment(self, coverage_year: int) -> Response:
        """The answer about one year, as it is now."""
        answer = selectors.enrolment_of(
            self.member, coverage_year=coverage_year, today=clock.today()
        )
        return Response(EnrolmentSerializer(answer).data)


class FactOfMember(Versioned, OfMember):
    """One fact about a member, which can be read and changed."""

    def hold(self) -> None:
        services.lock(self.member)
        self.member = self.owned(self.request)
