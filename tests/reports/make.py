"""Make the gallery's files in the formats that nobody writes by hand: ``python -m tests.reports.make``.

What stands in them is :data:`MADE`: an invented account and the faults planted in it.  Word, Excel and OFD
files are written here; LibreOffice turns them into PDF and the legacy formats, so the committed files are
those of a real office program.  The test of the gallery compares what is read from them with :data:`MADE`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter
from pypdfium2 import PdfDocument

from examples.faults import Fault
from mingzhang.facts.report import Paragraph, Report, Table
from tests.readers.legacy import ofd, stroke, words
from tests.reports.invented import CULTURE, Invented
from tests.wordfile import write as write_word

HERE = Path(__file__).parent / "sources"
FRONT = 5  # paragraphs before the first table
TOLD: dict[str, Any] = {"listed": False}
LISTED: dict[str, Any] = {"told": False}


def fault(near: str, right: str, wrong: str, kind: str) -> Fault:
    """A planted fault; which rule reports it is for the expected file to say."""
    return Fault(near, right, wrong, "", kind)


# file -> the account, and the faults planted in it
MADE: dict[str, tuple[Invented, tuple[Fault, ...]]] = {
    "office_docx.docx": (
        Invented("青石省白水市审计局", 2023, 1),
        (
            fault("收、支总计", "11.55%", "15.55%", "一位数字写错"),
            fault("公务接待费年初", "0.67万元", "0.67元", "万元写成元"),
            fault("2010302", "91.35", "93.15", "数字颠倒"),
        ),
    ),
    "office_pdf.pdf": (
        Invented("青石省白水市统计局", 2022, 3),
        (
            fault("项目支出", "22.86%", "28.26%", "占比数字颠倒"),
            fault("人员经费", "364.06万元", "346.06万元", "文字与表不符"),
            fault("30102", "136.52", "136.25", "数字颠倒"),
        ),
    ),
    "office_doc.doc": (
        Invented("青石省白水市司法局", 2021, 5),
        (
            fault("收、支总计", "4.41%", "4.14%", "数字颠倒"),
            fault("住房保障支出（类）", "246.24万元", "264.24万元", "文字与表不符"),
            fault("本年支出合计", "减少51.79万元", "增加（减少）51.79万元", "二选一没有择一"),
        ),
    ),
    "culture_wps.wps": (
        Invented("青石省白水市文化馆", 2022, 6, CULTURE),
        (
            fault("“三公”经费", "83.11%", "81.33%", "完成率数字颠倒"),
            fault("（类）", "783.14万元", "738.14万元", "数字颠倒"),
        ),
    ),
    "office_xlsx.xlsx": (
        Invented("青石省白水市信访局", 2023, 7, **LISTED),
        (
            fault("2010302", "308.75", "380.75", "数字颠倒"),
            fault("公务用车运行维护费", "1.24", "2.14", "数字颠倒"),
        ),
    ),
    "culture_xls.xls": (
        Invented("青石省白水市图书馆", 2022, 2, CULTURE, scale=10_000, **LISTED),
        (
            fault("2070104", "2,982,100.00", "2,892,100.00", "数字颠倒"),
            fault("30102", "2,334,500.00", "2,343,500.00", "数字颠倒"),
        ),
    ),
    "office_et.et": (
        Invented("青石省白水市档案馆", 2024, 8, **LISTED),
        (
            fault("基本工资", "118.79", "181.79", "数字颠倒"),
            fault("年初结转和结余", "67.73", "76.73", "数字颠倒"),
        ),
    ),
    "culture_ods.ods": (
        Invented("青石省白水市博物馆", 2024, 9, CULTURE, **LISTED),
        (
            fault("2070109", "140.79", "104.79", "数字颠倒"),
            fault("公务接待费", "0.68", "0.86", "数字颠倒"),
        ),
    ),
    "culture_ofd.ofd": (
        Invented("青石省白水市美术馆", 2023, 4, CULTURE),
        (
            fault("收入合计", "12.28%", "12.82%", "数字颠倒"),
            fault("公务接待费年初", "58.06%", "85.06%", "数字颠倒"),
            fault("2070104", "97.34", "79.34", "数字颠倒"),
        ),
    ),
    "office_folder": (
        Invented("青石省白水市科技局", 2023, 10),
        (
            fault("公用经费", "121.00万元", "112.00万元", "文字与表不符"),
            fault("2010301", "207.23", "270.23", "数字颠倒"),
        ),
    ),
    "culture_zip.zip": (
        Invented("青石省白水市剧院", 2022, 11, CULTURE),
        (
            fault("支出合计", "46.09%", "49.06%", "数字颠倒"),
            fault("（类）", "1074.25万元", "1047.25万元", "文字与表不符"),
        ),
    ),
    "office_tif.tif": (
        Invented("青石省白水市气象局", 2023, 12, **TOLD),
        (
            fault("收、支总计", "7.35%", "3.75%", "数字颠倒"),
            fault("人员经费", "437.49万元", "473.49万元", "数字颠倒"),
        ),
    ),
}


def report(name: str) -> Report:
    """What stands in a file, faults included."""
    account, faults = MADE[name]
    made = account.report()
    for planted in faults:
        planted.plant(made)
    return made


def parts(name: str) -> tuple[Report, Report]:
    """The narrative and the tables, where they stand in two files."""
    account, _ = MADE[name]
    blocks = report(name).blocks
    length = len(replace(account, listed=False).report().blocks)
    first = len(blocks) - length + FRONT
    return Report("", "", [*blocks[:FRONT], *blocks[first:]]), Report("", "", blocks[FRONT:first])


def write_workbook(made: Report, path: Path) -> None:
    """One sheet for each table, its title and caption above it; amounts are numbers with a format."""
    book = xlsxwriter.Workbook(str(path))
    looks = {mark: book.add_format({"num_format": f"{mark}0.00", "border": 1}) for mark in ("", "#,##")}
    frame = book.add_format({"border": 1})
    for index, block in enumerate(made.blocks):
        if not isinstance(block, Table):
            continue
        title, caption = (b.text for b in made.blocks[index - 2 : index] if isinstance(b, Paragraph))
        sheet = book.add_worksheet(f"Z{len(book.worksheets()) + 1:02}")
        columns = block.shape[1]
        sheet.merge_range(0, 0, 0, columns - 1, title)
        sheet.merge_range(1, 0, 1, columns - 1, caption)
        sheet.set_column(0, columns - 1, 24)
        for cell in block.cells:
            amount = cell.text.replace(",", "")
            if "." in amount:
                look = looks["#,##" if "," in cell.text else ""]
                sheet.write_number(cell.row + 2, cell.column, float(amount), look)
            else:
                sheet.write_string(cell.row + 2, cell.column, cell.text, frame)
    book.close()


def write_ofd(made: Report, path: Path) -> None:
    """Lines of 40 characters and ruled tables on A4, 22 mm from the left."""
    pages, at = [""], 30.0
    for block in made.blocks:
        lines = (
            [block.text[i : i + 40] for i in range(0, len(block.text), 40)]
            if isinstance(block, Paragraph)
            else [""] * block.shape[0]
        )
        if at + len(lines) * 8 > 280:
            pages, at = [*pages, ""], 30.0
        if isinstance(block, Table):
            pages[-1] += _ruled(block, at)
        for line in lines:
            pages[-1] += words(22, at, line) if line else ""
            at += 8.0
    ofd(path, *pages)


def _ruled(block: Table, top: float) -> str:
    rows, columns = block.shape
    wide = 170.0 / columns
    drawn = "".join(stroke(22, top - 6 + r * 8, 192, top - 6 + r * 8) for r in range(rows + 1))
    for c in range(columns + 1):
        drawn += stroke(22 + c * wide, top - 6, 22 + c * wide, top - 6 + rows * 8)
    for cell in block.cells:
        size = min(3.0, (wide - 2) / max(1, len(cell.text)))
        if cell.text:
            drawn += words(23 + cell.column * wide, top + cell.row * 8, cell.text, size=size)
    return drawn


def converted(path: Path, to: str, folder: Path) -> Path:
    """A file in another format, by LibreOffice."""
    office = shutil.which("soffice") or sys.exit("LibreOffice is needed to make the gallery's files.")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [office, profile, "--headless", "--convert-to", to, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return path.with_suffix(f".{to.partition(':')[0]}")


def make(name: str, folder: Path) -> None:
    """Write one file of the gallery."""
    target, kind = HERE / name, name.partition("_")[2].partition(".")[0]
    word, book = folder / "a.docx", folder / "b.xlsx"
    if kind in ("folder", "zip"):
        told, listed = parts(name)
        write_word(told, word)
        write_workbook(listed, book)
        if kind == "folder":
            target.mkdir(exist_ok=True)
            shutil.copy(word, target / "情况说明.docx")
            shutil.copy(book, target / "决算表.xlsx")
            return
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(converted(word, "doc", folder), "情况说明.doc")
            archive.write(converted(book, "ods", folder), "决算表.ods")
        return
    if kind == "ofd":
        write_ofd(report(name), target)
        return
    write_workbook(report(name), book)
    write_word(report(name), word)
    if kind == "tif":  # black and white at 300 dots per inch, as office scanners do
        pages = PdfDocument(converted(word, "pdf", folder))
        first, *others = (page.render(scale=300 / 72).to_pil().convert("1") for page in pages)
        first.save(target, save_all=True, append_images=others, compression="group4", dpi=(300, 300))
        return
    source = book if kind in ("xlsx", "xls", "et", "ods") else word
    to = {"wps": "doc", "et": "xls"}.get(kind, kind)
    shutil.copy(source if kind in ("xlsx", "docx") else converted(source, to, folder), target)


def main(names: list[str]) -> None:
    """Write the named files, all without a name."""
    for name in names or MADE:
        with TemporaryDirectory() as folder:
            make(name, Path(folder))
        print(name)


if __name__ == "__main__":
    main(sys.argv[1:])
