"""What is half done and has no task is asked for again, or given up in a sentence."""

from __future__ import annotations

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from mingzhang.web.api.models import ApiJob
from mingzhang.web.appraisal.models import AppraisalCycle, SealedResult
from mingzhang.web.archive.batch_models import HandOver, ScanBatch
from mingzhang.web.archive.models import Fonds
from mingzhang.web.background.resuming import RESUMABLE, resume
from mingzhang.web.digest.models import DeskFetch
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Role
from mingzhang.web.portal.models import Edition, EditionState
from mingzhang.web.shared.today import now
from mingzhang.web.submission import adopting
from mingzhang.web.submission.batch_models import Batch
from mingzhang.web.submission.building_models import Building, BuildState
from mingzhang.web.submission.checking import check_version
from mingzhang.web.submission.models import CheckState, CrossCheck, Status, Version
from mingzhang.web.survey.output_models import ReturnIntake, SurveyRun
from tests.web.appraisal.objects import object_of
from tests.web.conftest import DAY, District
from tests.web.portal.publishing import written
from tests.web.survey.surveys import surveyed


@pytest.fixture
def broken_off(district: District, queue: None) -> Version:
    """One of each kind, half done."""
    edition = written(district, district.submission, "本年收入")
    Edition.objects.filter(pk=edition.pk).update(state=EditionState.WAITING)
    version = edition.version
    Version.objects.filter(pk=version.pk).update(status=Status.DRAFT, check_state=CheckState.RUNNING)
    CrossCheck.objects.create(version=version)
    who = district.person(Role.PREPARER)
    Batch.objects.create(season=district.season, by=district.person(Role.MANAGER))
    about = {"submission": version.submission, "filename": "填报.xlsx", "by": who}
    Building.objects.create(workbook=version.document, **about)
    ApiJob.objects.create(person=who, kind="check", document=version.document, filename="x")
    cycle = object_of(AppraisalCycle, district.region, district)[1]
    SealedResult.objects.create(cycle_id=cycle, number=1, day=DAY, by=who, kept=keep([b"{}"]))
    DeskFetch.objects.create(organisation=district.region, by=who, at=now())
    fonds = Fonds.objects.create(organisation=district.region, code="0123", name="某办公室")
    HandOver.objects.create(fonds=fonds, number=1, day=DAY, by=who)
    ScanBatch.objects.create(fonds=fonds, number=1, day=DAY, by=who, state="running")
    survey = surveyed(district)
    ReturnIntake.objects.create(survey=survey, file=keep([b"csv"]), filename="x", by=who)
    SurveyRun.objects.create(survey=survey, by=who)
    DBTaskResult.objects.all().delete()
    return version


def test_each_kind_is_asked_for_once(broken_off: Version) -> None:
    assert resume() == len(RESUMABLE) == DBTaskResult.objects.count()
    assert resume() == 0, "a task is there now"


def test_what_was_tried_too_often_is_told(broken_off: Version) -> None:
    resume()
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED, worker_ids=["a", "b", "c"])
    assert resume() == 0
    broken_off.refresh_from_db()
    assert broken_off.check_state == CheckState.FAILED and "请重新检查" in broken_off.check_said
    assert Building.objects.get().state == BuildState.WRONG and "再上传" in Building.objects.get().problems[0]
    assert "没有拆开" in Batch.objects.get().said
    assert {ApiJob.objects.get().state, CrossCheck.objects.get().state} == {CheckState.FAILED}
    assert Edition.objects.get().state == EditionState.FAILED
    assert SealedResult.objects.get().state == SealedResult.FAILED
    assert DeskFetch.objects.get().state == DeskFetch.FAILED
    assert HandOver.objects.get().state == HandOver.FAILED
    given_up = ReturnIntake.objects.get()
    assert "请再导入一次" in given_up.said and given_up.file.read() != b"csv", "contacts in clear do not stay"
    assert SurveyRun.objects.get().state == given_up.state == "failed"
    assert ScanBatch.objects.get().state == "stopped" and "可以继续" in ScanBatch.objects.get().said
    assert resume() == 0


def test_a_version_that_was_replaced_is_not_checked(broken_off: Version) -> None:
    Version.objects.update(status=Status.SUPERSEDED)
    resume()
    assert not DBTaskResult.objects.filter(task_path=check_version.module_path).exists()


def test_a_copy_that_was_broken_off_is_told(broken_off: Version) -> None:
    Version.objects.update(making=adopting.UNDER_WAY)
    adopting.make_copy.enqueue(broken_off.pk, broken_off.made_by_id)
    resume()
    assert Version.objects.get(pk=broken_off.pk).making == adopting.UNDER_WAY
    DBTaskResult.objects.all().delete()
    resume()
    assert "程序中断" in Version.objects.get(pk=broken_off.pk).making
