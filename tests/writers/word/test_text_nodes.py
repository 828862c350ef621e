"""Runs are cut exactly at the words and keep text and formatting."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mingzhang.facts.place import Place
from mingzhang.formats.ooxml import W
from mingzhang.writers.word.text_nodes import TextNodes, anchor, cuttable, editable, within
from tests.readers.office import NAMES
from tests.writers.word.markup import joined, run

TEXTS = st.lists(st.text("收入12.5%", min_size=1, max_size=6), min_size=1, max_size=5)


def root(inner: str) -> etree._Element:
    return etree.fromstring(f"<w:document {NAMES}><w:body><w:p>{inner}</w:p></w:body></w:document>")


@given(TEXTS, st.data())
def test_a_cut_holds_exactly_the_words_and_changes_nothing_to_see(
    texts: list[str], data: st.DataObject
) -> None:
    document = root("".join(run(text, "<w:b/>" if i % 2 else "") for i, text in enumerate(texts)))
    before, nodes = joined(document), TextNodes(document)
    everything = [(i, 0, len(text)) for i, text in enumerate(texts)]
    whole = nodes.text(everything)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(whole) - 1))
        end = data.draw(st.integers(start + 1, len(whole)))
        elements = nodes.cut(within(everything, start, end))
        assert "".join(element.text for element in elements) == whole[start:end]
        assert all(len(element.getparent().findall(f"{W}t")) == 1 for element in elements)
    assert joined(document) == before
    assert nodes.text(everything) == whole


def test_what_shares_a_run_with_the_words_stays_outside() -> None:
    document = root("<w:r><w:rPr><w:b/></w:rPr><w:tab/><w:t>合计6.20</w:t><w:br/><w:t>万元</w:t></w:r>")
    (element,) = TextNodes(document).cut([(0, 2, 6)])
    alone = element.getparent()
    assert [child.tag for child in alone] == [f"{W}rPr", f"{W}t"]
    assert [[c.tag.removeprefix(W) for c in r] for r in alone.getparent()] == [
        ["rPr", "tab", "t"], ["rPr", "t"], ["rPr", "br", "t"],
    ]  # fmt: skip


def test_words_that_no_longer_stand_there_are_not_found() -> None:
    nodes = TextNodes(root(run("合计6.20万元")))
    assert nodes.origins(Place(printed="6.20", source=((0, 2, 6),))) == [(0, 2, 6)]
    assert nodes.origins(Place(printed="7.20", source=((0, 2, 6),))) == []
    assert nodes.origins(Place(printed="6.20", source=((9, 2, 6),))) == []
    assert nodes.origins(Place(printed="6.20")) == []


def test_blanks_around_the_words_are_left_out() -> None:
    nodes = TextNodes(root(run(" 6.20 ")))
    assert nodes.origins(Place(printed="6.20", source=((0, 0, 6),))) == [(0, 1, 5)]


def test_text_boxes_and_formulas_are_taken_whole() -> None:
    box = f"<w:r><w:pict><w:txbxContent><w:p>{run('框内6.20')}</w:p></w:txbxContent></w:pict></w:r>"
    formula = "<m:oMath><m:r><m:t>6.20</m:t></m:r></m:oMath>"
    document = root(box + formula)
    nodes = TextNodes(document)
    outer = document.find(f"{W}body/{W}p")
    for origin in ((0, 2, 6), (1, 0, 2)):
        (element,) = nodes.cut([origin])
        assert anchor(element).getparent() is outer and not cuttable(element)


def test_text_inside_links_and_controls_may_be_cut_but_fields_and_changes_not_edited() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>SUM(A1)</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("3.00")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    link = (
        f"<w:hyperlink>{run('1.00')}</w:hyperlink><w:sdt><w:sdtContent>{run('2.00')}</w:sdtContent></w:sdt>"
    )
    other = f"<w:ins>{run('4.00')}</w:ins><w:fldSimple>{run('5.00')}</w:fldSimple>"
    nodes = TextNodes(root(link + field + other + run("6.00")))
    found = [nodes.cut([(number, 0, 4)])[0] for number in range(6)]
    assert [editable(element) for element in found] == [True, True, False, False, False, True]
    assert [cuttable(element) for element in found] == [True, True, True, True, False, True]
