"""Archival codes 档号 after DA/T 22: read, written and checked; in their series unique and without a gap.

全宗号-门类代码·年度-保管期限代码-机构（问题）代码-件号, item numbers of four digits from 0001.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mingzhang.facts.refusal import RefusalError

PERIODS = {"Y": "永久", "D30": "30年", "D10": "10年"}
FORM = "0123-WS·2019-Y-BGS-0001"
_CODE = re.compile(r"([A-Z0-9]{4})-([A-Z]{2,4})·(\d{4})-([A-Z0-9]+)-([A-Z0-9]{1,8})-(\d{4})")
_DOTS, _DASHES = re.compile(r"[•・．.‧∙]"), re.compile(r"[－–—―−]")
_PAGE = re.compile(r"(.+)-(\d{3,4})")


class WrongCodeError(RefusalError, ValueError):
    """A text that is no archival code; one Chinese sentence."""


@dataclass(frozen=True, order=True)
class ArchivalCode:
    """The parts of a code; ``series`` is all but the number of the item.

    >>> code = code_of("0123-WS·2019-Y-BGS-0007")
    >>> code.number, str(code), code.page(3)
    (7, '0123-WS·2019-Y-BGS-0007', '0123-WS·2019-Y-BGS-0007-003')
    """

    fonds: str
    category: str
    year: int
    period: str
    department: str
    number: int

    def __str__(self) -> str:
        return f"{self.series}-{self.number:04}"

    @property
    def series(self) -> str:
        """The series that its number counts in."""
        return f"{self.fonds}-{self.category}·{self.year}-{self.period}-{self.department}"

    def page(self, seq: int) -> str:
        """The name of the image of a page, without its ending."""
        return f"{self}-{seq:03}"


def code_of(text: str) -> ArchivalCode:
    """The code that a text is; raises :class:`WrongCodeError`.

    >>> code_of("0123—WS.2019-Y-BGS-0001") == code_of(FORM)
    True
    >>> code_of("0123-WS·2019-C-BGS-0001")
    Traceback (most recent call last):
    mingzhang.archive.codes.WrongCodeError: 档号“0123-WS·2019-C-BGS-0001”的保管期限代码“C”应为 Y、D30 或 D10
    """
    said = _DOTS.sub("·", _DASHES.sub("-", "".join(unicodedata.normalize("NFKC", text).split()).upper()))
    found = _CODE.fullmatch(said)
    if found is None:
        raise WrongCodeError(f"“{text}”不是档号，应写成 {FORM}")
    fonds, category, year, period, department, number = found.groups()
    if period not in PERIODS:
        raise WrongCodeError(f"档号“{text}”的保管期限代码“{period}”应为 Y、D30 或 D10")
    if not int(number):
        raise WrongCodeError(f"档号“{text}”的件号应从 0001 开始")
    return ArchivalCode(fonds, category, int(year), period, department, int(number))


def page_of(name: str) -> tuple[ArchivalCode, int]:
    """Item and page that the name of an image says; raises :class:`WrongCodeError`.

    >>> code, seq = page_of("0123-WS·2019-Y-BGS-0001-012")
    >>> str(code), seq
    ('0123-WS·2019-Y-BGS-0001', 12)
    """
    found = _PAGE.fullmatch(_DASHES.sub("-", name.strip()))
    if found is None or not int(found[2]):
        raise WrongCodeError(f"文件名“{name}”应为档号加页号，例如 {FORM}-001")
    return code_of(found[1]), int(found[2])


def named_by(stem: str) -> tuple[ArchivalCode, int]:
    """Item and page that the name of a file says; page 0 is all of the item.

    Raises :class:`WrongCodeError`.

    >>> [named_by(f"0123-WS·2019-Y-BGS-0001{page}")[1] for page in ("", "-012")]
    [0, 12]
    """
    try:
        return code_of(stem), 0
    except WrongCodeError:
        return page_of(stem)


def series_faults(codes: Iterable[ArchivalCode]) -> Iterator[tuple[str, str]]:
    """What is wrong with the numbers of each series: series or code, and what it is.

    >>> made = [code_of(f"0123-WS·2019-Y-BGS-{number:04}") for number in (1, 2, 2, 5)]
    >>> for fault in series_faults(made):
    ...     print(*fault)
    0123-WS·2019-Y-BGS-0002 档号重复 2 次
    0123-WS·2019-Y-BGS 件号不连续，缺 0003、0004
    """
    by_series: dict[str, list[ArchivalCode]] = {}
    for code in codes:
        by_series.setdefault(code.series, []).append(code)
    for series, some in by_series.items():
        counted: dict[int, int] = {}
        for code in some:
            counted[code.number] = counted.get(code.number, 0) + 1
        for number, count in sorted(counted.items()):
            if count > 1:
                yield f"{series}-{number:04}", f"档号重复 {count} 次"
        lost = [number for number in range(1, max(counted) + 1) if number not in counted]
        if lost:
            yield series, f"件号不连续，缺 {_runs(lost)}"


def _runs(numbers: list[int]) -> str:
    """Numbers in words, long runs as from–to, the first few runs only."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [
        "、".join(f"{one:04}" for one in run) if len(run) < 3 else f"{run[0]:04}—{run[-1]:04}" for run in runs
    ]
    more = f"等 {len(numbers)} 个" if len(words) > 6 else ""
    return "、".join(words[:6]) + more
