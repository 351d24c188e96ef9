"""The shapes of questions and answers."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from policies.models import Article, Topic
from policies.serializers import REGION_CODE, OneOf, SourceSerializer

LONGEST_QUESTION = 100
MOST_ANSWERS = 50
USUAL_ANSWERS = 5


class ArticleQuery(serializers.Serializer[Any]):
    q = serializers.CharField(
        max_length=LONGEST_QUESTION,
        default="",
        allow_blank=True,
        help_text="像平常那样问，拼音也行，例如：断缴两年要等多久；不填则按主题列出。",
    )
    region = serializers.RegexField(
        REGION_CODE.pattern + r"\Z",
        required=False,
        help_text="参保地代码，当地的答案排在前面，例如：440100。",
    )
    topic = OneOf(
        choices=Topic.choices, default="", allow_blank=True, help_text="主题，例如：gaps。"
    )
    limit = serializers.IntegerField(
        min_value=1, max_value=MOST_ANSWERS, default=USUAL_ANSWERS, help_text="最多几条。"
    )


class ArticleRegion(serializers.Serializer[Any]):
    region = serializers.RegexField(
        REGION_CODE.pattern + r"\Z", required=False, help_text="参保地代码，例如：440100。"
    )


class QuestionSerializer(serializers.ModelSerializer[Article]):
    slug = serializers.CharField(help_text="地址里用的名字，例如：pay-when。")
    region = serializers.CharField(source="region_id", help_text="这条答案适用的地区代码。")

    class Meta:
        model = Article
        fields = ["slug", "question", "region"]


class ArticleSerializer(serializers.ModelSerializer[Article]):
    slug = serializers.CharField(help_text="地址里用的名字，例如：pay-when。")
    topic_name = serializers.CharField(source="get_topic_display", help_text="例如：缴费。")
    region = serializers.CharField(source="region_id")
    region_name = serializers.CharField(
        source="region.name", help_text="这条答案由哪里的规定得出。"
    )
    needs_check = serializers.BooleanField(
        source="trust.needs_check", help_text="是否显示“待核实”。"
    )
    reviewed_on = serializers.DateField(
        source="checked_on", allow_null=True, help_text="最近一次核对来源的日子。"
    )
    sources = serializers.SerializerMethodField()

    class Meta:
        model = Article
        fields = [
            "slug",
            "topic",
            "topic_name",
            "question",
            "answer",
            "region",
            "region_name",
            "scheme",
            "categories",
            "confidence",
            "needs_check",
            "reviewed_on",
            "next_review_on",
            "sources",
        ]

    @extend_schema_field(SourceSerializer(many=True))
    def get_sources(self, article: Article) -> Any:
        cited: Any = article.sources_best_first()
        return SourceSerializer(cited, many=True).data


class FoundArticlesSerializer(serializers.Serializer[Any]):
    results = ArticleSerializer(many=True, help_text="答案，最合适的在前，当地的优先。")
    suggestions = QuestionSerializer(many=True, help_text="相关的问题。")
    message = serializers.CharField(help_text="没有合适的答案时，告诉人们怎么办；有答案时为空。")


class ArticleDetailSerializer(ArticleSerializer):
    """Only for the schema: an answer with the questions near it."""

    related = QuestionSerializer(many=True, help_text="相关的问题。")

    class Meta(ArticleSerializer.Meta):
        fields = [*ArticleSerializer.Meta.fields, "related"]
