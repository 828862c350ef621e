"""A PDF with its findings marked: coloured boxes with notes where they stand, and an index at the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from mingzhang.writers.mark import Mark
from mingzhang.writers.pdf.index_page import HEIGHT, WIDTH, index_pages
from mingzhang.writers.pdf.text_layout import FONT, font, letters
from mingzhang.writers.written import UnwritableError, written

_TITLE = "明账检查结果"


def write_marked_pdf(
    source: Path,
    marks: Sequence[Mark],
    turns: Sequence[int],
    heading: str,
    out: Path,
    when: datetime,
    force: bool,
) -> None:
    """Write a copy of a PDF with its marks as annotations and an index of them at the end.

    ``turns`` are the quarter turns of the pages' text, as in ``Report.turns``; ``heading`` says whose it
    is.  What the pages show stays as it is.  Signed, encrypted and damaged files raise
    :class:`~mingzhang.writers.written.UnwritableError`; the source is never touched.

    >>> write_marked_pdf(Path("无此文件.pdf"), [], [], "", Path("b.pdf"), datetime(2025, 3, 1), False)
    Traceback (most recent call last):
    mingzhang.writers.written.UnwritableError: 无此文件.pdf：文件打不开，未写出。
    """
    import pikepdf  # its import takes longer than reading most documents

    with _opened(pikepdf, source) as pdf:
        try:
            _refuse_signed(pdf, source)
            pages = list(pdf.pages)
            from mingzhang.writers.pdf.annotations import Notes
            from mingzhang.writers.pdf.structure import Tags

            tags = Tags(pdf)
            notes = Notes(pdf, turns, when, tags)
            index = index_pages(marks, heading, when)
            notes.fonts[FONT] = font(pdf, letters(page.drawing for page in index))
            for number, page in enumerate(index):
                sheet = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
                sheet.obj.Contents = pdf.make_stream(page.drawing)
                sheet.obj.Resources = pikepdf.Dictionary(Font=notes.fonts)
                tags.page(sheet.obj, page.kinds)
                if number == 0:
                    _bookmark(pdf, sheet.obj)
                for mark, box in page.entries:
                    notes.put(mark, pages, sheet, box)
        except pikepdf.PdfError as fault:
            raise UnwritableError(source, "文件已损坏，不能可靠地标注") from fault
        with written(out, force) as stream:
            _save(pikepdf, pdf, source, stream)


def _opened(pikepdf: Any, source: Path) -> Any:
    """The PDF, if it is whole: what a recovery has to guess must not be written back as certain."""
    try:
        pdf = pikepdf.open(source, attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise UnwritableError(source, "文件有密码保护，请先解除密码") from None
    except pikepdf.PdfError:
        raise UnwritableError(source, "文件已损坏，不能可靠地标注，请重新下载或另存一份") from None
    except OSError:
        raise UnwritableError(source, "文件打不开") from None
    if pdf.is_encrypted:
        pdf.close()
        raise UnwritableError(source, "文件有权限保护，请先解除保护")
    return pdf


def _refuse_signed(pdf: Any, source: Path) -> None:
    form = pdf.Root.get("/AcroForm", {})
    flagged = int(form.get("/SigFlags", 0)) & 1
    certified = "/DocMDP" in pdf.Root.get("/Perms", {})
    if flagged or certified or any(map(_is_signature, _fields(form.get("/Fields", ())))):
        raise UnwritableError(source, "文件有数字签名，标注会使签名失效")


def _fields(fields: Any, depth: int = 0) -> Any:
    for field in fields:
        yield field
        if depth < 20:
            yield from _fields(field.get("/Kids", ()), depth + 1)


def _is_signature(field: Any) -> bool:
    return str(field.get("/FT", "")) == "/Sig" and "/V" in field


def _bookmark(pdf: Any, page: Any) -> None:
    """An entry for the index behind the last bookmark of the document."""
    from pikepdf import Array, Dictionary, Name, String

    if "/Outlines" not in pdf.Root:
        pdf.Root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=0))
    root = pdf.Root.Outlines
    entry = pdf.make_indirect(
        Dictionary(Title=String(_TITLE), Parent=root, Dest=Array([page, Name.XYZ, 0, HEIGHT, None]))
    )
    last = root.get("/Last")
    if last is None:
        root.First = entry
    else:
        last.Next, entry.Prev = entry, last
    root.Last = entry
    root.Count = max(0, int(root.get("/Count", 0))) + 1


def _save(pikepdf: Any, pdf: Any, source: Path, stream: BinaryIO) -> None:
    try:
        pdf.save(stream, deterministic_id=True)
    except pikepdf.PdfError as fault:
        raise UnwritableError(source, "文件已损坏，不能可靠地标注") from fault
    if pdf.get_warnings():
        raise UnwritableError(source, "文件已损坏，不能可靠地标注，请重新下载或另存一份")
