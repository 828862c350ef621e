"""Whether the file of a place says what a place can say: told by file and line before it is used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from mingzhang.catalogue import files
from mingzhang.language.evaluation.indicator_system import systems
from mingzhang.language.narrative.phrase import load_phrases
from mingzhang.language.table.form import load_forms

_LISTED = ("phrase", "budget_phrase", "indicator_system", "terms", "required")
_TABLES = ("sections", "settings", "outline", "budget_outline", "budget_settings", "forms", "supervision")
_KNOWN = ("name", *_LISTED, *_TABLES)
AMISS = (KeyError, TypeError, ValueError, AttributeError, IndexError, re.error)


def fit(code: str) -> None:
    """Look at what a place states of its own; settings and outline are looked at where they are used.

    Raises :class:`~mingzhang.catalogue.files.UnfitCatalogueError`.

    >>> fit("310107")
    """
    data = files.place(code)
    for key, value in data.items():
        if key not in _KNOWN:
            raise files.unfit(code, key, f"没有“{key}”这一项，可写：{'、'.join(_KNOWN)}")
        wanted, kind = (str, "文字") if key == "name" else (list, "列表") if key in _LISTED else (dict, "表")
        if not isinstance(value, wanted):
            raise files.unfit(code, key, f"“{key}”应为{kind}")
    for words, made in _parts(data):
        try:
            made()
        except AMISS as fault:
            raise files.unfit(code, words, f"“{words}”的写法不对（{reason(fault)}）") from None


def reason(fault: Exception) -> str:
    """What an error of the data says of itself, its kind where it is not a sentence of ours.

    >>> reason(ValueError("表样 T01 缺少 name（事实名的开头）")), reason(KeyError("key")), reason(TypeError("int"))
    ('表样 T01 缺少 name（事实名的开头）', '缺少 key', '类型不对')
    """
    said = str(fault.args[0]) if fault.args else ""
    if isinstance(fault, KeyError):
        return f"缺少 {said}"
    return said if any("\u4e00" <= character <= "\u9fff" for character in said) else "类型不对"


def _parts(data: dict[str, Any]) -> Iterator[tuple[str, Callable[[], object]]]:
    """What can be looked at by itself, with the words by which its line is found."""
    for key, titles in data.get("sections", {}).items():
        yield key, partial(_texts, titles)
    for key in ("terms", "required"):
        yield key, partial(_texts, data.get(key, []))
    for key in ("phrase", "budget_phrase"):
        for entry in data.get(key, []):
            yield _named(entry, "fact", key), partial(load_phrases, {"phrase": [entry]})
    for entry in data.get("indicator_system", []):
        layer = {"indicator_system": [entry]}
        yield _named(entry, "key", "indicator_system"), partial(systems, [layer], None)
    for name, form in data.get("forms", {}).items():
        yield name, partial(load_forms, _national(name), {"forms": {name: form}})


def _national(form: str) -> dict[str, Any]:
    forms = files.national()["forms"]
    return {"forms": {form: forms[form]} if form in forms else {}}


def _named(entry: object, key: str, otherwise: str) -> str:
    found = entry.get(key) if isinstance(entry, dict) else None
    return found if isinstance(found, str) and found else otherwise


def _texts(value: object) -> None:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise TypeError
