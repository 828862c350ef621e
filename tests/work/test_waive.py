"""An explained difference: added once, listed with its findings, told when it no longer matches."""

from __future__ import annotations

import os
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.place import Place
from mingzhang.facts.result import CheckedDocument, Result, Waiver
from mingzhang.readers.limits import UnreadableError
from mingzhang.work.check import check_file
from mingzhang.work.show import report_text
from mingzhang.work.waive import STALE, read_waivers, sorted_out, toml_entry, waive, waiver_file
from mingzhang.writers.written import UnwritableError

DAY = date(2025, 3, 1)
TEXT = (
    "某市某区某局",
    "2023年度部门决算",
    "三、支出决算情况说明",
    "本年支出合计90.00万元，比上年减少10.00万元，下降12.12%。",
    "本年支出合计90.00万元，其中：基本支出50.00万元，占55.56%；项目支出40.00万元，占54.44%。",
)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "决算.txt"
    path.write_text("\n".join(TEXT), encoding="utf-8")
    return path


def checked(path: Path, **options: Any) -> Result:
    return check_file(path, **options).result()


def failing(result: Result) -> list[Finding]:
    return [f for f in result.findings if f.verdict is Verdict.FAILS]


def about(result: Result, printed: str) -> Finding:
    return next(f for f in failing(result) if printed in f.printed)


def test_the_life_of_an_explanation(document: Path) -> None:
    before = checked(document)
    slip = about(before, "12.12%")
    made = waive(document, before, slip.fingerprint, "上级核定的口径", "王某", DAY)
    assert (made.rule, made.printed, made.date) == (slip.rule, slip.printed, "2025-03-01")

    after = checked(document)
    assert [w.fingerprint for w in after.waivers] == [slip.fingerprint]
    assert after.findings == before.findings and after.summary.fails == before.summary.fails
    shown = report_text(after, colour=False)
    assert "已说明 1 处：" in shown and "说明：上级核定的口径（王某，2025-03-01）" in shown

    document.write_text("\n".join(TEXT).replace("12.12%", "10.00%"), encoding="utf-8")
    later = checked(document)
    assert not later.waivers
    (stale,) = [f for f in failing(later) if f.rule == STALE]
    assert (
        stale.severity is Severity.WARNING
        and "上级核定的口径" in stale.message
        and slip.rule in stale.message
    )


def test_a_document_without_waivers_says_nothing_of_them(document: Path) -> None:
    assert not checked(document).waivers
    assert "说明：" not in report_text(checked(document), colour=False)


def test_further_explanations_are_added_and_what_was_written_stays(document: Path) -> None:
    result = checked(document)
    first, second = (f.fingerprint for f in failing(result)[:2])
    waive(document, result, first, "甲", "王某", DAY)
    path = waiver_file(document)
    path.write_text(path.read_text(encoding="utf-8") + "# 手写的注\n", encoding="utf-8")
    waive(document, checked(document), second, "乙", "李某", DAY)
    assert "# 手写的注" in path.read_text(encoding="utf-8")
    assert [(w.fingerprint, w.reason) for w in read_waivers(document)] == [(first, "甲"), (second, "乙")]
    assert len(checked(document).waivers) == 2
    assert [p.name for p in document.parent.iterdir() if p.name.startswith(".")] == []


def test_a_fingerprint_may_be_shortened(document: Path) -> None:
    result = checked(document)
    full = about(result, "12.12%").fingerprint
    assert waive(document, result, full[:6].upper(), "甲", "王某", DAY).fingerprint == full


@pytest.mark.parametrize(
    ("fingerprint", "reason", "name", "why"),
    [
        ("ffffffffffffffff", "甲", "王某", "没有编号为“ffffffffffffffff”的问题"),
        ("", "甲", "王某", "没有编号"),
        ("whole", " ", "王某", "理由和姓名都要写"),
        ("whole", "甲", "", "理由和姓名都要写"),
    ],
)
def test_what_cannot_be_explained(document: Path, fingerprint: str, reason: str, name: str, why: str) -> None:
    result = checked(document)
    named = failing(result)[0].fingerprint if fingerprint == "whole" else fingerprint
    with pytest.raises(UnwritableError, match=why):
        waive(document, result, named, reason, name, DAY)
    assert not waiver_file(document).exists()


@pytest.mark.parametrize("length", [60, 81, 82, 83, 84])
def test_a_document_may_have_the_longest_name_there_is(tmp_path: Path, length: int) -> None:
    path = tmp_path / ("算" * length + "a.t")[-255:]
    path.write_text("\n".join(TEXT), encoding="utf-8")
    slip = failing(checked(path))[0]
    waive(path, checked(path), slip.fingerprint, "甲", "王某", DAY)
    assert [waiver.fingerprint for waiver in checked(path).waivers] == [slip.fingerprint]
    other = path.with_name(path.name[:-1] + "x")
    assert waiver_file(path) != waiver_file(other)


