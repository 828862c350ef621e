"""What reviewers find by eye: remarks on a version, anchored to a page and to words."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.submission.models import LockedError, Remark, Status, Version
from mingzhang.web.submission.moves import IllegalMoveError


@transaction.atomic
def remark(
    version: Version,
    who: Person,
    page: int | None,
    quote: str,
    words: str,
    box: list[int] | None = None,
) -> Remark:
    """Add a remark to a version under review, at a page, a box on it or words; the same sent twice is one."""
    if version.status != Status.SUBMITTED:
        raise LockedError(f"这一版{version.get_status_display()}，只有已报送时才能提意见；请刷新页面。")
    if not words:
        raise IllegalMoveError("请写明意见。")
    sizes = {leaf.number: (leaf.width, leaf.height) for leaf in version.leaves.all()}
    last = max(sizes, default=0)
    if page is not None and last and not 1 <= page <= last:
        raise IllegalMoveError(f"文件只有 {last} 页，没有第 {page} 页。")
    if box is not None and not _fits(box, sizes.get(page or 0)):
        raise IllegalMoveError("框不在这一页里，请在页面上重新框选。")
    about: dict[str, Any] = {"page": page, "quote": quote[:200], "words": words[:600]}
    same = about | ({"box__isnull": True} if box is None else {"box": box})
    made, new = Remark.objects.get_or_create(version=version, by=who, defaults={"box": box}, **same)
    if new:
        where = f"第 {page} 页" if page else "全文"
        record(who, "审核意见", version.submission, f"对{version}{where}提出意见：{made.words}")
    return made


def read_box(text: str) -> list[int] | None:
    """A box as the page sends it: left, top, right, bottom in whole points; ``None`` where there is none.

    >>> read_box("72,100,200,118"), read_box("")
    ([72, 100, 200, 118], None)
    """
    if not text:
        return None
    parts = text.split(",")
    if len(parts) != 4 or not all(part.isascii() and part.isdecimal() and len(part) < 6 for part in parts):
        raise IllegalMoveError("框不在这一页里，请在页面上重新框选。")
    return [int(part) for part in parts]


def _fits(box: list[int], size: tuple[float, float] | None) -> bool:
    left, top, right, bottom = box
    return size is not None and left < right <= size[0] + 1 and top < bottom <= size[1] + 1


@transaction.atomic
def settle(remark: Remark, who: Person, settled: bool) -> None:
    """Say whether a remark is settled; a locked version keeps what was said of it."""
    version = remark.version
    if version.locked:
        raise LockedError(f"这一版{version.get_status_display()}，不能再改意见；请刷新页面。")
    if remark.settled == settled:
        return
    remark.settled = settled
    remark.save(update_fields=["settled"])
    said = "已解决" if settled else "未解决"
    record(who, "审核意见", version.submission, f"意见“{remark.words[:120]}”：{said}")


def open_remarks(version: Version) -> list[Remark]:
    """The remarks that are not settled, on this version and those before it."""
    remarks = Remark.objects.filter(
        version__submission=version.submission, version__number__lte=version.number, settled=False
    )
    return list(remarks.select_related("by", "version"))
