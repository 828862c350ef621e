"""The commands of a survey: ``survey template``, ``form``, ``check``, ``import``, ``estimate``…"""

from __future__ import annotations

import argparse
import importlib.util
from collections.abc import Callable
from pathlib import Path

from mingzhang.cli.arguments import Parser
from mingzhang.cli.language import said
from mingzhang.cli.shared import FOUND, OK, Commands, formats, limits_of, output, reading, refuse

FORMATS = ("docx", "pdf", "html")
KINDS = ("居民", "企业")
_SHOWN = 50  # odd rows that are printed


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    survey = commands.add_parser(
        "survey",
        help="满意度调查：问卷、答卷、加权估计、报告",
        description="满意度调查：写出方案和问卷，读入 ODK、KoboToolbox 导出的答卷，加权并估计误差，写出总报告和分报告。"
        "需要安装附加包 survey。",
        epilog="例：mingzhang survey template -o 方案.xlsx",
    )
    actions = survey.add_subparsers(dest="action", metavar="做什么", help="见各项说明", required=True)
    _template_parser(actions)
    _form_parser(actions)
    _check_parser(actions)
    _import_parser(actions)
    _estimate_parser(actions)
    _report_parser(actions)


def _template_parser(actions: Commands) -> None:
    template = actions.add_parser(
        "template",
        help="写一份空白调查方案",
        description="写一份空白调查方案（Excel）：调查、抽样、方面权重、访问结果、编码表、意见编码、上年结果。",
        epilog="例：mingzhang survey template -o 方案.xlsx",
    )
    output(template)
    template.set_defaults(run=_with_extra(_template))


def _form_parser(actions: Commands) -> None:
    """Declare ``survey form``."""
    form = actions.add_parser(
        "form",
        help="写出随附的问卷",
        description="按方案里的街道（乡镇）写出随附的居民问卷或企业问卷（XLSForm），可以在 Excel 里修改。",
        epilog="例：mingzhang survey form 居民 --plan 方案.xlsx -o 问卷.xlsx",
    )
    form.add_argument("kind", metavar="对象", choices=KINDS, help="居民或企业")
    _plan(form)
    form.add_argument(
        "--form-version", default="1", metavar="版本", help="问卷版本，改了问卷就换一个（默认 1）"
    )
    output(form)
    reading(form)
    form.set_defaults(run=_with_extra(_form))


def _check_parser(actions: Commands) -> None:
    """Declare ``survey check``."""
    check = actions.add_parser(
        "check",
        help="检查问卷",
        description="检查 XLSForm 问卷，错误逐处写明工作表、行和列；也可以转换成设备填答用的 XForm。",
        epilog="例：mingzhang survey check 问卷.xlsx --xform 问卷.xml",
    )
    check.add_argument("file", metavar="问卷.xlsx")
    check.add_argument("--xform", metavar="文件.xml", help="把转换出的 XForm 写到这里")
    check.add_argument("--force", action="store_true", help="文件名已被占用时覆盖")
    reading(check)
    check.set_defaults(run=_with_extra(_check))


def _import_parser(actions: Commands) -> None:
    """Declare ``survey import``."""
    taking = actions.add_parser(
        "import",
        help="读入导出的答卷",
        description="读入 ODK Central、KoboToolbox 导出的答卷（CSV、XLSX），列出选项外的答案、重复的答卷、错位的行和质量疑点，"
        "写成一张整齐的表；联系方式不写出。",
        epilog="例：mingzhang survey import 导出.csv --form 问卷.xlsx -o 答卷.csv",
    )
    _exports(taking)
    output(taking)
    reading(taking)
    taking.set_defaults(run=_with_extra(_import))


def _estimate_parser(actions: Commands) -> None:
    estimate = actions.add_parser(
        "estimate",
        help="加权并估计",
        description="按方案加权，算出各方面、各街道（乡镇）的指数及其误差，分出不相上下的组，列出短板。",
        epilog="例：mingzhang survey estimate 导出.csv --form 问卷.xlsx --plan 方案.xlsx",
    )
    _exports(estimate)
    _plan(estimate)
    reading(estimate)
    estimate.set_defaults(run=_with_extra(_estimate))


