"""The second look, at the accused alone: figures of a scan that are about to be called wrong.

Their places, and those of the other figures that the finding rests on, are read again without colour at two
scales; any difference leaves the finding undecided.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.page_scan import PageScan
from mingzhang.facts.place import Box, Place
from mingzhang.facts.report import Doubt, Report
from mingzhang.readers.collection import packed_documents
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.side_by_side import Pages
from mingzhang.work.closure import Spot, places_of, spot_of

Page = tuple[int | None, str | None]
Files = dict[str | None, Pages]  # by the names that places have
Look = Callable[[Sequence[tuple[PageScan, Box]]], list[tuple[str, ...]]]
_MOST = 120  # figures that are looked at again: findings that rest on others stay undecided
_SECONDS = 90.0  # that looking again may take at most
_UNSURE = 0.5  # confidence in a figure that reads in two ways
_FIGURE = re.compile(r"[-+]?\d[\d.,]*%?")
_PLAIN = str.maketrans("０１２３４５６７８９，．－−–—＋％", "0123456789,.----+%")
AGAIN = "去色再认，读法不一"
_NOT_DONE = "扫描件上的数没有能再认一遍，不能断定，请看原件"


def look_into(files: Mapping[str | None, Path], limits: Limits, archives: Iterable[Path] = ()) -> Look:
    """How figures of scans are read again: in a child, from the files by the names that places have.

    What is in none of the files is looked for in the ``archives``, unpacked for as long as it takes.

    >>> look_into({}, Limits())([])
    []
    """
    bounded = replace(limits, seconds=min(limits.seconds, _SECONDS))
    packed = tuple(archives)

    def look(wanted: Sequence[tuple[PageScan, Box]]) -> list[tuple[str, ...]]:
        found = _looked({name: (path,) for name, path in files.items()}, wanted, bounded)
        missing = {scan.file for scan, _ in wanted} - {*files}
        for archive in packed if missing else ():
            with TemporaryDirectory() as folder:
                inside: Files = {}
                inside.update(packed_documents(archive, Path(folder), bounded))
                if len(packed) == len(inside) == 1:  # it may be called as its archive is
                    inside = dict.fromkeys(missing, *inside.values())
                held = {name: inside[name] for name in missing if name in inside}
                found |= _looked(held, wanted, bounded)
        return [found.get(number, ()) for number in range(len(wanted))]

    return look


def _looked(
    files: Files, wanted: Sequence[tuple[PageScan, Box]], limits: Limits
) -> dict[int, tuple[str, ...]]:
    """What is read of what is wanted in some files, by its number."""
    from mingzhang.readers.scan_again import read_again  # only who has a scan

    found: dict[int, tuple[str, ...]] = {}
    for name, paths in files.items():
        own = [number for number, (scan, _) in enumerate(wanted) if scan.file == name]
        found |= zip(own, read_again(paths, limits, [wanted[n] for n in own]), strict=True)
    return found


def looked_again(found: list[Finding], report: Report, look: Look | None) -> list[Finding]:
    """The findings, those undecided whose figures read in another way now; these figures become doubtful."""
    scanned: set[Page] = {(scan.page, scan.file) for scan in report.scans}
    resting = {n: [*_resting(finding, scanned)] for n, finding in enumerate(found) if _accuses(finding)}
    wanted = {spot_of(place): place for places in resting.values() for place in places}
    if not wanted:
        return found
    read = _read({spot: place for spot, place in [*wanted.items()][:_MOST]}, report, look)
    other = {spot: said for spot, said in read.items() if _differs(wanted[spot], said)}
    report.doubted([*report.doubts, *(_doubt(wanted[spot]) for spot in other)])
    weighed = [*found]
    for number, places in resting.items():
        if why := _why(places, read, other):
            weighed[number] = undecided(found[number], why)
    return weighed


def undecided(finding: Finding, why: str) -> Finding:
    """A finding that cannot be decided, and the reason before its words.

    >>> undecided(Finding("N-05", Verdict.FAILS, message="不等"), "看不准").message
    '看不准：不等'
    """
    return replace(finding, verdict=Verdict.UNDECIDED, gap=None, message=f"{why}：{finding.message}")


def _accuses(finding: Finding) -> bool:
    return finding.verdict is Verdict.FAILS and finding.severity is not Severity.INFO


def _resting(finding: Finding, scanned: set[Page]) -> Iterator[Place]:
    """The printed figures on scanned pages that a finding rests on."""
    for place in places_of(finding):
        if (place.page, place.file) in scanned and place.bbox and _figures(place.printed):
            yield place


def _read(wanted: dict[Spot, Place], report: Report, look: Look | None) -> dict[Spot, tuple[str, ...]]:
    """What is read at each spot now; spots of which nobody could tell are left out."""
    where = {
        spot: (scan, place.bbox)
        for spot, place in wanted.items()
        for scan in report.scans
        if place.bbox and (scan.page, scan.file) == (place.page, place.file) and scan.holds(place.bbox)
    }
    try:
        read = look([*where.values()]) if look else []
    except (UnreadableError, OSError):  # no time, no room to unpack, or the file is gone
        read = []
    return {spot: said for spot, said in zip(where, read, strict=False) if said}


def _figures(text: str) -> list[str]:
    """The figures in what was read, however wide its characters are."""
    return _FIGURE.findall("".join(text.split()).translate(_PLAIN))


def _differs(place: Place, read: tuple[str, ...]) -> bool:
    """Whether one of the readings has other figures; around a figure in a sentence there may be more."""
    printed = _figures(place.printed)
    if place.span is None:
        return any(_figures(said) != printed for said in read)
    return any(not set(printed) <= {*_figures(said)} for said in read)


def _doubt(place: Place) -> Doubt:
    assert place.page and place.bbox
    return Doubt(place.page, place.bbox, _UNSURE, place.file, AGAIN)


def _why(places: list[Place], read: dict[Spot, tuple[str, ...]], other: dict[Spot, tuple[str, ...]]) -> str:
    """Why a finding is undecided after the second look; ``""`` where it stands."""
    for place in places:
        if said := other.get(spot_of(place)):
            told = "、".join(f"“{one}”" for one in dict.fromkeys(said))
            return f"“{place.printed}”去掉颜色再认两遍，读作{told}，与先前不一，不能断定，请看原件"
    return _NOT_DONE if any(spot_of(place) not in read for place in places) else ""
