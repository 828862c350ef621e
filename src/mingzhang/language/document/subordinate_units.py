"""The units that make up a department, by its own list of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.report import Block, Paragraph, Table
from mingzhang.language.document.document import Document
from mingzhang.language.text.numerals import NUMERALS
from mingzhang.language.text.spelling import plain
from mingzhang.language.text.unit_name import bare, is_unit

_ANNOUNCED = re.compile(
    r"(?:(?:决算|预算)?(?:编制|汇编|公开)范围|预算单位|单位构成|所属单位|下属单位|本部门中)[^。；]{0,60}"
    r"(?:包括|如下|分别是|分别为|为|有)(?:：|:)?"
)
_NUMBER = re.compile(rf"^(?:\d+|[{NUMERALS}]+|[（(](?:\d+|[{NUMERALS}]+)[）)])[.．、）)]?\s*")
_HEADS = ("单位名称", "单位全称", "预算单位名称", "所属单位名称")
_AHEAD = 2  # blocks between the sentence and the list


def members(document: Document) -> list[str]:
    """The names of the units in the order of the list, itself (“本级”) among them; ``[]`` without a list.

    The list is a table, numbered lines or the end of the sentence that announces it.

    >>> from mingzhang.facts.report import Report
    >>> from mingzhang.language.table.notation import Notation
    >>> lines = ["纳入某市某局2024年度部门决算编制范围的单位包括：", "1.某市某局（本级）", "2.某市某中心"]
    >>> members(Document(Report("a.txt", "txt", [Paragraph(line) for line in lines]), Notation()))
    ['某市某局（本级）', '某市某中心']
    """
    blocks = document.report.blocks
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or block.kind == "contents":
            continue
        match = _ANNOUNCED.search(plain(block.text))
        if match is None or re.search("没有|无(?:下属|所属)", match[0]):
            continue
        found = _units(_inline(plain(block.text)[match.end() :])) or _listed(blocks[index + 1 :])
        if found:
            return found
    return []


def called(name: str, unit: str) -> str:
    """The unit that a name in the list of ``unit`` means; “某局本部” is its own office.

    >>> called("财政局本部", "某市某区财政局"), called("某市某区某所（机关）", "某市某区财政局")
    ('某市某区财政局', '某市某区某所')
    """
    short = bare(name).removesuffix("本部").removesuffix("本级").removesuffix("机关")
    return unit if short and short != bare(name) and unit.endswith(short) else bare(name)


def _inline(rest: str) -> Iterator[str]:
    return iter(re.split("[、，；]|以及|和(?=.{4})", rest.partition("。")[0]))


def _listed(blocks: list[Block]) -> list[str]:
    for start, block in enumerate(blocks[: _AHEAD + 1]):
        if isinstance(block, Table):
            return _column(block)
        if _NUMBER.match(plain(block.text)):
            return _units(_numbered(blocks[start:]))
    return []


def _numbered(blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        if not isinstance(block, Paragraph) or not _NUMBER.match(plain(block.text)):
            return
        yield _NUMBER.sub("", plain(block.text))


def _column(table: Table) -> list[str]:
    head = next((cell for cell in table.cells if plain(cell.text) in _HEADS), None)
    if head is None:
        return []
    below = (c for c in table.cells if c.column == head.column and c.row > head.row)
    return _units(plain(cell.text) for cell in sorted(below, key=lambda cell: cell.row))


def _units(names: Iterator[str]) -> list[str]:
    """The names up to the first that is not a unit's."""
    found: dict[str, None] = {}
    for name in names:
        whole = name.strip("。；，、 ")
        if not is_unit(whole.removesuffix("本级")):
            break
        found[whole] = None
    return list(found)
