"""The stages of a survey: 设计 → 试访 → 定稿 → 执行 → 审核 → 加权 → 发布 → 归档; back only for a reason."""

from __future__ import annotations

DESIGN, TRIAL, FINAL, FIELD = "设计", "试访", "定稿", "执行"
CHECKING, WEIGHING, RELEASED, FILED = "审核", "加权", "发布", "归档"
STAGES = (DESIGN, TRIAL, FINAL, FIELD, CHECKING, WEIGHING, RELEASED, FILED)
_NEXT = {
    DESIGN: (TRIAL, FINAL),
    TRIAL: (FINAL, DESIGN),
    FINAL: (FIELD, DESIGN),
    FIELD: (CHECKING,),
    CHECKING: (WEIGHING, FIELD),
    WEIGHING: (RELEASED, CHECKING),
    RELEASED: (FILED, WEIGHING),
    FILED: (),
}
CHANGING = (DESIGN, TRIAL, FIELD)  # a form may change while returns come in
COLLECTING = (TRIAL, FIELD, CHECKING)  # returns still come in while they are gone through
SIGNED = (RELEASED,)  # into these only the signatory leads


def next_stages(stage: str) -> tuple[str, ...]:
    """Where a survey can go from a stage.

    >>> next_stages("执行"), next_stages("归档")
    (('审核',), ())
    """
    return _NEXT[stage]


def goes_back(before: str, after: str) -> bool:
    """Whether a step leads back, which needs a reason.

    >>> goes_back("审核", "执行"), goes_back("执行", "审核")
    (True, False)
    """
    return STAGES.index(after) < STAGES.index(before)


def forbidden_stage(before: str, after: str, reason: str = "") -> str:
    """Why a survey cannot go there, empty where it can.

    >>> forbidden_stage("设计", "发布")
    '现在是“设计”，下一步只能是：试访、定稿'
    >>> forbidden_stage("审核", "执行")
    '由“审核”退到“执行”要写明理由'
    """
    if after not in _NEXT[before]:
        known = "、".join(_NEXT[before]) or "（没有）"
        return f"现在是“{before}”，下一步只能是：{known}"
    if goes_back(before, after) and not reason.strip():
        return f"由“{before}”退到“{after}”要写明理由"
    return ""
