"""Claims get the name of the fact they speak of, by wording, by 类款项 or by code."""

from __future__ import annotations

import pytest

from mingzhang.catalogue import load
from mingzhang.facts.period import InForce
from mingzhang.language.narrative.naming import Names, plain_name
from mingzhang.language.table.notation import Code, Notation
from mingzhang.work.examples import grid, text

NOTATION = Notation(
    functional={
        "201": (Code("201", "一般公共服务支出", True),),
        "20103": (Code("20103", "政府办公厅事务", True),),
        "2010301": (Code("2010301", "行政运行", True),),
        "20106": (Code("20106", "财政事务", True),),
        "2010601": (Code("2010601", "行政运行", True),),
        "2010699": (Code("2010699", "其他财政事务支出", True),),
        "208": (
            Code("208", "社会保障和就业支出", True, InForce(until=2018)),
            Code("208", "社会保障支出", True),
        ),
    }
)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (("一般公共服务支出",), "201"),
        (("一般公共服务支出（类）", "财政事务（款）"), "20106"),
        (("一般公共服务支出", "财政事务", "行政运行"), "2010601"),
        (("一般公共服务支出", "政府办公厅事务", "行政运行"), "2010301"),
        (("社会保障支出",), "208"),
        (("社会保障和就业支出",), "208"),
        (("行政运行",), ""),
        (("一般公共服务支出", "行政运行"), ""),
        (("一般公共服务支出", "财政事务", "从来没有"), ""),
        ((), ""),
    ],
)
def test_a_path_of_names_is_a_code(path: tuple[str, ...], code: str) -> None:
    assert Names({}, NOTATION).resolve(path) == code


def test_names_the_document_prints_come_first() -> None:
    names = Names({"20199": "财政事务", "201": "一般公共服务支出"}, NOTATION)
    assert names.resolve(("一般公共服务支出", "财政事务")) == "20199"


@pytest.mark.parametrize(
    ("name", "above", "code"),
    [
        ("财政事务", "", "20106"),
        ("行政运行", "20106", "2010601"),
        ("行政运行", "201", ""),
        ("行政运行", "208", ""),
        ("一般公共服务支出", "", "201"),
        ("无此名称", "", ""),
    ],
)
def test_a_name_alone_is_a_code_where_it_is_clear(name: str, above: str, code: str) -> None:
    assert Names({}, NOTATION).below(name, above) == code


def test_what_is_printed_decides_between_two() -> None:
    assert Names({"2010301": "行政运行"}, NOTATION).below("行政运行", "201") == "2010301"


@pytest.mark.parametrize("written", ["“教育支出”（类）", "教育支出（类级）", "一、教育支出", "教育支出 "])
def test_names_without_ornaments(written: str) -> None:
    assert plain_name(written) == "教育支出"


# -- claims of a document ---------------------------------------------------------------------------------


def facts_of(heading: str, *sentences: str) -> dict[str, str]:
    document = text(heading, *sentences, year=2023)
    return {fact.name: fact.figure.text for fact in document.facts}


@pytest.mark.parametrize(
    ("heading", "sentence", "name"),
    [
        ("二、收入决算情况说明", "其他收入1.00万元。", "总表.其他收入"),
        ("三、支出决算情况说明", "基本支出1.00万元。", "支出表[合计].基本支出"),
        ("六、一般公共预算财政拨款基本支出决算情况说明", "基本支出1.00万元。", "一般表[合计].基本支出"),
        ("七、财政拨款“三公”经费支出决算情况说明", "公务接待费支出1.00万元。", "三公表.决算.接待费"),
        ("七、财政拨款“三公”经费支出决算情况说明", "国内公务接待1批次。", "说明.接待批次"),
        ("七、财政拨款“三公”经费支出决算情况说明", "国内公务接待1人次。", "说明.接待人次"),
        (
            "五、一般公共预算财政拨款支出决算情况说明",
            "教育支出（类）普通教育（款）小学教育（项）。支出决算为1.00万元。",
            "一般表[2050202].合计",
        ),
        ("二、收入决算情况说明", "教育支出（类）1.00万元。", "收入表[205].本年收入"),
        ("三、支出决算情况说明", "教育支出（类）支出1.00万元。", "支出表[205].本年支出"),
        (
            "八、政府性基金预算财政拨款收入支出决算情况说明",
            "城乡社区支出（类）支出1.00万元。",
            "基金表[212].支出",
        ),
    ],
)
def test_the_section_tells_which_account_is_meant(heading: str, sentence: str, name: str) -> None:
    assert facts_of(heading, sentence) == {name: "1" if "次" in sentence else "1.00"}


