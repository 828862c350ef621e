"""Returns from exports of ODK Central and KoboToolbox, one after the other: nothing is lost, nothing guessed.

An answer outside the choices, a return that came twice, a row whose columns are shifted: each is told in one
sentence, and what stands in the file is kept with the return.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mingzhang.facts.refusal import RefusalError
from mingzhang.readers.limits import Limits
from mingzhang.readers.spreadsheet.streamed import streamed_rows
from mingzhang.survey.export_heads import (
    BLANK,
    DEVICE,
    INDEX,
    KEY,
    PARENT,
    RECEIVED,
    REVIEW,
    SENDER,
    TICKED,
    VERSION,
    ExportLayout,
    is_repeated,
    layout_of,
)
from mingzhang.survey.questionnaire import Questionnaire, SurveyQuestion
from mingzhang.survey.sav import is_sav, sav_rows
from mingzhang.survey.slips import slip_of

_SHIFTED = (
    3  # answers outside the choices in one row, if they are half of them, mean that the row has slipped
)
_SHOWN = 20  # characters of an answer that a sentence repeats
_FEW = 10  # versions, or runs of rows, that a sentence names
NOT_ANSWERED = "n/a"


@dataclass(slots=True)
class Return:
    """One filled questionnaire.

    ``answers`` are by question, choices by their names (several with a space between them); ``outside``
    those that are no choice of the question, as they stand in the file; ``more`` what stands in columns the
    form does not have; ``contacts`` what may identify the person, kept apart.  ``again`` is the row of an
    earlier return of the same key, ``same`` that it says the same; ``shifted`` that its columns do not fit
    the heads, so that it has no answers but only ``cells``.
    """

    key: str
    row: int
    version: str = ""
    received: str = ""
    review: str = ""
    sender: str = ""
    device: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    outside: dict[str, str] = field(default_factory=dict)
    more: dict[str, str] = field(default_factory=dict)
    contacts: dict[str, str] = field(default_factory=dict)
    repeats: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    again: int = 0
    same: bool = False
    shifted: bool = False
    cells: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it can be counted at all: in its place, and the first of its key."""
        return not self.shifted and not self.again


@dataclass(frozen=True, slots=True)
class ReturnProblem:
    """What is odd about a row or a file, in one sentence.

    >>> print(ReturnProblem("导出.csv", 3, "多出2格"))
    导出.csv 第3行：多出2格
    """

    file: str
    row: int
    message: str

    def __str__(self) -> str:
        where = f"{self.file} 第{self.row}行：" if self.row else f"{self.file}：" if self.file else ""
        return f"{where}{self.message}"


@dataclass(slots=True)
class RepeatedPart:
    """One part of a repeated group, with the key (or the number) of the return it belongs to."""

    repeat: str
    parent: str
    row: int
    answers: dict[str, str]


class UnfitExportError(RefusalError):
    """A table that holds no returns of this form; one Chinese sentence."""


@dataclass
class Intake:
    """Reads exports of a form in its versions, the newest last; what is odd gathers in ``problems``.

    ``seen`` are the keys so far: a number for each, so that memory hardly grows.
    """

    forms: Sequence[Questionnaire]
    problems: list[ReturnProblem] = field(default_factory=list)
    seen: dict[int, tuple[str, int, int]] = field(default_factory=dict)
    unknown_versions: Counter[str] = field(default_factory=Counter)

    def read(self, path: str | Path, limits: Limits | None = None) -> Iterator[Return | RepeatedPart]:
        """The returns of a file, or the parts of a repeated group.

        Raises :class:`UnfitExportError` and :class:`~mingzhang.readers.limits.UnreadableError`.
        """
        path = Path(path)
        table: _Table | None = None
        sheet, number, found, some = "", 0, False, False
        rows = sav_rows(path) if is_sav(path) else streamed_rows(path, limits)
        for name, cells in rows:
            number = number + 1 if name == sheet or table is None else 1
            if name != sheet or table is None:
                sheet, number = name, 1
                table = _Table(self, path.name, name, cells)
                found = found or table.useful
            elif table.useful and any(cells):
                some = True
                yield from table.read(number, cells)
        if not found:
            raise UnfitExportError(
                f"{path}：表头里没有“{self.forms[-1].title}”的题目，请核对问卷与导出文件。"
            )
        if not some:
            self.problems.append(ReturnProblem(path.name, 0, "表头下面没有一份答卷"))

    def single(self, heads: list[str], cells: list[str], source: str = "") -> Return:
        """One return that came by itself, under heads of its own: a filled form from a device."""
        table = _Table(self, source, "", heads)
        (made,) = (one for one in table.read(1, cells) if isinstance(one, Return))
        return made

    def told(self) -> list[ReturnProblem]:
        """All problems, those of versions that no form is given for among them; what many rows share once."""
        together: dict[tuple[str, str], list[int]] = {}
        for problem in self.problems:
            together.setdefault((problem.file, problem.message), []).append(problem.row)
        found = [
            ReturnProblem(file, rows[0], _shared(message, rows)) for (file, message), rows in together.items()
        ]
        return [*self._versions(), *found]

    def _versions(self) -> list[ReturnProblem]:
        """One sentence for all versions that no form is given for."""
        if not self.unknown_versions:
            return []
        named = "、".join(f"“{version}”" for version in list(self.unknown_versions)[:_FEW])
        more = f"等{len(self.unknown_versions)}种" if len(self.unknown_versions) > _FEW else ""
        count, newest = self.unknown_versions.total(), self.forms[-1].version
        return [
            ReturnProblem(
                "", 0, f"{count}份答卷的问卷版本是{named}{more}，没有这一版问卷，按“{newest}”版读入"
            )
        ]


