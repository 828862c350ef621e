"""The commands of purchases: ``purchasing template``, ``check``, ``papers``, ``open-data``."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from mingzhang.cli.language import said
from mingzhang.cli.matters import DAY_HELP, FORMATS, day
from mingzhang.cli.shared import FOUND, OK, Commands, formats, limits_of, output, reading


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    purchasing = commands.add_parser(
        "purchasing",
        help="购买服务和采购：比选、合同、验收、付款的核对，比选记录、验收单，开放数据",
        description="按采购台账（Excel）核对比选、合同和变更、验收、付款，写比选记录、验收单和公开口径合计，"
        "写国际通用的开放合约数据（OCDS 1.1.5）。",
        epilog="例：mingzhang purchasing check 采购台账.xlsx",
    )
    actions = purchasing.add_subparsers(dest="action", metavar="做什么", help="见各项说明", required=True)
    template = actions.add_parser(
        "template", help="写一份空白采购台账", description="写一份空白采购台账（Excel），十四张表。",
        epilog="例：mingzhang purchasing template -o 采购台账.xlsx",
    )  # fmt: skip
    output(template)
    template.set_defaults(run=_template)
    check = actions.add_parser(
        "check", help="核对采购台账", description="列出公开口径合计，逐条写明对不上的地方。",
        epilog="例：mingzhang purchasing check 采购台账.xlsx",
    )  # fmt: skip
    check.add_argument("file", metavar="台账.xlsx")
    _dated(check)
    check.set_defaults(run=_check)
    _papers_parser(actions)
    _open_parser(actions)


def _papers_parser(actions: Commands) -> None:
    """Declare ``purchasing papers`` and its arguments."""
    papers = actions.add_parser(
        "papers",
        help="写比选记录、验收单、采购情况汇总",
        description="写比选记录、验收单和采购情况汇总。台账有问题时逐条写明，一份也不写。",
        epilog="例：mingzhang purchasing papers 采购台账.xlsx -o 采购 --format pdf",
    )
    papers.add_argument("file", metavar="台账.xlsx")
    papers.add_argument("-o", "--output", required=True, metavar="文件夹", help="写到哪个文件夹")
    formats(papers, FORMATS, " docx")
    papers.add_argument("--force", action="store_true", help="文件名已被占用时覆盖")
    _dated(papers)
    papers.set_defaults(run=_papers)


def _open_parser(actions: Commands) -> None:
    """Declare ``purchasing open-data`` and its arguments."""
    opened = actions.add_parser(
        "open-data",
        help="写开放合约数据（OCDS）",
        description="写开放合约数据（OCDS 1.1.5）的过程和记录，按标准的格式校验，并与台账核对一致才写出。",
        epilog="例：mingzhang purchasing open-data 采购台账.xlsx -o 开放数据",
    )
    opened.add_argument("file", metavar="台账.xlsx")
    opened.add_argument("-o", "--output", required=True, metavar="文件夹", help="写到哪个文件夹")
    opened.add_argument("--force", action="store_true", help="文件名已被占用时覆盖")
    _dated(opened)
    opened.set_defaults(run=_open_data)


def _dated(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--today", type=day, metavar="日期", help=DAY_HELP)
    reading(parser)


def _template(args: argparse.Namespace) -> int:
    from mingzhang.work.purchasing import purchase_template

    purchase_template(args.output, args.force)
    print(said("空白采购台账已写到 {path}", path=args.output))
    return OK


def _check(args: argparse.Namespace) -> int:
    from mingzhang.work.purchasing import open_purchases, purchase_text

    read = open_purchases(Path(args.file), limits_of(args))
    print(purchase_text(read, args.today or date.today()))
    return FOUND if read.problems else OK


def _papers(args: argparse.Namespace) -> int:
    from mingzhang.work.purchasing import open_purchases, write_purchase_papers

    read, today = open_purchases(Path(args.file), limits_of(args)), args.today or date.today()
    for path in write_purchase_papers(read, args.output, today, args.format or ["docx"], args.force):
        print(said("已写出：{path}", path=path))
    return OK


def _open_data(args: argparse.Namespace) -> int:
    from mingzhang.work.purchasing import open_purchases, write_open_data

    read, today = open_purchases(Path(args.file), limits_of(args)), args.today or date.today()
    for path in write_open_data(read, args.output, today, args.force):
        print(said("已写出：{path}", path=path))
    return OK
