"""An issue's course and what may stand in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mingzhang.digest.article import Article
from mingzhang.digest.issue import (
    DigestItem,
    Issue,
    IssueKind,
    IssueStage,
    IssueStep,
    UnlawfulIssueError,
    moved,
    steps,
    with_items,
)

DAY = date(2025, 9, 1)
ARTICLE = Article("00001", "积水", "已排除。", "某报", DAY)
ITEM = DigestItem(ARTICLE, "积水", "已排除。")


def issue(number: str = "RB-1", kind: IssueKind = IssueKind.DAILY, count: int = 1) -> Issue:
    return Issue(number, kind, count, DAY, readers=("区长",))


def test_the_road_from_the_desk_to_the_file() -> None:
    made = with_items(issue(), [ITEM], [])
    for step, stage in zip(
        (IssueStep.HAND_IN, IssueStep.SIGN, IssueStep.SEND, IssueStep.FILE),
        (IssueStage.CHECKED, IssueStage.SIGNED, IssueStage.SENT, IssueStage.FILED),
        strict=True,
    ):
        assert step in steps(made)
        made = moved(made, step, DAY, "分管领导")
        assert made.stage is stage
    assert not steps(made)
    assert replace(made, filed=None, instructed=True).stage is IssueStage.INSTRUCTED


@pytest.mark.parametrize("step", [IssueStep.SIGN, IssueStep.SEND, IssueStep.FILE, IssueStep.RETURN])
def test_no_step_is_left_out(step: IssueStep) -> None:
    with pytest.raises(UnlawfulIssueError, match="现在是“组稿”"):
        moved(with_items(issue(), [ITEM], []), step, DAY, "分管领导")


def test_an_empty_issue_one_without_readers_and_one_without_a_signatory_do_not_move() -> None:
    with pytest.raises(UnlawfulIssueError, match="还没有稿件"):
        moved(issue(), IssueStep.HAND_IN, DAY)
    filled = with_items(issue(), [ITEM], [])
    with pytest.raises(UnlawfulIssueError, match="报送对象"):
        moved(replace(filled, readers=()), IssueStep.HAND_IN, DAY)
    handed = moved(filled, IssueStep.HAND_IN, DAY, "科长")
    with pytest.raises(UnlawfulIssueError, match="签发人"):
        moved(handed, IssueStep.SIGN, DAY)
    with pytest.raises(UnlawfulIssueError, match="早于"):
        moved(handed, IssueStep.SIGN, date(2025, 8, 1), "分管领导")
    assert moved(handed, IssueStep.RETURN, DAY).open


def test_what_was_sent_does_not_come_again_but_may_be_gathered_on_a_topic() -> None:
    first = with_items(issue(), [ITEM], [])
    copy = DigestItem(
        Article("00002", "雨夜排水", "已排除。", "乙报", DAY, first="00001"), "雨夜排水", "已排除。"
    )
    with pytest.raises(UnlawfulIssueError, match="日报第1期里的稿件是同一件事"):
        with_items(issue("RB-2", count=2), [copy], [first])
    with pytest.raises(UnlawfulIssueError, match="与本期“积水”是同一件事"):
        with_items(issue(), [ITEM, copy], [])
    assert with_items(issue("ZT-1", IssueKind.TOPICAL), [copy], [first]).items == (copy,)


def test_what_was_handed_in_does_not_change() -> None:
    handed = moved(with_items(issue(), [ITEM], []), IssueStep.HAND_IN, DAY, "科长")
    with pytest.raises(UnlawfulIssueError, match="不能再改"):
        with_items(handed, [ITEM], [])
    with pytest.raises(UnlawfulIssueError, match="没有摘编标题或正文"):
        with_items(issue(), [replace(ITEM, text=" ")], [])
