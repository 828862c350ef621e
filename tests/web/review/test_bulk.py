"""One move for many."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingzhang.web.people.models import Role
from mingzhang.web.review.bulk import carry_out, previews
from mingzhang.web.submission import moves
from mingzhang.web.submission.models import Answer, CheckState, Status, Submission, Version
from tests.web.conftest import District


def waiting(district: District, *steps: int) -> list[Submission]:
    """Submissions that wait at these steps of the chain."""
    made = []
    for submission, step in zip(district.season.submissions.order_by("pk"), steps, strict=False):
        version = district.version_of(submission)
        Version.objects.filter(pk=version.pk).update(
            status=Status.SUBMITTED, step=step, check_state=CheckState.DONE
        )
        Submission.objects.filter(pk=submission.pk).update(current=version)
        made.append(Submission.objects.get(pk=submission.pk))
    return made


def test_it_says_beforehand_what_it_will_leave_out(district: District) -> None:
    waiting(district, 1, 0)
    able, left = previews(district.season, district.person(Role.REVIEWER), "agree")
    assert able.able and left.skip == "现在该由单位负责人办理"


def test_an_answer_that_was_not_judged_holds_the_reviewer_back(district: District) -> None:
    (one,) = waiting(district, 1)
    found = district.found(one.current or district.draft())
    Answer.objects.create(
        submission=one,
        fingerprint=found.fingerprint,
        kind="explained",
        reason="x",
        by=district.person(Role.PREPARER),
    )
    (told,) = previews(district.season, district.person(Role.REVIEWER), "agree")
    assert told.skip == moves.judged_so_far(found.version) != ""


def test_each_is_made_by_itself(district: District) -> None:
    first, second = waiting(district, 2, 0)
    done = carry_out(district.season, district.person(Role.MANAGER), "agree", [first.pk, second.pk])
    assert [told.able for told in done] == [True, False]
    statuses = [Version.objects.get(submission=each).status for each in (first, second)]
    assert statuses == [Status.APPROVED, Status.SUBMITTED]
    (told,) = carry_out(district.season, district.person(Role.MANAGER), "publish", [first.pk])
    assert told.able and Version.objects.get(submission=first).status == Status.PUBLISHED


def test_many_cost_no_more_questions_than_few(district: District) -> None:
    reviewer = district.person(Role.REVIEWER)
    reviewer.posts_today()
    waiting(district, 1)
    with CaptureQueriesContext(connection) as few:
        previews(district.season, reviewer, "agree")
    waiting(district, 1, 1)
    with CaptureQueriesContext(connection) as many:
        assert len(previews(district.season, reviewer, "agree")) == 2
    assert len(many) == len(few)
