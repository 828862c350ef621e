"""The manual comes along: it is whole, it is written somewhere in any case, and no browser is no error."""

from __future__ import annotations

import re
import webbrowser
from pathlib import Path

import pytest

from mingzhang.facts.environment import KEPT_RESULTS
from mingzhang.work import manual as module
from mingzhang.work.manual import TITLE, manual_folder, manual_text, opened, write_manual
from mingzhang.writers.written import UnwritableError


def test_every_page_of_the_manual_and_every_picture_is_in_it() -> None:
    page, pages = manual_text(), sorted((manual_folder() / "manual").glob("*.md"))
    titles = [re.findall(r"^# (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)[0] for path in pages]
    assert [title for title in titles if f">{title}</h2>" not in page] == []
    assert page.count("data:image/png") == len(list((manual_folder() / "manual").glob("*.png")))


def test_every_link_within_the_page_leads_somewhere() -> None:
    page = manual_text()
    assert {*re.findall(r'href="#([^"]+)"', page)} <= {*re.findall(r'id="([^"]+)"', page)}
    assert not re.findall(r'href="(?!#)[^"]*\.(?:md|json)', page)


def test_pages_within_the_package_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PACKAGE", tmp_path / "src" / "mingzhang")
    assert manual_folder() == tmp_path / "docs"
    (tmp_path / "src" / "mingzhang" / "docs").mkdir(parents=True)
    assert manual_folder() == tmp_path / "src" / "mingzhang" / "docs"


def test_it_is_kept_where_results_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEPT_RESULTS, str(tmp_path / "缓存"))
    path = write_manual()
    assert path == tmp_path / "缓存" / f"{TITLE}.html" and path.stat().st_size > 1000
    assert write_manual() == path, "again over the old one"


@pytest.mark.parametrize("kept", ["", "一个文件/下面"])
def test_where_there_is_no_such_folder_it_is_a_temporary_file(
    kept: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "一个文件").touch()
    monkeypatch.setenv(KEPT_RESULTS, kept and str(tmp_path / kept))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    path = write_manual()
    assert path.is_file() and path.parent.parent == tmp_path


def test_a_file_of_ones_own_is_not_written_over(tmp_path: Path) -> None:
    write_manual(tmp_path / "手册.html")
    with pytest.raises(UnwritableError, match="已存在"):
        write_manual(tmp_path / "手册.html")
    assert write_manual(tmp_path / "手册.html", force=True).is_file()


class Window(webbrowser.BackgroundBrowser):
    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        return url.startswith("file:///")


@pytest.mark.parametrize(
    ("browser", "seen"), [(Window("x"), True), (webbrowser.GenericBrowser("w3m"), False)]
)
def test_a_browser_of_the_terminal_is_none(
    browser: webbrowser.BaseBrowser, seen: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("BROWSER", raising=False)
    monkeypatch.setattr(webbrowser, "get", lambda: browser)
    assert opened(tmp_path / "手册.html") is seen


def test_without_any_browser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def none() -> webbrowser.BaseBrowser:
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(webbrowser, "get", none)
    assert not opened(tmp_path / "手册.html")
