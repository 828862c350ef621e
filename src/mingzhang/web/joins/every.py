"""What is joined to an object, whichever wing it is of: one table of models and of what shows their joins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mingzhang.web.appraisal.models import AppraisalCycle, AppraisedUnit, AssessorSheet, FiledClaim, UnitBook
from mingzhang.web.digest.models import DeskIssue
from mingzhang.web.joins import claims_shown, digest_shown, lines_shown, matters_shown, survey_shown
from mingzhang.web.joins.shown import Joined
from mingzhang.web.people.models import Person
from mingzhang.web.supervision.models import MatterDuty, SupervisedMatter
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.output_models import SurveyRun
from mingzhang.web.survey.return_models import FilledReturn
from mingzhang.web.verification.models import FieldVerification, VisitPoint
from mingzhang.web.verification.problem_models import FoundProblem

SHOWN: dict[type, tuple[Callable[[Any, Person], Joined], ...]] = {
    SupervisedMatter: (digest_shown.of_matter, survey_shown.of_matter, matters_shown.of_matter),
    MatterDuty: (matters_shown.of_duty,),
    VisitPoint: (matters_shown.of_point,),
    FoundProblem: (claims_shown.of_problem,),
    FieldVerification: (claims_shown.of_verification,),
    FiledClaim: (claims_shown.of_claim, lines_shown.of_claim),
    AppraisalCycle: (lines_shown.of_cycle, survey_shown.of_cycle),
    AppraisedUnit: (lines_shown.of_unit,),
    UnitBook: (lines_shown.of_book,),
    AssessorSheet: (survey_shown.of_sheet,),
    SatisfactionSurvey: (survey_shown.of_survey,),
    FilledReturn: (survey_shown.of_return,),
    SurveyRun: (survey_shown.of_run,),
    DeskIssue: (digest_shown.of_issue,),
}


def joined_of(item: Any, who: Person) -> Joined:
    """Everything that is joined to an object; nothing to one of a model that has no joins.

    >>> joined_of("", Person())
    Joined(ends=[], offers=[])
    """
    made = Joined()
    for shown in SHOWN.get(type(item), ()):
        found = shown(item, who)
        made.ends += found.ends
        made.offers += found.offers
    return made
