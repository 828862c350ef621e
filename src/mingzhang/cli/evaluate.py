"""The commands of project evaluation: ``evaluate template``, ``score``, ``forms`` and ``read``."""

from __future__ import annotations

import argparse
from pathlib import Path

from mingzhang.cli.shared import FOUND, OK, Commands, limits_of, output, reading, refuse

FORMATS = ("docx", "pdf", "xlsx", "html")


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    evaluate = commands.add_parser(
        "evaluate",
        help="项目绩效评价：项目表、计分、自评表",
        description="项目绩效评价：从一份项目表（Excel）计分、写出自评表，也能把填好的自评表读回项目表。",
        epilog="例：mingzhang evaluate template -o 项目.xlsx",
    )
    actions = evaluate.add_subparsers(dest="action", metavar="做什么", help="见各项说明", required=True)
    _template_parser(actions)
    _score_parser(actions)
    _forms_parser(actions)
    _read_parser(actions)


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
    forms = actions.add_parser(
        "forms",
        help="写出自评表",
        description="写出各项目的《项目支出绩效自评表》，一个项目一个文件；还有没解决的问题时一个也不写。",
        epilog="例：mingzhang evaluate forms 项目.xlsx -o 自评表 --format docx",
    )
    forms.add_argument("file", metavar="项目.xlsx")
    forms.add_argument("-o", "--output", required=True, metavar="文件夹", help="写到哪个文件夹")
    forms.add_argument(
        "--format",
        action="append",
        choices=FORMATS,
        metavar="格式",
        help=f"{'、'.join(FORMATS)}，可多次给出（默认 docx）",
    )
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


def _template(args: argparse.Namespace) -> int:
    from mingzhang.work.register import write_register

    write_register(None, args.output, args.force)
    print(f"空白项目表已写到 {args.output}")
    return OK


def _score(args: argparse.Namespace) -> int:
    from mingzhang.work.evaluation_files import evaluate_file, evaluation_text

    evaluation = evaluate_file(Path(args.file), limits_of(args))
    print(evaluation_text(evaluation, args.explain))
    return FOUND if evaluation.open else OK


def _forms(args: argparse.Namespace) -> int:
    from mingzhang.work.evaluation_files import evaluate_file, form_count, refusal_text, write_forms
    from mingzhang.work.show import Progress

    evaluation = evaluate_file(Path(args.file), limits_of(args))
    refusal = refusal_text(evaluation, args.project)
    if refusal:
        return refuse(refusal)
    formats, masked = args.format or ["docx"], not args.unmasked
    with Progress(form_count(evaluation)) as progress:
        for paths in write_forms(evaluation, args.output, formats, args.project, masked, args.force):
            progress.step()
            progress.say("已写出 " + "、".join(map(str, paths)))
    return OK


def _read(args: argparse.Namespace) -> int:
    from mingzhang.work.evaluation_files import take_over

    count, problems = take_over(Path(args.file), args.output, limits_of(args), args.force)
    print(f"已读入 {count} 个项目，项目表写到 {args.output}")
    for problem in problems:
        print(f"  {problem}")
    return FOUND if problems else OK
