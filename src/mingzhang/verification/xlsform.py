"""The offline list as an XLSForm for phones (ODK Collect, KoboCollect), and the answers that come back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from mingzhang.facts.report import Table
from mingzhang.facts.workbook import Slot, SlotLook, Workbook, Worksheet
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.verification.campaign import Campaign, VisitResult, judged
from mingzhang.verification.draw import Point
from mingzhang.verification.standard import ABSENT, FAIL, PASS, CheckItem

RESULTS = {"pass": PASS, "fail": FAIL, "absent": ABSENT}
_HEADS = ("type", "name", "label", "hint", "required", "relevant", "choice_filter")
_CHOSEN = "instance('points')/root" + "/item"  # the rows of the list of points
_ANSWER = re.compile(r"(?:.*/)?([a-z]+(?:_\d+)?)")
_DAY = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2}).*")


def _items(campaign: Campaign, points: Sequence[Point]) -> list[CheckItem]:
    """All items that are looked at at some point, each once; their places name the questions."""
    problems, _ = judged(campaign)
    return list({item.code: item for point in points for item in campaign.items_at(point, problems)}.values())


def xlsform(campaign: Campaign, points: Sequence[Point], version: str) -> Workbook:
    """The form for some points: the point is chosen under its inspector, then its items are asked one by one.

    >>> [leaf.name for leaf in xlsform(Campaign("某办"), [], "1").leaves]
    ['survey', 'choices', 'settings']
    """
    survey = [_HEADS, *_questions(_items(campaign, points))]
    heads = ("list_name", "name", "label", "inspector", "items")
    choices = [heads, *_choices(campaign, points)]
    title = f"{campaign.unit}察访核验{campaign.year or ''}"
    settings = [("form_title", "form_id", "version"), (title, "visits", version)]
    sheets: dict[str, Sequence[Sequence[str]]] = {"survey": survey, "choices": choices, "settings": settings}
    return Workbook(title, [_sheet(name, rows) for name, rows in sheets.items()])


def _questions(items: Sequence[CheckItem]) -> Iterator[tuple[str, ...]]:
    """The rows of the survey; of each item the result, and on failure the note and the photograph."""
    yield ("today", "day", "核验日期")
    yield ("select_one inspectors", "inspector", "核验员", "", "yes")
    yield ("select_one points", "point", "点位", "", "yes", "", "inspector=${inspector}")
    yield ("geopoint", "place", "当前位置", "到点位以后再取；手机取得的是WGS-84坐标")
    yield ("text", "where", "地点", "没有取得位置的必须填写")
    for number, item in enumerate(items, 1):
        asked = f"contains({_CHOSEN}[name=${{point}}]/items, ' {number} ')"
        label = f"{item.code} {item.text}：{item.criterion}"
        yield ("select_one results", f"result_{number}", label, item.evidence, "yes", asked)
        failed = f"${{result_{number}}}='fail'"
        yield ("text", f"note_{number}", f"{item.code} 情况说明", "", "yes", failed)
        yield ("image", f"photo_{number}", f"{item.code} 照片", "", "yes", failed)


def _choices(campaign: Campaign, points: Sequence[Point]) -> Iterator[tuple[str, ...]]:
    """The answers to choose from; of each point its inspector and the numbers of the items asked there."""
    problems, _ = judged(campaign)
    numbers = {item.code: str(number) for number, item in enumerate(_items(campaign, points), 1)}
    for name, label in RESULTS.items():
        yield ("results", name, label)
    for code in dict.fromkeys(point.inspector for point in points):
        yield ("inspectors", code, code)
    for point in points:
        asked = " ".join(numbers[item.code] for item in campaign.items_at(point, problems))
        label = "，".join(filter(None, (point.number, point.unit, point.text, point.where)))
        yield ("points", point.number, label, point.inspector, f" {asked} ")


def _sheet(name: str, rows: Sequence[Sequence[str]]) -> Worksheet:
    leaf = Worksheet(name, locked=False, widths={0: 24, 1: 16, 2: 40, 3: 24, 5: 40})
    for row, line in enumerate(rows):
        look = SlotLook.HEAD if row == 0 else SlotLook.LABEL
        leaf.slots += [Slot((row, column), look, text) for column, text in enumerate(line) if text]
    return leaf


def submissions(
    table: Table, campaign: Campaign, points: Sequence[Point]
) -> tuple[list[VisitResult], list[ScoringProblem]]:
    """The results in a table of answers, as a server or a phone hands it over, and what is wrong with it.

    The first row names the questions, with or without the names of groups before them.
    """
    items, problems = _items(campaign, points), list[ScoringProblem]()
    lines: dict[int, dict[int, str]] = {}
    for cell in table.cells:
        lines.setdefault(cell.row, {})[cell.column] = cell.text.strip()
    rows = [lines[number] for number in sorted(lines)]
    names = (
        {column: found[1] for column, text in rows[0].items() if (found := _ANSWER.fullmatch(text))}
        if rows
        else {}
    )
    results = []
    for number, line in zip(sorted(lines)[1:], rows[1:], strict=True):
        said = {name: line.get(column, "") for column, name in names.items()}
        day = _day(said.get("day", ""))
        if day is None or not said.get("point") or not said.get("inspector"):
            why = "没有点位、核验员或核验日期，这一行没有读取"
            problems.append(
                ScoringProblem(said.get("point", ""), "", "", why, number + 1, table.name, "点位")
            )
            continue
        results += list(_answers(said, day, items))
    return results, problems


def _answers(said: dict[str, str], day: date, items: Sequence[CheckItem]) -> Iterator[VisitResult]:
    """The results of one visit."""
    place = said.get("place", "").split()
    position = f"{place[0]}，{place[1]}（WGS-84）" if len(place) > 1 and _is_place(place) else ""
    for number, item in enumerate(items, 1):
        result = RESULTS.get(said.get(f"result_{number}", ""))
        if result is not None:
            photo = said.get(f"photo_{number}", "")
            yield VisitResult(
                said["point"], item.code, result, day, said["inspector"], said.get(f"note_{number}", ""),
                (photo,) if photo else (), said.get("where", ""), position,
            )  # fmt: skip


def _is_place(said: Sequence[str]) -> bool:
    try:
        return abs(Fraction(said[0])) <= 90 and abs(Fraction(said[1])) <= 180
    except (ValueError, ZeroDivisionError):
        return False


def _day(said: str) -> date | None:
    found = _DAY.fullmatch(said)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
