"""Amounts that were read held against those that were printed, by where they stand on the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, NamedTuple

from bench.scan_pages import PicturedPage
from mingzhang.facts.place import Box
from mingzhang.facts.report import Report

_AMOUNT = re.compile(r"-?[\d,]*\d[.．]\d\d?\d?|\d{1,3}(?:,\d{3})+")
_FLAT = 60  # dots
_KNOWN = 5  # amounts that must be found before places can be compared


class ReadCell(NamedTuple):
    """A cell as it was read: text, box, whether all of it is certain."""

    text: str
    box: Box
    certain: bool


def judged(page: PicturedPage, report: Report, number: int = 1) -> Iterator[tuple[str, str, str]]:
    """What became of every amount of a page, and of every amount that is none: verdict, printed, read."""
    cells = list(_cells(report, number))
    unread = number in report.unread_pages
    place = _places(page, cells)
    taken: set[int] = set()
    for amount in page.amounts:
        at = _over(place(amount.box), cells) if place else None
        if at is None:
            yield ("未读页" if unread else "丢失"), amount.text, ""
            continue
        taken.add(at)
        yield _verdict(amount.text, cells[at], unread), amount.text, cells[at].text
    truth = Counter(amount.text for amount in page.amounts)
    for index, cell in enumerate(cells):
        if index in taken or not cell.certain or not _AMOUNT.fullmatch(cell.text):
            continue
        if place or not truth[cell.text]:  # without places, what is printed somewhere may be that
            yield "无中生有", "", cell.text


def _verdict(truth: str, cell: ReadCell, unread: bool) -> str:
    if cell.text == truth:
        return "确定且对" if cell.certain else "存疑且对"
    if cell.certain:
        return "确定而错" if cell.text else "未读页" if unread else "有墨当空"
    return "存疑而错"


def _cells(report: Report, number: int) -> Iterator[ReadCell]:
    for table in report.tables():
        for cell in table.cells:
            if cell.bbox and cell.page == number:
                sure = cell.error is None and report.confidence(cell.place()) == 1
                yield ReadCell(cell.text.strip(), cell.bbox, sure)


def _places(page: PicturedPage, cells: list[ReadCell]) -> Any:  # noqa: ANN401
    """Where a box of the printed page stands on the page that was read, or ``None`` where too little is."""
    numpy, cv2 = import_module("numpy"), import_module("cv2")
    printed = _by_text((amount.text, amount.box) for amount in page.amounts)
    read = _by_text((cell.text, cell.box) for cell in cells)
    alike = [text for text in printed if len(printed[text]) == len(read.get(text, ()))]
    pairs = [pair for text in alike for pair in zip(printed[text], read[text], strict=True)]
    if len(pairs) < _KNOWN:
        return None
    source, target = (numpy.float32([pair[side] for pair in pairs]) for side in (0, 1))
    flat = min(numpy.ptp(source, axis=0)) < _FLAT  # one row of amounts says nothing across
    fit = cv2.estimateAffinePartial2D if flat else cv2.estimateAffine2D
    matrix, _ = fit(source, target, ransacReprojThreshold=12.0)
    if matrix is None:
        return None
    return lambda box: tuple(matrix @ numpy.array([*_middle(box), 1.0]))


def _by_text(boxed: Iterable[tuple[str, Box]]) -> dict[str, list[tuple[float, float]]]:
    """The middles of boxes by the text in them, from the top down."""
    found: dict[str, list[tuple[float, float]]] = {}
    for text, box in boxed:
        found.setdefault(text, []).append(_middle(box))
    for spots in found.values():
        spots.sort(key=lambda spot: (round(spot[1]), spot[0]))
    return found


def _over(spot: tuple[float, float], cells: list[ReadCell]) -> int | None:
    found = [n for n, c in enumerate(cells) if _inside(spot, c.box)]
    return min(found, key=lambda n: _size(cells[n].box), default=None)


def _inside(spot: tuple[float, float], box: Box) -> bool:
    return box[0] <= spot[0] <= box[2] and box[1] <= spot[1] <= box[3]


def _size(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
