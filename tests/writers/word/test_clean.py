"""A clean copy prints the same, and nothing in it is open."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.readers.limits import Limits
from mingzhang.readers.word.reader import read_docx
from mingzhang.readers.word.unaccepted import unaccepted
from mingzhang.writers.word.clean import write_clean
from mingzhang.writers.written import UnwritableError
from tests.readers.office import p, tbl, tc, unzipped
from tests.writers.word.markup import run, word


def deleted(text: str) -> str:
    return f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>"


ENDS = "<w:rPr><w:del/></w:rPr>"
BODY = (
    p(runs=run("下降") + deleted("16.84%") + f"<w:ins>{run('16.48%')}</w:ins>")
    + p(runs=deleted("整段删去"), properties=ENDS)
    + p(runs=f'<w:commentRangeStart w:id="0"/>{run("支出")}<w:commentRangeEnd w:id="0"/>')
    + p(runs='<w:r><w:rPr/><w:commentReference w:id="0"/></w:r>' + f"<w:moveTo>{run('移来')}</w:moveTo>")
    + p(runs=f"<w:moveFrom>{run('移来')}</w:moveFrom>" + run("后"))
    + tbl(tc(p("合计")) + tc(p("1.00")), "<w:trPr><w:del/></w:trPr>" + tc(p("删行")) + tc(p("2.00")))
)


def test_it_prints_the_same_and_nothing_is_open(tmp_path: Path) -> None:
    said = '<w:comment w:id="0"><w:p/></w:comment>'
    source = word(tmp_path / "a.docx", BODY, comments=said)
    before = source.read_bytes()
    write_clean(source, tmp_path / "b.docx")
    made = read_docx(tmp_path / "b.docx", Limits())
    texts = [paragraph.text for paragraph in made.paragraphs()]
    assert texts == ["下降16.48%", "支出", "移来", "后"]
    assert [[cell.text for cell in table.cells] for table in made.tables()] == [["合计", "1.00"]]
    assert [one.text for one in read_docx(source, Limits()).paragraphs()] == texts
    assert not unaccepted(tmp_path / "b.docx", Limits()) and unaccepted(source, Limits())
    parts = unzipped(tmp_path / "b.docx")
    assert (
        b"w:comment " not in parts["word/comments.xml"] and "删去".encode() not in parts["word/document.xml"]
    )
    assert source.read_bytes() == before


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(tmp_path: Path) -> None:
    source = word(tmp_path / "a.docx", p(runs=run("收入"), properties=ENDS) + p("合计"))
    write_clean(source, tmp_path / "b.docx")
    assert [one.text for one in read_docx(tmp_path / "b.docx", Limits()).paragraphs()] == ["收入合计"]


def test_a_deleted_cell_is_left_to_word(tmp_path: Path) -> None:
    source = word(tmp_path / "a.docx", tbl(tc(p("1"), "<w:cellDel/>")))
    with pytest.raises(UnwritableError, match="请在 Word 里接受"):
        write_clean(source, tmp_path / "b.docx")
    assert not (tmp_path / "b.docx").exists()
