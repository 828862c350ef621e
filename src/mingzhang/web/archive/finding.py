"""Full text of a fonds: an index beside the files, made anew when a batch was recognised, asked by words.

The index can be made again at any time, so it is no part of a backup.  It holds items by their keys: a code
may change with the retention.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator

from mingzhang.archive.search import MOST, PageFound, build, find
from mingzhang.web.archive.batch_models import ScanPage
from mingzhang.web.archive.models import Fonds, HeldItem

ON_A_PAGE = 50
_LONGEST = 100  # characters of a question


def index_of(fonds_id: int) -> Path:
    """Where the index of a fonds lies."""
    return Path(settings.MEDIA_ROOT).parent / "档案索引" / f"{fonds_id}.sqlite"


def learn(fonds_id: int) -> int:
    """Make the index anew; whoever searches meanwhile finds in the old one.  How many pages it has."""
    target = index_of(fonds_id)
    target.parent.mkdir(parents=True, exist_ok=True)
    making = target.with_suffix(f".{secrets.token_hex(4)}")
    try:
        count = build(making, _pages(fonds_id))
        making.replace(target)
    finally:
        making.unlink(missing_ok=True)
    return count


def _pages(fonds_id: int) -> Iterator[tuple[str, int, str, str]]:
    rows = (
        ScanPage.objects.filter(item__fonds=fonds_id, current=True).exclude(text="").order_by("item", "seq")
    )
    said = rows.values_list("item", "seq", "item__title", "text")
    for item, seq, title, text in said.iterator(chunk_size=500):
        yield str(item), seq, title, text


class IndexedPages:
    """What a question finds, cut to a page when it is looked at: a list for the paginator."""

    def __init__(self, path: Path, words: str) -> None:
        self._path, self._words = path, words
        self._count = find(path, words, 1)[0]

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, asked: slice) -> list[PageFound]:
        start = asked.start or 0
        return find(self._path, self._words, (asked.stop or self._count) - start, start)[1]


def found(fonds: Fonds, words: str, page: str | None) -> dict[str, Any]:
    """The pages that have the words, some of them, each with its item; or why there are none."""
    path, words = index_of(fonds.pk), words.strip()[:_LONGEST]
    if not words:
        return {"pages": None, "why": ""}
    if not path.is_file():
        return {"pages": None, "why": "还没有全文索引：识别完一批图像以后自动建立。"}
    try:
        asked: Any = IndexedPages(path, words)
        hits: Page[Any] = Paginator(asked, ON_A_PAGE).get_page(page)
        rows = list(hits.object_list)
    except sqlite3.DatabaseError:
        return {"pages": None, "why": "全文索引已损坏，识别下一批图像以后重新建立。"}
    hits.object_list = _shown(rows)
    return {"pages": hits, "many": hits.paginator.count >= MOST, "why": ""}


def _shown(rows: list[PageFound]) -> list[tuple[PageFound, HeldItem, ScanPage]]:
    """The pages found that are still there, with item and image."""
    keys = {int(row.code) for row in rows}
    images = ScanPage.objects.filter(item__in=keys, current=True).select_related("item__place__series")
    known = {(page.item_id, page.seq): page for page in images}
    found_ = [(row, known.get((int(row.code), row.seq))) for row in rows]
    return [(row, page.item, page) for row, page in found_ if page is not None]
