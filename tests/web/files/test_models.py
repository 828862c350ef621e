"""Files are kept once, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mingzhang.web.files.models import StoredFile, keep
from tests.web.conftest import District


def test_the_same_bytes_are_kept_once(district: District) -> None:
    assert keep([b"ab", b"c"]) == keep([b"abc"])
    assert StoredFile.objects.get().read() == b"abc"


def test_what_breaks_off_leaves_nothing(district: District, settings: object) -> None:
    def torn() -> Iterator[bytes]:
        yield b"abc"
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        keep(torn())
    root = Path(settings.MEDIA_ROOT)  # type: ignore[attr-defined]
    assert list(root.rglob("*")) == []
    assert not StoredFile.objects.exists()
