"""The home page in one round trip."""

from __future__ import annotations

from datetime import date
from typing import Any

import orjson
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.views import APIView
from rest_framework_simplejwt.authentication import JWTStatelessUserAuthentication
from rest_framework_simplejwt.exceptions import AuthenticationFailed

from accounts import rules
from accounts.status.answer import status_of
from accounts.status.kept import status_of_rows
from accounts.status.reading import read_resident
from accounts.status.serializers import StatusQuestion, StatusSerializer
from accounts.status.shapes import StatusShape
from policies.selectors import rules_of_household
from yibao_project import clock
from yibao_project.errors import AppError
from yibao_project.openapi import Refused


class StatusView(APIView):
    """Asked for more than anything else, so one statement reads it all.

    The token tells only who asks: whether that account is still open is read with the household.
    """

    authentication_classes = (JWTStatelessUserAuthentication,)

    @extend_schema(
        tags=["首页"],
        summary="全家今天能不能报销，接下来要办什么",
        description=(
            "每位家人：今天能不能报销、不能的话从哪天起和为什么、明年缴了没有、备案、扣款、新生儿、"
            "慢特病复审，以及最近的三个日子。每个日子都带依据和可信度，没有把握的不给日子。"
            "给了 paid_on，就按那天钱已到账来回答，什么也不保存。"
        ),
        parameters=[StatusQuestion],
        auth=[{"jwtAuth": []}],  # type: ignore[list-item]
        responses={
            200: StatusSerializer,
            404: Refused(not_found="没有找到，可能已被删除。"),
        },
    )
    def get(self, request: Request) -> HttpResponse:
        today = clock.today()
        asked = _question(request, today=today) if request.GET else {}
        reading = read_resident(int(str(request.user.pk)))
        if reading is None or not reading.is_active:
            raise AuthenticationFailed
        if reading.written and not asked:
            return _answer(status_of_rows(reading.rows, written=reading.written, today=today))
        household = reading.household
        payers = {facts.id for facts in household}
        if "member" in asked:
            payers &= {asked["member"]}
            if not payers:
                raise NotFound
        policies = rules_of_household(
            (facts.policy_key for facts in household), on=today, written=reading.written
        )
        told = status_of(
            household,
            policies,
            today=today,
            paid_on=asked.get("paid_on"),
            payers=frozenset(payers),
        )
        return _answer(told)


def _answer(told: StatusShape) -> HttpResponse:
    return HttpResponse(orjson.dumps(told), content_type="application/json")


def _question(request: Request, *, today: date) -> dict[str, Any]:
    question = StatusQuestion(data=request.query_params)
    question.is_valid(raise_exception=True)
    asked: dict[str, Any] = question.validated_data
    paid_on = asked.get("paid_on")
    if paid_on and (problem := rules.supposed_day_problem(paid_on, today=today)):
        raise AppError("invalid", "填写有误，请按提示修改。", fields={"paid_on": [problem]})
    return asked
