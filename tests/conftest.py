"""What several tests need: real documents where they are at hand, and expected results kept as files."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import settings

from mingzhang.archive import workbook as archive_workbook
from mingzhang.cli import SELDOM
from mingzhang.disclosure import filing_lists, filing_template
from mingzhang.facts.environment import KEPT_RESULTS
from mingzhang.performance import ballot_workbook, project_workbook
from mingzhang.purchasing import workbook as purchasing_workbook
from mingzhang.readers import scan
from mingzhang.supervision import ledger as supervision_ledger
from mingzhang.verification import workbook as verification_workbook

# The gate must say the same twice, also on a busy machine: no random seeds, no time limits for an example.
# As its examples are the same in every run, many of them teach nothing new: `make laws` draws new ones.
settings.register_profile("gate", deadline=None, derandomize=True, max_examples=30)
settings.register_profile("laws", deadline=None, max_examples=300)
settings.load_profile("gate")

ROOT = Path(__file__).resolve().parents[1]
ROWS = 12  # of a workbook to be filled, where a test looks at other things
RECOGNITION = scan.available
SHARED = ROOT.parent / "shared"


def pytest_configure() -> None:
    """What is collected stays to the end: looking through it for garbage again and again took more than half
    of the collecting, which every process of a run does for itself."""
    gc.disable()


def pytest_collection_finish() -> None:
    """What was collected is never looked through, what the tests leave behind seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(SELDOM)
    gc.enable()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write expected results instead of comparing")


@pytest.fixture(scope="session", autouse=True)
def _the_same_everywhere() -> Iterator[None]:
    """Without the optional recognition and without results of earlier checks, on every machine.

    Once for all tests: what is done before and after each of thousands counts.
    """
    with patch.object(scan, "available", lambda: False), patch.dict(os.environ, {KEPT_RESULTS: ""}):
        yield


@pytest.fixture
def recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    """The optional recognition, which takes ten seconds a page: only where it is there and asked for."""
    if not RECOGNITION():
        pytest.skip("the extra ocr (rapidocr, onnxruntime, opencv) is not installed")
    if not os.environ.get("MINGZHANG_RECOGNITION"):
        pytest.skip("set MINGZHANG_RECOGNITION to try the real recognition")
    monkeypatch.setattr(scan, "available", RECOGNITION)


@contextmanager
def fewer_rows() -> Iterator[None]:
    """Workbooks to be filled get few empty rows, and lists of few codes, of which nothing is read.

    Writing, editing and reading them takes a third of the time.
    """
    whole: Any = filing_lists._table

    def short(*given: Any) -> None:
        *others, rows = given
        whole(*others, rows[:ROWS])

    with ExitStack() as few:
        few.enter_context(patch.multiple(filing_template, ROOM=ROWS, SPARE=4))
        few.enter_context(patch.object(filing_lists, "_table", short))
        few.enter_context(patch.object(project_workbook, "ROOM", ROWS))
        few.enter_context(patch.object(ballot_workbook, "ROOM", ROWS))
        few.enter_context(patch.object(supervision_ledger, "ROOM", ROWS))
        few.enter_context(patch.object(purchasing_workbook, "ROOM", ROWS))
        few.enter_context(patch.object(verification_workbook, "ROOM", ROWS))
        few.enter_context(patch.object(archive_workbook, "ROOM", ROWS))
        yield


@pytest.fixture(scope="module")
def few_rows() -> Iterator[None]:
    """What an office gets has sixty empty rows under each key; these tests fill and spoil a few."""
    with fewer_rows():
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the repository; tests that need it are skipped without it."""
    if not (SHARED / "data").is_dir():
        pytest.skip("the real documents (../shared) are not on this machine")
    return SHARED


@pytest.fixture
def accepted(request: pytest.FixtureRequest) -> Callable[[Path, Any], None]:
    """Compare plain data with a JSON file; ``make accept`` writes the file instead."""

    def compare(path: Path, data: Any) -> None:
        if request.config.getoption("--accept"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        assert path.is_file(), f"{path} is missing: run `make accept` and review the new file"
        assert data == json.loads(path.read_text(encoding="utf-8")), "run `make accept` and review the diff"

    return compare
