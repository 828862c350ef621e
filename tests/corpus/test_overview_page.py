"""The page of a corpus: whole without a network, every count on it, words of documents never markup."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("pyarrow")
from mingzhang.corpus.overview import Overview, overview
from mingzhang.corpus.overview_page import overview_page
from mingzhang.corpus.packed import packed, unpacked
from mingzhang.corpus.shelf import Shelf, written_to
from mingzhang.work.output import FAMILIES
from tests.corpus.test_overview import DOCUMENTS, document

HOSTILE = document("<script>x</script>.txt", "某局", 2023, 90, 5, " ".join(["N-03"] * 90))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("库")
    with written_to(folder) as shelf:
        shelf.take([unpacked(packed(each)) for each in [*DOCUMENTS, HOSTILE]])
    return overview_page(overview(Shelf(folder)), FAMILIES, "第 1 版")


def test_it_loads_nothing_and_runs_nothing(page: str) -> None:
    assert "default-src &#39;none&#39;" in page and "<script" not in page
    assert not re.findall(r'(?:src|href)="(?!#|data:)', page)
    assert "&lt;script&gt;x&lt;/script&gt;.txt" in page


def test_each_part_has_its_place_in_the_contents(page: str) -> None:
    titles = re.findall(r'<h2 id="[^"]*">([^<]+)</h2>', page)
    assert titles == [
        "按规则",
        "按类别",
        "按地区",
        "按年度",
        "屡犯",
        "合计",
        "异常",
        "两年悬殊",
        "检查管到哪里",
        "没能检查的文件",
    ]
    assert re.findall(r'<li><a href="#part-\d+">([^<]+)</a>', page) == titles


def test_it_says_what_was_counted(page: str) -> None:
    for said in (
        "共 8 份文件，2 个地区、4 个年度",
        "N-03 规则N-03",
        "N-03（2021、2022、2023）",
        "20.00 倍",
        "2022年 150.00",
        ">打不开。<",
        "文件分为：全部的 ",
        "错误特别多的文件",
        "北京市丰台区",
    ):
        assert said in page, said


def test_charts_are_told_to_those_who_cannot_see_them(page: str) -> None:
    drawn = re.findall(r'<svg role="img" aria-label="([^"]+)"', page)
    assert len(drawn) == page.count("<figure>") >= 4
    assert any(told.startswith("发现最多的规则。N-03：问题 94处") for told in drawn)


def test_an_empty_corpus_has_a_page() -> None:
    page = overview_page(Overview(), {}, "第 1 版")
    assert "共 0 份文件" in page and "—" in page and "<figure>" not in page
