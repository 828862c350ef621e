"""Wrong figures in sentences: shares, rates, directions, amounts against tables, lists, impossible ones."""

from __future__ import annotations

import re
from random import Random

from suite.manuscript import EASY, HARD, Fault, Manuscript, heading_of, is_figure, replaced
from suite.planting.slips import slipped
from suite.slots import AMOUNT, DIFFERENCE, DIRECTION, RATE, SHARE, Spot

_TURNED = {
    "增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长", "上升": "下降", "增收": "减收", "减收": "增收",
    "增支": "减支", "减支": "增支", "多": "少", "少": "多", "高于": "低于", "低于": "高于", "多支": "少支", "少支": "多支",
    "增幅": "降幅", "降幅": "增幅", "升幅": "降幅", "减幅": "增幅", "增": "减", "减": "增",
}  # fmt: skip
_LISTS = re.compile(r"其中|分别为|包括|分为两类|按来源分|来源有三块|支出方面|按性质划分|三个渠道")


def share_wrong(manuscript: Manuscript, random: Random) -> Fault | None:
    """占比按金额算不出来：百分比抄错一位或两位颠倒。"""
    return _number(manuscript, random, (SHARE,), EASY, "占比写错")


def rate_wrong(manuscript: Manuscript, random: Random) -> Fault | None:
    """完成率或增减幅度按金额算不出来。"""
    spots = [(n, s) for n, s in manuscript.spots(RATE) if _known(manuscript, n, s, DIFFERENCE)]
    return _of(manuscript, random, spots, EASY, "完成率、增减幅度写错")


def _known(manuscript: Manuscript, number: int, spot: Spot, role: str) -> bool:
    """Whether the paragraph says what a comparison can be recalculated from: its base, or another side of it.

    Composed sentences do, but for those that compare with an outturn they do not name.
    """
    if not spot.key:
        text = manuscript.parts[number].text
        return "执行数" not in text[: spot.start] or "执行数为" in text
    around = manuscript.parts[number].spots
    base = re.split("[-/]", spot.key)[-1].partition(" ")[0]
    compared = spot.key.partition(" ")[0]
    same = [s for s in around if s.role == role and s.key.partition(" ")[0] == compared and s != spot]
    return bool(same) or any(s.role == AMOUNT and s.key == base for s in around)


def difference_wrong(manuscript: Manuscript, random: Random) -> Fault | None:
    """增减额写错，与同一句的幅度、上年数对不上。"""
    chosen = []
    for number, spot in manuscript.spots(DIFFERENCE):
        after = manuscript.parts[number].text[spot.end : spot.end + 14]
        if (spot.key and _known(manuscript, number, spot, RATE)) or (
            not spot.key and re.search(r"\d%", after)
        ):
            chosen.append((number, spot))
    return _of(manuscript, random, chosen, HARD, "增减额写错")


def turned_round(manuscript: Manuscript, random: Random) -> Fault | None:
    """方向词写反：两个数比出来是增加，写成减少（或反过来）。"""
    spots = []
    for number, spot in manuscript.spots(DIRECTION):
        text = manuscript.parts[number].text
        if text[spot.start : spot.end] not in _TURNED:
            continue
        twice = re.match(r"[\d.,]+(?:万元|元)，(?:增长|下降)\d", text[spot.end :])
        if _known(manuscript, number, spot, DIRECTION) if spot.key else twice:
            spots.append((number, spot))
    if not spots:
        return None
    number, spot = random.choice(spots)
    right = manuscript.parts[number].text[spot.start : spot.end]
    wrong = _TURNED[right]
    made, near = replaced(manuscript, number, (spot.start, spot.end), wrong)
    return Fault(made, heading_of(manuscript, number), near, wrong, right, HARD, "方向词写反", (right,))


def against_table(manuscript: Manuscript, random: Random) -> Fault | None:
    """文字里的金额与表中同一个数不一致。"""
    shown = {cell.text for _, _, table in manuscript.tables() for cell in table.cells if is_figure(cell.text)}
    spots = []
    for number, spot in manuscript.spots(AMOUNT):
        text = manuscript.parts[number].text[spot.start : spot.end]
        if text in shown and text.strip("0.,"):
            spots.append((number, spot))
    return _of(manuscript, random, spots, HARD, "文字与表中的数不一致")


def procurement_part(manuscript: Manuscript, random: Random) -> Fault | None:
    """货物、工程、服务之和不等于政府采购总额。"""
    chosen = [(n, s) for n, s in manuscript.spots(AMOUNT) if _bought(manuscript, n, s)]
    return _of(manuscript, random, chosen, EASY, "采购分项与总额不符")


