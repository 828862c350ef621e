"""The commands of a survey: ``survey template``, ``form``, ``check``, ``import``, ``estimate``…"""

from __future__ import annotations

import argparse
import importlib.util
from collections.abc import Callable
from datetime import date
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
    _quota_parser(actions)
    _contacts_parser(actions)
    _destroy_parser(actions)


def _declared(
    actions: Commands,
    name: str,
    run: Callable[[argparse.Namespace], int],
    brief: str,
    about: str,
    example: str,
) -> Parser:
    """One thing that ``survey`` does: what help says of it, and what runs."""
    parser = actions.add_parser(name, help=brief, description=about, epilog=f"例：mingzhang survey {example}")
    parser.set_defaults(run=_with_extra(run))
    return parser


def _template_parser(actions: Commands) -> None:
    template = _declared(
        actions,
        "template",
        _template,
        "写一份空白调查方案",
        "写一份空白调查方案（Excel）：调查、抽样、方面权重、访问结果、编码表、意见编码、上年结果。",
        "template -o 方案.xlsx",
    )
    output(template)


def _form_parser(actions: Commands) -> None:
    """Declare ``survey form``."""
    form = _declared(
        actions,
        "form",
        _form,
        "写出随附的问卷",
        "按方案里的街道（乡镇）写出随附的居民问卷或企业问卷（XLSForm），可以在 Excel 里修改。",
        "form 居民 --plan 方案.xlsx -o 问卷.xlsx",
    )
    form.add_argument("kind", metavar="对象", choices=KINDS, help="居民或企业")
    _plan(form)
    form.add_argument(
        "--form-version", default="1", metavar="版本", help="问卷版本，改了问卷就换一个（默认 1）"
    )
    output(form)
    reading(form)


def _check_parser(actions: Commands) -> None:
    """Declare ``survey check``."""
    check = _declared(
        actions,
        "check",
        _check,
        "检查问卷",
        "检查 XLSForm 问卷，错误逐处写明工作表、行和列；也可以转换成设备填答用的 XForm。",
        "check 问卷.xlsx --xform 问卷.xml",
    )
    check.add_argument("file", metavar="问卷.xlsx")
    check.add_argument("--xform", metavar="文件.xml", help="把转换出的 XForm 写到这里")
    _overwriting(check)


def _import_parser(actions: Commands) -> None:
    """Declare ``survey import``."""
    taking = _declared(
        actions,
        "import",
        _import,
        "读入导出的答卷",
        "读入 ODK Central、KoboToolbox 导出的答卷（CSV、XLSX），列出选项外的答案、重复的答卷、错位的行和质量疑点，"
        "写成一张整齐的表；联系方式不写出。",
        "import 导出.csv --form 问卷.xlsx -o 答卷.csv",
    )
    _exports(taking)
    output(taking)
    reading(taking)
    taking.add_argument("--contacts", metavar="密文", help="把联系方式加密写到这里；不写则不留联系方式")
    taking.add_argument("--key", metavar="密钥", help="新密钥写到这里，请与密文分开保管")
    taking.add_argument("--destroy-on", type=_day, metavar="日期", help="联系方式的销毁日期，例如 2027-06-30")


def _estimate_parser(actions: Commands) -> None:
    """Declare ``survey estimate``."""
    estimate = _declared(
        actions,
        "estimate",
        _estimate,
        "加权并估计",
        "按方案加权，算出各方面、各街道（乡镇）的指数及其误差，分出不相上下的组，列出短板。",
        "estimate 导出.csv --form 问卷.xlsx --plan 方案.xlsx",
    )
    _exports(estimate)
    _plan(estimate)
    estimate.add_argument(
        "--json", metavar="文件", help="另写一份数据：指数及误差、计数、转办事项，供考评和督查取用"
    )
    _overwriting(estimate)


def _report_parser(actions: Commands) -> None:
    """Declare ``survey report``."""
    report = _declared(
        actions,
        "report",
        _report,
        "写出报告",
        "写出总报告、各街道（乡镇）分报告和各方面的摘要；全部写出，或者一份也不写。",
        "report 导出.csv --form 问卷.xlsx --plan 方案.xlsx -o 报告",
    )
    _exports(report)
    _plan(report)
    report.add_argument("-o", "--output", required=True, metavar="文件夹", help="写到哪个文件夹")
    formats(report, FORMATS, " docx 和 pdf")
    _overwriting(report)


def _quota_parser(actions: Commands) -> None:
    """Declare ``survey quota``."""
    quota = _declared(
        actions,
        "quota",
        _quota,
        "样本配额和完成情况",
        "列出每个街道（乡镇）、年龄段、性别的样本目标和已收到的份数；给出总样本时按总体人数重新分配。",
        "quota 导出.csv --form 问卷.xlsx --plan 方案.xlsx --total 6000 --least 240",
    )
    _exports(quota)
    _plan(quota)
    quota.add_argument("--total", type=int, default=0, metavar="份数", help="总样本；不写用方案里的样本目标")
    quota.add_argument("--least", type=int, default=0, metavar="份数", help="每个街道（乡镇）至少几份")
    reading(quota)


