"""Words of one and two characters are found, as a plain scan finds them."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from mingzhang.archive import search
from mingzhang.archive.search import build, find, joined, spaced

TEXTS = [
    "部门决\n算编制说明", "危房改造方案（2006年）", "ＡＢＣ类 12.35 万元", "改造危房", "决定：算清 abc 账目", "“预算”OR表",
]  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("index") / "索引.sqlite"
    assert build(path, [(f"件{n}", 1, "题名", text) for n, text in enumerate(TEXTS)]) == len(TEXTS)
    return path


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("决算", ["件0"]), ("决", ["件0", "件4"]), ("危房", ["件1", "件3"]), ("危房改造", ["件1"]),
        ("危房 方案", ["件1"]), ("abc", ["件2", "件4"]), ("12.35", ["件2"]), ("预算", ["件5"]), ('"', []),
        ("OR", ["件5"]), ("不存在", []), ("", []), ("题名", [f"件{n}" for n in range(len(TEXTS))]),
    ],
)  # fmt: skip
def test_a_word_is_found_where_it_stands(index: Path, word: str, found: list[str]) -> None:
    count, pages = find(index, word)
    assert [page.code for page in pages] == found and count == len(found)


def test_only_so_many_are_shown_but_all_are_counted(index: Path) -> None:
    count, pages = find(index, "题名", most=2, skip=1)
    assert count == len(TEXTS) and [page.code for page in pages] == ["件1", "件2"]


@pytest.mark.parametrize("name", ["卷#1", "一半?", "50%", "a&b=c", "空 格"])
def test_a_folder_may_be_called_anything(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    path = tmp_path / name / "索引.sqlite"
    build(path, [("甲", 1, "总结", "部门决算")])
    assert find(path, "决算")[0] == 1


@pytest.mark.parametrize(
    "word", ["决\0算", "\0", "决\0", "_", "决 _", "*", "^决", "NEAR(决 算)", "决:算", '""决']
)
def test_no_question_is_too_odd_to_be_answered(index: Path, word: str) -> None:
    count, pages = find(index, word)
    assert count == len(pages) <= len(TEXTS)
    assert {page.code for page in pages} <= {f"件{n}" for n in range(len(TEXTS))}


def test_a_question_with_a_hidden_mark_asks_for_its_words(index: Path) -> None:
    assert [page.code for page in find(index, "危房\0方案")[1]] == ["件1"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ""),
        ("决", "决"),
        ("决算", "决算 算"),
        ("决，算", "决 算"),
        ("ab决c", "ab 决 c"),
        ("１２．５万元", "12 5 万元 元"),
        ("ＡbÉ·γ_", "abé γ"),
        ("〇二", "〇二 二"),
    ],
)
def test_every_character_stands_with_the_one_after_it(text: str, said: str) -> None:
    assert spaced(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ""),
        ("部 门\n决 算", "部门决算"),
        ("annual  report", "annual report"),
        ("2026 年 12 月", "2026年12月"),
        ("（一） 总 结", "(一)总结"),
    ],
)
def test_blanks_go_between_chinese_characters_only(text: str, said: str) -> None:
    assert joined(text) == said and joined(said) == said


def test_words_around_are_cut_with_marks_and_hold_the_word(tmp_path: Path) -> None:
    path = tmp_path / "索引.sqlite"
    build(path, [("甲", 1, "题", "前" * 100 + "决算" + "后" * 100), ("乙", 1, "题", "决算")])
    long, short = find(path, "决算")[1]
    assert long.around == "…" + "前" * 24 + "决算" + "后" * 24 + "…"
    assert short.around == "决算"


def test_a_word_of_the_title_alone_shows_how_the_page_begins(tmp_path: Path) -> None:
    path = tmp_path / "索引.sqlite"
    build(path, [("甲", 1, "巡查记录", "字" * 100)])
    assert find(path, "巡查")[1][0].around == "字" * 48


def test_a_word_is_not_found_across_title_and_text(tmp_path: Path) -> None:
    path = tmp_path / "索引.sqlite"
    build(path, [("甲", 1, "部门决", "算编制")])
    assert find(path, "决算") == (0, [])
    assert find(path, "部门决")[0] == find(path, "算编")[0] == 1


def test_an_index_is_built_anew_and_may_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "索引.sqlite"
    assert build(path, [("甲", 1, "题", "决算")]) == 1
    assert build(path, []) == 0 and find(path, "决算") == (0, [])


def test_more_pages_than_one_transaction_holds_are_all_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_PIECE", 3)
    path = tmp_path / "索引.sqlite"
    for count in (2, 3, 4, 7):
        assert build(path, [("甲", n, "题", f"第{n}页决算") for n in range(count)]) == count
        assert find(path, "决算")[0] == count


def test_what_reading_from_end_to_end_finds_the_index_finds(tmp_path: Path) -> None:
    """Words of one to four characters of a few that often meet, between marks, letters and figures."""
    source, path = Random("检索"), tmp_path / "索引.sqlite"
    texts = ["".join(source.choices("决算预表。，A 2", k=30)) for _ in range(60)]
    build(path, [("件", n, "", text) for n, text in enumerate(texts)])
    for length in (1, 2, 3, 4) * 12:
        word = "".join(source.choices("决算预表", k=length))
        wanted = [n for n, text in enumerate(texts) if word in joined(text)]
        assert [page.seq for page in find(path, word, most=60)[1]] == wanted, word
