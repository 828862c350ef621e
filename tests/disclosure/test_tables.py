"""The tables of a disclosure: their order, captions, live sums and notes."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mingzhang.catalogue import derivation, load
from mingzhang.catalogue.codes import functional_lines
from mingzhang.disclosure.invented import InventedLedger
from mingzhang.disclosure.tables import ROUNDED, published, table_pieces, unfilled
from mingzhang.facts.fact import Facts, stated
from mingzhang.facts.number import rounded
from mingzhang.facts.publication import CAPTION, NOTE, NUMBER, TABLE, UNITS, Piece
from mingzhang.facts.report import Paragraph, Table
from mingzhang.language.identity.apportion import apportioned
from mingzhang.language.identity.derive import complete
from mingzhang.language.table.tabulate import TableStyle

REMARK = "本表反映部门本年度财政拨款“三公”经费支出预决算情况。"
PLACES = [("000000", 2024), ("110106", 2020), ("310107", 2024)]


def pieces(facts: Facts, place: str = "000000", year: int = 2024, exact: Facts | None = None) -> list[Piece]:
    style = TableStyle(load(place, year).code_names(), functional_lines(year))
    return list(table_pieces(facts, exact, load(place, year), style, "某局"))


def texts(made: list[Piece], role: str) -> list[str]:
    return [piece.block.text for piece in made if piece.role == role and isinstance(piece.block, Paragraph)]


def whole(seed: int, place: str = "000000", year: int = 2024) -> Facts:
    return complete(InventedLedger(seed, place, year).filing().facts, derivation())[0]


@pytest.mark.parametrize(("place", "year"), PLACES)
def test_every_published_table_stands_in_its_order_with_caption_number_and_unit(
    place: str, year: int
) -> None:
    made = pieces(whole(1, place, year), place, year)
    forms = published(load(place, year))
    assert texts(made, CAPTION) == [form.titles[0] for form in forms]
    numbers = [f"公开{form.number(year):02d}表" for form in forms]
    assert texts(made, NUMBER) in (numbers, [])
    assert set(texts(made, UNITS)) == {"编制单位：某局　金额单位：万元"}


@pytest.mark.parametrize("seed", range(3))
def test_live_sums_are_true_of_the_exact_amounts(seed: int) -> None:
    """What a formula of the workbook adds up gives the amount that stands in its cell."""
    tables = {piece.name: piece for piece in pieces(whole(seed)) if piece.role == TABLE}
    checked = 0
    for name, piece in tables.items():
        for target, parts in piece.sums.items():
            assert {table for _, table, _ in parts} == {name}
            added = sum((sign * piece.exact[cell] for sign, _, cell in parts), Fraction(0))
            assert added == piece.exact[target], (name, target)
            checked += 1
    assert checked > 60


@pytest.mark.parametrize("seed", range(3))
def test_printed_amounts_are_the_exact_ones_rounded(seed: int) -> None:
    for piece in pieces(whole(seed)):
        for position, exact in piece.exact.items():
            assert isinstance(piece.block, Table)
            cell = piece.block.at(*position)
            assert cell is not None
            assert Fraction(cell.text) == rounded(exact, 2)


def test_a_table_whose_parts_miss_its_total_says_so() -> None:
    thirds = stated(
        *(f"三公表.决算.{item} 33.3333" for item in ("出国费", "购置费", "运行费")), "三公表.决算.接待费 0"
    )
    made = pieces(complete(thirds, derivation())[0])
    assert texts(made, NOTE) == [f"注：1.{REMARK}", f"2.{ROUNDED}"]
    even = stated(
        *(f"三公表.决算.{item} 33.33" for item in ("出国费", "购置费", "运行费")), "三公表.决算.接待费 0"
    )
    assert texts(pieces(complete(even, derivation())[0]), NOTE) == [f"注：{REMARK}"]


def test_an_empty_table_says_why() -> None:
    nothing = stated(*(f"三公表.决算.{item} 0" for item in ("出国费", "购置费", "运行费", "接待费")))
    (note,) = texts(pieces(complete(nothing, derivation())[0]), NOTE)
    assert note == "说明：某局2024年度没有财政拨款“三公”经费支出，故本表无数据。"


def test_adjusted_tables_count_what_was_adjusted() -> None:
    ledger = InventedLedger(5).filing().facts
    adjusted, exact = (complete(facts, derivation())[0] for facts in (apportioned(ledger), ledger))
    notes = texts(pieces(adjusted, exact=exact), NOTE)
    assert not any(ROUNDED in note for note in notes)
    assert any("按最大余额法作了尾数调整" in note for note in notes)
    assert not any("最大余额法" in note for note in texts(pieces(exact), NOTE))


def test_tables_that_nobody_filled_are_named() -> None:
    facts = whole(1, "110106", 2020)
    assert unfilled(facts, load("110106", 2020)) == []
    partial = Facts()
    for fact in InventedLedger(1, "110106", 2020).filing().facts:
        if not fact.name.startswith(("基本表", "三公表", "采购表", "购买服务表")):
            partial.add(fact)
    missing = unfilled(complete(partial, derivation())[0], load("110106", 2020))
    assert sorted(missing) == sorted(["基本表", "三公表", "采购表", "购买服务表"])
