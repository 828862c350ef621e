"""PDF/A by programs of the machine: OCRmyPDF with Ghostscript, and veraPDF to look it over.

Neither is a dependency, and nothing is called PDF/A without them.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from shutil import which

_SECONDS = 600
MADE, PLAIN = "PDF/A-2b", "PDF"


@dataclass(frozen=True)
class Conformity:
    """What became of a file: ``kind`` it may be called, whether veraPDF found it so (``None``: not asked)."""

    kind: str
    valid: bool | None = None
    reason: str = ""


def converters() -> str:
    """What of the programs is missing, empty where all are there.

    >>> isinstance(converters(), str)
    True
    """
    return "、".join(
        name for name, program in (("OCRmyPDF", "ocrmypdf"), ("Ghostscript", "gs")) if not which(program)
    )


def line(folder: Path) -> str:
    """The line that says what the copies for use in a folder are: each is called what it calls itself.

    >>> line(Path("无此文件夹"))
    '没有利用件。'
    """
    copies = sorted(folder.glob("*.pdf"))
    made = sum(_calls_itself(path) for path in copies)
    if not copies:
        return "没有利用件。"
    checked = "由 veraPDF 检验" if which("verapdf") else "本机没有 veraPDF，未检验"
    if made == len(copies):
        return f"利用件由 OCRmyPDF 和 Ghostscript 转为 PDF/A-2b，{checked}。"
    missing = converters()
    why = f"本机没有 {missing}" if missing else "OCRmyPDF 没有转成，或者检验不通过"
    if not made:
        return f"利用件是可检索的 PDF，不称为 PDF/A：{why}。"
    rest = len(copies) - made
    return f"利用件 {made} 件转为 PDF/A-2b，{checked}；{rest} 件是可检索的 PDF，不称为 PDF/A：{why}。"


def _calls_itself(path: Path) -> bool:
    """Whether a file says of itself that it is PDF/A."""
    import pikepdf

    try:
        with pikepdf.open(path) as pdf, pdf.open_metadata() as about:
            return bool(about.pdfa_status)
    except (OSError, pikepdf.PdfError):
        return False


def into_pdfa(path: Path) -> Conformity:
    """Make a PDF with its text a PDF/A-2b in place, where the machine can; else it stays as it is."""
    if converters():
        return Conformity(PLAIN, None, f"本机没有 {converters()}")
    made = path.with_name(f".{path.name}.pdfa")
    try:
        done = _run("ocrmypdf", "--skip-text", "--output-type", "pdfa-2", "--quiet", str(path), str(made))
        if done is None or done.returncode or not made.is_file():
            return Conformity(PLAIN, None, "OCRmyPDF 没有转成 PDF/A，利用件仍是可检索的 PDF")
        if which("verapdf"):
            looked = _run("verapdf", "--format", "text", "--flavour", "2b", str(made))
            if looked is None or not looked.stdout.strip().startswith("PASS"):
                return Conformity(PLAIN, False, "veraPDF 检验不通过，利用件仍是可检索的 PDF")
            os.replace(made, path)
            return Conformity(MADE, True)
        os.replace(made, path)
        return Conformity(MADE)
    finally:
        made.unlink(missing_ok=True)


def _run(*words: str) -> subprocess.CompletedProcess[str] | None:
    try:
        return subprocess.run(list(words), capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
