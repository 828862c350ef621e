"""The table of formats: everything that opens alone is looked at in a folder, and read by whom it names."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from mingzhang.readers.readable import ARCHIVE, READABLE, Readable, is_readable
from mingzhang.work.check_many import documents


@pytest.mark.parametrize("one", READABLE, ids=lambda one: one.name)
def test_every_format_has_its_reader(one: Readable) -> None:
    module, _, function = one.reader.partition(":")
    assert callable(getattr(import_module(f"mingzhang.readers.{module}"), function))
    assert one.suffixes and all(suffix.startswith(".") for suffix in one.suffixes)


def test_no_suffix_belongs_to_two_formats() -> None:
    suffixes = [suffix for one in READABLE for suffix in one.suffixes]
    assert len(suffixes) == len(set(suffixes)) and ARCHIVE not in suffixes


def test_a_folder_shows_whatever_can_be_named_alone(tmp_path: Path) -> None:
    names = ["扫描.jpg", "决算.docm", "全套.zip", "表.csv", "页.mht", "说明.TXT"]
    for name in [*names, "程序.exe"]:
        (tmp_path / name).write_bytes(b"x")
    assert {path.name for path in documents([tmp_path])} == set(names)
    assert not is_readable("")
