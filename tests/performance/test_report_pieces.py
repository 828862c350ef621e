"""The tables of a report: the same leaves come back from every format, charts show what the table says."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from examples.review import evaluated, review
from mingzhang.facts.publication import Piece, Publication
from mingzhang.facts.report import Table
from mingzhang.language.evaluation.score_table import ScoreTable
from mingzhang.performance.assess import Assessment, assess
from mingzhang.performance.ballot import Ballot
from mingzhang.performance.evaluation_report import report_publication
from mingzhang.performance.report_pieces import charts, panel_table, score_table
from mingzhang.scoring.precision import summed
from mingzhang.understanding.read import read_document
from mingzhang.understanding.understand import understand
from mingzhang.writers.publish import write_set


@pytest.fixture(scope="module")
def made() -> Assessment:
    return assess(review(), evaluated())


def table_of(piece: Piece) -> Table:
    assert isinstance(piece.block, Table)
    return piece.block


def leaves(table: ScoreTable) -> list[tuple[tuple[str, ...], str, str, str]]:
    return [
        (tuple(level.plain for level in leaf.levels), leaf.full.text, leaf.score.text, leaf.opinion.plain)
        for leaf in table.leaves
    ]


def same(publication: Publication) -> ScoreTable:
    (found,) = understand(publication.report(), "110106", 2020, "evaluation_report").score_tables
    return found


def test_the_layout_of_the_scoring_table(made: Assessment) -> None:
    table = table_of(score_table(made))
    assert [cell.text for cell in table.row(0)] == [
        "一级",
        "二级",
        "三级",
        "四级",
        "分值",
        "评价得分",
        "评价意见",
    ]
    firsts = [(c.text, c.rowspan) for c in table.cells if c.column == 0 and 0 < c.row < 30]
    assert firsts == [("项目决策\n（15）", 7), ("项目管理\n（30）", 14), ("项目绩效\n（55）", 8)]
    assert [cell.text for cell in table.row(30)] == ["合计", "100", "92.1", ""]
    assert table.shape == (31, 7)
    assert all(table.at(row, column) for row in range(31) for column in range(7))


def test_the_table_reads_back_as_the_leaves_that_were_scored(made: Assessment) -> None:
    found = same(report_publication(made))
    assert [leaf.score.figure.value for leaf in found.leaves if leaf.score.figure] == [
        one.score for one in made.judged
    ]
    assert [leaf.full.figure.value for leaf in found.leaves if leaf.full.figure] == [
        one.leaf.full for one in made.judged
    ]
    assert [leaf.name for leaf in found.leaves] == [one.leaf.name for one in made.judged]
    assert [leaf.opinion.text for leaf in found.leaves] == [one.opinion for one in made.judged]
    assert {group.declared for group in found.groups()} == {"15", "30", "55", "5", "10", "25"}


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx", "html"])
def test_every_format_reads_back_the_same(made: Assessment, tmp_path: Path, kind: str) -> None:
    publication = report_publication(made)
    (path,) = write_set(publication, tmp_path, [kind])
    found = read_document(path).score_tables
    assert len(found) == 1
    assert leaves(found[0]) == leaves(same(publication))
    assert found[0].total_score.text == "92.1"


def test_the_sums_of_a_spreadsheet_are_the_totals(made: Assessment) -> None:
    piece = score_table(made)
    table = table_of(piece)
    for place, parts in piece.sums.items():
        cells = [table.at(*at) for _, _, at in parts]
        total = table.at(*place)
        assert total is not None and sum(Fraction(c.text) for c in cells if c) == Fraction(total.text)


def test_the_marks_of_every_expert_are_shown_with_their_spread(made: Assessment) -> None:
    table = table_of(panel_table(made))
    assert [c.text for c in table.row(2)] == [
        "2",
        "目标内容：绩效目标细化程度",
        "2",
        "1",
        "1.2",
        "0.8",
        "1",
        "0.4",
        "0.16",
    ]
    assert [c.text for c in table.row(30)][1:7] == ["合计", "100", "91.8", "93.3", "91.2", "92.1"]
    assert table.shape == (31, 9)


def test_charts_show_rates_and_losses(made: Assessment) -> None:
    bars, ring = charts(made)
    assert bars.labels == ("绩效目标", "决策过程", "项目资金", "项目实施", "项目产出", "项目效果")
    assert bars.series[0][1][:2] == (60, 100)
    assert summed(value for value in ring.series[0][1] if value) == Fraction("7.9")
    assert ring.labels == ("绩效目标", "项目实施", "项目产出", "项目效果")
    assert "项目实施1.9分" in ring.told and ring.title == "失分构成（共失7.9分）"


def test_many_groups_are_charted_by_the_first_level() -> None:
    empty: Callable[[list[Ballot]], Assessment] = lambda some: assess(  # noqa: E731
        review(system="财政部框架", ballots=some), evaluated()
    )
    full = Ballot("专家1", {leaf.path: leaf.full for leaf in empty([]).system.leaves})
    (bars,) = charts(empty([full]))
    assert bars.labels == ("决策", "过程", "产出", "效益")
