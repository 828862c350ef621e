"""The commands of project evaluation: ``evaluate template``, ``score``, ``forms``, ``read``, ``panel``…"""

from __future__ import annotations

import argparse
from pathlib import Path

from mingzhang.cli.language import said
from mingzhang.cli.shared import FOUND, OK, Commands, formats, limits_of, output, reading, refuse

FORMATS = ("docx", "pdf", "xlsx", "html")


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    evaluate = commands.add_parser(
        "evaluate",
        help="项目绩效评价：项目表、计分、自评表、评价报告",
        description="项目绩效评价：从一份项目表（Excel）计分、写出自评表，也能把填好的自评表读回项目表；"
        "由专家评分汇总出评价报告。",
        epilog="例：mingzhang evaluate template -o 项目.xlsx",
    )
    actions = evaluate.add_subparsers(dest="action", metavar="做什么", help="见各项说明", required=True)
    _template_parser(actions)
    _score_parser(actions)
    _forms_parser(actions)
    _read_parser(actions)
    _panel_parser(actions)
    _report_parser(actions)


def _template_parser(actions: Commands) -> None:
    template = actions.add_parser(
        "template",
        help="写一份空白项目表",
        description="写一份空白项目表（Excel）：封面、项目、合同与支付、指标、总体目标、问题接受。",
        epilog="例：mingzhang evaluate template -o 项目.xlsx",
    )
    output(template)
    template.set_defaults(run=_template)


def _score_parser(actions: Commands) -> None:
    score = actions.add_parser(
        "score",
        help="计分，列出问题",
        description="按项目表计分：每个项目的得分和等级、汇总，以及要先改正的问题，逐条写明项目、行和单元格。",
        epilog="例：mingzhang evaluate score 项目.xlsx --explain",
    )
    score.add_argument("file", metavar="项目.xlsx")
    score.add_argument("--explain", action="store_true", help="写出每一个得分的算式、依据和佐证")
    reading(score)
    score.set_defaults(run=_score)


def _forms_parser(actions: Commands) -> None:
    """Declare ``evaluate forms`` and its arguments."""
    forms = actions.add_parser(
        "forms",
        help="写出自评表",
        description="写出各项目的《项目支出绩效自评表》，一个项目一个文件；还有没解决的问题时一个也不写。",
        epilog="例：mingzhang evaluate forms 项目.xlsx -o 自评表 --format docx",
    )
    forms.add_argument("file", metavar="项目.xlsx")
    forms.add_argument("-o", "--output", required=True, metavar="文件夹", help="写到哪个文件夹")
    formats(forms, FORMATS, " docx")
    forms.add_argument("--project", default="", metavar="项目", help="只写这个项目，给出编码或名称")
    forms.add_argument("--unmasked", action="store_true", help="不遮蔽负责人和电话，供内部留存")
    forms.add_argument("--force", action="store_true", help="文件名已被占用时覆盖")
    reading(forms)
    forms.set_defaults(run=_forms)


def _read_parser(actions: Commands) -> None:
    read = actions.add_parser(
        "read",
        help="把填好的自评表读进项目表",
        description="从 Word、Excel 或 PDF 里的自评表读出项目、资金、指标和得分，写成一份项目表。",
        epilog="例：mingzhang evaluate read 自评表.docx -o 项目.xlsx",
    )
    read.add_argument("file", metavar="文件")
    output(read)
    reading(read)
    read.set_defaults(run=_read)


def _panel_parser(actions: Commands) -> None:
    """Declare ``evaluate panel`` and its arguments."""
    panel = actions.add_parser(
        "panel",
        help="写一份空白专家评分表",
        description="为一个项目写一份空白专家评分表（Excel）：一名专家一张工作表，另有报告文字、预期与实际。",
        epilog="例：mingzhang evaluate panel 项目.xlsx --project 010 -o 评分.xlsx",
    )
    panel.add_argument("file", metavar="项目.xlsx")
    panel.add_argument("--project", default="", metavar="项目", help="项目编码或名称；只有一个项目时不必写")
    panel.add_argument("--system", default="", metavar="体系", help="指标体系，默认用本地的")
    panel.add_argument("--experts", type=int, default=3, metavar="人数", help="专家人数（默认 3）")
    output(panel)
    reading(panel)
    panel.set_defaults(run=_panel)


def _report_parser(actions: Commands) -> None:
    """Declare ``evaluate report`` and its arguments."""
    report = actions.add_parser(
        "report",
        help="由专家评分写出评价报告",
        description="汇总各专家的评分，写出项目绩效评价报告；还有没解决的问题时不写。",
        epilog="例：mingzhang evaluate report 项目.xlsx 评分.xlsx -o 报告",
    )
    report.add_argument("file", metavar="项目.xlsx")
    report.add_argument("reviews", nargs="+", metavar="评分.xlsx", help="可以一名专家一个文件，第一个含文字")
    report.add_argument("-o", "--output", metavar="文件夹", help="写到哪个文件夹；不写则只列得分和问题")
    formats(report, FORMATS, " docx 和 pdf")
    report.add_argument("--explain", action="store_true", help="列出每项指标的各专家评分和离散程度")
    report.add_argument("--force", action="store_true", help="文件名已被占用时覆盖")
    reading(report)
    report.set_defaults(run=_report)


def _template(args: argparse.Namespace) -> int:
    from mingzhang.performance.project_workbook import write_register

    write_register(None, args.output, args.force)
    print(said("空白项目表已写到 {path}", path=args.output))
    return OK


def _score(args: argparse.Namespace) -> int:
    from mingzhang.work.evaluation_files import evaluate_file, evaluation_text

    evaluation = evaluate_file(Path(args.file), limits_of(args))
    print(evaluation_text(evaluation, args.explain))
    return FOUND if evaluation.open else OK


def _forms(args: argparse.Namespace) -> int:
    """Write the self-evaluation forms of the chosen projects, none while a problem is open."""
    from mingzhang.work.evaluation_files import evaluate_file, refusal_text, write_forms

    evaluation = evaluate_file(Path(args.file), limits_of(args))
    refusal = refusal_text(evaluation, args.project)
    if refusal:
        return refuse(refusal)
    chosen, masked = args.format or ["docx"], not args.unmasked
    for paths in write_forms(evaluation, args.output, chosen, args.project, masked, args.force):
        print("已写出 " + "、".join(map(str, paths)))
    return OK


def _read(args: argparse.Namespace) -> int:
    from mingzhang.work.evaluation_files import take_over

    count, problems = take_over(Path(args.file), args.output, limits_of(args), args.force)
    print(said("已读入 {count} 个项目，项目表写到 {path}", count=count, path=args.output))
    for problem in problems:
        print(f"  {problem}")
    return FOUND if problems else OK


def _panel(args: argparse.Namespace) -> int:
    from mingzhang.work.report_files import write_panel

    settings = (args.project, args.system, args.experts, args.force)
    write_panel(args.file, args.output, *settings, limits=limits_of(args))
    print(said("空白专家评分表已写到 {path}", path=args.output))
    return OK


def _report(args: argparse.Namespace) -> int:
    from mingzhang.work.report_files import assess_files, assessment_text, write_report

    made = assess_files(args.file, args.reviews, limits_of(args))
    print(assessment_text(made, args.explain))
    if made.open:
        return FOUND
    if args.output:
        for path in write_report(made, args.output, args.format or ["docx", "pdf"], args.force):
            print(said("已写出：{path}", path=path))
    return OK
