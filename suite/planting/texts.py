"""Faults in words: leftovers of templates, names, years, units, punctuation."""

from __future__ import annotations

import re
from random import Random

from suite.books import BUDGET
from suite.manuscript import EASY, HARD, Fault, Manuscript, heading_of, replaced
from suite.narrated import NAME, OFFICE, YEAR
from suite.slots import AMOUNT, COUNT, DIRECTION, PERCENT, UNIT, Spot

_BOTH = {
    "增加": "增加（减少）",
    "减少": "增加（减少）",
    "增长": "增长（下降）",
    "下降": "增长（下降）",
    "上升": "上升（下降）",
}


def _at(manuscript: Manuscript, at: tuple[int, Spot]) -> str:
    return manuscript.parts[at[0]].text[at[1].start : at[1].end]


def _put(
    manuscript: Manuscript, at: tuple[int, Spot], wrong: str, difficulty: str, way: str, *others: str
) -> Fault:
    number, spot = at
    right = _at(manuscript, at)
    made, near = replaced(manuscript, number, (spot.start, spot.end), wrong)
    return Fault(made, heading_of(manuscript, number), near, wrong, right, difficulty, way, others)


def both_directions(manuscript: Manuscript, random: Random) -> Fault | None:
    """模板的两个选择都留着：增加（减少）。"""
    spots = [at for at in manuscript.spots(DIRECTION) if _at(manuscript, at) in _BOTH]
    at = random.choice(spots)
    return _put(manuscript, at, _BOTH[_at(manuscript, at)], EASY, "二选一没有择一")


def placeholder(manuscript: Manuscript, random: Random) -> Fault | None:
    """数没有填，留着 XX。"""
    at = random.choice(manuscript.spots(AMOUNT))
    return _put(manuscript, at, random.choice(("XX", "××", "XXX")), EASY, "留有占位符")


def instruction(manuscript: Manuscript, random: Random) -> Fault | None:
    """填写说明留在正文里。"""
    said = random.choice(("（按实际情况填写）", "（此处列明具体金额）", "（请简要说明原因）"))
    at = random.choice(manuscript.spots(UNIT))
    number, spot = at
    made, near = replaced(manuscript, number, (spot.end, spot.end), said)
    return Fault(made, heading_of(manuscript, number), near, said, "", EASY, "留有填写说明")


def name_of_neighbour(manuscript: Manuscript, random: Random) -> Fault | None:
    """正文里写了另一个单位的名字。"""
    spots = manuscript.spots(OFFICE)
    if not spots:
        return None
    at = random.choice(spots)
    right = _at(manuscript, at)
    county = re.match(r".*[省市区县]", right)
    other = random.choice([n for n in ("民政局", "交通运输局", "卫生健康局") if not right.endswith(n)])
    return _put(manuscript, at, (county[0] if county else "") + other, HARD, "单位名称是别的单位")


def level_of_name(manuscript: Manuscript, random: Random) -> Fault | None:
    """单位名称少了“县”“区”“市”，或写成另一级。"""
    spots = [
        at for at in manuscript.spots(OFFICE) if re.search(r"[市区县](?=[^市区县]+$)", _at(manuscript, at))
    ]
    if not spots:
        return None
    at = random.choice(spots)
    right = _at(manuscript, at)
    place = [m.start() for m in re.finditer("[市区县]", right)][-1]
    return _put(manuscript, at, right[:place] + right[place + 1 :], HARD, "单位名称缺字")


def and_in_name(manuscript: Manuscript, random: Random) -> Fault | None:
    """名称里的“和”写成“与”。"""
    spots = [at for at in manuscript.spots(OFFICE) if "和" in _at(manuscript, at)]
    if not spots:
        return None
    at = random.choice(spots)
    return _put(manuscript, at, _at(manuscript, at).replace("和", "与"), HARD, "单位名称与封面不一致")


def year_of_last(manuscript: Manuscript, random: Random) -> Fault | None:
    """本年的年份写成上一年或再早一年。"""
    year = str(manuscript.year)
    spots = [
        at for at in manuscript.spots(YEAR) if _at(manuscript, at) == year and not _dated(manuscript, at)
    ]
    if not spots:
        return None
    at = random.choice(spots)
    wrong = str(manuscript.year - random.choice((1, 2)))
    return _put(manuscript, at, wrong, HARD, "年份写错")


