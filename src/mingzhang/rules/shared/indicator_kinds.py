"""The prescribed names of kinds of indicators, and which of them a misspelt one means."""

from __future__ import annotations

NAMES = tuple(
    f"{name}指标"
    for name in [
        "数量",
        "质量",
        "时效",
        "成本",
        "经济效益",
        "社会效益",
        "生态效益",
        "可持续影响",
        "服务对象满意度",
        "满意度",
        "经济成本",
        "社会成本",
        "生态环境成本",
    ]
)

ABOVE = ("产出指标", "效益指标", "满意度指标", "成本指标", "决策指标", "过程指标")  # of the first level


def meant(name: str, names: tuple[str, ...] = NAMES) -> str:
    """The prescribed name that a printed one misses a character of, or has one wrong; ``""`` if none.

    >>> meant("服务对象满意度标"), meant("数理指标"), meant("数量指标"), meant("产出指标")
    ('服务对象满意度指标', '数量指标', '', '')
    """
    if name in names or name + "指标" in names:
        return ""
    found = (right for right in names if _without_one(right, name) or _one_wrong(right, name))
    return next(found, "")


def _without_one(right: str, name: str) -> bool:
    return len(right) == len(name) + 1 and any(right[:i] + right[i + 1 :] == name for i in range(len(right)))


def _one_wrong(right: str, name: str) -> bool:
    """One character replaced, the first one being right: 数理 for 数量, but not 产出 for 时效."""
    return (
        len(right) == len(name)
        and right[0] == name[0]
        and sum(a != b for a, b in zip(right, name, strict=True)) == 1
    )
