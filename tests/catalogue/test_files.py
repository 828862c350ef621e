"""A file of a place that says what it cannot say is refused with file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mingzhang.catalogue import _load, files, load, outline_of
from mingzhang.catalogue.files import UnfitCatalogueError
from mingzhang.cli import main

Write = Callable[[str], None]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Writes the file of an invented place; nothing of it stays in a cache."""
    monkeypatch.setenv(files.OWN_PLACES, str(tmp_path))

    def forget() -> None:
        for cached in (_load, files.place, outline_of):
            cached.cache_clear()

    forget()

    def write(text: str) -> None:
        (tmp_path / "990000.toml").write_text(f'name = "某省"\n{text}', encoding="utf-8")

    yield write
    forget()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('text = ["支出{总表.本年支处}。"]', "第 4 行：提纲里的“{总表.本年支处}”既不是已知的数"),
        ('text = ["支出{总表.本年支出}，{同期 总表.本年支出}。"]', "第 4 行：提纲里的“{同期 总表.本年支出}”"),
        ('text = ["{同比 总表.本年支处}。"]', "第 4 行：提纲里的“总表.本年支处”不是已知的数"),
        ('when = ["总表.收入总记"]', "第 4 行：提纲里的“总表.收入总记”不是已知的数"),
        ('items = [["甲", "收入账.事业收入们"]]', "第 4 行：提纲里的“收入账.事业收入们”不是已知的数"),
        ('texts = { "项" = "{一般表[码].合记}" }', "第 4 行：提纲里的“{一般表[码].合记}”"),
        ('insert = "职责"', "第 4 行：提纲里不能插入“职责”"),
        ('sektion = "总体"', "第 4 行：提纲里没有“sektion”这种写法"),
    ],
)
def test_a_misspelt_outline_is_refused(own: Write, written: str, said: str) -> None:
    own(f"[outline]\n[[outline.entries]]\n{written}\n")
    with pytest.raises(UnfitCatalogueError) as refused:
        outline_of("990000")
    assert str(refused.value).startswith(f"990000.toml {said}")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("row_number = true", "第 3 行：没有“row_number”这项设置"),
        ('row_numbers = "是"', "第 3 行：设置“row_numbers”应为true 或 false，写的是 是"),
        ("over_completion = true", "第 3 行：设置“over_completion”应为整数"),
        ('rounding = "凑整"', "第 3 行：设置“rounding”写的是“凑整”，应为note、adjust之一"),
        ('panel_method = { 2020 = "众数" }', "第 3 行：设置“panel_method”写的是“众数”"),
    ],
)
def test_a_wrong_setting_is_refused(own: Write, written: str, said: str) -> None:
    own(f"[settings]\n{written}\n")
    with pytest.raises(UnfitCatalogueError) as refused:
        load("990000", 2024)
    assert str(refused.value).startswith(f"990000.toml {said}")


def test_a_setting_of_later_years_is_not_looked_at_before(own: Write) -> None:
    own('[settings]\npanel_method = { 2030 = "中位数" }\n')
    assert load("990000", 2024).settings.panel_method == "平均数"
    assert load("990000", 2030).settings.panel_method == "中位数"


def test_a_command_tells_it_in_one_sentence(
    own: Write, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    own("[settings\n")
    code = main(["template", "--place", "990000", "--year", "2024", "-o", str(tmp_path / "填报.xlsx")])
    said = capsys.readouterr().err
    assert code == 2 and said.count("\n") == 1 and "990000.toml：不是可以读懂的 TOML 文件" in said
    assert not (tmp_path / "填报.xlsx").exists()
