"""Returns written as tables (.csv): one row each under the names of the questions, without contacts."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Protocol, TextIO

from mingzhang.survey.questionnaire import CONTACT, Questionnaire
from mingzhang.survey.returns import RepeatedPart, Return
from mingzhang.survey.states import state_of
from mingzhang.writers.opendata import harmless
from mingzhang.writers.written import writable, written_together

HEADS = (
    "答卷编号",
    "审核状态",
    "问卷版本",
    "收到时间",
    "原表行号",
    "重复于行",
    "选项外的答案",
    "其他列",
)
KEPT, _SHIFTED, _PARTS, _ODD = "答卷", "错位", "重复组", "问题"


@dataclass
class FilesOfReturns:
    """The files that were written, and how many rows stand in each."""

    paths: list[Path] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


def write_returns(
    out: str | Path,
    form: Questionnaire,
    returns: Iterable[Return | RepeatedPart],
    odd: Callable[[], Iterable[Sequence[str]]] = tuple,
    force: bool = False,
) -> FilesOfReturns:
    """Write returns as they come: one file of returns, one of rows that slipped, one of repeated parts.

    ``odd`` says, when all have come, what was odd about them: rows of a fourth file.  Empty files are not
    written.  Raises :class:`~mingzhang.writers.written.UnwritableError`.
    """
    out = writable(out, force)
    named = {KEPT: out} | {
        what: out.with_name(f"{out.stem}（{what}）{out.suffix}") for what in (_SHIFTED, _PARTS, _ODD)
    }
    made = FilesOfReturns()
    with TemporaryDirectory() as folder:
        drafts = {what: Path(folder) / str(number) for number, what in enumerate(named)}
        with ExitStack() as stack:
            streams = [
                stack.enter_context(draft.open("w", encoding="utf-8-sig", newline=""))
                for draft in drafts.values()
            ]
            _Sheets(streams, form, made).write(returns, odd)
        filled = [what for what in named if what == KEPT or made.counts.get(what)]
        made.paths = [named[what] for what in filled]
        with written_together(made.paths, force) as places:
            for what, place in zip(filled, places, strict=True):
                copyfile(drafts[what], place)
    return made


class _Writer(Protocol):
    def writerow(self, row: Iterable[str], /) -> object: ...


class _Sheets:
    def __init__(self, streams: Sequence[TextIO], form: Questionnaire, made: FilesOfReturns) -> None:
        self._returns, self._shifted, self._parts, self._odd = (csv.writer(stream) for stream in streams)
        self._names = [
            question.name for question in form.questions if question.use != CONTACT and not question.repeat
        ]
        self._made = made

    def write(
        self, returns: Iterable[Return | RepeatedPart], odd: Callable[[], Iterable[Sequence[str]]]
    ) -> None:
        self._returns.writerow([*HEADS, *self._names])
        for one in returns:
            kind, writer, rows = self._rows(one)
            for row in rows:
                self._add(kind, writer, row)
        for row in odd():
            self._add(_ODD, self._odd, row)

    def _add(self, kind: str, writer: _Writer, row: Sequence[str]) -> None:
        writer.writerow([harmless(cell) for cell in row])
        self._made.counts[kind] = self._made.counts.get(kind, 0) + 1

    def _rows(self, one: Return | RepeatedPart) -> tuple[str, _Writer, Iterator[Sequence[str]]]:
        if isinstance(one, RepeatedPart):
            pairs = ((one.repeat, one.parent, str(one.row), name, said) for name, said in one.answers.items())
            return _PARTS, self._parts, pairs
        if one.shifted:
            return _SHIFTED, self._shifted, iter([(str(one.row), *one.cells)])
        return KEPT, self._returns, iter([self._row(one)])

    def _row(self, one: Return) -> Sequence[str]:
        """The cells of a return."""
        return (
            one.key,
            state_of(one.review),
            one.version,
            one.received,
            str(one.row),
            str(one.again or ""),
            "；".join(f"{name}={said}" for name, said in one.outside.items()),
            "；".join(f"{head}={said}" for head, said in one.more.items()),
            *(one.answers.get(name, "") for name in self._names),
        )
