"""Tables of a questionnaire put into the model that a browser fills in, so that it needs no network for them.

Runs in a process of its own, without Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from mingzhang.formats.ooxml import SAFE_XML
from mingzhang.survey.form_media import (
    SUFFIXES,
    UnfitMediaError,
    named,
    table_rows,
    table_text,
)

MEDIA_FORM, MEDIA_MODEL = "问卷.xform", "问卷.model"  # no file that a form can use is called so
MOST_BYTES = 1 << 20  # of a table in the page
_NAME = re.compile(r"[^\W\d][\w.-]*")
_XFORMS = {"xf": "http://www.w3.org/2002/xforms"}
_PLAIN = re.compile(r"[\w.-]+")
Rows = list[dict[str, str]]


def sound_media(xform: str, name: str, data: bytes) -> tuple[bytes, Any]:
    """The bytes of a file as devices take them, and what of it goes into the model of a browser.

    Raises :class:`~mingzhang.survey.form_media.UnfitMediaError`.

    >>> sound_media("<x/>", "t.csv", b"name,label\\n1,A\\n")
    (b'name,label\\n1,A\\n', [{'name': '1', 'label': 'A'}])
    """
    suffix = f".{name.lower().rpartition('.')[2]}"
    if suffix not in SUFFIXES:
        raise UnfitMediaError(f"{name}：问卷用不了这种文件，可用{'、'.join(SUFFIXES)}。")
    if not data:
        raise UnfitMediaError(f"{name}：是空文件。")
    within = len(data) <= MOST_BYTES
    if suffix == ".csv":
        rows = table_rows(name, data)
        if lacking := lacking_columns(xform, name, rows):
            raise UnfitMediaError(f"{name}：表头没有“{'、'.join(lacking)}”，问卷的选项要用；请补上这一列。")
        return table_text(name, data).encode(), rows if within else None
    if suffix == ".xml":
        try:
            root = etree.fromstring(data, etree.XMLParser(**SAFE_XML))
        except etree.XMLSyntaxError as fault:
            raise UnfitMediaError(f"{name}：不是完整的 XML。") from fault
        return data, root if within else None
    return data, None


def lacking_columns(xform: str, name: str, rows: list[dict[str, str]]) -> list[str]:
    """The columns that lists of the form take from a table and that the table does not have."""
    heads = set().union(*rows)
    return [column for column in dict.fromkeys(_columns(xform, name)) if column not in heads]


def _columns(xform: str, name: str) -> Iterator[str]:
    root = etree.fromstring(xform.encode(), etree.XMLParser(**SAFE_XML))
    known = {
        each.get("id") for each in root.iterfind(".//xf:instance", _XFORMS) if named(each.get("src"), name)
    }
    for items in root.iterfind(".//xf:itemset", _XFORMS):
        of = re.search(r"instance\('([^']*)'\)", items.get("nodeset", ""))
        if of and of[1] in known:
            yield from (each.get("ref") for each in items if _PLAIN.fullmatch(each.get("ref", "")))


def with_items(model: str, name: str, told: Any) -> tuple[str, bool]:
    """The model with the items of a file, ``None`` without; and whether it has a place for them.

    >>> made = with_items('<m><instance id="t" src="jr://file-csv/t.csv"/></m>', "t.csv", [{"name": "1"}])
    >>> print(made[0])
    <m><instance id="t" src="jr://file-csv/t.csv"><root><item><name>1</name></item></root></instance></m>
    """
    root = etree.fromstring(model.encode(), etree.XMLParser(**SAFE_XML))
    places = [each for each in root.iter("{*}instance") if named(each.get("src"), name)]
    for place in places:
        for child in list(place):
            place.remove(child)
        if told is not None:
            place.append(_items(told, place) if isinstance(told, list) else told)
    return etree.tostring(root, encoding="unicode"), bool(places) and told is not None


def _items(rows: Rows, place: Any) -> Any:
    """Rows as items, in the namespace of their place; heads that no path could name are left out."""
    space = f"{{{place.nsmap[None]}}}" if place.nsmap.get(None) else ""
    root = etree.Element(f"{space}root", nsmap=place.nsmap)
    for row in rows:
        item = etree.SubElement(root, f"{space}item")
        for head, cell in row.items():
            if _NAME.fullmatch(head):
                etree.SubElement(item, f"{space}{head}").text = cell
    return root
