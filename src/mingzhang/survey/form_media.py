"""The files that a questionnaire needs beside itself: choices, tables to look up, pictures, sounds."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from pathlib import Path

from mingzhang.facts.refusal import RefusalError
from mingzhang.readers.text import decoded

_PICTURES, _SOUNDS = (".png", ".jpg", ".jpeg", ".gif", ".webp"), (".mp3", ".m4a", ".wav", ".ogg")
SUFFIXES = (".csv", ".xml", ".geojson", *_PICTURES, *_SOUNDS, ".mp4", ".webm", ".3gp")
FILE_ADDRESS = re.compile(r"jr://(?!instance/)[a-z-]+/([^\"'<>?]+)")
_SEARCHED = re.compile(r"\bsearch\('([^'()]+)'")


class UnfitMediaError(RefusalError):
    """A file that cannot go out with its questionnaire; its text is for who gave it."""


def needed_files(xform: str) -> list[str]:
    """The names of the files that a form speaks of, in its order.

    >>> needed_files('<instance id="t" src="jr://file-csv/t.csv"/><value>jr://images/a.png</value>')
    ['t.csv', 'a.png']
    """
    found = [unescape(name) for name in FILE_ADDRESS.findall(xform)]
    searched = [
        name if name.endswith(".csv") else f"{name}.csv" for name in _SEARCHED.findall(unescape(xform))
    ]
    return list(dict.fromkeys([*found, *searched]))


def beside(path: str | Path, xform: str) -> set[str]:
    """Which of them lie beside the form's own file, or in the folder ``…-media`` there."""
    own = Path(path)
    folders = (own.parent, own.with_name(f"{own.stem}-media"))
    names = [name for name in needed_files(xform) if Path(name).name == name]
    return {name for name in names for folder in folders if (folder / name).is_file()}


def table_rows(name: str, data: bytes) -> list[dict[str, str]]:
    """The rows of a CSV under their heads; raises :class:`UnfitMediaError`.

    >>> table_rows("t.csv", "name,label\\n1,东桥街道\\n".encode("gb18030"))
    [{'name': '1', 'label': '东桥街道'}]
    """
    text = table_text(name, data)
    try:
        rows = list(csv.reader(io.StringIO(text), strict=True))
    except csv.Error as fault:
        raise UnfitMediaError(f"{name}：引号不成对或有不认识的字符，不是完整的 CSV。") from fault
    heads = [head.strip() for head in rows[0]] if rows else []
    if not any(heads) or not any(map(any, rows[1:])):
        raise UnfitMediaError(f"{name}：应有一行表头和至少一行内容。")
    if twice := sorted({head for head in heads if head and heads.count(head) > 1}):
        raise UnfitMediaError(f"{name}：表头“{'、'.join(twice)}”写了两次。")
    for number, row in enumerate(rows[1:], 2):
        if any(row) and len(row) != len(heads):
            raise UnfitMediaError(f"{name}：第{number}行有{len(row)}格，表头有{len(heads)}格，请补齐逗号。")
    return [
        {head: cell for head, cell in zip(heads, row, strict=True) if head} for row in rows[1:] if any(row)
    ]


def table_text(name: str, data: bytes) -> str:
    """What a CSV says, in whatever encoding Excel wrote it; raises :class:`UnfitMediaError`."""
    text = decoded(data)
    if text is None:
        raise UnfitMediaError(f"{name}：不是文字，或文字编码不认识（可用 UTF-8、GB18030）。")
    return text


def named(source: str | None, name: str) -> bool:
    """Whether the source of an instance is the file of this name.

    >>> named("jr://file-csv/t.csv", "t.csv"), named(None, "t.csv")
    (True, False)
    """
    return FILE_ADDRESS.findall(source or "") == [name]
