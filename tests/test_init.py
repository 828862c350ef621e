"""The front door: light to import, the verbs at hand."""

from __future__ import annotations

import subprocess
import sys

import pytest

import mingzhang


def test_importing_loads_nothing_heavy() -> None:
    code = "import sys, mingzhang; print(*(name for name in sys.modules if name.startswith('mingzhang.')))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.split() == ["mingzhang.version"]


def test_the_verbs_are_the_ones_of_work() -> None:
    from mingzhang.understanding.read import read_document
    from mingzhang.work.check import check_file

    assert mingzhang.check is check_file
    assert mingzhang.read is read_document


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="publish"):
        mingzhang.publish  # noqa: B018
