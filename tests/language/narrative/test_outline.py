"""Outlines as data: every place's own, and what is refused."""

from __future__ import annotations

import re

import pytest

from mingzhang.catalogue import load, outline_of
from mingzhang.language.narrative.outline import INSERTS, Outline, OutlineLine, UnfitOutlineError
from mingzhang.language.narrative.sentence_writer import VERBS

PLACES = ("000000", "110106", "310107", "440106")
_SLOT = re.compile(r"\{([^{}]*)\}")


def texts(entry: OutlineLine) -> list[str]:
    headings = [entry.part, entry.section, entry.subsection, entry.title]
    labels = [label for label, _ in (*entry.items, *entry.series)]
    return [*entry.text, *entry.texts.values(), *headings, *labels]


def test_lists_become_tuples() -> None:
    data = {"chart": "ring", "items": [["甲", "表.甲"]], "series": [["金额", "*"]], "when": ["表.甲"]}
    (entry,) = Outline.of({"entries": [data]}, known={("表", "甲")}).entries
    assert (entry.items, entry.series, entry.when) == ((("甲", "表.甲"),), (("金额", "*"),), ("表.甲",))


@pytest.mark.parametrize("entry", [{"sections": "总体"}, {"insert": "chart"}])
def test_what_is_unknown_is_refused(entry: dict[str, str]) -> None:
    with pytest.raises(UnfitOutlineError, match=r"提纲里没有“sections”这种写法|提纲里不能插入“chart”"):
        Outline.of({"entries": [entry]})


@pytest.mark.parametrize("place", PLACES)
def test_every_slot_of_a_place_is_a_verb_or_a_fact(place: str) -> None:
    """A slip in an outline would only be seen in the document of the office that it hits."""
    names = {form.name for form in load(place).forms}
    tables = {*names, "说明", "人员", "资产", "绩效", "机关运行经费", "购买服务", "码"}
    slots = 0
    for entry in outline_of(place).entries:
        for text in texts(entry):
            assert text.count("〔") == text.count("〕"), text
            assert text.count("{") == text.count("}"), text
            for slot in _SLOT.findall(text):
                slots += 1
                verb = slot.split()[0]
                assert verb in VERBS or re.split(r"[.\[]", verb)[0] in tables, slot
    assert slots > 100


@pytest.mark.parametrize("place", PLACES)
def test_sentences_that_say_none_are_chosen_by_the_same_facts(place: str) -> None:
    """``unless`` names figures that ``when`` of another entry names: one of the two sentences stands."""
    entries = outline_of(place).entries
    wanted = {name for entry in entries for name in entry.when}
    for entry in entries:
        assert set(entry.unless) <= wanted, entry.text
        assert entry.insert in ("", *INSERTS)
