"""The commands that make documents: ``template`` and ``build``."""

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path

from mingzhang.cli.language import said
from mingzhang.cli.shared import (
    FOUND,
    OK,
    UNABLE,
    Commands,
    formats,
    in_time,
    jobs,
    limits_of,
    output,
    reading,
    refuse,
)


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    _template_parser(commands)
    _build_parser(commands)


def _template_parser(commands: Commands) -> None:
    """Declare ``template`` and its arguments."""
    template = commands.add_parser(
        "template",
        help="写一份空白填报表（Excel），填好后用来生成决算或预算公开文本",
        description="写一份空白填报表：按地区和年度列出要填的工作表、行和科目代码，"
        "合计由公式算出，金额单位在封面选择。",
        epilog="例：mingzhang template --place 110106 --year 2020 -o 填报.xlsx\n    "
        "mingzhang template --place 310107 --year 2026 --kind budget -o 预算填报.xlsx",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    template.add_argument("--place", required=True, metavar="区划代码", help="六位行政区划代码，例如 110106")
    template.add_argument("--year", required=True, type=int, metavar="年度", help="决算或预算年度，例如 2020")
    template.add_argument(
        "--kind",
        choices=("final_account", "budget"),
        default="final_account",
        help="填报决算（final_account，默认）还是部门预算、单位预算（budget）",
    )
    output(template)
    template.set_defaults(run=_template)


def _build_parser(commands: Commands) -> None:
    """Declare ``build`` and its arguments."""
    build = commands.add_parser(
        "build",
        help="由填报表生成整份决算或预算公开文本",
        description="由填好的填报表（或 facts.json、决算报表）生成 Word、PDF、网页、Excel 和开放数据。"
        "先把缺的、互相矛盾的列在一张单子里，全部解决以后才写文件。给出几份填报表时，每个单位写进一个文件夹，"
        "一份有问题不影响其他各份。",
        epilog="例：mingzhang build 填报.xlsx -o 公开/\n    "
        "mingzhang build 填报.xlsx -o 公开/ --prior 上年决算.pdf --ask\n    "
        "mingzhang build 填报.xlsx -o 公开/ --format docx --format pdf\n    "
        "mingzhang build 甲局.xlsx 乙局.xlsx -o 公开/ --jobs 4\n"
        "退出码：0 已写出；1 还有要解决的问题，什么也没写；2 文件无法读写。",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    build.add_argument(
        "files", nargs="+", metavar="填报表", help="填报.xlsx、facts.json 或会计系统导出的决算报表，可以几份"
    )
    build.add_argument("-o", "--output", required=True, metavar="文件夹", help="写到哪个文件夹")
    build.add_argument("--prior", metavar="文件", help="上年的决算公开文本，从中取上年数（只用于一份填报表）")
    build.add_argument(
        "--projects", metavar="项目.xlsx", help="项目表，从中取绩效部分和采购、购买服务数（只用于一份填报表）"
    )
    build.add_argument(
        "--review",
        action="append",
        default=[],
        metavar="评分.xlsx",
        help="专家评分表，把评价报告写进绩效部分；几个专家文件可多次给出，须同时给出 --projects",
    )
    formats(build, ("docx", "pdf", "html", "xlsx", "opendata"), "全部")
    build.add_argument("--ask", action="store_true", help="缺少的原因逐个在终端里问（只用于一份填报表）")
    build.add_argument(
        "--strict", action="store_true", help="因为没有填而略去的、填了却没有用到的，也算要解决的问题"
    )
    build.add_argument("--force", action="store_true", help="文件已存在时覆盖")
    jobs(build, "生成几份")
    reading(build)
    build.set_defaults(run=_build)


def _build(args: argparse.Namespace) -> int:
    """Build one disclosure; prints what is still open or the files written, and returns the exit code."""
    if len(args.files) > 1:
        return _build_many(args)
    from mingzhang.work.build import build_file, remarks, told
    from mingzhang.work.show import open_text
    from mingzhang.writers.publish import FORMATS

    chosen = args.format or tuple(FORMATS)
    if args.review and not args.projects:
        return refuse(said("--review 要同时给出 --projects：评价报告要用项目表里的项目。"))
    ask = _ask if args.ask else None
    path, out = args.files[0], args.output
    settings = {"force": args.force, "limits": limits_of(args), "reviews": args.review, "strict": args.strict}
    with nullcontext() if args.ask else in_time(args.max_seconds, Path(path)):  # people take their time
        built = build_file(path, out, chosen, args.prior, args.projects, ask, **settings)
    if sentences := told(built.draft, args.strict):
        refuse(open_text(sentences))
        return FOUND
    for remark in remarks(built.draft):
        print(f"提示：{remark}", file=sys.stderr)
    for path in built.files:
        print(said("已写出：{path}", path=path))
    return OK


def _build_many(args: argparse.Namespace) -> int:
    """Build a folder for each filing, refused ones apart; returns the gravest exit code."""
    from mingzhang.work.build_many import BuildSettings, build_many
    from mingzhang.work.show import Progress, open_text
    from mingzhang.writers.publish import FORMATS

    if args.prior or args.projects or args.review or args.ask:
        return refuse(said("--prior、--projects、--review、--ask 只能用于一份填报表。"))
    order = BuildSettings(
        Path(args.output), args.format or tuple(FORMATS), args.force, limits_of(args), strict=args.strict
    )
    code, written = OK, 0
    with Progress(len(args.files), "生成") as progress:
        for outcome in build_many(list(map(Path, args.files)), order, args.jobs):
            progress.step()
            code = max(code, UNABLE if outcome.refused else FOUND if outcome.open else OK)
            written += bool(outcome.files)
            for note in outcome.notes:
                progress.say(f"{outcome.path}：提示：{note}", error=True)
            if outcome.files:
                progress.say(f"已写出：{outcome.files[0].parent}（{len(outcome.files)} 个文件）")
            else:
                progress.say(outcome.refused or f"{outcome.path}：{open_text(outcome.open)}", error=True)
    print(said("共 {count} 份，写出 {written} 份。", count=len(args.files), written=written))
    return code


def _ask(sentence: str) -> str:
    try:
        return input(f"{sentence}：")
    except EOFError:
        return ""


def _template(args: argparse.Namespace) -> int:
    from mingzhang.catalogue.standing import instead
    from mingzhang.disclosure.filing_template import write_template

    write_template(args.place, args.year, args.output, args.force, kind=args.kind)
    for sentence in instead(args.place, args.year, args.kind):
        print(f"提示：{sentence}", file=sys.stderr)
    print(said("空白填报表已写到 {path}", path=args.output))
    return OK
