"""Typesetting: our fonts and no others, and one sentence where they are missing."""

from __future__ import annotations

import pytest

from mingzhang.writers.pdf import typst as typesetting
from mingzhang.writers.pdf.typst import BOLD, SANS, compiled
from mingzhang.writers.written import UnwritableError
from tests.writers.publications import RING


def test_only_the_fonts_of_the_packages_are_known() -> None:
    families = set(typesetting._fonts().families())
    assert {"Noto Serif SC", SANS, BOLD} <= families
    assert all(name.startswith("Noto ") for name in families)


def test_missing_fonts_are_one_sentence_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "_PACKAGES", ("no_such_fonts",))
    typesetting._fonts.cache_clear()
    try:
        with pytest.raises(UnwritableError) as refused:
            compiled("picture.typ", {"picture": "<svg/>"}, format="png")
    finally:
        typesetting._fonts.cache_clear()
    assert str(refused.value).count("。") == 1
    assert "缺少随程序安装的中文字体" in str(refused.value) and "pip install mingzhang" in str(refused.value)


def test_what_goes_in_is_data_and_the_same_gives_the_same() -> None:
    from mingzhang.writers.chart import picture

    inputs = {"picture": picture(RING)}
    assert compiled("picture.typ", inputs, format="png") == compiled("picture.typ", inputs, format="png")
