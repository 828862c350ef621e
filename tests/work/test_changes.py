"""What changed since the last look: told once, when it has settled, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

import pytest

from mingzhang.facts.environment import OWN_PLACES
from mingzhang.work.changes import News, changes
from mingzhang.work.waive import waiver_file

Step = Callable[[Path], object]
_days = count(1)


class _OverError(Exception):
    pass


def still(folder: Path) -> None:
    """Nothing happens."""


def seen(folder: Path, given: Sequence[Path], *steps: Step) -> list[tuple[list[str], list[str]]]:
    """The changes told while something happens between two looks, and two looks after the last."""
    left = [*steps, still, still]

    def pause() -> None:
        if not left:
            raise _OverError
        left.pop(0)(folder)

    told: list[News] = []
    with pytest.raises(_OverError):
        for change in changes(given, pause):
            told.append(change)
    return [(sorted(p.name for p in one.changed), sorted(p.name for p in one.gone)) for one in told]


def write(name: str, text: str = "甲") -> Step:
    def written(folder: Path) -> None:
        (folder / name).write_text(text, encoding="utf-8")
        later = 1_700_000_000 + next(_days) * 86_400
        os.utime(folder / name, (later, later))

    return written


def remove(name: str) -> Step:
    return lambda folder: (folder / name).unlink()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "各单位").mkdir()
    for name in ("甲.txt", "乙.txt"):
        write(name)(tmp_path / "各单位")
    return tmp_path / "各单位"


ALL: tuple[list[str], list[str]] = (["乙.txt", "甲.txt"], [])


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ([], []),
        ([write("甲.txt", "乙")], [(["甲.txt"], [])]),
        ([write("丙.txt")], [(["丙.txt"], [])]),
        ([write("甲.txt", "1"), write("甲.txt", "12"), write("甲.txt", "123")], [(["甲.txt"], [])]),
        ([write("甲.txt", "1"), still, still, write("甲.txt", "2")], [(["甲.txt"], []), (["甲.txt"], [])]),
        ([remove("乙.txt")], [([], ["乙.txt"])]),
        ([remove("乙.txt"), write("乙.txt", "另写")], [(["乙.txt"], [])]),
        ([write("~$甲.docx")], []),
        ([write(waiver_file(Path("甲.txt")).name)], [(["甲.txt"], [])]),
    ],
    ids=["nothing", "changed", "new", "being written", "twice", "gone", "saved anew", "open", "waived"],
)
def test_what_is_told(steps: list[Step], told: list[tuple[list[str], list[str]]], folder: Path) -> None:
    assert seen(folder, [folder], *steps) == [ALL, *told]


def test_a_named_file_that_goes_is_told_as_changed(folder: Path) -> None:
    told = seen(folder, [folder / "甲.txt"], remove("甲.txt"), still, write("甲.txt"))
    assert told == [(["甲.txt"], [])] * 3, "checking it says that it is not there"


def test_a_changed_place_of_ones_own_concerns_all(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(OWN_PLACES, str(tmp_path))
    write("990000.toml")(tmp_path)
    assert seen(folder, [folder], lambda _: write("990000.toml", "乙")(tmp_path)) == [ALL, ALL]
