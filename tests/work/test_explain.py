"""Rules explained: every one of them has a page, and a list has them all."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from mingzhang.catalogue import NATION, load, places
from mingzhang.facts.result import Waiver
from mingzhang.localisation.tell import JOINT
from mingzhang.rules import all_rules, reported, unchecked
from mingzhang.work import explain as module
from mingzhang.work.examples import facts
from mingzhang.work.explain import explain, rule_list, unchecked_list
from mingzhang.work.waive import STALE, sorted_out


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


ID = re.compile(r"[A-Z]\d{0,2}-\d\d")


def ids_in_code(root: Path) -> set[str]:
    """The ids that stand as texts of their own outside the rules, docstrings aside."""
    named = set()
    for path in (root / "src" / "mingzhang").rglob("*.py"):
        if "rules" in path.relative_to(root).parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and ID.fullmatch(node.value):
                named.add(node.value)
    return named


def test_every_id_that_a_finding_may_carry_has_a_page(root: Path) -> None:
    """Rules, phrases that assert, and what other parts report: nothing leads to “没有编号为……的规则”."""
    notations = [load(place, year) for place in {NATION, *places().values()} for year in (None, 2020, 2024)]
    phrases = [phrase for n in notations for phrase in (*n.phrases, *n.budget_phrases)]
    said = {rule_id for phrase in phrases for rule_id in phrase.rules.values()}
    ids = {rule.id for rule in reported()} | said | ids_in_code(root)
    assert {STALE, JOINT} <= ids_in_code(root) and len(ids) > 250
    for rule_id in ids:
        page = explain(rule_id)
        assert page is not None and page.startswith(f"{rule_id}　"), rule_id
        assert "有意不编码" not in page and "为什么：" in page and "怎么改：" in page, rule_id


def test_what_is_reported_elsewhere_says_what_its_finding_says() -> None:
    waiver = Waiver("0123456789abcdef", "Y-07", "57.85万元", "调整", "王某", "2025-03-01")
    _, [stale] = sorted_out([waiver], [])
    rule = next(rule for rule in reported() if rule.id == STALE)
    assert (rule.title, rule.severity, rule.remedy) == (stale.title, stale.severity, stale.remedy)
    assert list(rule.basis) == stale.basis and list(rule.check(facts())) == []


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
    assert [line.split()[0][:7].rstrip("错警提") for line in lines] == [rule.id for rule in reported()]
    assert len(lines) == len(reported()) > len(all_rules())


def test_the_list_by_prefix() -> None:
    some = rule_list(("N-0", "T09")).splitlines()
    assert some
    assert all(line.startswith(("N-0", "T09")) for line in some)
    assert rule_list(("Z",)) == ""


def test_reasons_are_sentences() -> None:
    assert all(len(reason) >= 4 for reason in unchecked().values())
