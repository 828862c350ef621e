"""Whole accounts as scans of many pages: covers, tables and text, each page spoiled in its own way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from importlib import import_module
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

from bench.scan_pages import DOTS, Amount, PicturedPage, drawn_account, planted
from bench.scan_truth import judged
from mingzhang.facts.report import Paragraph, Report

WHOLE = {
    "整份扫描": ("原样", "复印", "歪斜", "压缩", "书脊阴影", "折痕", "转180度"),
    "整份拍照": ("拍照",),
}
_AMOUNT = re.compile(r"\d[\d,]*\.\d+")


@dataclass
class ScannedAccount:
    """An account as pictures of its pages; the amounts of its tables by page, those of its text in order."""

    images: list[Any] = field(default_factory=list)
    tables: dict[int, PicturedPage] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    planted: Amount | None = None

    def write(self, path: Path) -> None:
        """Write it as a PDF without a text layer."""
        images = import_module("PIL.Image")
        first, *others = (images.fromarray(image[:, :, ::-1]) for image in self.images)
        first.save(path, save_all=True, append_images=others, resolution=float(DOTS), quality=85)


def account_scan(seed: int, kind: str, harms: ModuleType, plant: bool) -> ScannedAccount:
    """The account of a seed, scanned in one way of :data:`WHOLE`; one amount of a table may be wrong."""
    random, made = Random(seed), ScannedAccount()
    chance = import_module("numpy.random").default_rng(seed)
    report, pages = drawn_account(seed)
    slipped = random.choice([number for number, page in pages.items() if page.amounts])
    for number, page in pages.items():
        if plant and number == slipped:
            page = planted(page, random)
            made.planted = page.planted
        way = random.choice(WHOLE[kind])
        made.images.append(harms.HARMS[way](page.image, chance, page))
        if page.amounts:
            made.tables[number] = page
    made.told = [text for text, _ in _told(report)]
    return made


def judged_account(made: ScannedAccount, report: Report) -> Iterator[tuple[str, str, str]]:
    """What became of every amount of an account, in tables and in text: verdict, printed, read."""
    for number, page in made.tables.items():
        yield from judged(page, report, number)
    yield from _judged_text(made.told, [*_told(report)], bool(report.unread_pages))


def _told(report: Report) -> Iterator[tuple[str, bool]]:
    """The amounts in the text of a report, in their order, and whether each is certain."""
    for block in report.blocks:
        if isinstance(block, Paragraph) and block.kind == "text":
            for found in _AMOUNT.finditer(block.text):
                yield found[0], report.confidence(block.place(*found.span())) == 1


def _judged_text(
    printed: list[str], read: list[tuple[str, bool]], unread: bool
) -> Iterator[tuple[str, str, str]]:
    texts = [text for text, _ in read]
    for way, a, b, c, d in SequenceMatcher(None, printed, texts, autojunk=False).get_opcodes():
        for n in range(max(b - a, d - c)):
            truth, (text, sure) = (
                printed[a + n] if a + n < b else "",
                read[c + n] if c + n < d else ("", True),
            )
            if way == "equal":
                yield "确定且对" if sure else "存疑且对", truth, text
            elif not text:
                yield "未读页" if unread else "丢失", truth, ""
            elif not truth:
                # What stands in a drawing beside the text is printed, though no sentence has it.
                yield from [("无中生有", "", text)] if sure and text not in printed else ()
            else:
                yield "确定而错" if sure else "存疑而错", truth, text
