"""The documents of the demonstration: built from invented figures, some with a slip in them."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from random import Random

from mingzhang.disclosure.invented import InventedLedger
from mingzhang.facts.publication import BODY, Publication
from mingzhang.facts.report import Paragraph
from mingzhang.work.build import draft, publish

_AMOUNT = re.compile(r"(?<![\d.])(\d)(\d)(\d*\.\d\d)(?=万元)")


def built(unit: str, year: int, seed: int, slips: int = 0) -> tuple[str, bytes]:
    """A final account of the unit as a Word file, its name and its bytes; ``slips`` amounts are wrong."""
    made = draft(InventedLedger(seed, year=year, size=4 + seed % 5, unit=unit).filing())
    spoil(made.publication, Random(seed), slips)
    with tempfile.TemporaryDirectory() as folder:
        (path,) = publish(made.publication, Path(folder) / "公开", ["docx"], force=False)
        return path.name, path.read_bytes()


def spoil(publication: Publication, random: Random, slips: int) -> None:
    """Exchange the first two digits of an amount in as many sentences: the usual slip of a hurried hand.

    >>> from mingzhang.facts.publication import Piece
    >>> made = Publication("某局", "决算", 2024, [Piece(Paragraph("支出123.45万元。"), BODY)])
    >>> spoil(made, Random(0), 1)
    >>> made.pieces[0].block.text
    '支出213.45万元。'
    """
    able = [
        piece
        for piece in publication.pieces
        if piece.role == BODY and isinstance(piece.block, Paragraph) and _first(piece.block.text)
    ]
    for piece in random.sample(able, min(slips, len(able))):
        assert isinstance(piece.block, Paragraph)
        text = piece.block.text
        found = _first(text)
        assert found is not None
        piece.block = Paragraph(f"{text[: found.start()]}{found[2]}{found[1]}{found[3]}{text[found.end() :]}")


def _first(text: str) -> re.Match[str] | None:
    """The first amount whose two leading digits differ and may change places."""
    return next((m for m in _AMOUNT.finditer(text) if m[1] != m[2] and m[2] != "0"), None)
