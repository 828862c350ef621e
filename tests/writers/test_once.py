"""What writers work out alike: once while the publication does not change, anew otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.facts.publication import Publication
from mingzhang.writers import arrange
from mingzhang.writers.once import once, unchanging
from mingzhang.writers.publish import write_set
from tests.writers.publications import long


def test_it_is_worked_out_anew_outside_the_block_and_for_another_publication() -> None:
    asked: list[str] = []

    @once
    def title(publication: Publication) -> str:
        asked.append(publication.title)
        return publication.title

    one, other = Publication("某局", "甲", 2024), Publication("某局", "乙", 2024)
    with unchanging(one), unchanging(one):
        assert [title(one), title(one), title(other), title(other)] == ["甲", "甲", "乙", "乙"]
    one.title = "丙"
    assert title(one) == "丙"
    assert asked == ["甲", "乙", "乙", "丙"]


def test_nothing_is_kept_after_an_error() -> None:
    made = Publication("某局", "甲", 2024)
    with pytest.raises(RuntimeError), unchanging(made):
        assert arrange.spreads(made) is arrange.spreads(made)
        raise RuntimeError
    assert arrange.spreads(made) is not arrange.spreads(made)


def test_a_set_is_laid_out_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stood: list[object] = []
    original = arrange._stand

    def stand(spread: arrange.Spread) -> None:
        stood.append(spread)
        original(spread)

    monkeypatch.setattr(arrange, "_stand", stand)
    made = long()
    arrange.spreads(made)
    count = len(stood)
    stood.clear()
    write_set(made, tmp_path, ["docx", "pdf", "html", "opendata"])
    assert len(stood) == count
