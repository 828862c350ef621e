"""What is done with a batch that was recognised: index and search, hand sample, acceptance, hand-over."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from mingzhang.archive.catalogue import Catalogue
from mingzhang.archive.course import BACK, STAGES, ItemStage, ItemStep
from mingzhang.archive.ead import ead
from mingzhang.archive.events import events
from mingzhang.archive.package import PackageFault, package_differences, package_faults, write_package
from mingzhang.archive.pages import ImageBatch, machine_faults
from mingzhang.archive.papers import counts, quality_paper
from mingzhang.archive.quality import LEAST, Acceptance, drawn, judged
from mingzhang.archive.search import PageFound, build, find
from mingzhang.archive.workbook import ReadCatalogue, catalogue_workbook, read_sample, sample_workbook
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.sheets import write_sheets
from mingzhang.work.archive_batch import COPIES, RECORDS, planned, read_batch
from mingzhang.work.archive_files import OpenArchiveError, sound
from mingzhang.work.visits import told
from mingzhang.writers.pdf.pdfa import line
from mingzhang.writers.publish import write_sets
from mingzhang.writers.spreadsheet.form import workbook_file
from mingzhang.writers.written import made_folder

INDEX = "全文索引.sqlite"


def _batch_of(out: Path) -> ImageBatch:
    """The records of a batch; raises :class:`~mingzhang.readers.limits.UnreadableError` without any."""
    batch = read_batch(out)
    if not batch.pages:
        raise UnreadableError(out, f"没有识别记录（{RECORDS}），请先运行 mingzhang archive scan")
    return batch


def write_index(out: str | Path, catalogue: Catalogue) -> int:
    """Build the full-text index of a batch anew; returns how many pages it has."""
    out = Path(out)
    batch, titles = _batch_of(out), {item.code: item.title for item in catalogue.items}
    building = out / f".{INDEX}"
    pages = (
        (page.code, page.seq, titles.get(page.code, ""), page.text)
        for page in sorted(batch.pages.values(), key=lambda each: (each.code, each.seq))
    )
    count = build(building, pages)
    building.replace(out / INDEX)
    return count


def find_pages(out: str | Path, word: str, most: int = 50) -> tuple[int, list[PageFound]]:
    """How many pages have a word, and the first of them; raises ``UnreadableError`` without an index."""
    path = Path(out) / INDEX
    if not path.is_file():
        raise UnreadableError(out, "没有全文索引，请先运行 mingzhang archive scan")
    try:
        return find(path, word, most)
    except sqlite3.DatabaseError as fault:
        raise UnreadableError(path, "全文索引已损坏，请重新运行 mingzhang archive scan") from fault


def write_sample(
    read: ReadCatalogue, out: str | Path, target: str | Path, seed: str, share: Fraction = LEAST,
    force: bool = False,
) -> tuple[int, int]:  # fmt: skip
    """Draw items for a hand sample and write the form; returns how many items and pages it has."""
    sound(read, "没有抽检")
    by_item = _batch_of(Path(out)).by_item()
    codes = drawn([item.code for item in read.catalogue.items if item.code in by_item], share, seed)
    pages = [page for code in codes for page in by_item[code]]
    if not pages:
        raise OpenArchiveError("目录里的档号都没有图像，没有抽检。")
    write_sheets(sample_workbook(pages), target, force)
    return len(codes), len(pages)


def judge(
    read: ReadCatalogue, images: str | Path, out: str | Path, sample: str | Path, limits: Limits | None = None
) -> Acceptance:
    """What machine checks and a filled sample say of a batch.

    Raises :class:`~mingzhang.work.archive_files.OpenArchiveError` while the form has something wrong in it.
    """
    sound(read, "没有验收")
    pages, wrong = read_sample(sample, limits)
    if wrong:
        raise OpenArchiveError(told("没有验收", wrong))
    batch = _batch_of(Path(out))
    batch.lost = planned(Path(images))[1]
    texts = {page.name: page.text for page in batch.pages.values()}
    codes = [item.code for item in read.catalogue.items]
    return judged(codes, pages, texts, machine_faults(read.catalogue.items, batch))


def write_acceptance(
    read: ReadCatalogue, result: Acceptance, out: str | Path, folder: str | Path, today: date,
    formats: Sequence[str] = ("docx",), force: bool = False,
) -> list[Path]:  # fmt: skip
    """Write the report on the quality of a batch."""
    paper = quality_paper(read.catalogue, _batch_of(Path(out)), result, today, (line(Path(out) / COPIES),))
    return write_sets([(paper, "质量检验报告")], made_folder(folder), formats, force)[0]


def with_returns(catalogue: Catalogue, result: Acceptance, day: date, by: str) -> Catalogue:
    """The catalogue in which the items with defects are sent back to be scanned, each with its reasons.

    >>> from mingzhang.archive.quality import judged
    >>> with_returns(Catalogue(), judged([], [], {}), date(2026, 5, 1), "质检员").steps
    []
    """
    reasons: dict[str, list[str]] = {}
    for page in result.defects:
        reasons.setdefault(page.code, []).append(f"第{page.seq}页{page.note}")
    courses, _ = catalogue.courses()
    steps = [
        ItemStep(code, day, BACK, by, "；".join(said), ItemStage.CATALOGUED.value)
        for code, said in reasons.items()
        if code in courses and STAGES.index(courses[code].stage) > STAGES.index(ItemStage.CATALOGUED)
    ]
    return replace(catalogue, steps=[*catalogue.steps, *steps])


def write_handover(
    read: ReadCatalogue,
    images: str | Path,
    out: str | Path,
    result: Acceptance,
    target: str | Path,
    day: date,
) -> int:
    """Write the package that is handed over; returns its bytes.

    Masters, copies for use, texts, catalogue (workbook and EAD3), events and report.  Raises
    :class:`~mingzhang.work.archive_files.OpenArchiveError` where the batch is not accepted, and
    :class:`~mingzhang.archive.package.PackageError`.
    """
    sound(read, "没有打包")
    if not result.accepted:
        raise OpenArchiveError("验收没有通过，没有打包：" + "；".join(result.against) + "。")
    images, out = Path(images), Path(out)
    batch, catalogue = _batch_of(out), read.catalogue
    copies = {f"原图/{path.relative_to(images).as_posix()}": path for path in _files(images)}
    copies |= {f"{COPIES}/{path.name}": path for path in sorted((out / COPIES).glob("*.pdf"))}
    by_item = batch.by_item()
    links = {
        code: [*(f"../原图/{page.file}" for page in pages), f"../{COPIES}/{code}.pdf"]
        for code, pages in by_item.items()
    }
    made = described(catalogue, batch, links, [result.accuracy.sentence, line(out / COPIES)])
    info = {
        "Source-Organization": catalogue.name,
        "External-Identifier": catalogue.fonds,
        "External-Description": f"{len(by_item)} items, {len(batch.pages)} pages",
    }
    return write_package(Path(target), copies, made, info, day)


def described(
    catalogue: Catalogue, batch: ImageBatch, links: Mapping[str, Sequence[str]], told: Sequence[str]
) -> dict[str, bytes]:
    """What describes a package, by its place in it: texts, catalogue (workbook and EAD3), events, quality.

    ``links`` are the files of items by code, as they are reached from the catalogue; ``told`` is said of the
    quality beside the counts.

    >>> sorted(described(Catalogue(), ImageBatch(), {}, []))
    ['目录/事件.json', '目录/归档文件目录.xlsx', '目录/目录.ead3.xml', '目录/质量.txt']
    """
    texts = {
        f"文字/{code}.txt": "\n\f\n".join(page.text for page in pages).encode()
        for code, pages in batch.by_item().items()
    }
    return texts | {
        "目录/归档文件目录.xlsx": workbook_file(catalogue_workbook(catalogue)),
        "目录/目录.ead3.xml": ead(catalogue, links),
        "目录/事件.json": _json(events(catalogue, batch)),
        "目录/质量.txt": "\n".join([*counts(catalogue, batch), *told]).encode(),
    }


def _files(images: Path) -> list[Path]:
    return sorted(path for path in images.rglob("*") if path.is_file() and not path.name.startswith("."))


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def check_package(folder: str | Path, against: str | Path | None = None) -> list[PackageFault]:
    """What is wrong with a package; ``against`` is the one it must be equal to, as it was handed over."""
    faults = list(package_faults(Path(folder)))
    if against is not None:
        faults += package_differences(Path(folder), Path(against))
    return faults


def write_returns(
    catalogue: Catalogue, result: Acceptance, day: date, target: str | Path, by: str = "质检员",
    force: bool = False,
) -> int:  # fmt: skip
    """Write the catalogue with the items sent back; returns how many were."""
    made = with_returns(catalogue, result, day, by)
    write_sheets(catalogue_workbook(made), target, force)
    return len(made.steps) - len(catalogue.steps)
