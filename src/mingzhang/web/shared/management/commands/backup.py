"""Write everything into one file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from mingzhang.web.shared.backup import back_up


class Command(BaseCommand):
    """``backup FILE``."""

    help = "把数据库和全部文件写成一个备份文件"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("file", metavar="备份.zip")

    def handle(self, *, file: str, **_options: Any) -> None:
        """Write it, and say what is in it."""
        count = back_up(Path(file))
        self.stdout.write(f"已备份到 {file}：数据和 {count} 个文件。请保存在另一台机器上。")
