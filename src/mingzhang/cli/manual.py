"""The command that opens the manual."""

from __future__ import annotations

import argparse

from mingzhang.cli.language import said
from mingzhang.cli.shared import OK, Commands


def add(commands: Commands) -> None:
    """Add the command of this module."""
    manual = commands.add_parser(
        "manual",
        help="打开使用手册",
        description="在浏览器里打开随程序附带的使用手册，不需要网络；没有浏览器时写明手册在哪里。",
        epilog="例：mingzhang manual\n    mingzhang manual -o 明账使用手册.html",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    manual.add_argument("-o", "--output", metavar="新文件", help="不打开，把手册写成一个网页文件")
    manual.add_argument("--force", action="store_true", help="新文件的名字已被占用时覆盖它")
    manual.set_defaults(run=_manual)


def _manual(args: argparse.Namespace) -> int:
    """Write the manual, and open it where nobody asked for the file."""
    from mingzhang.work.manual import opened, write_manual

    path = write_manual(args.output, args.force)
    if args.output:
        print(said("手册已写到 {path}", path=path))
    elif opened(path):
        print(said("手册已在浏览器里打开：{path}", path=path))
    else:
        print(said("这里没有可用的浏览器，手册在 {path}，请用浏览器打开。", path=path))
    return OK
