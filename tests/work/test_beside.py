"""Documents held against each other: last year, the budget, and a department against its units."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from mingzhang.facts.fact import Fact, Facts, stated
from mingzhang.facts.finding import Verdict
from mingzhang.facts.number import printed
from mingzhang.facts.report import Block, Paragraph, Report
from mingzhang.language.document.document import Document
from mingzhang.language.table.notation import Notation
from mingzhang.readers.limits import Limits
from mingzhang.work.beside import LAST, LAST_ACCOUNT, LAST_PLAN, OTHER, PLAN, UNITS, beside, relate
from mingzhang.work.check import CheckResult, check
from mingzhang.work.together import check_compared
from tests.accounts import Account
from tests.reports.invented import CULTURE, OFFICE, Invented, department
from tests.wordfile import write

BUREAU = "青石省白水市文旅局"
NAMES = (f"{BUREAU}（本级）", "青石省白水市图书馆", "青石省白水市文化馆")
FAMILIES = ("C-", "S-1")


def document(unit: str, facts: Facts, listed: tuple[str, ...] = (), year: int = 2023) -> Document:
    lines: list[Block] = [Paragraph("纳入部门决算编制范围的单位包括：")] if listed else []
    lines += [Paragraph(f"{number}.{name}") for number, name in enumerate(listed, 1)]
    return Document(Report(f"{unit}.txt", "txt", lines), Notation(), "final_account", unit, year, facts=facts)


def summed(parts: list[Account], **more: int) -> Facts:
    """The sum of accounts, an amount of ``more`` added under a name (dots written as two underscores)."""
    amounts = Counter[str]()
    for part in parts:
        amounts.update({name: cents for name, cents in part.amounts.items() if ":" not in name})
    for name, cents in more.items():
        amounts[name.replace("__", ".")] += cents
    facts = Facts()
    for name, cents in amounts.items():
        facts.add(Fact(name, printed(f"{cents / 100:.2f}", "元")))
    return facts


def family(seed: int) -> list[Account]:
    return [Account(seed * 10 + number) for number in range(len(NAMES))]


def compared(whole: Facts, parts: list[Account], names: tuple[str, ...] = NAMES) -> CheckResult:
    """A department checked against the units of ``names``; its list is always :data:`NAMES`."""
    own = document(BUREAU, whole, NAMES)
    units = [
        document(name.removesuffix("（本级）"), part.facts) for name, part in zip(NAMES, parts, strict=True)
    ]
    relate([own, *(unit for name, unit in zip(NAMES, units, strict=True) if name in names)])
    return check(own, only=FAMILIES)


@pytest.mark.parametrize("seed", range(1, 9))
def test_a_department_that_is_the_sum_of_its_units_is_clean(seed: int) -> None:
    parts = family(seed)
    result = compared(summed(parts), parts)
    assert result.failed == []
    assert result.counts[Verdict.HOLDS] > 60


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("总表.本年收入", "C-18"),
        ("总表.年末结转和结余", "C-18"),
        ("支出表[201].项目支出", "S-10"),
        ("一般表[合计].基本支出", "S-13"),
        ("基本表[30101].决算", "S-14"),
        ("三公表.决算.接待费", "S-16"),
    ],
)
def test_an_amount_that_is_not_the_sum_is_found(name: str, rule: str) -> None:
    parts = [Account(seed) for seed in (3, 5, 7)]
    whole = summed(parts, **{name.replace(".", "__"): 90_000_00})
    failed = compared(whole, parts).failed
    assert rule in {found.rule for found in failed} | {r for found in failed for r in found.consequences}
    told = " ".join(found.explanation for found in failed)
    assert "某" not in told and "青石省白水市图书馆的" in told, "the units are named with their amounts"


def test_an_amount_of_a_unit_changed_later_is_found() -> None:
    parts = family(4)
    whole = summed(parts)
    name = "拨款总表.本年收入"
    parts[1].facts.get(name).figure.value += 50_000_00  # type: ignore[union-attr]
    failed = compared(whole, parts).failed
    assert [found.rule for found in failed] == ["C-18"]


def test_a_department_whose_units_are_not_all_given_is_undecided() -> None:
    parts = family(2)
    result = compared(summed(parts), parts, NAMES[:2])
    assert set(+Counter(result.counts)) == {Verdict.UNDECIDED}
    assert "缺少青石省白水市文化馆的文件" in {found.message for found in result.findings}
    note = "单位名单里的青石省白水市文化馆没有给出决算（或不止一份），不能与各单位汇总核对。"
    assert note in result.document.report.notes


def test_what_units_pay_each_other_is_set_off() -> None:
    """The office pays 3 万元 to the library: both print it, the department does not."""
    office = {"总表.本年支出": 9, "支出表[合计].对附属单位补助支出": 3, "总表.本年收入": 9}
    library = {"总表.本年支出": 5, "总表.上级补助收入": 3, "总表.本年收入": 5}
    whole = {"总表.本年支出": 11, "总表.本年收入": 11, "支出表[合计].对附属单位补助支出": 0}

    def failed(library: dict[str, int]) -> set[str]:
        made = []
        for amounts in (whole, office, library):
            facts = Facts()
            for name, amount in {"支出表[合计].本年支出": amounts["总表.本年支出"], **amounts}.items():
                facts.add(Fact(name, printed(f"{amount}.00", "万元")))
            made.append(facts)
        own = document(BUREAU, made[0], NAMES[:2])
        relate([own, document(BUREAU, made[1]), document(NAMES[1], made[2])])
        result = check(own, only=("C-18", "C-19"))
        assert result.counts[Verdict.HOLDS] + result.counts.get(Verdict.FAILS, 0) == 4
        return {rule for found in result.failed for rule in (found.rule, *found.consequences)}

    assert failed(library) == set()
    assert failed({**library, "总表.上级补助收入": 2}) == {"C-18", "C-19"}


def test_other_units_are_not_added_up() -> None:
    parts = family(6)
    own, unit, strange = (
        document(BUREAU, summed(parts), NAMES),
        document(NAMES[1], parts[1].facts),
        document("青石省白水市水利局", parts[2].facts),
    )
    relate([own, unit, strange])
    assert own.beside == {UNITS: [unit], OTHER: [strange]}
    assert own.report.notes[-1].startswith(
        "已对照：所属单位 青石省白水市图书馆.txt；没有对照：青石省白水市水利局.txt"
    )
    assert UNITS not in unit.beside and unit.report.notes[-1].startswith(
        f"已对照：主管部门文件 {BUREAU}.txt；"
    )


@pytest.mark.parametrize("change", ["year", "kind", "alone", "no file"])
def test_files_that_are_no_units_of_it_are_not_asked_for(change: str) -> None:
    own = document(BUREAU, Facts(), NAMES if change != "alone" else NAMES[:1])
    unit = document(NAMES[1], Facts(), year=2022 if change == "year" else 2023)
    if change == "kind":
        unit.kind = "budget"
    relate([own] if change == "no file" else [own, unit])
    assert UNITS not in own.beside and not own.facts.groups


def test_two_files_of_one_unit_are_neither() -> None:
    own = document(BUREAU, Facts(), NAMES)
    relate([own, document(NAMES[1], Facts()), document(NAMES[1], Facts()), document(NAMES[2], Facts())])
    assert [unit.unit for unit in own.beside[UNITS]] == [NAMES[2]]
    assert any("不止一份" in note for note in own.report.notes)


def test_pages_that_could_not_be_read_stay_unknown_in_the_other_document() -> None:
    theirs = Facts(pages_missing=True, unread={"总表.本年收入"}, partial={"一般表"})
    own = document(BUREAU, Facts())
    beside(own, LAST, document(BUREAU, theirs))
    assert own.facts.gaps_of == {LAST}
    assert own.facts.unread == {f"{LAST}:总表.本年收入"} and own.facts.partial == {f"{LAST}:一般表"}


def test_a_budget_and_an_account_of_last_year_are_told_apart() -> None:
    plan, last = document(BUREAU, Facts()), document(BUREAU, Facts(), year=2022)
    plan.kind = "budget"
    own = document(BUREAU, Facts())
    relate([own, plan, last])
    assert own.beside == {PLAN: [plan], LAST: [last]}
    assert plan.beside == {LAST_ACCOUNT: [last]} and not last.beside
    assert last.report.notes == [
        f"已对照：下年决算文件 {BUREAU}.txt（{BUREAU}2023年度部门决算）；"
        f"下年预算文件 {BUREAU}.txt（{BUREAU}2023年度部门预算）。"
    ]


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        (("final_account", 2024), ("final_account", 2023), LAST),
        (("final_account", 2024), ("budget", 2024), PLAN),
        (("budget", 2025), ("budget", 2024), LAST_PLAN),
        (("budget", 2025), ("final_account", 2024), LAST_ACCOUNT),
    ],
)
def test_accounts_and_budgets_of_one_unit_are_chained(
    one: tuple[str, int], other: tuple[str, int], what: str
) -> None:
    own, theirs = (document(BUREAU, Facts(), year=year) for _, year in (one, other))
    own.kind, theirs.kind = one[0], other[0]
    theirs.unit = BUREAU.removeprefix("青石省") + "（本级）"
    theirs.report.file = "他.txt"
    relate([own, theirs])
    assert own.beside == {what: [theirs]} and not theirs.beside
    assert own.report.notes == [f"已对照：{what} 他.txt。"]
    assert theirs.report.notes[0].startswith("已对照：")


@pytest.mark.parametrize(
    ("kind", "year", "unit", "why"),
    [
        ("final_account", 2021, BUREAU, "同一单位，但年度不相衔接：本文件 2023 年度，它 2021 年度"),
        ("budget", 2022, BUREAU, "年度不相衔接"),
        ("final_account", 2023, BUREAU, "与本文件同一单位、同一年度、同一种类"),
        ("final_account", 2022, "青石省白水市水利局", "单位不同，也不在单位名单里，没有共同之处"),
        ("budget", 2023, NAMES[1], "是本文件的所属单位，但年度或种类不同"),
        ("self_evaluation", 2023, BUREAU, "不是决算或预算"),
        ("final_account", None, BUREAU, "没有读到它的年度"),
        ("final_account", 2023, "", "没有读到它的单位"),
    ],
)
def test_what_has_nothing_in_common_is_told_with_the_reason(
    kind: str, year: int | None, unit: str, why: str
) -> None:
    listed = NAMES if unit == NAMES[1] else ()
    own, theirs = document(BUREAU, Facts(), listed), document(unit, Facts())
    theirs.kind, theirs.year, theirs.report.file = kind, year, "他.txt"
    relate([own, theirs])
    assert own.report.notes[-1].startswith("没有对照：他.txt") and why in own.report.notes[-1]
    assert set(own.beside) <= {OTHER} and len(own.facts) == 0


def budget(unit: str, year: int = 2025, listed: tuple[str, ...] = (), **amounts: Any) -> Document:
    facts = stated(*(f"{name} {amount}" for name, amount in amounts.items()))
    made = document(unit, facts, listed, year)
    made.kind = "budget"
    return made


@pytest.mark.parametrize(("last", "verdict"), [("8.00", Verdict.HOLDS), ("7.00", Verdict.FAILS)])
def test_a_budget_is_held_against_that_of_the_year_before(last: str, verdict: Verdict) -> None:
    own = budget(BUREAU, **{"预算三公表.上年.合计": "8.00", "预算三公表.预算.合计": "9.00"})  # type: ignore[arg-type]
    relate([own, budget(BUREAU, 2024, **{"预算三公表.预算.合计": last})])  # type: ignore[arg-type]
    result = check(own, only=("Y-16",))
    assert result.counts[verdict] == 1
    assert all("决算" not in found.message for found in result.failed)


@pytest.mark.parametrize(("whole", "verdict"), [("30.00", Verdict.HOLDS), ("31.00", Verdict.FAILS)])
def test_the_budget_of_a_department_is_the_sum_of_its_units(whole: str, verdict: Verdict) -> None:
    listed = NAMES[:2]
    own = budget(
        BUREAU,
        listed=listed,
        **{"预算一般表[2070104].合计": whole, "上年:预算一般表[2070104].合计": "6.00"},  # type: ignore[arg-type]
    )
    parts = [
        budget(
            name,
            **{"预算一般表[2070104].合计": "15.00", "上年:预算一般表[2070104].合计": "3.00"},  # type: ignore[arg-type]
        )
        for name in listed
    ]
    parts[0].scope = "unit"
    relate([own, *parts])
    result = check(own, only=("S-19", "S-23"))
    assert result.counts[verdict] >= 1 and result.counts[Verdict.HOLDS] >= 1
    assert {found.rule for found in result.failed} == ({"S-19"} if verdict is Verdict.FAILS else set())
    assert own.report.notes[-1].startswith("已对照：所属单位 ")


@pytest.mark.parametrize(
    ("now", "before", "rules"),
    [
        ("9.00", "5.00", set()),
        ("16.00", "5.00", {"S-26"}),
        ("9.00", "7.00", {"S-28"}),
    ],
)
def test_a_unit_has_not_more_than_its_department(now: str, before: str, rules: set[str]) -> None:
    whole = {"预算一般表[2070104].合计": "15.00", "上年:预算一般表[2070104].合计": "6.00"}
    part = {"预算一般表[2070104].合计": now, "上年:预算一般表[2070104].合计": before}
    unit = budget(NAMES[1], **part)  # type: ignore[arg-type]
    relate([budget(BUREAU, listed=NAMES, **whole), unit])  # type: ignore[arg-type]
    result = check(unit, only=("S-26", "S-28"))
    assert {found.rule for found in result.failed} == rules
    assert result.counts[Verdict.HOLDS] >= 1
    assert unit.report.notes == [f"已对照：主管部门文件 {BUREAU}.txt。"]


def test_a_unit_of_another_department_is_not_held_against_it() -> None:
    unit = budget("青石省白水市水务站", **{"预算一般表[2070104].合计": "99.00"})  # type: ignore[arg-type]
    relate([budget(BUREAU, listed=NAMES, **{"预算一般表[2070104].合计": "15.00"}), unit])  # type: ignore[arg-type]
    assert check(unit, only=("S-2",)).failed == [] and set(unit.beside) == {OTHER}


def test_the_line_stays_one_line_beside_many_files() -> None:
    own = document(BUREAU, Facts())
    relate([own, *(document(f"青石省白水市第{number}中学", Facts()) for number in range(100, 140))])
    (note,) = own.report.notes
    assert "等 40 份，因为单位不同" in note and len(note) < 400


def test_a_budget_lacks_the_budget_of_a_unit_not_its_account() -> None:
    own = budget(BUREAU, listed=NAMES)
    relate([own, budget(NAMES[1])])
    assert any("没有给出预算（或不止一份）" in note for note in own.report.notes)


def test_whole_files_of_a_department_and_its_units(tmp_path: Path) -> None:
    accounts = [
        Invented(BUREAU, 2023, 21, OFFICE),
        Invented(NAMES[1], 2023, 22, CULTURE),
        Invented(NAMES[2], 2023, 23, CULTURE),
    ]
    whole = department(BUREAU, NAMES, accounts)
    paths = []
    for name, account in zip(("部门", "本级", "图书馆", "文化馆"), (whole, *accounts), strict=True):
        paths.append(tmp_path / f"{name}.docx")
        write(account.report(), paths[-1])
    results = check_compared(paths, limits=Limits())
    assert [result.failed for result in results] == [[], [], [], []]
    asked = {found.rule for found in results[0].findings if found.rule.startswith(FAMILIES)}
    assert not {"C-18", "S-10", "S-13", "S-14", "S-16"} & asked, "they hold"
    accounts[2].project["2070109"] += 7_00
    write(accounts[2].report(), paths[3])
    found = check_compared(paths, only=FAMILIES)[0].failed
    assert {place.file for place in found[0].places} == {path.name for path in paths if path.stem != "本级"}
