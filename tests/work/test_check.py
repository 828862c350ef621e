"""Checking: which rules run, what is counted, what is shown and in which order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from io import BytesIO
from itertools import count
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.large import workbook
from mingzhang.facts.deadline import Deadline
from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import printed, read, total
from mingzhang.facts.place import Place
from mingzhang.facts.result import Result
from mingzhang.language.document import examined as examined_module
from mingzhang.language.document.document import Document
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Rule
from mingzhang.language.document.verdicts import fails, holds, rounding, undecided
from mingzhang.language.narrative.phrase import Wordings
from mingzhang.language.table import binding
from mingzhang.localisation.blind_spots import BlindSpot
from mingzhang.rules import all_rules
from mingzhang.work import check as module
from mingzhang.work.check import check, check_file, judge
from mingzhang.work.check_many import totals
from mingzhang.work.examples import facts, text
from mingzhang.work.show import report_text
from mingzhang.writers.html.report_page import page
from mingzhang.writers.spreadsheet.checklist import checklist
from mingzhang.writers.words import counts
from tests.facts.test_deadline import looks

WRONG = (
    "某市某区某局",
    "2023年度部门决算",
    "二、收入决算情况说明",
    "本年收入合计90.00万元，比上年减少10.00万元，下降11.11%。",
    "三、支出决算情况说明",
    "本年支出合计90.00万元，比上年减少10.00万元，下降12.12%。",
)


def file_of(folder: Path, name: str = "决算.txt", *lines: str) -> Path:
    path = folder / name
    path.write_text("\n".join(lines or WRONG), encoding="utf-8")
    return path


def rule(
    rule_id: str,
    *found: Finding,
    severity: Severity = Severity.ERROR,
    kinds: tuple[str, ...] = ("final_account",),
) -> Rule:
    def answers(document: Document) -> Iterable[Finding]:
        return found

    return Rule(rule_id, "例", severity, ("A",), answers, kinds=kinds)


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> list[Rule]:
    """The rules that run, instead of those of the package."""
    chosen: list[Rule] = []
    monkeypatch.setattr(module, "all_rules", lambda: tuple(chosen))
    return chosen


# -- what is counted and shown ----------------------------------------------------------------------------


def test_all_four_verdicts_are_counted_and_what_holds_is_not_shown(rules: list[Rule]) -> None:
    rules.append(rule("A-01", holds(), holds(), fails("错", Place(page=1)), rounding("差"), undecided("缺")))
    result = check(facts())
    assert {v.value: result.counts.get(v, 0) for v in Verdict} == {
        "holds": 2, "rounding": 1, "fails": 1, "undecided": 1,
    }  # fmt: skip
    assert [f.verdict.value for f in result.findings] == ["fails", "rounding", "undecided"]
    assert [f.message for f in result.failed] == ["错"]


def test_findings_come_in_the_order_of_the_document(rules: list[Rule]) -> None:
    low, high = (0.0, 500.0, 1.0, 510.0), (0.0, 50.0, 1.0, 60.0)
    rules += [
        rule("A-02", fails("三", Place(page=2, bbox=low)), undecided("末", Place(page=1))),
        rule("A-01", fails("二", Place(page=2, bbox=high)), fails("零"), fails("一", Place(line=1))),
    ]
    assert [f.message for f in check(facts()).findings] == ["零", "一", "二", "三", "末"]


def test_findings_of_a_word_file_come_in_the_order_of_its_words(rules: list[Rule]) -> None:
    first, second, third = (Place(source=(origin,)) for origin in ((7, 0, 2), (7, 3, 4), (40, 0, 2)))
    rules += [rule("A-01", fails("后", third), fails("中", second)), rule("A-02", fails("前", first))]
    assert [f.message for f in check(facts()).findings] == ["前", "中", "后"]


def test_the_same_finding_is_reported_once(rules: list[Rule]) -> None:
    here, there = Place(page=1, quote="甲"), Place(page=9, quote="乙")
    rules.append(
        rule("A-01", fails("错", here), fails("错", here), fails("错", there), undecided("缺", here))
    )
    rules.append(rule("A-02", undecided("缺", here), undecided("缺", there)))
    result = check(facts())
    assert [(f.rule, f.verdict.value) for f in result.findings] == [
        ("A-01", "fails"), ("A-01", "fails"), ("A-01", "undecided"), ("A-02", "undecided"),
    ]  # fmt: skip
    assert result.counts[Verdict.UNDECIDED] == 2, "counted as often as it is told"


@pytest.mark.parametrize(
    ("least", "shown"), [(Severity.INFO, "错警示"), (Severity.WARNING, "错警"), (Severity.ERROR, "错")]
)
def test_only_the_severity_asked_for_is_shown(rules: list[Rule], least: Severity, shown: str) -> None:
    rules.append(rule("A-01", fails("错", Place(page=1))))
    rules.append(rule("A-02", fails("警", Place(page=2)), severity=Severity.WARNING))
    rules.append(rule("A-03", fails("示", Place(page=3)), severity=Severity.INFO))
    result = check(facts(), severity=least)
    assert "".join(f.message for f in result.findings) == shown
    assert result.counts[Verdict.FAILS] == 3


def test_only_rules_asked_for_run(rules: list[Rule]) -> None:
    rules += [rule("N-01", fails("一")), rule("N-10", fails("十")), rule("T01-01", fails("表"))]
    assert {f.rule for f in check(facts(), only=("N",)).findings} == {"N-01", "N-10"}
    assert {f.rule for f in check(facts(), only=["N-01", "T"]).findings} == {"N-01", "T01-01"}
    assert check(facts(), only=("Z",)).findings == []


def test_rules_of_other_kinds_do_not_run() -> None:
    account, budget = rule("A-01", fails("决")), rule("A-02", fails("预"), kinds=("budget",))
    said = [f.message for f in judge(facts(kind="final_account"), [account, budget])]
    assert said == ["决"]
    assert [f.message for f in judge(facts(kind="budget"), [account, budget])] == ["预"]
    assert len(judge(facts(kind="unknown"), [account, budget])) == 2


def test_no_rule_of_the_package_fails_on_an_empty_document() -> None:
    for kind in ("final_account", "budget", "self_evaluation", "evaluation_report", "unknown"):
        found = judge(facts(year=None, kind=kind))
        if kind == "final_account":
            assert {f.verdict for f in found} >= {Verdict.UNDECIDED}
        assert all(f.rule and f.title for f in found)


def test_an_account_without_its_tables_leaves_every_identity_undecided() -> None:
    """Silence would be counted as nothing at all, and holding would be a lie."""
    document = text(*WRONG[:2])
    identities = [r for r in all_rules() if r.needs and r.applies(document)]
    assert len(identities) > 70
    for identity in identities:
        assert {f.verdict for f in identity.check(document)} == {Verdict.UNDECIDED}, identity.id


# -- files ------------------------------------------------------------------------------------------------


def test_a_file_is_read_and_checked(tmp_path: Path) -> None:
    result = check_file(file_of(tmp_path))
    assert {(f.rule, f.expected) for f in result.failed} >= {("N-05", "10.00%"), ("N-09", "10.00%")}
    assert (result.document.unit, result.document.year) == ("某市某区某局", 2023)
    assert result.seconds > 0


def test_place_year_rules_and_severity_reach_the_check(tmp_path: Path) -> None:
    path = file_of(tmp_path)
    result = check_file(path, "310107", 2020, only=("N-05",), severity=Severity.ERROR)
    assert (result.document.place, result.document.year) == ("310107", 2020)
    assert {f.rule for f in result.findings} == {"N-05"}


# -- the time for one document ----------------------------------------------------------------------------


@given(st.integers(0, 400))
@settings(max_examples=8, deadline=None)
def test_what_is_not_done_in_time_is_undecided_and_said(allowed: int) -> None:
    document = text(*WRONG)
    whole, cut = check(document), check(document, deadline=looks(allowed))
    assert set(cut.counts) == set(whole.counts)
    assert cut.counts[Verdict.FAILS] <= whole.counts[Verdict.FAILS]
    late = [f for f in cut.findings if f.message == "没有在时限内检查完"]
    assert cut.counts[Verdict.UNDECIDED] >= len(late)
    assert not late or any(f"有 {len(late)} 项规则没有检查完" in note for note in cut.notes)
    assert cut.notes or [f.fingerprint for f in cut.findings] == [f.fingerprint for f in whole.findings]
    assert list(cut.result().document.notes) == cut.notes


def test_what_fails_is_told_even_if_there_was_no_time_to_find_the_wrong_number() -> None:
    ticks = count()
    found = judge(text(*WRONG), deadline=Deadline(clock=lambda: next(ticks)))
    result = check(text(*WRONG), deadline=looks(next(ticks) - 1))
    assert [note for note in result.notes if "没有查找是哪个数写错" in note] == result.notes != []
    assert len(result.failed) == sum(finding.verdict is Verdict.FAILS for finding in found)


@pytest.mark.parametrize("allowed", [0, 40])
def test_a_check_cut_off_by_the_clock_is_not_called_clean(allowed: int) -> None:
    """Nothing found so far is no word on what was not looked at."""
    document = text("某市某区某局", "2023年度部门决算", "二、收入决算情况说明", "本年收入合计90.00万元。")
    whole, cut = check(document).result(), check(document, deadline=looks(allowed)).result()
    assert not cut.open and whole.summary.complete and not cut.summary.complete
    assert (counts(whole), counts(cut)) == ("没有不成立的检查", "没有检查完，不能说没有问题")
    assert "没有检查完的 1 个" in totals([whole, cut], 0)


def test_what_nobody_checked_is_in_every_headline() -> None:
    """A table that is only named, an amount in words and a page that was not read count beside findings."""
    lines = ("2023年度部门决算", "支出决算表", "本年收入合计90.00万元。", "会议费为三十五万元。")
    document = text("某市某区某局", *lines)
    document.report.unread_pages.append(4)
    result = check(document).result()
    assert result.summary.unchecked == 3
    assert Result.from_json(result.to_json()) == result
    assert counts(result) == "检查了的部分没有不成立的检查；另有 3 项没有检查"
    assert "没有不成立的 1 个（其中 1 个有没检查的部分），" in totals([result], 0)
    assert "；另有 3 项没有检查，见下\n注意：" in report_text(result)
    html = page(result, document.report)
    assert "另有 3 项没有检查。" in html and "没有检查 <b>3</b>" in html
    with ZipFile(BytesIO(checklist([result], date(2025, 3, 1)))) as book:
        assert "另有 3 项没有检查：" in book.read("xl/sharedStrings.xml").decode()


@pytest.mark.parametrize("odd", ["9" * 40, "1" * 4400, "²", "1.2.3", "-", "NaN", "1e999999999"])
def test_no_rule_breaks_down_where_numbers_are_none(odd: str) -> None:
    told = (
        "某市某区某局|2023年度部门决算|一、部门基本情况|本部门包括行政单位{n}个、事业单位{n}个，具体如下：|1.甲中心。|"
        "二、收入决算情况说明|本年收入合计{n}万元，比上年增加{n}万元，增长{n}%，其中：财政拨款收入{n}万元，占{n}%。|"
        "计划购置车辆{n}辆。|纳入绩效目标管理的项目共{n}个，资金总额{n}万元。|{n}、其他|满意度≥{n}%，不少于{n}个。"
    )
    judge(text(*told.replace("{n}", odd).split("|")), strict=True)


def test_numbers_of_unlike_units_leave_a_rule_undecided() -> None:
    def broken(_: Document) -> Iterable[Finding]:
        total([(1, read("5", "万元")), (-1, read("2", "个"))])
        return []

    one = Rule("A-01", "例", Severity.ERROR, ("A",), broken)
    (found,) = judge(text("2023年度部门决算"), [one], strict=True)
    assert (found.verdict, found.message) == (Verdict.UNDECIDED, "单位不同，不能相加减：元与个")


def test_what_rules_share_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dozens of rules ask for the same assertions of one document."""
    asked = list[object]()
    real = examined_module.assertions  # type: ignore[attr-defined]

    def counted(document: Examined, wordings: Wordings) -> dict[str, list[Finding]]:
        asked.append(document)
        return real(document, wordings)

    monkeypatch.setattr(examined_module, "assertions", counted)
    judge(text("一、支出决算情况说明", "本年支出合计10.00万元，比上年增加1.00万元，增长11.11%。"))
    assert len(asked) == 1


def test_the_map_says_how_far_down_and_how_far_up() -> None:
    """A sum of three whose one part may be written less by a little, and more without limit."""
    figure = printed("3.00", "万元")
    told = module._freedom(BlindSpot(figure, Fraction(200), None))
    assert (told.printed, told.down, told.up) == ("3.00万元", "0.020", None)
    told = module._freedom(BlindSpot(figure, None, Fraction(300)))
    assert (told.down, told.up) == (None, "0.030")


def test_what_is_too_much_to_hold_is_told_and_nothing_is_accused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbook(tmp_path / "a.xlsx", 20)
    whole = check_file(tmp_path / "a.xlsx")
    monkeypatch.setattr(binding, "MOST", 31)
    cut = check_file(tmp_path / "a.xlsx")
    assert not whole.notes and whole.result().summary.complete
    assert [
        note for note in cut.notes if "有 20 行，只核对了前 10 行，从“第10项”起没有核对" in note
    ] == cut.notes
    assert cut.notes and not cut.result().summary.complete
    failing = [{f.message for f in one.findings if f.verdict is Verdict.FAILS} for one in (cut, whole)]
    assert failing[0] <= failing[1]
    assert (len(cut.coverage), cut.coverage.meant) == (len(whole.coverage), 30)
