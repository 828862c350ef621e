"""Whether two documents are of the same unit, or of a department and a unit of it."""

from __future__ import annotations

import pytest

from mingzhang.language.document.kinship import PART, SAME, WHOLE, Kin, kinship

BUREAU, STATION = "白水市文旅局", "白水市文旅站"
LIST = {f"{BUREAU}（本级）": BUREAU, STATION: STATION}


def kin(unit: str, scope: str = "", place: str = "000000", listed: dict[str, str] | None = None) -> Kin:
    return Kin(unit, scope, place, listed or {})


@pytest.mark.parametrize(
    ("one", "other", "said", "back"),
    [
        (kin(BUREAU), kin(f"青石省{BUREAU}"), SAME, SAME),
        (kin(BUREAU, "department", listed=LIST), kin(STATION, "unit"), PART, WHOLE),
        (kin(BUREAU, "department", listed=LIST), kin(f"青石省{STATION}"), PART, WHOLE),
        (kin(BUREAU, "department", listed=LIST), kin(BUREAU, "unit"), PART, WHOLE),
        (kin(BUREAU, "department", listed=LIST), kin(BUREAU, "office"), PART, WHOLE),
        (kin(BUREAU, "unit"), kin(BUREAU, "office"), SAME, SAME),
        (kin(BUREAU, "department", listed=LIST), kin(BUREAU, "department"), SAME, SAME),
        (kin(BUREAU, "department", listed={BUREAU: BUREAU}), kin(BUREAU, "unit"), SAME, SAME),
        (kin(BUREAU, "department"), kin(BUREAU, "unit"), "", ""),
        (kin(BUREAU), kin(STATION), "", ""),
        (kin(BUREAU, "department", listed=LIST), kin("白水市水务局"), "", ""),
        (kin("朝阳区水务局", place="220104"), kin("朝阳区水务局", place="110105"), "", ""),
        (kin("朝阳区水务局", place="220104"), kin("长春市朝阳区水务局", place="220100"), SAME, SAME),
        (kin("", ""), kin("", ""), "", ""),
    ],
)
def test_what_one_is_to_the_other(one: Kin, other: Kin, said: str, back: str) -> None:
    assert (kinship(one, other), kinship(other, one)) == (said, back)
