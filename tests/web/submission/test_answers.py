"""Answers: one to a finding for all its versions, none lost where two write at once."""

from __future__ import annotations

import pytest

from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Role
from mingzhang.web.submission import answers, moves
from mingzhang.web.submission.answers import EditedMeanwhileError
from mingzhang.web.submission.models import Answer, Found, LockedError, Opinion
from mingzhang.web.submission.moves import IllegalMoveError
from tests.web.conftest import District


def given(district: District, found: Found, reason: str = "批复如此", edition: int = 0) -> Answer:
    found = Found.objects.select_related("version__submission__current").get(pk=found.pk)
    return answers.answer(found, district.person(Role.PREPARER), "explained", reason, edition)


def test_an_answer_follows_the_finding_to_the_next_version(district: District) -> None:
    given(district, district.found(district.draft(b"1")))
    again = district.draft(b"2")
    district.found(again)
    assert moves.unanswered(again) == 0


def test_the_later_of_two_is_told_and_both_are_kept(district: District) -> None:
    found = district.found(district.draft())
    given(district, found, "第一个理由")
    with pytest.raises(EditedMeanwhileError, match="还没有保存") as told:
        given(district, found, "第二个理由")
    assert told.value.latest.reason == "第一个理由"
    assert given(district, found, "第二个理由", edition=told.value.latest.edition).edition == 2
    said = [entry.before for entry in Entry.objects.filter(what="答复").order_by("number")]
    assert said[1] == {"答复": "有原因，不改", "理由": "第一个理由", "版": 1}, "the first is in the log"


def test_the_same_sent_twice_is_one(district: District) -> None:
    found = district.found(district.draft())
    assert given(district, found) == given(district, found)
    assert Entry.objects.filter(what="答复").count() == 1


@pytest.mark.parametrize(
    ("kind", "reason", "said"),
    [("explained", "", "写明理由"), ("", "x", "选择一种答复"), ("disputed", "长" * 401, "401 字")],
)
def test_what_is_no_answer_is_refused(district: District, kind: str, reason: str, said: str) -> None:
    found = district.found(district.draft())
    with pytest.raises(IllegalMoveError, match=said):
        answers.answer(found, district.person(Role.PREPARER), kind, reason, 0)


def test_what_is_handed_in_is_answered_no_more(district: District) -> None:
    found = district.found(district.draft())
    given(district, found)
    moves.make("hand_in", district.submission, district.person(Role.PREPARER))
    with pytest.raises(LockedError, match="已报送"):
        given(district, found, "别的", edition=1)


def test_what_was_said_to_be_corrected_must_be_gone(district: District) -> None:
    found = district.found(district.draft(b"1"))
    answers.answer(found, district.person(Role.PREPARER), "corrected", "", 0)
    with pytest.raises(IllegalMoveError, match="仍在这一版里"):
        moves.make("hand_in", district.submission, district.person(Role.PREPARER))
    district.draft(b"2")
    moves.make("hand_in", district.submission, district.person(Role.PREPARER))


def in_review(district: District) -> Answer:
    """An explained finding, before the reviewer."""
    made = given(district, district.found(district.draft()))
    moves.make("hand_in", district.submission, district.person(Role.PREPARER))
    moves.make("agree", district.submission, district.person(Role.APPROVER))
    return made


def test_an_explanation_is_judged_before_the_reviewer_agrees(district: District) -> None:
    made, reviewer = in_review(district), district.person(Role.REVIEWER)
    with pytest.raises(IllegalMoveError, match="1 条答复没有审核"):
        moves.make("agree", district.submission, reviewer)
    with pytest.raises(IllegalMoveError, match="写明意见"):
        answers.judge(made, reviewer, "refused", "", made.edition)
    answers.judge(made, reviewer, "refused", "批复没有这样写", made.edition)
    with pytest.raises(IllegalMoveError, match="应退回"):
        moves.make("agree", district.submission, reviewer)
    assert answers.waivers(district.submission) == []
    answers.judge(made, reviewer, "accepted", "", made.edition)
    moves.make("agree", district.submission, reviewer)
    ((key, waiver),) = answers.waivers(district.submission)
    assert key == made.fingerprint and waiver.reason == "批复如此" and waiver.rule == "T01-04"


def test_what_was_refused_is_answered_anew_and_handed_in_again(district: District) -> None:
    made, reviewer = in_review(district), district.person(Role.REVIEWER)
    answers.judge(made, reviewer, "refused", "不清楚", made.edition)
    moves.make("send_back", district.submission, reviewer, "见审核说明")
    with pytest.raises(IllegalMoveError, match="没有答复"):
        moves.make("hand_in", district.submission, district.person(Role.PREPARER))
    found = Found.objects.get()
    assert given(district, found, "批复第三条", edition=made.edition).judged == Opinion.OPEN
    moves.make("hand_in", district.submission, district.person(Role.PREPARER))


def test_an_answer_that_changed_is_not_judged_unread(district: District) -> None:
    made = in_review(district)
    Answer.objects.update(edition=2)
    with pytest.raises(EditedMeanwhileError):
        answers.judge(made, district.person(Role.REVIEWER), "accepted", "", made.edition)