def small_above_whole(manuscript: Manuscript, random: Random) -> Fault | None:
    """授予（预留）小微企业的金额大于中小企业的。"""
    for number, part in manuscript.bodies():
        amounts = [s for s in part.spots if s.role == AMOUNT]
        after = [s for s in amounts if "小微" in part.text[: s.start] or "小型和微型" in part.text[: s.start]]
        if "中小" not in part.text or not after or len(amounts) < 2:
            continue
        small, middle = after[0], amounts[amounts.index(after[0]) - 1]
        text = part.text[middle.start : middle.end]
        wrong = f"{random.choice('123456789')}{text}" if "," not in text else f"9,{text}"[:2] + text
        wrong = re.sub(r"^(\d),(\d{1,2}),", r"\1\2,", wrong)
        right = part.text[small.start : small.end]
        made, near = replaced(manuscript, number, (small.start, small.end), wrong)
        return Fault(made, heading_of(manuscript, number), near, wrong, right, EASY, "部分大于整体", (text,))
    return None


def _bought(manuscript: Manuscript, number: int, spot: Spot) -> bool:
    before = manuscript.parts[number].text[: spot.start]
    return bool(re.search(r"(货物|工程|服务)[^\d，。；、]{0,8}$", before)) and "采购" in before


def list_wrong(manuscript: Manuscript, random: Random) -> Fault | None:
    """没有表的文件里，列出的各项加起来不等于总数。"""
    chosen = []
    for number, part in manuscript.bodies():
        amounts = [s for s in part.spots if s.role == AMOUNT and part.text[s.start : s.end].strip("0.,")]
        amounts = [s for s in amounts if not re.search("[中小]小|小型和微型", part.text[: s.start])]
        if _LISTS.search(part.text) and len(amounts) >= 3:
            chosen += [(number, spot) for spot in amounts]
    return _of(manuscript, random, chosen, HARD, "文字清单与总数不符")


def balance_wrong(manuscript: Manuscript, random: Random) -> Fault | None:
    """没有表的文件里，年初、收入、支出、年末不平衡。"""
    chosen = [
        (n, s)
        for n, s in manuscript.spots(AMOUNT)
        if re.search("年初[^。]*年末|年初[^。]*结转下年", manuscript.parts[n].text)
    ]
    return _of(manuscript, random, chosen, HARD, "收支结转不平衡")


def above_hundred(manuscript: Manuscript, random: Random) -> Fault | None:
    """下降的幅度超过百分之百。"""
    chosen = []
    for number, spot in manuscript.spots(RATE):
        before = manuscript.parts[number].text[max(0, spot.start - 6) : spot.start]
        if re.search("下降|降幅|减幅", before):
            chosen.append((number, spot))
    if not chosen:
        return None
    number, spot = random.choice(chosen)
    right = manuscript.parts[number].text[spot.start : spot.end]
    return _put(manuscript, number, spot, f"{random.randrange(1, 4)}{right.zfill(5)}", EASY, "下降超过100%")


def two_points(manuscript: Manuscript, random: Random) -> Fault | None:
    """一个数里有两个小数点。"""
    number, spot = random.choice(_amounts(manuscript))
    right = manuscript.parts[number].text[spot.start : spot.end]
    return _put(
        manuscript, number, spot, right.replace(".", random.choice(("..", ".0."))), EASY, "两个小数点"
    )


def first_digit_lost(manuscript: Manuscript, random: Random) -> Fault | None:
    """有千分位的数丢了首位，逗号留在最前面。"""
    chosen = [(n, s) for n, s in _amounts(manuscript) if s.end - s.start >= 7]
    if not chosen:
        return None
    number, spot = random.choice(chosen)
    right = manuscript.parts[number].text[spot.start : spot.end]
    whole, _, rest = right.replace(",", "").partition(".")
    return _put(manuscript, number, spot, f",{whole[-3:]}.{rest}", EASY, "丢了首位")


def _amounts(manuscript: Manuscript) -> list[tuple[int, Spot]]:
    texts = manuscript.parts
    return [(n, s) for n, s in manuscript.spots(AMOUNT) if texts[n].text[s.start : s.end].strip("0.,")]


def _number(
    manuscript: Manuscript, random: Random, roles: tuple[str, ...], difficulty: str, way: str
) -> Fault | None:
    return _of(manuscript, random, manuscript.spots(*roles), difficulty, way)


def _of(
    manuscript: Manuscript, random: Random, spots: list[tuple[int, Spot]], difficulty: str, way: str
) -> Fault | None:
    """A slip in one of some figures that are not nothing."""
    chosen = [(n, s) for n, s in spots if manuscript.parts[n].text[s.start : s.end].strip("0.,")]
    chosen = [(n, s) for n, s in chosen if manuscript.parts[n].text[s.start : s.end] != "100.00"]
    if not chosen:
        return None
    number, spot = random.choice(chosen)
    right = manuscript.parts[number].text[spot.start : spot.end]
    return _put(manuscript, number, spot, slipped(right, random), difficulty, way)


def _put(manuscript: Manuscript, number: int, spot: Spot, wrong: str, difficulty: str, way: str) -> Fault:
    right = manuscript.parts[number].text[spot.start : spot.end]
    made, near = replaced(manuscript, number, (spot.start, spot.end), wrong)
    return Fault(made, heading_of(manuscript, number), near, wrong, right, difficulty, way)
