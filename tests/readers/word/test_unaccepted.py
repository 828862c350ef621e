"""Tracked changes and comments in a Word file are counted, whatever part they stand in."""

from __future__ import annotations

from pathlib import Path

from mingzhang.readers.limits import Limits
from mingzhang.readers.word.unaccepted import Unaccepted, unaccepted
from tests.readers.office import docx, p


def of(path: Path, body: str, **parts: str) -> Unaccepted:
    return unaccepted(docx(path / "a.docx", body, **parts), Limits())


def test_nothing_is_open_in_a_plain_file(tmp_path: Path) -> None:
    assert not of(tmp_path, p("收入合计"))


def test_words_looks_and_comments(tmp_path: Path) -> None:
    runs = (
        "<w:ins><w:r><w:t>1</w:t></w:r></w:ins><w:del><w:r><w:delText>2</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:b/><w:rPrChange><w:rPr/></w:rPrChange></w:rPr><w:t>3</w:t></w:r>"
        '<w:r><w:commentReference w:id="0"/></w:r>'
    )
    assert of(tmp_path, p(runs=runs)) == Unaccepted(3, 1)
    assert of(tmp_path, p("正文"), footnotes="<w:footnote><w:p><w:ins/></w:p></w:footnote>").changes == 1
