"""Faults in names, purposes and reasons: what belongs to another item."""

from __future__ import annotations

from random import Random

from suite.books import BUDGET
from suite.manuscript import COMPOSED, HARD, Fault, Manuscript, heading_of, replaced
from suite.narrated import LISTED, NAME, PURPOSE, REASON
from suite.slots import Spot

_ELSEWHERE = ("普通教育", "林业和草原", "公路养护", "计划生育服务", "粮油物资储备")  # items of other offices


def _said(manuscript: Manuscript, at: tuple[int, Spot]) -> str:
    number, spot = at
    return manuscript.parts[number].text[spot.start : spot.end]


def _put(manuscript: Manuscript, at: tuple[int, Spot], wrong: str, right: str, way: str) -> Fault:
    number, spot = at
    made, near = replaced(manuscript, number, (spot.start, spot.end), wrong)
    return Fault(made, heading_of(manuscript, number), near, wrong, right, HARD, way)


def listed_without_amount(manuscript: Manuscript, random: Random) -> Fault | None:
    """“主要包括”里列了表中没有金额的科目。"""
    absent = manuscript.facts.get("absent", ())
    lists = manuscript.spots(LISTED)
    if not lists or not absent or not any(True for _ in manuscript.tables()):
        return None
    number, spot = random.choice(lists)
    text = _said(manuscript, (number, spot))
    names = text.split("、")
    running = "办公费" in names
    choice = [name for name in absent if (name.endswith("费") == running) and name not in names] or None
    if choice is None:
        return None
    name = random.choice(choice)
    at = random.randrange(1, len(names))
    right, names[at] = names[at], name
    made, near = replaced(manuscript, number, (spot.start, spot.end), "、".join(names))
    return Fault(
        made, heading_of(manuscript, number), near, name, right, HARD, "列了没有金额的科目", (right,)
    )


def name_of_another(manuscript: Manuscript, random: Random) -> Fault | None:
    """文字里的科目名称表中没有。"""
    spots = [at for at in manuscript.spots(NAME) if "（" not in _said(manuscript, at)]
    spots = [at for at in spots if _said(manuscript, at) != "行政运行" and at[1].end]
    spots = [
        at for at in spots if manuscript.parts[at[0]].topic.startswith("项") or manuscript.voice == COMPOSED
    ]
    spots = [at for at in spots if _is_item(manuscript, at)]
    if not spots:
        return None
    at = random.choice(spots)
    right = _said(manuscript, at)
    return _put(manuscript, at, random.choice(_ELSEWHERE), right, "科目名称写错")


def _is_item(manuscript: Manuscript, at: tuple[int, Spot]) -> bool:
    """Whether a name is that of the 项: the classes above it are left alone."""
    number, spot = at
    after = manuscript.parts[number].text[spot.end : spot.end + 3]
    return not after.startswith(("（类）", "（款）"))


def purpose_of_another(manuscript: Manuscript, random: Random) -> Fault | None:
    """用途是从相邻科目粘贴来的。"""
    spots = manuscript.spots(PURPOSE)
    purposes = {_said(manuscript, at) for at in spots}
    if len(purposes) < 2:
        return None
    at = random.choice(spots)
    right = _said(manuscript, at)
    wrong = random.choice(sorted(purposes - {right}))
    return _put(manuscript, at, wrong, right, "用途抄自别的科目")


def reason_of_idle(manuscript: Manuscript, random: Random) -> Fault | None:
    """“三公”经费增减的原因说的是没有那样变动的一项。"""
    spots = [at for at in manuscript.spots(REASON) if at[1].key == "因三公"]
    idle = [name for name in manuscript.facts.get("idle", ()) if _told(manuscript, name)]
    if not spots or not idle:
        return None
    right = _said(manuscript, spots[0])
    wrong = random.choice(idle) + right[-2:]
    return _put(manuscript, spots[0], wrong, right, "原因与构成不符")


_SHORT = {
    "因公出国（境）费": "出国",
    "公务用车购置费": "购车",
    "公务用车运行维护费": "运行",
    "公务接待费": "接待",
}


def _told(manuscript: Manuscript, name: str) -> bool:
    """Whether the document says how this one changed: in a sentence, or a budget in its table."""
    short = _SHORT[name]
    spots = [s for _, part in manuscript.bodies() for s in part.spots]
    changed = any(s.key.startswith(f"{short}-上年{short}") for s in spots)
    none = short == "出国" and any(part.topic == "无出国" for _, part in manuscript.bodies())
    return changed or none or manuscript.kind == BUDGET


def reason_empty(manuscript: Manuscript, random: Random) -> Fault | None:
    """“主要原因是”后面没有内容。"""
    spots = [at for at in manuscript.spots(REASON) if _introduced(manuscript, at)]
    if not spots:
        return None
    number, spot = at = random.choice(spots)
    right = _said(manuscript, at)
    made, near = replaced(manuscript, number, (spot.start, spot.end), "")
    text = manuscript.parts[number].text[: spot.start]
    mark = next(word for word in ("主要原因是", "主要原因：", "主要是", "原因是") if text.endswith(word))
    return Fault(made, heading_of(manuscript, number), near, mark, right, HARD, "原因空缺", (mark + "。",))


def _introduced(manuscript: Manuscript, at: tuple[int, Spot]) -> bool:
    text = manuscript.parts[at[0]].text[: at[1].start]
    return text.endswith(("主要原因是", "主要原因：", "主要是", "原因是"))


def reason_of_another(manuscript: Manuscript, random: Random) -> Fault | None:
    """原因与增减方向相反：抄了别的科目的原因。"""
    ways = ("增加", "减少")
    spots = [at for at in manuscript.spots(REASON) if at[1].key != "因三公"]
    of = {way: [at for at in spots if way in _said(manuscript, at)] for way in ways}
    if not all(of.values()):
        return None
    mine = random.choice(ways)
    at = random.choice(of[mine])
    other = random.choice(of[ways[mine == ways[0]]])
    right = _said(manuscript, at)
    return _put(manuscript, at, _said(manuscript, other), right, "原因抄自别的科目")
