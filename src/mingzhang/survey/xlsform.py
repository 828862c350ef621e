"""Questionnaires from XLSForm files, turned into XForms by pyxform; faults told in Chinese, cell by cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from mingzhang.facts.refusal import RefusalError
from mingzhang.facts.report import Table
from mingzhang.readers import stored_sheets
from mingzhang.readers.limits import Limits
from mingzhang.readers.opening import format_of
from mingzhang.sheets import sheets_of
from mingzhang.survey.form_faults import (
    CHOICES,
    DIMENSION,
    ELSEWHERE,
    SCORE,
    SETTINGS,
    SURVEY,
    USE,
    YES,
    FormFault,
    FormRows,
    faults,
    number_of,
    other_list,
    standard_head,
    type_of,
)
from mingzhang.survey.questionnaire import CONTACT, AnswerChoice, Questionnaire, SurveyQuestion

_ROW = re.compile(r"\[row : (\d+)\]")
_SHEET = re.compile(r"On the '(\w+)' sheet, (?:the '([^']*)')?")
_EXTERNAL = re.compile(r"select[ _]one[ _]external\s")
_PERSONAL = {"phonenumber", "email", "subscriberid", "simserial"}  # what devices tell of a person
_SHEETS = (SURVEY, CHOICES, SETTINGS, ELSEWHERE)
_UNVERSIONED = "无版本号"
OURS = (DIMENSION, USE, SCORE)  # columns that pyxform knows nothing of
Rows = list[dict[str, str]]
_TOLD = (  # beginnings of what pyxform says, and what it means
    ("Invalid headers", "表头不对：有一列重复、缺少或不认识"),
    ("Reference variable", "引用题目应写成“${名称}”"),
    ("Names must begin", "名称应以文字或下划线开头"),
    ("Repeat names must", "重复组的名称不能重复，也不能与问卷同名"),
    ("Missing calculation", "计算题没有写计算式"),
    ("Unknown question type", "没有这种题型"),
    ("has not been included", "不能引用别的问卷，请把题目写在同一份里"),
    ("Audits must", "audit 题的名称只能是 audit，或不写"),
    ("location-", "audit 的定位参数缺少，或取值不对"),
    ("should end with one of the supported", "外部选项文件应是 .csv、.xml 或 .geojson"),
    ("seed", "参数 seed 只能是数或对一道题的引用，并与 randomize=true 同用"),
    ("must be set to true or false", "这个参数只能写 true 或 false"),
    ("'parameters' value is invalid", "参数应写成“键=值”，只用这种题型有的键，数要写成数"),
    ("Parameter", "参数的值不对"),
    ("The same instance id", "同一个外部数据的名称指向两处"),
    ("Instance names must be unique", "外部数据的名称重复"),
)


class UnfitFormError(RefusalError):
    """A form with faults; the message tells them all, ``faults`` are they one by one."""

    def __init__(self, path: str | Path, found: Sequence[FormFault]) -> None:
        self.faults = tuple(found)
        said = "；".join(map(str, found[:10]))
        more = f"；另有{len(found) - 10}处" if len(found) > 10 else ""
        super().__init__(f"{path}：问卷有{len(found)}处要改：{said}{more}。")


def read_form(path: str | Path, limits: Limits | None = None) -> Questionnaire:
    """Read a questionnaire.

    Raises :class:`UnfitFormError` and :class:`~mingzhang.readers.limits.UnreadableError`.
    """
    tables = _sheets(Path(path), limits or Limits())
    rows = form_rows(tables)
    found = faults(rows, _library_types())
    try:
        xform = _converted(path, rows, {name.lower(): _rows(table, str) for name, table in tables.items()})
    except (
        UnfitFormError
    ) as fault:  # every fault that we can place says more than the first that the library met
        rows_told = {(each.sheet, each.row) for each in found}
        more = [each for each in fault.faults if each.row and (each.sheet, each.row) not in rows_told]
        raise UnfitFormError(path, [*found, *more] or fault.faults) from fault
    if own := [fault for fault in found if fault.ours]:
        raise UnfitFormError(path, own)
    settings = rows.settings
    title = settings.get("form_title") or Path(path).stem
    form = settings.get("form_id") or Path(path).stem
    version = settings.get("version") or _UNVERSIONED
    return Questionnaire(title, form, version, list(_questions(rows)), xform)


def form_rows(tables: Mapping[str, Table]) -> FormRows:
    """The rows of the three sheets under their standard heads; empty rows keep their place."""
    named = {name.lower(): table for name, table in tables.items()}
    settings = _rows(named.get(SETTINGS))
    return FormRows(
        _rows(named.get(SURVEY)),
        _rows(named.get(CHOICES)),
        next((row for row in settings if row), {}),
        tuple(named),
        [_elsewhere(row) for row in _rows(named.get(ELSEWHERE))],
        tuple((name, head) for name in _SHEETS for head in _twice(named.get(name))),
    )


def _sheets(path: Path, limits: Limits) -> dict[str, Table]:
    """The sheets of a form, also of a legacy workbook; the only sheet of a file is that of the questions."""
    legacy = format_of(path, limits) == "xls"
    found = (
        {table.name.strip(): table for table in stored_sheets(path, limits, "xls")}
        if legacy
        else sheets_of(path, limits)
    )
    return {SURVEY: next(iter(found.values()))} if len(found) == 1 else found


def _twice(table: Table | None) -> list[str]:
    """Heads that are written over two columns of a sheet."""
    heads = Counter(" ".join(cell.text.split()) for cell in (table.cells if table else ()) if cell.row == 0)
    return [head for head, count in heads.items() if head and count > 1]


def _elsewhere(row: dict[str, str]) -> dict[str, str]:
    """A row of the second sheet of choices, whose lists may be called like those of the first."""
    named = {"list_name": other_list(row["list_name"])} if row.get("list_name") else {}
    spoken = any(standard_head(head) == "label" for head in row)
    return {**({} if spoken or "name" not in row else {"label": row["name"]}), **row, **named}


def _uniform(row: dict[str, str]) -> dict[str, str]:
    """A row of choices in which two sheets head list and name alike."""
    heads = {head: standard_head(head) for head in row}
    return {plain if plain in ("list_name", "name") else head: row[head] for head, plain in heads.items()}


@cache
def _library_types() -> dict[str, bool]:
    """The types that the library knows, and whether they ask anything of a person."""
    from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

    return {name: "control" in told for name, told in QUESTION_TYPE_DICT.items()}


def _rows(table: Table | None, head_of: Callable[[str], str] = standard_head) -> Rows:
    """The rows of a sheet under their heads; with ``str`` the heads stay as they are written."""
    if table is None:
        return []
    heads: dict[int, str] = {}
    found: dict[int, dict[str, str]] = {}
    for cell in table.cells:
        text = " ".join(cell.text.split())
        if not text:
            continue
        if cell.row == 0:
            head = head_of(text)
            if head not in heads.values():  # a second language of a label
                heads[cell.column] = head
        elif cell.column in heads:
            found.setdefault(cell.row, {})[heads[cell.column]] = text
    return [found.get(row, {}) for row in range(1, max(found, default=0) + 1)]


def _converted(path: str | Path, rows: FormRows, written: Mapping[str, Rows]) -> str:
    """The XForm of the rows as they are written; raises :class:`UnfitFormError` with what pyxform minds."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    parts = {name: [_plain(row) for row in written.get(name, ())] for name in (SURVEY, CHOICES, SETTINGS)}
    if rows.elsewhere:
        own = [_uniform(row) for row in parts[CHOICES]]
        parts[CHOICES] = [*own, *(_elsewhere(_uniform(_plain(row))) for row in written.get(ELSEWHERE, ()))]
        parts[SETTINGS] = [{**row, "allow_choice_duplicates": "yes"} for row in parts[SETTINGS] or [{}]]
    book: dict[str, Any] = {
        "sheet_names": [name for name in rows.sheets if name != ELSEWHERE],
        "fallback_form_name": Path(path).stem,
    }
    for name, known in parts.items():
        book[name] = known
        book[f"{name}_header"] = [dict.fromkeys(head for row in known for head in row)]
    try:
        return str(convert(book).xform)
    except PyXFormError as fault:
        raise UnfitFormError(path, [_translated(str(fault))]) from fault
    except Exception as fault:  # a slip of the library over a form it does not foresee
        unknown = FormFault(SURVEY, "", None, f"转换程序不能处理这份问卷（{type(fault).__name__}）")
        raise UnfitFormError(path, [unknown]) from fault


