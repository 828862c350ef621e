"""The commands of the digest."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.cli import FOUND, OK, UNABLE, main
from tests.work.test_digests import files

pytestmark = pytest.mark.usefixtures("few_rows")
Capture = pytest.CaptureFixture[str]


def test_the_commands_say_what_came_of_it(tmp_path: Path, capsys: Capture) -> None:
    store = str(tmp_path / "库")
    assert main(["digest", "new", store]) == OK and main(["digest", "new", store]) == UNABLE
    words = ["digest", "collect", store, *map(str, files(tmp_path)), "--today", "2025-09-02"]
    assert main(words) == FOUND
    assert "收入稿件 3 篇，其中与前面同一件事的 1 篇" in capsys.readouterr().out
    assert main(["digest", "show", store, "--today", "2025-09-02"]) == OK
    assert main(["digest", "fetch", store]) == UNABLE and "--online" in capsys.readouterr().err
    assert main(["digest", "issues", store, "-o", str(tmp_path / "出"), "--issue", "没有"]) == UNABLE
    assert main(["digest", "issues", store, "-o", str(tmp_path / "出")]) == OK
    assert "来源清单.opml" in capsys.readouterr().out
