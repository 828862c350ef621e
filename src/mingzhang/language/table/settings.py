"""What a place settles for itself: how tables are printed and how projects are scored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

_CHOICES = {
    "rounding": ("note", "adjust"),
    "table_unit": ("元", "万元"),
    "text_unit": ("元", "万元"),
    "score_rounding": ("四舍五入", "舍去", "进位", "四舍六入五成双"),
    "panel_rounding": ("四舍五入", "舍去", "进位", "四舍六入五成双"),
    "absent_indicators": ("重分", "平均", "满分"),
    "panel_method": ("平均数", "去极值平均数", "中位数"),
}
_WORDS = {bool: "true 或 false", int: "整数", str: "文字", tuple: "列表"}


class UnfitSettingError(ValueError):
    """A setting that there is not, or a value that it cannot have; ``key`` is its name."""

    def __init__(self, key: str, sentence: str) -> None:
        self.key = key
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a place in one fiscal year; the manual's chapter on places explains each.

    ``reasons_from`` is the change in per cent from which a reason must be given; ``over_completion`` and
    ``panel_spread`` are per cent; ``grades`` are names with the lowest score of each, best first;
    ``reasons_of`` are pairs of the beginning of a figure's name and the per cent that count for it instead;
    ``performance_since`` is the first fiscal year whose account tells of performance, 0 for never;
    ``base_year`` is a second year that is compared with, 0 for none; ``indicator_kinds`` are pairs of a
    first-level indicator and the second-level ones that every form prints; ``required_sections`` are keys of
    sections.
    """

    row_numbers: bool = True
    table_codes: bool = True
    thousands: bool = False
    units_table: bool = False
    rounding: str = "note"
    table_unit: str = "万元"
    text_unit: str = "万元"
    base_year: int = 0
    reasons_from: int = 0
    reasons_of: tuple[tuple[str, int], ...] = ()
    performance_since: int = 0
    execution_score: str = "执行率"
    over_completion: int = 150
    score_decimals: int = 2
    score_rounding: str = "四舍五入"
    absent_indicators: str = "重分"
    grades: tuple[tuple[str, int], ...] = ()
    indicator_kinds: tuple[tuple[str, tuple[str, ...]], ...] = ()
    indicator_system: str = ""
    panel_method: str = "平均数"
    panel_decimals: int = 1
    panel_rounding: str = "四舍五入"
    panel_spread: int = 40
    required_sections: tuple[str, ...] = ()

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Settings:
        """From catalogue data; raises :class:`UnfitSettingError`.

        >>> Settings.of({"grades": [["优", 90], ["差", 0]]}).grades
        (('优', 90), ('差', 0))
        >>> Settings.of({"row_number": True})
        Traceback (most recent call last):
        mingzhang.language.table.settings.UnfitSettingError: 没有“row_number”这项设置
        """
        defaults = {field.name: field.default for field in fields(cls)}
        values = {key: _frozen(value) for key, value in data.items()}
        for key, value in values.items():
            if key not in defaults:
                raise UnfitSettingError(key, f"没有“{key}”这项设置")
            kind = type(defaults[key])
            if type(value) is not kind:
                raise UnfitSettingError(key, f"设置“{key}”应为{_WORDS[kind]}，写的是 {data[key]}")
            if key in _CHOICES and value not in _CHOICES[key]:
                allowed = "、".join(_CHOICES[key])
                raise UnfitSettingError(key, f"设置“{key}”写的是“{value}”，应为{allowed}之一")
        return cls(**values)


def _frozen(value: Any) -> Any:  # noqa: ANN401 (any value of TOML)
    return tuple(map(_frozen, value)) if isinstance(value, list | tuple) else value
