"""Answers of people: read from the file beside a scan, put into cells and sentences, opening the gate."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.facts.page_scan import PageScan
from mingzhang.facts.place import Box
from mingzhang.facts.report import Cell, Doubt, Line, Paragraph, Report, Table
from mingzhang.readers.limits import UnreadableError
from mingzhang.readers.scan.gate import gate
from mingzhang.work.answers import Answers, SettledFigure, read_answers, readings_file, settle, take_over

CELL: Box = (100.0, 20.0, 190.0, 38.0)
SAID = '[[reading]]\npage = 1\nbox = [100.0, 20.0, 190.0, 38.0]\ntext = "754.75"\n'


def report() -> Report:
    """A cell that lost digits, a cell that was silent, a sentence with a doubtful figure."""
    cells = [
        Cell("75", 0, 0, page=1, bbox=CELL),
        Cell("", 0, 1, page=1, bbox=(200.0, 20.0, 290.0, 38.0), error="墨"),
    ]
    text = "收入6.2万元。"
    sentence = Paragraph(text, 1, [Line(0, 1, 50.0, 60.0, tuple(10.0 * n for n in range(len(text) + 1)))])
    doubts = [
        Doubt(1, (150.0, 22.0, 180.0, 36.0), 0.5, None, "小数位数与同栏不同"),
        Doubt(1, (200.0, 20.0, 290.0, 38.0), 0.0, None, "有墨迹而没有认出字"),
        Doubt(1, (20.0, 50.0, 50.0, 60.0), 0.4, None, "字迹看不清"),
    ]
    lies = PageScan(1, (1.0, 0, 0, 0, 1.0, 0, 0, 0, 1.0), 600, 800, 1.0, figures=20)
    made = Report("a.png", "picture", [Table(cells, 1), sentence], doubts=doubts, scans=[lies])
    gate(made)
    return made


def test_answers_stand_in_cells_and_sentences_and_open_the_gate() -> None:
    read = report()
    assert read.unread_pages == [1]
    answers = [
        SettledFigure(1, CELL, "754.75"),
        SettledFigure(1, (200.0, 20.0, 290.0, 38.0), ""),
        SettledFigure(1, (20.0, 50.0, 50.0, 60.0), "16.20"),
    ]
    settle(read, answers)
    table, sentence = read.blocks
    assert isinstance(table, Table) and isinstance(sentence, Paragraph)
    assert [(cell.text, cell.error) for cell in table.cells] == [("754.75", None), ("", None)]
    assert sentence.text == "收入16.20万元。" and len(sentence.lines[0].xs) == len(sentence.text) + 1
    assert sentence.lines[0].xs == tuple(sorted(sentence.lines[0].xs))
    assert (read.doubts, read.unread_pages, read.notes) == ([], [], [])


def test_what_nobody_answered_stays_doubtful() -> None:
    read = report()
    settle(read, [SettledFigure(1, CELL, "754.75"), SettledFigure(9, CELL, "1")])
    assert {doubt.reason for doubt in read.doubts} == {"有墨迹而没有认出字", "字迹看不清"}


def test_answers_are_read_from_the_file_beside(tmp_path: Path) -> None:
    document = tmp_path / "甲.pdf"
    assert read_answers(document) == Answers()
    readings_file(document).write_text(SAID, encoding="utf-8")
    assert read_answers(document) == Answers((SettledFigure(1, CELL, "754.75"),))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("reading = 3", "[[reading]]"),
        ("[[reading]]\npage = 1", "第 1 条应有 page"),
        (SAID.replace("38.0]", '"x"]'), "第 1 条应有 page"),
    ],
)
def test_a_bad_file_is_refused_in_a_sentence(tmp_path: Path, text: str, told: str) -> None:
    readings_file(tmp_path / "甲.pdf").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableError, match=r".*"):
        read_answers(tmp_path / "甲.pdf")
    with pytest.raises(UnreadableError) as refused:
        read_answers(tmp_path / "甲.pdf")
    assert told in str(refused.value)


def beside(folder: Path, text: str) -> Report:
    """A report after what is written beside its document was taken over."""
    read = report()
    read.sha256 = "ab12"
    readings_file(folder / "甲.pdf").write_text(text, encoding="utf-8")
    take_over(read, folder / "甲.pdf")
    return read


def first(read: Report) -> str:
    return next(read.tables()).cells[0].text


def test_answers_count_for_the_file_that_was_looked_at(tmp_path: Path) -> None:
    assert first(beside(tmp_path, 'document = "ab12"\n' + SAID)) == "754.75"
    changed = beside(tmp_path, 'document = "cd34"\n' + SAID)
    assert first(changed) == "75" and "改动以前的文件" in changed.notes[-1] and len(changed.doubts) == 4


def test_one_figure_settled_twice_stays_doubtful_where_the_answers_differ(tmp_path: Path) -> None:
    assert first(beside(tmp_path, SAID + SAID)) == "754.75"
    twice = beside(tmp_path, SAID + SAID.replace("754.75", "75.00"))
    assert first(twice) == "75" and any("“754.75”与“75.00”" in note for note in twice.notes)


def test_answers_that_cannot_be_opened_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readings_file(tmp_path / "甲.pdf").write_text(SAID, encoding="utf-8")
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: (_ for _ in ()).throw(PermissionError()))
    with pytest.raises(UnreadableError, match="核对结果打不开"):
        read_answers(tmp_path / "甲.pdf")
