"""One look for findings: the same parts, names and order in every output."""

from __future__ import annotations

from mingzhang.facts.place import Place
from mingzhang.writers.parts import Label, bases, part_lines, parts, suspicion, where
from tests.writers.results import finding, full


def test_places_in_words() -> None:
    assert where(full()) == "第 1 页“一、收入”"
    assert where(finding("N-01", "错", Place(line=3))) == "第 3 行"
    assert where(finding()) == "全文"


def test_suspects_name_their_place_unless_it_is_the_main_one() -> None:
    assert suspicion(full()) == [
        "0.3 → 296.68万元（多个等式共同指向，把握 90%）",
        "第 2 页《收入决算表》“总计”行“决算数”栏：296.68 → 0.30万元（把握 20%）",
    ]


def test_a_finding_in_full_has_every_part_in_the_order_of_reading() -> None:
    told = parts(full())
    assert list(told) == [label for label in Label if label is not Label.ELSEWHERE]
    assert [str(told[label]) for label in (Label.QUOTE, Label.EXPECTED, Label.SAME_CAUSE)] == [
        "原文：总计0.3万元，持平",
        "应为：296.68万元",
        "同因：N-18、N-22",
    ]
    assert told[Label.SUSPECTS].places == (0, 1)


def test_what_there_is_not_is_no_part() -> None:
    assert list(parts(finding("N-01", "错"))) == [Label.FINGERPRINT]


def test_the_words_around_a_fault_are_quoted_unless_they_are_the_fault() -> None:
    words = Place(page=2, quote="其他收入6.20万元，占0.21%", printed="6.20")
    assert str(parts(finding("N-04", "错", words))[Label.QUOTE]) == "原文：其他收入6.20万元，占0.21%"
    assert Label.QUOTE not in parts(finding("N-04", "错", Place(quote="6.20", printed="6.20")))
    assert Label.QUOTE not in parts(finding("N-04", "“其他收入6.20万元，占0.21%”不对", words))


def test_working_that_the_message_has_shown_is_not_repeated() -> None:
    assert Label.WORKING not in parts(
        finding("N-04", "6.30 - 6.20 = 0.10，不等", explanation="6.30 - 6.20 = 0.10")
    )


def test_places_that_nobody_suspects_are_named_briefly() -> None:
    table = Place(page=3, table="收入决算表", printed="6.20")
    found = finding("X-07", "错", table, table.naming(printed="6.30"), Place(page=4, printed="长" * 30))
    assert parts(found)[Label.ELSEWHERE].lines == ("6.30", "第 4 页 " + "长" * 15 + "…")
    assert parts(found)[Label.ELSEWHERE].places == (1, 2)


def test_lines_begin_with_the_message_and_keep_to_what_is_wanted() -> None:
    assert part_lines(full(), (Label.EXPECTED,)) == [
        "写 0.3万元，表为 296.68万元（N-12）",
        "应为：296.68万元",
    ]


def test_each_basis_has_one_number() -> None:
    assert bases([full(), finding(basis=["乙"]), full()]) == {"《某办法》": 1, "乙": 2}
