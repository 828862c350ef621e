"""The command that starts the web application; the application itself is a process of its own."""

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
    """Add the command of this module."""
    serve = commands.add_parser(
        "serve",
        help="启动网页应用：公开季、报送、审核、公开",
        description="启动网页应用。数据放在一个文件夹里；第一次启动时放入虚构的演示数据，--empty 则不放。",
        epilog="例：mingzhang serve --data 明账数据 --port 8000",
    )
    serve.add_argument("--data", metavar="文件夹", help="数据放在哪里，默认是当前文件夹下的“明账数据”")
    serve.add_argument("--port", type=int, default=8000, metavar="端口", help="端口，默认 8000")
    serve.add_argument("--address", default="127.0.0.1", metavar="地址", help="监听地址，默认只限本机")
    serve.add_argument("--empty", action="store_true", help="不放入演示数据")
    serve.set_defaults(run=_serve)


def _serve(args: argparse.Namespace) -> int:
    """Run the application until it ends, in the chosen folder."""
    if importlib.util.find_spec("django") is None:
        return refuse(said("网页应用没有安装：请运行 pip install 'mingzhang[web]'。"))
    environment = dict(os.environ)
    if args.data:
        environment[DATA] = args.data
    options = ["--port", str(args.port), "--address", args.address, *(["--empty"] if args.empty else [])]
    try:
        return subprocess.call([sys.executable, "-m", "mingzhang.web", "serve", *options], env=environment)
    except KeyboardInterrupt:  # the application hears it too, and ends by itself
        return 0
