"""The same PDF through other producers: what is read of it differently, and whether a note says so."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Name

from bench.documents import examples, real
from bench.table import show
from mingzhang.facts.report import Paragraph, Report
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.pdf.reader import read_pdf

_SHOWN = 3  # lines of a difference that are printed


def run() -> None:
    """Print the table, and the first lines that differ."""
    paths = real(".pdf") or examples(".pdf")
    if not paths:
        print("\n同一文件换程序另存：没有可用的 PDF，略过。")
        return
    rows: list[list[object]] = []
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            own = _read(path)
            for name, make in WRITERS.items():
                made = make(path, Path(folder) / "a.pdf")
                if made is None:
                    continue
                other = _read(made)
                different = differences(own, other)
                rows.append(
                    [path.name, name, len(different), "有" if len(other.notes) > len(own.notes) else "无"]
                )
                for line in different[:_SHOWN]:
                    print(f"  {path.name} {name}：{line[:100]}")
    show("同一 PDF 换程序另存（目标：没有提示的差异为 0）", ["文件", "写法", "不同的行", "提示"], rows)


def differences(own: Report, other: Report) -> list[str]:
    """The lines and rows that only one of two reports has.

    >>> differences(Report("a", "pdf", [Paragraph("收入1")]), Report("b", "pdf", [Paragraph("收入2")]))
    ['-收入1', '+收入2']
    """
    found = unified_diff(_lines(own), _lines(other), lineterm="", n=0)
    return [line for line in found if line[:1] in "-+" and not line.startswith(("---", "+++"))]


def _lines(report: Report) -> list[str]:
    lines = []
    for block in report.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        else:
            lines += [" | ".join(cell.text for cell in block.row(row)) for row in range(block.shape[0])]
    return lines


def _read(path: Path) -> Report:
    try:
        return read_pdf(path, Limits())
    except UnreadableError as fault:
        return Report(path.name, "pdf", notes=[fault.reason])


def _saved(
    change: Callable[[pikepdf.Pdf], None] | None = None, options: dict[str, Any] | None = None
) -> Callable[[Path, Path], Path]:
    """A writer that changes a file by ``change`` and saves it with these options."""

    def make(path: Path, out: Path) -> Path:
        with pikepdf.open(path) as file:
            if change is not None:
                change(file)
            file.save(out, **(options or {}))
        return out

    return make


def _turned(file: pikepdf.Pdf) -> None:
    for page in file.pages:
        page.rotate(90, relative=True)


def _enlarged(file: pikepdf.Pdf) -> None:
    """Every page, as it is, in the middle of a larger sheet."""
    for page in file.pages:
        x0, y0, x1, y1 = (float(edge) for edge in page.mediabox)
        page.mediabox = Array([x0 - 150, y0 - 150, x1 + 150, y1 + 150])
        page.obj.CropBox = page.mediabox


def _grouped(file: pikepdf.Pdf) -> None:
    """The content of every page drawn as one group, at three quarters of its size."""
    for page in file.pages:
        page.contents_coalesce()
        form = file.make_stream(page.Contents.read_bytes())
        form.stream_dict.update(
            {
                "/Type": Name.XObject,
                "/Subtype": Name.Form,
                "/BBox": page.mediabox,
                "/Resources": page.resources,
            }
        )
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=form))
        page.Contents = file.make_stream(b"q 0.75 0 0 0.75 60 60 cm /P Do Q")


def _nameless(file: pikepdf.Pdf) -> None:
    """Fonts that no longer say which characters their codes stand for."""
    for item in file.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == Name.Font and "/ToUnicode" in item:
            del item["/ToUnicode"]


def _side_by_side(path: Path, out: Path) -> Path:
    """Two pages on each sheet."""
    with pikepdf.open(path) as file, pikepdf.new() as made:
        for start in range(0, len(file.pages), 2):
            pair = file.pages[start : start + 2]
            wide, high = float(pair[0].mediabox[2]), float(pair[0].mediabox[3])
            sheet = made.add_blank_page(page_size=(2 * wide, high))
            for number, page in enumerate(pair):
                sheet.add_overlay(page, pikepdf.Rectangle(number * wide, 0, (number + 1) * wide, high))
        made.save(out)
    return out


def _by(program: str, *arguments: str) -> Callable[[Path, Path], Path | None]:
    """A writer that is a program of the machine, where there is one; {in} and {out} name the files."""

    def make(path: Path, out: Path) -> Path | None:
        found = shutil.which(program)
        if found is None:
            return None
        filled = [part.replace("{in}", str(path)).replace("{out}", str(out)) for part in arguments]
        done = subprocess.run([found, *filled], capture_output=True, timeout=120, check=False)
        return out if done.returncode == 0 and out.is_file() else None

    return make


WRITERS: dict[str, Callable[[Path, Path], Path | None]] = {
    "原样另存": _saved(),
    "对象流": _saved(options={"object_stream_mode": pikepdf.ObjectStreamMode.generate}),
    "线性化": _saved(options={"linearize": True}),
    "不压缩": _saved(options={"compress_streams": False}),
    "转九十度": _saved(_turned),
    "放在大纸上": _saved(_enlarged),
    "缩小成组": _saved(_grouped),
    "去掉字符表": _saved(_nameless),
    "两页一张": _side_by_side,
    "qpdf": _by("qpdf", "--qdf", "{in}", "{out}"),
    "Ghostscript": _by("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-sOutputFile={out}", "{in}"),
    "mutool": _by("mutool", "clean", "-gg", "{in}", "{out}"),
    "cairo": _by("pdftocairo", "-pdf", "{in}", "{out}"),
}
