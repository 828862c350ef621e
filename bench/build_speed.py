"""How fast a publication is written, format by format, and how large the process grows."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

import pypdfium2

from bench.table import show
from bench.timing import fastest
from examples import account as example
from mingzhang.disclosure.compose import FinalAccount, compose
from mingzhang.facts.publication import Publication
from mingzhang.writers.pdf.document import write_pdf
from mingzhang.writers.publish import FORMATS, write_set

_FRESH = """
import sys, time
from pathlib import Path
from bench.build_speed import publication
from mingzhang.writers.publish import write_set
made = publication()
start = time.perf_counter()
write_set(made, Path(sys.argv[1]))
print(time.perf_counter() - start)
"""


def publication() -> Publication:
    """The example account, its charts and the last part said again until it fills some thirty pages."""
    facts, words = example.account(), example.WORDS
    made = compose(FinalAccount(facts, example.UNIT, example.YEAR, example.PLACE, words))
    last = max(number for number, piece in enumerate(made.pieces) if piece.role == "part")
    made.pieces += made.pieces[last:] * 4
    return made


def run() -> None:
    """Print the table."""
    made = publication()
    pages = _pages(made)
    cold, peak = min(_process() for _ in range(3))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        together = fastest(partial(write_set, made, folder, force=True))
        took = {each: fastest(partial(write_set, made, folder, [each], force=True)) for each in FORMATS}
    rows = [
        ["新进程写出整套，不含启动", f"{cold:.2f} 秒", f"{cold / together:.1f}", "≤ 2 秒"],
        ["新进程内存最高", f"{peak:.0f} MB", "", "≤ 300 MB"],
        ["再写一次整套", f"{together:.2f} 秒", "1.0", ""],
        *(
            [FORMATS[name][2], f"{seconds:.2f} 秒", f"{seconds / together:.2f}", ""]
            for name, seconds in took.items()
        ),
    ]
    show(f"写出：{pages} 页", ["项目", "实测", "与整套之比", "目标"], rows)


def _pages(made: Publication) -> int:
    stream = io.BytesIO()
    write_pdf(made, stream)
    return len(pypdfium2.PdfDocument(stream.getvalue()))


def _process() -> tuple[float, float]:
    """Seconds of the writing and peak MB of one fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", _FRESH, folder]
        child = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert child.stdout is not None
        said = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"writing ended with {child.returncode}")
    return float(said), usage.ru_maxrss / (1024 if sys.platform == "linux" else 2**20)
