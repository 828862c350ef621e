"""Several files of one unit as one report, and several documents held against each other."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from mingzhang.catalogue import NATION, load, places
from mingzhang.facts.deadline import Deadline
from mingzhang.facts.fact import Facts
from mingzhang.facts.report import Report
from mingzhang.facts.result import Waiver
from mingzhang.language.document.sections import outline
from mingzhang.language.table.binding import bind_tables
from mingzhang.language.text.unit_name import same_unit
from mingzhang.readers.collection import labelled, merged, read_collection
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.opening import is_archive
from mingzhang.understanding.identity import Identity, identify
from mingzhang.understanding.understand import understand
from mingzhang.work.answers import take_over
from mingzhang.work.beside import relate
from mingzhang.work.check import CheckResult, check
from mingzhang.work.second_look import look_into
from mingzhang.work.waive import read_waivers

_ACCOUNTS = ("final_account", "budget")
_WHOLE_SET = 5  # tables that two files have in common: more than a set broken over files ever repeats


def check_together(
    paths: Iterable[str | Path],
    place: str | None = None,
    year: int | None = None,
    limits: Limits | None = None,
    **options: Any,
) -> CheckResult:
    """Check the files of one unit (files, folders, zip archives) as one report.

    ``options`` are those of :func:`mingzhang.work.check.check`.  Raises
    :class:`~mingzhang.readers.limits.UnreadableError` where nothing can be read, an archive is unsafe, or the
    files are accounts of different units, years or kinds, or two of them hold a whole set of tables each.
    """
    began, deadline = time.perf_counter(), Deadline((limits or Limits()).seconds)
    given = [Path(path) for path in paths]
    reports = read_collection(given, limits or Limits())
    _settled(reports, given)
    _of_one_unit(reports, given[0])
    _of_one_set(reports, given[0], "互相对照请用 --compare")
    name = given[0].name if len(given) == 1 else f"{given[0].name} 等 {len(given)} 个文件"
    document = understand(merged(reports, name), place, year)
    look = look_into(_originals(given), limits or Limits(), filter(is_archive, given))
    return check(document, began=began, deadline=deadline, look=look, **options)


def check_compared(
    paths: Iterable[str | Path],
    place: str | None = None,
    limits: Limits | None = None,
    waivers: Iterable[tuple[str, Waiver]] = (),
    **options: Any,
) -> list[CheckResult]:
    """Check several documents and hold them against each other; a folder or archive is one document.

    Which is which is told by unit, year and kind (see :func:`mingzhang.work.beside.relate`); explained
    differences stay explained, by the files beside them and by ``waivers``.  ``options`` are those of
    :func:`mingzhang.work.check.check`.  Raises :class:`~mingzhang.readers.limits.UnreadableError` where one
    of them cannot be read.
    """
    documents, looks, given = [], [], [Path(path) for path in paths]
    for path, name in zip(given, told_apart(given), strict=True):
        reports = read_collection([path], limits or Limits())
        _settled(reports, [path])
        _of_one_unit(reports, path)
        _of_one_set(reports, path, "互相对照请把它们分别给出")
        if len(reports) == 1:
            reports[0].file = name
        report = merged(reports, name) if len(reports) > 1 else labelled(reports[0])
        documents.append(understand(report, place))
        originals = _originals([path])
        if len(reports) == 1 and path.is_file():
            originals[name] = path
        looks.append(look_into(originals, limits or Limits(), filter(is_archive, [path])))
    relate(documents)
    others = tuple(waivers)
    explained = [read_waivers(path, others) for path in given]
    return [
        check(document, waivers=known, deadline=Deadline((limits or Limits()).seconds), look=look, **options)
        for document, known, look in zip(documents, explained, looks, strict=True)
    ]


def _originals(paths: Iterable[Path]) -> dict[str | None, Path]:
    """The files that are there to be looked into again, by the names that places have; archives are not."""
    found: dict[str | None, Path] = {}
    for path in paths:
        if path.is_dir():
            found |= {one.relative_to(path).as_posix(): one for one in path.rglob("*")}
            found.setdefault(path.name, path)  # as the pages of one document
        elif not is_archive(path):
            found[path.name] = path
    return found


def _settled(reports: list[Report], given: Sequence[Path]) -> None:
    """Take over what people have settled of scans, kept beside each file, or beside a folder of pictures."""
    for report in reports:
        if report.scans:
            inside = [path / report.file for path in given if path.is_dir()]
            beside = [path for path in given if path.name == report.file]
            for path in [*beside, *inside][:1]:
                take_over(report, path)


def told_apart(paths: Sequence[Path]) -> list[str]:
    """The names of files, with as many of their folders as it takes to tell each from the others.

    >>> told_apart([Path("甲局/决算.pdf"), Path("乙局/决算.pdf"), Path("丙局/预算.pdf")])
    ['甲局/决算.pdf', '乙局/决算.pdf', '预算.pdf']
    """
    names = [path.name for path in paths]
    for depth in range(2, max((len(path.parts) for path in paths), default=0) + 1):
        twice = {name for name in names if names.count(name) > 1}
        names = [
            Path(*path.parts[-depth:]).as_posix() if name in twice else name
            for path, name in zip(paths, names, strict=True)
        ]
    return names


def _of_one_unit(reports: list[Report], path: Path) -> None:
    """Refuse accounts that do not belong together; what does not say whose it is may belong to any."""
    known = [(report, _identity(report)) for report in reports]
    accounts = [(report, one) for report, one in known if one.kind in _ACCOUNTS]
    units = {one.unit for _, one in accounts if one.unit}
    first = next(iter(units), "")
    for what, values in (
        ("单位", units if any(not same_unit(first, unit) for unit in units) else set()),
        ("年度", {str(one.year) for _, one in accounts if one.year}),
        ("种类", {{"budget": "预算", "final_account": "决算"}[one.kind] for _, one in accounts}),
    ):
        if len(values) > 1:
            reason = f"这些文件的{what}不同（{'、'.join(sorted(values))}），不能合并为一份报告"
            raise UnreadableError(path, f"{reason}；不同年度或预决算之间的对照请用 --compare")


def _of_one_set(reports: list[Report], path: Path, remedy: str) -> None:
    """Refuse two files that each hold a whole set of tables: they are two documents, or one given twice."""
    if len(reports) < 2:
        return
    notation = load(NATION, None)
    sets: list[tuple[Report, set[str]]] = []
    for report in reports:
        tables, *_ = bind_tables(report, notation.forms, notation, Facts())
        sets.append((report, {table.form.name for table in tables if table.form}))
    for (one, own), (other, theirs) in combinations(sets, 2):
        if len(own & theirs) >= _WHOLE_SET:
            reason = f"{one.file} 与 {other.file} 各有一整套表（都有{'、'.join(sorted(own & theirs)[:3])}等）"
            raise UnreadableError(path, f"{reason}，是两份文件，不能合并为一份报告；{remedy}")


def _identity(report: Report) -> Identity:
    return identify(report, outline(report, load(NATION, None).sections), places())
