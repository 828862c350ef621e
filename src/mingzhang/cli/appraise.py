"""The command of the district's appraisal: ``appraise``."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from mingzhang.cli.language import said
from mingzhang.cli.shared import FOUND, OK, Commands, formats, jobs, limits_of, reading, refuse

FORMATS = ("docx", "pdf", "html")


def add(commands: Commands) -> None:
    """Add the command of this module."""
    appraise = commands.add_parser(
        "appraise",
        help="绩效考评：计分、排名、封存，写出各单位的反馈报告",
        description="由方案和数据两份工作簿为全区各单位计分、排名，封存成绩，写出每个单位的反馈报告、排名、"
        "专项任务汇总表、结果工作簿和计分轨迹；还有没解决的问题时只列问题，一份也不写。",
        epilog="例：mingzhang appraise --template 考评 --year 2024\n    "
        "mingzhang appraise 考评/方案.xlsx 考评/数据.xlsx -o 反馈",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    appraise.add_argument("plan", nargs="?", metavar="方案.xlsx", help="单位、考评部门、细则、指标体系")
    appraise.add_argument("returns", nargs="?", metavar="数据.xlsx", help="任务书、完成值、佐证、加减分")
    appraise.add_argument("-o", "--output", metavar="文件夹", help="写到哪个文件夹；不写则只列得分和问题")
    appraise.add_argument("--template", metavar="文件夹", help="写空白的方案.xlsx 和数据.xlsx")
    appraise.add_argument("--books", metavar="文件夹", help="只写出各单位的任务书（默认 docx），供签订")
    appraise.add_argument("--schema", metavar="文件夹", help="写出计分轨迹.json 的 JSON Schema")
    appraise.add_argument("--year", type=int, metavar="年度", help="空白工作簿的考评年度（默认今年）")
    appraise.add_argument("--explain", action="store_true", help="写出每一个得分的算式、依据和佐证")
    formats(appraise, FORMATS, " docx 和 pdf")
    appraise.add_argument("--day", type=_day, metavar="日期", help="封存日期，例如 2025-05-20（默认今天）")
    appraise.add_argument("--previous", metavar="计分轨迹.json", help="上一次封存的结果；成绩有变时为更正")
    appraise.add_argument("--reason", default="", metavar="理由", help="更正已封存成绩的理由")
    appraise.add_argument("--force", action="store_true", help="文件名已被占用时覆盖")
    jobs(appraise, "写几份报告")
    reading(appraise)
    appraise.set_defaults(run=_run, max_seconds=600.0)  # reports of a whole district


def _day(text: str) -> date:
    """A day; raises ``ValueError``."""
    return date.fromisoformat(text)


def _run(args: argparse.Namespace) -> int:
    if args.template:
        return _template(args)
    if args.schema:
        return _schema(args)
    if not args.plan or not args.returns:
        return refuse(
            said("要写明方案和数据两份工作簿；空白表用 mingzhang appraise --template 文件夹 生成。")
        )
    return _books(args) if args.books else _appraise(args)


def _schema(args: argparse.Namespace) -> int:
    from mingzhang.work.appraise_files import write_schema

    for path in write_schema(args.schema, args.force):
        print(said("已写出：{path}", path=path))
    return OK


def _books(args: argparse.Namespace) -> int:
    """Write the task books, or tell what stands in the way."""
    from mingzhang.work.appraise_files import write_books

    kinds, limits = args.format or ["docx"], limits_of(args)
    paths, problems = write_books(args.plan, args.returns, args.books, kinds, args.force, limits)
    for problem in problems:
        print(problem)
    if problems:
        return FOUND
    print(said("已写出 {count} 份任务书，在 {folder}。", count=len(paths) // len(kinds), folder=args.books))
    return OK


def _template(args: argparse.Namespace) -> int:
    from mingzhang.work.appraise_files import write_blank

    for path in write_blank(args.template, args.year or date.today().year, args.force):
        print(said("已写出：{path}", path=path))
    return OK


def _appraise(args: argparse.Namespace) -> int:
    """Score, tell what is open, and write where nothing is."""
    from mingzhang.work.appraise_files import Sealing, appraisal_text, appraise_files, write_results

    found = appraise_files(args.plan, args.returns, limits_of(args))
    print(appraisal_text(found, args.explain))
    if found.problems:
        return FOUND
    if args.output:
        day, previous = args.day or date.today(), Path(args.previous) if args.previous else None
        kinds = args.format or ["docx", "pdf"]
        order = Sealing(day, kinds, previous, args.reason, args.force, args.jobs)
        made, paths = write_results(found, args.output, order)
        words = {"version": made.version, "count": len(paths), "folder": args.output}
        print(said("已封存第 {version} 版，写出 {count} 个文件，在 {folder}。", **words))
    return OK
