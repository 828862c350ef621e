"""What a verification publishes, by the writers of the command line, and the deductions as claims."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from mingzhang.appraisal.claims import PointClaim
from mingzhang.facts.publication import Publication
from mingzhang.verification.campaign import Campaign
from mingzhang.verification.reports import analysis, feedback, problem_list
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import today
from mingzhang.web.verification.campaigns import campaign_of
from mingzhang.web.verification.models import FieldVerification
from mingzhang.web.verification.moves import FieldMoveError
from mingzhang.work.visits import claim_workbook, claims_of
from mingzhang.writers.publish import FORMATS, name_for, write_sets
from mingzhang.writers.spreadsheet.form import workbook_file

FORMS = ("docx", "pdf")
PAPERS = {"problems": (problem_list, "问题清单"), "analysis": (analysis, "数据分析")}


def paper(verification: FieldVerification, kind: str, form: str) -> tuple[bytes, str]:
    """The problem list or the analysis; raises :class:`FieldMoveError` where there is no such paper."""
    if kind not in PAPERS or form not in FORMS:
        raise FieldMoveError("没有这种文书或格式。")
    made, name = PAPERS[kind]
    return _written(made(campaign_of(verification), today()), f"{verification}{name}", form)


def feedback_of(verification: FieldVerification, unit: Organisation, form: str) -> tuple[bytes, str]:
    """The feedback report of one unit."""
    found = dict(feedback(campaign_of(verification), today()))
    if unit.name not in found or form not in FORMS:
        raise FieldMoveError(f"“{unit}”还没有核验结果，没有反馈报告。")
    return _written(found[unit.name], f"{unit}{verification.year}年度察访核验反馈报告", form)


def all_feedback(verification: FieldVerification) -> bytes:
    """The reports of all units that were visited, as Word files in one archive."""
    made = feedback(campaign_of(verification), today())
    if not made:
        raise FieldMoveError("还没有核验结果，没有反馈报告。")
    stream = io.BytesIO()
    with (
        tempfile.TemporaryDirectory() as folder,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        named = [(each, name_for(unit, "反馈报告")) for unit, each in made]
        for paths in write_sets(named, Path(folder), ["docx"]):
            archive.write(paths[0], paths[0].name)
    return stream.getvalue()


def _written(publication: Publication, name: str, form: str) -> tuple[bytes, str]:
    with tempfile.TemporaryDirectory() as folder:
        ((path,),) = write_sets([(publication, "文书")], Path(folder), [form])
        return path.read_bytes(), f"{name_for(name, '文书')}{FORMATS[form][1]}"


def claims(verification: FieldVerification, campaign: Campaign | None = None) -> list[PointClaim]:
    """The points that units are to lose, as claims for the panel of the appraisal."""
    return claims_of(campaign or campaign_of(verification), today(), verification.rule)


def claim_file(verification: FieldVerification) -> bytes:
    """The claims as the sheet that the appraisal takes in."""
    return workbook_file(claim_workbook(claims(verification)))