def _dated(manuscript: Manuscript, at: tuple[int, Spot]) -> bool:
    return manuscript.parts[at[0]].text.startswith("年12月", at[1].end)


def date_of_last(manuscript: Manuscript, random: Random) -> Fault | None:
    """“截至”的日期是另一年的。"""
    spots = [at for at in manuscript.spots(YEAR) if _dated(manuscript, at)]
    if not spots or manuscript.kind == BUDGET:  # a budget may well tell of an earlier year's end
        return None
    at = random.choice(spots)
    return _put(manuscript, at, str(int(_at(manuscript, at)) - 1), HARD, "截止日期写错")


def unit_lost(manuscript: Manuscript, random: Random) -> Fault | None:
    """金额后面没有单位，或只写“万”。"""
    at = random.choice(_money(manuscript))
    wrong = "万" if _at(manuscript, at) == "万元" and random.random() < 0.5 else ""
    number, spot = at
    made, near = replaced(manuscript, number, (spot.start, spot.end), wrong)
    figure = re.search(r"[\d.,]+$", manuscript.parts[number].text[: spot.start])
    said = (figure[0] if figure else "") + wrong
    return Fault(
        made,
        heading_of(manuscript, number),
        near,
        said,
        said.removesuffix("万") + _at(manuscript, at),
        EASY,
        "缺单位",
    )


def unit_of_yuan(manuscript: Manuscript, random: Random) -> Fault | None:
    """万元写成元（或元写成万元）。"""
    at = random.choice(_money(manuscript))
    number, spot = at
    right = _at(manuscript, at)
    wrong = "元" if right == "万元" else "万元"
    made, near = replaced(manuscript, number, (spot.start, spot.end), wrong)
    figure = re.search(r"[\d.,]+$", manuscript.parts[number].text[: spot.start])
    said = figure[0] if figure else ""
    return Fault(made, heading_of(manuscript, number), near, said + wrong, said + right, HARD, "单位写错")


def _money(manuscript: Manuscript) -> list[tuple[int, Spot]]:
    """Units behind amounts that are not nothing."""
    found = []
    for number, spot in manuscript.spots(UNIT):
        before = re.search(r"[\d.,]+$", manuscript.parts[number].text[: spot.start])
        if before and before[0].strip("0.,") and "." in before[0]:
            found.append((number, spot))
    return found


def percent_lost(manuscript: Manuscript, random: Random) -> Fault | None:
    """百分比缺百分号。"""
    at = random.choice(manuscript.spots(PERCENT))
    number, spot = at
    made, near = replaced(manuscript, number, (spot.start, spot.end), "")
    figure = re.search(r"[\d.]+$", manuscript.parts[number].text[: spot.start])
    said = figure[0] if figure else ""
    return Fault(made, heading_of(manuscript, number), near, said, said + "%", EASY, "缺百分号")


def bracket_open(manuscript: Manuscript, random: Random) -> Fault | None:
    """括号只有一半。"""
    chosen = [(n, m) for n, p in manuscript.bodies() for m in re.finditer(r"）", p.text)]
    number, match = random.choice(chosen)
    made, near = replaced(manuscript, number, match.span(), "")
    return Fault(made, heading_of(manuscript, number), near, "（", "）", EASY, "括号不成对", ("）",))


def end_doubled(manuscript: Manuscript, random: Random) -> Fault | None:
    """句末标点重复。"""
    chosen = [(n, p) for n, p in manuscript.bodies() if p.text.endswith("。")]
    number, part = random.choice(chosen)
    wrong = random.choice(("。。", "，。", "；。"))
    made, near = replaced(manuscript, number, (len(part.text) - 1, len(part.text)), wrong)
    return Fault(made, heading_of(manuscript, number), near, wrong, "。", EASY, "标点重复")


