"""What goes wrong in a child is one sentence, and the child is gone."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time

import pytest

from mingzhang.readers import child
from mingzhang.readers.child import in_child
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.watch import Watch


def watch() -> Watch:
    """Twenty seconds from now."""
    return Watch("决算.xls", Limits(seconds=20))


def double(number: int) -> int:
    return 2 * number


def refuse() -> None:
    raise UnreadableError("决算.xls", "文件有密码")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def swell() -> int:
    return len(bytearray(child.MEMORY + (64 << 20)))


def sleep() -> None:
    time.sleep(60)


def test_what_is_made_comes_back() -> None:
    assert in_child(double, watch(), 21) == 42


def test_a_refusal_comes_back_as_it_is() -> None:
    with pytest.raises(UnreadableError, match=r"^决算\.xls：文件有密码，未检查。$"):
        in_child(refuse, watch())


@pytest.mark.parametrize(
    ("work", "reason"),
    [(die, "进程意外中止"), (swell, "内存超过 1024 MB")],
)
def test_a_child_that_dies_or_swells_costs_its_file_only(work: object, reason: str) -> None:
    assert callable(work)
    with pytest.raises(UnreadableError, match=f"^决算.xls：.*{reason}"):
        in_child(work, watch())


def test_a_child_that_does_not_end_is_ended() -> None:
    began = time.monotonic()
    with pytest.raises(UnreadableError, match="已停止"):
        in_child(sleep, Watch("决算.xls", Limits(seconds=0.2)))
    assert time.monotonic() - began < 10
    assert not multiprocessing.active_children()


def test_a_fault_of_ours_comes_back() -> None:
    with pytest.raises(TypeError):
        in_child(double, watch())
