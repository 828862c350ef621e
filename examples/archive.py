"""A made-up fonds from images to a package: drawn, degraded by a script, recognised, sampled, handed over.

``python -m examples.archive FOLDER`` makes 300 pages in 100 items (a number after the folder makes another
count; recognition takes seconds for each page), and prints the accuracy: the text of every page is known.
"""

from __future__ import annotations

import io
import sys
from datetime import date
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from random import Random

from bench.degrade import HARMS
from bench.scan_pages import PicturedPage, Pixels
from mingzhang.archive.catalogue import Catalogue, CatalogueItem
from mingzhang.archive.pages import machine_faults
from mingzhang.archive.quality import PASS, Acceptance, SampledPage, judged
from mingzhang.archive.workbook import catalogue_workbook
from mingzhang.facts.publication import BODY, PART, Piece, Publication
from mingzhang.facts.report import Paragraph
from mingzhang.readers.pdf.lines import visual_lines
from mingzhang.readers.pdf.page import PdfPages
from mingzhang.sheets import write_sheets
from mingzhang.work.archive_batch import read_batch, scan_batch
from mingzhang.work.archive_files import open_catalogue, write_papers
from mingzhang.work.archive_handover import (
    check_package,
    write_acceptance,
    write_handover,
    write_index,
    write_sample,
)
from mingzhang.writers.pdf.document import write_pdf

PAGES, EACH, DOTS = 300, 3, 200
DAY = date(2026, 11, 30)
FONDS, UNIT = "0123", "某区人民政府办公室"
_HARMS = ("原样", "复印", "歪斜", "噪点", "压缩", "书脊阴影", "转180度")
_WHO = ("区建设局", "区民政局", "区教育局", "区水务局", "城东街道办事处", "河西镇人民政府")
_WHAT = (
    "危房改造",
    "防汛抢险",
    "绿化养护",
    "安全生产检查",
    "居民来信办理",
    "道路维修",
    "档案整理",
    "就业培训",
)
_HOW = (
    "经实地查看，涉及住户{n}户，已签订协议{m}户，其余正在协商。",
    "计划投入资金{n}万元，其中区级财政安排{m}万元，不足部分由承办单位自行解决。",
    "各单位应当于{m}月底以前报送工作总结，逾期未报的予以通报。",
    "会议认为，上述工作进展总体顺利，但仍有{m}个点位没有按期完成，请责任单位抓紧整改。",
    "本年度共受理群众来信{n}件，办结{m}件，答复意见均已存档备查。",
)


def texts(source: Random) -> tuple[str, list[str]]:
    """The title and the paragraphs of a page."""
    who, what = source.choice(_WHO), source.choice(_WHAT)
    said = []
    for _ in range(source.randint(5, 9)):
        whole = source.randint(20, 400)
        part = source.randint(1, 12)
        said.append("".join(source.choice(_HOW) for _ in range(2)).format(n=whole, m=part))
    return f"{who}关于{what}情况的报告", said


def drawn(number: int) -> tuple[str, str, Pixels]:
    """Page ``number`` of the fonds: its title, all that is printed on it, and its image."""
    title, said = texts(Random(number))
    pieces = [Piece(Paragraph(title), PART), *(Piece(Paragraph(text), BODY) for text in said)]
    stream = io.BytesIO()
    write_pdf(Publication(UNIT, title, 2006, pieces), stream)
    pages = PdfPages(stream.getvalue())
    try:
        content = pages.read(0)
        lines = visual_lines(content.runs if content else (), 1)
        return title, "".join(line.text for line in lines), pages.image(0, DOTS)
    finally:
        pages.close()


def degraded(image: Pixels, number: int) -> Pixels:
    """An image as a scanner of these years gives it, every fourth with a black edge."""
    numpy = import_module("numpy")
    harm = HARMS[_HARMS[number % len(_HARMS)]]
    made = harm(image, numpy.random.default_rng(number), PicturedPage(image, []))
    if number % 4 == 0:
        made = made.copy()
        made[:35], made[:, -40:] = 12, 12
    return made


def make(folder: Path, pages: int = PAGES) -> dict[str, str]:
    """Draw the fonds: its catalogue and its images; returns what is printed on each page."""
    images = import_module("PIL.Image")
    (folder / "图像").mkdir(parents=True, exist_ok=True)
    truth: dict[str, str] = {}
    items: list[CatalogueItem] = []
    for number in range(pages):
        item, seq = number // EACH + 1, number % EACH + 1
        code = f"{FONDS}-WS·2006-D30-BGS-{item:04}"
        title, said, image = drawn(number)
        truth[f"{code}-{seq:03}"] = said
        picture = images.fromarray(degraded(image, number)[:, :, ::-1])
        picture.save(folder / "图像" / f"{code}-{seq:03}.tif", dpi=(DOTS, DOTS), compression="jpeg")
        if seq == 1:
            count = min(EACH, pages - number)
            items.append(CatalogueItem(code, title, UNIT, day=date(2006, 6, 1), pages=count, period="30年"))
    made = Catalogue(FONDS, UNIT, 2004, 2008, "", {"WS": "文书"}, {"BGS": "办公室"}, items)
    write_sheets(catalogue_workbook(made), folder / "目录.xlsx", force=True)
    return truth


def accepted(folder: Path, truth: dict[str, str]) -> Acceptance:
    """What acceptance says where every page is in the sample and its text is known."""
    read, batch = open_catalogue(folder / "目录.xlsx"), read_batch(folder / "成果")
    sample = [
        SampledPage(page.code, page.seq, (PASS,) * 4, truth[page.name]) for page in batch.pages.values()
    ]
    said = {page.name: page.text for page in batch.pages.values()}
    items = read.catalogue.items
    return judged([item.code for item in items], sample, said, machine_faults(items, batch))


def run(folder: Path, pages: int = PAGES, processes: int = 2) -> Acceptance:
    """All of it; prints the accuracy, the worst pages, and whether the package is sound."""
    truth = make(folder, pages)
    read, out = open_catalogue(folder / "目录.xlsx"), folder / "成果"
    scan_batch(folder / "图像", out, processes)
    write_index(out, read.catalogue)
    write_papers(read, folder / "打印", ("docx", "pdf"), force=True)
    write_sample(read, out, folder / "抽检表.xlsx", "1", Fraction(5, 100), force=True)
    result = accepted(folder, truth)
    print(f"{result.accuracy.sentence}。")
    for page in result.accuracy.pages[:5]:
        print(f"  {page.page}：{page.length} 字，差错 {page.edits} 处")
    write_acceptance(read, result, out, folder / "报告", DAY, ("docx", "pdf"), force=True)
    if result.accepted:
        size = write_handover(read, folder / "图像", out, result, folder / "移交包", DAY)
        faults = check_package(folder / "移交包")
        print(f"移交包 {size >> 20} MB，核对问题 {len(faults)} 个。")
    else:
        print("验收没有通过：" + "；".join(result.against) + "。")
    return result


if __name__ == "__main__":
    run(Path(sys.argv[1]), *map(int, sys.argv[2:4]))
