"""Full-text search: every character with its neighbour, so that words of one and two characters are found.

The index is one SQLite file; a page is a row.  A word of two characters is one entry of the index, a longer
one a phrase of entries, a single character the beginning of some.  Other tokenizers find no such word.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from operator import add
from pathlib import Path

_WIDE = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(f"[{_WIDE}]+")
_TOKEN = re.compile(f"([{_WIDE}]+)|[^\\W_{_WIDE}]+")
_BUFFER = 48 << 20  # bytes of new entries that are gathered before they are sorted into the file
_SEGMENTS = 64  # sorted pieces of an index that are asked one after the other before they are made one
_WORD = re.compile(r"[\w\u3007\u3400-\u9fff]", re.UNICODE)
_AROUND = 24  # characters of the text shown around a word
MOST = 1_000  # pages that are counted at most
_PIECE = 20_000  # rows of one transaction
_CACHE = -32_000  # kilobytes that SQLite keeps of the file


@dataclass(frozen=True)
class PageFound:
    """A page on which a word stands: item, page, title of the item, and the words around it."""

    code: str
    seq: int
    title: str
    around: str


def spaced(text: str) -> str:
    """A text as it is indexed: NFKC, small letters, no marks, each Chinese character with the next.

    The last one of a run stands alone too.

    >>> spaced("决算表 12.5（A）")
    '决算 算表 表 12 5 a'
    """
    made: list[str] = []
    for token in _TOKEN.finditer(unicodedata.normalize("NFKC", text).lower()):
        chars = token[0]
        if token[1]:
            made += map(add, chars, chars[1:])
            chars = chars[-1]
        made.append(chars)
    return " ".join(made)


def build(path: Path, pages: Iterable[tuple[str, int, str, str]]) -> int:
    """Build the index of pages (item, page, title, text) in a new file; returns how many there are.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "索引.sqlite"
    ...     count = build(file, [("甲", 1, "总结", "部门决 算编制")])
    ...     count, find(file, "决算")[1][0].around
    (1, '部门决算编制')
    """
    path.unlink(missing_ok=True)
    count = 0
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute("PRAGMA journal_mode=OFF")
        base.execute("PRAGMA synchronous=OFF")
        base.execute(f"PRAGMA cache_size={_CACHE}")
        base.execute(
            "CREATE TABLE page(id INTEGER PRIMARY KEY, code TEXT, seq INTEGER, title TEXT, text TEXT)"
        )
        # The words stand in `page` alone: the index holds where they are, and is asked by phrases only.
        base.execute("CREATE VIRTUAL TABLE words USING fts5(text, content='', prefix='1', tokenize='ascii')")
        for name, value in (("hashsize", _BUFFER), ("automerge", 0), ("crisismerge", _SEGMENTS)):
            base.execute("INSERT INTO words(words, rank) VALUES(?, ?)", (name, value))
        base.execute("BEGIN")
        for count, (code, seq, title, text) in enumerate(pages, 1):
            plain = joined(text)
            base.execute("INSERT INTO page VALUES(?,?,?,?,?)", (count, code, seq, title, plain))
            said = spaced(f"{title} | {plain}")
            base.execute("INSERT INTO words(rowid, text) VALUES(?,?)", (count, said))
            if count % _PIECE == 0:
                base.execute("COMMIT")
                base.execute("BEGIN")
        base.execute("COMMIT")
        base.execute("CREATE INDEX by_code ON page(code, seq)")
    return count


def joined(text: str) -> str:
    """A text without the blanks and line ends that recognition put between Chinese characters.

    >>> joined("部门\\n决 算 2026 年")
    '部门决算2026年'
    """
    words = unicodedata.normalize("NFKC", text).split()
    if not words:
        return ""
    made = [words[0]]
    for before, word in pairwise(words):
        if before[-1].isascii() and word[0].isascii():
            made.append(" ")
        made.append(word)
    return "".join(made)


def find(path: Path, word: str, most: int = 50, skip: int = 0) -> tuple[int, list[PageFound]]:
    """How many pages have a word, or all of several words apart, and some of them.

    At most ``most`` pages are returned, ``skip`` left out before them; the count stops at :data:`MOST`.
    """
    asked = _phrases(word)
    if not asked:
        return 0, []
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as base:
        (count,) = base.execute(
            "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)", (asked, MOST)
        ).fetchone()
        rows = base.execute(
            "SELECT code, seq, title, text FROM page WHERE id IN"
            " (SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid LIMIT ? OFFSET ?) ORDER BY id",
            (asked, most, skip),
        ).fetchall()
    first = next(_words(word))
    return count, [PageFound(code, seq, title, _around(text, first)) for code, seq, title, text in rows]


def _words(said: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", said).replace("\0", " ")  # a question ends at NUL for SQLite
    yield from (each for each in plain.split() if _WORD.search(each))


def _phrases(said: str) -> str:
    """The words of a question as phrases of FTS5; its own marks mean nothing here.

    >>> _phrases("危房 决"), _phrases("决算表")
    ('"危房" AND "决" *', '"决算 算表"')
    """
    return " AND ".join(map(_phrase, _words(said)))


def _phrase(word: str) -> str:
    """One word: what follows its last character in the text is not asked."""
    plain = spaced(word).split()
    wide = plain and _RUN.fullmatch(plain[-1])
    if wide and len(plain) > 1 and _RUN.fullmatch(plain[-2]):
        plain, wide = plain[:-1], None
    return f'"{" ".join(plain)}"' + (" *" if wide else "")


def _around(text: str, word: str) -> str:
    at = text.casefold().find(word.casefold())
    if at < 0:
        return text[: 2 * _AROUND]
    begin, end = max(0, at - _AROUND), at + len(word) + _AROUND
    return ("…" if begin else "") + text[begin:end] + ("…" if end < len(text) else "")
