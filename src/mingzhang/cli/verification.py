"""The commands of field verification: ``verification template``, ``draw``, ``lists``, ``collect``…"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from mingzhang.cli.language import said
from mingzhang.cli.matters import DAY_HELP, FORMATS, day
from mingzhang.cli.shared import FOUND, OK, Commands, formats, limits_of, output, reading, refuse

PHASES = {"1": "第一阶段", "2": "第二阶段"}


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    verification = commands.add_parser(
        "verification",
        help="察访核验：抽取点位、离线清单、汇入结果、问题清单和反馈报告",
        description="察访核验：按保存的查询和种子从督查台账抽取点位，写离线清单（Excel 和手机表单），汇入结果和照片，"
        "写问题清单、数据分析、各单位反馈报告和拟扣分申报。第二阶段包含第一阶段没有销号的全部问题。",
        epilog="例：mingzhang verification draw 核验.xlsx 督查台账.xlsx --phase 1 -o 核验一.xlsx",
    )
    actions = verification.add_subparsers(dest="action", metavar="做什么", help="见各项说明", required=True)
    _template_parser(actions)
    _draw_parser(actions)
    _lists_parser(actions)
    _collect_parser(actions)
    _report_parser(actions)


def _template_parser(actions: Commands) -> None:
    template = actions.add_parser(
        "template", help="写一份空白核验表", description="写一份空白核验表（Excel）：阶段、标准、人员、点位、结果、经过。",
        epilog="例：mingzhang verification template -o 核验.xlsx",
    )  # fmt: skip
    output(template)
    template.set_defaults(run=_template)


def _draw_parser(actions: Commands) -> None:
    """Declare ``verification draw`` and its arguments."""
    draw = actions.add_parser(
        "draw",
        help="从督查台账抽取点位",
        description="按阶段表里的查询、种子和点位数从督查台账抽取点位并分派核验员；已有的点位不变。"
        "同样的查询和种子总是抽出同样的点位。",
        epilog="例：mingzhang verification draw 核验.xlsx 督查台账.xlsx --phase 2 -o 核验二.xlsx",
    )
    draw.add_argument("file", metavar="核验.xlsx")
    draw.add_argument("ledger", nargs="?", metavar="台账.xlsx", help="督查台账；再次回头看时不用写")
    draw.add_argument("--again", action="store_true", help="再作一次回头看：没有销号、又没有点位在等的问题")
    _phase(draw)
    output(draw)
    reading(draw)
    draw.set_defaults(run=_draw)


def _lists_parser(actions: Commands) -> None:
    """Declare ``verification lists`` and its arguments."""
    lists = actions.add_parser(
        "lists",
        help="写离线清单和手机表单",
        description="为每个核验员写一份离线清单（Excel），另写一份 XLSForm，供 ODK、Kobo 等手机程序使用。",
        epilog="例：mingzhang verification lists 核验一.xlsx --phase 1 -o 清单",
    )
    lists.add_argument("file", metavar="核验.xlsx")
    _phase(lists)
    lists.add_argument("-o", "--output", required=True, metavar="文件夹", help="写到哪个文件夹")
    lists.add_argument("--force", action="store_true", help="文件名已被占用时覆盖")
    reading(lists)
    lists.set_defaults(run=_lists)


def _collect_parser(actions: Commands) -> None:
    """Declare ``verification collect`` and its arguments."""
    collect = actions.add_parser(
        "collect",
        help="汇入填好的清单和照片",
        description="把填好的离线清单、手机表单的答案或单位的整改答复汇入核验表，从照片读出拍摄时间和位置；已有的结果不重复汇入。",
        epilog="例：mingzhang verification collect 核验一.xlsx 清单/*.xlsx --photos 照片 -o 核验二.xlsx",
    )
    collect.add_argument("file", metavar="核验.xlsx")
    collect.add_argument(
        "lists",
        nargs="+",
        metavar="清单.xlsx",
        help="填好的离线清单、手机表单导出的答案，或单位填好的整改答复",
    )
    collect.add_argument("--photos", metavar="文件夹", help="照片在哪个文件夹")
    output(collect)
    reading(collect)
    collect.set_defaults(run=_collect)


def _report_parser(actions: Commands) -> None:
    """Declare ``verification report`` and its arguments."""
    report = actions.add_parser(
        "report",
        help="列出进展；写问题清单、数据分析、反馈报告",
        description="列出各阶段进展和问题；给出 -o 时写问题清单、数据分析、各单位反馈报告、整改答复表和拟扣分申报。"
        "核验表有问题时逐条写明，一份也不写。",
        epilog="例：mingzhang verification report 核验.xlsx -o 报告 --format pdf",
    )
    report.add_argument("file", metavar="核验.xlsx")
    report.add_argument("--today", type=day, metavar="日期", help=DAY_HELP)
    report.add_argument("-o", "--output", metavar="文件夹", help="写到哪个文件夹；不写则只列出")
    formats(report, FORMATS, " docx")
    report.add_argument("--force", action="store_true", help="文件名已被占用时覆盖")
    reading(report)
    report.set_defaults(run=_report)


def _phase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--phase", choices=tuple(PHASES), required=True, metavar="阶段", help="1 或 2")


def _template(args: argparse.Namespace) -> int:
    from mingzhang.work.visits import campaign_template

    campaign_template(args.output, args.force)
    print(said("空白核验表已写到 {path}", path=args.output))
    return OK


def _draw(args: argparse.Namespace) -> int:
    """Draw the points of a phase into a new workbook."""
    from mingzhang.work.visits import draw_points, look_back_again

    phase, limits = PHASES[args.phase], limits_of(args)
    if args.again and args.phase != "2":
        return refuse(said("再次回头看是第二阶段的事，请写 --phase 2。"))
    if args.again:
        count, back = look_back_again(args.file, args.output, args.force, limits)
    elif args.ledger:
        count, back = draw_points(args.file, args.ledger, phase, args.output, args.force, limits)
    else:
        return refuse(said("请写明从哪一份督查台账抽取；再次回头看用 --again。"))
    print(
        said(
            "{phase}点位 {count} 个，其中回头看 {back} 个，已写到 {path}",
            phase=phase,
            count=count,
            back=back,
            path=args.output,
        )
    )
    return OK


def _lists(args: argparse.Namespace) -> int:
    from mingzhang.work.visits import open_campaign, write_lists

    read = open_campaign(Path(args.file), limits_of(args))
    for path in write_lists(read, PHASES[args.phase], args.output, args.force):
        print(said("已写出：{path}", path=path))
    return OK


def _collect(args: argparse.Namespace) -> int:
    from mingzhang.work.visits import collect

    photos = Path(args.photos) if args.photos else None
    lists = [Path(each) for each in args.lists]
    count, problems = collect(args.file, lists, photos, args.output, args.force, limits_of(args))
    print(said("汇入 {count} 项，已写到 {path}", count=count, path=args.output))
    for problem in problems:
        print(f"  {problem}")
    return FOUND if problems else OK


def _report(args: argparse.Namespace) -> int:
    """List how the verification stands, and write the reports where a folder is given."""
    from mingzhang.work.visits import campaign_text, open_campaign, write_reports

    read = open_campaign(Path(args.file), limits_of(args))
    print(campaign_text(read))
    if read.problems:
        return FOUND
    if args.output:
        today = args.today or date.today()
        for path in write_reports(read, args.output, today, args.format or ["docx"], args.force):
            print(said("已写出：{path}", path=path))
    return OK
