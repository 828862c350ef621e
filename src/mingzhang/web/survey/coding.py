"""Open answers coded by hand, by a code book; what of them becomes a matter to be followed up."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from mingzhang.survey.questionnaire import OPINION
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.moves import SurveyMoveError
from mingzhang.web.survey.output_models import OpinionCode
from mingzhang.web.survey.return_models import FilledReturn


@transaction.atomic
def add_code(
    survey: SatisfactionSurvey, who: Person, code: str, name: str, dimension: str, unit: str
) -> None:
    """A line of the code book, or other words for one."""
    said = {"name": name, "dimension": dimension, "unit": unit}
    OpinionCode.objects.update_or_create(survey=survey, code=code, defaults=said)
    record(who, "意见编码表", survey, f"{survey}的编码表：{code} {name}")


@transaction.atomic
def code_opinion(filled: FilledReturn, who: Person, codes: list[str], matter: str) -> None:
    """Code one open answer; every code must be in the book."""
    known = set(OpinionCode.objects.filter(survey=filled.survey).values_list("code", flat=True))
    strange = [code for code in codes if code not in known]
    if strange:
        raise SurveyMoveError(f"编码表里没有“{'、'.join(strange)}”，请先加到编码表。")
    found = FilledReturn.objects.select_for_update().get(pk=filled.pk)
    before = {"编码": found.codes, "转办事项": found.matter}
    found.codes, found.matter = codes, matter.strip()[:300]
    found.save(update_fields=["codes", "matter"])
    after = {"编码": found.codes, "转办事项": found.matter}
    record(who, "意见编码", filled, f"给{filled}的意见编码：{'、'.join(codes) or '（无）'}", before, after)


def opinion_lines(pages: Iterable[FilledReturn]) -> list[tuple[FilledReturn, str]]:
    """The returns of a page with what was said."""
    found = []
    for one in pages:
        asked = next((each for each in one.form.data["questions"] if each["use"] == OPINION), None)
        found.append((one, one.answers.get(asked["name"], "") if asked else ""))
    return found
