"""Subjects: the name in front of a figure, cleaned of list marks, years and copulas."""

from __future__ import annotations

import re
from functools import lru_cache

from mingzhang.language.text import vocabulary as words
from mingzhang.language.text.spelling import label

# Words that stand where a subject could, but name nothing: the claim is about what went before.
NOBODY = {
    "决算数",
    "决算",
    "支出决算",
    "本年",
    "当年",
    "收入",
    "支出",
    "全年",
    "对比",
    "相比",
    "年终",
    "年末",
    "最终",
    "该项",
    "此项",
    "其",
    "实际",
    "金额",
    "费用",
    "费用支出",
}
BOTH_SIDES = re.compile(
    r"收支(?:总体)?|收入支出(?:总体|总计)?|收、支(?:总体|总计)?|收支总计"
)  # of one balance
_SHORT = 3  # characters: 基本, 项目 and the like name nothing without 支出
# What may stand before a name without changing what it means: whose figure it is, and of which year.
OWNER = re.compile(
    r"(?:^|年度?|部门|单位|局|办|处|中心|委员会|院|所|站|校|的|政府|本级|（本级）|共有|其中|和|：|分局|支队|团|会|说明|情况"
    r"|使用|安排)$"
)


@lru_cache(maxsize=4096)
def subject_of(lead: str) -> str:
    """The name in front of a figure: list marks, years and copulas taken off.

    >>> subject_of("；其中：项目支出"), subject_of("2020年度本年收入合计为"), subject_of("2.公务接待费。2020年")
    ('项目支出', '本年收入合计', '公务接待费')
    """
    text = re.split(r"[。；，]", lead)[-1] if not re.fullmatch(r".*[。；，](?:20\d\d年度?)?", lead) else lead
    previous = None
    while text != previous:
        previous = text
        text = words.LEADING.sub("", text)
        text = words.COPULA.sub("", text) if not text.endswith(("本年收入合计", "本年支出合计")) else text
        text = re.sub(r"[，。；：、（“”]+$", "", text)
        text = re.sub(r"20\d\d年度?$", "", text)
        text = re.sub(r"^用于([^，]{2,16}支出)(?:方面)?的?$", r"\1", text)
    return re.sub(r"[“”\"']", "", text)


# What divides several names, finest first: 及 and 与 may stand inside one.
_BETWEEN = ("[、和与及]", "[、和与]", "[、和及]", "[、与]", "[、和]", "[、及]", "、")


def names_of(lead: str, many: int) -> list[str]:
    """The names to which 分别 gives one figure each; none where there are not as many, or of both sides.

    >>> names_of("从结构看，货物、工程和服务采购规模分别为", 3), names_of("收入、支出总计分别为", 2)
    (['货物', '工程', '服务采购规模'], [])
    >>> names_of("购置费与运行及维护费分别为", 2)
    ['购置费', '运行及维护费']
    """
    match = re.search(r"分别(?:为|是|：|达到?|共)*$", lead)
    whole = subject_of(lead[: match.start()]) if match else ""
    divided = (re.split(between, whole) for between in _BETWEEN)
    names = next((found for found in divided if len(found) == many), [])
    fits = many > 1 and names and all(len(name) > 1 for name in names)
    return names if fits and not re.match("收入?$|支出?$", names[0]) else []


def path_name(name: str) -> str:
    """A 类, 款 or 项 name out of a path.

    >>> path_name("其中：“财政事务”")
    '财政事务'
    """
    return label(name.removeprefix("其中").strip("，。；：“”"))


@lru_cache(maxsize=4096)
def _both_sides(subject: str) -> str:
    """The total of both sides is spelled in many ways: 收、支总计, 收入、支出预算总计, 收支总决算."""
    subject = re.sub(r"收入?[、和与]?支出?(?=(?:预算|决算)?(?:总|合计))", "收支", subject)
    return re.sub(r"(?<=收支)(?:(?:预算|决算)?(?:总计|总额)|总(?:预算|决算|额))$", "总计", subject)


def same_subject(one: str, other: str) -> bool:
    """Whether two printed subjects name the same thing: equal, or one ends the other.

    >>> same_subject("本年收入合计", "某局2023年度本年收入合计")
    True
    >>> same_subject("授予中小企业合同金额", "工程采购授予中小企业合同金额")
    False
    >>> same_subject("收、支预算总计", "某局2024年度收入、支出预算总计")
    True
    """
    one, other = _both_sides(one), _both_sides(other)
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    if len(shorter) > _SHORT and longer in (shorter + "支出", shorter + "收入"):
        return True  # 财政拨款支出 9 万元，财政拨款增加 1 万元
    if len(shorter) < 2 or not longer.endswith(shorter):
        return False
    return bool(OWNER.search(longer[: len(longer) - len(shorter)]))


def other_side(whole: str, part: str) -> bool:
    """Whether one of two names is of income only and the other of expenditure only.

    >>> other_side("预算收入", "本部门预算支出"), other_side("基本支出", "人员经费")
    (True, False)
    """
    sides = [("收入" in name, "支出" in name) for name in (whole, part)]
    return sides in ([(True, False), (False, True)], [(False, True), (True, False)])


@lru_cache(maxsize=4096)
def total_name(words: str) -> str:
    """The name of a total without what authors add to it or leave out: whose, of which year, 总, 预算, 支出.

    >>> [total_name(w) for w in ("本年支出合计", "2023年部门支出总预算", "一般公共预算拨款支出预算", "支出")]
    ['支出', '支出', '一般公共拨款', '支出']
    """
    name = re.sub(r"20\d\d年度?|[本全]年度?|本(?:部门|单位)|部门|单位|[“”（）的]", "", words)
    name = re.sub(r"预算|决算|数$|总额|总计|合计|安排|总", "", name)
    return re.sub(r"(?<=..)(?:支出|收入)$", "", name)