def _shared(message: str, rows: Sequence[int]) -> str:
    """What is said of several rows, with their numbers.

    >>> _shared("错位", [2]), _shared("错位", [2, 3, 4, 9])
    ('错位', '错位（这样的共4行：第2—4、9行）')
    """
    if len(rows) == 1:
        return message
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1][1:] = [row]
        else:
            runs.append([row])
    said = "、".join("—".join(map(str, run)) for run in runs[:_FEW])
    return f"{message}（这样的共{len(rows)}行：第{said}{'等' if len(runs) > _FEW else ''}行）"


class _Table:
    """One sheet of an export, or one file of plain text."""

    def __init__(self, intake: Intake, file: str, sheet: str, heads: list[str]) -> None:
        self._intake, self._sheet, self._heads = intake, sheet, heads
        self._file = f"{file}“{sheet}”" if sheet else file
        self._padded = bool(sheet)  # a workbook leaves out the empty cells at the end of a row
        forms = intake.forms
        self._repeat = _repeat_of(heads, forms[-1]) if is_repeated(heads) else ""
        self._plans = {form.version: _Plan(layout_of(heads, form, self._repeat), form) for form in forms}
        self._newest = self._plans[forms[-1].version]
        self.useful = self._newest.useful
        if self.useful:
            self._tell_heads(self._newest.layout)

    def _tell_heads(self, layout: ExportLayout) -> None:
        """Say which columns no version of the form has, and which questions have no column."""

        def tell(message: str) -> None:
            self._intake.problems.append(ReturnProblem(self._file, 1, message))

        strange = [each for each in layout.unknown
                   if all(each in plan.layout.unknown for plan in self._plans.values())]  # fmt: skip
        if strange:
            named = "、".join(f"“{head}”" for _, head in strange)
            tell(f"{named}在问卷里没有，原样留存，不参加计算")
        if layout.missing and not self._repeat:
            named = "、".join(f"“{question.name}”" for question in layout.missing)
            tell(f"问卷里的{named}没有对应的列，按未答处理")

    def read(self, number: int, cells: list[str]) -> Iterator[Return | RepeatedPart]:
        width = len(self._heads)
        if self._padded and len(cells) < width:
            cells = [*cells, *[""] * (width - len(cells))]
        if self._repeat:
            yield RepeatedPart(
                self._repeat, self._newest.standard(cells, PARENT), number, self._newest.plain(cells)
            )
        elif len(cells) != width and (len(cells) < width or any(cells[width:])):
            yield self._shift(number, cells, f"有{len(cells)}格，表头有{width}格，各列可能错位")
        else:
            yield self._return(number, cells)

    def _shift(self, number: int, cells: list[str], why: str) -> Return:
        message = f"{why}；整行原样留存，不参加计算，请对照原卷改正"
        self._intake.problems.append(ReturnProblem(self._file, number, message))
        return Return(f"第{number}行", number, shifted=True, cells=tuple(cells))

    def _return(self, number: int, cells: list[str]) -> Return:
        """The return of a row, under the version of the form that it says."""
        version = self._newest.standard(cells, VERSION)
        plan = self._plans.get(version, self._newest)
        made = plan.made(number, cells)
        made.version = version
        plans = self._plans.values() if made.outside else ()  # who slipped says no version either
        if slip := next(filter(None, (each.slip(cells, made) for each in plans)), 0):
            side = "右" if slip > 0 else "左"
            return self._shift(number, cells, f"答案与表头错开，向{side}移了{abs(slip)}列")
        if len(made.outside) >= _SHIFTED and len(made.outside) * 2 >= plan.chosen(made):
            return self._shift(number, cells, "多数答案不在选项里，整行可能错位")
        if version and version not in self._plans:
            self._intake.unknown_versions[version] += 1
        for name, said in made.outside.items():
            self._tell_outside(number, plan.questions[name], said)
        self._twice(made, cells)
        return made

    def _tell_outside(self, number: int, question: SurveyQuestion, said: str) -> None:
        named = question.label or question.name
        known = "、".join(choice.name for choice in question.choices[:12])
        message = f"“{named}”答“{said[:_SHOWN]}”，不在选项（{known}）里；原样留存，按未答计算"
        self._intake.problems.append(ReturnProblem(self._file, number, message))

    def _twice(self, made: Return, cells: list[str]) -> None:
        """Note a return whose key was there before, and whether it says the same."""
        key, content = hash(made.key), hash(tuple(cells))
        known = self._intake.seen.get(key)
        if known is None:
            self._intake.seen[key] = (self._file, made.row, content)
            return
        file, made.again, before = known
        made.same = before == content
        where = f"第{made.again}行" if file == self._file else f"{file}第{made.again}行"
        what = "内容相同，只算一次" if made.same else "内容不同，两份都留存，先算前一份，请核定"
        message = f"编号“{made.key}”与{where}是同一份答卷，{what}"
        self._intake.problems.append(ReturnProblem(self._file, made.row, message))


