"""What must be confirmed before a version is handed in, and what keeps it from being locked and published."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.language.text.unit_name import same_unit
from mingzhang.web.submission.models import CheckState, Version

_KINDS = {"final_account": "决算", "budget": "预算"}
_CLEAN = "请接受全部修订、删去批注后上传，或按“生成清洁稿”"


def doubts(version: Version) -> list[str]:
    """What is odd about a version, a sentence each: who hands it in says that it is right all the same."""
    if version.check_state == CheckState.FAILED:
        return [f"这一版没有检查成：{version.check_said}"]
    left = version.unaccepted
    open_ends = [f"文件里还有{left}，公开前必须清除：{_CLEAN}。"] if left else []
    return [*_strange(version), *open_ends]


def _strange(version: Version) -> Iterator[str]:
    """That the document says of itself another unit, year or kind than the one that is due."""
    season, organisation = version.submission.season, version.organisation
    told = version.summary.get("document", {})
    unit, year, kind = told.get("unit"), told.get("year"), told.get("kind")
    own = [name for name in (organisation.name, organisation.short) if name]
    if unit and not any(same_unit(name, unit) for name in own):
        yield f"文件里写的单位是“{unit}”，报送的是{organisation.name}，请核对是否传错文件。"
    if year and year != season.year:
        yield f"文件里写的是 {year} 年度，应报的是 {season.year} 年度，请核对是否传错文件。"
    if kind in _KINDS and kind != season.kind:
        yield f"文件是部门{_KINDS[kind]}，应报的是{season.get_kind_display()}，请核对是否传错文件。"


def unpublishable(version: Version) -> str:
    """Why a version can be neither locked nor published as it is; ``""`` where nothing is in the way."""
    if version.check_state != CheckState.DONE:
        return "这一版没有检查成，不知道文件里有没有没有接受的修订；请重新检查，或换一份文件。"
    left = version.unaccepted
    return f"文件里还有{left}，下载的人都看得到，不能审定和公开：{_CLEAN}。" if left else ""
