"""The commands of archives: ``archive template``, ``papers``, ``scan``, ``find``, ``sample``…"""

from __future__ import annotations

import argparse
from datetime import date
from fractions import Fraction
from pathlib import Path

from mingzhang.cli.language import said
from mingzhang.cli.matters import DAY_HELP, FORMATS, day
from mingzhang.cli.shared import FOUND, OK, Commands, formats, limits_of, output, reading

_CATALOGUE, _IMAGES, _OUT = "目录.xlsx", "图像", "成果"


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    archive = commands.add_parser(
        "archive",
        help="档案数字化：目录、盒内目录、批量识别、全文检索、质检、移交",
        description="档案数字化：检查目录（档号、保管期限、盒），写归档文件目录、盒内目录和脊背标签，成批识别图像"
        "（能停能续，原图不动），全文检索，抽检和验收（准确率算出来），打移交包并核对。",
        epilog="例：mingzhang archive scan 目录.xlsx 图像 -o 成果",
    )
    actions = archive.add_subparsers(dest="action", metavar="做什么", help="见各项说明", required=True)
    for made in (_template, _papers, _file, _scan, _find, _sample, _accept, _package, _verify):
        made(actions)


def _template(actions: Commands) -> None:
    parser = actions.add_parser(
        "template", help="写一份空白目录", description="写一份空白目录（Excel）：封面、门类、机构、归档文件、期限调整、实物、经过、流转。",
        epilog="例：mingzhang archive template -o 目录.xlsx",
    )  # fmt: skip
    output(parser)
    parser.set_defaults(run=_run_template)


def _papers(actions: Commands) -> None:
    """Declare ``archive papers`` and its arguments."""
    parser = actions.add_parser(
        "papers",
        help="检查目录；写归档文件目录、盒内目录、脊背标签",
        description="检查目录并列出问题；给出 -o 时写归档文件目录、各盒的盒内目录和备考表、脊背标签。"
        "没有填盒号的件自动装盒。目录有问题时逐条写明，一份也不写。",
        epilog="例：mingzhang archive papers 目录.xlsx -o 打印 --format pdf",
    )
    parser.add_argument("file", metavar=_CATALOGUE)
    parser.add_argument("--today", type=day, metavar="日期", help=DAY_HELP)
    _folder(parser)
    formats(parser, FORMATS, " docx")
    reading(parser)
    parser.set_defaults(run=_run_papers)


def _file(actions: Commands) -> None:
    """Declare ``archive file`` and its arguments."""
    parser = actions.add_parser(
        "file",
        help="把佐证材料归档为件，不用重新录入",
        description="把佐证材料逐个编号归入目录；同一份材料（SHA-256 相同）不会归档两次。",
        epilog="例：mingzhang archive file 目录.xlsx 佐证/*.pdf --year 2026 --department BGS -o 目录二.xlsx",
    )
    parser.add_argument("file", metavar=_CATALOGUE)
    parser.add_argument("evidence", nargs="+", metavar="材料", help="佐证材料的文件")
    parser.add_argument("--year", type=int, required=True, metavar="年度", help="归档年度")
    parser.add_argument("--category", default="WS", metavar="代码", help="门类代码，默认 WS")
    parser.add_argument("--department", required=True, metavar="代码", help="机构（问题）代码")
    parser.add_argument(
        "--period",
        choices=("永久", "30年", "10年"),
        default="30年",
        metavar="期限",
        help="保管期限，默认 30年",
    )
    output(parser)
    reading(parser)
    parser.set_defaults(run=_run_file)


def _scan(actions: Commands) -> None:
    """Declare ``archive scan`` and its arguments."""
    parser = actions.add_parser(
        "scan",
        help="成批识别图像，写可检索的 PDF 和全文索引",
        description="图像文件名是档号加页号（0123-WS·2019-Y-BGS-0001-001.tif），也可以一件一个文件（档号.pdf）。"
        "转正、纠偏、提亮、去黑边后识别，每件写一份可检索的 PDF；原图不动，记下 SHA-256。"
        "停下以后再运行一次，从停下的地方继续；打不开的图像写明原因，其余照常处理。",
        epilog="例：mingzhang archive scan 目录.xlsx 图像 -o 成果 --processes 2",
    )
    parser.add_argument("file", metavar=_CATALOGUE)
    _images(parser)
    parser.add_argument("-o", "--output", required=True, metavar="文件夹", help="成果写到哪个文件夹")
    parser.add_argument("--processes", type=int, default=1, metavar="个", help="同时识别的进程数，默认 1")
    parser.add_argument("--most", type=int, default=0, metavar="页", help="识别约多少页后停下；不写则做完")
    reading(parser)
    parser.set_defaults(run=_run_scan)


