"""The commands ``corpus`` and ``ask``: what is printed, the exit codes, what is told without the extra."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")
from mingzhang.cli import FOUND, OK, UNABLE, main
from mingzhang.cli import corpus as module
from mingzhang.work import corpus_engines as engines
from tests.corpus.made import documents, here, text

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(engines, "pool", lambda jobs: here)
    return documents(tmp_path / "各单位")


def test_a_folder_becomes_a_corpus_that_answers(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    out = str(tmp_path / "库")
    assert main(["corpus", str(folder), "-o", out]) == FOUND
    told = capsys.readouterr().out
    assert "共 6 份文件" in told and "汇总.html" in told
    assert main(["ask", out, "SELECT 文件 FROM 文件 WHERE 状态 = 'unreadable'", "--format", "json"]) == OK
    assert json.loads(capsys.readouterr().out) == [{"文件": "坏.pdf"}]
    assert main(["ask", out]) == OK
    assert "documents（文件）　6 行" in capsys.readouterr().out


def test_all_well_is_nothing_to_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr(engines, "pool", lambda jobs: here)
    (tmp_path / "文").mkdir()
    (tmp_path / "文" / "一.txt").write_text(text(), encoding="utf-8")
    assert main(["corpus", str(tmp_path / "文"), "-o", str(tmp_path / "库")]) == OK


@pytest.mark.parametrize(
    "words",
    [
        ["corpus", "{missing}", "-o", "{out}"],
        ["ask", "{missing}", "SELECT 1"],
        ["ask", "{missing}"],
        ["corpus", "{missing}", "-o", "{out}", "--engine", "daft", "--ray", "10.0.0.1:1"],
    ],
)
def test_what_cannot_be_is_one_sentence(tmp_path: Path, words: list[str], capsys: Capture) -> None:
    names = {"missing": str(tmp_path / "无"), "out": str(tmp_path / "库")}
    try:
        code = main([word.format(**names) for word in words])
    except SystemExit as end:
        code = int(str(end.code))
    told = capsys.readouterr()
    assert code == UNABLE and told.err.strip() and not told.out
    assert "Traceback" not in told.err and not (tmp_path / "库").exists()


@pytest.mark.parametrize(
    ("words", "lost", "extra"),
    [
        (["corpus", "文", "-o", "库"], "pyarrow", "corpus"),
        (["ask", "库", "SELECT 1"], "duckdb", "corpus"),
        (["corpus", "文", "-o", "库", "--engine", "daft"], "daft", "batch"),
        (["corpus", "文", "-o", "库", "--ray", "10.0.0.1:1"], "ray", "batch"),
    ],
)
def test_a_missing_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, words: list[str], lost: str, extra: str
) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None if name == lost else name)
    assert main(words) == UNABLE
    assert capsys.readouterr().err == f"这一条命令要安装附加组件：pip install 'mingzhang[{extra}]'。\n"
