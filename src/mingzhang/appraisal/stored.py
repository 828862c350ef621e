"""The values of this room as plain values for JSON, and back: what is sealed can be worked out anew."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Plain = Any  # what JSON holds
_Made = TypeVar("_Made")


def stored(item: object) -> Plain:
    """A value with all it holds as plain values; figures stay exact, days are written as days.

    >>> from mingzhang.appraisal.task_book import TaskLine
    >>> line = TaskLine("1", "修路", "K1", "≥3条", full=Fraction(5, 2))
    >>> {name: said for name, said in stored(line).items() if said}
    {'number': '1', 'text': '修路', 'indicator': 'K1', 'target': '≥3条', 'full': '5/2'}
    """
    if is_dataclass(item) and not isinstance(item, type):
        return {field.name: stored(getattr(item, field.name)) for field in fields(item)}
    if isinstance(item, Fraction):
        return str(item)
    if isinstance(item, date):
        return item.isoformat()
    if isinstance(item, Enum):
        return item.value
    if isinstance(item, dict):
        return {key: stored(value) for key, value in item.items()}
    return [stored(each) for each in item] if isinstance(item, tuple | list) else item


def restored(kind: type[_Made], plain: Plain) -> _Made:
    """The value of plain values; what they do not say is as it usually is.

    >>> from mingzhang.appraisal.returns import Veto
    >>> made = Veto("某局", "一票否决", "责任事故", Fraction(60))
    >>> restored(Veto, stored(made)) == made, restored(Veto, {"unit": "", "name": "", "reason": ""}).grade
    (True, '')
    """
    hints = _hints(kind)  # type: ignore[arg-type]
    said = {name: _value(hints[name], value) for name, value in plain.items() if name in hints}
    return kind(**said)


@cache
def _hints(kind: type) -> dict[str, Any]:
    """The fields of a class with what they hold."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _value(hint: Plain, plain: Plain) -> Plain:
    """One plain value as the value it was."""
    origin: Plain = get_origin(hint)
    inner = get_args(hint)
    if origin in (Union, UnionType):
        return None if plain is None else _value(next(one for one in inner if one is not NoneType), plain)
    if origin is tuple:
        kinds = [inner[0]] * len(plain) if inner[-1] is ... else inner
        return tuple(_value(one, each) for one, each in zip(kinds, plain, strict=True))
    if origin is list:
        return [_value(inner[0], each) for each in plain]
    if origin is dict:
        return {key: _value(inner[1], each) for key, each in plain.items()}
    if is_dataclass(hint):
        return restored(hint, plain)  # type: ignore[arg-type]
    if hint is date:
        return date.fromisoformat(plain)
    return hint(plain) if hint is Fraction or issubclass(hint, Enum) else plain
