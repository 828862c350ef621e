"""The generator is the law: the same seed gives the same bytes, and every kind can be planted."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from suite.__main__ import main
from suite.cases import SEED, TABLED, Case, made, planned, read_manifest, write_manifest
from suite.files import content
from suite.manuscript import COMPOSED, SENTENCES
from suite.narrated import narrated
from suite.planting import KINDS

MANIFEST = Path(__file__).parents[2] / "suite" / "manifest.csv"
NARRATED = 1  # an odd number is told in wordings of the suite's own: cheap to make


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_planted_once_and_shown(kind: int) -> None:
    case = made(7, ("c0001", kind, NARRATED))
    said = "\n".join(
        part.text or " ".join(cell.text for cell in part.table.cells) if part.table else part.text
        for part in case.manuscript.parts
    )
    assert case.case.kind == kind and case.case.voice == SENTENCES
    assert case.case.printed in said and case.case.printed != case.case.right
    assert case.case.difficulty in ("easy", "hard") and case.case.where


def test_the_same_seed_gives_the_same_bytes() -> None:
    for number, kind in ((1, 5), (5, 6), (4, 2)):  # Word, a page, a workbook
        one, other = (made(11, ("c0001", kind, number)) for _ in range(2))
        assert one.case == other.case and content(one) == content(other), one.case.file


def test_another_seed_gives_another_document() -> None:
    plan = ("c0001", 5, 5)
    assert content(made(11, plan)) != content(made(12, plan))


def test_a_third_of_the_cases_is_in_wordings_of_the_suite_itself() -> None:
    listed = read_manifest(MANIFEST)
    planted = [case for case in listed if case.kind]
    assert len(planted) >= 500 and len(listed) - len(planted) == 100
    assert sum(case.voice == SENTENCES for case in planted) * 3 >= len(planted)
    assert {case.kind for case in planted} == set(KINDS) == set(range(1, 23))
    assert len({case.place for case in planted}) >= 6
    assert {case.file.rpartition(".")[2] for case in planted} == {"html", "docx", "pdf", "xlsx"}
    assert {case.voice for case in planted} == {SENTENCES, COMPOSED}
    assert all(case.kind in (0, *TABLED) for case in listed if case.file.endswith("xlsx"))


def test_the_manifest_is_what_the_generator_makes() -> None:
    listed = {case.case: case for case in read_manifest(MANIFEST)}
    cheap = [plan for plan in planned(SEED) if plan[1] and plan[2] % 2][:12]
    for plan in cheap:
        assert made(SEED, plan).case == listed[plan[0]], "run `python -m suite suite --manifest`"


def test_a_manifest_reads_back(tmp_path: Path) -> None:
    case = Case(
        "c1",
        "c1.html",
        "000000",
        "account",
        "sentences",
        5,
        "占比",
        "占比写错",
        "easy",
        "一",
        "近",
        "1,2",
        "2",
    )
    write_manifest([case], tmp_path / "m.csv")
    assert [asdict(each) for each in read_manifest(tmp_path / "m.csv")] == [asdict(case)]


def test_clean_documents_add_up() -> None:
    text = [part.text for part in narrated(3).parts]
    assert len(text) == len([part.text for part in narrated(3).parts]) and not any(
        "{" in said for said in text
    )


def test_the_command_takes_the_hidden_seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGZHANG_SUITE_SEED", "5")
    folders = (tmp_path / "hidden", tmp_path / "same", tmp_path / "public")
    seeds: tuple[list[str], ...] = ([], ["--seed", "5"], ["--seed", "6"])
    for folder, seed in zip(folders, seeds, strict=True):
        only = ["--each", "0", "--clean", "2", "--only", "docx"]
        assert main([str(folder), *only, *seed, "--manifest"]) == 0
    hidden, same, public = ((folder / "manifest.csv").read_bytes() for folder in folders)
    assert hidden == same != public