class _Plan:
    """How rows are read under one version of a form."""

    def __init__(self, layout: ExportLayout, form: Questionnaire) -> None:
        self.layout = layout
        self._single = [(column, question.name, _names(question)) for column, question in layout.single]
        self._many = [
            (column, question.name, _names(question))
            for column, question in layout.many
            if question.name not in layout.ticks
        ]
        self._closed = {column: known for column, _, known in self._single}
        self.questions = form.by_name
        self.useful = bool(self._single or layout.plain or self._many or layout.ticks)

    def standard(self, cells: Sequence[str], name: str) -> str:
        """What a column of the system says."""
        column = self.layout.standard.get(name)
        return "" if column is None else cells[column].strip()

    def made(self, number: int, cells: Sequence[str]) -> Return:
        """The return of a row."""
        made = Return(
            self.standard(cells, KEY) or self.standard(cells, INDEX) or f"第{number}行",
            number,
            "",
            self.standard(cells, RECEIVED),
            self.standard(cells, REVIEW),
            self.standard(cells, SENDER),
            self.standard(cells, DEVICE),
            self.plain(cells),
        )
        answers, outside = made.answers, made.outside
        for column, name, known in self._single:
            text = cells[column].strip()
            if text and text != NOT_ANSWERED:
                found = known.get(text)
                if found is None:
                    outside[name] = text
                else:
                    answers[name] = found
        for column, name, known in self._many:
            text = cells[column].strip()
            if text and text != NOT_ANSWERED:
                self._chosen(text, name, known, made)
        for name, columns in self.layout.ticks.items():
            self._ticked(cells, name, columns, made)
        made.contacts = {
            question.name: cells[column].strip() for column, question in self.layout.contact if cells[column]
        }
        made.more = {head: cells[column] for column, head in self.layout.unknown if cells[column]}
        return made

    def plain(self, cells: Sequence[str]) -> dict[str, str]:
        """The answers that are no choice, and, in a repeated group, all of them."""
        found = {q.name: cells[column].strip() for column, q in self.layout.plain if cells[column].strip()}
        for name, parts in self.layout.places.items():
            column = parts.get("whole")
            said = cells[column].strip() if column is not None else ""
            both = [cells[parts[part]].strip() for part in ("latitude", "longitude") if part in parts]
            if said or (both and all(both)):
                found[name] = said or " ".join(both)
        return found

    @staticmethod
    def _chosen(text: str, name: str, known: Mapping[str, str], made: Return) -> None:
        whole = known.get(text)
        words = [text] if whole is not None else text.split()
        found = [known.get(word) for word in words]
        if None in found:
            made.outside[name] = text
        else:
            made.answers[name] = " ".join(dict.fromkeys(filter(None, found)))

    @staticmethod
    def _ticked(cells: Sequence[str], name: str, columns: Iterable[tuple[int, str]], made: Return) -> None:
        said = [(choice, cells[column].strip()) for column, choice in columns]
        strange = [text for _, text in said if text not in TICKED and text not in BLANK]
        if strange:
            made.outside[name] = strange[0]
        elif any(text for _, text in said):
            made.answers[name] = " ".join(choice for choice, text in said if text in TICKED)

    def slip(self, cells: Sequence[str], made: Return) -> int:
        """By how many columns the row has slipped; looked for where an answer is outside the choices."""
        outside = [column for column, name, _ in self._single if name in made.outside]
        return slip_of(cells, self._closed, outside, NOT_ANSWERED)

    def chosen(self, made: Return) -> int:
        """How many questions with choices were answered, rightly or not."""
        return len(made.outside) + sum(name in made.answers for _, name, _ in self._single)


def _names(question: SurveyQuestion) -> dict[str, str]:
    """The name of each choice, by name and by label, and as a number where a spreadsheet made one of it."""
    known = {label: choice.name for label, choice in question.by_label.items()}
    known |= {f"{choice.name}.0": choice.name for choice in question.choices if choice.name.isdigit()}
    return known | {choice.name: choice.name for choice in question.choices}


def _repeat_of(heads: Sequence[str], form: Questionnaire) -> str:
    """The repeated group whose questions a table holds most of."""
    counted = Counter(
        {
            repeat: len(layout.single) + len(layout.plain) + len(layout.many)
            for repeat in dict.fromkeys(question.repeat for question in form.questions if question.repeat)
            if (layout := layout_of(heads, form, repeat))
        }
    )
    return counted.most_common(1)[0][0] if counted else "（未知）"
