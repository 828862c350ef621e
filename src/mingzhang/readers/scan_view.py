"""The pictures behind a scan once more: crops of what is doubtful, for people to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from mingzhang.facts.page_scan import PageScan
from mingzhang.facts.place import Box
from mingzhang.readers.child import apart
from mingzhang.readers.collection import picture_pages
from mingzhang.readers.limits import Limits
from mingzhang.readers.pdf.package import without_hidden_layers
from mingzhang.readers.pdf.page import PdfPages
from mingzhang.readers.picture import frames
from mingzhang.readers.picture import pages as read_pages_of
from mingzhang.readers.scan import DOTS, MOST
from mingzhang.readers.scan.geometry import Warp
from mingzhang.readers.side_by_side import Pages
from mingzhang.readers.watch import Watch

_MARGIN = 6.0  # points around what is shown
Wanted = Sequence[tuple[PageScan, Box]]


def crops(path: Path, limits: Limits, wanted: Wanted) -> list[bytes]:
    """PNG pictures of boxes on scanned pages, as they were read: upright, with a little around them.

    Raises :class:`~mingzhang.readers.limits.UnreadableError`.

    >>> crops(Path("没有.png"), Limits(), [])
    []
    """
    return apart(_Crops(tuple(wanted)), path, limits) if wanted else []


class _Crops:
    """What is to be cut out: plain data, so that a process of its own can do it."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted

    def __call__(self, path: Path, limits: Limits) -> list[bytes]:
        made: dict[int, bytes] = {}
        pages = {scan.page for scan, _ in self._wanted}
        for number, picture in pictures((path,), limits, pages):
            images: dict[PageScan, Any] = {}
            for index, (scan, box) in enumerate(self._wanted):
                if scan.page == number:
                    if scan not in images:
                        images[scan] = Warp(scan.matrix, scan.wide, scan.high).image(picture)
                    made[index] = _png(images[scan], scan, box)
        return [made.get(index, b"") for index in range(len(self._wanted))]


def _png(image: Any, scan: PageScan, box: Box) -> bytes:
    x0, y0, x1, y1 = scan.dots((box[0] - _MARGIN, box[1] - _MARGIN, box[2] + _MARGIN, box[3] + _MARGIN))
    cut = image[max(0, round(y0)) : max(1, round(y1)), max(0, round(x0)) : max(1, round(x1))]
    if not cut.size:
        return b""
    _, data = import_module("cv2").imencode(".png", cut)
    return bytes(data)


def pictures(paths: Pages, limits: Limits, pages: set[int]) -> Iterator[tuple[int, Any]]:
    """The pictures of some pages of a scanned file, of several pictures or a folder of them, by number."""
    images, path = None, paths[0]
    if len(paths) > 1 or path.is_dir():
        images = read_pages_of(paths if len(paths) > 1 else picture_pages(path), limits, [])
    elif not _is_pdf(path):
        images = frames(path, Watch(path, limits))
    if images is not None:
        for number, image in enumerate(islice(images, max(pages)), start=1):
            if number in pages and image is not None:
                yield number, image
        return
    drawn = PdfPages(without_hidden_layers(path.read_bytes()))
    try:
        for number in sorted(pages):
            yield number, drawn.image(number - 1, drawn.dots(number - 1, DOTS, MOST))
    finally:
        drawn.close()


def _is_pdf(path: Path) -> bool:
    with path.open("rb") as stream:
        return b"%PDF-" in stream.read(1024)
