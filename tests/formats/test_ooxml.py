"""What Word and Excel files have in common."""

from __future__ import annotations

import pytest
from lxml import etree

from mingzhang.formats.ooxml import SAFE_XML, begins_with_type, has_type, related, relations_of, transitional


@pytest.mark.parametrize(
    ("part", "target", "meant"),
    [
        ("word/document.xml", "styles.xml", "word/styles.xml"),
        ("word/document.xml", "/word/styles.xml", "word/styles.xml"),
        ("word/document.xml", "../custom/a.xml", "custom/a.xml"),
        ("", "word/document.xml", "word/document.xml"),
        ("xl/workbook.xml", "../../../etc/passwd", "etc/passwd"),
    ],
)
def test_targets_are_parts_of_the_package(part: str, target: str, meant: str) -> None:
    root = etree.fromstring(f'<a><b Id="r" Type="t/kind" Target="{target}"/></a>')
    assert related(root, part)["r"] == ("kind", meant)


def test_what_lies_outside_or_is_half_said_is_no_relation() -> None:
    root = etree.fromstring('<a><b Id="1" TargetMode="External" Target="x"/><b Id="2"/><b Target="x"/></a>')
    assert related(root, "word/document.xml") == {}
    assert relations_of("xl/worksheets/sheet1.xml") == "xl/worksheets/_rels/sheet1.xml.rels"


def test_a_document_type_is_seen_before_and_after_parsing() -> None:
    text = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert begins_with_type(text) and begins_with_type(text.decode().encode("utf-16"))
    root = etree.fromstring(text, etree.XMLParser(**SAFE_XML))
    assert has_type(root) and "c" not in (root.text or "")


def test_only_the_strict_dialect_changes() -> None:
    assert transitional(b"<a xmlns='urn:b'/>") == b"<a xmlns='urn:b'/>"
    assert b"schemas.openxmlformats.org" in transitional(
        b"<a x='http://purl.oclc.org/ooxml/wordprocessingml/main'/>"
    )
