"""All models of an appraisal, for whoever asks for them."""

from __future__ import annotations

from mingzhang.web.appraisal.plan_models import (
    TONES,
    AppraisalCycle,
    AppraisedUnit,
    CycleStep,
    IndicatorVersion,
    UnitBook,
    UnitOpinion,
)
from mingzhang.web.appraisal.score_models import (
    AssessorSheet,
    FiledAppeal,
    FiledClaim,
    LeafMark,
    LeafProof,
    LeafReport,
    PublicRanking,
    SealedResult,
    UnitResult,
    UnitVeto,
)

__all__ = [
    "TONES",
    "AppraisalCycle",
    "AppraisedUnit",
    "AssessorSheet",
    "CycleStep",
    "FiledAppeal",
    "FiledClaim",
    "IndicatorVersion",
    "LeafMark",
    "LeafProof",
    "LeafReport",
    "PublicRanking",
    "SealedResult",
    "UnitBook",
    "UnitOpinion",
    "UnitResult",
    "UnitVeto",
]
