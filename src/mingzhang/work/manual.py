"""The manual that travels with the program: found, made into one page, opened."""

from __future__ import annotations

import os
import re
import tempfile
import webbrowser
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from mingzhang.version import VERSION
from mingzhang.work.memory import default_folder
from mingzhang.writers.html.manual_page import Chapter, ShownChapter, chapter_shown, manual_page
from mingzhang.writers.written import UnwritableError, written

TITLE = "明账使用手册"
_PACKAGE = Path(__file__).resolve().parents[1]
_CONTENTS = "manual/README.md"
_BESIDE = ("compatibility.md", "cli.md", "rules/README.md", "glossary.md")  # what the manual refers to
_CHAPTER = re.compile(r"^\d+\. \[[^]]*\]\(([^)]+)\)", re.MULTILINE)


def manual_folder() -> Path:
    """The folder of the pages: within the installed program, or ``docs`` of the repository it runs from.

    >>> (manual_folder() / "manual" / "开始.md").is_file()
    True
    """
    installed = _PACKAGE / "docs"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "docs"


def manual_text() -> str:
    """The whole manual as one web page, its chapters in the order of its contents.

    Raises :class:`OSError` where a page is missing.
    """
    folder = manual_folder()
    contents = (folder / _CONTENTS).read_text(encoding="utf-8")
    names = [_CONTENTS, *(f"manual/{name}" for name in _CHAPTER.findall(contents)), *_BESIDE]
    chapters = [Chapter(name, (folder / name).read_text(encoding="utf-8")) for name in names]
    pictures = {f"manual/{path.name}": path.read_bytes() for path in (folder / "manual").glob("*.png")}
    return manual_page(TITLE, f"明账 {VERSION}", chapters, pictures)


def manual_pages() -> list[str]:
    """The paths of all pages of the manual and of all rules, within its folder.

    >>> "manual/开始.md" in manual_pages() and "rules/T01-04.md" in manual_pages()
    True
    """
    folder = manual_folder()
    found = [path for part in ("manual", "rules") for path in sorted((folder / part).glob("*.md"))]
    return [path.relative_to(folder).as_posix() for path in found] + [
        name for name in _BESIDE if "/" not in name and (folder / name).is_file()
    ]


def chapter_of(name: str, links: Mapping[str, str], pictures: Mapping[str, str]) -> ShownChapter | None:
    """One page of the manual, to stand in a page of somebody else's; ``None`` where there is none.

    ``links`` and ``pictures`` say where pages and pictures are, by their paths.
    """
    if name not in manual_pages():
        return None
    return chapter_shown(Chapter(name, (manual_folder() / name).read_text(encoding="utf-8")), links, pictures)


def write_manual(path: str | Path | None = None, force: bool = False) -> Path:
    """Write the manual into a file, by default one in the user's own folder for such things.

    Raises :class:`UnwritableError`.
    """
    data = manual_text().encode()
    if path is not None:
        return _written(Path(path), data, force)
    kept = default_folder()
    if kept is not None:
        with suppress(OSError, UnwritableError):
            kept.mkdir(mode=0o700, parents=True, exist_ok=True)
            return _written(kept / f"{TITLE}.html", data, force=True)
    return _written(Path(tempfile.mkdtemp(prefix="mingzhang-")) / f"{TITLE}.html", data, force=True)


def _written(path: Path, data: bytes, force: bool) -> Path:
    with written(path, force) as stream:
        stream.write(data)
    return path


def opened(path: Path) -> bool:
    """Show a page in the browser; false where there is none with windows."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    if type(browser) is webbrowser.GenericBrowser and not os.environ.get("BROWSER"):
        return False  # one that would take the terminal
    return browser.open(path.resolve().as_uri())
