"""The front door: light to import, the verbs at hand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import mingzhang

HEAD = "某市某局\n2024年度部门决算\n二、收入决算情况说明\n"


def test_importing_loads_nothing_heavy() -> None:
    code = "import sys, mingzhang; print(*(name for name in sys.modules if name.startswith('mingzhang.')))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.split() == ["mingzhang.version"]


def test_every_verb_is_a_function_and_is_shown() -> None:
    verbs = set(mingzhang.__all__) - {"__version__"}
    assert all(callable(getattr(mingzhang, verb)) and getattr(mingzhang, verb).__doc__ for verb in verbs)
    assert verbs <= set(dir(mingzhang))


def test_a_result_shows_what_failed_first(tmp_path: Path) -> None:
    path = tmp_path / "决算.txt"
    path.write_text(f"{HEAD}本年收入90.00万元，比上年减少10.00万元，下降20.00%。", encoding="utf-8")
    first, *failed = repr(mingzhang.check(path)).splitlines()
    assert first.startswith("决算.txt：") and "错误" in first
    assert any("20.00%" in line for line in failed)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="publish"):
        mingzhang.publish  # noqa: B018
