"""Rules explained: every one of them has a page, and a list has them all."""

from __future__ import annotations

import pytest

from mingzhang.rules import all_rules, unchecked
from mingzhang.work import explain as module
from mingzhang.work.explain import explain, rule_list, unchecked_list


def test_a_page_says_title_severity_reason_remedy_figures_basis_and_source() -> None:
    page = explain("T01-04")
    assert page is not None
    lines = page.splitlines()
    assert lines[0] == "T01-04　支出总计等于本年支出、结余分配与年末结转和结余之和"
    assert [line.partition("：")[0] for line in lines[1:]] == [
        "级别",
        "为什么",
        "怎么改",
        "用到的数",
        "依据",
        "写在",
    ]
    assert "总表.支出总计、总表.本年支出" in page
    assert "算术关系" in page, "bases are cited in full"
    assert lines[-1] == "写在：rules/accounts/tables.toml"


@pytest.mark.parametrize("rule_id", [rule.id for rule in all_rules()][::5])
def test_every_rule_has_a_page(rule_id: str) -> None:
    page = explain(rule_id)
    assert page is not None
    assert page.startswith(f"{rule_id}　")
    assert "依据：" in page
    assert "L5；" not in page, "no bare key of a basis"


def test_letters_may_be_small_and_unknown_rules_are_none() -> None:
    assert explain("t01-04") == explain("T01-04")
    assert explain("T99-99") is None
    assert explain("") is None


def test_ids_deliberately_not_coded_give_their_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "unchecked", lambda: {"C-99": "公开文本里没有", "A-02": "甲"})
    assert explain("c-99") == "C-99　有意不编码：公开文本里没有"
    assert unchecked_list().splitlines() == ["A-02    甲", "C-99    公开文本里没有"]


def test_the_list_has_every_rule_once_in_order() -> None:
    lines = rule_list().splitlines()
    assert [line.split()[0][:7].rstrip("错警提") for line in lines] == [rule.id for rule in all_rules()]
    assert len(lines) == len(all_rules())


def test_the_list_by_prefix() -> None:
    some = rule_list(("N-0", "T09")).splitlines()
    assert some
    assert all(line.startswith(("N-0", "T09")) for line in some)
    assert rule_list(("Z",)) == ""


def test_reasons_are_sentences() -> None:
    assert all(len(reason) >= 4 for reason in unchecked().values())
