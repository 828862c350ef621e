"""Slips that spread: found only where everything they touch adds up afterwards."""

from __future__ import annotations

from mingzhang.facts.finding import Finding
from mingzhang.facts.number import number_of
from mingzhang.localisation.constraints import System, build
from mingzhang.localisation.operations import (
    COLUMNS,
    COPIED,
    ROWS,
    UNIT,
    CellPosition,
    Operation,
    Trials,
    copied,
    exchanged,
    misplaced_units,
)
from tests.localisation.checks import Figures, cells, judged, rate, sums


def texts(system: System, operation: Operation) -> list[str]:
    return sorted(system.figures[f].text for f in operation.figures)


def copied_down() -> tuple[Figures, list[Finding]]:
    """A table whose 一 should be 12.00; its total and its share were calculated with 21.00."""
    c = cells(一="21.00", 二="5.00", 总="26.00", 又一="12.00", 又总="17.00", 旁="17.00", 再="12.00")
    return c, [
        sums("R-01", c["总"], c["一"], c["二"]),
        sums("X-01", c["一"], c["又一"]),
        sums("X-02", c["总"], c["又总"]),
        sums("X-03", c["又总"], c["旁"]),
        sums("X-04", c["又一"], c["再"]),
        rate("N-01", "80.77", c["一"], c["总"]),
    ]


def test_a_slip_is_followed_to_what_was_calculated_from_it() -> None:
    c, checks = copied_down()
    system = build(checks)
    found = [o for o in copied(Trials(system)) if system.figures[o.source] is c["一"]]
    assert [texts(system, o) for o in found] == [["21.00", "26.00", "80.77"]]
    (operation,) = found
    values = {system.figures[f].text: v for f, v in operation.values}
    assert values == {"21.00": 120_000, "26.00": 170_000, "80.77": None}
    assert operation.kind == COPIED


def test_a_copied_slip_says_whether_a_known_slip_began_it() -> None:
    c, checks = copied_down()
    system = build(checks)
    named = {system.figures[o.source].text: o.named for o in copied(Trials(system))}
    assert named["21.00"], "12.00 with its digits swapped"
    c = cells(一="77.77", 二="5.00", 总="82.77", 又一="12.00", 又总="17.00", 旁="17.00", 再="12.00")
    other = build([
        sums("R-01", c["总"], c["一"], c["二"]), sums("X-01", c["一"], c["又一"]),
        sums("X-02", c["总"], c["又总"]), sums("X-03", c["又总"], c["旁"]), sums("X-04", c["又一"], c["再"]),
    ])  # fmt: skip
    assert [o.named for o in copied(Trials(other)) if other.figures[o.source] is c["一"]] == [False]


def test_what_failed_before_was_not_calculated_from_it() -> None:
    c, checks = copied_down()
    other = cells(甲="99.00")["甲"]
    system = build([*checks, sums("X-05", other, c["一"])])
    assert all("99.00" not in texts(system, o) for o in copied(Trials(system)))


def test_no_operation_makes_an_amount_negative() -> None:
    c = cells(一="1.00", 二="2.00", 总="3.00", 又="93.00", 旁="0.50", 再="0.50")
    checks = [sums("R", c["总"], c["一"], c["二"]), sums("X", c["旁"], c["总"]), sums("Y", c["旁"], c["再"])]
    system = build(checks)
    for operation in copied(Trials(system)):
        assert all(v is None or v >= 0 for _, v in operation.values)


def grid(rows: list[list[str]]) -> tuple[Figures, dict[str, CellPosition]]:
    named = {f"{r}.{k}": text for r, row in enumerate(rows) for k, text in enumerate(row)}
    places = {
        name: CellPosition("表", int(name.partition(".")[0]), int(name.partition(".")[2])) for name in named
    }
    return cells(**named), places


def against(c: Figures, right: list[list[str]]) -> list[Finding]:
    """Another table prints the same amounts, rightly, twice."""
    checks = []
    for r, row in enumerate(right):
        for k, text in enumerate(row):
            one = cells(**{f"甲{r}{k}": text, f"乙{r}{k}": text})
            first, second = one.values()
            checks += [sums(f"X{r}{k}", c[f"{r}.{k}"], first), sums(f"Y{r}{k}", first, second)]
    return checks


