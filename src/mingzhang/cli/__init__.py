"""The command line: one command for each verb; it parses, calls one verb and shows the result."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from mingzhang.cli import (
    appraise,
    archive,
    build,
    check,
    completion,
    corpus,
    digest,
    evaluate,
    manual,
    mark,
    matters,
    purchasing,
    rules,
    serve,
    settle,
    survey,
    verification,
)
from mingzhang.cli.arguments import Parser
from mingzhang.cli.configured import configured
from mingzhang.cli.language import SWITCH, choose, said, translate
from mingzhang.cli.shared import EPILOG, FOUND, OK, UNABLE, in_time, refuse, timed
from mingzhang.cli.streams import finish, speak
from mingzhang.facts.deadline import OutOfTimeError
from mingzhang.facts.refusal import RefusalError
from mingzhang.work.alarm import quiet
from mingzhang.work.breakdown import breakdown
from mingzhang.work.garbage import SELDOM, look_seldom

__all__ = ["FOUND", "OK", "SELDOM", "UNABLE", "build_parser", "main"]


def build_parser() -> argparse.ArgumentParser:
    """The parser of every command, also the source of ``docs/cli.md``.

    >>> build_parser().prog
    'mingzhang'
    """
    parser = Parser(
        "mingzhang",
        description="明账：读部门决算公开文本，逐数逐句核对，指出错在哪里、应为多少。",
        epilog=EPILOG,
    )
    parser.add_argument("--version", action="version", version=_version(), help="显示版本")
    parser.add_argument(
        SWITCH, action="store_true", help="messages of the command line in English（问题仍用中文）"
    )
    commands = parser.add_subparsers(dest="command", metavar="命令", required=True)
    groups = (
        check,
        settle,
        mark,
        build,
        evaluate,
        appraise,
        matters,
        verification,
        purchasing,
        survey,
        archive,
        digest,
        corpus,
        rules,
        serve,
        manual,
    )
    for group in (*groups, completion):
        group.add(commands)
    timed(parser)
    translate(parser)
    return parser


def _version() -> str:
    from mingzhang.version import VERSION

    return f"明账 {VERSION}"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code (0 nothing fails, 1 findings, 2 could not run)."""
    look_seldom()
    speak()
    sys.unraisablehook = _unraised
    given = choose(sys.argv[1:] if argv is None else argv)  # before anything is told
    try:
        code = _told(given)
        finish()
        return code
    except SystemExit:  # the help, the version, a command written wrongly
        with suppress(OSError):
            finish()
        raise
    except BrokenPipeError:  # the reader went away (… | head): what is still unwritten goes nowhere
        with suppress(OSError):
            finish()
        return OK
    except OSError as fault:  # what we say cannot be written
        return refuse(f"{breakdown(fault)}。")
    except OutOfTimeError as fault:  # rung while the command was ending
        return refuse(f"{breakdown(fault)}。")


def _told(given: Sequence[str]) -> int:
    """Run one command; whatever goes wrong in it is one sentence."""
    try:
        parser = build_parser()
        configured(parser, list(given))
        args = parser.parse_args(given)
        if getattr(args, "place", None) and not _is_place(args.place):
            return refuse(said("“{place}”不是六位行政区划代码，例如 110106。", place=args.place))
        run: Callable[[argparse.Namespace], int] = args.run
        if hasattr(args, "files"):  # they are bounded one by one
            return run(args)
        with in_time(args.max_seconds):
            return run(args)
    except RefusalError as problem:
        quiet()
        return refuse(str(problem))
    except KeyboardInterrupt:
        return refuse(said("已中断。"))
    except BrokenPipeError:
        raise
    except Exception as fault:  # a fault of ours, or of the machine: never a traceback
        quiet()
        return refuse(f"{breakdown(fault)}。")


def _unraised(lost: sys.UnraisableHookArgs) -> None:
    """An alarm that rings while an object is cleared away rings again; it is no error to be shown."""
    if lost.exc_type is not OutOfTimeError:
        sys.__unraisablehook__(lost)


def _is_place(code: str) -> bool:
    return len(code) == 6 and code.isascii() and code.isdigit()
