"""The public feed of changes: what changed in a place, from when, and by which notice."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from policies.models import Event, Publication, Region
from policies.selectors import region_with_those_above
from policies.serializers import REGION_CODE

CODE = OpenApiParameter("code", str, "path", description="六位行政区划代码，例如：440100。")
MOST_ENTRIES = 50
FRESH_SECONDS = 300


class ChangedFieldSerializer(serializers.Serializer[Any]):
    item = serializers.CharField(source="label", help_text="哪一项，例如：截止日期。")
    before = serializers.CharField(help_text="改前。")
    after = serializers.CharField(help_text="改后。")


class NoticeSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    title = serializers.CharField()
    issuer = serializers.CharField()
    number = serializers.CharField()
    dated = serializers.CharField()
    url = serializers.CharField()


class PublicationSerializer(serializers.ModelSerializer[Publication]):
    """One change, as the public is told of it."""

    region_code = serializers.CharField(source="region_id")
    region_name = serializers.CharField(source="region.name")
    event = serializers.ChoiceField(choices=Event.choices)
    fields_changed = ChangedFieldSerializer(many=True, source="fields")
    sources = NoticeSerializer(many=True)

    class Meta:
        model = Publication
        fields = [
            "id",
            "region_code",
            "region_name",
            "kind",
            "code",
            "event",
            "sentence",
            "fields_changed",
            "takes_effect_on",
            "published_at",
            "sources",
        ]


def changes_for(region_code: str) -> tuple[Region, QuerySet[Publication]]:
    """The place, and what changed in it and in the places above it; newest first."""
    place = region_with_those_above(region_code) if REGION_CODE.fullmatch(region_code) else None
    if place is None:
        raise Http404
    codes = []
    above: Region | None = place
    while above is not None:
        codes.append(above.code)
        above = above.parent
    return place, Publication.objects.filter(region__in=codes).select_related("region")


class ChangeListView(ListAPIView[Publication]):
    """Asked without login; a stale token is not even looked at."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    serializer_class = PublicationSerializer
    queryset = Publication.objects.none()

    def get_queryset(self) -> QuerySet[Publication]:
        return changes_for(self.kwargs["code"])[1]

    @extend_schema(
        operation_id="region_changes",
        tags=["政策"],
        summary="某地和它上级的政策改了什么，从哪天起，依据是什么；新的在前",
        parameters=[CODE],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        return super().get(request, *args, **kwargs)


class ChangeFeedView(APIView):
    """The newest changes as Atom, for feed readers."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Feed readers accept all sorts of things; they get Atom whatever they say."""
        renderer = self.get_renderers()[0]
        return renderer, renderer.media_type

    @extend_schema(
        operation_id="region_changes_atom",
        tags=["政策"],
        summary="同样的变更，Atom 订阅",
        parameters=[CODE],
        responses={(200, "application/atom+xml"): OpenApiTypes.STR},
    )
    def get(self, request: Request, code: str) -> HttpResponse:
        place, changes = changes_for(code)
        here = settings.WEB_URL + reverse("region-changes-atom", args=[code])
        host = urlsplit(settings.WEB_URL).hostname
        feed = Atom1Feed(
            title=f"{place.name}医保政策变更",
            link=settings.WEB_URL + reverse("region-changes", args=[code]),
            description="",
            feed_url=here,
            language="zh-CN",
        )
        for change in changes[:MOST_ENTRIES]:
            day = change.published_at.date()
            feed.add_item(
                title=change.sentence,
                link=next((source["url"] for source in change.sources if source["url"]), here),
                description="；".join(source["title"] for source in change.sources),
                unique_id=f"tag:{host},{day}:changes/{change.pk}",
                pubdate=change.published_at,
                updateddate=change.published_at,
                categories=[change.kind],
            )
        return HttpResponse(
            feed.writeString("utf-8"),
            content_type="application/atom+xml; charset=utf-8",
            headers={"Cache-Control": f"public, max-age={FRESH_SECONDS}"},
        )
