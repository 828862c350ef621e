"""A score opened: its rule, its inputs, its evidence and its arithmetic, as plain values for JSON."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from mingzhang.appraisal.claims import PointClaim
from mingzhang.appraisal.scores import ScoredLeaf, UnitScore
from mingzhang.facts.evidence import Evidence
from mingzhang.scoring.precision import written


def opened(score: UnitScore) -> dict[str, Any]:
    """Everything behind the score of a unit, in names as the workbooks have them; marks are exact."""
    return {
        "单位编码": score.unit.code,
        "单位": score.unit.name,
        "类别": score.unit.kind,
        "指标得分": _marks(score.base),
        "加分": {"合计": written(score.bonus[0]), "计入": written(score.bonus[1])},
        "减分": {"合计": written(score.deduction[0]), "计入": written(score.deduction[1])},
        "总分": _marks(score.total),
        "等次": score.grade,
        "说明": list(score.remarks),
        "指标": [opened_leaf(leaf) for leaf in score.leaves],
        "加减分": [_claim(claim) for claim in score.claims],
        "否决与封顶": [veto.sentence for veto in score.vetoes],
    }


def opened_leaf(leaf: ScoredLeaf) -> dict[str, Any]:
    """Everything behind the score of a leaf."""
    trace, said, rule = leaf.trace, leaf.reported, leaf.rule
    made: dict[str, Any] = {
        "指标编码": leaf.indicator.code,
        "指标": leaf.name,
        "一级指标": leaf.indicator.level1,
        "分值": written(leaf.trace.leaf.full),
        "状态": leaf.state.value,
        "得分": _marks(trace.score),
        "指标值": str(trace.leaf.target),
        "完成值": said.actual if said else "",
        "细则": {"编号": rule.code, "名称": rule.name, "计分办法": trace.rule} if rule else None,
        "算式": trace.worked.arithmetic if trace.worked else "",
        "过程": trace.sentence,
        "考评部门": leaf.indicator.assessor,
        "评分人": said.scorer if said else "",
        "理由": said.reason if said else "",
        "佐证": [_evidence(item) for item in said.evidence] if said else [],
    }
    if leaf.line is not None:
        made["任务"] = {
            "序号": leaf.line.number,
            "事项编号": leaf.line.matter,
            "挑战值": leaf.line.challenge,
            "时间节点": leaf.line.milestones,
        }
    return made


def _claim(claim: PointClaim) -> dict[str, Any]:
    """A claim with its outcome and proof."""
    return {
        "申报编号": claim.number,
        "种类": claim.kind,
        "细则编号": claim.rule,
        "事由": claim.text,
        "申报分数": written(claim.claimed),
        "申报日期": claim.filed.isoformat(),
        "来源": claim.source,
        "评审结果": claim.outcome,
        "计分": written(claim.granted),
        "评审组": claim.panel,
        "评审理由": claim.reason,
        "佐证": [_evidence(item) for item in claim.proof],
    }


def _evidence(item: Evidence) -> dict[str, str]:
    return {
        "材料": item.name,
        "SHA-256": item.sha256,
        "提交人": item.by,
        "提交日期": item.day,
        "证明": item.proves,
    }


def _marks(score: Fraction | None) -> str | None:
    return None if score is None else written(score)
