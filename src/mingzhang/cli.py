"""The command line: one command for each verb; it parses, calls one verb and shows the result."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence

from mingzhang.readers.limits import Limits, Unreadable

OK, FOUND, UNABLE = 0, 1, 2
_EPILOG = "退出码：0 没有不成立的；1 有发现；2 有文件没能检查。"


def build_parser() -> argparse.ArgumentParser:
    """The parser of every command, also the source of ``docs/cli.md``.

    >>> build_parser().prog
    'mingzhang'
    """
    parser = argparse.ArgumentParser(
        "mingzhang",
        description="明账：读部门决算公开文本，逐数逐句核对，指出错在哪里、应为多少。",
        epilog=_EPILOG,
    )
    parser.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(dest="command", metavar="命令", required=True)
    _check_parser(commands)
    _read_parser(commands)
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


def _check_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = commands.add_parser(
        "check",
        help="检查文件或文件夹",
        description="检查一个或多个文件（PDF、Word、Excel、网页、纯文本），也可以给文件夹。",
        epilog="例：mingzhang check 决算.pdf\n    mingzhang check 各单位/ --severity error\n    "
        "mingzhang check 决算.docx --json > 结果.json\n" + _EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    check.add_argument("files", nargs="+", metavar="文件或文件夹")
    check.add_argument(
        "--json", action="store_true", help="输出 JSON（mingzhang/check/1）；多个文件时输出数组"
    )
    check.add_argument(
        "--severity",
        choices=("error", "warning", "info"),
        default="info",
        metavar="级别",
        help="只报告这一级及以上：error 错误、warning 警告、info 提示（默认 info）",
    )
    check.add_argument(
        "--rule", action="append", default=[], metavar="前缀", help="只用编号以此开头的规则，可多次给出"
    )
    check.add_argument("--all", action="store_true", help="连尾差与无法判断的也逐条列出")
    check.add_argument(
        "--blind-spots", action="store_true", help="另列哪些数没有检查管得到，写错多少也查不出"
    )
    check.add_argument("--jobs", type=int, metavar="进程数", help="同时检查几个文件（默认按处理器核数）")
    _common(check)
    check.set_defaults(run=_check)


def _read_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    read = commands.add_parser(
        "read",
        help="只读不查：列出读到的数、句子和表",
        description="读一个文件，列出读到的事实与没有读懂的数。",
        epilog="例：mingzhang read 决算.pdf --facts",
    )
    read.add_argument("file", metavar="文件")
    read.add_argument("--json", action="store_true", help="输出版面内容（mingzhang/report/1）")
    read.add_argument("--facts", action="store_true", help="列出每一个有名称的数")
    _common(read)
    read.set_defaults(run=_read)


def _limits(args: argparse.Namespace) -> Limits:
    return Limits(file_bytes=args.max_mb << 20, pages=args.max_pages, seconds=args.max_seconds)


def _check(args: argparse.Namespace) -> int:
    from mingzhang.facts.finding import Severity
    from mingzhang.work.check import check_many, documents
    from mingzhang.work.show import Progress, report_text

    paths = documents(args.files)
    if not paths:
        return _refuse("没有找到可以检查的文件（支持 PDF、Word、Excel、网页、纯文本）。")
    options = {
        "place": args.place,
        "year": args.year,
        "limits": _limits(args),
        "only": tuple(args.rule),
        "severity": Severity(args.severity),
        "blind": args.blind_spots,
    }
    results, code = [], OK
    with Progress(len(paths)) as progress:
        for _, result in check_many(paths, options, args.jobs):
            progress.step()
            if isinstance(result, Unreadable):
                code = UNABLE
                progress.say(str(result), error=True)
                continue
            failing = any(finding["verdict"] == "fails" for finding in result["findings"])
            code = max(code, FOUND if failing else OK)
            results.append(result)
            if not args.json:
                progress.say(report_text(result, everything=args.all))
    if args.json:
        many = len(paths) > 1
        print(json.dumps(results if many else results[0] if results else None, ensure_ascii=False, indent=1))
    return code


def _read(args: argparse.Namespace) -> int:
    from mingzhang.work.read import read_document
    from mingzhang.work.show import document_text

    document = read_document(args.file, args.place, args.year, _limits(args))
    if args.json:
        print(json.dumps(document.report.to_json(), ensure_ascii=False, indent=1))
    else:
        print(document_text(document, facts=args.facts))
    return OK


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
        return run(args)
    except Unreadable as problem:
        return _refuse(str(problem))
    except BrokenPipeError:
        sys.stderr.close()
        return OK
    except KeyboardInterrupt:
        return _refuse("已中断。")


if __name__ == "__main__":
    sys.exit(main())
