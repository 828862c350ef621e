"""What a PDF file holds besides its pages, and what of it PDFium shows although no reader of PDFs does.

Only files that need it are opened here: layers that are switched off, pages whose content cannot be loaded.
"""

from __future__ import annotations

import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from typing import Any

_PACKED = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_MOST = 16 << 20  # bytes of one packed stream that are looked at
_PAINTS = frozenset(
    [
        "Tj",
        "TJ",
        "'",
        '"',
        "Do",
        "S",
        "s",
        "f",
        "F",
        "f*",
        "B",
        "B*",
        "b",
        "b*",
        "sh",
        "INLINE",
        "IMAGE",
        "EI",
    ]
)
_SHOWS = ("Tj", "TJ", "'", '"')
_KEPT = 0.7  # share of the texts of a page that must have been loaded: some show nothing
_SHOWN_BY = "/View"


def mentions(data: bytes, name: bytes) -> bool:
    """Whether a name occurs in a PDF file, in its packed objects too.

    >>> mentions(b"<</OCProperties<<>>>>", b"/OCProperties"), mentions(b"%PDF-1.4", b"/OCProperties")
    (True, False)
    """
    if name in data:
        return True
    for found in _PACKED.finditer(data):
        try:
            if name in zlib.decompressobj().decompress(data[found.end() : found.end() + _MOST], _MOST):
                return True
        except zlib.error:
            continue
    return False


def without_hidden_layers(data: bytes) -> bytes:
    """The file without what stands in layers that are switched off; the file itself where there are none."""
    if not mentions(data, b"/OCProperties"):
        return data
    pikepdf = import_module("pikepdf")
    try:
        with pikepdf.open(io.BytesIO(data)) as file:
            hidden = _hidden(file.Root.get("/OCProperties"))
            if not hidden:
                return data
            layers = _Layers(pikepdf, hidden)
            for page in file.pages:
                layers.clean(page.obj, file)
            out = io.BytesIO()
            file.save(out)
            return out.getvalue()
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError):
        return data


def lost_pages(data: bytes, loaded: dict[int, int], sound: bool) -> set[int]:
    """Which pages could not be loaded, given how many text objects PDFium found on each (from 0).

    ``sound`` tells that the file's table of its objects is in order: then a page without content is blank.
    """
    pikepdf = import_module("pikepdf")
    try:
        with pikepdf.open(io.BytesIO(data)) as file:
            pages = list(file.pages)
            return {
                number
                for number, texts in loaded.items()
                if number >= len(pages) or _is_lost(pikepdf, pages[number], texts, sound)
            }
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        return set() if sound else {number for number, texts in loaded.items() if not texts}


def _is_lost(pikepdf: Any, page: Any, texts: int, sound: bool) -> bool:
    if "/Contents" not in page.obj:
        return not sound
    try:
        operators = Counter(str(line.operator) for line in pikepdf.parse_content_stream(page))
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        return True
    shows = sum(operators[name] for name in _SHOWS)
    return texts < _KEPT * shows or (not texts and not shows and not _PAINTS.isdisjoint(operators) and sound)


def _hidden(properties: Any) -> set[tuple[int, int]]:
    """The layers that are off where a file is only looked at, by object number."""
    if properties is None or "/D" not in properties:
        return set()
    usual = properties.D
    everything = {group.objgen for group in properties.get("/OCGs", ())}
    off = everything if usual.get("/BaseState") == "/OFF" else set()
    off = off - {group.objgen for group in usual.get("/ON", ())}
    off = off | {group.objgen for group in usual.get("/OFF", ())}
    for use in usual.get("/AS", ()):
        for group in use.get("/OCGs", ()) if use.get("/Event") == _SHOWN_BY else ():
            state = group.get("/Usage", {}).get("/View", {}).get("/ViewState")
            off = off | {group.objgen} if state == "/OFF" else off - {group.objgen} if state == "/ON" else off
    return off


class _Layers:
    """Takes what is drawn in hidden layers out of the content of pages and of the groups drawn on them."""

    def __init__(self, pikepdf: Any, hidden: set[tuple[int, int]]) -> None:
        self._pikepdf, self._off = pikepdf, hidden
        self._done: set[tuple[int, int]] = set()

    def clean(self, holder: Any, file: Any, depth: int = 0) -> None:
        """Clean a page or a form; forms are shared between pages and cleaned once."""
        resources = holder.get("/Resources") or {}
        for annotation in list(holder.get("/Annots") or ()):
            if self._is_off(annotation.get("/OC")):
                annotation.F = 2
        drawn = resources.get("/XObject") or {}
        kept = self._pikepdf.unparse_content_stream(list(self._kept(holder, resources, drawn)))
        if holder.get("/Type") == "/Page":
            holder.Contents = file.make_stream(kept)
        else:
            holder.write(kept)
        for item in drawn.values():
            if item.get("/Subtype") == "/Form" and item.objgen not in self._done and depth < 6:
                self._done.add(item.objgen)
                self.clean(item, file, depth + 1)

    def _kept(self, holder: Any, resources: Any, drawn: Any) -> Iterator[Any]:
        """The drawing instructions of a page or form, without what paints inside a hidden layer."""
        names = resources.get("/Properties") or {}
        open_marks: list[bool] = []
        for line in self._pikepdf.parse_content_stream(holder):
            operator, operands = str(line.operator), line.operands
            if operator in ("BDC", "BMC"):
                named = operator == "BDC" and str(operands[0]) == "/OC" and len(operands) > 1
                open_marks.append(named and self._is_off(names.get(str(operands[1]))))
            elif operator == "EMC" and open_marks:
                open_marks.pop()
            if operator in _PAINTS and any(open_marks):
                continue
            if operator == "Do" and self._is_off((drawn.get(str(operands[0])) or {}).get("/OC")):
                continue
            yield line

    def _is_off(self, layer: Any) -> bool:
        """Whether a layer, or a rule over several, hides what belongs to it."""
        if layer is None:
            return False
        if layer.get("/Type") != "/OCMD":
            return layer.objgen in self._off
        members = layer.get("/OCGs")
        if members is None:
            return False
        states = [one.objgen in self._off for one in (members if _is_list(members) else [members])]
        rule = str(layer.get("/P", "/AnyOn"))
        shown = {"/AllOn": not any(states), "/AnyOff": any(states), "/AllOff": all(states)}
        return bool(states) and not shown.get(rule, not all(states))


def _is_list(item: Any) -> bool:
    return str(getattr(item, "_type_name", "")) == "array"
