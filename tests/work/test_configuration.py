"""The settings of a folder: read, or refused with one sentence that says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.cli.configured import NAME
from mingzhang.facts.finding import Severity
from mingzhang.readers.limits import UnreadableError
from mingzhang.work.check import check_file
from mingzhang.work.configuration import Configuration, read_configuration

WAIVER = '[[waiver]]\nfile = "决算.txt"\nfingerprint = "{}"\nreason = "上级批复"\nname = "王某"\ndate = 2025-03-01\n'
TEXT = (
    "某市某局\n2024年度部门决算\n二、收入决算情况说明\n本年收入90.00万元，比上年减少10.00万元，下降20.00%。"
)


def configuration(folder: Path, text: str) -> Configuration:
    (folder / NAME).write_text(text, encoding="utf-8")
    return read_configuration(folder / NAME)


def test_every_setting_is_read(tmp_path: Path) -> None:
    told = 'place = "310107"\nyear = 2024\nseverity = "warning"\noff = ["N-58"]\n' + WAIVER.format("0" * 16)
    found = configuration(tmp_path, told)
    assert (found.place, found.year, found.severity, found.off) == (
        "310107",
        2024,
        Severity.WARNING,
        ("N-58",),
    )
    ((file, waiver),) = found.waivers
    assert (file, waiver.reason, waiver.date) == ("决算.txt", "上级批复", "2025-03-01")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("place = 310107", "place 应为引号里的六位行政区划代码"),
        ("year = '去年'", "year 应为四位年度"),
        ("severity = 'grave'", "severity 应为 error、warning、info 之一"),
        ("off = 'N-58'", "off 应为规则编号的列表"),
        ("jahr = 2024", "没有“jahr”这项设置，可以写：place、year"),
        ("[waiver]\nfile = '决算.txt'", "说明的各条应写成 [[waiver]]"),
        ("[[waiver]]\nreason = '批复'", "第 1 条说明缺少 file"),
        ("[[waiver]]\nfile = '决算.txt'", "第 1 条缺少 fingerprint"),
        ("year = = 3", "不合 TOML 格式，第 1 行写法有误"),
    ],
)
def test_what_is_wrong_is_said(text: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as refused:
        configuration(tmp_path, text)
    assert NAME in str(refused.value) and sentence in str(refused.value)


def test_a_rule_that_is_off_finds_nothing_and_is_named(tmp_path: Path) -> None:
    path = tmp_path / "决算.txt"
    path.write_text(TEXT, encoding="utf-8")
    rules = {finding.rule for finding in check_file(path).failed}
    off = check_file(path, off=[*rules])
    assert rules and not off.failed
    assert any("没有用编号以" in note and min(rules) in note for note in off.result().document.notes)


def test_a_waiver_of_the_settings_explains_the_file_it_names(tmp_path: Path) -> None:
    path = tmp_path / "决算.txt"
    path.write_text(TEXT, encoding="utf-8")
    found = check_file(path).failed[0]
    waivers = configuration(tmp_path, WAIVER.format(found.fingerprint)).waivers
    assert found.fingerprint not in {open.fingerprint for open in check_file(path, waivers=waivers).open}
    other = path.rename(tmp_path / "预算.txt")
    assert check_file(other, waivers=waivers).waivers == []
