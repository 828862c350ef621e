"""``mingzhang manual``: opened, or where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.cli import OK, UNABLE, main
from mingzhang.facts.environment import KEPT_RESULTS


@pytest.mark.parametrize(("window", "told"), [(True, "已在浏览器里打开"), (False, "没有可用的浏览器")])
def test_it_says_where_the_manual_is(
    window: bool,
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(KEPT_RESULTS, str(tmp_path))
    monkeypatch.setattr("mingzhang.work.manual.opened", lambda path: window)
    assert main(["manual"]) == OK
    said = capsys.readouterr().out
    assert told in said and str(tmp_path) in said


def test_into_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "手册.html"
    assert main(["manual", "-o", str(path)]) == OK and path.is_file()
    assert main(["manual", "-o", str(path)]) == UNABLE
    assert "加 --force" in capsys.readouterr().err
