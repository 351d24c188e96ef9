"""Compare the message templates with WeChat's, list the public library, and take a title from it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reminders.kinds import KINDS
from reminders.template_sync import CannotInstall, drift, install
from yibao_project.wechat_answers import WeChatError
from yibao_project.wechat_templates import library_titles

SCENE = "医保日期提醒"


class Command(BaseCommand):
    help = "和微信核对消息模板；不一致时列出来，并以失败结束。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--library", action="store_true", help="列出公共模板库里的标题")
        parser.add_argument("--add", metavar="KIND", choices=KINDS, help="给这种提醒添加模板")
        parser.add_argument("--tid", type=int, help="公共模板库里的标题编号，和 --add 一起用")
        parser.add_argument("--scene", default=SCENE, help=f"使用场景，15 个字以内，默认：{SCENE}")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["library"]:
                self._list()
            elif options["add"]:
                self._add(options["add"], tid=options["tid"], scene=options["scene"])
            else:
                self._compare()
        except (WeChatError, CannotInstall) as problem:
            raise CommandError(str(problem)) from None

    def _list(self) -> None:
        for each in library_titles():
            sort = "长期" if each.type == 3 else "一次性"
            self.stdout.write(f"{each.tid}  {each.title}（{sort}）")

    def _add(self, kind: str, *, tid: int | None, scene: str) -> None:
        if tid is None:
            raise CommandError("请用 --tid 写明公共模板库里的标题编号；--library 可以列出来。")
        template = install(kind=kind, tid=tid, scene=scene)
        fields = "，".join(f"{key} → {content}" for key, content in template.fields.items())
        self.stdout.write(f"已添加“{template.title}”{template.template_id}：{fields}。")

    def _compare(self) -> None:
        problems = drift()
        for problem in problems:
            self.stdout.write(problem)
        if problems:
            raise CommandError(f"有 {len(problems)} 处和微信不一致。")
        self.stdout.write("和微信一致。")
