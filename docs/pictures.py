"""Draws the manual's pictures of marked documents from the bundled example: ``python -m docs.pictures``.

It needs LibreOffice and a Chinese font, which is why the pictures are committed.  The pages are what
LibreOffice and PDFium show; LibreOffice prints a comment as a symbol only, so its words are set beside it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from lxml import etree
from PIL import Image, ImageDraw, ImageFont
from pypdfium2 import PdfDocument

from mingzhang.cli import main as mingzhang

HERE = Path(__file__).resolve().parent
EXAMPLE = HERE.parent / "examples" / "fengtai-2020-faults.docx"
FONT = "NotoSansCJK-Regular.ttc"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SCALE, FACE, STEP = 1.5, 14, 20  # pixels a point; pixels of a comment's letters and lines
SYMBOLS = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'
SHOWN = "增加（减少）"  # what stands on the page shown


def pdf(path: Path) -> Path:
    """The PDF of a Word file, with tracked changes and symbols for comments."""
    office = shutil.which("soffice") or sys.exit("LibreOffice is needed to draw the pictures.")
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        SYMBOLS,
        "--outdir",
        str(path.parent),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return path.with_suffix(".pdf")


def page(path: Path, number: int, lower: float = 0.88) -> Image.Image:
    """One page without its empty foot."""
    picture: Image.Image = PdfDocument(path)[number].render(scale=SCALE).to_pil()
    return picture.crop((0, 40, picture.width, int(picture.height * lower)))


def page_with(path: Path, words: str) -> int:
    """The first page on which these words stand."""
    pages = (page.get_textpage().get_text_bounded() for page in PdfDocument(path))
    return next(number for number, text in enumerate(pages) if words in text)


def comments(path: Path) -> list[str]:
    """The words of the comments in a Word file."""
    root = etree.fromstring(ZipFile(path).read("word/comments.xml"))
    return [
        f"{one.get(f'{W}author')}：" + "\n".join("".join(p.itertext()) for p in one.iter(f"{W}p"))
        for one in root.iter(f"{W}comment")
    ]


def beside(picture: Image.Image, texts: list[str], wide: int = 620) -> Image.Image:
    """A page with comments in a column at its right."""
    sheet = Image.new("RGB", (picture.width + wide, picture.height), "white")
    sheet.paste(picture, (0, 0))
    draw, face, at = ImageDraw.Draw(sheet), ImageFont.truetype(FONT, FACE), 50
    for text in texts:
        lines = [""]
        for char in text:
            if char == "\n" or draw.textlength(lines[-1] + char, face) > wide - 50:
                lines.append("")
            lines[-1] += char.strip("\n")
        frame = (picture.width, at, sheet.width - 20, at + 16 + STEP * len(lines))
        draw.rectangle(frame, "#fff8dc", "#c8a000")
        for number, line in enumerate(lines):
            draw.text((picture.width + 12, at + 6 + STEP * number), line, "black", face)
        at = frame[3] + 14
    return sheet


def save(picture: Image.Image, name: str) -> None:
    """Keep a picture beside the manual, in 64 colours."""
    picture.convert("RGB").quantize(64, Image.Quantize.MAXCOVERAGE).save(
        HERE / "manual" / name, optimize=True
    )


def main() -> None:
    """Draw all of them."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        word = Path(shutil.copy(EXAMPLE, folder / "决算.docx"))
        plain = pdf(word)
        marked, noted, fixed = folder / "标注.pdf", folder / "批注.docx", folder / "修订.docx"
        mingzhang(["mark", str(plain), "-o", str(marked)])
        mingzhang(["mark", str(word), "-o", str(noted)])
        mingzhang(["fix", str(word), "-o", str(fixed)])
        save(page(marked, page_with(marked, SHOWN)), "标注的页.png")
        save(page(marked, len(PdfDocument(marked)) - 1, 0.8), "标注的目录页.png")
        told = [t for t in comments(noted) if any(n in t for n in ("（N-52）", "（N-50）"))]
        paper = pdf(noted)
        save(beside(page(paper, page_with(paper, SHOWN)), told), "批注.png")
        paper = pdf(fixed)
        save(page(paper, page_with(paper, "93.17")), "修订.png")


if __name__ == "__main__":
    main()
