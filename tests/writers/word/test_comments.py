"""Comments stand around exactly the printed words and nothing else in the file changes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from mingzhang.facts.finding import Severity
from mingzhang.facts.place import Place
from mingzhang.formats.ooxml import W
from mingzhang.writers.mark import Mark
from mingzhang.writers.word.comments import write_word_marks
from mingzhang.writers.written import UnwritableError
from tests.readers.office import p, tbl, tc, unzipped
from tests.writers.word.markup import cell, commented, joined, paragraph, place, run, signed, tree, word

WHEN = datetime(2025, 3, 1, 9, 5)
TOUCHED = {"word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}


def mark(number: int, where: list[Place], *lines: str, severity: Severity = Severity.ERROR) -> Mark:
    return Mark(number, severity, list(lines) or ["合计不对（T01-04）"], where)


def marked(source: Path, *marks: Mark) -> tuple[int, Path]:
    out = source.with_name("out.docx")
    return write_word_marks(source, marks, out, WHEN, True), out


@pytest.fixture
def source(tmp_path: Path) -> Path:
    runs = run("收入合计12") + run("34.5", "<w:b/>") + run("0万元，占") + run("91.37%。")
    table = tbl(tc(p("合计")) + tc(p("6.") + p("20")), tc(p("结余")) + tc(p(" 3.10 ")))
    return word(tmp_path / "a.docx", p("某局决算") + p(runs=runs) + table, styles="", settings="")


def test_a_comment_covers_exactly_the_words_over_several_runs(source: Path) -> None:
    exact, out = marked(source, mark(1, [place(source, "1234.50万元")]), mark(2, [place(source, "91.37%")]))
    assert exact == 2
    assert commented(tree(out)) == {"0": "1234.50万元", "1": "91.37%"}


def test_overlapping_and_equal_places_keep_their_own_comments(source: Path) -> None:
    places = ["收入合计1234.50万元", "1234.50万元", "1234.50万元", "合计12"]
    _, out = marked(source, *(mark(i, [place(source, text)]) for i, text in enumerate(places, 1)))
    assert list(commented(tree(out)).values()) == places or sorted(commented(tree(out)).values()) == sorted(
        places
    )


def test_cells_of_one_and_of_several_paragraphs(source: Path) -> None:
    cells = [cell(source, "3.10").place(), cell(source, "6.").place()]
    exact, out = marked(source, *(mark(i, [where]) for i, where in enumerate(cells, 1)))
    assert exact == 2 and commented(tree(out)) == {"0": "3.10", "1": "6.20"}


def test_nothing_else_changes(source: Path) -> None:
    _, out = marked(source, mark(1, [place(source, "1234.50")]))
    before, after = unzipped(source), unzipped(out)
    assert set(after) - set(before) == {"word/comments.xml"}
    assert {name for name in before if before[name] != after[name]} <= TOUCHED
    root = tree(out)
    for item in list(root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd")):
        item.getparent().remove(item)
    for item in list(root.iter(f"{W}commentReference")):
        item.getparent().getparent().remove(item.getparent())
    assert joined(root) == joined(tree(source))


def test_the_comment_says_who_when_and_what(source: Path) -> None:
    hostile = "甲<w:p/>&amp;\x00\u202e乙"
    _, out = marked(
        source, mark(7, [place(source, "91.37%")], hostile, "应为：93.17%", severity=Severity.WARNING)
    )
    (comment,) = tree(out, "word/comments.xml")
    assert comment.get(f"{W}author") == "明账" and comment.get(f"{W}date") == "2025-03-01T09:05:00Z"
    lines = ["".join(t.text for t in paragraph.iter(f"{W}t")) for paragraph in comment]
    assert lines == ["【7 警告】甲<w:p/>&amp;乙", "应为：93.17%"]


def test_comments_that_are_there_stay(source: Path, tmp_path: Path) -> None:
    once = tmp_path / "once.docx"
    write_word_marks(source, [mark(1, [place(source, "91.37%")], "一")], once, WHEN, False)
    _, out = marked(once, mark(1, [place(once, "1234.50")], "二"))
    comments = tree(out, "word/comments.xml")
    assert [item.get(f"{W}id") for item in comments] == ["0", "1"]
    assert commented(tree(out)) == {"0": "91.37%", "1": "1234.50"}
    assert list(unzipped(out)).count("word/comments.xml") == 1


def test_a_mark_without_a_place_stands_at_the_beginning(source: Path) -> None:
    lost = Place(printed="不在文中", source=((0, 0, 2),))
    exact, out = marked(source, mark(1, []), mark(2, [lost]))
    assert exact == 0 and set(commented(tree(out)).values()) == {"某局决算"}


def test_list_numbers_that_word_counts_do_not_shift_the_words(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val='
        '"chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    listed = p("收入6.20万元", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    source = word(tmp_path / "a.docx", listed, numbering=numbering)
    _, out = marked(source, mark(1, [place(source, "6.20万元")]), mark(2, [place(source, "（一）收入")]))
    assert commented(tree(out)) == {"0": "6.20万元", "1": "收入"}


def test_signed_files_and_taken_names_are_refused(source: Path, tmp_path: Path) -> None:
    before = source.read_bytes()
    out = tmp_path / "taken.docx"
    out.write_text("别人的")
    with pytest.raises(UnwritableError, match="--force"):
        write_word_marks(source, [mark(1, [])], out, WHEN, False)
    assert out.read_text() == "别人的" and source.read_bytes() == before
    locked = word(tmp_path / "s.docx", p("甲"), signed())
    with pytest.raises(UnwritableError, match="签名"):
        write_word_marks(locked, [], tmp_path / "new.docx", WHEN, False)
    assert not (tmp_path / "new.docx").exists()
    assert {x.name for x in tmp_path.iterdir()} == {"a.docx", "taken.docx", "s.docx"}


def test_any_words_of_any_paragraph_are_found_again(tmp_path: Path) -> None:
    """Over runs, links, tabs, insertions and symbols: the comment covers what the place says is printed."""
    runs = (
        run("收入")
        + "<w:r><w:tab/><w:t>合计</w:t><w:br/></w:r>"
        + f"<w:hyperlink>{run('12')}</w:hyperlink><w:ins w:id='3' w:author='某'>{run('.50')}</w:ins>"
        + f"<w:del w:id='4' w:author='某'><w:r><w:delText>旧</w:delText></w:r></w:del>{run('万元')}"
    )
    source = word(tmp_path / "a.docx", p(runs=runs))
    whole = paragraph(source, "收入")
    for start in range(len(whole.text)):
        for end in range(start + 1, len(whole.text) + 1):
            where = whole.place(start, end)
            expected = where.printed.replace("\t", "").replace("\n", "")
            if expected:
                exact, out = marked(source, mark(1, [where]))
                assert exact == 1 and commented(tree(out)) == {"0": expected}
                assert joined(tree(out)) == joined(tree(source))
