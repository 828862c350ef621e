"""What is used for a place or a year that the catalogue does not describe itself."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.catalogue import files
from mingzhang.catalogue.divisions import NATION, chain, place_name
from mingzhang.language.workbook.form import FINAL

_WHAT = {FINAL: "决算", "budget": "预算"}


def instead(place: str, year: int | None, kind: str = FINAL) -> list[str]:
    """What stands for a place without data of its own and for a year beyond the last one known.

    Nothing where the place and the year are described.

    >>> instead("310107", 2024)
    []
    >>> instead("370000", 2024)
    ['山东省（370000）没有自己的地区文件，决算的表式、次序和写法用全国的。']
    >>> instead("999999", 2040)[0]
    '区划代码 999999 不在行政区划代码表里，请核对；决算的表式、次序和写法用全国的。'
    """
    return [*_of_place(place, kind), *_of_year(year)]


def _of_place(place: str, kind: str) -> Iterator[str]:
    """A place nobody knows, or one that says nothing of its own: whose ways are used."""
    if place == NATION:
        return
    described = [code for code in chain(place) if files.place(code)]
    outlined = [code for code in chain(place) if _outline(kind) in files.place(code)]
    name, what = place_name(place), _WHAT[kind]
    used = place_name(outlined[-1]) if outlined else "全国"
    if not name or not _listed(place):
        yield f"区划代码 {place} 不在行政区划代码表里，请核对；{what}的表式、次序和写法用{used}的。"
    elif not described:
        yield f"{name}（{place}）没有自己的地区文件，{what}的表式、次序和写法用{used}的。"
    elif not outlined and kind != FINAL:
        yield f"{name}（{place}）的地区文件没有写{what}的次序和写法，用全国的。"


def _outline(kind: str) -> str:
    return "outline" if kind == FINAL else f"{kind}_outline"


def _listed(place: str) -> bool:
    """Whether the list of places has the code itself, not only the province it lies in."""
    return len(place_name(place)) > len(place_name(chain(place)[-2])) if len(chain(place)) > 1 else True


def _of_year(year: int | None) -> Iterator[str]:
    last = int(files.national()["last_year"])
    if year is not None and year > last:
        yield f"{year} 年度的科目和表式还没有收录，用的是 {last} 年度的，请对照当年的编制要求。"
