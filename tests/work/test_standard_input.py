"""Standard input as a file, within the limits of a file."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.work import standard_input as module
from mingzhang.work.standard_input import saved


def test_the_file_is_gone_afterwards_and_the_stream_is_left_alone_without_need() -> None:
    with saved(["-"], io.BytesIO(b"%PDF-1.7"), Limits()) as (path,):
        assert Path(path).read_bytes() == b"%PDF-1.7"
    assert not Path(path).exists()
    stream = io.BytesIO(b"unread")
    with saved(["a.pdf"], stream, Limits()) as paths:
        assert paths == ["a.pdf"] and stream.tell() == 0


def test_more_than_a_file_may_have_is_refused() -> None:
    with (
        pytest.raises(UnreadableError, match="标准输入：超过上限 1 MB，未检查。"),
        saved(["-"], io.BytesIO(bytes((1 << 20) + 1)), Limits(file_bytes=1 << 20)),
    ):
        pass


def test_a_full_disk_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "_copy", full)
    with pytest.raises(UnreadableError, match="临时文件夹写不进去"), saved(["-"], io.BytesIO(), Limits()):
        pass
