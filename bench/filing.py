"""How long the workbook of an office takes to write and to read, up to ten thousand rows."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from bench.table import show
from bench.timing import fastest
from mingzhang.disclosure.filing import read_filing
from mingzhang.disclosure.filing_template import write_template
from mingzhang.facts.fact import Fact
from mingzhang.facts.number import printed
from mingzhang.language.workbook.form import Filing

ROWS = (0, 1_000, 10_000)


def run() -> None:
    """Print the table."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "填报.xlsx"
        for count in ROWS:
            made = filled(count)
            writing = fastest(partial(write_template, "110106", 2020, path, True, made))
            reading = fastest(lambda: read_filing(path))
            rows.append([count, f"{writing:.2f}", f"{reading:.2f}", len(read_filing(path).facts)])
    show("填报表", ["填写的行", "写出（秒）", "读回（秒）", "读到的数"], rows)


def filled(count: int) -> Filing:
    """An account with many purchased services.

    >>> len(filled(3).facts)
    3
    """
    made = Filing("某区某办公室", 2020, "110106")
    for number in range(count):
        made.facts.add(Fact(f"购买服务表[服务{number}].支出", printed(f"{number}.25", "元")))
    return made
