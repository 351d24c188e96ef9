"""Guides and services over HTTP: for everyone, without login."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from policies.guides.answers import (
    Checklist,
    GuideAnswer,
    Paper,
    Person,
    Services,
    Sourced,
    Step,
)
from policies.guides.materials import full_years
from policies.guides.selectors import guide_for, guides_on, services_for
from policies.models import FilingType, Guide, PersonCategory, Region, Scheme, Task
from policies.published import version
from policies.serializers import (
    REGION_CODE,
    FieldValueSerializer,
    OneOf,
    ProvenanceSerializer,
)
from policies.views import CODE, PublicView
from yibao_project import clock
from yibao_project.renderers import FastJSONRenderer

NATION = "100000"
# Composing one takes a hundred times what a second asker costs; one is about 50 kB.
GUIDES_KEPT = 256
SLUG = OpenApiParameter("slug", str, "path", description="指南的名字，例如：newborn。")


class GuideQuery(serializers.Serializer[Any]):
    region = serializers.RegexField(
        REGION_CODE.pattern + r"\Z",
        default=NATION,
        help_text="参保地代码，例如：440100；不填是全国通用的办法。",
    )
    scheme = OneOf(choices=Scheme.choices, required=False, help_text="险种，例如：RESIDENT。")
    category = OneOf(
        choices=PersonCategory.choices, required=False, help_text="人员类别，例如：STUDENT。"
    )
    filing_type = OneOf(
        choices=FilingType.choices, required=False, help_text="备案类型，例如：TMP_REFERRAL。"
    )
    age = serializers.IntegerField(
        min_value=0, max_value=150, required=False, help_text="周岁，例如：15；有的材料按年龄免带。"
    )
    born_on = serializers.DateField(
        required=False, help_text="出生日期，比周岁优先，例如：2010-05-01。"
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        born_on = attrs.pop("born_on", None)
        if born_on is not None:
            if born_on > clock.today():
                raise serializers.ValidationError({"born_on": "出生日期不能晚于今天。"})
            attrs["age"] = full_years(born_on=born_on, on=clock.today())
        return attrs


class ServiceQuery(serializers.Serializer[Any]):
    task = OneOf(
        choices=Task.choices, required=False, help_text="要办的事，例如：PAY；不填列出全部。"
    )


class GuideHeadSerializer(serializers.Serializer[Guide]):
    slug = serializers.CharField(help_text="例如：newborn。")
    task = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField()
    schemes = serializers.ListField(child=serializers.CharField(), help_text="空表示各险种都适用。")
    reviewed_on = serializers.DateField(source="checked_on", allow_null=True)


class GuideListSerializer(serializers.Serializer[Any]):
    results = GuideHeadSerializer(many=True)


class StepSerializer(serializers.Serializer[Step]):
    number = serializers.IntegerField()
    title = serializers.CharField()
    text = serializers.CharField()
    only_for = serializers.CharField(help_text="只适用于谁；问的时候说清了就为空。")
    provenance = ProvenanceSerializer()


class PaperSerializer(serializers.Serializer[Paper]):
    name = serializers.CharField()
    any_of = serializers.ListField(
        child=serializers.CharField(), help_text="任选一样；空表示就是这份材料本身。"
    )
    copies = serializers.CharField(help_text="复印要求。")
    note = serializers.CharField()
    condition = serializers.CharField(help_text="什么情形才要；空表示都要。")
    optional = serializers.BooleanField(help_text="可带可不带。")


class ChecklistSerializer(serializers.Serializer[Checklist]):
    task = serializers.CharField()
    title = serializers.CharField()
    only_for = serializers.CharField()
    workdays = serializers.IntegerField(allow_null=True, help_text="承诺几个工作日办好。")
    papers = PaperSerializer(many=True)
    provenance = ProvenanceSerializer()


class ChannelSerializer(serializers.Serializer[Sourced[Any]]):
    name = serializers.CharField(source="row.name")
    kind = serializers.CharField(source="row.kind")
    kind_name = serializers.CharField(source="row.get_kind_display")
    official = serializers.BooleanField(source="row.official")
    does = serializers.ListField(child=serializers.CharField(), help_text="在这里能办的事。")
    appid = serializers.CharField(source="row.appid")
    path = serializers.CharField(source="row.path", help_text="在哪里点。")
    url = serializers.CharField(source="row.url")
    phone = serializers.CharField(source="row.phone")
    hours = serializers.CharField(source="row.hours")
    caution = serializers.CharField(source="row.caution")
    provenance = ProvenanceSerializer()


class HotlineSerializer(serializers.Serializer[Sourced[Any]]):
    name = serializers.CharField(source="row.name")
    number = serializers.CharField(source="row.number")
    does = serializers.ListField(child=serializers.CharField(), help_text="空表示什么都能问。")
    hours = serializers.CharField(source="row.hours", help_text="人工服务时间。")
    automated_hours = serializers.CharField(source="row.automated_hours")
    tip = serializers.CharField(source="row.tip")
    provenance = ProvenanceSerializer()


class ServicePointSerializer(serializers.Serializer[Sourced[Any]]):
    name = serializers.CharField(source="row.name")
    address = serializers.CharField(source="row.address")
    does = serializers.ListField(child=serializers.CharField())
    phone = serializers.CharField(source="row.phone")
    hours = serializers.CharField(source="row.hours")
    provenance = ProvenanceSerializer()


class ServiceListSerializer(serializers.Serializer[Services]):
    region_code = serializers.CharField()
    region_name = serializers.CharField()
    channels = ChannelSerializer(many=True, help_text="近处的在前；official 为假的是第三方平台。")
    hotlines = HotlineSerializer(many=True)
    service_points = ServicePointSerializer(many=True)


class LocalValueSerializer(FieldValueSerializer):
    text = serializers.CharField(help_text="写给人看的值，例如：出生之日起。")


class LocalRuleSerializer(serializers.Serializer[Any]):
    title = serializers.CharField(help_text="例如：新生儿参保规则。")
    explanation = serializers.CharField()
    values = LocalValueSerializer(many=True, source="resolved")
    unverified = LocalValueSerializer(many=True, help_text="没有采用、只供参考的说法。")


class PersonSerializer(serializers.Serializer[Person]):
    scheme = serializers.CharField(allow_null=True)
    category = serializers.CharField(allow_null=True)
    age = serializers.IntegerField(allow_null=True)
    filing_type = serializers.CharField(allow_null=True)


class GuideSerializer(serializers.Serializer[GuideAnswer]):
    slug = serializers.CharField(source="guide.slug")
    task = serializers.CharField(source="guide.task")
    title = serializers.CharField(source="guide.title")
    summary = serializers.CharField(source="guide.summary")
    reviewed_on = serializers.DateField(source="guide.checked_on", allow_null=True)
    region_code = serializers.CharField(source="services.region_code")
    region_name = serializers.CharField(source="services.region_name")
    person = PersonSerializer(help_text="按什么样的人回答的。")
    needs_check = serializers.BooleanField(help_text="里面有没有“待核实”的内容。")
    advice = serializers.CharField(help_text="有“待核实”时，请人先打电话问清的一句话。")
    safety = serializers.CharField()
    steps = StepSerializer(many=True)
    materials = ChecklistSerializer(many=True, source="checklists")
    rules = LocalRuleSerializer(many=True, help_text="参保地的有关规定，逐项写明出处。")
    channels = ChannelSerializer(many=True, source="services.channels", help_text="只列官方渠道。")
    hotlines = HotlineSerializer(many=True, source="services.hotlines")
    service_points = ServicePointSerializer(many=True, source="services.service_points")
    provenance = ProvenanceSerializer()


class GuideListView(PublicView):
    @extend_schema(
        operation_id="guides_list",
        tags=["指南"],
        summary="有哪些办事指南",
        responses=GuideListSerializer,
    )
    def get(self, request: Request) -> Response:
        return Response(GuideListSerializer({"results": guides_on(clock.today())}).data)


class GuideView(PublicView):
    @extend_schema(
        tags=["指南"],
        summary="这件事在这个地方、这样的人怎么办：步骤、材料、渠道和电话",
        parameters=[SLUG, GuideQuery],
        responses=GuideSerializer,
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        query = GuideQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = dict(query.validated_data)
        region, person, today = asked.pop("region"), Person(**asked), clock.today()
        try:
            # The version is read before the guide, which is then as new as it is.
            written = version()
            compose = _kept if written else _composed
            composed = compose(written, slug, region=region, person=person, on=today)
        except (Guide.DoesNotExist, Region.DoesNotExist):
            raise Http404 from None
        return HttpResponse(composed, content_type="application/json")


def _composed(written: str | None, slug: str, *, region: str, person: Person, on: date) -> bytes:
    """The guide as it goes out, under the version of the policies that was `written`."""
    answer = guide_for(
        task=slug.upper().replace("-", "_"), region_code=region, person=person, on=on
    )
    rendered: bytes = FastJSONRenderer().render(GuideSerializer(answer).data)
    return rendered


_kept = lru_cache(maxsize=GUIDES_KEPT)(_composed)


class ServiceListView(PublicView):
    @extend_schema(
        tags=["指南"],
        summary="这个地方能在哪里办、打什么电话",
        parameters=[CODE, ServiceQuery],
        responses=ServiceListSerializer,
    )
    def get(self, request: Request, code: str) -> Response:
        query = ServiceQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        if not REGION_CODE.fullmatch(code):
            raise Http404
        task = query.validated_data.get("task")
        try:
            services = services_for(
                region_code=code, tasks=[task] if task else [], on=clock.today()
            )
        except Region.DoesNotExist:
            raise Http404 from None
        return Response(ServiceListSerializer(services).data)