def test_where_no_waivers_can_be_there_are_none(tmp_path: Path) -> None:
    """The path of the document is the longest there is, that of its waivers is longer."""
    folder = tmp_path
    while len(os.fsencode(folder)) < 4000:
        folder = folder / ("长" * min(80, (4095 - len(os.fsencode(folder)) - 40) // 3))
    assert read_waivers(folder / ("a" * (4094 - len(os.fsencode(folder))))) == ()


def test_nothing_is_explained_twice(document: Path) -> None:
    fingerprint = failing(checked(document))[0].fingerprint
    waive(document, checked(document), fingerprint, "甲", "王某", DAY)
    with pytest.raises(UnwritableError, match="已有说明"):
        waive(document, checked(document), fingerprint, "乙", "王某", DAY)


def test_a_short_fingerprint_that_fits_two_is_refused(document: Path) -> None:
    seen: dict[str, Finding] = {}
    for number in range(100_000):  # two of 16 million names agree long before that
        one = Finding("N-01", Verdict.FAILS, printed=f"{number}.00")
        other = seen.setdefault(one.fingerprint[:6], one)
        if other is not one:
            break
    twins = Result(CheckedDocument("a.txt"), findings=(one, other))
    with pytest.raises(UnwritableError, match="对应 2 个问题，请写全 16 位"):
        waive(document, twins, one.fingerprint[:6], "甲", "王某", DAY)


def test_a_stale_explanation_cannot_itself_be_explained(document: Path) -> None:
    stale = replace(failing(checked(document))[0], rule=STALE)
    result = Result(CheckedDocument("a.txt"), findings=(stale,))
    with pytest.raises(UnwritableError, match="没有编号"):
        waive(document, result, stale.fingerprint, "甲", "王某", DAY)


def made(fingerprint: str, rule: str = "N-01") -> Waiver:
    return Waiver(fingerprint, rule, "1.00", "甲", "王某", "2025-03-01")


def test_only_waivers_of_rules_that_ran_go_stale() -> None:
    gone = [made("0" * 16, "N-01"), made("1" * 16, "T01-04")]
    assert [f.message[:12] for f in sorted_out(gone, [], ("T",))[1]] == ["已说明的 T01-04“"]
    assert len(sorted_out(gone, [])[1]) == 2


def test_a_waiver_hidden_by_the_severity_asked_for_is_not_stale(document: Path) -> None:
    result = checked(document)
    light = [f for f in failing(result) if f.severity is not Severity.ERROR]
    heavy = [f for f in failing(result) if f.severity is Severity.ERROR]
    assert heavy
    for finding in [*light[:1], heavy[0]]:
        waive(document, checked(document), finding.fingerprint, "甲", "王某", DAY)
    strict = checked(document, severity=Severity.ERROR)
    assert [f.rule for f in failing(strict) if f.rule == STALE] == []
    assert [w.fingerprint for w in strict.waivers] == [heavy[0].fingerprint]


def test_a_difference_that_became_rounding_needs_no_explanation_any_more() -> None:
    near = Finding("N-01", Verdict.ROUNDING, printed="1.00", places=[Place(page=1)])
    matched, stale = sorted_out([made(near.fingerprint)], [near])
    assert not matched and len(stale) == 1


@given(
    st.lists(
        st.tuples(*[st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)] * 4),
        max_size=3,
    )
)
def test_what_is_written_is_read_back(texts: list[tuple[str, str, str, str]]) -> None:
    waivers = [Waiver("0123456789abcdef", *some, "2025-03-01") for some in texts]
    read = tomllib.loads("\n".join(toml_entry(w) for w in waivers)).get("waiver", [])
    assert [Waiver(**(entry | {"date": str(entry["date"])})) for entry in read] == waivers


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[waiver]\n", "说明文件不合 TOML 格式，第 1 行写法有误，未检查。"),
        ("waiver = 1", "各条应写成"),
        ("waiver = [1]", "第 1 条应写成"),
        ("[[waiver]]\nfingerprint = '0123456789abcdef'\n", "第 1 条缺少 reason（理由）"),
        (
            "[[waiver]]\nfingerprint='x'\nreason='a'\nname='b'\ndate='c'",
            "第 1 条的 fingerprint 应为 16 位编号",
        ),
        ("[[waiver]]\nfingerprint=[1]\nreason='a'", "第 1 条缺少 fingerprint（编号）"),
        (b"\xff\xfe\x00", "不是 UTF-8 编码"),
        ("x = " + "[" * 5000, "说明文件"),
    ],
)
def test_a_bad_file_is_told_in_one_sentence(document: Path, text: str | bytes, why: str) -> None:
    waiver_file(document).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(UnreadableError) as told:
        check_file(document)
    assert why in str(told.value) and str(told.value).startswith(str(waiver_file(document)))


@given(st.binary(max_size=60))
def test_no_file_gives_a_traceback(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("w") / "a.txt"
    waiver_file(path).write_bytes(data)
    try:
        read_waivers(path)
    except UnreadableError as told:
        assert str(told).endswith("，未检查。")
