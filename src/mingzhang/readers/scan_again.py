"""The accused figures of a scan read once more, in the process that may touch the file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mingzhang.facts.page_scan import PageScan
from mingzhang.facts.place import Box
from mingzhang.readers.child import apart
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.scan.again import readings
from mingzhang.readers.scan.geometry import Warp
from mingzhang.readers.scan.ink import Ink
from mingzhang.readers.scan_view import pictures
from mingzhang.readers.side_by_side import Pages

Wanted = Sequence[tuple[PageScan, Box]]


def read_again(paths: Pages, limits: Limits, wanted: Wanted) -> list[tuple[str, ...]]:
    """What boxes on scanned pages say at two scales, without colour; ``()`` where a page is not there.

    Several pictures are the pages of one document.  Raises
    :class:`~mingzhang.readers.limits.UnreadableError`, also when the time is over.

    >>> read_again((Path("没有.png"),), Limits(), [])
    []
    """
    return apart(_Again(tuple(wanted), paths), paths[0], limits) if wanted else []


class _Again:
    """What is to be read: plain data, so that a process of its own can do it."""

    def __init__(self, wanted: Wanted, paths: Pages) -> None:
        self._wanted, self._paths = wanted, paths

    def __call__(self, path: Path, limits: Limits) -> list[tuple[str, ...]]:
        try:
            return self._read(limits)
        except OSError as fault:
            raise UnreadableError(path, "读取时出错（文件被占用或被移走）") from fault

    def _read(self, limits: Limits) -> list[tuple[str, ...]]:
        """The readings in the order of what is wanted, page after page."""
        made: dict[int, tuple[str, ...]] = {}
        for number, picture in pictures(self._paths, limits, {scan.page for scan, _ in self._wanted}):
            inks: dict[PageScan, Ink] = {}
            for index, (scan, box) in enumerate(self._wanted):
                if scan.page == number:
                    if scan not in inks:
                        inks[scan] = Ink(Warp(scan.matrix, scan.wide, scan.high).image(picture))
                        inks[scan].scale = scan.scale
                    x0, y0, x1, y1 = box
                    made[index] = readings(inks[scan], (x0 - scan.left, y0, x1 - scan.left, y1))
        return [made.get(index, ()) for index in range(len(self._wanted))]
