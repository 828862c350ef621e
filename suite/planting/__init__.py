"""How each kind of fault is planted; the 22 kinds by their numbers, each with its ways."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from suite.manuscript import Fault, Manuscript
from suite.planting import figures, forms, items, structure, tables, texts

Way = Callable[[Manuscript, Random], Fault | None]


@dataclass(frozen=True)
class Kind:
    """A kind of fault: its name, the ways to plant it, and what documents it needs.

    ``accounts`` and ``budgets`` say in which documents it is planted, ``narrated_only`` that it needs what
    only the suite's own wordings have, ``textual`` that the document has no tables.
    """

    name: str
    ways: tuple[Way, ...]
    accounts: bool = True
    budgets: bool = True
    narrated_only: bool = False
    textual: bool = False


KINDS = {
    1: Kind("结构", (structure.number_skipped, structure.note_missing, structure.table_blank)),
    2: Kind("合计", (tables.total_wrong, tables.part_wrong)),
    3: Kind("几张表中的同一个数", (tables.rows_exchanged,)),
    4: Kind("文字与表格", (figures.against_table,)),
    5: Kind("占比", (figures.share_wrong,)),
    6: Kind("完成率和增减幅度", (figures.rate_wrong, figures.difference_wrong)),
    7: Kind("增减方向", (figures.turned_round,)),
    8: Kind("科目清单", (items.listed_without_amount, items.name_of_another)),
    9: Kind("用途", (items.purpose_of_another,), narrated_only=True),
    10: Kind("模板残留", (texts.both_directions, texts.placeholder, texts.instruction)),
    11: Kind("单位名称", (texts.name_of_neighbour, texts.level_of_name, texts.and_in_name)),
    12: Kind("年份日期", (texts.year_of_last, texts.date_of_last)),
    13: Kind("计量单位", (texts.unit_lost, texts.unit_of_yuan, texts.percent_lost)),
    14: Kind("政府采购", (figures.procurement_part, figures.small_above_whole)),
    15: Kind(
        "自评表", (forms.score_sum, forms.score_above_weight, forms.rate_of_form, forms.weight_wrong),
        narrated_only=True,
    ),
    16: Kind("自评与说明", (forms.number_told, forms.money_told, forms.average_told), narrated_only=True),
    17: Kind("文字规范", (texts.bracket_open, texts.end_doubled, texts.cut_off, texts.letter_for_digit)),
    18: Kind("原因与构成", (items.reason_of_idle,), narrated_only=True),
    19: Kind(
        "预算",
        (texts.compared_with_itself, items.reason_empty, items.reason_of_another, texts.code_with_level),
        accounts=False,
    ),
    20: Kind("文字中的清单和平衡", (figures.list_wrong, figures.balance_wrong), textual=True),
    21: Kind("不可能的数", (figures.above_hundred, figures.two_points, figures.first_digit_lost)),
    22: Kind("外地模板残留", (texts.blank_count, texts.blank_percent, texts.briefly, texts.not_twice)),
}  # fmt: skip
