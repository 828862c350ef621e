"""A made-up fonds of 300 pages, harmed as the years harm paper, from its images to a package that is checked.

Every word of it is known, so the accuracy is measured over all pages and over the drawn sample.  What was
made and what was recognised stays in the folder: a run that was stopped goes on where it was.  Without a
folder in ``MINGZHANG_FONDS`` a few pages are run in a folder that is thrown away.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from importlib import import_module
from pathlib import Path

from bench.degrade import HARMS, Pixels
from bench.scan_pages import Amount, PicturedPage
from mingzhang.archive.accuracy import accuracy_of, percent
from mingzhang.archive.catalogue import Catalogue, CatalogueItem
from mingzhang.archive.codes import PERIODS, ArchivalCode
from mingzhang.archive.pages import UNREAD
from mingzhang.archive.quality import PASS
from mingzhang.archive.retention import RetentionChange
from mingzhang.archive.workbook import SAMPLE, catalogue_workbook, read_catalogue, read_sample
from mingzhang.facts.workbook import Workbook
from mingzhang.formats import fonts
from mingzhang.sheets import Value, laid_out, write_sheets
from mingzhang.work.archive_batch import COPIES, BatchRun, read_batch, scan_batch
from mingzhang.work.archive_files import write_papers
from mingzhang.work.archive_handover import (
    check_package,
    find_pages,
    judge,
    write_acceptance,
    write_handover,
    write_index,
    write_sample,
)
from mingzhang.writers.pdf.pdfa import line

PAGES, FEW = 300, 4
DOTS = 200  # to an inch, the least that DA/T 31 allows
_SEED = 20261201
_TODAY = date(2026, 11, 30)
_WIDE, _HIGH = 1654, 2339  # A4
_SIZE, _LINE, _LEFT, _TOP, _COLUMNS, _ROWS = 44, 76, 220, 260, 27, 22
_DEPARTMENTS = {"BGS": "办公室", "DCK": "督查科", "MSK": "秘书科", "XXK": "信息科"}
_KINDS = ("通知", "请示", "批复", "报告", "会议纪要", "函", "总结", "工作方案")
_THINGS = (
    "老旧小区改造", "防汛物资储备", "背街小巷整治", "村级道路养护", "政务信息报送", "值班值守", "档案整理",
    "危险房屋排查", "便民服务站建设", "河道清淤", "校园周边交通", "供暖设施检修", "农贸市场升级", "人口抽样调查",
)  # fmt: skip
_PLACES = ("东城街道", "西河镇", "南苑社区", "北坡村", "柳林片区", "新桥地区", "各委办局", "有关单位")
_SENTENCES = (
    "经{place}研究，{thing}工作自{month}月起分三个阶段推进，所需经费{money}万元列入当年预算。",
    "请{place}于{month}月{day}日前将{thing}进展情况书面报送办公室，逾期未报的予以通报。",
    "截至{month}月底，{place}共完成{thing}{count}处，占全年任务的{share}%，比上年同期增加{less}处。",
    "会议听取了{place}关于{thing}的汇报，原则同意所提意见，要求进一步核实数据、明确责任。",
    "检查中发现，个别点位台账不全、标识不清，{place}应当在{less}个工作日内整改到位并附照片。",
    "来信反映的{thing}问题，已转{place}办理，答复意见须经主要负责同志审阅后寄出。",
    "{thing}专项资金实行专款专用，年终结余{money}万元按规定交回财政，不得挪作他用。",
    "为做好{thing}，{place}抽调{less}名同志组成工作组，每周一上午召开碰头会。",
    "附件共{less}份，原件由办公室保存，复印件送{place}备查，未经批准不得翻印。",
)
_HARMS = (
    ("复印", 24), ("歪斜", 14), ("噪点", 10), ("压缩", 10), ("书脊阴影", 8), ("模糊", 6), ("红章", 8),
    ("咖啡渍", 4), ("透印", 2), ("折痕", 5), ("传真", 4), ("淡墨", 3), ("转180度", 2),
)  # fmt: skip
_VERDICTS = ("linked", "clear", "straight", "order")
_EDGED = 12  # one page of so many has a black edge of the scanner


@dataclass(frozen=True)
class MadePage:
    """One page as it was printed: its lines, and what became of it."""

    name: str
    lines: tuple[str, ...]
    harm: str

    @property
    def truth(self) -> str:
        """What somebody would type from it."""
        return "\n".join(self.lines)


def _text(source: random.Random) -> str:
    said = {
        "place": source.choice(_PLACES), "thing": source.choice(_THINGS), "month": source.randint(1, 12),
        "day": source.randint(1, 28), "money": f"{source.randint(100, 99999) / 100:.2f}",
        "count": source.randint(12, 980), "share": f"{source.randint(300, 990) / 10:.1f}",
        "less": source.randint(2, 19),
    }  # fmt: skip
    return source.choice(_SENTENCES).format(**said)


def _body(source: random.Random, rows: int) -> Iterator[str]:
    """So many lines of paragraphs, each begun two characters in."""
    made: list[str] = []
    while len(made) < rows:
        text = "　　" + "".join(_text(source) for _ in range(source.randint(2, 4)))
        made += [text[start : start + _COLUMNS] for start in range(0, len(text), _COLUMNS)]
    yield from made[:rows]


def catalogue(count: int = PAGES) -> Catalogue:
    """The fonds: items of one to eight pages, its old periods changed with a reason.

    >>> made = catalogue(20)
    >>> made.pages, list(made.faults())
    (20, [])
    """
    source = random.Random(_SEED)
    made = Catalogue("0123", "某区政府办公室", 2004, 2019, "", {"WS": "文书"}, dict(_DEPARTMENTS), [], [], [])
    numbers: Counter[str] = Counter()
    left = count
    while left:
        pages = min(left, source.randint(1, 8))
        year, period = source.choice((2004, 2006, 2008, 2019)), source.choice(list(PERIODS))
        code = ArchivalCode("0123", "WS", year, period, source.choice(list(_DEPARTMENTS)), 0)
        numbers[code.series] += 1
        code = replace(code, number=numbers[code.series])
        title = f"关于{source.choice(_THINGS)}的{source.choice(_KINDS)}"
        old = {"Y": "永久", "D30": "长期", "D10": "短期"}[period] if year < 2007 else ""
        now = PERIODS[period]
        made.items.append(
            CatalogueItem(
                str(code), title, _DEPARTMENTS[code.department], f"某办发〔{year}〕{source.randint(1, 90)}号",
                date(year, source.randint(1, 12), source.randint(1, 28)), "公开", pages, now, old,
            )
        )  # fmt: skip
        if old and old != now:
            made.changes.append(
                RetentionChange(str(code), old, now, "按二〇〇六年新规定对应", "办公室主任", _TODAY)
            )
        left -= pages
    return made


def made_pages(book: Catalogue) -> Iterator[MadePage]:
    """All pages with their words and the harm that each will take."""
    harms, weights = zip(*_HARMS, strict=True)
    for item in book.items:
        source = random.Random(f"{_SEED}{item.code}")
        for seq in range(1, (item.pages or 0) + 1):
            first = (item.title, "") if seq == 1 else ()
            lines = [*first, *_body(source, _ROWS - len(first) - 1), f"— {seq} —"]
            yield MadePage(item.parsed.page(seq), tuple(lines), source.choices(harms, weights)[0])


def _drawn(page: MadePage) -> PicturedPage:
    """The page as it left the printer."""
    numpy = import_module("numpy")
    pictures, draws, drawing = (import_module(f"PIL.{name}") for name in ("Image", "ImageDraw", "ImageFont"))
    face = f"{fonts.folder(fonts.READING)}/NotoSerifSC-Regular.otf"
    font, head = drawing.truetype(face, _SIZE), drawing.truetype(face, _SIZE + 14)
    sheet = pictures.new("RGB", (_WIDE, _HIGH), "white")
    draw, lines = draws.Draw(sheet), []
    for row, text in enumerate(page.lines):
        title = row == 0 and page.lines[1] == ""
        middle = title or row == len(page.lines) - 1
        one = head if title else font
        left = (_WIDE - one.getlength(text)) / 2 if middle else _LEFT
        place = (left, _TOP + row * _LINE)
        draw.text(place, text, fill=(20, 20, 20), font=one)
        if text.strip():
            box = draw.textbbox(place, text, font=one)
            x0, y0, x1, y1 = map(float, box)
            lines.append(Amount(text, (x0, y0, x1, y1)))
    return PicturedPage(numpy.ascontiguousarray(numpy.asarray(sheet)[:, :, ::-1]), lines)


def _harmed(page: MadePage) -> Pixels:
    """The page as the scanner gives it."""
    numpy = import_module("numpy")
    source = numpy.random.default_rng(int.from_bytes(page.name.encode()[-8:], "big"))
    drawn = _drawn(page)
    image = HARMS[page.harm](drawn.image, source, drawn)
    if source.random() < 1 / _EDGED:
        edge = int(source.integers(15, 70))
        image = image.copy()
        image[:edge], image[:, :edge] = 18, 18
    return image


def make(folder: Path, count: int = PAGES) -> tuple[Catalogue, dict[str, MadePage]]:
    """The catalogue, the images and the truth in a folder; what is there already stays."""
    pictures = import_module("PIL.Image")
    book, images = catalogue(count), folder / "图像"
    images.mkdir(parents=True, exist_ok=True)
    write_sheets(catalogue_workbook(book), folder / "目录.xlsx", True)
    pages = {page.name: page for page in made_pages(book)}
    for page in pages.values():
        path = images / f"{page.name}.jpg"
        if not path.is_file():
            image = _harmed(page)[:, :, ::-1]
            pictures.fromarray(image).save(path, quality=88, dpi=(DOTS, DOTS))
    truth = {name: page.truth for name, page in pages.items()}
    (folder / "真值.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")
    return book, pages


def filled(sample: Path, pages: dict[str, MadePage]) -> None:
    """The form of the sample as somebody fills it who looks at each page and types what is printed."""
    asked, _ = read_sample(sample)
    rows: list[dict[str, Value]] = []
    for page in asked:
        row: dict[str, Value] = dict.fromkeys(_VERDICTS, PASS)
        row |= {"code": page.code, "seq": Fraction(page.seq), "truth": pages[page.name].truth, "by": "质检员"}
        rows.append(row)
    write_sheets(Workbook("抽检表", [laid_out(SAMPLE, rows, 0)]), sample, True)


def _scanned(folder: Path, count: int) -> BatchRun:
    """Recognise what is left, and print what it took."""
    start, used = time.monotonic(), _processor()
    run = scan_batch(folder / "图像", folder / "成果", most=count)
    wall, used = time.monotonic() - start, _processor() - used
    print(
        f"pages {run.pages}, items before {run.before}, left {run.left}; {wall:.0f} s, processor {used:.0f} s"
    )
    if run.pages:
        print(f"a page {wall / run.pages:.2f} s, processor {used / run.pages:.2f} s; memory {_memory()} MB")
    return run


def _processor() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def _memory() -> int:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(used.ru_maxrss for used in both) >> 10


def _told_accuracy(out: Path, pages: dict[str, MadePage]) -> None:
    """The accuracy over all pages, by harm, and the pages that are worst."""
    texts = {page.name: page.text for page in read_batch(out).pages.values()}
    whole = accuracy_of((name, page.truth, texts.get(name, "")) for name, page in pages.items())
    print(whole.sentence)
    for harm in sorted({page.harm for page in pages.values()}):
        own = accuracy_of(
            (name, page.truth, texts.get(name, "")) for name, page in pages.items() if page.harm == harm
        )
        print(f"  {harm}：{len(own.sampled)} 页 {percent(own.share or Fraction(0))}")
    for worst in whole.pages[:5]:
        print(f"  {worst.page}（{pages[worst.page].harm}）：{worst.length} 字，差错 {worst.edits} 处")


def road(folder: Path, count: int) -> None:
    """From the images to the package, everything printed."""
    book, pages = make(folder, count)
    out, sample = folder / "成果", folder / "抽检表.xlsx"
    run = _scanned(folder, 0)
    read = read_catalogue(folder / "目录.xlsx")
    print(f"items {len(book.items)}, pages {book.pages}, faults of the catalogue {len(read.problems)}")
    _told_accuracy(out, pages)
    start = time.monotonic()
    print(f"index {write_index(out, read.catalogue)} pages; 改造 stands on {find_pages(out, '改造')[0]}")
    items, drawn = write_sample(read, out, sample, "1", force=True)
    filled(sample, pages)
    result = judge(read, folder / "图像", out, sample)
    print(f"sample {items} items {drawn} pages; {result.accuracy.sentence}")
    print("accepted" if result.accepted else "against: " + "; ".join(result.against))
    for fault in result.machine[:10]:
        print(f"  {fault}")
    write_papers(read, folder / "打印", ("docx", "pdf"), force=True)
    write_acceptance(read, result, out, folder / "报告", _TODAY, ("docx", "pdf"), force=True)
    package = folder / "移交包"
    shutil.rmtree(package, ignore_errors=True)
    size = write_handover(read, folder / "图像", out, result, package, _TODAY)
    print(f"package {size >> 20} MB, faults {len(check_package(package))}; {time.monotonic() - start:.0f} s")
    print(f"unread {sum(page.state == UNREAD for page in run.batch.pages.values())}; {line(out / COPIES)}")


def run() -> None:
    """Print the figures: of all pages in the folder of the setting, else of a few."""
    named = os.environ.get("MINGZHANG_FONDS")
    if named:
        road(Path(named), PAGES)
        return
    with tempfile.TemporaryDirectory() as name:
        road(Path(name), FEW)
