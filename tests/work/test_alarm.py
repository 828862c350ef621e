"""The clock stops what does not look at it, and leaves nothing set."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
import time

import pytest

from mingzhang.facts.deadline import OutOfTimeError
from mingzhang.work.alarm import bounded
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="这个系统没有定时信号")


def busy(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


def test_a_loop_that_never_looks_at_the_clock_is_stopped() -> None:
    began = time.monotonic()
    with pytest.raises(OutOfTimeError), bounded(0.05):
        busy(5)
    assert time.monotonic() - began < 2
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_a_search_of_the_library_is_stopped() -> None:
    began = time.monotonic()
    with pytest.raises(OutOfTimeError), bounded(0.05):
        re.search("(?:a*)*$(?<=b)", "a" * 5_000_000 + "c")
        busy(5)
    assert time.monotonic() - began < 4


def test_it_rings_again_where_the_first_was_taken_for_another_error() -> None:
    with pytest.raises(OutOfTimeError), bounded(0.05):
        try:
            busy(5)
        except Exception:
            busy(5)


def test_an_alarm_inside_another_leaves_the_outer_one_set() -> None:
    with pytest.raises(OutOfTimeError), bounded(0.3):
        with bounded(30):
            busy(0.01)
        busy(5)
    with pytest.raises(OutOfTimeError), bounded(30), bounded(0.05):
        busy(5)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_another_thread_goes_without() -> None:
    done: list[bool] = []

    def work() -> None:
        with bounded(0.01):
            busy(0.05)
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


def test_code_that_does_not_come_back_ends_the_process_with_a_sentence() -> None:
    code = (
        "import signal, time\n"
        "from mingzhang.work.alarm import last_resort\n"
        "with last_resort(0.1, '超过时限。', 2):\n"
        "    time.sleep(60)\n"
    )
    command = [sys.executable, "-X", "utf8", "-c", code]
    done = subprocess.run(command, cwd=ROOT / "src", capture_output=True, timeout=30, check=False)
    assert (done.returncode, done.stderr.decode()) == (2, "超过时限。\n")