def _plain(row: dict[str, str]) -> dict[str, str]:
    """A row without our columns, and without questions whose choices a device would have to look up."""
    return {
        head: " ".join(type_of({"type": said}))
        if standard_head(head) == "type" and _EXTERNAL.match(said)
        else said
        for head, said in row.items()
        if head not in OURS
    }


def _translated(said: str) -> FormFault:
    """What pyxform said, in Chinese; its own words where we have none.

    >>> print(_translated("[row : 4] On the 'survey' sheet, the 'name' value is invalid. Names must begin …"))
    工作表“survey”第4行“name”列：名称应以文字或下划线开头
    """
    row, sheet = _ROW.search(said), _SHEET.search(said)
    told = next((ours for theirs, ours in _TOLD if theirs in said), "")
    return FormFault(
        sheet[1] if sheet else SURVEY,
        (sheet[2] or "") if sheet else "",
        int(row[1]) if row else None,
        told or f"不合 XLSForm 的规定，转换程序的原话是“{_ROW.sub('', said).strip()}”",
    )


def _questions(rows: FormRows) -> Iterator[SurveyQuestion]:
    """The questions in order, with the groups they stand in."""
    choices: dict[str, list[AnswerChoice]] = {}
    for row in (*rows.choices, *rows.elsewhere):
        if name := row.get("name"):
            choice = AnswerChoice(name, row.get("label", name), _score(row, rows))
            choices.setdefault(row.get("list_name", ""), []).append(choice)
    groups: list[tuple[str, bool, str]] = []  # name, whether it is repeated, what it measures
    for number, row in enumerate(rows.survey, 2):
        kind, named = type_of(row)
        if kind.startswith("begin_"):
            repeated = kind != "begin_group"
            groups.append((row.get("name", ""), repeated, row.get(DIMENSION, "")))
        elif kind.startswith("end_"):
            groups.pop()
        elif kind and kind != "note":
            inherited = next((measured for _, _, measured in reversed(groups) if measured), "")
            yield SurveyQuestion(
                row.get("name") or kind,
                row.get("label", ""),
                kind,
                row.get(DIMENSION, inherited),
                row.get(USE, "") or (CONTACT if kind in _PERSONAL else ""),
                tuple(choices.get(named, ())),
                row.get("required", "").lower() in YES,
                tuple(name for name, _, _ in groups),
                next((name for name, repeated, _ in reversed(groups) if repeated), ""),
                number,
            )


def _score(row: dict[str, str], rows: FormRows) -> Fraction | None:
    """What a choice counts: as its column says; in a form without that column, its name if it is a number."""
    stated = any(SCORE in each for each in rows.choices)
    found = number_of(row.get(SCORE, "") if stated else row["name"])
    return None if found is None else Fraction(found)
