"""Words of one and two characters are found, as a plain scan finds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.archive.search import build, find

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
