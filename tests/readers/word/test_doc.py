"""Legacy Word documents: converted, read, and the notes say by whom."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from mingzhang.facts.report import Table
from mingzhang.readers import read_report
from mingzhang.readers.limits import Limits
from mingzhang.readers.word import doc
from tests.readers.legacy import ole_file
from tests.readers.office import docx, p, refusal

FILE = Path(__file__).parent / "files" / "account.doc"


def test_text_and_tables_with_merged_cells_are_read(tmp_path: Path) -> None:
    file = Path(shutil.copy(FILE, tmp_path / "决算.doc"))
    report = read_report(file)
    assert (report.format, report.file) == ("doc", "决算.doc")
    assert "本年收入合计1,234.50万元。" in [q.text for q in report.paragraphs()]
    table = next(report.tables())
    assert isinstance(table, Table)
    assert [(c.text, c.rowspan, c.colspan) for c in table.cells[:2]] == [("项目", 2, 1), ("决算数", 1, 2)]
    assert report.notes == ["旧版 .doc 文件，已由 msdoc2docx 转换后读取，请与原件核对。"]


def test_a_name_that_looks_like_an_option_is_no_option(tmp_path: Path) -> None:
    assert read_report(Path(shutil.copy(FILE, tmp_path / "-o.wps"))).format == "doc"


def test_what_no_converter_can_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    broken = ole_file(tmp_path / "a.doc", "WordDocument", b"\xec\xa5")
    assert "未能转换" in refusal(read_report, broken)


def test_the_second_converter_is_used_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def office(command: list[str], folder: Path, watch: object) -> str:
        if "soffice" in command[0]:
            docx(folder / "document.docx", p("收入合计1万元"))
        return "not supported"

    monkeypatch.setattr(doc, "_run", office)
    monkeypatch.setattr(shutil, "which", lambda name: "soffice")
    report = read_report(ole_file(tmp_path / "a.doc", "WordDocument", b"\xec\xa5"))
    assert [q.text for q in report.paragraphs()] == ["收入合计1万元"]
    assert "已由 LibreOffice 转换" in report.notes[0]


def test_a_password_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "_convert", lambda *_: "error: document is encrypted")
    assert "有密码" in refusal(read_report, ole_file(tmp_path / "a.doc", "WordDocument", b"\xec\xa5"))


def test_a_converter_is_ended_when_time_is_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "_convert", lambda *_: time.sleep(60))
    assert "已停止" in refusal(read_report, FILE, Limits(seconds=0.3))
    real = subprocess.Popen
    monkeypatch.setattr(doc, "_convert", lambda *_: "not supported")
    monkeypatch.setattr(shutil, "which", lambda name: "soffice")
    monkeypatch.setattr(subprocess, "Popen", lambda command, **more: real(["sleep", "60"], **more))
    assert "已停止" in refusal(read_report, FILE, Limits(seconds=0.5))
