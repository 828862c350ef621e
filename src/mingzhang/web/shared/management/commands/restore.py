"""Read everything back from one file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mingzhang.web.shared.backup import RestoreError, restore
from mingzhang.web.shared.tables import prepare


class Command(BaseCommand):
    """``restore FILE``."""

    help = "从备份文件恢复到空的数据库，SQLite 和 PostgreSQL 都可以"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where from."""
        parser.add_argument("file", metavar="备份.zip")

    def handle(self, *, file: str, **_options: Any) -> None:
        """Restore, and say what came back."""
        prepare()
        try:
            count = restore(Path(file))
        except RestoreError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"已从 {file} 恢复：数据和 {count} 个文件，操作日志逐条相符。")
