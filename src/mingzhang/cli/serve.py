"""The commands about the web application; the application itself is a process of its own."""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys

from mingzhang.cli.language import said
from mingzhang.cli.shared import Commands, refuse

DATA = "MINGZHANG_DATA"  # where the application keeps everything


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    serve = commands.add_parser(
        "serve",
        help="启动网页应用：公开季、报送、审核、公开",
        description="启动网页应用。数据放在一个文件夹里；第一次启动时放入虚构的演示数据，--empty 则不放。",
        epilog="例：mingzhang serve --data 明账数据 --port 8000",
    )
    serve.add_argument("--port", type=int, default=8000, metavar="端口", help="端口，默认 8000")
    serve.add_argument("--address", default="127.0.0.1", metavar="地址", help="监听地址，默认只限本机")
    serve.add_argument("--empty", action="store_true", help="不放入演示数据")
    serve.add_argument("--workers", type=int, default=1, metavar="个数", help="后台程序几个，默认 1")
    audit = commands.add_parser(
        "audit",
        help="核对网页应用的操作日志",
        description="核对网页应用的操作日志：逐条核对校验值，指出被改动、删去或调换之处。",
        epilog="例：mingzhang audit verify --data 明账数据",
    )
    audit.add_argument("what", choices=["verify"], metavar="verify", help="核对")
    backup = commands.add_parser(
        "backup",
        help="把网页应用的数据和文件写成一个备份",
        description="把网页应用的数据库和全部文件写成一个备份文件。",
        epilog="例：mingzhang backup 备份.zip --data 明账数据",
    )
    restore = commands.add_parser(
        "restore",
        help="从备份恢复网页应用",
        description="从备份文件恢复到空的数据库，SQLite 和 PostgreSQL 都可以。",
        epilog="例：mingzhang restore 备份.zip --data 新数据",
    )
    for command in (backup, restore):
        command.add_argument("backup", metavar="备份.zip", help="备份文件")
    for command in (serve, audit, backup, restore):
        command.add_argument("--data", metavar="文件夹", help="数据放在哪里，默认是当前文件夹下的“明账数据”")
    serve.set_defaults(run=_serve)
    audit.set_defaults(run=lambda args: _application(args, ["audit", args.what]))
    backup.set_defaults(run=lambda args: _application(args, ["backup", args.backup]))
    restore.set_defaults(run=lambda args: _application(args, ["restore", args.backup]))


def _serve(args: argparse.Namespace) -> int:
    """Run the application until it ends."""
    options = ["--port", str(args.port), "--address", args.address, "--workers", str(args.workers)]
    return _application(args, ["serve", *options, *(["--empty"] if args.empty else [])])


def _application(args: argparse.Namespace, words: list[str]) -> int:
    """Hand a command over to the application, in the chosen folder."""
    if importlib.util.find_spec("django") is None:
        return refuse(
            said(
                "网页应用没有安装：请运行 pip install 'mingzhang[web]'；装的是 wheel 文件时写 '文件名.whl[web]'。"
            )
        )
    environment = dict(os.environ)
    if args.data:
        environment[DATA] = args.data
    try:
        return subprocess.call([sys.executable, "-m", "mingzhang.web", *words], env=environment)
    except KeyboardInterrupt:  # the application hears it too, and ends by itself
        return 0
