"""What files are called: by their paths below one folder, also when they come by standard input."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from mingzhang.readers.limits import Limits
from mingzhang.work.file_names import names_of, root_of
from mingzhang.work.standard_input import saved


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return [tmp_path / unit / "决算.pdf" for unit in ("甲局", "乙局")]


def test_files_below_the_working_folder_go_by_their_path_in_it(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert list(names_of(files).values()) == ["甲局/决算.pdf", "乙局/决算.pdf"]
    assert names_of([Path("甲局/../甲局/决算.pdf")]) == {Path("甲局/../甲局/决算.pdf"): "甲局/决算.pdf"}
    assert root_of(files[:1]) == tmp_path, "a single file too keeps its folders"


def test_files_elsewhere_go_by_what_tells_them_apart(files: list[Path], tmp_path: Path) -> None:
    assert list(names_of(files).values()) == ["甲局/决算.pdf", "乙局/决算.pdf"]
    assert names_of(files[:1]) == {files[0]: "决算.pdf"}
    assert root_of(files) == tmp_path and root_of(files[:1]) == files[0].parent


def test_standard_input_has_a_name_and_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with saved(["-", "甲.txt"], io.BytesIO(b"1"), Limits()) as given:
        assert list(names_of(map(Path, given)).values()) == ["标准输入", "甲.txt"]
        assert root_of([Path(name) for name in given]) == tmp_path
