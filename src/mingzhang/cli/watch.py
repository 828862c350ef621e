"""``check --watch``: what changes is checked again, a line for each time, until it is interrupted."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from mingzhang.cli.language import said
from mingzhang.cli.shared import OK, UNABLE, code_of, memory_of, refuse
from mingzhang.facts.result import Result
from mingzhang.readers.limits import UnreadableError
from mingzhang.work.changes import News, changes
from mingzhang.work.check_many import check_many, totals
from mingzhang.work.file_names import names_of
from mingzhang.work.show import brief_text
from mingzhang.work.standard_input import STANDARD_INPUT

_ALONE = ("json", "together", "compare", "html", "xlsx", "sarif", "all", "blind_spots")


def watch(args: argparse.Namespace, options: dict[str, Any]) -> int:
    """Check what is given and then what changes of it; returns the exit code of how it stands at the end."""
    named = next((name for name in _ALONE if getattr(args, name)), None)
    if named:
        option = f"--{named.replace('_', '-')}"
        return refuse(said("--watch 每次改动只写一行，不能与 {option} 一起用。", option=option))
    if STANDARD_INPUT in args.files:
        return refuse(said("--watch 要看着文件或文件夹，不能从标准输入读。"))
    standing: dict[Path, Result | UnreadableError] = {}
    begun = False
    try:
        for change in changes(args.files):
            for line in _lines(args, options, change, standing):
                print(line if not begun else f"{datetime.now():%H:%M:%S} {line}", flush=True)
            if not begun:
                begun = True
                print(said("正在看着，改动的文件会重新检查；按 Ctrl+C 结束。"), flush=True)
    except KeyboardInterrupt:  # the usual end, once everything was looked at
        if not begun:
            raise
    results = [one for one in standing.values() if isinstance(one, Result)]
    print(f"\n{totals(results, len(standing) - len(results))}")
    return UNABLE if len(results) < len(standing) else max(map(code_of, results), default=OK)


def _lines(
    args: argparse.Namespace,
    options: dict[str, Any],
    change: News,
    standing: dict[Path, Result | UnreadableError],
) -> Iterator[str]:
    """A line for each document of a change; how they stand is kept."""
    names = names_of([*standing, *change.changed])
    for path in change.gone:
        if standing.pop(path, None) is not None:
            yield said("{file}：文件已不在", file=names[path])
    memory = memory_of(args, options)  # anew: the program and the places may have changed
    found = check_many(change.changed, options, args.jobs, names, memory, apart=True)
    for path, result in list(found) if standing else found:  # lines come when no process is at work any more
        line = _line(result, standing.get(path))
        standing[path] = result  # before it is told: an interrupt may come as soon as the line is seen
        yield line


def _line(result: Result | UnreadableError, before: Result | UnreadableError | None) -> str:
    """How a document stands, and what became of it since the last time.

    >>> from mingzhang.facts.finding import Finding, Verdict
    >>> from mingzhang.facts.result import CheckedDocument
    >>> clean = Result(CheckedDocument("决算.pdf"))
    >>> _line(clean, Result(CheckedDocument("决算.pdf"), findings=(Finding("N-52", Verdict.FAILS),)))
    '决算.pdf：没有不成立的检查（少了 1 处）'
    """
    if isinstance(result, UnreadableError):
        return str(result)
    if not isinstance(before, Result):
        return brief_text(result)
    now, then = ([found.fingerprint for found in one.open] for one in (result, before))
    fewer, more = len({*then} - {*now}), len({*now} - {*then})
    told = [said("少了 {count} 处", count=fewer)] if fewer else []
    told += [said("多了 {count} 处", count=more)] if more else []
    return brief_text(result) + (f"（{'，'.join(told)}）" if told else said("（与上次相同）"))
