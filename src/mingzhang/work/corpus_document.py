"""One document of a corpus: a plain function from a file to its rows, which any engine can carry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mingzhang.corpus.packed import packed
from mingzhang.corpus.record import record_of, refused
from mingzhang.readers.limits import UnreadableError
from mingzhang.work.check_many import ending, judged
from mingzhang.work.garbage import file_done, look_seldom
from mingzhang.work.key_figures import key_figures

# What the time, the memory, the disk or the rights of one run were to blame for: another may have more luck.
_PASSING = re.compile("已停止|意外中止|内存不足|磁盘|没有权限")


@dataclass(frozen=True, slots=True)
class Errand:
    """A file to be checked: its name in the corpus, what its rows depend on and the hash of its content.

    >>> str(Errand("各单位/甲局/决算.pdf", "甲局/决算.pdf", "k", "c"))
    '各单位/甲局/决算.pdf'
    """

    path: str
    name: str
    key: str
    content: str

    def __str__(self) -> str:
        return self.path


def examined(errand: Errand, options: dict[str, Any]) -> bytes:
    """The rows of a file, packed; called in a process that may die of it."""
    look_seldom()  # in whichever process an engine calls it
    path = Path(errand.path)
    with ending(path, options):
        made = judged(path, options)
        if isinstance(made, UnreadableError):
            return unread(errand, made)
        document = made.document
        figures = {each.label: each.amount for each in key_figures(document)}
        result = made.result().called(errand.name)
        again = not result.summary.complete or result.document.sha256 != errand.content
        key = "" if again else errand.key
        rows = packed(record_of(errand.name, key, result, document, made.findings, made.coverage, figures))
    file_done()
    return rows


def unread(errand: Errand, problem: UnreadableError) -> bytes:
    """The row of a file that could not be read, packed; it is tried again where the file is not to blame."""
    key = "" if _PASSING.search(problem.reason) else errand.key
    sentence = str(UnreadableError(errand.name, problem.reason))
    return packed(refused(errand.name, key, errand.content, sentence))
