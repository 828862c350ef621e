"""Several files of one unit as one report, and several documents held against each other."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mingzhang.catalogue import NATION, load, places
from mingzhang.facts.report import Report
from mingzhang.language.document.sections import outline
from mingzhang.readers.collection import labelled, merged, read_collection
from mingzhang.readers.limits import Limits, Unreadable
from mingzhang.understanding.identity import Identity, identify
from mingzhang.understanding.understand import understand
from mingzhang.work.beside import relate
from mingzhang.work.check import CheckResult, check
from mingzhang.work.waive import read_waivers

_ACCOUNTS = ("final_account", "budget")


def check_together(
    paths: Iterable[str | Path],
    place: str | None = None,
    year: int | None = None,
    limits: Limits | None = None,
    **options: Any,
) -> CheckResult:
    """Check the files of one unit (files, folders, zip archives) as one report.

    ``options`` are those of :func:`mingzhang.work.check.check`.  Raises
    :class:`~mingzhang.readers.limits.Unreadable` where nothing can be read, an archive is unsafe, or the
    files are accounts of different units, years or kinds.
    """
    began = time.perf_counter()
    given = [Path(path) for path in paths]
    reports = read_collection(given, limits or Limits())
    _of_one_unit(reports, given[0])
    name = given[0].name if len(given) == 1 else f"{given[0].name} 等 {len(given)} 个文件"
    document = understand(merged(reports, name), place, year)
    return check(document, began=began, **options)


def check_compared(
    paths: Iterable[str | Path],
    place: str | None = None,
    limits: Limits | None = None,
    **options: Any,
) -> list[CheckResult]:
    """Check several documents and hold them against each other; a folder or archive is one document.

    Which is which is told by unit, year and kind (see :func:`mingzhang.work.beside.relate`); explained
    differences stay explained.  ``options`` are
    those of :func:`mingzhang.work.check.check`.  Raises :class:`~mingzhang.readers.limits.Unreadable` where
    one of them cannot be read.
    """
    documents, given = [], [Path(path) for path in paths]
    for path in given:
        reports = read_collection([path], limits or Limits())
        _of_one_unit(reports, path)
        report = merged(reports, path.name) if len(reports) > 1 else labelled(reports[0])
        documents.append(understand(report, place))
    relate(documents)
    waivers = [read_waivers(path) for path in given]
    return [
        check(document, waivers=known, **options) for document, known in zip(documents, waivers, strict=True)
    ]


def _of_one_unit(reports: list[Report], path: Path) -> None:
    """Refuse accounts that do not belong together; what does not say whose it is may belong to any."""
    known = [(report, _identity(report)) for report in reports]
    accounts = [(report, one) for report, one in known if one.kind in _ACCOUNTS]
    for what, values in (
        ("单位", {one.unit for _, one in accounts if one.unit}),
        ("年度", {str(one.year) for _, one in accounts if one.year}),
        ("种类", {{"budget": "预算", "final_account": "决算"}[one.kind] for _, one in accounts}),
    ):
        if len(values) > 1:
            reason = f"这些文件的{what}不同（{'、'.join(sorted(values))}），不能合并为一份报告"
            raise Unreadable(path, f"{reason}；不同年度或预决算之间的对照请用 --compare")


def _identity(report: Report) -> Identity:
    return identify(report, outline(report, load(NATION, None).sections), places())
