"""The command that lets people settle the doubtful figures of a scan: ``settle``."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path

from mingzhang.cli.language import said
from mingzhang.cli.shared import OK, Commands, in_time, jobs, limits_of, output, reading


def add(commands: Commands) -> None:
    """Add the command of this module."""
    settle = commands.add_parser(
        "settle",
        help="核对扫描件里看不准的数：写出一页，原图与认出的数并排",
        description="识别扫描件或图片，把看不准的数逐个列在一个网页里，左边是原件的图，右边是认出的数，用键盘核对；"
        "核对结果存成“文件名.readings.toml”，放在原文件旁边，以后检查就按核对的数查。",
        epilog="例：mingzhang settle 决算.pdf -o 核对.html",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    settle.add_argument("file", metavar="文件", help="扫描的 PDF、图片，或放着一份文件各页图片的文件夹")
    output(settle)
    jobs(settle, "识别一个扫描件的几页")
    reading(settle)
    settle.set_defaults(run=_settle)


def _settle(args: argparse.Namespace) -> int:
    """Write the page; says how many figures are on it."""
    from datetime import date

    from mingzhang.readers.scan.kept import kept_in
    from mingzhang.work.allowance import allowed
    from mingzhang.work.answers import readings_file
    from mingzhang.work.check_many import documents
    from mingzhang.work.memory import default_folder
    from mingzhang.work.settle import write_sheet

    path, usual = Path(args.file), limits_of(args)
    longer = sum(allowed(one, usual).seconds - usual.seconds for one in documents([path]))
    limits = replace(usual, seconds=usual.seconds + longer, processes=args.jobs or os.cpu_count() or 1)
    with kept_in(default_folder()), in_time(limits.seconds, path):
        count = write_sheet(path, Path(args.output), date.today(), limits, force=args.force)
    print(
        said(
            "{count} 个看不准的数，写在 {out}；核对结果请存为 {answers}，放在原文件旁边。",
            count=count,
            out=args.output,
            answers=readings_file(path).name,
        )
    )
    return OK
