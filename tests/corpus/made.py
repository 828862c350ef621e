"""Small documents of two places and years, some wrong, and a corpus made of them in this process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from mingzhang.corpus.packed import Packed, unpacked
from mingzhang.corpus.schema import table_kinds
from mingzhang.corpus.shelf import Shelf
from mingzhang.work.corpus import Growth, grow
from mingzhang.work.corpus_document import Errand, examined

Rows = list[tuple[Any, ...]]
FENGTAI, PUTUO = "北京市丰台区示例局", "上海市普陀区示例中心"
TEXT = (
    "{unit}\n{year}年度部门决算\n二、收入决算情况说明\n"
    "本年收入合计{income}万元，比上年减少10.00万元，下降{fall}%。\n"
    "三、支出决算情况说明\n本年支出合计{income}万元，其中：基本支出3..5万元。\n"
)


def text(unit: str = FENGTAI, year: int = 2023, income: str = "90.00", fall: str = "10.00") -> str:
    """A document; a fall by 10.00 % agrees with an income of 90.00."""
    return TEXT.format(unit=unit, year=year, income=income, fall=fall)


def documents(folder: Path) -> Path:
    """Six documents: two of one unit with the same error in two years, one that is broken, one of no kind."""
    for name, content in {
        "丰台/2022.txt": text(year=2022, fall="12.00"),
        "丰台/2023.txt": text(fall="13.00"),
        "丰台/2023改.txt": text(),
        "普陀/2023.txt": text(PUTUO, income="900.00", fall="10.00"),
        "普陀/通知.txt": "请于三日内报送材料。",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (folder / "坏.pdf").write_bytes(b"%PDF-1.7\n" + bytes(40))
    return folder


_known: dict[tuple[str, str, str], bytes] = {}


def rows_of(errand: Errand, options: dict[str, Any]) -> bytes:
    """The rows of a document, worked out once for all tests: they follow from what an errand tells."""
    told = (errand.name, errand.key, errand.content)
    if told not in _known:
        _known[told] = examined(errand, options)
    return _known[told]


def here(errands: Sequence[Errand], options: dict[str, Any]) -> Iterator[tuple[Errand, bytes]]:
    """An engine that is this process."""
    yield from ((errand, rows_of(errand, options)) for errand in errands)


def made(folder: Path, out: Path, engine: Any = here) -> Growth:
    """The corpus of a folder, made or brought up to date."""
    return grow(folder, out, {}, engine)


def contents(out: Path) -> dict[str, Rows]:
    """All rows of all tables, in an order of their own; but for the key, which tells of the environment."""
    shelf, made = Shelf(out), dict[str, Rows]()
    for kind in table_kinds().values():
        names = [name for name in kind.names if name != "key"]
        parts = ((part, row) for part in shelf.parts for row in shelf.rows(part, kind.name, *names))
        made[kind.name] = sorted(((part.place, part.year, *row) for part, row in parts), key=repr)
    return made


def record(name: str, key: str = "k", place: str = "110106", year: int | None = 2023) -> Packed:
    """The rows of a document that says nothing, to be put away."""
    from mingzhang.corpus.packed import packed
    from mingzhang.corpus.record import Record, refused

    empty = refused(name, key, "", "没有内容。")
    return unpacked(packed(Record(name, key, place, year, empty.rows)))
