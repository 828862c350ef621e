"""Start everything: the database brought up to date, a worker for checks, the server."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.urls import reverse

from mingzhang.web.background.working import Crew
from mingzhang.web.people.first import nobody_there, token
from mingzhang.web.shared.tables import prepare

_MOST = 4  # processes


def _workers() -> int:
    """One process where SQLite lets one write at a time; on PostgreSQL one for each core, up to four."""
    return min(_MOST, os.cpu_count() or 1) if connection.vendor == "postgresql" else 1


class Command(BaseCommand):
    """``serve``: one command, two processes (server and worker), ended together."""

    help = "启动网页应用：更新数据库，启动后台检查和网页服务"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The address, and whether an empty database gets the demonstration district."""
        parser.add_argument("--port", type=int, default=8000, help="端口，默认 8000")
        parser.add_argument("--address", default="127.0.0.1", help="监听地址，默认只限本机")
        parser.add_argument("--empty", action="store_true", help="不放入演示数据")
        parser.add_argument("--workers", type=int, default=1, help="后台程序几个，默认 1")

    def handle(self, *, port: int, address: str, empty: bool, workers: int, **_options: Any) -> None:
        """Serve until interrupted."""
        prepare()
        if not empty and nobody_there():
            call_command("demonstrate", stdout=self.stdout)
        self.stdout.write(
            f"数据在 {settings.DATA}。请在浏览器打开 http://{address}:{port}/ ，按 Ctrl-C 结束。"
        )
        if nobody_there():
            self.stdout.write(
                f"还没有人员。请在一天以内打开下面的地址，建立地区和第一个管理员（只能用一次）：\n"
                f"  http://{address}:{port}{reverse('people:first')}?token={token()}"
            )
        crew = Crew(max(1, workers))
        crew.start()
        try:
            self._serve(address, port)
        finally:
            crew.end()

    def _serve(self, address: str, port: int) -> None:
        """The server itself, until it is interrupted."""
        from granian import Granian
        from granian.constants import Interfaces

        Granian(
            "mingzhang.web.wsgi:application",
            address=address,
            port=port,
            interface=Interfaces.WSGI,
            workers=_workers(),
            blocking_threads=4,
            log_access=False,
            websockets=False,
        ).serve()
