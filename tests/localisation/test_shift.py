"""A row left out moves every figure behind it: one finding that says so."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingzhang.facts.fact import Fact, Facts
from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.number import number_of, printed
from mingzhang.facts.place import Place
from mingzhang.language.document.document import Document
from mingzhang.localisation.shift import Axis, shifts
from mingzhang.localisation.surroundings import Surroundings
from mingzhang.localisation.tell import localise
from mingzhang.work.examples import facts as document_of
from tests.localisation.checks import judged

amounts = st.lists(st.integers(1, 9_999).map(lambda n: 1_000 * n), min_size=6, max_size=12, unique=True)


def report(line: Axis, right: list[int], shown: list[int | None]) -> tuple[Facts, list[Finding]]:
    """A table that prints ``shown`` where ``right`` belongs, and texts that say what is right."""
    facts, findings = Facts(), []
    for number, (meant, printed_) in enumerate(zip(right, shown, strict=True)):
        row, column = (f"第{number}", "金额") if line is Axis.ROW else ("合计", f"第{number}")
        place = Place(table="某表", row=row, column=column)
        told = printed(f"{meant / 100:.2f}", "万元", Place(section="说明", quote=f"第{number}"))
        cell = printed(f"{(printed_ or 0) / 100:.2f}", "万元", place)
        facts.add(Fact(f"某表[{row}].{column}", cell, table=True))
        findings.append(judged(f"N-{number:02}", number_of(told) - number_of(cell)))
    return facts, findings


@given(amounts, st.sampled_from(Axis), st.data())
@settings(deadline=None, max_examples=40)
def test_figures_moved_by_some_lines_are_one_finding(
    right: list[int], line: Axis, data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(right) - 5))
    by = data.draw(st.integers(1, min(2, len(right) - first - 4)))
    up = data.draw(st.booleans())
    tail: list[int | None] = [*right[first + by :], *[None] * by] if up else [*[None] * by, *right[first:-by]]
    facts, findings = report(line, right, [*right[:first], *tail])
    (shift,) = shifts(findings, Surroundings.of(facts).cells)
    assert (shift.line, shift.offsets) == (line, [by])
    assert len(shift.figures) >= len(right) - first - by
    document = document_of()
    document.facts = facts
    told = [f for f in localise(findings, document) if f.verdict is Verdict.FAILS]
    (one,) = [f for f in told if "错开" in f.message]
    assert f"错开了 {by} {line}" in one.message
    assert told == [one]


@given(amounts, st.data())
@settings(deadline=None, max_examples=40)
def test_single_wrong_figures_are_no_shift(right: list[int], data: st.DataObject) -> None:
    wrong = data.draw(st.sets(st.integers(0, len(right) - 1), max_size=4))
    shown = [amount + 100_000_00 + n if n in wrong else amount for n, amount in enumerate(right)]
    facts, findings = report(Axis.ROW, right, list(shown))
    assert shifts(findings, Surroundings.of(facts).cells) == []


@pytest.mark.parametrize("line", Axis)
def test_two_exchanged_lines_are_no_shift(line: Axis) -> None:
    facts, findings = report(line, [100, 200, 300, 400], [100, 300, 200, 400])
    assert shifts(findings, Surroundings.of(facts).cells) == []


def test_a_document_without_tables_has_no_shift() -> None:
    assert isinstance(document_of(), Document)
    assert shifts([], {}) == []
