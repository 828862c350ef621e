"""Elements: texts and attributes stay what they are, namespaces are declared once."""

from __future__ import annotations

import pytest
from lxml import etree

from mingzhang.writers.word.elements import NAMESPACES, element, serialized
from mingzhang.writers.words import printable
from tests.writers.results import HOSTILE


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup(text: str) -> None:
    root = etree.fromstring(serialized(element("w:p", element("w:t", text), name=text)))
    (inside,) = root
    assert (inside.text, list(inside)) == (printable(text), [])
    written = root.get(f"{{{NAMESPACES['w']}}}name") or ""
    assert written.split() == printable(text).split(), "an attribute keeps its words; line ends become spaces"


def test_attributes_stand_in_the_namespace_their_vocabulary_wants() -> None:
    made = element("w:footerReference", type="default", r_id="rId1")
    assert dict(made.attrib) == {f"{{{NAMESPACES['w']}}}type": "default", f"{{{NAMESPACES['r']}}}id": "rId1"}
    assert dict(element("a:off", x=0).attrib) == {"x": "0"}


def test_nothing_inside_is_left_out() -> None:
    assert len(element("w:p", None, element("w:r"), None)) == 1


def test_namespaces_are_declared_once() -> None:
    body = element("w:body", *(element("w:p", element("w:r", element("w:t", "甲"))) for _ in range(3)))
    written = serialized(element("w:document", body)).decode()
    assert written.count("xmlns:w=") == 1 and written.startswith("<?xml version=")
    relations = serialized(element("rel:Relationships", element("rel:Relationship", Id="a"))).decode()
    assert relations.count("xmlns=") == 1 and "xmlns:" not in relations


def test_every_part_of_word_names_the_vocabulary_of_relations() -> None:
    """Some programs refuse a footer that does not, though nothing in it refers to anything."""
    for name in ("w:ftr", "w:styles"):
        assert etree.fromstring(serialized(element(name))).nsmap["r"] == NAMESPACES["r"]
    assert "r" not in etree.fromstring(serialized(element("cp:coreProperties"))).nsmap
