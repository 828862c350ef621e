"""The catalogue as EAD3: one description for each item, with its dates, box, appraisal and files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from xml.etree import ElementTree

from mingzhang.archive.catalogue import Catalogue, CatalogueItem
from mingzhang.archive.workbook import parsed_codes

NAMESPACE = "http://ead3.archivists.org/schema/"
_NO_XML = re.compile(
    r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)  # no reader opens a file with one


def ead(catalogue: Catalogue, files: Mapping[str, Iterable[str]] = MappingProxyType({})) -> bytes:
    """The catalogue as an EAD3 document; ``files`` are the files of items by code.

    >>> b"<unitid>" in ead(Catalogue("0123", "某办公室"))
    True
    """
    ElementTree.register_namespace("", NAMESPACE)
    root = _new(None, "ead")
    control = _new(root, "control")
    _new(control, "recordid", catalogue.fonds or "0000")
    title = _new(_new(_new(control, "filedesc"), "titlestmt"), "titleproper")
    title.text = f"{catalogue.name}归档文件目录"
    _new(control, "maintenancestatus", value="derived")
    agency = _new(control, "maintenanceagency")
    _new(agency, "agencyname", catalogue.name)
    history = _new(_new(control, "maintenancehistory"), "maintenanceevent")
    _new(history, "eventtype", value="created")
    _new(history, "eventdatetime", str(catalogue.last or catalogue.first or ""))
    _new(history, "agenttype", value="machine")
    _new(history, "agent", "Mingzhang")
    fonds = _new(root, "archdesc", level="fonds")
    did = _new(fonds, "did")
    _new(did, "unitid", catalogue.fonds)
    _new(did, "unittitle", catalogue.name)
    if catalogue.first:
        _new(did, "unitdate", f"{catalogue.first}/{catalogue.last or catalogue.first}")
    parts = _new(fonds, "dsc")
    series: dict[str, ElementTree.Element] = {}
    codes = parsed_codes(catalogue.items)
    changes = {change.code: change for change in catalogue.changes}
    for item in sorted((i for i in catalogue.items if i.code in codes), key=lambda i: codes[i.code]):
        code = codes[item.code]
        if code.series not in series:
            level = series[code.series] = _new(parts, "c", level="series")
            own = _new(level, "did")
            _new(own, "unitid", code.series)
            words = catalogue.categories.get(code.category, code.category)
            _new(own, "unittitle", f"{code.year}年度{words}")
        change = changes.get(item.code)
        note = f"{change.old}→{change.new}：{change.reason}（{change.approver}）" if change else item.period
        _item(series[code.series], item, note, files.get(item.code, ()))
    ElementTree.indent(root, " ")
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _item(parent: ElementTree.Element, item: CatalogueItem, appraisal: str, files: Iterable[str]) -> None:
    """The description of one item."""
    part = _new(parent, "c", level="item")
    did = _new(part, "did")
    _new(did, "unitid", item.code)
    if item.box:
        _new(did, "container", item.box, localtype="盒")
    _new(did, "unittitle", item.title)
    if item.author:
        _new(_new(_new(did, "origination"), "name"), "part", item.author)
    if item.day:
        _new(did, "unitdate", item.day.isoformat())
    if item.pages:
        whole = _new(did, "physdescstructured", coverage="whole", physdescstructuredtype="materialtype")
        _new(whole, "quantity", str(item.pages))
        _new(whole, "unittype", "页")
    for file in files:
        _new(did, "dao", daotype="derived" if file.endswith(".pdf") else "unknown", href=file)
    if appraisal:
        _new(_new(part, "appraisal"), "p", appraisal)
    if item.security and item.security != "公开":
        _new(_new(part, "accessrestrict"), "p", item.security)


def _new(parent: ElementTree.Element | None, tag: str, text: str = "", **said: str) -> ElementTree.Element:
    name = f"{{{NAMESPACE}}}{tag}"
    said = {head: _NO_XML.sub("", value) for head, value in said.items()}
    made = ElementTree.Element(name, said) if parent is None else ElementTree.SubElement(parent, name, said)
    made.text = _NO_XML.sub("", text) or None
    return made
