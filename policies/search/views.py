"""Questions and answers over the API. Public; nobody is told apart."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from policies.models import Region
from policies.search.finding import Found, browse_articles, find_articles
from policies.search.rows import row_named, with_sources
from policies.search.serializers import (
    ArticleDetailSerializer,
    ArticleQuery,
    ArticleRegion,
    ArticleSerializer,
    FoundArticlesSerializer,
    QuestionSerializer,
)
from policies.search.unanswered import remember_unanswered
from policies.views import PublicView
from yibao_project import clock
from yibao_project.openapi import Refused

NO_ANSWER = "没有找到合适的答案，请换个说法再试，或拨打参保地的12393。"
SLUG = OpenApiParameter("slug", str, "path", description="例如：pay-when。")


class ArticleListView(PublicView):
    @extend_schema(
        operation_id="faq_search",
        tags=["问答"],
        summary="按人们平常的问法找答案，当地的优先；没有问题时按主题列出",
        parameters=[ArticleQuery],
        responses={
            200: FoundArticlesSerializer,
            404: Refused(not_found="没有找到，可能已被删除。"),
        },
    )
    def get(self, request: Request) -> Response:
        query = ArticleQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked, today = query.validated_data, clock.today()
        wanted = {
            "on": today,
            "limit": asked["limit"],
            "region_code": asked.get("region"),
            "topic": asked["topic"],
        }
        try:
            if not asked["q"].strip():
                return Response(_answers(browse_articles(**wanted), message=""))
            found = find_articles(question=asked["q"], **wanted)
        except Region.DoesNotExist:
            raise Http404 from None
        if not found.is_clear:
            remember_unanswered(asked["q"], region_code=asked.get("region"), on=today)
        return Response(_answers(found, message="" if found.articles else NO_ANSWER))


def _answers(found: Found, *, message: str) -> Any:
    answers = {
        "results": found.articles,
        "suggestions": found.suggestions,
        "message": message,
    }
    return FoundArticlesSerializer(answers).data


class ArticleDetailView(PublicView):
    @extend_schema(
        operation_id="faq_detail",
        tags=["问答"],
        summary="一个问题的答案和相关的问题",
        parameters=[SLUG, ArticleRegion],
        responses=ArticleDetailSerializer,
    )
    def get(self, request: Request, slug: str) -> Response:
        query = ArticleRegion(data=request.query_params)
        query.is_valid(raise_exception=True)
        today = clock.today()
        article = row_named(slug, on=today)
        if article is None:
            raise Http404
        try:
            found = find_articles(
                question=article.question,
                on=today,
                limit=1,
                region_code=query.validated_data.get("region") or article.region_id,
            )
        except Region.DoesNotExist:
            raise Http404 from None
        near = (*found.articles, *found.suggestions)
        (article,) = with_sources([article])
        related = QuestionSerializer(
            [each for each in near if each.code != article.code], many=True
        )
        return Response({**ArticleSerializer(article).data, "related": related.data})
