"""What digitisation counts of itself, each number with the rows behind it."""

from __future__ import annotations

from datetime import date

from mingzhang.archive.catalogue import Catalogue
from mingzhang.archive.pages import READ, ImageBatch
from mingzhang.facts.measure import LiveMeasure, counted

ARRANGED, DIGITISED, RECOGNISED, OBJECTS, RETURNED = (
    "整理页数", "数字化页数", "文字识别页数", "实物档案", "退回件次",
)  # fmt: skip


def measures(catalogue: Catalogue, batch: ImageBatch, as_of: date) -> dict[str, LiveMeasure]:
    """Everything that is counted, by name.

    >>> measures(Catalogue(), ImageBatch(), date(2026, 12, 31))["整理页数"].text
    '0页'
    """
    pages = sorted(batch.pages.values(), key=lambda page: (page.code, page.seq))
    arranged = [(item.code, str(n)) for item in catalogue.items for n in range(1, (item.pages or 0) + 1)]
    digitised = [(page.code, str(page.seq)) for page in pages]
    read = [(page.code, str(page.seq)) for page in pages if page.state == READ]
    sent = [(s.code, s.text) for s in catalogue.steps if s.step == "退回" and s.day <= as_of]
    said: dict[str, tuple[str, tuple[str, ...], list[tuple[str, str]]]] = {
        ARRANGED: ("页", ("档号", "页号"), arranged),
        DIGITISED: ("页", ("档号", "页号"), digitised),
        RECOGNISED: ("页", ("档号", "页号"), read),
        OBJECTS: ("件", ("实物编号", "名称"), [(each.code, each.name) for each in catalogue.objects]),
        RETURNED: ("件次", ("档号", "理由"), sent),
    }
    return {name: counted(name, unit, as_of, heads, rows) for name, (unit, heads, rows) in said.items()}
