"""Zeros and tails cut off: what an office does with small amounts is no error."""

from __future__ import annotations

from mingzhang.facts.finding import Severity, Verdict
from mingzhang.language.document.examined import Examined
from mingzhang.rules.narrative import lists_add_up
from mingzhang.work.check import judge
from mingzhang.work.examples import text


def severities(sentence: str) -> list[Severity]:
    found = lists_add_up.check(Examined.of(text(sentence)))
    return [finding.severity for finding in found if finding.gap is not None and finding.gap.value]


def test_what_the_tail_of_a_zero_could_explain_is_a_hint() -> None:
    parts = "其中：因公出国（境）费0.00万元，公务用车购置及运行维护费7.73万元，公务接待费0.52万元。"
    assert severities(f"“三公”经费支出8.27万元，{parts}") == [Severity.INFO]
    assert severities(f"“三公”经费支出8.28万元，{parts}") == [Severity.ERROR]


def test_a_tail_cut_off_is_no_direction_turned_round() -> None:
    document = Examined.of(text("会议费922.14万元，比上年增加6.58万元，增长0.71%。"))
    (finding,) = [f for f in judge(document) if f.rule == "N-70" and f.verdict is Verdict.FAILS]
    assert finding.severity is Severity.INFO and "截去尾数" in finding.message


def told(sentence: str) -> list[Severity]:
    found = lists_add_up.check(Examined.of(text(sentence)))
    return [finding.severity for finding in found if finding.verdict is Verdict.FAILS]


def test_people_by_kind_of_post_add_up() -> None:
    assert told("实有在职人员36人，其中：公务员31人，事业人员6人。") == [Severity.ERROR]
    assert told("现有在职人员54名（行政49名、事业6名），退休人员9名。") == [Severity.ERROR]
    assert told("实有在职人员36人，其中：公务员29人，事业人员6人。") == [
        Severity.WARNING
    ]  # 工勤 may be left out
    assert told("实有在职人员36人，其中：公务员30人，事业人员6人。") == []
    assert told("在职人员36人，其中：高级职称12人，党员30人。") == []  # the same people counted twice


def test_vehicles_by_use_add_up() -> None:
    uses = "其中：机要应急用车3辆，执法用车3辆，其他用车{}辆。"
    assert told("公务用车共8辆，" + uses.format(1)) == [Severity.WARNING]
    assert told("公务用车共8辆，" + uses.format(3)) == [Severity.ERROR]
    assert told("公务用车共8辆，" + uses.format(2)) == []
    assert told("公务用车共8辆，其中：新能源汽车3辆。") == []
    few = "公务用车共8辆，其中：机要用车1辆，应急用车1辆，执法用车1辆"
    assert (told(f"{few}，其余为其他用车。"), told(f"{few}。")) == ([], [Severity.WARNING])


def test_a_class_is_not_divided_into_basic_and_project_cost() -> None:
    lines = (
        "按支出功能分类科目划分：",
        "住房保障支出类预算支出65.00元，占支出的3.26%。",
        "基本支出预算238.00元。",
    )
    document = Examined.of(text("预算收支情况说明", *lines, kind="budget", year=2024))
    assert document.listings == []


def test_a_list_of_known_names_that_lacks_one_is_not_checked_by_rounding() -> None:
    parts = "公务用车购置及运行费3万元，公务接待费0.7万元"
    assert [f.verdict for f in lists_add_up.check(Examined.of(text(f"“三公”经费支出4万元。{parts}。")))] == [
        Verdict.UNDECIDED
    ]
    abroad = "因公出国（境）经费0.3万元"
    found = lists_add_up.check(Examined.of(text(f"“三公”经费支出4万元。{abroad}，{parts}。")))
    assert [finding.verdict for finding in found] == [Verdict.HOLDS]
