"""The commands that write into a copy of the document: ``mark`` and ``fix``."""

from __future__ import annotations

import argparse
from pathlib import Path

from mingzhang.cli.language import said
from mingzhang.cli.shared import EPILOG, Commands, code_of, common, limits_of, output, selection, settings


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    _mark_parser(commands)
    _fix_parser(commands)


def _mark_parser(commands: Commands) -> None:
    """Declare ``mark`` and its arguments."""
    mark = commands.add_parser(
        "mark",
        help="把发现标在文件上：PDF 加框、批注和目录页，Word 加批注",
        description="检查一个 PDF 或 Word 文件，另写一份，把每条不成立的发现标在原处。"
        "有签名、有密码或已损坏的文件不标注，原文件始终不动。",
        epilog="例：mingzhang mark 决算.pdf -o 决算-标注.pdf\n    "
        "mingzhang mark 决算.docx -o 决算-批注.docx --severity warning\n" + EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    mark.add_argument("file", metavar="文件")
    output(mark)
    selection(mark)
    common(mark)
    settings(mark)
    mark.set_defaults(run=_mark)


def _fix_parser(commands: Commands) -> None:
    """Declare ``fix`` and its arguments."""
    fix = commands.add_parser(
        "fix",
        help="把能够确定的改正用修订写进 Word 文件的副本",
        description="检查一个 Word 文件，另写一份，只把能够确定的改正写成修订（作者“明账”），"
        "可在 Word、WPS、LibreOffice 里逐条接受或拒绝；其余一字不动，并列出没有改的发现及原因。"
        "没有可以确定的改正时不写文件。",
        epilog="例：mingzhang fix 决算.docx -o 决算-修订.docx\n" + EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    fix.add_argument("file", metavar="文件.docx")
    output(fix)
    common(fix)
    settings(fix)
    fix.set_defaults(run=_fix)


def _mark(args: argparse.Namespace) -> int:
    """Write the marked copy of one document; returns the exit code of its check."""
    from mingzhang.facts.finding import Severity
    from mingzhang.work.mark import mark_file
    from mingzhang.writers.words import Order

    result = mark_file(
        Path(args.file),
        Path(args.output),
        args.place,
        args.year,
        limits_of(args),
        force=args.force,
        order=Order(args.sort),
        only=tuple(args.rule),
        severity=Severity(args.severity),
        off=args.off,
        waivers=args.waivers,
    )
    if result.hindrance:
        print(result.hindrance)
    print(said("标注 {count} 处，已写到 {path}", count=len(result.open), path=args.output))
    return code_of(result.result())


def _fix(args: argparse.Namespace) -> int:
    from mingzhang.work.fix import fix_file, fix_text

    kept = {"off": args.off, "waivers": args.waivers}
    fix = fix_file(args.file, args.output, args.place, args.year, limits_of(args), args.force, **kept)
    print(fix_text(fix, args.output))
    return code_of(fix.result.result(), len(fix.left))
