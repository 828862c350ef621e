"""The commands of archives lead from the template to the package."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from mingzhang.cli import FOUND, OK, UNABLE, main
from mingzhang.readers.scan import crew
from mingzhang.work import archive_batch
from tests.work.archives import ONE, TWO, WORDS, little_archive, quick

Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("few_rows")


def test_a_blank_catalogue_says_what_it_lacks(tmp_path: Path, capsys: Capture) -> None:
    blank = tmp_path / "空白.xlsx"
    assert main(["archive", "template", "-o", str(blank)]) == OK
    assert main(["archive", "template", "-o", str(blank)]) == UNABLE
    assert main(["archive", "papers", str(blank)]) == FOUND
    assert "“全宗号”栏：没有填写" in capsys.readouterr().out


def test_a_catalogue_is_printed_and_evidence_filed(tmp_path: Path, capsys: Capture) -> None:
    file, images = little_archive(tmp_path)
    assert main(["archive", "papers", str(file), "--today", "2026-12-01", "-o", str(tmp_path / "打印")]) == OK
    assert (tmp_path / "打印" / "归档文件目录.docx").is_file()
    assert "归档文件 2 件 3 页" in capsys.readouterr().out
    proof, new = str(images / f"{ONE}-001.tif"), str(tmp_path / "新.xlsx")
    words = ["archive", "file", str(file), proof, "--year", "2019", "--department", "BGS", "-o", new]
    assert main(words) == OK
    assert "0123-WS·2019-D30-BGS-0001" in capsys.readouterr().out
    assert main(["archive", "papers", new]) == OK


def fill(path: Path, order: str = "合格") -> None:
    """Fill the form of a sample as somebody at a desk would."""
    book = openpyxl.load_workbook(path)
    sheet = book["抽检表"]
    heads = {cell.value: cell.column for row in sheet.iter_rows() for cell in row if cell.value}
    for row in range(5, sheet.max_row + 1):
        if not sheet.cell(row, 1).value:
            continue
        for head in ("图文相符", "清晰完整", "端正无黑边", "页序"):
            sheet.cell(row, heads[head]).value = order if head == "页序" else "合格"
        sheet.cell(row, heads["转写"]).value = WORDS
        sheet.cell(row, heads["缺陷说明"]).value = "" if order == "合格" else "倒页"
    book.save(path)


@pytest.fixture
def scanned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path, Path]:
    pytest.importorskip("cv2", reason="the extra ocr is not installed")
    file, images = little_archive(tmp_path)
    monkeypatch.setattr(archive_batch, "available", lambda: True)
    monkeypatch.setattr(crew, "scanned", quick)
    return file, images, tmp_path / "成果"


def test_images_become_a_package_that_is_sound(
    tmp_path: Path, scanned: tuple[Path, Path, Path], capsys: Capture
) -> None:
    file, images, out = map(str, scanned)
    assert main(["archive", "scan", file, images, "-o", out, "--most", "1"]) == FOUND  # pages are missing yet
    assert "还有 1 件" in capsys.readouterr().out
    assert main(["archive", "scan", file, images, "-o", out]) == OK
    said = capsys.readouterr().out
    assert "全文索引 3 页" in said and "PDF" in said
    assert main(["archive", "find", out, "危房", "来信"]) == OK
    assert f"{TWO} 第 1 页" in capsys.readouterr().out
    form = str(tmp_path / "抽检表.xlsx")
    assert main(["archive", "sample", file, out, "--share", "100", "-o", form]) == OK
    assert main(["archive", "accept", file, images, out, form]) == FOUND
    fill(Path(form))
    words = ["archive", "accept", file, images, out, form, "-o", str(tmp_path / "报告")]
    assert main(words) == OK
    assert "文字识别准确率 100.00%" in capsys.readouterr().out
    package = str(tmp_path / "移交包")
    assert main(["archive", "package", file, images, out, form, "-o", package]) == OK
    assert main(["archive", "package", file, images, out, form, "-o", package]) == UNABLE
    assert main(["archive", "verify", package, "--against", package]) == OK
    (tmp_path / "移交包" / "data" / "文字" / f"{ONE}.txt").write_text("改", encoding="utf-8")
    assert main(["archive", "verify", package]) == FOUND


def test_defects_go_back_and_nothing_is_packed(
    tmp_path: Path, scanned: tuple[Path, Path, Path], capsys: Capture
) -> None:
    file, images, out = map(str, scanned)
    main(["archive", "scan", file, images, "-o", out])
    form, back = str(tmp_path / "抽检表.xlsx"), str(tmp_path / "退回.xlsx")
    main(["archive", "sample", file, out, "--share", "100%", "-o", form])
    fill(Path(form), "不合格")
    assert main(["archive", "accept", file, images, out, form, "--back", back]) == FOUND
    assert "“页序”合格率 0.00%" in capsys.readouterr().out and Path(back).is_file()
    assert main(["archive", "package", file, images, out, form, "-o", str(tmp_path / "包")]) == UNABLE
    assert "验收没有通过" in capsys.readouterr().err and not (tmp_path / "包").exists()


@pytest.mark.parametrize("share", ["4", "101", "甲", "1/0"])
def test_a_sample_has_at_least_a_twentieth(share: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        main(["archive", "sample", "a.xlsx", "成果", "--share", share, "-o", "b.xlsx"])
    assert "5 和 100 之间" in capsys.readouterr().err


def test_what_is_missing_is_one_sentence(tmp_path: Path, capsys: Capture) -> None:
    for words in (
        ["verify", str(tmp_path)],
        ["find", str(tmp_path), "危房"],
        ["papers", str(tmp_path / "无.xlsx")],
    ):
        assert main(["archive", *words]) == UNABLE
        assert len(capsys.readouterr().err.strip().splitlines()) == 1
