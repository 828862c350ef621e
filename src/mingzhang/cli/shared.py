"""What several commands share: their common arguments, limits and the way to refuse."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from mingzhang.cli.arguments import Parser
from mingzhang.facts.deadline import OutOfTimeError
from mingzhang.facts.progress import listening
from mingzhang.readers.limits import Limits
from mingzhang.work.alarm import bounded, grace, last_resort
from mingzhang.work.breakdown import breakdown
from mingzhang.work.pace import Pace

if TYPE_CHECKING:
    from mingzhang.facts.result import Result
    from mingzhang.work.memory import Memory

OK, FOUND, UNABLE = 0, 1, 2
EPILOG = "退出码：0 读懂了，没有不成立的；1 有发现；2 有文件没能检查或没有读懂。"
Commands: TypeAlias = "argparse._SubParsersAction[Parser]"


def common(parser: argparse.ArgumentParser) -> None:
    """Arguments of every command that reads a document."""
    parser.add_argument("--place", metavar="区划代码", help="六位行政区划代码，默认从文中单位名称判断")
    parser.add_argument("--year", type=int, metavar="年度", help="决算年度，默认从封面判断")
    reading(parser)


def reading(parser: argparse.ArgumentParser) -> None:
    """Arguments that bound what is read."""
    limits = Limits()
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
    seconds(parser)


def seconds(parser: argparse.ArgumentParser) -> None:
    """The argument that bounds the time of every command."""
    parser.add_argument(
        "--max-seconds",
        type=_seconds,
        default=Limits().seconds,
        metavar="秒",
        help="单个文件的时间上限（默认 %(default)s）",
    )


def timed(parser: argparse.ArgumentParser) -> None:
    """Give the commands below a parser that have no bound on their time one."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    for action in below:
        for command in action.choices.values():
            timed(command)
    if not below and "--max-seconds" not in parser._option_string_actions:
        seconds(parser)


def _seconds(text: str) -> float:
    """A time that a clock can be set to; raises ``ValueError``."""
    value = float(text)
    if not 0 <= value < inf:
        raise ValueError(text)
    return value


def jobs(parser: argparse.ArgumentParser, doing: str) -> None:
    """The argument that says how many processes work at the same time."""
    parser.add_argument("--jobs", type=_processes, metavar="进程数", help=f"同时{doing}（默认按处理器核数）")


def _processes(text: str) -> int:
    """A number of processes, from 1; raises ``ValueError``."""
    value = int(text)
    if value < 1:
        raise ValueError(text)
    return value


def selection(parser: argparse.ArgumentParser) -> None:
    """Arguments that choose findings."""
    parser.add_argument(
        "--severity",
        choices=("error", "warning", "info"),
        default="info",
        metavar="级别",
        help="只报告这一级及以上：error 错误、warning 警告、info 提示（默认 info）",
    )
    parser.add_argument(
        "--sort",
        choices=("severity", "place"),
        default="severity",
        metavar="次序",
        help="severity 先错误、后警告、再提示，place 按在文件里的先后（默认 severity）",
    )
    parser.add_argument(
        "--rule", action="append", default=[], metavar="前缀", help="只用编号以此开头的规则，可多次给出"
    )


def settings(parser: argparse.ArgumentParser) -> None:
    """The settings file of a command that checks, and the rules it leaves out."""
    parser.add_argument(
        "--off", action="append", default=[], metavar="前缀", help="不用编号以此开头的规则，可多次给出"
    )
    parser.add_argument(
        "--config",
        metavar="文件",
        help="设置文件（地区、年度、级别、不用的规则、说明）；默认用当前文件夹里的 mingzhang.toml",
    )
    parser.set_defaults(waivers=())


def output(parser: argparse.ArgumentParser) -> None:
    """Arguments of a command that writes one file."""
    parser.add_argument("-o", "--output", required=True, metavar="新文件", help="写到哪里；原文件不动")
    parser.add_argument("--force", action="store_true", help="新文件的名字已被占用时覆盖它")


def formats(parser: argparse.ArgumentParser, known: Sequence[str], usual: str) -> None:
    """The argument that chooses what files are written; ``usual`` says which without it."""
    parser.add_argument(
        "--format",
        action="append",
        choices=known,
        metavar="格式",
        help=f"只写这种格式：{'、'.join(known)}，可多次给出（默认{usual}）",
    )


def limits_of(args: argparse.Namespace) -> Limits:
    """What the arguments allow a reader; a file that ends its reader does not end the command."""
    return Limits(file_bytes=args.max_mb << 20, pages=args.max_pages, seconds=args.max_seconds, apart=True)


def memory_of(args: argparse.Namespace, options: dict[str, Any]) -> Memory | None:
    """Results of earlier checks, where they are wanted and there is a place for them."""
    from mingzhang.work.memory import Memory, default_folder

    folder = None if args.no_cache else default_folder()
    return Memory(folder, options) if folder else None


def code_of(result: Result, left: int | None = None) -> int:
    """The exit code a result stands for; ``left`` counts the findings that are still open.

    A document that was not understood, or not checked to the end, is not one that nothing is wrong with.

    >>> from mingzhang.facts.result import CheckedDocument, Result, Summary
    >>> document = CheckedDocument("a.txt")
    >>> code_of(Result(document)), code_of(Result(document, Summary(understood=False)))
    (0, 2)
    >>> code_of(Result(document, Summary(complete=False)))
    2
    """
    if not result.summary.understood:
        return UNABLE
    if len(result.open) if left is None else left:
        return FOUND
    return OK if result.summary.complete else UNABLE


@contextmanager
def in_time(seconds: float, of: Path | None = None) -> Iterator[None]:
    """Stop the block where it does not end by itself in the time it is given, and a little more.

    ``of`` is the file that it works on.
    """
    late = breakdown(OutOfTimeError())
    sentence = f"{of}：{late}。" if of else f"{late}。"
    slow = last_resort(2 * grace(seconds), sentence, UNABLE)
    with slow, bounded(grace(seconds)), listening(Pace()):
        yield


def refuse(sentence: str) -> int:
    """Say why a command cannot run; its exit code."""
    print(sentence, file=sys.stderr)
    return UNABLE