def test_budgets_and_prior_years_are_facts_too() -> None:
    said = facts_of(
        "七、财政拨款“三公”经费支出决算情况说明",
        "公务接待费年初预算为2.00万元，支出决算为1.00万元，上年为3.00万元。",
    )
    assert said == {
        "三公表.决算.接待费": "1.00",
        "三公表.预算.接待费": "2.00",
        "上年:三公表.决算.接待费": "3.00",
    }


@pytest.mark.parametrize("heading", ["第四部分 名词解释", "一、主要职责", "十、项目支出绩效自评表"])
def test_sections_without_accounts_state_no_facts(heading: str) -> None:
    assert facts_of(heading, "本年收入合计1.00万元。") == {}


def test_a_printed_code_names_the_row() -> None:
    rows = grid(("科目编码", "科目名称", "合计"), ("2050202", "小学教育", "1.00"), ("合计", "", "1.00"))
    document = text(
        "一般公共预算财政拨款支出决算表",
        rows,
        "五、一般公共预算财政拨款支出决算情况说明",
        "（三）一般公共预算财政拨款支出决算具体情况",
        "2050202小学教育支出决算为1.50万元。",
        year=2023,
    )
    assert [f.figure.text for f in document.facts.said("一般表[2050202].合计")] == ["1.00", "1.50"]


def test_an_item_nobody_can_name_makes_the_list_doubtful() -> None:
    heading = "（三）一般公共预算财政拨款支出决算具体情况"
    document = text(
        "五、一般公共预算财政拨款支出决算情况说明", heading, "某某新科目支出决算为1.00万元。", year=2023
    )
    assert document.facts.partial == {"一般表"}
    known = text(
        "五、一般公共预算财政拨款支出决算情况说明", heading, "教育支出（类）支出决算为1.00万元。", year=2023
    )
    assert known.facts.partial == set()


def test_the_catalogue_resolves_its_own_names() -> None:
    """Every current path of the national code list leads back to its code."""
    notation = load(year=2023)
    names = Names({}, notation)

    def name(code: str) -> str:
        return notation.functional[code][-1].name

    unclear = []
    for code in notation.functional:
        path = [code[:length] for length in (3, 5, 7) if length <= len(code)]
        if all(part in notation.functional for part in path):
            found = names.resolve(map(name, path))
            if name(found or code) != name(code) or not found:
                unclear.append(code)
    assert unclear == []


def test_an_item_without_its_level_word_does_not_inherit_the_item_before() -> None:
    said = facts_of(
        "五、一般公共预算财政拨款支出决算情况说明",
        "（二）一般公共预算财政拨款支出决算结构情况",
        "主要用于以下方面：社会保障和就业（类）支出10.00万元，占10.00%；农林水支出90.00万元，占90.00%。",
    )
    assert said == {"一般表[208].合计": "10.00", "一般表[213].合计": "90.00"}


def test_a_part_of_less_does_not_take_the_name_of_its_whole() -> None:
    said = facts_of(
        "七、“三公”经费支出决算情况说明",
        "年末公务用车保有量38辆，其中：公务用车4辆，执勤执法用车34辆。",
    )
    assert [value for name, value in said.items() if "保有量" in name] == ["38"]


def test_a_whole_province_is_no_account_of_ours() -> None:
    told = "全省一般公共预算支出90.00亿元。省级一般公共预算支出9.00亿元。"
    names = [claim.fact for claim in text("五、一般公共预算财政拨款支出决算情况说明", told).claims]
    assert names == ["", "一般表[合计].合计"]


def test_what_was_spent_before_is_no_figure_of_a_budget() -> None:
    told = "公务接待费预算9.00万元，实际支出8.00万元。"
    names = [c.fact for c in text("某局2023年部门预算", told, kind="budget").claims if c.role]
    assert names and not any(names)
