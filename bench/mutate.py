"""``make mutate``: does a test fail when a changed line says something else?

Lines of ``src`` that differ from a revision are sampled, one thing in each is turned around (a comparison,
an operator, a number, a truth), and the nearest tests run.  What no test notices has *survived*: it wants a
test, or the line is not needed.  All of it happens in a copy of the repository.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.nearest import nearest

ROOT = Path(__file__).resolve().parents[1]
MOST = 0.10  # of a sample may survive
LIMIT = 300  # seconds for the tests of one mutant: one that never ends is noticed

OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One line that says something else: the file, the line's number, and the whole text with the change."""

    path: str
    line: int
    text: str

    def told(self, before: str) -> str:
        """Where, what stood there, and what stands there now."""
        old, new = before.splitlines(), self.text.splitlines()
        return f"{self.path}:{self.line}: {old[self.line - 1].strip()}  →  {new[self.line - 1].strip()}"


def mutants(path: str, text: str, lines: set[int]) -> Iterator[Mutant]:
    """Every mutant of the given lines, one change in each.

    >>> [m.text for m in mutants("a.py", "x = a < 3\\n", {1})]
    ['x = a <= 3\\n', 'x = a < 4\\n']
    """
    for node in ast.walk(ast.parse(text)):
        for start, end, new in _changes(node, text):
            if start[0] == end[0] and start[0] in lines:
                yield Mutant(path, start[0], _replaced(text, start, end, new))


def _changes(node: ast.AST, text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int], str]]:
    """What can be said otherwise about a node: from where, to where (line and byte), and the new words."""
    if not isinstance(node, ast.expr) or node.end_lineno is None or node.end_col_offset is None:
        return
    start, end = (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)
    if isinstance(node, ast.Constant) and isinstance(node.value, bool | int):
        other = not node.value if isinstance(node.value, bool) else node.value + 1
        yield start, end, repr(other)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield start, end, f"bool({ast.get_source_segment(text, node.operand)})"
    elif isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in OTHER:
        left, right = node.left, node.comparators[0]
        yield start, end, _joined(text, left, OTHER[type(node.ops[0])], right)
    elif isinstance(node, ast.BoolOp):
        yield (
            start,
            end,
            "(" + _words(text, node.values, " or " if isinstance(node.op, ast.And) else " and ") + ")",
        )
    elif isinstance(node, ast.BinOp) and type(node.op) in OTHER:
        yield start, end, _joined(text, node.left, OTHER[type(node.op)], node.right)


SIGNS = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=", ast.Is: "is",
    ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in", ast.Add: "+", ast.Sub: "-",
}  # fmt: skip


def _joined(text: str, left: ast.expr, sign: type[ast.AST], right: ast.expr) -> str:
    return _words(text, [left, right], f" {SIGNS[sign]} ")


def _words(text: str, parts: list[ast.expr], between: str) -> str:
    return between.join(ast.get_source_segment(text, part) or "" for part in parts)


def _replaced(text: str, start: tuple[int, int], end: tuple[int, int], new: str) -> str:
    lines = text.encode().splitlines(keepends=True)
    line = lines[start[0] - 1]
    lines[start[0] - 1] = line[: start[1]] + new.encode() + line[end[1] :]
    return b"".join(lines).decode()


def changed(since: str) -> dict[str, set[int]]:
    """The lines of ``src`` that differ from a revision: path to line numbers."""
    command = ["git", "diff", "--unified=0", "--no-color", since, "--", "src/*.py"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found: dict[str, set[int]] = {}
    path = ""
    for line in told.splitlines():
        if line.startswith("+++ "):
            path = line.removeprefix("+++ b/")
        elif match := re.match(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@", line):
            first, count = int(match[1]), int(match[2] or 1)
            found.setdefault(path, set()).update(range(first, first + count))
    return {path: lines for path, lines in found.items() if (ROOT / path).is_file()}


def sound(mutant: Mutant) -> bool:
    """Whether it is Python at all."""
    try:
        compile(mutant.text, mutant.path, "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def killed(mutant: Mutant, copy: Path) -> bool:
    """Whether the nearest tests fail; the file of the copy is as before afterwards."""
    file, before = copy / mutant.path, (copy / mutant.path).read_bytes()
    environment = os.environ | {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        "-n0",
        "-p",
        "no:cacheprovider",
        *nearest([mutant.path]),
    ]
    try:
        file.write_text(mutant.text, encoding="utf-8")
        done = subprocess.run(
            command, cwd=copy, env=environment, capture_output=True, timeout=LIMIT, check=False
        )
    except subprocess.TimeoutExpired:
        return True
    finally:
        file.write_bytes(before)
    return done.returncode != 0


def main() -> int:
    """Sample, try, tell; ends with 1 when more survive than may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--since", default="HEAD~10", help="the revision to compare with")
    parser.add_argument("--sample", type=int, default=20, help="how many mutants")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    every = [
        mutant
        for path, lines in sorted(changed(options.since).items())
        for mutant in mutants(path, (ROOT / path).read_text(encoding="utf-8"), lines)
    ]
    random.Random(options.seed).shuffle(every)
    chosen = list(islice(filter(sound, every), options.sample))  # a few of thousands: only these are compiled
    survived = 0
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(
            ROOT, copy, ignore=shutil.ignore_patterns(".venv", ".*_cache", "build", "__pycache__")
        )
        for number, mutant in enumerate(chosen, 1):
            dead = killed(mutant, copy)
            survived += not dead
            before = (ROOT / mutant.path).read_text(encoding="utf-8")
            print(
                f"{number}/{len(chosen)} {'killed  ' if dead else 'SURVIVED'} {mutant.told(before)}",
                flush=True,
            )
    share = survived / len(chosen) if chosen else 0
    print(f"{len(every)} mutants of changed lines, {len(chosen)} tried, {survived} survived ({share:.0%})")
    return int(share > MOST)


if __name__ == "__main__":
    sys.exit(main())
