"""A made-up fonds at every stage: all pages of the archive have something to show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from mingzhang.web.archive import moves, store
from mingzhang.web.archive.models import Fonds, FondsCode, HeldBox, HeldItem, HeldObject
from mingzhang.web.demonstration.archive_images import lay_images
from mingzhang.web.demonstration.archive_packages import lay_packages
from mingzhang.web.people.models import Person, Role
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import today

_CODES = (
    (FondsCode.CATEGORY, "WS", "文书"), (FondsCode.CATEGORY, "KU", "会计"),
    (FondsCode.DEPARTMENT, "BGS", "办公室"), (FondsCode.DEPARTMENT, "DCS", "督查室"),
)  # fmt: skip
_THINGS = (
    "老旧小区改造", "防汛物资储备", "背街小巷整治", "政务信息报送", "值班值守", "人口抽样调查", "档案整理",
    "危险房屋排查",
)  # fmt: skip
_KINDS = ("通知", "请示", "批复", "会议纪要")
_OLD = {"永久": "永久", "长期": "30年", "短期": "10年"}
_PAGES = (38, 64, 12, 7, 91, 23, 5, 46)


def lay_archive(region: Organisation) -> None:
    """A fonds of two periods: what was filed before the rule of 2006, and a year of today."""
    archivist, leader = (Person.objects.get(username=role.value) for role in (Role.ARCHIVIST, Role.LEADER))
    fonds = Fonds(
        organisation=region, code="0123", name=f"{region}人民政府办公室", first=2004, last=today().year
    )
    moves.begin(fonds, archivist)
    for kind, code, name in _CODES:
        moves.add_code(FondsCode(fonds=fonds, kind=kind, code=code, name=name), archivist)
    made = [_item(fonds, number, archivist) for number in range(24)]
    old = [row for row in made if row.old in _OLD and row.period == row.old]
    moves.propose_all(old[:10], archivist, "按 2006 年 12 月 18 日起施行的规定对应调整")
    for row in old[:8]:
        moves.decide(row.decisions.get(), leader, True)
    for name in ("鉴定", "整理", "编目"):
        moves.step_all([row for row in made if row.pk % 7], name, archivist)
    store.pack(fonds, archivist)
    for number in range(1, 4):
        said = {"code": f"SW-{number:03}", "name": ("锦旗", "奖状", "印章")[number - 1], "kind": "荣誉"}
        store.add_object(HeldObject(fonds=fonds, origin="上级机关", where="三号柜", **said), archivist)
    _take_out(HeldBox.objects.filter(fonds=fonds)[:2], archivist)
    lay_images(fonds, archivist)
    lay_packages(fonds, archivist, leader)


def _item(fonds: Fonds, number: int, who: Person) -> HeldItem:
    """An item, of the years before the rule every other one."""
    codes = {code.code: code for code in fonds.codes.all()}
    year = (2004, 2019, 2005, today().year - 1)[number % 4]
    period = ("长期", "永久", "短期", "30年")[number % 4]
    title = f"关于{_THINGS[number % len(_THINGS)]}的{_KINDS[number % len(_KINDS)]}"
    row = HeldItem(
        fonds=fonds, category=codes["WS"], department=codes[("BGS", "DCS")[number % 3 == 0]], year=year,
        title=title, author="办公室", number=f"临办发〔{year}〕{number + 1}号", security="公开",
        day=date(year, number % 12 + 1, number + 1), pages=_PAGES[number % len(_PAGES)], period=period,
    )  # fmt: skip
    return moves.add(row, who)


def _take_out(boxes: Iterable[HeldBox], who: Person) -> None:
    """One box is out and unbound, the other came back."""
    day = today() - timedelta(days=9)
    ways = (("出库", "拆装"), ("出库", "拆装", "扫描", "还原装订", "归还"))
    for box, acts in zip(boxes, ways, strict=True):
        pages = sum(row.pages or 0 for row in box.items.all())
        for number, act in enumerate(acts):
            said = {
                "day": day + timedelta(days=number),
                "act": act,
                "by": who.name,
                "pages": pages,
                "text": "",
            }
            store.log(box, who, said)
