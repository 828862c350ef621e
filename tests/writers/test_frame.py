"""Findings as a data frame of the library that is installed."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest

from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.place import Place
from mingzhang.facts.result import CheckedDocument, Result
from mingzhang.writers.frame import COLUMNS, LIBRARIES, to_frame

FOUND = Finding(
    "N-03", Verdict.FAILS, printed="5.00", expected="6.00", places=[Place(page=3, section="二、收入")]
)
RESULTS = [Result(CheckedDocument("决算.pdf", unit="某局", year=2024), findings=(FOUND,))]


def without(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    for name in names:
        monkeypatch.setitem(sys.modules, name, None)  # what import then takes for not installed


@pytest.mark.parametrize("name", LIBRARIES)
def test_the_library_that_is_there_makes_the_frame(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, *(other for other in LIBRARIES if other != name))
    monkeypatch.setitem(sys.modules, name, SimpleNamespace(DataFrame=dict))
    frame = to_frame(RESULTS)
    assert tuple(frame) == COLUMNS
    assert (frame["file"], frame["page"], frame["section"]) == (["决算.pdf"], [3], ["二、收入"])


@pytest.mark.parametrize("name", LIBRARIES)
def test_with_the_library_itself(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip(name, reason=f"没有安装 {name}，略过")
    without(monkeypatch, *(other for other in LIBRARIES if other != name))
    frame: Any = to_frame(RESULTS)
    assert list(frame.columns) == list(COLUMNS) and len(frame) == 1
    assert list(frame["expected"]) == ["6.00"]


def test_without_either_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, *LIBRARIES)
    with pytest.raises(ImportError, match="没有安装 pandas 或 polars"):
        to_frame(RESULTS)
