"""The commands that read: ``check``, ``read`` and ``waive``."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mingzhang.cli.language import said
from mingzhang.cli.shared import (
    EPILOG,
    OK,
    UNABLE,
    Commands,
    code_of,
    common,
    in_time,
    jobs,
    limits_of,
    memory_of,
    refuse,
    selection,
    settings,
)
from mingzhang.readers.limits import UnreadableError

if TYPE_CHECKING:
    from mingzhang.facts.report import Report
    from mingzhang.facts.result import Result
    from mingzhang.work.output import Outputs
    from mingzhang.writers.words import Order


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    _check_parser(commands)
    _read_parser(commands)
    _waive_parser(commands)


def _check_parser(commands: Commands) -> None:
    """Declare ``check`` and its arguments."""
    check = commands.add_parser(
        "check",
        help="检查文件或文件夹",
        description="检查一个或多个文件（PDF、Word、Excel、OpenDocument、OFD、网页、纯文本），也可以给文件夹。",
        epilog="例：mingzhang check 决算.pdf\n    mingzhang check 各单位/ --severity error\n    "
        "mingzhang check 决算.docx --json > 结果.json\n    mingzhang check --together 某局.zip\n    "
        "mingzhang check 2023.pdf 2024.pdf --compare\n    "
        "mingzhang check 决算.pdf --html 检查报告.html\n    "
        "mingzhang check 各单位/ --xlsx 问题清单.xlsx --sarif 结果.sarif\n    "
        "mingzhang check 各单位/ --watch\n" + EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    check.add_argument(
        "files",
        nargs="+",
        metavar="文件或文件夹",
        help="要检查的文件；文件夹检查其中所有文件；- 从标准输入读",
    )
    check.add_argument(
        "--json", action="store_true", help="输出 JSON（mingzhang/check/2）；多个文件时输出数组"
    )
    selection(check)
    several = check.add_mutually_exclusive_group()
    several.add_argument(
        "--together", action="store_true", help="把给出的文件、文件夹或 .zip 当作一个单位的一份报告合并检查"
    )
    several.add_argument(
        "--compare",
        action="store_true",
        help="逐个检查，并在决算与预算、本年与上年、部门与所属单位的文件之间互相对照",
    )
    _output_arguments(check)
    check.add_argument(
        "--blind-spots", action="store_true", help="另列哪些数没有检查管得到，写错多少也查不出"
    )
    jobs(check, "检查几个文件，识别一个扫描件的几页")
    common(check)
    settings(check)
    check.set_defaults(run=_check)


def _output_arguments(check: argparse.ArgumentParser) -> None:
    """How much a check shows, which files it writes besides, and whether it may use what is kept."""
    told = check.add_mutually_exclusive_group()
    told.add_argument("--all", action="store_true", help="连尾差与无法判断的也逐条列出")
    told.add_argument("-q", "--quiet", action="store_true", help="每个文件只写一行，不逐条列出")
    check.add_argument("--html", metavar="文件", help="写出网页报告；一次一个文件，或加 --together")
    check.add_argument("--xlsx", metavar="文件", help="写出 Excel 问题清单，几个文件合在一张表里")
    check.add_argument("--sarif", metavar="文件", help="写出 SARIF 2.1.0，供其他检查工具汇总")
    check.add_argument("--force", action="store_true", help="输出文件已存在时覆盖")
    check.add_argument(
        "--watch",
        action="store_true",
        help="一直看着这些文件或文件夹，改动的重新检查，每次一行；按 Ctrl+C 结束",
    )
    check.add_argument(
        "--no-cache", action="store_true", help="检查几个文件时，没有变的也重新检查，不用上次的结果"
    )


def _read_parser(commands: Commands) -> None:
    """Declare ``read`` and its arguments."""
    read = commands.add_parser(
        "read",
        help="只读不查：列出读到的数、句子和表",
        description="读一个文件，列出读到的事实与没有读懂的数。",
        epilog="例：mingzhang read 决算.pdf --facts",
    )
    read.add_argument("file", metavar="文件", help="要读的文件；- 从标准输入读")
    read.add_argument("--json", action="store_true", help="输出版面内容（mingzhang/report/1）")
    read.add_argument("--facts", action="store_true", help="列出每一个有名称的数")
    common(read)
    read.set_defaults(run=_read)


def _waive_parser(commands: Commands) -> None:
    """Declare ``waive`` and its arguments."""
    waive = commands.add_parser(
        "waive",
        help="对一处差异作说明，以后检查时一并列出",
        description="对检查出的一处差异作说明。说明写在文件旁边的“文件名.waivers.toml”里，以后检查时这一处列为"
        "已说明，不影响退出码；原处改动以后说明失效，会被报告。",
        epilog="例：mingzhang waive 决算.pdf 1a2b3c4d --reason 上级批复调整年初数 --name 王某\n"
        "编号见 check --all、--html、--xlsx 的输出。",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    waive.add_argument("file", metavar="文件")
    waive.add_argument("fingerprint", metavar="编号", help="问题的 16 位编号，可以只写前 6 位以上")
    waive.add_argument("--reason", required=True, metavar="理由", help="为什么有这处差异")
    waive.add_argument("--name", required=True, metavar="姓名", help="谁作的说明")
    common(waive)
    waive.set_defaults(run=_waive)


def _check(args: argparse.Namespace) -> int:
    """Check once, or again and again; what is recognised of scans is kept for the next run."""
    from mingzhang.work.standard_input import saved

    if args.watch:
        from mingzhang.cli.watch import watch

        return watch(args, _options(args))
    from mingzhang.readers.scan.kept import kept_in
    from mingzhang.work.memory import default_folder

    kept = None if args.no_cache else default_folder()
    with saved(args.files, sys.stdin.buffer, limits_of(args)) as args.files, kept_in(kept):
        return _check_files(args)


def _check_files(args: argparse.Namespace) -> int:
    """Check the files one by one, print and write the results; returns the gravest exit code."""
    from datetime import date

    from mingzhang.work.check_many import documents, totals
    from mingzhang.work.show import Progress
    from mingzhang.writers.words import Order

    outputs = _outputs(args)
    several = args.together or args.compare
    paths = list(map(Path, args.files)) if several else outputs.besides(documents(args.files), args.files)
    if not paths:
        return refuse(
            said("没有找到可以检查的文件（支持 PDF、Word、Excel、OpenDocument、OFD、网页、纯文本）。")
        )
    outputs.ready(paths, args.together)
    results: list[Result] = []
    report: Report | None = None
    refused = 0
    with Progress(1 if args.together else len(paths)) as progress:
        for result, shown in _checked(args, paths):
            progress.step()
            if isinstance(result, UnreadableError):
                refused += 1
                progress.say(str(result), error=True)
                continue
            results.append(result)
            report = shown
            if not args.json:
                progress.say(_text(args, result, Order(args.sort)))
    if args.json:
        many = len(paths) > 1 and not args.together
        data = [result.to_json() for result in results]
        print(json.dumps(data if many else data[0] if data else None, ensure_ascii=False, indent=1))
    elif len(results) + refused > 1:
        print(totals(results, refused))
    if not several:
        _tell_of_pictures(paths, args.files)
    for target in outputs.write(results, date.today(), report, paths) if results else ():
        print(said("已写出：{path}", path=target), file=sys.stderr)
    return UNABLE if refused else max(map(code_of, results), default=OK)


def _tell_of_pictures(paths: list[Path], given: list[str]) -> None:
    """Pictures beside each other may be the pages of one document."""
    from mingzhang.work.check_many import side_by_side_pictures

    if count := side_by_side_pictures(paths, given):
        told = said(
            "文件夹里有 {count} 张图片并排放着，已逐张检查；如果是一份文件的各页，请加 --together 合起来检查。",
            count=count,
        )
        print(told, file=sys.stderr)


def _text(args: argparse.Namespace, result: Result, order: Order) -> str:
    from mingzhang.work.show import brief_text, report_text

    return brief_text(result) if args.quiet else report_text(result, args.all, order=order)


def _checked(
    args: argparse.Namespace, paths: list[Path]
) -> Iterator[tuple[Result | UnreadableError, Report | None]]:
    """The results as data: one for each file, or one for all of them together; the report a page shows."""
    from mingzhang.work.check_many import check_many, documents
    from mingzhang.work.file_names import names_of

    options = _options(args)
    names = names_of(paths)
    one_by_one = not (args.together or args.compare or args.html)
    if one_by_one and len(paths) > 1:
        memory = memory_of(args, options)
        yield from ((result, None) for _, result in check_many(paths, options, args.jobs, names, memory))
        return
    from mingzhang.work.allowance import allowed
    from mingzhang.work.check import check_file
    from mingzhang.work.together import check_compared, check_together

    options["limits"] = replace(options["limits"], processes=args.jobs or os.cpu_count() or 1)
    given = args.max_seconds
    times = [allowed(path, options["limits"]).seconds for path in documents(paths)] or [given]
    if not one_by_one:  # one time for all of them, with what each page that is a picture may take
        options["limits"] = replace(options["limits"], seconds=given + sum(each - given for each in times))
    with in_time(sum(times), paths[0]):
        if one_by_one:
            ((_, told),) = check_many(paths, options, 1, names)
            made: list[tuple[Result | UnreadableError, Report | None]] = [(told, None)]
        elif args.compare:
            compared = zip(paths, check_compared(paths, **options), strict=True)
            made = [(one.result().called(names[path]), one.document.report) for path, one in compared]
        else:
            one = check_together(paths, **options) if args.together else check_file(paths[0], **options)
            result = one.result()
            made = [(result.called(names[paths[0]]) if len(paths) == 1 else result, one.document.report)]
    yield from made


def _options(args: argparse.Namespace) -> dict[str, Any]:
    """What the checks are asked."""
    from mingzhang.facts.finding import Severity

    options: dict[str, Any] = {"place": args.place, "limits": limits_of(args), "only": tuple(args.rule)}
    options |= {"severity": Severity(args.severity), "blind": args.blind_spots}
    options |= {"off": tuple(args.off)} | ({} if args.together else {"waivers": args.waivers})
    if not args.compare:
        options["year"] = args.year
    return options


def _outputs(args: argparse.Namespace) -> Outputs:
    from mingzhang.work.output import Outputs
    from mingzhang.writers.words import Order

    return Outputs(args.html, args.xlsx, args.sarif, args.force, Order(args.sort))


def _waive(args: argparse.Namespace) -> int:
    from datetime import date

    from mingzhang.work.check import check_file
    from mingzhang.work.waive import waive, waiver_file

    path = Path(args.file)
    result = check_file(path, args.place, args.year, limits_of(args)).result()
    waiver = waive(path, result, args.fingerprint, args.reason, args.name, date.today())
    print(f"已说明 {waiver.rule}“{waiver.printed}”，写入 {waiver_file(path).name}。")
    return OK


def _read(args: argparse.Namespace) -> int:
    """Print what was read of one file; the exit code tells whether it could be understood."""
    from mingzhang.understanding.coverage import coverage
    from mingzhang.understanding.read import read_document
    from mingzhang.work.show_reading import document_text
    from mingzhang.work.standard_input import saved
    from mingzhang.work.understood import hindrance

    with saved([args.file], sys.stdin.buffer, limits_of(args)) as (path,):
        document = read_document(path, args.place, args.year, limits_of(args))
    if args.json:
        print(json.dumps(document.report.to_json(), ensure_ascii=False, indent=1))
    else:
        print(document_text(document, facts=args.facts))
    why = hindrance(document, coverage(document))
    return refuse(why) if why else OK
