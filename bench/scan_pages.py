"""Pages of tables as pictures, composed by us: every amount of them is known, with its box."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

from bench.plant import TIED, UNIT, misread, swapped
from bench.seeds import Spot, spots
from mingzhang.disclosure.compose import FinalAccount, compose
from mingzhang.facts.place import Box
from mingzhang.facts.report import Report, Table
from mingzhang.formats import fonts
from mingzhang.readers.limits import Limits
from mingzhang.readers.pdf.page import PdfPages
from mingzhang.readers.pdf.reader import read_pdf
from mingzhang.writers.pdf.document import write_pdf
from tests.accounts import TERMS, WORDS, Account

Pixels: TypeAlias = Any  # an array of height × width × 3 bytes, blue first
DOTS = 200  # per inch
_POINT = DOTS / 72
_LEAST = 6  # amounts on a page that is worth reading


@dataclass(frozen=True)
class Amount:
    """A printed amount: its text, and the box of its cell in dots of the page as it was printed."""

    text: str
    box: Box


@dataclass
class PicturedPage:
    """A page as a picture (height × width × 3, blue first), its amounts, and the wrong one, if any."""

    image: Pixels
    amounts: list[Amount]
    planted: Amount | None = None
    empty: list[Box] = field(default_factory=list)


def pages(seed: int, plant: bool = False) -> Iterator[PicturedPage]:
    """The pages of tables of an invented account; with ``plant`` one amount of each is slipped."""
    random = Random(seed)
    for page in drawn_account(seed)[1].values():
        if len(page.amounts) >= _LEAST:
            yield planted(page, random) if plant else page


def drawn_account(seed: int) -> tuple[Report, dict[int, PicturedPage]]:
    """An invented account as it is read in print, and all of its pages by number."""
    account = Account(seed)
    made = compose(FinalAccount(account.facts, UNIT, account.year, words=WORDS, terms=TERMS))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        with path.open("wb") as stream:
            write_pdf(made, stream)
        report = read_pdf(path, Limits())
        drawn = PdfPages(path.read_bytes())
        try:
            blank = {number: _blank(drawn, number) for number in range(1, len(drawn) + 1)}
            return report, blank | {table.page or 0: _page(table, drawn) for table in report.tables()}
        finally:
            drawn.close()


def _blank(drawn: PdfPages, number: int) -> PicturedPage:
    """A page without tables."""
    return PicturedPage(drawn.image(number - 1, DOTS), [])


def _page(table: Table, drawn: PdfPages) -> PicturedPage:
    """One page by its table; the tables of these accounts have a page each."""
    held = {spot.cell: spot for spot in spots(Report("", "", [table])) if _is_amount(spot)}
    boxed = [(index, cell, cell.bbox) for index, cell in enumerate(table.cells) if cell.page == table.page]
    amounts = [
        Amount(cell.text.strip(), _dots(box))
        for index, cell, box in boxed
        if box and index in held and cell.text.strip() == held[index].text
    ]
    empty = [_dots(box) for _, cell, box in boxed if box and not cell.text.strip()]
    assert table.page is not None
    return PicturedPage(drawn.image(table.page - 1, DOTS), amounts, empty=empty)


def _is_amount(spot: Spot) -> bool:
    return spot.cell is not None and spot.unit in TIED


def _dots(box: Box) -> Box:
    x0, y0, x1, y1 = (value * _POINT for value in box)
    return x0, y0, x1, y1


def planted(page: PicturedPage, random: Random) -> PicturedPage:
    """The page with another figure printed in the place of one of its amounts."""
    numbers = [index for index, amount in enumerate(page.amounts) if len(amount.text.strip("0.")) > 2]
    if not numbers:
        return page
    at = random.choice(numbers)
    amount = page.amounts[at]
    others = {other.text for other in page.amounts}
    for slip in (swapped, misread, misread, misread):
        text = slip(amount.text, random)
        if text not in others:
            break
    wrong = replace(amount, text=text)
    image = page.image.copy()
    _print(image, wrong)
    return PicturedPage(image, [*page.amounts[:at], wrong, *page.amounts[at + 1 :]], wrong, page.empty)


def _print(image: Pixels, amount: Amount) -> None:
    """Print a figure over the one in the cell, as large as that and ending where it ended."""
    numpy = import_module("numpy")
    pictures, draws, drawing = (import_module(f"PIL.{name}") for name in ("Image", "ImageDraw", "ImageFont"))
    x0, y0, x1, y1 = (round(value) + inset for value, inset in zip(amount.box, (4, 4, -4, -4), strict=True))
    cell = image[y0:y1, x0:x1]
    rows, columns = numpy.nonzero(cell.min(axis=2) < 128)
    high, right, middle = rows.max() - rows.min(), columns.max(), (rows.max() + rows.min()) / 2
    cell[:] = 255
    font = drawing.truetype(_font(), 10)
    tall = font.getbbox("0123456789")
    font = drawing.truetype(_font(), round(10 * high / (tall[3] - tall[1])))
    _, top, end, bottom = font.getbbox(amount.text)
    drawn = pictures.fromarray(cell)
    where = (right - end, middle - (top + bottom) / 2)
    draws.Draw(drawn).text(where, amount.text, fill=(0, 0, 0), font=font)
    cell[:] = numpy.asarray(drawn)


def _font() -> str:
    """A font of the weight that the pages are set in."""
    return f"{fonts.folder('pylopdf_fonts_zh_cn')}/NotoSerifSC-Regular.otf"
