"""What the status is compared with, beside the product's own routes and under its own settings.

A view as one would write it first: APIView, Serializer, three queries (the resident, the members
with their places, what was declared about each). It tells what is stored and computes nothing.
"""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Enrolment, Member
from yibao_project import urls


class EnrolmentShape(serializers.ModelSerializer[Enrolment]):
    class Meta:
        model = Enrolment
        fields = ["coverage_year", "paid_on", "amount", "channel", "exempt"]


class MemberShape(serializers.ModelSerializer[Member]):
    region_name = serializers.CharField(source="region.name")
    enrolments = EnrolmentShape(many=True)

    class Meta:
        model = Member
        fields = ["id", "nickname", "relation", "region", "region_name", "scheme", "enrolments"]


class ConventionalStatus(APIView):
    def get(self, request: Request) -> Response:
        members: Any = Member.objects.filter(user=request.user.pk).select_related("region")
        return Response(MemberShape(members.prefetch_related("enrolments"), many=True).data)


urlpatterns = [path("api/v1/conventional", ConventionalStatus.as_view()), *urls.urlpatterns]
