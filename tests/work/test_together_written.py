"""Documents that are written as one set, in one process or in several."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.facts.publication import TITLE, Piece, Publication
from mingzhang.facts.refusal import RefusalError
from mingzhang.facts.report import Paragraph
from mingzhang.work import together_written
from mingzhang.work.together_written import DocumentFiles, write_documents


def documents(count: int) -> list[DocumentFiles]:
    made = []
    for number in range(count):
        publication = Publication("某局", f"报告{number}", 2024, [Piece(Paragraph("报告"), TITLE)])
        made.append(DocumentFiles(publication, f"报告{number}", ("html",)))
    return made


@pytest.mark.parametrize("jobs", [1, 2])
def test_all_of_them_appear(tmp_path: Path, jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together_written, "_FEW", 2)
    paths = write_documents(documents(3), {"结果.json": b"{}"}, tmp_path / "反馈", jobs=jobs)
    assert [path.name for path in paths] == ["报告0.html", "报告1.html", "报告2.html", "结果.json"]
    assert all(path.stat().st_size for path in paths) and len(list((tmp_path / "反馈").iterdir())) == 4


def test_or_none_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(publication: Publication, *_: object) -> None:
        if publication.title == "报告1":
            raise RefusalError("报告1：没有写出。")

    monkeypatch.setattr(together_written, "write_into", refused)
    with pytest.raises(RefusalError, match="报告1"):
        write_documents(documents(3), {}, tmp_path, jobs=1)
    assert not list(tmp_path.iterdir())


def test_names_that_are_taken_are_told_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "报告1.html").write_text("旧", encoding="utf-8")
    with pytest.raises(RefusalError, match="--force"):
        write_documents(documents(2), {}, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["报告1.html"]
    write_documents(documents(2), {}, tmp_path, force=True)
    assert (tmp_path / "报告1.html").read_text(encoding="utf-8") != "旧"
