"""Draws the manual's pictures of documents, built and marked: ``python -m docs.pictures``.

It needs LibreOffice, which is why the pictures are committed.  The pages are what LibreOffice and PDFium
show; LibreOffice prints a comment as a symbol only, so its words are set beside it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from lxml import etree
from PIL import Image, ImageDraw, ImageFont
from pypdfium2 import PdfDocument

from examples import make as account
from examples import matters, purchases, survey, visits
from examples.appraisal import returns
from examples.appraisal_plan import plan
from mingzhang.appraisal import feedback_report
from mingzhang.appraisal.appraise import appraise
from mingzhang.appraisal.district_documents import ranking_publication
from mingzhang.appraisal.ranking import ranking
from mingzhang.appraisal.sealing import seal
from mingzhang.cli import main as mingzhang
from mingzhang.formats import fonts
from mingzhang.purchasing.papers import acceptance_sheet, selection_record, summary
from mingzhang.survey.report import district_report, town_report
from mingzhang.verification.analysis import deductions
from mingzhang.verification.reports import analysis, feedback, problem_list
from mingzhang.work.matters import papers
from mingzhang.work.survey_files import estimate_files
from mingzhang.writers.pdf.document import write_pdf

HERE = Path(__file__).resolve().parent
EXAMPLE = HERE.parent / "examples" / "fengtai-2020-faults.docx"
FONT = str(Path(fonts.folder(fonts.READING) or "") / "NotoSansSC-Regular.otf")
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


def page_with(path: Path, words: str, start: int = 0) -> int:
    """The first page from ``start`` on which these words stand."""
    pages = (page.get_textpage().get_text_bounded() for page in PdfDocument(path))
    return next(number for number, text in enumerate(pages) if number >= start and words in text)


def sheet_of(path: Path, numbers: Sequence[int], across: int = 3, wide: int = 420) -> Image.Image:
    """Several pages beside and below each other."""
    pages = [PdfDocument(path)[number] for number in numbers]
    drawn = [page.render(scale=wide / page.get_width()).to_pil() for page in pages]
    high = max(picture.height for picture in drawn)
    sheet = Image.new("RGB", (across * (wide + 6), -(-len(drawn) // across) * (high + 6)), "#888888")
    for order, picture in enumerate(drawn):
        sheet.paste(picture, (order % across * (wide + 6) + 3, order // across * (high + 6) + 3))
    return sheet


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


def built(folder: Path) -> None:
    """Draw pages of the account as it is built: six together, a form, and a table of marks."""
    path = folder / "编制.pdf"
    with path.open("wb") as stream:
        write_pdf(account.publication(), stream)
    form = page_with(path, "项目支出绩效自评表", page_with(path, "项目负责人"))
    marks = page_with(path, "绩效评价评分表", 2)
    wanted = ("财政拨款收入支出决算总表", "一般公共预算财政拨款支出决算表", "2020 年度部门决算说明")
    save(sheet_of(path, [0, 1, 2, *(page_with(path, words, 2) for words in wanted)]), "编制的页.png")
    save(page(path, form), "自评表.png")
    save(page(path, marks), "评价报告.png")


def surveyed(folder: Path) -> None:
    """Draw the report of an invented survey and the one of its town that is worst off."""
    export = survey.write(folder / "调查")
    files = estimate_files([export], [folder / "调查" / "问卷.xlsx"], folder / "调查" / "方案.xlsx")
    drawn = (
        (district_report(files.shared), "调查报告.png"),
        (town_report(files.shared, "高岗街道"), "调查分报告.png"),
    )
    for made, name in drawn:
        path = folder / f"{name}.pdf"
        with path.open("wb") as stream:
            write_pdf(made, stream)
        save(sheet_of(path, range(1, min(7, len(PdfDocument(path)))), 3, 380), name)


def offices(folder: Path) -> None:
    """Draw the papers of supervision, of field verification and of purchases; they need no LibreOffice."""
    held, made, bought = matters.ledger(), visits.campaign(), purchases.ledger()
    unit = deductions(made)[0].unit
    sheets = {
        "督查文书.png": [paper for paper, _ in papers(held, matters.TODAY) if "教委" not in paper.title],
        "采购文书.png": [
            selection_record(bought, bought.projects[0], purchases.END),
            acceptance_sheet(bought, bought.contracts[0], purchases.END),
            summary(bought, purchases.END),
        ],
        "核验文书.png": [
            problem_list(made, visits.TODAY),
            analysis(made, visits.TODAY),
            dict(feedback(made, visits.TODAY))[unit],
        ],
    }
    sheets["督查文书.png"] = [*sheets["督查文书.png"][:3], sheets["督查文书.png"][-1]]
    for name, some in sheets.items():
        pages = []
        for number, paper in enumerate(some):
            path = folder / f"{number}.pdf"
            with path.open("wb") as stream:
                write_pdf(paper, stream)
            pages.append(path)
        save(first_pages(pages), name)


def first_pages(paths: Sequence[Path], wide: int = 420) -> Image.Image:
    """The first pages of several documents beside each other."""
    firsts = [PdfDocument(path)[0] for path in paths]
    drawn = [page.render(scale=wide / page.get_width()).to_pil() for page in firsts]
    sheet = Image.new("RGB", (len(drawn) * (wide + 6), max(each.height for each in drawn) + 6), "#888888")
    for order, picture in enumerate(drawn):
        sheet.paste(picture, (order * (wide + 6) + 3, 3))
    return sheet


def appraised(folder: Path) -> None:
    """Draw a feedback report and the ranking of the made-up district."""
    district = appraise(plan(), returns())
    sealed = seal(district, district.plan.office, date(2025, 5, 20))
    score = next(one for one in district.scores if one.unit.name.endswith("档案馆"))
    report = feedback_report.feedback(district, ranking(district, score.unit.kind), score, sealed)
    drawn = ((report, "反馈报告.png"), (ranking_publication(district, sealed), "考评排名.png"))
    for made, name in drawn:
        path = folder / f"{name}.pdf"
        with path.open("wb") as stream:
            write_pdf(made, stream)
        save(sheet_of(path, range(min(6, len(PdfDocument(path)))), 3, 380), name)


def main() -> None:
    """Draw all of them."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        built(folder)
        surveyed(folder)
        offices(folder)
        appraised(folder)
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
