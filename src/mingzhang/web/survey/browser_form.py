"""An XForm as a page that enketo-core fills in: its own stylesheets, and what must be put right besides.

Runs in a process of its own, without Django.  The stylesheets are those of enketo-transformer; what its
program does around them (items of lists, appearances, labels) is done here again, on lxml.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from mingzhang.formats.ooxml import SAFE_XML

_HERE = Path(__file__).parent / "enketo"
_FORMS, _ROSA = "http://www.w3.org/2002/xforms", "http://openrosa.org/xforms"
_NAMES = {"h": "http://www.w3.org/1999/xhtml", "xf": _FORMS, "orx": _ROSA}
_SAID = {
    "constraint.required": "这一题必须回答",
    "constraint.invalid": "这样填不合要求",
    "form.required": "必答",
}
_LOOKS = {  # appearances of questions with choices that mean further classes
    "horizontal": ("columns",),
    "horizontal-compact": ("columns-pack",),
    "compact": ("columns-pack", "no-buttons"),
}


def browser_form(xform: str) -> tuple[str, str]:
    """The form as HTML, and the model beside it as XML; both are put into the page as they are."""
    source = etree.fromstring(xform.encode(), etree.XMLParser(**SAFE_XML))
    _name_items(source)
    form, model = (_sheet(name)(source).getroot() for name in ("openrosa2html5form", "openrosa2xmlmodel"))
    _look(form)
    for said in form.iter("span"):
        if said.get("data-i18n") in _SAID:
            said.text = _SAID[said.get("data-i18n")]
    for said in form.xpath("//fieldset[contains(@class, 'trigger')]//span[text()='OK']"):
        said.text = "确认"
    for action in ("setvalue", "setgeopoint"):
        _place_action(form, action)
    for element in form.xpath("//*[@style]"):  # pages allow no styles of their own
        if "none" in element.attrib.pop("style"):
            element.set("hidden", "hidden")
    _number(model)
    html = "".join(etree.tostring(each, encoding="unicode", method="html") for each in form)
    return html, "".join(etree.tostring(each, encoding="unicode") for each in model)


@cache
def _sheet(name: str) -> Any:
    return etree.XSLT(etree.parse(_HERE / f"{name}.xsl"), access_control=etree.XSLTAccessControl.DENY_ALL)


def _name_items(source: Any) -> None:
    """Tell the stylesheet of each list where its labels stand, which it cannot work out."""
    for items in source.iter(f"{{{_FORMS}}}itemset"):
        value, label = (items.find(f"{{{_FORMS}}}{name}") for name in ("value", "label"))
        found = items.get("nodeset", "")
        named = found.partition("instance(")[2].partition(")")[0][1:-1]
        path = found.partition("instance(")[2].partition(")")[2]
        if "randomize(" in found:
            path = path.partition(",")[0].partition(")")[0]
        plain = _without_filter(path).replace("/", "/xf:")
        items.set("valueRef", "" if value is None else value.get("ref", ""))
        items.set("labelRef", "" if label is None else label.get("ref", ""))
        where = f'/h:html/h:head/xf:model/xf:instance[@id="{named}"]{plain}'
        items.set("itextPath", where)
        node = items.get("labelRef", "")
        if node.startswith("jr:itext("):
            inner = node[len("jr:itext(") : -1]
            for each in source.xpath(f"{where}/xf:{inner}", namespaces=_NAMES):
                copied = etree.SubElement(items, each.tag)
                copied.text = each.text


def _without_filter(path: str) -> str:
    """A path without what stands in square brackets, also within each other.

    >>> _without_filter("/list/item[a=current()/../b[1]]/x")
    '/list/item/x'
    """
    depth, kept = 0, []
    for sign in path:
        depth += (sign == "[") - (sign == "]" and depth > 0)
        if not depth and sign != "]":
            kept.append(sign)
    return "".join(kept)


def _look(form: Any) -> None:
    """Classes for the appearances that the form asks for."""
    for element in form.xpath("//*[@data-appearances]"):
        chosen = element.attrib.pop("data-appearances-select-type", None) is not None
        classes = []
        for look in element.attrib.pop("data-appearances").lower().split():
            classes.append(f"or-appearance-{look}")
            if chosen:
                classes += [f"or-appearance-{more}" for more in _LOOKS.get(look, ())]
        own = element.get("class", "").split()
        told = [
            each for name in own for each in (classes if name == "or-appearances-placeholder" else [name])
        ]
        element.set("class", " ".join(told))


def _place_action(form: Any, action: str) -> None:
    """A value that is set by an event belongs to the question of that name, where there is one."""
    for holder in form.xpath(f"//label[contains(@class, '{action}')][input[@data-{action}]]"):
        field = holder.find("input")
        name = field.get("name")
        others = form.xpath(f"//*[@name=$name and not(@type='hidden') and not(@data-{action})]", name=name)
        if others:
            for told in (f"data-{action}", "data-event"):
                others[0].set(told, field.get(told, told))
            holder.getparent().remove(holder)


def _number(model: Any) -> None:
    """A form without a place for the number of a return gets one."""
    (data,) = model.xpath("/xf:root/xf:model/xf:instance[1]/*", namespaces=_NAMES)[:1]
    if not data.xpath("*[local-name()='meta']/*[local-name()='instanceID']"):
        meta = next(iter(data.xpath("*[local-name()='meta']")), None)
        if meta is None:
            meta = etree.SubElement(data, f"{{{_ROSA}}}meta")
        etree.SubElement(meta, f"{{{_ROSA}}}instanceID")
