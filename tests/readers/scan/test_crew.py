"""Pages come back in their order, whoever recognised them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from mingzhang.readers.scan import crew as crew_module
from mingzhang.readers.scan.crew import ScanCrew, shared_with
from mingzhang.readers.scan.engine import using
from tests.readers.scan.drawn import Told, line

numpy = pytest.importorskip("numpy")
pytest.importorskip("cv2")


@pytest.mark.parametrize("processes", [1, 2])
def test_pages_come_back_in_their_order(processes: int) -> None:
    blank = numpy.full((60, 40, 3), 255, numpy.uint8)
    with using(Told(line("6.20", 5, 5))), ScanCrew(processes) as crew:
        made = [crew.hand(blank, 72.0, number) for number in (1, 2, 3)]
        assert [read().scans[0].page for read in made] == [1, 2, 3]
    assert crew.ahead == (0 if processes == 1 else 4)


def test_a_file_takes_over_the_processes_that_others_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    others = SimpleNamespace(value=2)
    monkeypatch.setattr(crew_module, "_open", [])
    shared_with(others)
    blank = numpy.full((60, 40, 3), 255, numpy.uint8)
    with using(Told(line("6.20", 5, 5))), ScanCrew(2) as crew:
        made = [crew.hand(blank, 72.0, 1)]
        assert crew.ahead == 0
        others.value = 1
        made += [crew.hand(blank, 72.0, number) for number in (2, 3)]
        assert crew.ahead == 4 and [read().scans[0].page for read in made] == [1, 2, 3]
        others.value = 2
        assert crew.ahead == 4, "what has begun goes on"
