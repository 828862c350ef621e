"""The issue and the statistics on paper: everything that must stand there does, in its order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from examples.digest import made_year
from mingzhang.digest.issue import IssueKind, ItemUrgency
from mingzhang.digest.measures import measures
from mingzhang.digest.papers import arranged, issue_paper, statistics
from mingzhang.digest.quota import Quota, tally
from mingzhang.facts.publication import Publication
from mingzhang.facts.report import Table
from mingzhang.writers.publish import write_set

LEDGER = made_year(days=8, a_day=16)
ISSUE = next(iter(LEDGER.issues.values()))


def last_row(block: object) -> list[str]:
    assert isinstance(block, Table)
    last = max(cell.row for cell in block.cells)
    return [cell.text for cell in block.cells if cell.row == last]


def words(paper: Publication) -> str:
    return "\n".join(paragraph.text for paragraph in paper.report().paragraphs())


def test_an_issue_has_head_contents_items_sources_and_sign_off(tmp_path: Path) -> None:
    paper = issue_paper(ISSUE, LEDGER.unit, LEDGER.name)
    said = words(paper)
    for item in ISSUE.items:
        assert said.count(item.heading) == 2 and item.text in said and item.article.source in said
    assert f"报：{'、'.join(ISSUE.readers)}" in said and "签发：分管副主任" in said and "尚未签发" not in said
    assert {path.suffix for path in write_set(paper, tmp_path, ("docx", "pdf", "html"))} == {
        ".docx",
        ".pdf",
        ".html",
    }


def test_a_draft_says_that_it_is_one_and_pressing_items_come_first() -> None:
    first = replace(ISSUE.items[0], urgency=ItemUrgency.USUAL, class_="本地动态")
    second = replace(ISSUE.items[1], urgency=ItemUrgency.TOP, class_="本地动态")
    draft = replace(ISSUE, items=(first, second), signed=None, sent=None, filed=None)
    assert arranged(draft) == [second, first]
    said = words(issue_paper(draft, LEDGER.unit, LEDGER.name))
    assert "尚未签发" in said and f"【特急】{second.heading}" in said
    topical = replace(draft, kind=IssueKind.TOPICAL, topic="汛期排水")
    assert "一、汛期排水" in words(issue_paper(topical, LEDGER.unit, LEDGER.name))


def test_one_item_under_a_topic_is_not_numbered_and_a_draft_has_room_for_the_signature() -> None:
    alone = replace(ISSUE, kind=IssueKind.SPECIAL, topic="汛期排水", items=ISSUE.items[:1])
    said = words(issue_paper(replace(alone, signed=None, sent=None, signed_by=""), LEDGER.unit, LEDGER.name))
    assert "一、" not in said and f"\n{ISSUE.items[0].heading}\n" in said and "1. " not in said
    assert "签发：　　　　" in said and "签发：　" not in words(issue_paper(alone, LEDGER.unit, LEDGER.name))


def test_the_statistics_add_up_to_the_issues() -> None:
    sent = sum(len(each.items) for each in LEDGER.issues.values())
    paper = statistics(LEDGER, date(2020, 12, 31))
    assert "工作日249天，计划每日3至5条、共747至1245条" in words(paper) and f"{sent}条" in words(paper)
    months, classes = (piece.block for piece in paper.tables())
    last = last_row(months)
    assert last[1:4] == ["249", "747至1245", str(sent)]
    assert last_row(classes)[-1] == str(sent)


def test_what_is_counted_has_its_rows() -> None:
    counts = measures(LEDGER, date(2020, 1, 1), date(2020, 12, 31))
    assert counts["报送摘编"].number == sum(len(each.items) for each in LEDGER.issues.values())
    assert counts["编发刊期"].number == len(LEDGER.issues) == len(counts["编发刊期"].rows)


def test_the_quota_counts_working_days_alone() -> None:
    made = tally(LEDGER.issues.values(), date(2020, 1, 1), date(2020, 1, 8), Quota(3, 5))
    assert made.days == 5 and made.met + made.over + len(made.short) == 5 and not made.idle
    assert "尚未公布" in tally([], date(2092, 1, 1), date(2092, 1, 10)).note
