"""What is wrong with an XLSForm, cell by cell and all at once, before a library stops at the first fault."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from mingzhang.survey.questionnaire import MANY, USES

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
ELSEWHERE = "external_choices"  # a second sheet of choices, for long lists; it has lists of its own
DIMENSION, USE, SCORE = "维度", "用途", "得分"
YES = ("yes", "true", "true()")
SELECTS = {"select_one", "select_multiple", "rank"}
_FROM_FILE = {"select_one_from_file", "select_multiple_from_file"}
_OPEN = {"begin_group": "end_group", "begin_repeat": "end_repeat"}
_PLAIN = set(
    [
        "integer",
        "decimal",
        "range",
        "text",
        "note",
        "date",
        "time",
        "datetime",
        "geopoint",
        "geotrace",
        "geoshape",
        "image",
        "photo",
        "audio",
        "video",
        "file",
        "barcode",
        "acknowledge",
        "trigger",
        "calculate",
        "hidden",
        "start",
        "end",
        "today",
        "deviceid",
        "subscriberid",
        "simserial",
        "phonenumber",
        "username",
        "email",
        "start-geopoint",
        "background-audio",
        "background-geopoint",
        "audit",
        "xml-external",
        "csv-external",
        "imei",
        "osm",
        "string",
        "int",
        "select1",
        "dateTime",
    ]
)
_NAMELESS = set(
    [
        "start",
        "end",
        "today",
        "deviceid",
        "subscriberid",
        "simserial",
        "phonenumber",
        "username",
        "email",
        "audit",
        "start-geopoint",
        "background-audio",
        "end_group",
        "end_repeat",
    ]
)
_SILENT = _NAMELESS | {"calculate", "hidden", "begin_group", "begin_repeat", "xml-external", "csv-external"}
_SILENT |= {"background-geopoint", "osm"}
# What XML allows to begin a name with; brackets of full width are among it, circled digits are not.
_FIRST = r"A-Z_a-z\xC0-\xD6\xD8-\xF6\xF8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F"
_FIRST += r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
_NAME = re.compile(rf"[{_FIRST}][{_FIRST}0-9.\-\xB7\u0300-\u036F\u203F\u2040]*")
_REFERENCE = re.compile(r"\$\{\s*(?:last-saved#)?([^}]*?)\s*\}")
_EXPRESSIONS = ("relevant", "constraint", "calculation", "choice_filter", "required", "repeat_count")
_SPOKEN = ("label", "hint", "image", "big-image", "audio", "video")  # what a person asked sees or hears
_ALIASES = {
    "list name": "list_name", "value": "name", "caption": "label", "relevance": "relevant",
    "calculate": "calculation", "command": "type",
}  # fmt: skip
Row = Mapping[str, str]


@dataclass(frozen=True)
class FormFault:
    """One fault of a form and where it is: the sheet, the head of the column, the number of the row.

    ``ours`` says that it is a fault also where the form can be converted.

    >>> print(FormFault("survey", "name", 3, "没有填写"))
    工作表“survey”第3行“name”列：没有填写
    """

    sheet: str
    column: str
    row: int | None
    message: str
    ours: bool = False

    def __str__(self) -> str:
        row = f"第{self.row}行" if self.row else ""
        column = f"“{self.column}”列" if self.column else ""
        return f"工作表“{self.sheet}”{row}{column}：{self.message}"


@dataclass
class FormRows:
    """The sheets of a form, rows under their heads; ``elsewhere`` those of the second sheet of choices.

    ``twice`` are heads that stand over two columns of a sheet.
    """

    survey: list[dict[str, str]] = field(default_factory=list)
    choices: list[dict[str, str]] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()
    elsewhere: list[dict[str, str]] = field(default_factory=list)
    twice: tuple[tuple[str, str], ...] = ()


def standard_head(text: str) -> str:
    """A head as the standard spells it; the language of a label is left out.

    >>> standard_head("List Name"), standard_head("label::中文 (zh)"), standard_head("media::image")
    ('list_name', 'label', 'image')
    """
    plain = text.strip()
    first, _, rest = plain.partition(":")
    if first.strip().lower() == "media":
        first, plain = rest.strip(": ").partition(":")[0], rest.strip(": ")
    head = first.strip().lower() if first.strip().lower() in _SPOKEN else plain
    lowered = head.lower() if head.isascii() else head
    return _ALIASES.get(lowered, lowered)


def type_of(row: Row) -> tuple[str, str]:
    """The type of a row and the list it names.

    >>> type_of({"type": "select one 满意程度"}), type_of({"type": "begin group"})
    (('select_one', '满意程度'), ('begin_group', ''))
    """
    words = row.get("type", "").split()
    if not words:
        return "", ""
    if words[0] in ("select", "begin", "end") and len(words) > 1:
        words = [f"{words[0]}_{words[1]}", *words[2:]]
    if words[0] == "select_all":  # select all that apply from
        words = ["select_multiple", *words[-1:]]
    if words[:2] == ["select_one", "external"]:
        words[:2] = ["select_one_external"]
    kind, *rest = words
    named = next((word for word in rest if word not in ("from", "or_other")), "")
    return ("select_one", other_list(named)) if kind == "select_one_external" else (kind, named)


def other_list(named: str) -> str:
    """What a list of the second sheet of choices is called here, where all lists are in one place.

    >>> other_list("cities")
    'external_cities'
    """
    return f"external_{named}"


def faults(rows: FormRows, known: Mapping[str, bool] | None = None) -> list[FormFault]:
    """Everything that is wrong with a form, in the order of sheets and rows.

    ``known`` are types that are written otherwise than here, and whether they ask a person anything.
    """
    found = [*_missing_sheets(rows)]
    if not found:
        found += [*_twice(rows), *_survey_faults(rows, known or {}), *_structure(rows), *_references(rows)]
        found += [
            *_choice_faults(rows, CHOICES, rows.choices),
            *_choice_faults(rows, ELSEWHERE, rows.elsewhere),
        ]
    return found


def _twice(rows: FormRows) -> Iterator[FormFault]:
    for sheet, head in rows.twice:
        yield FormFault(sheet, head, 1, "有两列是这个表头，请删去或改名", True)


def _missing_sheets(rows: FormRows) -> Iterator[FormFault]:
    if SURVEY not in rows.sheets:
        named = "、".join(rows.sheets)
        yield FormFault(SURVEY, "", None, f"没有这张工作表（文件里有：{named}）")
    elif not any("type" in row for row in rows.survey):
        yield FormFault(SURVEY, "type", 1, "没有这一列，或下面没有一道题")


def _survey_faults(rows: FormRows, known: Mapping[str, bool]) -> Iterator[FormFault]:
    """What is wrong with the rows of questions."""
    lists = {row.get("list_name", "") for row in (*rows.choices, *rows.elsewhere)}
    for number, row in _numbered(rows.survey):
        kind, named = type_of(row)
        if not kind:
            yield FormFault(SURVEY, "type", number, "这一行有内容，却没有题型")
            continue
        written = " ".join(row["type"].split())
        if written not in known:
            yield from _type_fault(number, kind, named, lists)
        name = row.get("name", "")
        if not name and kind not in _NAMELESS and kind != "note":
            yield FormFault(SURVEY, "name", number, "没有填写名称")
        elif name and not _NAME.fullmatch(name):
            yield FormFault(
                SURVEY,
                "name",
                number,
                f"名称“{name}”应以文字或下划线开头，只用文字、数字、下划线、连字符和点",
            )
        if kind not in _SILENT and known.get(written, True) and not any(map(row.get, _SPOKEN)):
            yield FormFault(SURVEY, "label", number, f"“{name or kind}”没有题目文字")
        use = row.get(USE, "")
        if use and use not in USES:
            yield FormFault(SURVEY, USE, number, f"“{use}”不是可用的用途，可用：{'、'.join(USES)}", True)


def _type_fault(number: int, kind: str, named: str, lists: set[str]) -> Iterator[FormFault]:
    if kind in SELECTS:
        if not named:
            yield FormFault(SURVEY, "type", number, f"“{kind}”后面没有写选项组的名称")
        elif named not in lists and not named.startswith("${"):
            sheet = ELSEWHERE if named.startswith(other_list("")) else CHOICES
            plain = named.removeprefix(other_list(""))
            yield FormFault(SURVEY, "type", number, f"选项组“{plain}”在工作表“{sheet}”里没有")
    elif kind not in _PLAIN | _NAMELESS | _FROM_FILE | set(_OPEN):
        yield FormFault(SURVEY, "type", number, f"没有“{kind}”这种题型")


def _structure(rows: FormRows) -> Iterator[FormFault]:
    """Names that two questions of one group share, and groups that do not end."""
    stack: list[tuple[int, str, str]] = []
    seen: dict[tuple[tuple[int, ...], str], int] = {}
    for number, row in _numbered(rows.survey):
        kind, _ = type_of(row)
        name = row.get("name", "")
        if kind in _OPEN.values():
            if not stack or _OPEN[stack[-1][1]] != kind:
                yield FormFault(SURVEY, "type", number, f"“{kind}”之前没有与它相配的开头")
            else:
                stack.pop()
            continue
        where = (tuple(opened for opened, _, _ in stack), name)
        if name and where in seen:
            yield FormFault(SURVEY, "name", number, f"名称“{name}”与第{seen[where]}行重复")
        seen.setdefault(where, number)
        if kind in _OPEN:
            stack.append((number, kind, name))
    for number, kind, name in stack:
        yield FormFault(SURVEY, "type", number, f"“{kind}”（{name}）没有相配的“{_OPEN[kind]}”")


def _references(rows: FormRows) -> Iterator[FormFault]:
    """Expressions that name a question there is not, or whose brackets do not close."""
    names = {row.get("name", "") for row in rows.survey}
    for number, row in _numbered(rows.survey):
        for column, said in row.items():
            for name in _REFERENCE.findall(said):
                if name not in names:
                    yield FormFault(SURVEY, column, number, f"引用的“{name}”在问卷里没有")
            if column in _EXPRESSIONS and not _closed(said):
                yield FormFault(SURVEY, column, number, f"“{said}”的括号或引号没有配对", True)


def _closed(said: str) -> bool:
    """Whether brackets and quotes of an expression close."""
    depth, quote = 0, ""
    for sign in said:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        if depth < 0:
            return False
    return not depth and not quote


def _choice_faults(rows: FormRows, sheet: str, choices: list[dict[str, str]]) -> Iterator[FormFault]:
    """What is wrong with the rows of one sheet of choices."""
    many = {named for kind, named in map(type_of, rows.survey) if kind == MANY}
    alike = sheet == ELSEWHERE or rows.settings.get("allow_choice_duplicates", "").lower() in YES
    seen: set[tuple[str, str]] = set()
    for number, row in _numbered(choices):
        listed, name = row.get("list_name", ""), row.get("name", "")
        if not listed or not name:
            yield FormFault(sheet, "name" if listed else "list_name", number, "没有填写")
            continue
        if (listed, name) in seen and not alike:
            yield FormFault(sheet, "name", number, f"选项组“{listed}”里已有名称“{name}”")
        seen.add((listed, name))
        if listed in many and " " in name:
            yield FormFault(sheet, "name", number, f"“{name}”是多选题的选项，名称里不能有空格")
        if not any(map(row.get, _SPOKEN)):
            yield FormFault(sheet, "label", number, f"选项“{name}”没有文字")
        if row.get(SCORE) and number_of(row[SCORE]) is None:
            yield FormFault(sheet, SCORE, number, f"得分“{row[SCORE]}”不是数", True)


def number_of(text: str) -> Decimal | None:
    """A number, nothing where a text is none."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _numbered(rows: list[dict[str, str]]) -> Iterator[tuple[int, dict[str, str]]]:
    """The filled rows with their numbers in the sheet."""
    return ((number, row) for number, row in enumerate(rows, 2) if row)
