"""The digest on disk: files in, once each; issues out, all or none; a bad file stops nobody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from mingzhang.digest.article import NewsSource
from mingzhang.readers.limits import UnreadableError
from mingzhang.work.ask_site import SourceUnfetchedError
from mingzhang.work.digests import (
    COPIES,
    LEDGER,
    TEXTS,
    OpenDigestError,
    collect,
    new_store,
    open_store,
    write_issues,
)
from mingzhang.work.fetch_sources import fetch_sources

pytestmark = pytest.mark.usefixtures("few_rows")
DAY = date(2025, 9, 2)
STORY = "昨夜大雨，东路与西路交口积水约三十厘米，排水队两小时排除，交通恢复正常，居民表示满意。"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    new_store(tmp_path / "库")
    return tmp_path / "库"


def files(folder: Path) -> list[Path]:
    said = {
        "甲.txt": f"东路积水排除\n来源：甲报 2025年9月1日\n{STORY}",
        "乙.txt": f"雨夜排水\n来源：乙报 2025年9月2日\n乙报讯，{STORY}",
        "坏.xml": "这不是 XML",
        "未来.txt": "将来的事情\n2099年1月1日\n这件事情还没有发生，先记在这里，看看日期怎么办。",
        "源.opml": '<opml><body><outline text="丙" xmlUrl="https://c.example/rss"/></body></opml>',
    }
    for name, text in said.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in said]


def test_files_become_articles_with_copies_and_the_bad_one_is_told(tmp_path: Path, store: Path) -> None:
    made = collect(store, files(tmp_path), DAY)
    assert (
        len(made.new) == 3
        and [each.repeats for each in made.new] == [False, True, False]
        and made.sources == 1
    )
    assert len(made.refused) == 1 and "坏.xml" in made.refused[0]
    assert any("在今天之后" in note for note in made.told)
    ledger = open_store(store)
    assert not ledger.problems and {each.sha256 for each in ledger.articles.values()} == {
        path.stem for path in (store / COPIES).iterdir()
    }
    assert ledger.articles["00001"].text == STORY and len(list((store / TEXTS).iterdir())) == 3
    assert not ledger.sources[0].fetch


def test_what_is_there_already_is_not_taken_twice(tmp_path: Path, store: Path) -> None:
    given = files(tmp_path)
    collect(store, given, DAY)
    before = (store / LEDGER).read_bytes()
    again = collect(store, [tmp_path / "甲.txt", tmp_path / "乙.txt"], DAY)
    assert not again.new and len(again.known) == 2 and (store / LEDGER).read_bytes() == before
    (tmp_path / "丁.txt").write_text(f"又一家报道\n来源：丁报 2025年9月2日\n{STORY}", encoding="utf-8")
    (later,) = collect(store, [tmp_path / "丁.txt"], DAY).new
    assert (later.number, later.first) == ("00004", "00001")


def test_a_row_that_was_not_read_keeps_the_ledger_as_it_is(tmp_path: Path, store: Path) -> None:
    collect(store, files(tmp_path), DAY)
    book = openpyxl.load_workbook(store / LEDGER)
    sheet = book["稿件"]
    at = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "发布日期")
    sheet.cell(at.row + 1, at.column).value = "去年"
    book.save(store / LEDGER)
    before = (store / LEDGER).read_bytes()
    with pytest.raises(OpenDigestError, match="没有收入"):
        collect(store, files(tmp_path), DAY)
    with pytest.raises(OpenDigestError, match="没有写刊期"):
        write_issues(store, tmp_path / "出", DAY)
    assert (store / LEDGER).read_bytes() == before and not (tmp_path / "出").exists()


def test_a_folder_without_a_ledger_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="mingzhang digest new"):
        open_store(tmp_path)


def test_only_listed_sources_are_asked_slowly_and_as_the_site_allows(tmp_path: Path) -> None:
    asked, waits = list[str](), list[float]()

    def ask(address: str) -> bytes:
        asked.append(address)
        if address.endswith("robots.txt"):
            return b"User-agent: *\nDisallow: /private/"
        if address.endswith("gone"):
            raise SourceUnfetchedError("网站答复 404")
        return b"<rss/>"

    sources = [
        NewsSource("甲", address="https://a.example/rss", fetch=True),
        NewsSource("乙", address="https://a.example/private/rss", fetch=True),
        NewsSource("丙", address="https://a.example/gone", fetch=True),
        NewsSource("丁", address="https://b.example/rss"),
        NewsSource("戊", address="file:///etc/hosts", fetch=True),
    ]
    made = fetch_sources(sources, tmp_path, ask, waits.append)
    assert [path.name for path in made.files] == ["甲.xml"] and len(made.refused) == 2 and len(waits) == 2
    assert asked.count("https://a.example/robots.txt") == 1 and not any("b.example" in each for each in asked)
