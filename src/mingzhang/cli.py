"""The command line: one command for each verb; it parses, calls one verb and shows the result."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mingzhang.arguments import Parser
from mingzhang.readers.limits import Limits, Unreadable
from mingzhang.writers.written import Unwritable

if TYPE_CHECKING:
    from mingzhang.work.output import Outputs

OK, FOUND, UNABLE = 0, 1, 2
_EPILOG = "退出码：0 没有不成立的；1 有发现；2 有文件没能检查。"


def build_parser() -> argparse.ArgumentParser:
    """The parser of every command, also the source of ``docs/cli.md``.

    >>> build_parser().prog
    'mingzhang'
    """
    parser = Parser(
        "mingzhang",
        description="明账：读部门决算公开文本，逐数逐句核对，指出错在哪里、应为多少。",
        epilog=_EPILOG,
    )
    parser.add_argument("--version", action="version", version=_version(), help="显示版本")
    commands = parser.add_subparsers(dest="command", metavar="命令", required=True)
    _check_parser(commands)
    _read_parser(commands)
    _waive_parser(commands)
    _mark_parser(commands)
    _fix_parser(commands)
    explain = commands.add_parser(
        "explain",
        help="解释一条规则：查什么、为什么、怎么改、依据",
        description="解释一条规则。",
        epilog="例：mingzhang explain T01-04",
    )
    explain.add_argument("rule", metavar="规则编号", help="例如 T01-04、N-18、P-02")
    explain.set_defaults(run=_explain)
    rules = commands.add_parser(
        "rules", help="列出规则", description="列出全部规则。", epilog="例：mingzhang rules --rule N"
    )
    rules.add_argument(
        "--rule", action="append", default=[], metavar="前缀", help="只列编号以此开头的，可多次给出"
    )
    rules.add_argument("--unchecked", action="store_true", help="改列有意不编码的编号及理由")
    rules.set_defaults(run=_rules)
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    limits = Limits()
    parser.add_argument("--place", metavar="区划代码", help="六位行政区划代码，默认从文中单位名称判断")
    parser.add_argument("--year", type=int, metavar="年度", help="决算年度，默认从封面判断")
    parser.add_argument(
        "--max-mb",
        type=int,
        default=limits.file_bytes >> 20,
        metavar="兆字节",
        help="单个文件的大小上限（默认 %(default)s）",
    )
    parser.add_argument(
        "--max-pages", type=int, default=limits.pages, metavar="页数", help="PDF 页数上限（默认 %(default)s）"
    )
    parser.add_argument(
        "--max-seconds",
        type=float,
        default=limits.seconds,
        metavar="秒",
        help="单个文件的时间上限（默认 %(default)s）",
    )


def _selection(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--severity",
        choices=("error", "warning", "info"),
        default="info",
        metavar="级别",
        help="只报告这一级及以上：error 错误、warning 警告、info 提示（默认 info）",
    )
    parser.add_argument(
        "--rule", action="append", default=[], metavar="前缀", help="只用编号以此开头的规则，可多次给出"
    )


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", required=True, metavar="新文件", help="写到哪里；原文件不动")
    parser.add_argument("--force", action="store_true", help="新文件的名字已被占用时覆盖它")


def _check_parser(commands: argparse._SubParsersAction[Parser]) -> None:
    check = commands.add_parser(
        "check",
        help="检查文件或文件夹",
        description="检查一个或多个文件（PDF、Word、Excel、OpenDocument、OFD、网页、纯文本），也可以给文件夹。",
        epilog="例：mingzhang check 决算.pdf\n    mingzhang check 各单位/ --severity error\n    "
        "mingzhang check 决算.docx --json > 结果.json\n    "
        "mingzhang check --together 某局.zip\n    "
        "mingzhang check 2023.pdf 2024.pdf --compare\n    "
        "mingzhang check 决算.pdf --html 检查报告.html\n    "
        "mingzhang check 各单位/ --xlsx 问题清单.xlsx --sarif 结果.sarif\n" + _EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    check.add_argument(
        "files", nargs="+", metavar="文件或文件夹", help="要检查的文件；文件夹检查其中所有文件"
    )
    check.add_argument(
        "--json", action="store_true", help="输出 JSON（mingzhang/check/1）；多个文件时输出数组"
    )
    _selection(check)
    several = check.add_mutually_exclusive_group()
    several.add_argument(
        "--together", action="store_true", help="把给出的文件、文件夹或 .zip 当作一个单位的一份报告合并检查"
    )
    several.add_argument(
        "--compare", action="store_true", help="逐个检查，并与上年决算、同年预算、其他单位的文件互相对照"
    )
    check.add_argument("--all", action="store_true", help="连尾差与无法判断的也逐条列出")
    check.add_argument(
        "--html", metavar="文件", help="写出网页报告：左边是文件，右边是问题，断网也能打开（一次一个文件）"
    )
    check.add_argument("--xlsx", metavar="文件", help="写出 Excel 问题清单，几个文件合在一张表里")
    check.add_argument("--sarif", metavar="文件", help="写出 SARIF 2.1.0，供其他检查工具汇总")
    check.add_argument("--force", action="store_true", help="输出文件已存在时覆盖")
    check.add_argument(
        "--blind-spots", action="store_true", help="另列哪些数没有检查管得到，写错多少也查不出"
    )
    check.add_argument("--jobs", type=int, metavar="进程数", help="同时检查几个文件（默认按处理器核数）")
    _common(check)
    check.set_defaults(run=_check)


def _read_parser(commands: argparse._SubParsersAction[Parser]) -> None:
    read = commands.add_parser(
        "read",
        help="只读不查：列出读到的数、句子和表",
        description="读一个文件，列出读到的事实与没有读懂的数。",
        epilog="例：mingzhang read 决算.pdf --facts",
    )
    read.add_argument("file", metavar="文件", help="要读的文件")
    read.add_argument("--json", action="store_true", help="输出版面内容（mingzhang/report/1）")
    read.add_argument("--facts", action="store_true", help="列出每一个有名称的数")
    _common(read)
    read.set_defaults(run=_read)


def _waive_parser(commands: argparse._SubParsersAction[Parser]) -> None:
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
    _common(waive)
    waive.set_defaults(run=_waive)


def _mark_parser(commands: argparse._SubParsersAction[Parser]) -> None:
    mark = commands.add_parser(
        "mark",
        help="把发现标在文件上：PDF 加框、批注和目录页，Word 加批注",
        description="检查一个 PDF 或 Word 文件，另写一份，把每条不成立的发现标在原处。"
        "有签名、有密码或已损坏的文件不标注，原文件始终不动。",
        epilog="例：mingzhang mark 决算.pdf -o 决算-标注.pdf\n    "
        "mingzhang mark 决算.docx -o 决算-批注.docx --severity warning\n" + _EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    mark.add_argument("file", metavar="文件")
    _output(mark)
    _selection(mark)
    _common(mark)
    mark.set_defaults(run=_mark)


def _fix_parser(commands: argparse._SubParsersAction[Parser]) -> None:
    fix = commands.add_parser(
        "fix",
        help="把能够确定的改正用修订写进 Word 文件的副本",
        description="检查一个 Word 文件，另写一份，只把能够确定的改正写成修订（作者“明账”），"
        "可在 Word、WPS、LibreOffice 里逐条接受或拒绝；其余一字不动，并列出没有改的发现及原因。"
        "没有可以确定的改正时不写文件。",
        epilog="例：mingzhang fix 决算.docx -o 决算-修订.docx\n" + _EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    fix.add_argument("file", metavar="文件.docx")
    _output(fix)
    _common(fix)
    fix.set_defaults(run=_fix)


def _limits(args: argparse.Namespace) -> Limits:
    return Limits(file_bytes=args.max_mb << 20, pages=args.max_pages, seconds=args.max_seconds)


def _check(args: argparse.Namespace) -> int:
    from datetime import date

    from mingzhang.work.check import documents
    from mingzhang.work.show import Progress, report_text
    from mingzhang.writers.words import groups

    outputs = _outputs(args)
    several = args.together or args.compare
    paths = list(map(Path, args.files)) if several else outputs.besides(documents(args.files), args.files)
    if not paths:
        return _refuse("没有找到可以检查的文件（支持 PDF、Word、Excel、OpenDocument、OFD、网页、纯文本）。")
    if args.together and args.html:
        raise Unwritable(args.html, "合并检查的结果不能写成网页报告，请用 --xlsx")
    outputs.ready(paths)
    results: list[tuple[Path, dict[str, Any]]] = []
    code = OK
    with Progress(1 if args.together else len(paths)) as progress:
        for path, result in _checked(args, paths):
            progress.step()
            if isinstance(result, Unreadable):
                code = UNABLE
                progress.say(str(result), error=True)
                continue
            code = max(code, FOUND if groups(result).open else OK)
            results.append((path, result))
            if not args.json:
                progress.say(report_text(result, everything=args.all))
    if args.json:
        plain = [result for _, result in results]
        many = len(paths) > 1 and not args.together
        print(json.dumps(plain if many else plain[0] if plain else None, ensure_ascii=False, indent=1))
    for target in outputs.write(results, date.today(), _limits(args)) if results else ():
        print(f"已写出：{target}", file=sys.stderr)
    return code


def _checked(
    args: argparse.Namespace, paths: list[Path]
) -> Iterator[tuple[Path, dict[str, Any] | Unreadable]]:
    """The results as data: one for each file, or one for all of them together."""
    from mingzhang.facts.finding import Severity
    from mingzhang.work.check import check_many
    from mingzhang.work.together import check_compared, check_together

    options: dict[str, Any] = {"place": args.place, "limits": _limits(args), "only": tuple(args.rule)}
    options |= {"severity": Severity(args.severity), "blind": args.blind_spots}
    if args.compare:
        compared = check_compared(paths, **options)
        yield from ((path, result.to_json()) for path, result in zip(paths, compared, strict=True))
    elif args.together:
        yield paths[0], check_together(paths, year=args.year, **options).to_json()
    else:
        yield from check_many(paths, options | {"year": args.year}, args.jobs)


def _outputs(args: argparse.Namespace) -> Outputs:
    from mingzhang.work.output import Outputs

    return Outputs(args.html, args.xlsx, args.sarif, args.force)


def _waive(args: argparse.Namespace) -> int:
    from datetime import date

    from mingzhang.work.check import check_file
    from mingzhang.work.waive import waive, waiver_file

    path = Path(args.file)
    result = check_file(path, args.place, args.year, _limits(args)).to_json()
    waiver = waive(path, result, args.fingerprint, args.reason, args.name, date.today())
    print(f"已说明 {waiver.rule}“{waiver.printed}”，写入 {waiver_file(path).name}。")
    return OK


def _read(args: argparse.Namespace) -> int:
    from mingzhang.work.read import read_document
    from mingzhang.work.show import document_text

    document = read_document(args.file, args.place, args.year, _limits(args))
    if args.json:
        print(json.dumps(document.report.to_json(), ensure_ascii=False, indent=1))
    else:
        print(document_text(document, facts=args.facts))
    return OK


def _mark(args: argparse.Namespace) -> int:
    from mingzhang.facts.finding import Severity
    from mingzhang.work.mark import mark_file

    result = mark_file(
        Path(args.file),
        Path(args.output),
        args.place,
        args.year,
        _limits(args),
        tuple(args.rule),
        Severity(args.severity),
        args.force,
    )
    print(f"标注 {len(result.open)} 处，已写到 {args.output}")
    return FOUND if result.open else OK


def _fix(args: argparse.Namespace) -> int:
    from mingzhang.work.fix import fix_file, fix_text

    fix = fix_file(Path(args.file), Path(args.output), args.place, args.year, _limits(args), args.force)
    print(fix_text(fix, args.output))
    return FOUND if fix.left else OK


def _explain(args: argparse.Namespace) -> int:
    from mingzhang.work.explain import explain

    text = explain(args.rule)
    if text is None:
        return _refuse(f"没有编号为“{args.rule}”的规则。用 mingzhang rules 查看全部编号。")
    print(text)
    return OK


def _rules(args: argparse.Namespace) -> int:
    from mingzhang.work.explain import rule_list, unchecked_list

    print(unchecked_list() if args.unchecked else rule_list(tuple(args.rule)))
    return OK


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return UNABLE


def _version() -> str:
    from mingzhang import __version__

    return f"明账 {__version__}"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code (0 nothing fails, 1 findings, 2 could not run)."""
    args = build_parser().parse_args(argv)
    if getattr(args, "place", None) and (len(args.place) != 6 or not args.place.isdigit()):
        return _refuse(f"“{args.place}”不是六位行政区划代码，例如 110106。")
    run: Callable[[argparse.Namespace], int] = args.run
    try:
        code = run(args)
        sys.stdout.flush()
        return code
    except (Unreadable, Unwritable) as problem:
        return _refuse(str(problem))
    except BrokenPipeError:  # the reader went away (… | head): what is still unwritten goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return _refuse("已中断。")


if __name__ == "__main__":
    sys.exit(main())
