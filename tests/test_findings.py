"""Findings about libraries are programs that keep to their form; running them is for `make findings`."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

FOLDER = ROOT / "findings"
FINDINGS = sorted(FOLDER.glob("*.sh"))


@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: path.stem)
def test_a_finding_keeps_to_its_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    assert os.access(path, os.X_OK)
    assert lines[0] == "#!/usr/bin/env bash" and lines[1].startswith("# "), (
        "it begins by saying what it is about"
    )
    assert "set -euo pipefail" in lines and "mktemp -d" in text and "trap 'rm -rf" in text
    (installed,) = re.findall(r"pip .*install (.*)", text)
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", word) for word in installed.split()), "every version is named"
    assert "mingzhang" not in text, "it runs without our program"
    assert "version(" in text and "print(" in text and "assert " in text


def test_every_finding_is_listed_once() -> None:
    listed = re.findall(r"\]\(([\w.-]+\.sh)\)", (FOLDER / "README.md").read_text(encoding="utf-8"))
    assert sorted(listed) == [path.name for path in FINDINGS]
    assert {path.name for path in FOLDER.iterdir()} == {*listed, "README.md"}
