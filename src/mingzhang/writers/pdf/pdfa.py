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


def line() -> str:
    """The line that says what files for use are on this machine."""
    missing = converters()
    if missing:
        return f"利用件是可检索的 PDF，不称为 PDF/A：本机没有 {missing}。"
    checked = "由 veraPDF 检验" if which("verapdf") else "本机没有 veraPDF，未检验"
    return f"利用件由 OCRmyPDF 和 Ghostscript 转为 PDF/A-2b，{checked}。"


def into_pdfa(path: Path) -> Conformity:
    """Make a PDF with its text a PDF/A-2b in place, where the machine can; else it stays as it is."""
    if converters():
        return Conformity(PLAIN, None, line())
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
