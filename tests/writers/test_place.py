"""Outputs appear whole or not at all."""

from __future__ import annotations

import pytest

from mingzhang.writers.place import Unwritable, writable, written


def test_nothing_is_left_behind_when_the_work_fails(tmp_path):
    with pytest.raises(RuntimeError), written(tmp_path / "a.pdf", force=False) as temporary:
        temporary.write_text("半")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_survives_unless_forced(tmp_path):
    target = tmp_path / "a.pdf"
    target.write_text("旧")
    target.chmod(0o640)
    with pytest.raises(Unwritable, match="--force"), written(target, force=False):
        pass
    assert target.read_text() == "旧"
    with written(target, force=True) as temporary:
        temporary.write_text("新")
    assert target.read_text() == "新" and target.stat().st_mode & 0o777 == 0o640


def test_a_name_taken_meanwhile_is_not_overwritten(tmp_path):
    target = tmp_path / "a.pdf"
    with pytest.raises(Unwritable), written(target, force=False) as temporary:
        temporary.write_text("我")
        target.write_text("别人")
    assert target.read_text() == "别人" and list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", ["没有/a.pdf", "a\0b.pdf", "长" * 300 + ".pdf"])
def test_impossible_names_get_one_sentence(tmp_path, name):
    with pytest.raises(Unwritable) as refused, written(tmp_path / name, force=True):
        pass
    assert "\n" not in str(refused.value)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(Unwritable, match="文件夹"):
        writable(tmp_path, force=True)
