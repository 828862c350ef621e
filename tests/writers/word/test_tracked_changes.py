"""Tracked changes: accepted they give the new text, rejected the old file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from mingzhang.formats.ooxml import W
from mingzhang.writers.word.tracked_changes import Correction, write_corrections
from tests.readers.office import p, tbl, tc, unzipped
from tests.writers.word.markup import cell, joined, place, resolved, run, tree, word

WHEN = datetime(2025, 3, 1, 9, 5)


def fixed(source: Path, *corrections: Correction) -> tuple[list[str], Path]:
    out = source.with_name("out.docx")
    return write_corrections(source, corrections, out, WHEN, True), out


@pytest.fixture
def source(tmp_path: Path) -> Path:
    runs = run("下降") + run("16.", "<w:b/>") + run("84") + run("%，减少") + run("3.10万元")
    change = f'<w:ins w:id="5" w:author="某人">{run("另增7.70万元")}</w:ins>'
    table = tbl(tc(p("合计")) + tc(p("1,136.17")))
    return word(tmp_path / "a.docx", p(runs=runs) + p(runs=change) + table, settings="")


def text(root: Any) -> str:
    return "".join(item.text or "" for item in root.iter(f"{W}t"))


def test_accepted_and_rejected(source: Path) -> None:
    reasons, out = fixed(
        source,
        Correction(place(source, "16.84%"), "16.84", "16.48"),
        Correction(cell(source, "1,136.17").place(), "1,136.17", "1,131.67"),
    )
    assert reasons == ["", ""]
    root = tree(out)
    assert text(resolved(root, accept=True)).startswith("下降16.48%，减少3.10万元")
    assert "1,131.67" in text(resolved(root, accept=True)) and "1,136.17" not in text(resolved(root, True))
    own = [item for item in root.iter(f"{W}ins", f"{W}del") if item.get(f"{W}author") == "明账"]
    assert len({item.get(f"{W}id") for item in own}) == len(own) == 5
    for item in root.iter(f"{W}ins"):
        if item.get(f"{W}author") == "某人":
            item.set("keep", "1")
    back, old = tree(out), tree(source)
    for item in list(back.iter(f"{W}ins")):
        if item.get(f"{W}author") == "明账":
            item.getparent().remove(item)
    for item in list(back.iter(f"{W}del")):
        for child in item:
            item.addprevious(child)
        item.getparent().remove(item)
    for item in back.iter(f"{W}delText"):
        item.tag = f"{W}t"
    assert joined(back) == joined(old)


def test_the_new_words_look_like_the_old_ones(source: Path) -> None:
    _, out = fixed(source, Correction(place(source, "16.84%"), "16.84", "16.48"))
    insertion = next(i for i in tree(out).iter(f"{W}ins") if i.get(f"{W}author") == "明账")
    assert insertion.find(f"{W}r/{W}rPr/{W}b") is not None
    assert insertion.get(f"{W}date") == "2025-03-01T09:05:00Z"


def test_only_the_document_changes(source: Path) -> None:
    _, out = fixed(source, Correction(place(source, "3.10万元"), "3.10万元", "3.10元"))
    before, after = unzipped(source), unzipped(out)
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]


def test_what_cannot_be_changed_safely_is_left_with_the_reason(source: Path) -> None:
    twice = Correction(place(source, "16.84%，减少3.10"), ".", "。")
    reasons, out = fixed(source, Correction(place(source, "7.70"), "7.70", "7.07"), twice)
    assert "修订" in reasons[0] and "找不到" in reasons[1]
    assert not out.exists()


def test_the_same_words_are_not_changed_twice(source: Path) -> None:
    change = Correction(place(source, "3.10万元"), "3.10", "3.01")
    reasons, _ = fixed(source, change, change)
    assert reasons[0] == "" and "修订" in reasons[1]


def test_a_text_box_is_left_alone(tmp_path: Path) -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('框内6.20万元')}</w:txbxContent></w:pict></w:r>"
    source = word(tmp_path / "a.docx", p("正文", runs=box))
    reasons, out = fixed(source, Correction(place(source, "6.20万元"), "6.20", "6.30"))
    assert "文本框" in reasons[0] and not out.exists()
