"""A small survey of our own: three towns, the questionnaire that comes with the program, invented answers."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

from mingzhang.sheets import write_sheets
from mingzhang.survey.plan import QUOTA, Stratum, SurveyPlan
from mingzhang.survey.questionnaire import AnswerChoice, Questionnaire, SurveyQuestion
from mingzhang.survey.returns import Return
from mingzhang.survey.shipped import AGES, SEXES, form_workbook

TOWNS = ("东桥街道", "西园街道", "南岭镇")
VERSION = "2026110101"


def scale(points: int = 5, unknown: bool = True) -> tuple[AnswerChoice, ...]:
    """The choices of a question with so many points."""
    given = [AnswerChoice(str(point), f"{point}分", Fraction(point)) for point in range(1, points + 1)]
    return (*given, AnswerChoice("99", "说不清")) if unknown else tuple(given)


def named(*names: str) -> tuple[AnswerChoice, ...]:
    """Choices that are their own labels."""
    return tuple(AnswerChoice(name, name) for name in names)


def small_form(version: str = VERSION) -> Questionnaire:
    """A questionnaire of two dimensions, made without a file."""
    asked = [
        SurveyQuestion("start", "", "start"),
        SurveyQuestion("end", "", "end"),
        SurveyQuestion("who", "访问员编号", "text", use="访问员"),
        SurveyQuestion("town", "所在街道", "select_one", use="街道", choices=named(*TOWNS)),
        SurveyQuestion("age", "年龄", "select_one", use="年龄段", choices=named("青年", "老年")),
        SurveyQuestion("sex", "性别", "select_one", use="性别", choices=named(*SEXES)),
        SurveyQuestion("place", "地点", "geopoint"),
        SurveyQuestion("all", "总的满意吗", "select_one", "总体评价", choices=scale()),
        SurveyQuestion("bus", "公交方便吗", "select_one", "便利性", choices=scale(), group=("easy",)),
        SurveyQuestion("shop", "买菜方便吗", "select_one", "便利性", choices=scale(), group=("easy",)),
        SurveyQuestion("safe", "治安好吗", "select_one", "安全性", choices=scale(), group=("sure",)),
        SurveyQuestion("used", "用过哪些服务", "select_multiple", choices=named("公交", "医院", "公园")),
        SurveyQuestion("said", "有什么意见", "text", use="意见"),
        SurveyQuestion("phone", "联系电话", "text", use="联系方式"),
        SurveyQuestion("kin", "家人的年龄", "integer", group=("family",), repeat="family"),
    ]
    for row, question in enumerate(asked, 2):
        object.__setattr__(question, "row", row)
    return Questionnaire("便民调查", "small", version, asked)


def invented(count: int = 180, seed: int = 7, lower: str = TOWNS[2]) -> list[Return]:
    """Returns of the small form; answers in the town ``lower`` are worse."""
    rnd = random.Random(seed)
    made = []
    for number in range(count):
        town = TOWNS[number % 3]
        answers = {"town": town, "age": rnd.choice(("青年", "老年")), "sex": rnd.choice(SEXES)}
        for name in ("all", "bus", "shop", "safe"):
            worth = rnd.choice((1, 2, 2, 3)) if town == lower else rnd.choice((3, 4, 4, 5))
            answers[name] = "99" if rnd.random() < 0.05 else str(worth)
        if number % 10 == 0:
            answers["said"] = f"第{number}条意见"
        made.append(Return(f"uuid:{number}", number + 2, VERSION, answers=answers))
    return made


def small_plan(sampling: str = QUOTA) -> SurveyPlan:
    """A plan that fits them."""
    strata = [
        Stratum(town, age, sex, people * 10, people)
        for town, people in zip(TOWNS, (30, 20, 10), strict=True)
        for age in ("青年", "老年")
        for sex in SEXES
    ]
    return SurveyPlan("某区政府办公室", "某区", 2026, "居民", sampling=sampling, strata=strata, satisfied=4)


def shipped_form(folder: Path, kind: str = "居民") -> Path:
    """The questionnaire that comes with the program, as a file."""
    path = folder / f"{kind}问卷.xlsx"
    write_sheets(form_workbook(kind, TOWNS, VERSION), path)
    return path


def exported(path: Path, heads: Sequence[str], rows: Iterable[Sequence[str]], mark: str = ",") -> Path:
    """An export in plain text."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=mark)
        writer.writerow(heads)
        writer.writerows(rows)
    return path


def full_rows(form: Questionnaire, count: int, seed: int = 3) -> tuple[list[str], list[list[str]]]:
    """Heads and rows of an export of ODK Central for the form that comes with the program."""
    rnd = random.Random(seed)
    heads = ["SubmissionDate", *("-".join((*q.group, q.name)) for q in form.questions), "KEY", "FormVersion"]
    rows = []
    for number in range(count):
        town = TOWNS[number % 3]
        known = {
            "start": "2026-11-02T09:00:00+08:00",
            "end": f"2026-11-02T09:{8 + number % 9:02}:00+08:00",
            "interviewer": f"访{number % 4}",
            "town": town,
            "age": AGES[number % 4],
            "sex": SEXES[number // 4 % 2],
            "opinion": "希望增加停车位" if number % 9 == 0 else "",
            "phone": "13900000000",
        }
        row = ["2026-11-02T10:00:00Z"]
        for question in form.questions:
            if question.scored:
                low, high = (2, 6) if town == TOWNS[2] else (6, 10)
                row.append(str(rnd.randint(low, high)))
            else:
                row.append(known.get(question.name, ""))
        rows.append([*row, f"uuid:{number}", VERSION])
    return heads, rows
