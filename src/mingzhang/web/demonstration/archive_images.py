"""A made-up batch of images that was recognised and is being looked at: drawn here, its words known."""

from __future__ import annotations

import io
from collections.abc import Iterable

from PIL import Image, ImageDraw, ImageFont

from mingzhang.archive.course import STAGES, ItemStep
from mingzhang.archive.pages import READ
from mingzhang.archive.quality import PASS
from mingzhang.formats import fonts
from mingzhang.web.archive import inspecting
from mingzhang.web.archive.batch_models import ScanBatch, ScanPage, ScanState
from mingzhang.web.archive.finding import learn
from mingzhang.web.archive.models import Fonds, HeldItem
from mingzhang.web.archive.moves import add, step, take
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person
from mingzhang.web.shared.today import today
from mingzhang.writers.pdf.searchable import SearchablePage, write_searchable

_WORDS = (
    "关于老旧小区加装电梯的来信", "来信人反映三号楼无电梯，老人出行不便。", "请房管部门一个月内书面答复，并抄送办公室。",
)  # fmt: skip
_SCANNED = STAGES[4:7]
_SIZE, _LEFT, _LINE, _EM = (620, 877), 60, 56, 24
_POINTS = 72 / 75  # of a dot


def lay_images(fonds: Fonds, who: Person) -> None:
    """Four items of one page each: recognised, one drawn for the sample and found good."""
    inspected(recognised(fonds, who, 1, range(1, 5)), who)
    learn(fonds.pk)


def recognised(fonds: Fonds, who: Person, number: int, letters: Iterable[int]) -> ScanBatch:
    """A batch of letters that were recognised, an item of one page each."""
    codes = {code.code: code for code in fonds.codes.all()}
    batch = ScanBatch.objects.create(fonds=fonds, number=number, day=today(), by=who, state=ScanState.DONE)
    for letter in letters:
        item = HeldItem(
            fonds=fonds, category=codes["WS"], department=codes["BGS"], year=2019, period="10年", pages=1,
            title=f"居民来信第{letter}件", author="某社区居民",
        )  # fmt: skip
        add(item, who)
        for name in ("鉴定", "整理", "编目"):
            step(item, name, who)
        _page(batch, item, letter)
        held = HeldItem.objects.select_related("fonds__organisation", "place__series").get(pk=item.pk)
        for stage in _SCANNED:
            take(held, ItemStep(str(item.pk), today(), stage.value, "识别程序", f"{batch}"), who)
    return batch


def inspected(batch: ScanBatch, who: Person) -> None:
    """The sample of a batch drawn, looked at and found good."""
    inspecting.draw(batch, who)
    said = dict.fromkeys(("linked", "clear", "straight", "order"), PASS)
    for page in ScanPage.objects.filter(batch=batch, mark__isnull=False):
        inspecting.mark(page, who, said | {"truth": page.text})


def _page(batch: ScanBatch, item: HeldItem, number: int) -> None:
    """A page with its picture and its copy for use, as if it had been read."""
    lines = (f"{_WORDS[0]}（{number}）", *_WORDS[1:])
    sheet = Image.new("RGB", _SIZE, "white")
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(f"{fonts.folder(fonts.READING)}/NotoSerifSC-Regular.otf", _EM)
    marks = list[tuple[str, list[float], float, float]]()
    for row, text in enumerate(lines):
        draw.text((_LEFT, 90 + row * _LINE), text, fill=(30, 30, 30), font=font)
        edges = [_POINTS * (_LEFT + font.getlength(text[:at])) for at in range(len(text) + 1)]
        marks.append((text, edges, _POINTS * (90 + row * _LINE + _EM), _POINTS * _EM))
    stream = io.BytesIO()
    sheet.save(stream, "JPEG", quality=85, dpi=(200, 200))
    kept = keep([stream.getvalue()])
    wide, high = (_POINTS * side for side in _SIZE)
    copy = io.BytesIO()
    write_searchable([SearchablePage(stream.getvalue(), _SIZE, wide, high, marks)], copy, item.title)
    HeldItem.objects.filter(pk=item.pk).update(copy=keep([copy.getvalue()]))
    fresh = HeldItem.objects.select_related("place__series").get(pk=item.pk)
    ScanPage.objects.create(
        batch=batch, item=item, seq=1, name=f"{fresh.code}-001.jpg", file=kept, small=kept, state=READ,
        text="\n".join(lines), record={"format": "JPEG", "dots": 200, "wide": 620, "high": 877, "marks": 50},
    )  # fmt: skip
