"""The commands that make documents: ``template``."""

from __future__ import annotations

import argparse

from mingzhang.cli.shared import OK, Commands, output


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    _template_parser(commands)


def _template_parser(commands: Commands) -> None:
    template = commands.add_parser(
        "template",
        help="写一份空白填报表（Excel），填好后用来生成决算公开文本",
        description="写一份空白填报表：按地区和年度列出要填的工作表、行和科目代码，"
        "合计由公式算出，金额单位在封面选择。",
        epilog="例：mingzhang template --place 110106 --year 2020 -o 填报.xlsx",
    )
    template.add_argument("--place", required=True, metavar="区划代码", help="六位行政区划代码，例如 110106")
    template.add_argument("--year", required=True, type=int, metavar="年度", help="决算年度，例如 2020")
    output(template)
    template.set_defaults(run=_template)


def _template(args: argparse.Namespace) -> int:
    from mingzhang.work.template import write_template

    write_template(args.place, args.year, args.output, args.force)
    print(f"空白填报表已写到 {args.output}")
    return OK
