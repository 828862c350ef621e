"""The code lists of the classifications, read from the package's CSV files."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from mingzhang.facts.period import InForce
from mingzhang.language.table.notation import Code
from mingzhang.language.text.spelling import label


def _rows(name: str) -> list[dict[str, str]]:
    text = files("mingzhang.catalogue").joinpath("codes", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _year(text: str) -> int | None:
    return int(text) if text else None


def _codes(name: str) -> dict[str, tuple[Code, ...]]:
    """The entries of one CSV list by code; a code has several when its name changed over the years."""
    found: dict[str, tuple[Code, ...]] = {}
    for row in _rows(name):
        entry = Code(
            row["code"],
            row["name"],
            row["verified"] == "y",
            InForce(_year(row["valid_from"]), _year(row["valid_to"])),
            row.get("budget", "G"),
            row["note"] or "",
        )
        found[entry.code] = (*found.get(entry.code, ()), entry)
    return found


@cache
def functional_codes() -> dict[str, tuple[Code, ...]]:
    """支出功能分类: code (3, 5 or 7 digits) to its entries, several where its name changed over the years.

    >>> functional_codes()["201"][0].name
    '一般公共服务支出'
    """
    return _codes("functional.csv")


@cache
def economic_codes() -> dict[str, tuple[Code, ...]]:
    """部门预算支出经济分类: code (3 or 5 digits) to its entries.

    >>> economic_codes()["30101"][0].name
    '基本工资'
    """
    return _codes("economic_department.csv")


@cache
def functional_lines(year: int | None) -> tuple[tuple[str, str], ...]:
    """The functional lines of the summary tables in a fiscal year: class code and label without ordinal.

    A year after the last known layout is taken to keep it.

    >>> functional_lines(2018)[6], len(functional_lines(2026))
    (('207', '文化体育与传媒支出'), 26)
    """
    layouts: dict[tuple[int, int], list[tuple[str, str]]] = {}
    for row in _rows("table_lines.csv"):
        if re.fullmatch(r"[\d-]+", row["layout"]):
            first, _, last = row["layout"].partition("-")
            name = (row["class_code"], label(row["label"]))
            layouts.setdefault((int(first), int(last or first)), []).append(name)
    latest = max(layouts)
    wanted = [years for years in layouts if year is not None and years[0] <= year <= years[1]]
    return tuple(layouts[wanted[0] if wanted else latest])


@cache
def vehicle_uses(year: int | None = None) -> tuple[str, ...]:
    """What vehicles are kept for, as the statement of state assets lists them (in a year, or ever).

    >>> "机要通信用车" in vehicle_uses(), "机要通信用车" in vehicle_uses(2016)
    (True, False)
    """
    listed = (
        row["name"]
        for row in _rows("vehicle_uses.csv")
        if year is None or (_year(row["valid_from"]) or year) <= year <= (_year(row["valid_to"]) or year)
    )
    return tuple(dict.fromkeys(listed))
