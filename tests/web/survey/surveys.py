"""A survey of our own for the tests: two towns, a short questionnaire, returns as devices send them."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.survey import stages
from mingzhang.survey.carried_form import form_data
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Role
from mingzhang.web.register.models import Organisation
from mingzhang.web.survey.models import FormVersion, QuotaCell, SatisfactionSurvey
from mingzhang.web.survey.openrosa import read_instance
from mingzhang.web.survey.return_models import FilledReturn, ReturnMode
from mingzhang.web.survey.taking import take
from mingzhang.web.survey.tasks import give
from tests.survey.made import small_form
from tests.web.conftest import District

TOWNS = ("东桥街道", "西园街道")


def surveyed(
    district: District, at: Organisation | None = None, stage: str = stages.FIELD
) -> SatisfactionSurvey:
    """A survey of the region with a questionnaire and a plan, an interviewer in each town."""
    region = (at or district.region).region
    year = 2026 + SatisfactionSurvey.objects.filter(organisation=region).count()
    made = SatisfactionSurvey.objects.create(
        organisation=region,
        year=year,
        kind="居民",
        stage=stage,
        plan=keep([b"plan"]),
        about={"office": "某办公室", "area": "甲区", "sampling": "配额抽样", "weighting": "迭代调整"},
        destroy_on=date(2100, 1, 1),
        opened_by=district.person(Role.PERFORMANCE),
    )
    version(made, district)
    for order, town in enumerate(TOWNS):
        QuotaCell.objects.create(survey=made, order=order, town=town, people=1000, target=2)
    return made


def version(survey: SatisfactionSurvey, district: District, number: str = "1") -> FormVersion:
    """A version of the short questionnaire."""
    data = form_data(small_form(number)) | {"form": f"small{survey.pk}"}
    return FormVersion.objects.create(
        survey=survey,
        form_id=data["form"],
        version=number,
        title="便民调查",
        workbook=keep([b"xlsx"]),
        data=data,
        xform="<h/>",
        html="<form></form>",
        model="<model/>",
        made_by=district.person(Role.PERFORMANCE),
    )


X = """<h xmlns="http://www.w3.org/2002/xforms"><instance id="t" src="jr://file-csv/t.csv"/>
<value form="image">jr://images/a.png</value><itemset nodeset="instance('t')/*/item"><value ref="name"/>
<label ref="label"/></itemset></h>"""


def speaking(survey: SatisfactionSurvey, form: FormVersion | None = None) -> FormVersion:
    """The questionnaire, which speaks of a table and of a picture now."""
    made = form or survey.forms.get()
    made.xform, made.html = X, '<form><img src="jr://images/a.png"></form>'
    made.model = '<model><instance id="t" src="jr://file-csv/t.csv"/></model>'
    made.save()
    return made


def asked(survey: SatisfactionSurvey, district: District) -> None:
    """The interviewer has a task in the first town."""
    give(survey, district.person(Role.PERFORMANCE), district.person(Role.INTERVIEWER), TOWNS[0], 2)


def instance(survey: SatisfactionSurvey, key: str = "uuid:1", number: str = "1", **said: str) -> bytes:
    """A filled questionnaire as a device sends it."""
    told = {
        "town": TOWNS[0],
        "age": "青年",
        "sex": "男",
        "all": "4",
        "phone": "13900000000",
        "said": "路灯太暗",
    }
    told |= {"bus": "4", "shop": "5", "safe": "3"} | said
    easy = {name: told.pop(name) for name in ("bus", "shop")}
    parts = "".join(f"<{name}>{text}</{name}>" for name, text in told.items() if name != "safe")
    parts += f"<easy>{''.join(f'<{name}>{text}</{name}>' for name, text in easy.items())}</easy>"
    parts += f"<sure><safe>{told['safe']}</safe></sure>"
    head = f'<data id="small{survey.pk}" version="{number}">'
    return f"{head}{parts}<meta><instanceID>{key}</instanceID></meta></data>".encode()


def sent(survey: SatisfactionSurvey, key: str = "uuid:1", **said: str) -> FilledReturn:
    """A return that a device sent."""
    form = FormVersion.objects.select_related("survey__organisation").filter(survey=survey).last()
    assert form is not None
    return take(form, read_instance(instance(survey, key, **said)), None, ReturnMode.DEVICE, {}).filled


def upload(data: bytes, name: str = "submission.xml") -> SimpleUploadedFile:
    """A file as a browser or a device sends it."""
    return SimpleUploadedFile(name, data)
