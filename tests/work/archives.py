"""A little archive: two items of three pages, images drawn here, an engine that reads what it is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from mingzhang.archive.catalogue import Catalogue, CatalogueItem
from mingzhang.archive.workbook import catalogue_workbook
from mingzhang.facts.page_scan import PageScan
from mingzhang.readers.pdf.page import PageContent, Run
from mingzhang.readers.scan import ScannedPage
from mingzhang.readers.scan.engine import Character
from mingzhang.sheets import write_sheets

ONE, TWO = "0123-WS·2019-Y-BGS-0001", "0123-WS·2019-Y-BGS-0002"
WORDS = "危房改造方案二〇一九年印发"


class Told:
    """An engine that always reads the same words, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def lines(self, image: Any) -> list[list[Character]]:
        self.asked += 1
        if float(image.mean()) > 250:
            return []
        places = range(30, 30 + 25 * len(WORDS), 25)
        marks = zip(WORDS, places, strict=True)
        return [[Character(char, x, 100, x + 24, 125, 0.99) for char, x in marks]]

    def line(self, image: Any) -> tuple[str, float]:
        """What stands on a piece cut out of a page: here nothing is looked at again."""
        return "", 0.0


def quick(image: Any, dots: float | None, page: int) -> ScannedPage:
    """What recognition would say, without looking long."""
    high, wide = image.shape[:2]
    scale = 72 / 300
    content = PageContent(wide * scale, high * scale, scanned=True)
    if float(image.mean()) < 250:
        content.runs = [Run(WORDS, [10.0 + 6 * n for n in range(len(WORDS) + 1)], 30.0, 6.0)]
    return ScannedPage(content, [], [PageScan(page, (1.0, 0, 0, 0, 1.0, 0, 0, 0, 1.0), wide, high, scale)])


def picture(path: Path, shade: int, size: tuple[int, int] = (415, 585), **said: Any) -> Path:
    """An image with some ink on it, or none."""
    made = Image.new("RGB", size, "white")
    if shade < 255:
        ImageDraw.Draw(made).rectangle((50, 150, size[0] - 50, 300), fill=(shade,) * 3)
    path.parent.mkdir(exist_ok=True)
    made.save(path, **({"dpi": (300, 300)} | said))
    return path


def little_archive(folder: Path) -> tuple[Path, Path]:
    """Its catalogue and the folder of its images."""
    items = [
        CatalogueItem(ONE, "危房改造方案", "某局", pages=2, period="永久"),
        CatalogueItem(TWO, "来信", "某社区", pages=1, period="永久"),
    ]
    catalogue = Catalogue("0123", "某办公室", 2019, 2019, "", {"WS": "文书"}, {"BGS": "办公室"}, items)
    write_sheets(catalogue_workbook(catalogue), folder / "目录.xlsx")
    images = folder / "图像"
    for number, (code, seq) in enumerate(((ONE, 1), (ONE, 2), (TWO, 1))):
        picture(images / f"{code}-{seq:03}.tif", 40 + 20 * number)
    return folder / "目录.xlsx", images
