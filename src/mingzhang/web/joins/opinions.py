"""What residents propose becomes matters: each coded opinion once, the same words of a survey as one matter.

What goes into the register are the words of whoever coded the opinion, never the answer; should a number that
reaches somebody stand in them it is left out.  Contacts stay where they are, sealed.
"""

from __future__ import annotations

import re

from django.db import transaction
from django.db.models import QuerySet

from mingzhang.supervision.matter import Source
from mingzhang.survey.states import SENT_BACK, VOID
from mingzhang.web.audit.log import record
from mingzhang.web.joins.models import MatterOfOpinion
from mingzhang.web.joins.registering import registered
from mingzhang.web.people.models import Person
from mingzhang.web.shared.today import today
from mingzhang.web.supervision.models import SupervisedMatter
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.return_models import FilledReturn

_REACHES = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\d)(?:\+?86[- ]?)?\d(?:[- ]?\d){6,}[\dXx]?(?!\d)", re.ASCII
)
_LEFT_OUT = "（联系方式略）"


def without_contacts(words: str) -> str:
    """Words without telephone numbers, numbers of persons and addresses of mail.

    >>> without_contacts("增设路灯，联系13900000000或010-65550000，a.b@example.org，3月底前")
    '增设路灯，联系（联系方式略）或（联系方式略），（联系方式略），3月底前'
    >>> without_contacts("2026年增加12个车位")
    '2026年增加12个车位'
    """
    return _REACHES.sub(_LEFT_OUT, words)


def waiting_opinions(survey: SatisfactionSurvey) -> QuerySet[FilledReturn]:
    """The opinions that are to be followed up and are no part of a matter yet."""
    found = FilledReturn.objects.filter(survey=survey, trial=False, opinion_matter=None).exclude(matter="")
    return found.exclude(state__in=(SENT_BACK, VOID)).order_by("pk")


@transaction.atomic
def open_opinions(survey: SatisfactionSurvey, who: Person) -> tuple[int, int]:
    """Register a matter for every proposal of a survey; how many are new, and of how many opinions."""
    SatisfactionSurvey.objects.select_for_update().get(pk=survey.pk)
    joined = MatterOfOpinion.objects.filter(filled__survey=survey).select_related("matter")
    matters = {each.matter.text: each.matter for each in joined}
    names = {code.code: code for code in survey.opinioncodes.all()}
    new, opinions = 0, 0
    for filled in waiting_opinions(survey):
        words = without_contacts(filled.matter)
        if words not in matters:
            units = dict.fromkeys(names[code].unit for code in filled.codes if code in names)
            matters[words] = _registered(survey, who, words, "、".join(filter(None, units)))
            new += 1
        made = MatterOfOpinion.objects.create(filled=filled, matter=matters[words], by=who)
        record(who, "意见转办", made, f"{made}转入{matters[words]}")
        opinions += 1
    return new, opinions


def _registered(survey: SatisfactionSurvey, who: Person, words: str, units: str) -> SupervisedMatter:
    """The matter of some words, with the units that the code book proposes."""
    proposed = f"（建议承办：{units}）" if units else ""
    told = {
        "text": words,
        "source": Source.SURVEY.value,
        "received": today(),
        "basis": f"{survey}意见{proposed}"[:200],
    }
    return registered(survey.organisation, who, told)
