"""The picture of the rooms, docs/architecture.svg: in the order of the contract, and who imports whom.

The rows are the layers of pyproject.toml, the arrows come from the import graph.  An arrow that follows from
others is left out: what ``cli`` imports through ``work`` needs no line of its own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path

import grimp

import mingzhang

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path(mingzhang.__file__).resolve().parent
WIDTH, LINE, GAP, MARGIN = 1180, 46, 34, 20  # pixels: the picture, a box, between rows, around
FULL = 620  # pixels that the boxes of a row share at least; more when there are many
NESTED = {"language"}  # rooms whose inner rooms are told too

Edge = tuple[str, str]


@dataclass(frozen=True)
class Box:
    """A room in the picture: its name, what it says of itself, and where it lies."""

    name: str
    said: str
    x: float
    y: float
    width: float


def layers(container: str) -> list[list[str]]:
    """The rows of a contract, the uppermost first.

    >>> layers("mingzhang")[0], layers("mingzhang.language")[-1]
    (['cli'], ['text'])
    """
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for contract in settings["tool"]["importlinter"]["contracts"]:
        if container in contract.get("containers", ()):
            return [[name.strip() for name in row.split("|")] for row in contract["layers"]]
    raise ValueError(f"no contract for {container}")


def imports() -> set[Edge]:
    """Which room imports which, directly."""
    graph = grimp.build_graph("mingzhang")
    rooms = {module.split(".")[1] for module in graph.modules if "." in module}
    found = set()
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            pair = tuple(f"{name}.".split(".")[1] for name in (importer, imported))
            if pair[0] != pair[1] and set(pair) <= rooms:
                found.add((pair[0], pair[1]))
    return found


def reduced(edges: set[Edge]) -> set[Edge]:
    """The edges that do not follow from others.

    >>> sorted(reduced({("a", "b"), ("b", "c"), ("a", "c")}))
    [('a', 'b'), ('b', 'c')]
    """
    below: dict[str, set[str]] = {}

    def reached(room: str) -> set[str]:
        if room not in below:
            below[room] = set()
            for upper, lower in edges:
                if upper == room:
                    below[room] |= {lower} | reached(lower)
        return below[room]

    return {
        (upper, lower)
        for upper, lower in edges
        if not any((upper, other) in edges and lower in reached(other) for other in below_of(upper, edges))
    }


def below_of(room: str, edges: Iterable[Edge]) -> list[str]:
    """What a room imports, in order."""
    return sorted(lower for upper, lower in edges if upper == room)


def said(room: str) -> str:
    """What a package says of itself, up to the first stop or colon."""
    first = (PACKAGE / room / "__init__.py").read_text(encoding="utf-8").split('"""')[1].split("\n")[0]
    return first.partition(": ")[2].split(";")[0].split(".")[0] or first.split(".")[0]


def boxes() -> tuple[list[Box], float]:
    """Every room with its place, and the height of the picture."""
    placed, y = [], float(MARGIN)
    for row in layers("mingzhang"):
        rooms = [room for room in row if (PACKAGE / room).is_dir()]
        width = min(WIDTH - 2 * MARGIN, max(FULL, 270 * len(rooms))) / max(len(rooms), 1) - 10
        left = (WIDTH - len(rooms) * (width + 10) + 10) / 2
        for number, room in enumerate(rooms):
            placed.append(Box(room, said(room), left + number * (width + 10), y, width))
        inner = any(room in NESTED for room in rooms)
        y += LINE + GAP + (18 if inner else 0) if rooms else 0
    return placed, y - GAP + MARGIN


def picture() -> str:
    """The whole drawing as SVG."""
    placed, height = boxes()
    at = {box.name: box for box in placed}
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" font-family="sans-serif">',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto"><path d="M0 0 8 4 0 8z" fill="#888"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{height:g}" fill="#fff"/>',
    ]
    for upper, lower in sorted(reduced(imports())):
        if upper in at and lower in at:
            lines.append(_arrow(at[upper], at[lower]))
    for box in placed:
        lines += _drawn(box)
    return "\n".join([*lines, "</svg>", ""])


def _height(box: Box) -> int:
    return LINE + (18 if box.name in NESTED else 0)


def _arrow(upper: Box, lower: Box) -> str:
    start, end = upper.x + upper.width / 2, lower.x + lower.width / 2
    top = upper.y + _height(upper)
    ends = f'x1="{start:g}" y1="{top:g}" x2="{end:g}" y2="{lower.y:g}"'
    return f'<line {ends} stroke="#888" marker-end="url(#tip)"/>'


def _drawn(box: Box) -> list[str]:
    """A room: its name, its words, and the rooms inside it in their order."""
    middle = box.x + box.width / 2
    texts = [(box.name, 18, 'font-size="15" font-weight="bold"'), (_cut(box), 36, 'font-size="11"')]
    if box.name in NESTED:
        inner = " → ".join(" · ".join(row) for row in layers(f"mingzhang.{box.name}"))
        texts.append((inner, 54, 'font-size="11" fill="#555"'))
    return [
        f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{_height(box)}" rx="5" '
        'fill="#eef3f8" stroke="#345"/>',
        *(
            f'<text x="{middle:g}" y="{box.y + down:g}" text-anchor="middle" {look}>{escape(text)}</text>'
            for text, down, look in texts
        ),
    ]


def _cut(box: Box) -> str:
    """As many words as fit into the box."""
    words, most = box.said.split(), int(box.width / 5.6)
    for shorter, longer in pairwise(range(len(words) + 1)):
        if len(" ".join(words[:longer])) > most:
            return " ".join(words[:shorter]).rstrip(",") + " …"
    return box.said