def _find(actions: Commands) -> None:
    """Declare ``archive find`` and its arguments."""
    parser = actions.add_parser(
        "find", help="全文检索", description="在识别出的文字和题名里查找词语，一个字也能查；几个词用空格隔开，须同时出现。",
        epilog="例：mingzhang archive find 成果 危房 改造",
    )  # fmt: skip
    parser.add_argument("folder", metavar=_OUT, help="archive scan 写出的文件夹")
    parser.add_argument("words", nargs="+", metavar="词语", help="要查的词语")
    parser.set_defaults(run=_run_find)


def _sample(actions: Commands) -> None:
    """Declare ``archive sample`` and its arguments."""
    parser = actions.add_parser(
        "sample",
        help="抽取抽检的件，写抽检表",
        description="按件抽取不少于 5% 写成抽检表（Excel）；同样的种子总是抽出同样的件。",
        epilog="例：mingzhang archive sample 目录.xlsx 成果 -o 抽检表.xlsx",
    )
    _three(parser, images=False)
    parser.add_argument(
        "--share", type=_share, default=Fraction(5, 100), metavar="百分比", help="抽检比例，默认 5"
    )
    parser.add_argument("--seed", default="1", metavar="种子", help="抽取的种子，默认 1")
    output(parser)
    reading(parser)
    parser.set_defaults(run=_run_sample)


def _accept(actions: Commands) -> None:
    """Declare ``archive accept`` and its arguments."""
    parser = actions.add_parser(
        "accept",
        help="按机器检查和抽检表验收，算出准确率",
        description="机器检查全部页面，按填好的抽检表算合格率和识别准确率（1−编辑距离÷字数，附置信区间），"
        "给出 -o 时写质量检验报告；--back 写出退回后的目录。",
        epilog="例：mingzhang archive accept 目录.xlsx 图像 成果 抽检表.xlsx -o 报告",
    )
    _three(parser)
    parser.add_argument("sample", metavar="抽检表.xlsx", help="填好的抽检表")
    parser.add_argument("--today", type=day, metavar="日期", help=DAY_HELP)
    parser.add_argument("--back", metavar="目录.xlsx", help="把有缺陷的件退回，写成新的目录")
    _folder(parser)
    formats(parser, FORMATS, " docx")
    reading(parser)
    parser.set_defaults(run=_run_accept)


def _package(actions: Commands) -> None:
    """Declare ``archive package`` and its arguments."""
    parser = actions.add_parser(
        "package",
        help="验收通过后打移交包（BagIt）",
        description="验收通过后打移交包：原图、利用件、文字、目录（Excel 和 EAD3）、事件（JSON），每个文件都有 SHA-256。",
        epilog="例：mingzhang archive package 目录.xlsx 图像 成果 抽检表.xlsx -o 移交包",
    )
    _three(parser)
    parser.add_argument("sample", metavar="抽检表.xlsx", help="填好的抽检表")
    parser.add_argument("--today", type=day, metavar="日期", help=DAY_HELP)
    parser.add_argument("-o", "--output", required=True, metavar="文件夹", help="移交包写到哪里")
    reading(parser)
    parser.set_defaults(run=_run_package)


def _verify(actions: Commands) -> None:
    """Declare ``archive verify`` and its arguments."""
    parser = actions.add_parser(
        "verify", help="核对移交包", description="逐个文件核对移交包；--against 与移交时的包比较，看归还的有没有变。",
        epilog="例：mingzhang archive verify 移交包",
    )  # fmt: skip
    parser.add_argument("folder", metavar="移交包", help="要核对的移交包")
    parser.add_argument("--against", metavar="移交包", help="移交时的包")
    parser.set_defaults(run=_run_verify)


def _three(parser: argparse.ArgumentParser, images: bool = True) -> None:
    parser.add_argument("file", metavar=_CATALOGUE)
    if images:
        _images(parser)
    parser.add_argument("folder", metavar=_OUT, help="archive scan 写出的文件夹")


def _images(parser: argparse.ArgumentParser) -> None:
    """Files are bounded in time one by one: a batch takes days."""
    parser.add_argument("files", metavar=_IMAGES, help="图像所在的文件夹")


def _folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", metavar="文件夹", help="写到哪个文件夹；不写则只列出")
    parser.add_argument("--force", action="store_true", help="文件名已被占用时覆盖")


def _share(text: str) -> Fraction:
    """A share given in per cent; raises what argparse tells."""
    try:
        value = Fraction(text.rstrip("%％")) / 100
    except (ValueError, ZeroDivisionError):
        value = Fraction(0)
    if not Fraction(5, 100) <= value <= 1:
        raise argparse.ArgumentTypeError(f"“{text}”应在 5 和 100 之间")
    return value


def _written(paths: list[Path]) -> None:
    for path in paths:
        print(said("已写出：{path}", path=path))


def _run_template(args: argparse.Namespace) -> int:
    from mingzhang.work.archive_files import catalogue_template

    catalogue_template(args.output, args.force)
    print(said("空白目录已写到 {path}", path=args.output))
    return OK


