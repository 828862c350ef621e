"""The verb that marks: every failing finding once, by the format that the content has."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from mingzhang.cli import main
from mingzhang.facts.finding import Severity
from mingzhang.formats.ooxml import W
from mingzhang.work.check import check_file
from mingzhang.work.mark import mark_file
from mingzhang.writers.words import groups
from tests.readers.pdf.drawing import Sheet, written
from tests.writers.word.markup import commented, tree


@pytest.fixture
def example(root: Path) -> Path:
    return root / "examples/fengtai-2020-faults.docx"


def test_each_finding_is_one_comment_around_what_is_printed(example: Path, tmp_path: Path) -> None:
    result = mark_file(example, tmp_path / "m.docx")
    texts = commented(tree(tmp_path / "m.docx"))
    told = groups(result.result()).open
    assert [texts[str(i)] for i in range(len(told))] == [f.places[0].printed for f in told]
    with zipfile.ZipFile(tmp_path / "m.docx") as archive:
        comments = etree.fromstring(archive.read("word/comments.xml"))
    for comment, finding in zip(comments, told, strict=True):
        assert finding.message in "".join(t.text for t in comment.iter(f"{W}t"))


def test_a_marked_file_is_checked_as_before(example: Path, tmp_path: Path) -> None:
    mark_file(example, tmp_path / "m.docx")
    old, new = check_file(example), check_file(tmp_path / "m.docx")
    assert [str(f) for f in new.findings] == [str(f) for f in old.findings]


def test_the_content_decides_and_not_the_name(example: Path, tmp_path: Path) -> None:
    shutil.copy(example, tmp_path / "a.pdf")
    mark_file(tmp_path / "a.pdf", tmp_path / "m.docx")
    assert commented(tree(tmp_path / "m.docx"))


def test_severity_and_rules_select(example: Path, tmp_path: Path) -> None:
    result = mark_file(example, tmp_path / "m.docx", only=("N-",), severity=Severity.ERROR)
    assert result.failed and all(f.rule.startswith("N-") for f in result.failed)
    assert len(commented(tree(tmp_path / "m.docx"))) == len(result.failed)


def test_a_pdf_gets_an_index_with_each_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = (
        "某某局2024年度部门决算",
        "二、收入决算情况说明",
        "本年收入合计100.00万元，其中：其他收入60.00万元，占91.37%。",
    )
    page = Sheet()
    for number, line in enumerate(lines):
        page.text(72, 100 + 30 * number, line)
    source, out = written(tmp_path / "a.pdf", page), tmp_path / "b.pdf"
    code = main(["mark", str(source), "-o", str(out)])
    failed = check_file(source).failed
    assert code == (1 if failed else 0) and f"标注 {len(failed)} 处" in capsys.readouterr().out
    with pikepdf.open(out) as document:
        assert len(document.pages) == 2


def test_real_pdf_marks_the_known_error(shared: Path, tmp_path: Path) -> None:
    source = shared / "data/real/putuo_finance_2024_final_account.pdf"
    result = mark_file(source, tmp_path / "m.pdf")
    with pikepdf.open(tmp_path / "m.pdf") as document:
        notes = [str(n.get("/Contents", "")) for page in document.pages for n in page.obj.get("/Annots", [])]
    for finding in result.failed:
        assert any(finding.message in note for note in notes), finding.message


def test_text_files_cannot_be_marked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("某局2024年度部门决算。", encoding="utf-8")
    assert main(["mark", str(tmp_path / "a.txt"), "-o", str(tmp_path / "b.pdf")]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and "只能在 PDF 和 Word" in error


@pytest.mark.parametrize("command", ["mark", "fix"])
def test_help_gives_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    assert f"例：mingzhang {command}" in capsys.readouterr().out
