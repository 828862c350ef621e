"""What became of one image: the record of a page, as a line of JSON, and what is wrong with a batch."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from mingzhang.archive.catalogue import CatalogueItem
from mingzhang.scoring.tree import ScoringProblem

READ, BLANK, UNREAD = "已识别", "空白页", "未识别"
LEAST_DOTS = 200  # to an inch, of DA/T 31


@dataclass(frozen=True)
class PageRecord:
    """One page: its image untouched (file, SHA-256, bytes), how it lay, and what was recognised.

    ``dots`` go to an inch as the file says, ``None`` where it does not; ``turn`` is in quarters; ``edges``
    are rows and columns of black edge taken off the copy for use; ``doubtful`` of ``marks`` characters were
    not read with certainty.  ``reason`` says why a page was not recognised, or what of its file was left out.
    """

    code: str
    seq: int
    file: str
    sha256: str
    size: int
    format: str = ""
    wide: int = 0
    high: int = 0
    dots: int | None = None
    state: str = READ
    reason: str = ""
    text: str = ""
    turn: int = 0
    skew: str = "0.0"
    edges: int = 0
    doubtful: int = 0
    marks: int = 0
    tool: str = ""

    @property
    def name(self) -> str:
        """Item and page, as the image is called."""
        return f"{self.code}-{self.seq:03}"

    def line(self) -> str:
        """The record as one line."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def of(cls, line: str) -> PageRecord:
        """Inverse of :meth:`line`; raises ``ValueError`` for a line that was cut off.

        >>> record = PageRecord("0123-WS·2019-Y-BGS-0001", 1, "a.tif", "ab" * 32, 9, text="决算")
        >>> PageRecord.of(record.line()) == record
        True
        """
        data: dict[str, Any] = json.loads(line)
        try:
            return cls(**data)
        except TypeError as fault:
            raise ValueError("no record of a page") from fault


@dataclass
class ImageBatch:
    """The pages of a batch by item and page; ``lost`` says what was no page of an item, file by file."""

    pages: dict[tuple[str, int], PageRecord] = field(default_factory=dict)
    lost: dict[str, str] = field(default_factory=dict)

    def of(self, code: str) -> list[PageRecord]:
        """The pages of an item in their order."""
        return sorted((p for p in self.pages.values() if p.code == code), key=lambda page: page.seq)

    def by_item(self) -> dict[str, list[PageRecord]]:
        """The pages of every item."""
        made: dict[str, list[PageRecord]] = {}
        for page in sorted(self.pages.values(), key=lambda each: (each.code, each.seq)):
            made.setdefault(page.code, []).append(page)
        return made

    @property
    def read(self) -> int:
        """How many pages were recognised."""
        return sum(page.state == READ for page in self.pages.values())


def machine_faults(items: Iterable[CatalogueItem], batch: ImageBatch) -> Iterator[ScoringProblem]:
    """What the machine finds on all pages: missing, twice, too coarse, more than the catalogue says.

    >>> item = CatalogueItem("0123-WS·2019-Y-BGS-0001", "总结", pages=2)
    >>> page = PageRecord(item.code, 1, "a.tif", "ab" * 32, 9, dots=150)
    >>> for fault in machine_faults([item], ImageBatch({(item.code, 1): page})):
    ...     print(fault.message)
    目录 2 页，图像 1 页，少 1 页
    第 1 页 150 dpi，不足 200 dpi
    """
    by_item, known = batch.by_item(), dict[str, CatalogueItem]()
    for item in items:
        known[item.code] = item
        pages = by_item.get(item.code, [])
        yield from _of_count(item, pages)
        for page in pages:
            yield from _of_page(page)
    for code in by_item:
        if code not in known:
            yield _fault(code, "档号不在目录里，图像已存")
    yield from _twice(batch.pages)
    yield from _formats(batch.pages.values())
    for file, why in sorted(batch.lost.items()):
        yield ScoringProblem(file, "", "", why, kind="文件")


def _of_count(item: CatalogueItem, pages: list[PageRecord]) -> Iterator[ScoringProblem]:
    if item.pages is None:
        yield _fault(item.code, f"目录没有填页数，图像 {len(pages)} 页")
    elif item.pages != len(pages):
        off = item.pages - len(pages)
        way = f"少 {off}" if off > 0 else f"多 {-off}"
        yield _fault(item.code, f"目录 {item.pages} 页，图像 {len(pages)} 页，{way} 页")
    gaps = sorted(set(range(1, max((p.seq for p in pages), default=0) + 1)) - {page.seq for page in pages})
    if gaps:
        more = f"等 {len(gaps)} 页" if len(gaps) > 6 else ""
        yield _fault(item.code, f"页号不连续，缺第 {'、'.join(map(str, gaps[:6]))} 页{more}")


def _of_page(page: PageRecord) -> Iterator[ScoringProblem]:
    if page.state == UNREAD:
        yield _fault(page.code, f"第 {page.seq} 页没有识别：{page.reason}，原图已存")
    elif page.reason:
        yield _fault(page.code, f"第 {page.seq} 页：{page.reason}，原图已存")
    if page.dots is not None and page.dots < LEAST_DOTS:
        yield _fault(page.code, f"第 {page.seq} 页 {page.dots} dpi，不足 {LEAST_DOTS} dpi")


def _twice(pages: Mapping[tuple[str, int], PageRecord]) -> Iterator[ScoringProblem]:
    seen: dict[str, PageRecord] = {}
    for _, page in sorted(pages.items()):
        if page.state == BLANK:
            continue
        first = seen.setdefault(page.sha256, page)
        if first is not page:
            yield _fault(page.code, f"第 {page.seq} 页与 {first.name} 是同一幅图像")


def _formats(pages: Iterable[PageRecord]) -> Iterator[ScoringProblem]:
    found = sorted({page.format for page in pages if page.format})
    if len(found) > 1:
        yield ScoringProblem(
            "全批", "", "", f"一批里有几种图像格式（{'、'.join(found)}），应统一", kind="批次"
        )


def _fault(code: str, message: str) -> ScoringProblem:
    return ScoringProblem(code, "", "", message, kind="档号")
