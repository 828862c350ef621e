"""What of a questionnaire cannot be filled in here: each told by its sheet and row, with a way out."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from mingzhang.survey.form_faults import SURVEY, FormFault
from mingzhang.survey.form_media import needed_files
from mingzhang.survey.questionnaire import Questionnaire

_COLLECT = "请用 ODK Collect 填"
_LIMITS = {  # the type of a question, and what is said of it
    "geotrace": f"要在地图上画线，网页填答里没有地图；{_COLLECT}，或改用 geopoint",
    "geoshape": f"要在地图上画范围，网页填答里没有地图；{_COLLECT}，或改用 geopoint",
    "osm": f"要在地图上选地物，网页填答里没有地图；{_COLLECT}",
    "background-audio": f"由设备在后台录音，网页填答时不录；要录音{_COLLECT}，或改用 audio",
    "audit": f"由设备记录填答过程，网页填答时没有；要记录{_COLLECT}",
}


def browser_limits(
    form: Questionnaire, there: Collection[str] = (), devices_only: Collection[str] = ()
) -> Iterator[FormFault]:
    """The questions that a browser cannot fill in, in the order of the form, and the files that it lacks.

    ``there`` are the files that go out with it, ``devices_only`` those of them that browsers do not get.

    >>> from mingzhang.survey.questionnaire import SurveyQuestion
    >>> asked = [SurveyQuestion("a", "走哪条路", "geotrace", row=7)]
    >>> print(*browser_limits(Questionnaire("调查", "f", "1", asked)))
    工作表“survey”第7行“type”列：“走哪条路”（geotrace）要在地图上画线，网页填答里没有地图；请用 ODK Collect 填，或改用 geopoint
    """
    for question in form.questions:
        if told := _LIMITS.get(question.kind):
            stuck = "；它是必答题，网页里交不了卷" if question.required else ""
            named = f"“{question.label or question.name}”（{question.kind}）"
            yield FormFault(SURVEY, "type", question.row, f"{named}{told}{stuck}")
    for name in needed_files(form.xform):
        if name not in there:
            told = f"用到文件“{name}”，没有随问卷给出，网页和设备都读不到；请一并上传，或改成不用它"
            yield FormFault(SURVEY, "", None, told)
        elif name in devices_only:
            yield FormFault(SURVEY, "", None, f"用到的文件“{name}”只发到设备，网页里读不到；{_COLLECT}")
