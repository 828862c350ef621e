"""Phrases as data: which wording names which fact, and where."""

from __future__ import annotations

import pytest

from mingzhang.language.narrative.phrase import ASPECTS, Wordings, derived, load_phrases


def wordings(*entries: dict[str, object]) -> Wordings:
    return Wordings.of(load_phrases({"phrase": list(entries)}))


def found(book: Wordings, subject: str, section: str = "", context: str = "", unit: str | None = "元") -> str:
    phrase = book.find(subject, section, context, unit)
    return phrase.fact if phrase else ""


ANYWHERE: dict[str, object] = {"fact": "总表.本年收入", "words": ["本年收入合计"]}
HERE: dict[str, object] = {"fact": "总表.其他收入", "here": ["其他收入"], "sections": ["收入"]}


@pytest.mark.parametrize(
    ("subject", "section", "fact"),
    [
        ("本年收入合计", "", "总表.本年收入"),
        ("某局2024年度本年收入合计", "三公", "总表.本年收入"),
        ("“本年收入”合计", "", "总表.本年收入"),
        ("本年的收入合计", "", "总表.本年收入"),
        ("本年收入合计（含结转）", "", "总表.本年收入"),
        ("本年收入合计情况", "", ""),
        ("其他收入", "收入", "总表.其他收入"),
        ("其他收入", "支出", ""),
        ("某局2024年度其他收入", "收入", "总表.其他收入"),
        ("其中其他收入", "收入", "总表.其他收入"),
        ("国有资产其他收入", "收入", ""),
        ("", "收入", ""),
    ],
)
def test_a_wording_ends_the_subject(subject: str, section: str, fact: str) -> None:
    assert found(wordings(ANYWHERE, HERE), subject, section) == fact


def test_the_longest_wording_wins_whatever_the_order() -> None:
    short: dict[str, object] = {"fact": "甲", "words": ["财政拨款支出"]}
    long: dict[str, object] = {"fact": "乙", "words": ["一般公共预算财政拨款支出"]}
    for book in (wordings(short, long), wordings(long, short)):
        assert found(book, "一般公共预算财政拨款支出") == "乙"
        assert found(book, "某局财政拨款支出") == "甲"


def test_a_wording_of_the_section_comes_before_one_of_anywhere() -> None:
    anywhere: dict[str, object] = {"fact": "甲", "words": ["支出合计"]}
    here: dict[str, object] = {"fact": "乙", "here": ["支出合计"], "sections": ["支出"]}
    book = wordings(anywhere, here)
    assert found(book, "支出合计", "支出") == "乙"
    assert found(book, "支出合计", "收入") == "甲"


@pytest.mark.parametrize(
    ("unit", "fact"), [("元", "费"), ("个", "数"), ("批次", "数"), ("辆", ""), (None, "费")]
)
def test_the_unit_tells_two_facts_apart(unit: str | None, fact: str) -> None:
    money: dict[str, object] = {"fact": "费", "words": ["公务接待"]}
    counted: dict[str, object] = {"fact": "数", "words": ["公务接待"], "unit": "个批次"}
    assert found(wordings(money, counted), "公务接待", unit=unit) == fact


def test_the_sentence_before_the_figure_may_be_asked_for() -> None:
    book = wordings({"fact": "预留", "words": ["采购金额"], "context": "面向中小企业"})
    assert found(book, "采购金额", context="在面向中小企业预留项目中，采购金额") == "预留"
    assert found(book, "采购金额", context="采购金额") == ""


def test_wordings_are_compared_plainly_and_stand_once() -> None:
    (phrase,) = load_phrases(
        {"phrase": [{"fact": "甲", "words": ["支出(元)", "支出（元）"], "here": ["支 出"]}]}
    )
    assert phrase.words == ("支出（元）",)
    assert found(Wordings.of((phrase,)), "某局支出（元）") == "甲"


def test_unknown_fields_and_aspects_are_refused() -> None:
    with pytest.raises(ValueError, match=r"短语 甲 有不认识的字段：\{'worded'\}"):
        load_phrases({"phrase": [{"fact": "甲", "worded": ["x"]}]})
    with pytest.raises(ValueError, match="短语 甲 有不认识的字段"):
        load_phrases({"phrase": [{"fact": "甲", "rules": {"数值": "N-01"}}]})
    assert "值" in ASPECTS


@pytest.mark.parametrize(
    ("fact", "base", "name"),
    [
        ("总表.本年收入", "上年", "上年:总表.本年收入"),
        ("总表.本年收入", "预算", "年初预算:总表.本年收入"),
        ("总表.本年收入", "全年预算", "全年预算:总表.本年收入"),
        ("三公表.决算.合计", "预算", "三公表.预算.合计"),
        ("三公表.决算.合计", "全年预算", "三公表.预算.合计"),
        ("三公表.决算.合计", "上年", "上年:三公表.决算.合计"),
        ("三公表.决算.合计", "上年预算", "上年预算:三公表.决算.合计"),
    ],
)
def test_names_of_budgets_and_prior_years(fact: str, base: str, name: str) -> None:
    assert derived(fact, base) == name
