"""The catalogue of an archive from a workbook on disk: its papers, its boxes, evidence that becomes items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from mingzhang.archive.boxes import boxed, boxes_of
from mingzhang.archive.catalogue import Catalogue, CatalogueItem
from mingzhang.archive.filing import FilingRule, filed
from mingzhang.archive.papers import catalogue_paper, contents_papers, spine_paper
from mingzhang.archive.retention import due
from mingzhang.archive.workbook import ReadCatalogue, catalogue_workbook, parsed_codes, read_catalogue
from mingzhang.facts.evidence import Evidence, sha256_of
from mingzhang.facts.publication import Publication
from mingzhang.facts.refusal import RefusalError
from mingzhang.readers.limits import Limits
from mingzhang.sheets import write_sheets
from mingzhang.work.visits import told
from mingzhang.writers.publish import name_for, write_sets
from mingzhang.writers.written import made_folder


class OpenArchiveError(RefusalError):
    """A catalogue with something wrong in it, or that lacks what is asked for: nothing is written."""


def open_catalogue(path: str | Path, limits: Limits | None = None) -> ReadCatalogue:
    """The catalogue of a workbook; raises :class:`~mingzhang.readers.limits.UnreadableError`."""
    return read_catalogue(path, limits)


def catalogue_template(out: str | Path, force: bool = False) -> None:
    """Write an empty workbook; raises :class:`~mingzhang.writers.written.UnwritableError`."""
    write_sheets(catalogue_workbook(Catalogue()), out, force)


def write_papers(
    read: ReadCatalogue, folder: str | Path, formats: Sequence[str] = ("docx",), force: bool = False
) -> list[Path]:
    """Write the bound catalogue, what is in each box, and the spine labels, all of them or none.

    Items without a box are packed.  Raises :class:`OpenArchiveError` while something is wrong, and
    :class:`~mingzhang.writers.written.UnwritableError`.
    """
    sound(read, "没有写目录")
    catalogue, folder = with_boxes(read.catalogue), made_folder(folder)
    papers: list[tuple[Publication, str]] = [(catalogue_paper(catalogue), "归档文件目录")]
    papers += [(paper, f"盒内目录/{name_for(name, '盒')}") for name, paper in contents_papers(catalogue)]
    papers.append((spine_paper(catalogue), "脊背标签"))
    return [path for paths in write_sets(papers, folder, formats, force) for path in paths]


def with_boxes(catalogue: Catalogue) -> Catalogue:
    """The catalogue with every item in a box.

    >>> with_boxes(Catalogue()).items
    []
    """
    return replace(catalogue, items=boxed(catalogue.items))


def sound(read: ReadCatalogue, refused: str) -> None:
    """Raise :class:`OpenArchiveError` while something is wrong, with all of it."""
    if read.problems:
        raise OpenArchiveError(told(refused, read.problems))


def file_evidence(
    path: str | Path, files: Sequence[Path], rule: FilingRule, year: int, out: str | Path,
    force: bool = False, limits: Limits | None = None,
) -> list[CatalogueItem]:  # fmt: skip
    """File evidence as new items of the catalogue, which is written anew; what is filed already stays so.

    Raises :class:`OpenArchiveError` where cells of the catalogue could not be read: they would be lost.
    """
    read = open_catalogue(path, limits)
    if read.unread:
        raise OpenArchiveError(told("没有归档", read.problems[: read.unread]))
    evidence = [Evidence(each.name, sha256_of(each)) for each in files]
    made = filed(read.catalogue, evidence, rule, year)
    catalogue = replace(read.catalogue, items=[*read.catalogue.items, *made])
    write_sheets(catalogue_workbook(catalogue), out, force)
    return made


def catalogue_text(read: ReadCatalogue, today: date) -> str:
    """How the catalogue stands, and everything that is wrong, in words."""
    catalogue = read.catalogue
    lines = [
        f"{catalogue.name or '（未填全宗名称）'}：归档文件 {len(catalogue.items)} 件 {catalogue.pages} 页，"
        f"实物 {len(catalogue.objects)} 件，{_boxes(catalogue)} 盒，期限调整 {len(catalogue.changes)} 件次。"
    ]
    courses, _ = catalogue.courses()
    stages: dict[str, int] = {}
    for course in courses.values():
        stages[course.stage] = stages.get(course.stage, 0) + 1
    if catalogue.steps:
        lines.append("进展：" + "，".join(f"{stage} {count} 件" for stage, count in stages.items()) + "。")
    returned = sum(course.returned for course in courses.values())
    if returned:
        lines.append(f"退回 {returned} 件次。")
    codes = parsed_codes(catalogue.items)
    ended = due(
        [(i.code, i.period, codes[i.code].year) for i in catalogue.items if i.code in codes], today.year
    )
    if ended:
        lines.append(f"保管期限已满、待鉴定 {len(ended)} 件，最早 {ended[0][0]}（{ended[0][1]} 年期满）。")
    return "\n".join([*lines, *([told("", read.problems)] if read.problems else [])])


def _boxes(catalogue: Catalogue) -> int:
    codes = parsed_codes(catalogue.items)
    return len(boxes_of(item for item in catalogue.items if item.code in codes))