def cut_off(manuscript: Manuscript, random: Random) -> Fault | None:
    """一句话没有写完。"""
    chosen = [(n, p) for n, p in manuscript.bodies() if p.text.endswith("。") and p.text.count("，") > 1]
    number, part = random.choice(chosen)
    start = part.text.rindex("，") + 1
    made, near = replaced(manuscript, number, (start, len(part.text)), "")
    right = part.text[start:]
    return Fault(made, heading_of(manuscript, number), near, near[-12:], right, HARD, "句子没有写完")


def letter_for_digit(manuscript: Manuscript, random: Random) -> Fault | None:
    """数字 0 写成字母 O，1 写成 l。"""
    spots = [at for at in manuscript.spots(AMOUNT) if re.search("[01]", _at(manuscript, at)[1:])]
    at = random.choice(spots)
    text = _at(manuscript, at)
    place = random.choice([n for n, char in enumerate(text) if n and char in "01"])
    wrong = text[:place] + {"0": "O", "1": "l"}[text[place]] + text[place + 1 :]
    return _put(manuscript, at, wrong, EASY, "数字写成字母")


def compared_with_itself(manuscript: Manuscript, random: Random) -> Fault | None:
    """与本年预算相比：年份写成了预算年度自己。"""
    year = str(manuscript.year - 1)
    spots = [
        at for at in manuscript.spots(YEAR) if _at(manuscript, at) == year and not _dated(manuscript, at)
    ]
    if not spots or manuscript.kind != BUDGET:
        return None
    return _put(manuscript, random.choice(spots), str(manuscript.year), HARD, "与本年自己比较")


def code_with_level(manuscript: Manuscript, random: Random) -> Fault | None:
    """科目名称后面带着“（210类）”之类的代码。"""
    spots = [at for at in manuscript.spots(NAME) if manuscript.kind == BUDGET]
    if not spots:
        return None
    at = random.choice(spots)
    wrong = _at(manuscript, at) + random.choice(("（210类）", "（201类）", "（208类）"))
    return _put(manuscript, at, wrong, HARD, "科目名称带着代码", wrong[-6:])


def blank_count(manuscript: Manuscript, random: Random) -> Fault | None:
    """“个”“批次”“辆”前面没有填数。"""
    at = random.choice(manuscript.spots(COUNT))
    number, spot = at
    after = re.match(r"个|批次|人次|辆|台|名|人", manuscript.parts[number].text[spot.end :])
    if after is None:
        return None
    made, near = replaced(manuscript, number, (spot.start, spot.end), " ")
    right = _at(manuscript, at)
    return Fault(
        made, heading_of(manuscript, number), near, f" {after[0]}", right + after[0], EASY, "数没有填"
    )


def blank_percent(manuscript: Manuscript, random: Random) -> Fault | None:
    """百分号前面没有填数。"""
    at = random.choice(manuscript.spots(PERCENT))
    number, spot = at
    figure = re.search(r"[\d.]+$", manuscript.parts[number].text[: spot.start])
    if figure is None:
        return None
    made, near = replaced(manuscript, number, (figure.start(), spot.start), " ")
    return Fault(made, heading_of(manuscript, number), near, " %", figure[0] + "%", EASY, "百分比没有填")


def briefly(manuscript: Manuscript, random: Random) -> Fault | None:
    """“（简要说明……）”留在文中。"""
    said = random.choice(("（简要说明增减变动情况）", "（简要说明支出用途）"))
    chosen = [(n, p) for n, p in manuscript.bodies() if p.text.endswith("。") and p.spots]
    number, part = random.choice(chosen)
    made, near = replaced(manuscript, number, (len(part.text) - 1, len(part.text) - 1), said)
    return Fault(made, heading_of(manuscript, number), near, said, "", EASY, "留有简要说明")


def not_twice(manuscript: Manuscript, random: Random) -> Fault | None:
    """“均未没有”“大小于”：两个说法都留着。"""
    for number, part in manuscript.bodies():
        match = re.search("没有|无(?=政府性基金)", part.text)
        if match:
            wrong = "均未没有"
            made, near = replaced(manuscript, number, match.span(), wrong)
            return Fault(made, heading_of(manuscript, number), near, wrong, match[0], EASY, "两个说法都留着")
    del random
    return None
