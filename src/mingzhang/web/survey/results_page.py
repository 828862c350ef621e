"""What came of a survey, as its page shows it; the reports, for whom they are."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, where
from mingzhang.web.shared.lists import download, list_workbook
from mingzhang.web.survey.output_models import SurveyReport, SurveyRun, WorkState

REPORT_FORMS = ("docx", "pdf", "html")
_KINDS = {"pdf": "application/pdf", "html": "text/html; charset=utf-8", "docx": "application/octet-stream"}
WHOLE = "综合指数"


def results_page(run: SurveyRun) -> dict[str, Any]:
    """A run: the district's indices, the towns in groups, counts, matters, reports."""
    data = run.data or {}
    rows = [_row(one) for one in data.get("indices", [])]
    area = (run.survey.about or {}).get("area", "")
    district = [row for row in rows if row["domain"] == area]
    towns = [row for row in rows if row["domain"] != area and row["measure"] == WHOLE]
    reports = run.reports.select_related("town")
    return {
        "run": run,
        "survey": run.survey,
        "district": district,
        "towns": sorted(towns, key=lambda row: row["group"] or 99),  # equals in the order of the plan
        "counts": data.get("counts", []),
        "matters": data.get("matters", []),
        "reports": reports,
        "model_based": data.get("model_based"),
    }


def _row(one: dict[str, Any]) -> dict[str, Any]:
    """An index as it is shown, with one decimal."""
    said = {name: f"{one[name]:.1f}" for name in ("value", "error", "low", "high")}
    return one | {"said": said, "alike": "、".join(one["equals"])}


def handed_book(run: SurveyRun) -> bytes:
    """What appraisal and supervision take: indices as outturns with their errors, counts, matters."""
    data = run.data or {}
    rows = [(one["domain"], one["measure"], one.get("text", "")) for one in data.get("indices", [])]
    rows += [("", one["name"], f"{one['number']}{one['unit']}") for one in data.get("counts", [])]
    rows += [(one["town"], "转办事项", one["text"]) for one in data.get("matters", [])]
    return list_workbook("考评取数", ("单位", "指标", "完成值"), rows)


def report_file(report: SurveyReport, form: str) -> HttpResponse:
    """One of the files of a report."""
    kind = form if form in REPORT_FORMS else "docx"
    file = getattr(report, kind)
    if file is None or not file.path.is_file():
        raise Http404
    return download(file.read(), f"{report.run.survey}{report.name}.{kind}", _KINDS[kind])


def told_reports(who: Person) -> list[SurveyReport]:
    """The reports about the towns one belongs to, of surveys that are released."""
    own = where(who, Action.READ_SURVEYS)
    found = SurveyReport.objects.filter(
        town__in=own, run__state=WorkState.DONE, run__survey__released__isnull=False
    )
    return list(found.select_related("run__survey__organisation", "town").order_by("-run", "order"))
