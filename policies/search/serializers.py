"""The shapes of questions and answers."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from policies.models import Topic
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


class QuestionSerializer(serializers.Serializer[Any]):
    slug = serializers.CharField(help_text="地址里用的名字，例如：pay-when。")
    question = serializers.CharField()
    region = serializers.CharField(source="region_id", help_text="这条答案适用的地区代码。")


class ArticleSerializer(serializers.Serializer[Any]):
    slug = serializers.CharField(help_text="地址里用的名字，例如：pay-when。")
    topic = serializers.ChoiceField(choices=Topic.choices)
    topic_name = serializers.CharField(help_text="例如：缴费。")
    question = serializers.CharField()
    answer = serializers.CharField()
    region = serializers.CharField(source="region_id")
    region_name = serializers.CharField(help_text="这条答案由哪里的规定得出。")
    scheme = serializers.CharField(help_text="只对一个险种成立才有，例如：RESIDENT。")
    categories = serializers.ListField(
        child=serializers.CharField(), help_text="适用人群，空表示所有人。"
    )
    confidence = serializers.CharField(help_text="A 最可信；C、D、U 显示“待核实”。")
    needs_check = serializers.BooleanField(help_text="是否显示“待核实”。")
    reviewed_on = serializers.DateField(
        source="checked_on", allow_null=True, help_text="最近一次核对来源的日子。"
    )
    next_review_on = serializers.DateField(allow_null=True, help_text="哪天再核对。")
    sources = SourceSerializer(many=True)


class FoundArticlesSerializer(serializers.Serializer[Any]):
    results = ArticleSerializer(many=True, help_text="答案，最合适的在前，当地的优先。")
    suggestions = QuestionSerializer(many=True, help_text="相关的问题。")
    message = serializers.CharField(help_text="没有合适的答案时，告诉人们怎么办；有答案时为空。")


class ArticleDetailSerializer(ArticleSerializer):
    """Only for the schema: an answer with the questions near it."""

    related = QuestionSerializer(many=True, help_text="相关的问题。")