def _contacts_parser(actions: Commands) -> None:
    """Declare ``survey contacts``."""
    contacts = _declared(
        actions,
        "contacts",
        _contacts,
        "打开加密的联系方式",
        "打开加密的联系方式供回访核实；谁打开、为什么打开都记入日志，过了销毁日期不能打开。",
        "contacts 联系方式.bin --key 密钥.txt --by 督导员 --reason 回访核实",
    )
    _sealed(contacts)
    contacts.add_argument("--reason", required=True, metavar="理由", help="为什么打开")


def _destroy_parser(actions: Commands) -> None:
    """Declare ``survey destroy``."""
    destroy = _declared(
        actions,
        "destroy",
        _destroy,
        "销毁联系方式",
        "销毁加密的联系方式和密钥，写出销毁证明；先写证明，再销毁。",
        "destroy 联系方式.bin --key 密钥.txt --by 档案员 -o 销毁证明.json",
    )
    _sealed(destroy)
    output(destroy)


def _sealed(parser: Parser) -> None:
    parser.add_argument("file", metavar="密文")
    parser.add_argument("--key", required=True, metavar="密钥", help="密钥文件")
    parser.add_argument("--by", required=True, metavar="谁", help="由谁办理（角色或工号）")


def _day(text: str) -> date:
    """A day; raises ``ValueError``."""
    return date.fromisoformat(text)


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


def _overwriting(parser: Parser) -> None:
    parser.add_argument("--force", action="store_true", help="文件名已被占用时覆盖")
    reading(parser)


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
    from mingzhang.work.survey_files import ContactFiles, take_in

    told = (args.contacts, args.key, args.destroy_on)
    if any(told) and not all(told):
        return refuse(said("--contacts、--key、--destroy-on 要一起给出。"))
    contacts = ContactFiles(Path(args.contacts), Path(args.key), args.destroy_on) if all(told) else None
    made = take_in(args.exports, args.form, args.output, args.force, limits_of(args), contacts)
    for path in made.files.paths:
        print(said("已写出：{path}", path=path))
    print("，".join(f"{what}{count}行" for what, count in made.files.counts.items()))
    if contacts:
        print(said("联系方式{count}条已加密，密钥写到 {path}", count=made.contacts, path=args.key))
    for line in made.shortened:
        print(f"{line}。")
    if made.flags:
        print(f"质量疑点：{made.doubts}")
    odd = [*made.problems, *made.flags]
    for one in odd[:_SHOWN]:
        print(f"  {one}")
    if len(odd) > _SHOWN:
        print(f"  另有{len(odd) - _SHOWN}处，见写出的“问题”表")
    return FOUND if odd else OK


def _estimate(args: argparse.Namespace) -> int:
    from mingzhang.work.survey_files import estimate_files, estimates_text, write_handed_on

    found = estimate_files(args.exports, args.form, args.plan, limits_of(args))
    print(estimates_text(found))
    if args.json:
        write_handed_on(found, args.json, date.today(), args.force)
        print(said("已写出：{path}", path=args.json))
    return FOUND if found.problems else OK


def _report(args: argparse.Namespace) -> int:
    from mingzhang.work.survey_files import estimate_files, write_survey_reports

    found = estimate_files(args.exports, args.form, args.plan, limits_of(args))
    for path in write_survey_reports(found, args.output, args.format or ["docx", "pdf"], args.force):
        print(said("已写出：{path}", path=path))
    for problem in found.problems[:_SHOWN]:
        print(f"  {problem}")
    return FOUND if found.problems else OK


def _quota(args: argparse.Namespace) -> int:
    """List the cells of the plan, and say whether any of them is not full."""
    from mingzhang.work.survey_files import quota_files

    found = quota_files(args.exports, args.form, args.plan, args.total, args.least, limits_of(args))
    for one in found:
        named = " ".join(filter(None, one.cell)) or "（未答）"
        print(f"{named} 目标{one.target}份，已收{one.done}份，{one.state}")
    target, done = sum(one.target for one in found), sum(one.done for one in found)
    print(f"合计 目标{target}份，已收{done}份")
    return FOUND if any(one.done != one.target for one in found) else OK


def _contacts(args: argparse.Namespace) -> int:
    from mingzhang.work.survey_contacts import open_contacts

    opened = open_contacts(args.file, args.key, args.by, args.reason, date.today())
    for key, known in opened.items():
        print("\t".join([key, *known.values()]))
    return OK


def _destroy(args: argparse.Namespace) -> int:
    from mingzhang.work.survey_contacts import destroy_contacts

    made = destroy_contacts(args.file, args.key, args.output, args.by, date.today(), args.force)
    print(made.sentence)
    return OK
