"""The command of supervision: ``matters`` lists what is due and writes the papers."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from mingzhang.cli.language import said
from mingzhang.cli.shared import FOUND, OK, Commands, formats, limits_of, reading, refuse

FORMATS = ("docx", "pdf")
DAY_HELP = "按哪一天计算，例如 2026-09-15（默认今天）"


def add(commands: Commands) -> None:
    """Add the command of this module."""
    matters = commands.add_parser(
        "matters",
        help="督查事项：到期和逾期、通知、催办单、反馈单、通报",
        description="按督查台账（Excel）列出各单位到期和逾期的反馈、红黄绿灯；给出 -o 时写出督查通知、"
        "催办单、反馈单、督查通报、日历和办理情况表。台账有问题时逐条写明，一份也不写。",
        epilog="例：mingzhang matters 督查台账.xlsx -o 督查\n    mingzhang matters --template 督查台账.xlsx\n"
        "退出码：0 台账没有问题；1 有要改正的问题；2 没能读取或写出。",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    matters.add_argument("file", metavar="台账.xlsx", nargs="?", help="督查台账")
    matters.add_argument("--template", metavar="新文件", help="写一份空白台账")
    matters.add_argument("--today", type=day, metavar="日期", help=DAY_HELP)
    matters.add_argument("-o", "--output", metavar="文件夹", help="写到哪个文件夹；不写则只列出")
    formats(matters, FORMATS, " docx")
    matters.add_argument("--force", action="store_true", help="文件名已被占用时覆盖")
    reading(matters)
    matters.set_defaults(run=_run)


def day(text: str) -> date:
    """A day of the calendar.

    >>> day("2026-09-15")
    datetime.date(2026, 9, 15)
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(said("“{value}”不是日期，应写成 2026-09-15", value=text)) from None


def _run(args: argparse.Namespace) -> int:
    """List what is due, and write the papers where a folder is given."""
    from mingzhang.work.matters import ledger_template, matters_text, open_ledger, write_papers

    if args.template:
        ledger_template(args.template, args.force)
        print(said("空白督查台账已写到 {path}", path=args.template))
        return OK
    if not args.file:
        return refuse(said("请给出督查台账，或者用 --template 写一份空白台账。"))
    today = args.today or date.today()
    ledger = open_ledger(Path(args.file), limits_of(args))
    print(matters_text(ledger, today))
    if ledger.problems:
        return FOUND
    if args.output:
        for path in write_papers(ledger, args.output, today, args.format or ["docx"], args.force):
            print(said("已写出：{path}", path=path))
    return OK
