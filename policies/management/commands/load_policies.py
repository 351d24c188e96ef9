"""Load the policy files, or say what loading them would change."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from policies.loading import FOLDER, PolicyFileError, read_folder
from policies.services import Change, LoadReport, Outcome, load_policies, preview_policies

MOST_NAMED = 200
"""So many new rows of one kind are named; of more, as of all places, the first and the last."""


class Command(BaseCommand):
    help = "把政策数据文件载入数据库；--check 只核对文件并列出会有的变化，不写任何东西。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="只核对，不写入；文件有误时退出码为 1。"
        )
        parser.add_argument("--folder", type=Path, default=FOLDER, help="数据文件所在的目录。")

    def handle(self, *args: Any, check: bool, folder: Path, **options: Any) -> None:
        try:
            files = read_folder(folder)
            report = preview_policies(files) if check else load_policies(files)
        except PolicyFileError as error:
            raise CommandError(
                f"政策文件有 {len(error.problems)} 处要改，什么都没有写入：\n{error}"
            ) from None
        except (OperationalError, ProgrammingError):
            if not check:
                raise
            self.stdout.write("政策文件没有错误。数据库还没有建表，没有比对变化。")
            return
        self._tell(report, check=check)

    def _tell(self, report: LoadReport, *, check: bool) -> None:
        added: dict[str, list[str]] = {}
        for change in report.changes:
            if change.outcome == Outcome.ADDED:
                added.setdefault(change.kind, []).append(change.code)
        for kind, codes in added.items():
            named = codes if len(codes) <= MOST_NAMED else [*codes[:3], "……", codes[-1]]
            self.stdout.write(f"新增 {kind} {len(codes)} 条：{'、'.join(named)}")
        for change in report.changes:
            if change.outcome in (Outcome.CHANGED, Outcome.KEPT):
                self._tell_fields(change)
        if report.not_in_files:
            self.stdout.write(
                f"文件里已没有（数据库里的未动，要停用请写 status: retired）：{'、'.join(report.not_in_files)}"
            )
        counts = "，".join(f"{outcome} {report.count(outcome)}" for outcome in Outcome)
        self.stdout.write(f"{'核对完毕，没有写入' if check else '载入完毕'}：{counts}。")

    def _tell_fields(self, change: Change) -> None:
        self.stdout.write(f"{change.outcome} {change.kind} {change.code}")
        # A kept row reads from the file's value to the one that stays.
        for field in change.fields:
            kept = change.outcome == Outcome.KEPT
            text = (
                f"后台是 {field.before}，文件是 {field.after}"
                if kept
                else f"{field.before} → {field.after}"
            )
            self.stdout.write(f"    {field.label}：{text}")
