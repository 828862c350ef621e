"""The reading path is true: all that it names exists, it fits an hour, twenty questions are answered."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

MOST = 1500  # lines to read in one hour, the page itself included
TOUR = (ROOT / "TOUR.md").read_text(encoding="utf-8")
STEPS = re.findall(r"^\d+\. .*?(?= — )", TOUR, re.MULTILINE | re.DOTALL)
QUESTIONS = re.findall(r"^\| (.*\?) \| (.*) \|$", TOUR, re.MULTILINE)


def names(words: str) -> list[str]:
    return re.findall(r"`([^`]+)`", words)


def is_path(name: str) -> bool:
    return "/" in name or name.endswith((".py", ".toml", ".md"))


def found(name: str) -> Path:
    """The file or folder of a name, below the package or the repository."""
    here = [place / name for place in (ROOT / "src/mingzhang", ROOT) if (place / name).exists()]
    assert here, f"TOUR.md names {name}, which does not exist"
    return here[0]


def length(path: Path, name: str = "") -> int:
    """How many lines there are to read: of a class, function or table of data, or of the whole file."""
    text = path.read_text(encoding="utf-8")
    if not name:
        return len(text.splitlines())
    if path.suffix == ".toml":
        assert f"[{name}]\n" in text, f"{path.name} has no [{name}]"
        return len(text.split(f"[{name}]\n")[1].split("\n[")[0].splitlines()) + 1
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == name:
            return (node.end_lineno or 0) - node.lineno + 1
    raise AssertionError(f"TOUR.md names {name} in {path.name}, which does not stand there")


def stops(words: str) -> Iterator[tuple[Path, str]]:
    """Each file with each name told behind it; the file alone when no name follows."""
    path, told = Path(), True
    for name in names(words):
        if is_path(name):
            if not told:
                yield path, ""
            path, told = found(name), False
        else:
            told = True
            yield path, name
    if not told:
        yield path, ""


def test_the_tour_fits_one_hour() -> None:
    assert len(STEPS) >= 20
    lines = sum(length(path, name) for step in STEPS for path, name in stops(step))
    assert lines + len(TOUR.splitlines()) <= MOST, f"{lines} lines of code are too many: name fewer"


@pytest.mark.parametrize(("question", "answer"), QUESTIONS)
def test_a_question_is_answered_by_what_is_there(question: str, answer: str) -> None:
    assert names(answer), question
    for path, name in stops(answer):
        assert not name or length(path, name)


def test_there_are_twenty_questions() -> None:
    assert len(QUESTIONS) >= 20
    assert len({question for question, _ in QUESTIONS}) == len(QUESTIONS)


def test_who_may_import_pdfium_is_in_the_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    forbidden = [
        contract for contract in settings["tool"]["importlinter"]["contracts"]
        if "pypdfium2" in contract.get("forbidden_modules", ())
    ]  # fmt: skip
    kept_out = {module for contract in forbidden for module in contract["source_modules"]}
    assert {"mingzhang.rules", "mingzhang.work", "mingzhang.cli"} <= kept_out
    assert "mingzhang.readers" not in kept_out
