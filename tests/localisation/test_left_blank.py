"""A figure that was not filled in is one finding, at its cell, whatever it makes fail."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.fact import Fact, Facts, blank
from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.number import Printed, number_of, printed, zero
from mingzhang.facts.place import Place
from mingzhang.language.document.equation import equation
from mingzhang.localisation.left_blank import left_blank
from mingzhang.localisation.tell import localise
from mingzhang.work.examples import facts as document_of
from tests.localisation.checks import judged

amounts = st.integers(1, 9_999_999).map(lambda cents: f"{cents / 100:.2f}")
CELL = Place(table="基金表", row="合计", column="支出")


def asked(figures: list[str], sign: int, cell: Printed) -> list[Finding]:
    """Checks that hold the sum of the figures, one after the other, against an empty cell."""
    found = []
    for number, text in enumerate(figures):
        said = number_of(printed(text, "万元", Place(section="说明", quote=f"第{number}")))
        finding = judged(f"N-{number:02}", said if sign < 0 else -said)
        finding.blanks = ((sign, cell),)
        found.append(finding)
    return found


@given(amounts, st.integers(2, 5), st.sampled_from((1, -1)), st.permutations(range(5)))
def test_checks_that_ask_for_one_figure_are_one_finding(
    text: str, count: int, sign: int, order: list[int]
) -> None:
    cell = blank("元", CELL)
    findings = asked([text] * count, sign, cell)
    shuffled = [findings[n] for n in order if n < count]
    (lack,) = left_blank(shuffled)
    assert lack.value == printed(text, "万元").value
    document = document_of()
    document.facts = Facts()
    (told,) = localise(shuffled, document)
    assert told.message.startswith("《基金表》“合计”行“支出”栏是空的")
    assert (told.expected, told.places[0]) == (f"{text}万元", CELL)
    assert len(told.consequences) == count - 1


@given(amounts, amounts)
def test_checks_that_ask_for_different_figures_are_left_as_they_are(one: str, other: str) -> None:
    cell = blank("元", CELL)
    findings = asked([one, other], -1, cell)
    assert bool(left_blank(findings)) == (one == other)


def test_a_cell_that_some_check_needs_to_be_nothing_is_not_the_cause() -> None:
    cell = blank("元", CELL)
    kept, again = (number_of(printed("3.00", "万元", Place(row=row))) for row in ("甲", "乙"))
    needs = Finding("丙", Verdict.HOLDS, gap=kept - again, blanks=((1, cell),))
    assert left_blank(asked(["2.00", "2.00"], -1, cell))
    assert left_blank([*asked(["2.00", "2.00"], -1, cell), needs]) == []
    assert zero("元").moves == {}  # what is blank moves nothing: only ``blanks`` can tell of it


def test_an_equation_tells_of_the_cells_that_were_left_blank() -> None:
    rule = equation("T99-01", {"title": "和", "basis": ["L5"], "holds": "表.合计 = 表.甲 + 表.乙"})
    document = document_of("表.甲 2.00", "表.乙 3.00")
    document.facts.add(Fact("表.合计", blank("元", Place(table="表", row="合计")), table=True))
    (found,) = rule.check(document)
    assert [(sign, figure.place.row) for sign, figure in found.blanks] == [(1, "合计")]
    (told,) = localise([found], document)
    assert (told.expected, told.printed) == ("5.00万元", "")
