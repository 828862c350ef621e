"""The two questionnaires that come with the program, residents and firms, written as XLSForm workbooks."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from mingzhang.facts.workbook import Slot, SlotLook, Workbook, Worksheet
from mingzhang.survey.form_faults import CHOICES, DIMENSION, SCORE, SETTINGS, SURVEY, USE
from mingzhang.survey.questionnaire import AGE, CONTACT, INTERVIEWER, OPINION, SEX, TOWN

RESIDENTS, FIRMS = "居民", "企业"
KINDS = {RESIDENTS: "residents", FIRMS: "firms"}
AGES = ("18—34岁", "35—49岁", "50—64岁", "65岁及以上")
SEXES = ("男", "女")
UNKNOWN = "99"
OVERALL = "总体评价"
_POINTS = 10
_HEADS = ("type", "name", "label", "hint", "required", "relevant", "appearance", USE, DIMENSION)
_WIDTHS = {0: 24, 1: 18, 2: 60, 3: 30, 4: 10, 5: 26, 6: 14, 7: 10, 8: 12}
Row = tuple[str, ...]


@cache
def shipped(kind: str) -> dict[str, Any]:
    """The data of a questionnaire.

    >>> len(shipped("居民")["dimension"]), len(shipped("企业")["dimension"])
    (12, 12)
    """
    text = files("mingzhang.survey").joinpath("forms", f"{KINDS[kind]}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def form_workbook(kind: str, towns: Sequence[str], version: str) -> Workbook:
    """The questionnaire for these towns, as a workbook that ``xlsform.read_form`` reads.

    >>> [leaf.name for leaf in form_workbook("居民", ["甲街道"], "1").leaves]
    ['survey', 'choices', 'settings']
    """
    data = shipped(kind)
    settings = [("form_title", "form_id", "version"), (data["title"], data["form"], version)]
    leaves = [
        _leaf(SURVEY, [_HEADS, *_survey(data)], _WIDTHS),
        _leaf(CHOICES, [("list_name", "name", "label", SCORE), *_choices(data, towns)], {2: 30}),
        _leaf(SETTINGS, settings, {0: 30, 1: 20, 2: 20}),
    ]
    return Workbook(data["title"], leaves)


def _leaf(name: str, rows: Sequence[Row], widths: dict[int, int]) -> Worksheet:
    leaf = Worksheet(name, still=(1, 0), heads=0, wide=True, locked=False)
    for number, row in enumerate(rows):
        look = SlotLook.WORDS if number else SlotLook.HEAD
        leaf.slots += [Slot((number, column), look, said) for column, said in enumerate(row) if said]
    leaf.widths = dict.fromkeys(range(len(rows[0])), 16) | widths
    return leaf


def _row(kind: str, name: str, label: str = "", **more: str) -> Row:
    known = {"type": kind, "name": name, "label": label} | more
    return tuple(known.get(head, "") for head in _HEADS)


def _survey(data: dict[str, Any]) -> Iterator[Row]:
    """The rows of the questions, in the order of the interview."""
    yield from (_row("start", "start"), _row("end", "end"), _row("deviceid", "deviceid"))
    yield _row("note", "opening", data["opening"])
    yield _row("text", "interviewer", "访问员编号", required="yes", **{USE: INTERVIEWER})
    yield _row("select_one towns", "town", "所在街道（乡镇）", required="yes", **{USE: TOWN})
    yield _row("geopoint", "place", "访问地点（自动定位）")
    if data["people"]:
        yield _row("select_one ages", "age", "您的年龄", required="yes", **{USE: AGE})
        yield _row("select_one sexes", "sex", "性别", required="yes", **{USE: SEX})
    else:
        yield _row("select_one sizes", "size", "企业规模", required="yes")
    look = {"required": "yes", "appearance": "likert"}
    yield _row("select_one points", "overall", data["overall"], **look, **{DIMENSION: OVERALL})
    for number, dimension in enumerate(data["dimension"], 1):
        yield _row("begin_group", f"d{number}", dimension["name"], **{DIMENSION: dimension["name"]})
        for part, question in enumerate(dimension["questions"], 1):
            yield _row("select_one points", f"d{number}_{part}", question, **look)
        yield _row("end_group", "")
    yield _row("text", "opinion", "您还有什么意见和建议？", appearance="multiline", **{USE: OPINION})
    yield _row("select_one yes_no", "call_back", "是否愿意接受回访？")
    asked = {"relevant": "${call_back} = 'yes'", "hint": "只用于核实访问，到期销毁", USE: CONTACT}
    yield _row("text", "phone", "联系电话", **asked)
    yield _row("note", "closing", data["closing"])


def _choices(data: dict[str, Any], towns: Sequence[str]) -> Iterator[Row]:
    """The lists of choices."""
    yield from (("towns", town, town) for town in towns)
    if data["people"]:
        yield from (("ages", age, age) for age in AGES)
        yield from (("sexes", sex, sex) for sex in SEXES)
    else:
        yield from (("sizes", size, size) for size in ("大型", "中型", "小型", "微型"))
    ends = {1: "1 很不满意", _POINTS: f"{_POINTS} 很满意"}
    for point in range(_POINTS, 0, -1):
        yield ("points", str(point), ends.get(point, str(point)), str(point))
    yield ("points", UNKNOWN, "说不清、没有接触过")
    yield from (("yes_no", "yes", "是"), ("yes_no", "no", "否"))
