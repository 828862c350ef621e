"""The settings of a folder, ``mingzhang.toml``: they say once what each command would have to be told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mingzhang.facts.finding import Severity
from mingzhang.facts.result import Waiver
from mingzhang.readers.limits import UnreadableError
from mingzhang.work.toml_file import read_toml
from mingzhang.work.waive import waiver_of


@dataclass(frozen=True)
class Configuration:
    """What a settings file says; what it leaves out is ``None`` or empty.

    ``off`` are beginnings of the ids of rules that are not to be used; ``waivers`` explain findings, each
    with the name of the file it is for.

    >>> Configuration(off=("N-58",)).place is None
    True
    """

    place: str | None = None
    year: int | None = None
    severity: Severity | None = None
    off: tuple[str, ...] = ()
    waivers: tuple[tuple[str, Waiver], ...] = ()


def read_configuration(path: Path) -> Configuration:
    """A settings file; raises :class:`UnreadableError` with the place of what is wrong in it."""
    try:
        data = read_toml(path, "设置文件")
    except OSError:
        raise UnreadableError(path, "设置文件无法读取") from None
    unknown = [key for key in data if key not in _READERS]
    if unknown:
        raise UnreadableError(path, f"没有“{unknown[0]}”这项设置，可以写：{'、'.join(_READERS)}")
    return Configuration(**{_FIELDS.get(key, key): _READERS[key](value, path) for key, value in data.items()})


def _place(value: object, path: Path) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{6}", value):
        raise UnreadableError(path, 'place 应为引号里的六位行政区划代码，例如 "110106"')
    return value


def _year(value: object, path: Path) -> int:
    if not isinstance(value, int) or not 1990 <= value < 2100:
        raise UnreadableError(path, "year 应为四位年度，例如 2024")
    return value


def _severity(value: object, path: Path) -> Severity:
    if value not in list(Severity):
        raise UnreadableError(path, f"severity 应为 {'、'.join(Severity)} 之一")
    return Severity(str(value))


def _off(value: object, path: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(rule, str) and rule for rule in value):
        raise UnreadableError(path, 'off 应为规则编号的列表，例如 ["N-58", "S-17"]')
    return tuple(value)


def _waivers(value: object, path: Path) -> tuple[tuple[str, Waiver], ...]:
    if not isinstance(value, list):
        raise UnreadableError(path, "说明的各条应写成 [[waiver]]")
    found = []
    for number, entry in enumerate(value, 1):
        file = entry.get("file") if isinstance(entry, dict) else None
        if not isinstance(file, str) or not file:
            raise UnreadableError(path, f"第 {number} 条说明缺少 file（文件名）")
        found.append((file, waiver_of(entry, number, path)))
    return tuple(found)


_READERS: dict[str, Any] = {
    "place": _place,
    "year": _year,
    "severity": _severity,
    "off": _off,
    "waiver": _waivers,
}
_FIELDS = {"waiver": "waivers"}
