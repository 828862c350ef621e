"""N-68: one reason for everything."""

from __future__ import annotations

from mingzhang.rules.wording import repeated_reasons
from mingzhang.work.examples import text

SAME = "比上年增加1.00万元，主要原因是人员和项目均有增加。"
OTHER = [SAME.replace("1.00", amount) for amount in ("1.00", "2.00", "3.00")]


def body(*reasons: str) -> list[str]:
    heads = [
        "一、收入决算情况说明",
        "二、支出决算情况说明",
        "三、机关运行经费支出情况",
        "四、政府采购支出情况",
    ]
    return [line for head, reason in zip(heads, reasons, strict=False) for line in (head, reason)]


def test_three_sections(faults) -> None:  # type: ignore[no-untyped-def]
    (found,) = faults(repeated_reasons, text(*body(*OTHER)))
    assert len(found.places) == 3 and found.printed == "人员和项目均有增加"


def test_one_change_told_in_three_sections_has_one_reason(faults) -> None:  # type: ignore[no-untyped-def]
    assert faults(repeated_reasons, text(*body(SAME, SAME, SAME))) == []


def test_two_sections_or_one_twice(faults) -> None:  # type: ignore[no-untyped-def]
    assert (
        faults(repeated_reasons, text(*body(SAME, SAME + SAME, "比上年减少，主要原因是采购项目减少。"))) == []
    )