def test_exchanged_rows_are_one_operation() -> None:
    right = [["1.00", "2.00", "3.00"], ["4.00", "5.00", "9.00"], ["6.00", "7.00", "13.00"]]
    c, places = grid([right[1], right[0], right[2]])
    system = build(against(c, right))
    at = {system.figures.index(c[name]): cell for name, cell in places.items()}
    found = exchanged(Trials(system), at, frozenset(at))
    whole = [o for o in found if len(o.figures) == 6]
    assert [o.kind for o in whole] == [ROWS]
    assert {system.figures[f].text: v for f, v in whole[0].values}["9.00"] == 30_000


def test_exchanged_columns_are_one_operation() -> None:
    right = [["1.00", "2.00"], ["4.00", "5.00"]]
    c, places = grid([row[::-1] for row in right])
    system = build(against(c, right))
    at = {system.figures.index(c[name]): cell for name, cell in places.items()}
    found = exchanged(Trials(system), at, frozenset(at))
    assert [o.kind for o in found if len(o.figures) == 4] == [COLUMNS]


def test_a_column_in_the_wrong_unit_is_one_operation() -> None:
    c, places = grid([["10000.00"], ["20000.00"], ["30000.00"]])
    system = build(against(c, [["1.00"], ["2.00"], ["3.00"]]))
    at = {system.figures.index(c[name]): cell for name, cell in places.items()}
    found = misplaced_units(Trials(system), at, frozenset(at))
    assert {o.kind for o in found} == {UNIT}
    assert sorted(v for _, v in found[0].values) == [10_000, 20_000, 30_000]  # type: ignore[type-var]
    assert misplaced_units(Trials(system), at, frozenset()) == []


def test_a_table_in_the_wrong_unit_is_one_operation_also_where_its_figures_are_bounds() -> None:
    """三公 ≤ 基本: a bound that any small figure keeps does not take the evidence of the equations away."""
    c, places = grid([["10000.00", "20000.00"], ["30000.00", "40000.00"]])
    right = [["1.00", "2.00"], ["3.00", "4.00"]]
    least = cells(甲="3.50")["甲"]
    kept = judged("上限", number_of(least) - number_of(c["1.0"]), "≥")
    system = build([*against(c, right), kept])
    at = {system.figures.index(c[name]): cell for name, cell in places.items()}
    (found,) = misplaced_units(Trials(system), at, frozenset(at))
    assert len(found.values) == 4


def test_a_unit_that_only_makes_figures_vanish_explains_nothing() -> None:
    """Divided by 10,000 everything in a column adds up, for nothing is left of it."""
    c, places = grid([["12.40"], ["88.10"], ["29.30"]])
    names = [next(n for n, cell in places.items() if cell.row == row) for row in range(3)]
    system = build([sums("甲", *(c[name] for name in names))])
    at = {system.figures.index(c[name]): cell for name, cell in places.items()}
    assert misplaced_units(Trials(system), at, frozenset(at)) == []


def test_a_slip_repeated_in_the_levels_of_a_code_is_one_slip_copied() -> None:
    """类、款、项 print the same wrong part; no other item is moved to make up for it."""
    c = cells(
        类="588.10", 款="588.10", 项="588.10", 另类="229.30", 另项="229.30", 和="812.40",
        类总="600.00", 款总="600.00", 项总="600.00", 类余="16.90", 款余="16.90", 项余="16.90",
    )  # fmt: skip
    levels = [sums(f"甲{n}", c[n], c[m]) for n, m in (("类", "款"), ("款", "项"), ("另类", "另项"))]
    levels += [sums(f"乙{n}{k}", c[f"{n}{k}"], c[f"{m}{k}"]) for n, m in ("类款", "款项") for k in "总余"]
    rows = [sums(f"丙{n}", c[f"{n}总"], c[n], c[f"{n}余"]) for n in ("类", "款", "项")]
    system = build([*levels, *rows, sums("丁", c["和"], c["类"], c["另类"])])
    found = copied(Trials(system))
    moved = [{system.figures[figure].text for figure in operation.figures} for operation in found]
    assert all(len(texts) == 1 for texts in moved)
    (right,) = [o for o, texts in zip(found, moved, strict=True) if texts == {"588.10"}]
    assert [value for _, value in right.values] == [5_831_000] * 3
