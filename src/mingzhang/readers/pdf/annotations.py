"""What lies on a PDF page besides its content: form fields, which are printed, and remarks over it."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

from mingzhang.facts.place import Box

FIELD = "表单域"
REMARK = "批注或印章"
_HIDDEN = 0b10  # the flag of an annotation that is not shown
_REMARKS = (3, 13, 28)  # free text, stamp, redaction: what they show lies over the page


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation: its kind as PDFium counts them, its box in user space, the value of a field, and
    whether it says how it looks.
    """

    kind: int
    box: Box
    value: str
    drawn: bool


def lying_on(raw: Any, page: Any) -> list[Annotation]:
    """The annotations of a page that are shown, in order."""
    found = []
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        frame = raw.FS_RECTF()
        shown = not raw.FPDFAnnot_GetFlags(annotation) & _HIDDEN
        if shown and raw.FPDFAnnot_GetRect(annotation, ctypes.byref(frame)):
            box = (frame.left, frame.bottom, frame.right, frame.top)
            kind, drawn = raw.FPDFAnnot_GetSubtype(annotation), raw.FPDFAnnot_HasKey(annotation, b"AP")
            value = _text(raw, annotation, b"V") if kind == raw.FPDF_ANNOT_WIDGET else ""
            found.append(Annotation(kind, box, value, bool(drawn)))
        raw.FPDFPage_CloseAnnot(annotation)
    return found


def print_fields(raw: Any, page: Any) -> None:
    """Make the form fields of a page, and nothing else that lies on it, part of its content.

    The page must be loaded anew to show them.
    """
    for index in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        kind = raw.FPDFAnnot_GetSubtype(annotation) if annotation else 0
        raw.FPDFPage_CloseAnnot(annotation)
        if kind != raw.FPDF_ANNOT_WIDGET:
            raw.FPDFPage_RemoveAnnot(page, index)
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)


def is_field(annotation: Annotation) -> bool:
    """Whether it is a field of a form.

    >>> is_field(Annotation(20, (0, 0, 1, 1), "5.00", True)), is_field(Annotation(3, (0, 0, 1, 1), "", True))
    (True, False)
    """
    return annotation.kind == 20


def hides(annotation: Annotation) -> bool:
    """Whether what it shows may lie over figures.

    >>> hides(Annotation(3, (0, 0, 1, 1), "", True)), hides(Annotation(2, (0, 0, 1, 1), "", True))
    (True, False)
    """
    return annotation.kind in _REMARKS


def _text(raw: Any, annotation: Any, key: bytes) -> str:
    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    raw.FPDFAnnot_GetStringValue(annotation, key, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
