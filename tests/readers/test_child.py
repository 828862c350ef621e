"""What goes wrong in a child is one sentence, and the child is gone."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from mingzhang.readers import child
from mingzhang.readers.child import apart, in_child
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


def test_a_fault_of_ours_comes_back_with_the_lines_it_went_through() -> None:
    with pytest.raises(KeyError) as fault:
        in_child(look_up, watch(), "没有")
    assert [Path(name).name for name, _ in fault.value.__dict__["lines"]][-1] == "test_child.py"


def test_a_fault_that_is_no_plain_data_is_told_by_its_name() -> None:
    with pytest.raises(RuntimeError, match="UnplainError: 坏"):
        in_child(unplain, watch())


def mutter() -> str:
    os.write(2, b"Unsupported marker type 0x6d.")
    return "读完了"


def test_what_a_library_mutters_in_a_child_reaches_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    assert in_child(mutter, watch()) == "读完了" and capfd.readouterr().err == ""


def look_up(name: str) -> int:
    return {"有": 1}[name]


def unplain() -> None:
    class UnplainError(Exception):
        """A class that no other process knows."""

    UnplainError.__qualname__ = "UnplainError"
    raise UnplainError("坏")


def where(path: Path, limits: Limits) -> tuple[int, bool]:
    return os.getpid(), limits.apart


def within(path: Path, limits: Limits) -> bool:
    """Whether a child that is asked for in a child is the child itself."""
    return in_child(os.getpid, watch()) == os.getpid()


def test_files_are_read_apart_only_where_that_is_asked_for() -> None:
    path = Path("决算.pdf")
    assert apart(where, path, Limits()) == (os.getpid(), False)
    child, again = apart(where, path, Limits(apart=True))
    assert child != os.getpid() and not again
    assert apart(within, path, Limits(apart=True))
    assert not multiprocessing.active_children()
