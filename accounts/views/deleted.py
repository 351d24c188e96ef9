"""Deleted members, for as long as that can be taken back."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import selectors, services
from accounts.models import DeletedMember
from accounts.serializers import DeletedMemberSerializer, MemberSerializer
from accounts.views.base import DELETED, resident
from accounts.views.members import HOUSEHOLD_FULL, NICKNAME_TAKEN, NO_GUARDIAN
from yibao_project import clock
from yibao_project.openapi import Refused


class DeletedMemberListView(generics.ListAPIView[DeletedMember]):
    serializer_class = DeletedMemberSerializer
    pagination_class = None
    queryset = DeletedMember.objects.none()

    def get_queryset(self) -> QuerySet[DeletedMember]:
        return selectors.deleted_members_of(resident(self.request), now=clock.now())

    @extend_schema(
        tags=["家人"],
        summary="删除了、还能撤销的家人",
        description="最近删除的在前；过了 30 天就真正删除，不再列出。",
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class DeletionUndoView(generics.GenericAPIView[DeletedMember]):
    @extend_schema(
        tags=["家人"],
        summary="撤销删除",
        description="连同填过的内容原样放回，提醒也恢复；重复撤销不会再变。",
        parameters=[DELETED],
        request=None,
        responses={
            200: MemberSerializer,
            403: NO_GUARDIAN,
            409: Refused(too_many_members=HOUSEHOLD_FULL, nickname_taken=NICKNAME_TAKEN),
        },
    )
    def post(self, request: Request, deleted_member_id: int) -> Response:
        user = resident(request)
        services.undo_deletion(
            user=user, member_id=deleted_member_id, today=clock.today(), now=clock.now()
        )
        restored = selectors.members_of(user).get(pk=deleted_member_id)
        return Response(MemberSerializer(restored).data)
