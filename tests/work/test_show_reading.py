"""What was read of a document, in words: its identity, its numbers, and every fact where asked for."""

from __future__ import annotations

from mingzhang.work.examples import facts, text
from mingzhang.work.show_reading import document_text


def test_what_was_read_of_a_document() -> None:
    document = text("某区某局", "2023年度部门决算", "二、收入决算情况说明", "本年收入合计10.00万元。")
    shown = document_text(document)
    assert "种类：部门决算" in shown
    assert "单位：某区某局　年度：2023　地区：未读到（000000）" in shown
    assert "文中的数 1 个：读懂 1　没读懂 0　看不准 0" in shown
    assert "总表.本年收入" not in shown
    assert "总表.本年收入\t10.00万元\t第 4 行“二、收入决算情况说明”" in document_text(document, facts=True)


def test_blank_cells_and_unread_names_in_the_list_of_facts() -> None:
    shown = document_text(facts("总表.其他收入 空", year=None), facts=True)
    assert "总表.其他收入\t空\t" in shown
    assert "年度：未读到" in shown
