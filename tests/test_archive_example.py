"""The made-up fonds goes the whole way; with an engine that reads rubbish it is not accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.readers.scan import crew
from mingzhang.work import archive_batch
from tests.work.archives import quick

pytestmark = pytest.mark.usefixtures("few_rows")
pytest.importorskip("cv2", reason="the extra ocr is not installed")


def test_what_was_drawn_is_known_and_what_is_read_is_held_against_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from examples import archive

    monkeypatch.setattr(archive_batch, "available", lambda: True)
    monkeypatch.setattr(crew, "scanned", quick)
    monkeypatch.setattr(archive, "write_papers", lambda *given, **said: [])
    monkeypatch.setattr(archive, "write_acceptance", lambda *given, **said: [])
    result = archive.run(tmp_path, 1, 1)
    assert not result.accepted and (result.accuracy.share or 0) < 0.3
    assert [page.length > 100 for page in result.accuracy.pages] == [True]  # what was drawn is known
    assert "验收没有通过" in capsys.readouterr().out and not (tmp_path / "移交包").exists()
