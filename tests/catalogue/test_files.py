"""A file of a place that says what it cannot say is refused with file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mingzhang.catalogue import _load, files, load, outline_of
from mingzhang.catalogue.files import UnfitCatalogueError
from mingzhang.cli import main
from mingzhang.facts.environment import OWN_PLACES

Write = Callable[[str], None]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Writes the file of an invented place; nothing of it stays in a cache."""
    monkeypatch.setenv(OWN_PLACES, str(tmp_path))

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


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('sektions = ["甲"]', "第 2 行：没有“sektions”这一项"),
        ('phrase = "甲"', "第 2 行：“phrase”应为列表"),
        ("sections = []", "第 2 行：“sections”应为表"),
        ('settings = "甲"', "第 2 行：“settings”应为表"),
        ("terms = [1]", "第 2 行：“terms”的写法不对（类型不对）。"),
        ('[sections]\n"收入" = "本年收入"', "第 3 行：“收入”的写法不对"),
        (
            '[[phrase]]\nfact = "甲.收入"\nwort = 1',
            "第 3 行：“甲.收入”的写法不对（短语 甲.收入 有不认识的字段",
        ),
        ("[[phrase]]\nwords = 1", "第 2 行：“phrase”的写法不对（类型不对）。"),
        ("phrase = [1]", "第 2 行：“phrase”的写法不对（类型不对）。"),
        ("[forms.T01]\nsides = 3", "第 2 行：“T01”的写法不对（类型不对）。"),
        ("[forms.T77]\ntitles = []", "第 2 行：“T77”的写法不对（表样 T77 缺少 name（事实名的开头））。"),
        ("[[indicator_system]]\nheads = 1", "第 2 行：“indicator_system”的写法不对"),
        ("[outline]\nentries = 1", "第 2 行：提纲的写法不对（类型不对）。"),
        ('[settings.panel_method]\n"²" = "甲"', "第 2 行：设置"),
    ],
)
def test_what_no_place_can_say_is_refused(own: Write, written: str, said: str) -> None:
    own(written)
    with pytest.raises(UnfitCatalogueError) as refused:
        load("990000", 2024)
        outline_of("990000")
    assert str(refused.value).startswith(f"990000.toml {said}")
    assert str(refused.value).endswith("。") and not str(refused.value).endswith("。。")


def test_a_file_in_another_encoding_is_refused_with_its_line(own: Write, tmp_path: Path) -> None:
    own("")
    (tmp_path / "990000.toml").write_bytes("# 1\nname = '甲乙'\n".encode("gbk"))
    with pytest.raises(UnfitCatalogueError, match=r"^990000\.toml 第 2 行：不是 UTF-8 编码。$"):
        load("990000", 2024)
    (tmp_path / "990000.toml").write_bytes(b"\xef\xbb\xbfname = 'a'\n")
    assert load("990000", 2024).names[0] == "a"


def test_a_folder_that_is_not_there_is_told(
    own: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(OWN_PLACES, str(tmp_path / "没有"))
    assert main(["places"]) == 2
    assert capsys.readouterr().err == f"{tmp_path / '没有'}：MINGZHANG_PLACES 指的不是文件夹。\n"


@pytest.mark.parametrize("command", [["check"], ["check", "--together"], ["check", "--compare"], ["read"]])
def test_a_check_blames_the_file_of_the_place(
    own: Write, capsys: pytest.CaptureFixture[str], tmp_path: Path, command: list[str]
) -> None:
    own('[settings]\nrounding = "凑整"\n')
    path = tmp_path / "决算.txt"
    path.write_text("某省某局\n2023年度部门决算\n本年收入合计90.00万元。\n", encoding="utf-8")
    assert main([*command, str(path), "--place", "990000"]) == 2
    said = capsys.readouterr().err
    assert "990000.toml 第 3 行：设置“rounding”写的是“凑整”" in said and "程序出错" not in said


def test_a_command_tells_it_in_one_sentence(
    own: Write, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    own("[settings\n")
    code = main(["template", "--place", "990000", "--year", "2024", "-o", str(tmp_path / "填报.xlsx")])
    said = capsys.readouterr().err
    assert code == 2 and said == "990000.toml 第 2 行：不合 TOML 的写法。\n"
    assert not (tmp_path / "填报.xlsx").exists()