def _run_papers(args: argparse.Namespace) -> int:
    from mingzhang.work.archive_files import catalogue_text, open_catalogue, write_papers

    read = open_catalogue(args.file, limits_of(args))
    print(catalogue_text(read, args.today or date.today()))
    if read.problems:
        return FOUND
    if args.output:
        _written(write_papers(read, args.output, args.format or ["docx"], args.force))
    return OK


def _run_file(args: argparse.Namespace) -> int:
    from mingzhang.archive.filing import FilingRule
    from mingzhang.work.archive_files import file_evidence

    rule = FilingRule(args.category, args.department, args.period)
    files = [Path(each) for each in args.evidence]
    made = file_evidence(args.file, files, rule, args.year, args.output, args.force, limits_of(args))
    for item in made:
        print(f"  {item.code}　{item.title}")
    print(said("归档 {count} 件，已写到 {path}", count=len(made), path=args.output))
    return OK


def _run_scan(args: argparse.Namespace) -> int:
    """Recognise, tell what could not be, and build the index."""
    from mingzhang.archive.pages import machine_faults
    from mingzhang.work.archive_batch import COPIES, scan_batch
    from mingzhang.work.archive_files import open_catalogue
    from mingzhang.work.archive_handover import write_index
    from mingzhang.writers.pdf.pdfa import line

    catalogue = open_catalogue(args.file, limits_of(args)).catalogue
    run = scan_batch(args.files, args.output, args.processes, args.most, limits_of(args))
    print(
        said(
            "本次识别 {pages} 页，此前已完成 {before} 件，还有 {left} 件",
            pages=run.pages, before=run.before, left=run.left,
        )
    )  # fmt: skip
    if run.left:
        print(said("再运行一次，从这里继续。"))
    faults = list(machine_faults(catalogue.items, run.batch))
    for fault in faults:
        print(f"  {fault}")
    if run.batch.pages:
        print(said("全文索引 {count} 页。", count=write_index(args.output, catalogue)))
    print(line(Path(args.output) / COPIES))
    return FOUND if faults else OK


def _run_find(args: argparse.Namespace) -> int:
    from mingzhang.work.archive_handover import find_pages

    count, found = find_pages(args.folder, " ".join(args.words))
    print(said("找到 {count} 页", count=count))
    for page in found:
        print(f"  {page.code} 第 {page.seq} 页《{page.title}》{page.around}")
    return OK


def _run_sample(args: argparse.Namespace) -> int:
    from mingzhang.work.archive_files import open_catalogue
    from mingzhang.work.archive_handover import write_sample

    read = open_catalogue(args.file, limits_of(args))
    items, pages = write_sample(read, args.folder, args.output, args.seed, args.share, args.force)
    print(said("抽检 {items} 件 {pages} 页，已写到 {path}", items=items, pages=pages, path=args.output))
    return OK


def _run_accept(args: argparse.Namespace) -> int:
    """Judge the batch, say what stands against it, and write what was asked for."""
    from mingzhang.work.archive_files import open_catalogue
    from mingzhang.work.archive_handover import judge, write_acceptance, write_returns

    read, today = open_catalogue(args.file, limits_of(args)), args.today or date.today()
    result = judge(read, args.files, args.folder, args.sample, limits_of(args))
    print(f"{result.accuracy.sentence}。")
    for page in result.accuracy.pages[:5]:
        print(f"  {page.page}：{page.length} 字，差错 {page.edits} 处")
    for aspect in result.aspects:
        print(aspect.text)
    for fault in result.machine:
        print(f"  {fault}")
    if args.output:
        chosen = args.format or ["docx"]
        _written(write_acceptance(read, result, args.folder, args.output, today, chosen, args.force))
    if args.back:
        count = write_returns(read.catalogue, result, today, args.back, force=args.force)
        print(said("退回 {count} 件，已写到 {path}", count=count, path=args.back))
    print(said("验收通过。") if result.accepted else "\n".join([said("验收没有通过："), *result.against]))
    return OK if result.accepted else FOUND


def _run_package(args: argparse.Namespace) -> int:
    from mingzhang.work.archive_files import open_catalogue
    from mingzhang.work.archive_handover import check_package, judge, write_handover

    read = open_catalogue(args.file, limits_of(args))
    result = judge(read, args.files, args.folder, args.sample, limits_of(args))
    today = args.today or date.today()
    write_handover(read, args.files, args.folder, result, args.output, today)
    faults = check_package(args.output)
    print(said("移交包已写到 {path}，逐个文件核对，问题 {count} 个", path=args.output, count=len(faults)))
    return FOUND if faults else OK


def _run_verify(args: argparse.Namespace) -> int:
    from mingzhang.work.archive_handover import check_package

    faults = check_package(args.folder, args.against)
    for fault in faults:
        print(f"  {fault}")
    print(said("核对完毕，问题 {count} 个", count=len(faults)))
    return FOUND if faults else OK