def _report_parser(actions: Commands) -> None:
    """Declare ``survey report``."""
    report = actions.add_parser(
        "report",
        help="写出报告",
        description="写出总报告、各街道（乡镇）分报告和各方面的摘要；全部写出，或者一份也不写。",
        epilog="例：mingzhang survey report 导出.csv --form 问卷.xlsx --plan 方案.xlsx -o 报告",
    )
    _exports(report)
    _plan(report)
    report.add_argument("-o", "--output", required=True, metavar="文件夹", help="写到哪个文件夹")
    formats(report, FORMATS, " docx 和 pdf")
    report.add_argument("--force", action="store_true", help="文件名已被占用时覆盖")
    reading(report)
    report.set_defaults(run=_with_extra(_report))


_NEEDED = ("svy", "pyxform", "pyreadstat", "cryptography")


def _with_extra(run: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """The command, or a sentence where the libraries it needs are not installed."""

    def told(args: argparse.Namespace) -> int:
        if all(importlib.util.find_spec(name) for name in _NEEDED):
            return run(args)
        return refuse(
            said(
                "满意度调查没有安装：请运行 pip install 'mingzhang[survey]'；装的是 wheel 文件时写 '文件名.whl[survey]'。"
            )
        )

    return told


def _exports(parser: Parser) -> None:
    parser.add_argument("exports", nargs="+", metavar="导出文件", help="答卷的导出文件，重复组的表放在后面")
    parser.add_argument(
        "--form",
        action="append",
        required=True,
        metavar="问卷.xlsx",
        help="问卷；中途改过的，从旧到新多次给出",
    )


def _plan(parser: Parser) -> None:
    parser.add_argument("--plan", required=True, metavar="方案.xlsx", help="调查方案")


def _template(args: argparse.Namespace) -> int:
    from mingzhang.work.survey_files import write_survey_plan

    write_survey_plan(args.output, args.force)
    print(said("空白调查方案已写到 {path}", path=args.output))
    return OK


def _form(args: argparse.Namespace) -> int:
    from mingzhang.work.survey_files import write_survey_form

    write_survey_form(args.kind, args.plan, args.form_version, args.output, args.force, limits_of(args))
    print(said("问卷已写到 {path}", path=args.output))
    return OK


def _check(args: argparse.Namespace) -> int:
    from mingzhang.work.survey_files import check_form

    print(check_form(Path(args.file), args.xform, args.force, limits_of(args)))
    return OK


def _import(args: argparse.Namespace) -> int:
    """Take exports in and tell what was odd."""
    from mingzhang.work.survey_files import take_in

    made = take_in(args.exports, args.form, args.output, args.force, limits_of(args))
    for path in made.files.paths:
        print(said("已写出：{path}", path=path))
    print("，".join(f"{what}{count}行" for what, count in made.files.counts.items()))
    odd = [*made.problems, *made.flags]
    for one in odd[:_SHOWN]:
        print(f"  {one}")
    if len(odd) > _SHOWN:
        print(f"  另有{len(odd) - _SHOWN}处，见写出的“问题”表")
    return FOUND if odd else OK


def _estimate(args: argparse.Namespace) -> int:
    from mingzhang.work.survey_files import estimate_files, estimates_text

    found = estimate_files(args.exports, args.form, args.plan, limits_of(args))
    print(estimates_text(found))
    return FOUND if found.problems else OK


def _report(args: argparse.Namespace) -> int:
    from mingzhang.work.survey_files import estimate_files, write_survey_reports

    found = estimate_files(args.exports, args.form, args.plan, limits_of(args))
    for path in write_survey_reports(found, args.output, args.format or ["docx", "pdf"], args.force):
        print(said("已写出：{path}", path=path))
    for problem in found.problems[:_SHOWN]:
        print(f"  {problem}")
    return FOUND if found.problems else OK
