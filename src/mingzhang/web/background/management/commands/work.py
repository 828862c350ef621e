"""Do what is asked for in the background: as one worker, or as a crew of several."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from mingzhang.web.background.working import Crew, work, worker_name


class Command(BaseCommand):
    """``work``: also on further machines, against the same PostgreSQL and the same folder of files."""

    help = "启动后台程序：检查、编制、催报；可以在几台机器上同时运行"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many."""
        parser.add_argument("--workers", type=int, default=1, help="几个，默认 1")
        parser.add_argument("--name", default="", help="一个后台程序的名字；由启动它的程序给")

    def handle(self, *, workers: int, name: str, **_options: Any) -> None:
        """Work until interrupted."""
        if name or workers < 2:
            work(name or worker_name())
            return
        crew = Crew(workers)
        crew.start()
        try:
            crew.wait()
        except KeyboardInterrupt:
            crew.end()
