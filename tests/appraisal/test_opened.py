"""A score opens to its rule, inputs, evidence and arithmetic."""

from __future__ import annotations

import json

from mingzhang.appraisal.opened import opened
from mingzhang.appraisal.scores import LeafState
from tests.appraisal import small


def test_a_score_opens_to_everything_behind_it() -> None:
    values = opened(small.score("乙局"))
    first, _, filed, *_ = values["指标"]
    assert (values["总分"], values["等次"], values["类别"]) == ("84", "良", "行政机关")
    assert (first["得分"], first["算式"], first["状态"]) == ("16", "20×8÷10", LeafState.SCORED)
    assert first["任务"] == {"序号": "1", "事项编号": "DC1", "挑战值": "≥12次", "时间节点": ""}
    assert first["佐证"][0]["SHA-256"] == "ab" * 32
    assert filed["细则"] == {"编号": "R2", "名称": "R2", "计分办法": "比最优"}
    assert "与最优值 10件 相比：20×5÷10=10" in filed["过程"]
    assert json.loads(json.dumps(values, ensure_ascii=False)) == values


def test_a_block_tells_full_marks_and_score() -> None:
    score = small.score("乙局")
    assert score.levels == ["任务", "依法", "创新", "提案"]
    assert [score.block(level) for level in score.levels] == [(40, 36), (20, 10), (20, 20), (20, 18)]
    assert [leaf.lost for leaf in score.lost] == [10, 4, 2]
