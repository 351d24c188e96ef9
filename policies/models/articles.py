"""Questions people ask with their answers, the words they use for one thing, and what nobody answered yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import connection, models

from policies.models.choices import Origin, PersonCategory, Scheme, Topic
from policies.models.places import Region
from policies.models.rule import Rule, rule_checks
from policies.search.lexemes import lexemes, words
from yibao_project.sealed import SealedText

LONGEST_ANSWER = 600
EVERYTHING = "*"
"""The word that stands for every article, so that their number is known without counting them."""
REVISION = re.compile(r"-R[0-9]+$")


class Article(Rule):
    """One question with its answer, for the whole country or for one place."""

    topic = models.CharField("主题", max_length=10, choices=Topic.choices, help_text="例如：缴费。")
    question = models.CharField(
        "问题", max_length=60, help_text="像人们平常那样问，例如：今年要交多少钱？"
    )
    answer = models.TextField(
        "回答",
        max_length=LONGEST_ANSWER,
        help_text="两到四句话，说清一件该做的事、在哪里办、问谁。例如：多数地方到12月底截止……",
    )
    also_asked = ArrayField(
        models.CharField(max_length=60),
        verbose_name="别的问法",
        default=list,
        blank=True,
        help_text="意思相同的其他问法，帮人们找到这条；用逗号隔开，例如：几号截止,最晚哪天。",
    )
    about = models.ForeignKey(
        "self",
        verbose_name="对应的通用问答",
        to_field="code",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="local_versions",
        help_text="本地有不同规定时，选它对应的上级问答；给出当地的人会先看到这一条。例如：NEWBORN-DAYS。",
    )
    scheme = models.CharField(
        "险种",
        max_length=10,
        choices=Scheme.choices,
        blank=True,
        help_text="只对一个险种成立才选，例如：城乡居民医保。",
    )
    categories = ArrayField(
        models.CharField(max_length=20, choices=PersonCategory.choices),
        verbose_name="适用人群",
        default=list,
        blank=True,
        help_text="不选表示所有人。例如：新生儿。",
    )
    next_review_on = models.DateField(
        "下次复核",
        null=True,
        blank=True,
        help_text="到这天请再核对一遍，例如：2027-03-01。",
    )
    search = SearchVectorField(editable=False, null=True)

    class Meta:
        verbose_name = "常见问答"
        verbose_name_plural = "常见问答"
        ordering = ["topic", "code"]
        constraints = [*rule_checks("article")]
        indexes = [GinIndex("search", name="article_search", fastupdate=False)]

    def __str__(self) -> str:
        return self.question

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.index()
        super().save(*args, **kwargs)
        SearchWord.count_anew()

    def subject(self) -> tuple[object, ...]:
        return (self.code,)

    def people(self) -> frozenset[str]:
        return frozenset(self.categories)

    def coincides(self, other: Self) -> bool:
        """Never: any number of articles may speak of the same thing."""
        return False

    def problems(self) -> dict[str, str]:
        problems = super().problems()
        if self.about_id and self.about_id == self.code:
            problems["about"] = "不能对应它自己；通用的问答请留空。"
        if twice := _twice(self.phrasings):
            problems["also_asked"] = f"“{twice}”写了两次。"
        return problems

    @property
    def phrasings(self) -> tuple[str, ...]:
        return (self.question, *self.also_asked)

    def index(self) -> None:
        """Write what search compares: the question's lexemes weigh A, the answer's words weigh D."""
        asked = frozenset().union(*map(lexemes, self.phrasings), words(self.region.name))
        told = words(self.answer) - asked
        self.search = " ".join(
            f"'{lexeme}':1{weight}"
            for weight, found in (("A", asked), ("D", told))
            for lexeme in sorted(found)
        )


def _twice(texts: Sequence[str]) -> str | None:
    """The first text that stands there more than once."""
    return next((text for number, text in enumerate(texts) if text in texts[:number]), None)


def without_revision(code: str) -> str:
    return REVISION.sub("", code)


class Synonym(models.Model):
    """Words people use for one and the same thing."""

    code = models.CharField(
        "编号",
        max_length=40,
        primary_key=True,
        validators=[RegexValidator(r"^[A-Z0-9-]+\Z", "编号只用大写字母、数字和连字符。")],
        help_text="大写字母、数字和连字符，例如：SCHEME-NAMES。",
    )
    words = ArrayField(
        models.CharField(max_length=20),
        verbose_name="说法",
        help_text="意思相同的说法，用逗号隔开，例如：新农合,合作医疗,居民医保。",
    )
    note = models.CharField("说明", max_length=200, blank=True, help_text="例如：老叫法。")
    origin = models.CharField(
        "来自",
        max_length=5,
        choices=Origin.choices,
        default=Origin.FILE,
        editable=False,
        help_text="在后台改过的不会被数据文件覆盖。例如：数据文件。",
    )
    updated_at = models.DateTimeField(
        "最后修改", auto_now=True, help_text="例如：2025年10月18日 09:30。"
    )

    class Meta:
        verbose_name = "同义词"
        verbose_name_plural = "同义词"
        ordering = ["code"]

    def __str__(self) -> str:
        return "、".join(self.words)

    def clean(self) -> None:
        super().clean()
        if twice := _twice(self.words or ()):
            raise ValidationError({"words": f"“{twice}”写了两次。"})


class SearchWord(models.Model):  # noqa: DJ008  nobody reads a row of it
    """How many answers contain a lexeme: a rare one says more about what is meant.

    The local versions of an article are the same answer, so that a word does not become common
    because every city has an article of its own. What only these say counts once.
    """

    word = models.TextField(primary_key=True)
    articles = models.PositiveIntegerField()

    class Meta:
        indexes = [
            GinIndex(OpClass("word", name="gin_trgm_ops"), name="searchword_alike"),
        ]

    @classmethod
    def count_anew(cls) -> None:
        """Bring the counts in line with the articles; rows that stay right are not written."""
        with connection.cursor() as cursor:
            cursor.execute(
                """
                WITH said AS (
                    SELECT word, ndoc FROM ts_stat(
                        'SELECT search FROM policies_article WHERE about_id IS NULL'
                    )
                    UNION ALL
                    SELECT word, 1 FROM ts_stat(
                        'SELECT search FROM policies_article WHERE about_id IS NOT NULL'
                    )
                    UNION ALL
                    SELECT %s, count(*) FROM policies_article WHERE about_id IS NULL
                ), counted AS (
                    SELECT word, max(ndoc) AS ndoc FROM said GROUP BY word
                ), gone AS (
                    DELETE FROM policies_searchword
                    WHERE NOT EXISTS (SELECT FROM counted WHERE counted.word = policies_searchword.word)
                )
                INSERT INTO policies_searchword (word, articles) SELECT word, ndoc FROM counted
                ON CONFLICT (word) DO UPDATE SET articles = excluded.articles
                WHERE policies_searchword.articles <> excluded.articles
                """,
                [EVERYTHING],
            )


class UnansweredQuestion(models.Model):
    """A question without a good answer, and how often it was asked. Never by whom.

    Sealed, for people may write anything, and looked for whole.
    """

    text = SealedText("问题", validators=[MaxLengthValidator(80)])
    region = models.ForeignKey(
        Region,
        verbose_name="地区",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    count = models.PositiveIntegerField("问过几次", default=1)
    last_asked_on = models.DateField("最近一次")
    answered_by = models.ForeignKey(
        Article,
        verbose_name="写成的问答",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="已有问答能回答时选它，这条就算处理过了。例如：今年要交多少钱？",
    )

    class Meta:
        verbose_name = "没有答案的问题"
        verbose_name_plural = "没有答案的问题"
        ordering = ["-count", "-last_asked_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["text", "region"], nulls_distinct=False, name="unanswered_once"
            )
        ]

    def __str__(self) -> str:
        return self.text
