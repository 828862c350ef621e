"""Exports that were taken in before exports were let go: read once more for their contacts, then removed."""

from __future__ import annotations

from django.db import transaction

from mingzhang.web.apart.run import ApartError, apart
from mingzhang.web.audit.log import record
from mingzhang.web.shared.today import today
from mingzhang.web.survey.clear_copies import clear_copies, let_go
from mingzhang.web.survey.contact_keeping import seal_contact
from mingzhang.web.survey.importing import returns_in
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.output_models import ReturnIntake, WorkState
from mingzhang.web.survey.taking import key_of

UNREAD = "仍以明文留存"  # in what is said of an export that could not be read once more


def seal_old_exports() -> int:
    """Seal what old exports hold, and remove them; how many there were.

    One that cannot be read once more stays, is told on its page, and goes when contacts are destroyed.
    """
    count = 0
    for intake in clear_copies().exclude(said__contains=UNREAD):
        try:
            _seal(intake)
            count += 1
        except (ApartError, OSError) as why:
            said = f"这份旧的导出文件{UNREAD}，没有再读成：{str(why)[:150]}请重新导入后办理销毁联系方式，它随之删去"
            ReturnIntake.objects.filter(pk=intake.pk).update(said=said)
    return count


def _seal(intake: ReturnIntake) -> None:
    """Read an export once more; nothing of it is kept but contacts that are not sealed yet."""
    sealed, survey = 0, intake.survey
    if intake.state == WorkState.DONE and _wanted(survey):
        forms = [form.data for form in survey.forms.all()]
        with apart("survey_returns", {intake.filename: intake.file.path}, forms=forms) as work:
            for one in returns_in(work.out / "returns.jsonl"):
                sealed += _sealed(survey, key_of(one), one.contacts)
    with transaction.atomic():
        let_go(intake)
        record(
            None,
            "清除明文导出",
            survey,
            f"“{intake.filename}”的明文已删除，补加密联系方式{sealed}条；以前的备份里还有明文，请更换备份",
        )


def _wanted(survey: SatisfactionSurvey) -> bool:
    """Whether contacts are kept: not without a day of destruction, not after it, not once destroyed."""
    due = survey.destroy_on
    return due is not None and due >= today() and not survey.destroyedcontactss.exists()


def _sealed(survey: SatisfactionSurvey, key: str, contacts: dict[str, str]) -> int:
    """Seal the contacts of a return that has none yet."""
    if not contacts:
        return 0
    filled = survey.returns.filter(key=key, contact__isnull=True).select_related("survey").first()
    if filled is None:
        return 0
    seal_contact(filled, contacts)
    return 1
