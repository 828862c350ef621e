"""Sealing: the scores of all units in one canonical form with its hash; a correction is a new version.

The canonical form holds, for every unit, all that :func:`~mingzhang.appraisal.opened.opened` tells, in an
order that does not depend on the order of any sheet.  Whoever has the form and the hash can tell any change,
and the hash of each unit tells which one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mingzhang.appraisal.opened import opened
from mingzhang.appraisal.scores import Appraisal

ALGORITHM = "SHA-256"


class NotSealableError(ValueError):
    """Scores that cannot be sealed, or sealed again; the message is one Chinese sentence."""


@dataclass(frozen=True)
class Seal:
    """What was sealed: version, day, by whom, why anew, the hash of the whole and that of every unit.

    ``before`` is the hash of the version before.
    """

    version: int
    day: date
    by: str
    digest: str
    units: dict[str, str] = field(default_factory=dict)
    reason: str = ""
    before: str = ""

    def values(self) -> dict[str, Any]:
        """The seal as plain values for JSON."""
        return {
            "版本": self.version,
            "封存日期": self.day.isoformat(),
            "封存人": self.by,
            "算法": ALGORITHM,
            "校验值": self.digest,
            "上一版校验值": self.before,
            "更正理由": self.reason,
            "各单位校验值": self.units,
        }


def seal_of(values: dict[str, Any]) -> Seal:
    """A seal from the values of its JSON; raises :class:`NotSealableError` where they are none.

    >>> one = Seal(1, date(2021, 5, 20), "督查科", "ab" * 32, {"A01": "cd" * 32})
    >>> seal_of(one.values()) == one
    True
    """
    try:
        return Seal(
            int(values["版本"]),
            date.fromisoformat(values["封存日期"]),
            str(values["封存人"]),
            str(values["校验值"]),
            {str(code): str(digest) for code, digest in values["各单位校验值"].items()},
            str(values["更正理由"]),
            str(values["上一版校验值"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise NotSealableError("这份文件里没有封存记录") from wrong


def canonical(values: Mapping[str, Any]) -> str:
    """Plain values as one line of text that is always the same for the same values.

    >>> canonical({"乙": 1, "甲": ["2"]})
    '{"乙":1,"甲":["2"]}'
    """
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """The hash of a text.

    >>> digest("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(text.encode()).hexdigest()


def unit_form(values: Mapping[str, Any]) -> dict[str, Any]:
    """What is sealed of a unit: what it opens to, its lists in an order of their own.

    >>> made = {"指标": [{"指标": "乙", "佐证": []}, {"指标": "甲", "佐证": []}], "加减分": []}
    >>> [leaf["指标"] for leaf in unit_form({**made, "否决与封顶": [], "说明": []})["指标"]]
    ['乙', '甲']
    """
    made = dict(values)
    for name in ("指标", "加减分"):
        each = ({**one, "佐证": sorted(one["佐证"], key=canonical)} for one in values[name])
        made[name] = sorted(each, key=canonical)
    for name in ("否决与封顶", "说明"):
        made[name] = sorted(values[name])
    return made


def digests(appraisal: Appraisal) -> dict[str, str]:
    """The hash of every unit by its code."""
    return {score.unit.code: digest(canonical(unit_form(opened(score)))) for score in appraisal.scores}


def whole(units: dict[str, str], year: int) -> str:
    """The hash over the hashes of all units."""
    return digest(canonical({"年度": year, "各单位": units}))


def seal(appraisal: Appraisal, by: str, day: date, before: Seal | None = None, reason: str = "") -> Seal:
    """Seal the scores, or return the seal before where nothing changed.

    Raises :class:`NotSealableError`: something is open, or a sealed score changed and no reason is given.
    """
    if not appraisal.complete:
        open_ = len(appraisal.problems)
        raise NotSealableError(f"还有 {open_} 个问题没有解决，不能封存")
    units = digests(appraisal)
    made = whole(units, appraisal.plan.cycle.year)
    if before is None:
        return Seal(1, day, by, made, units)
    if made == before.digest:
        return before
    if not reason.strip():
        names = "、".join(changed(appraisal, before)[:5])
        raise NotSealableError(f"第 {before.version} 版已封存，现在的成绩与它不同（{names}）；更正要写明理由")
    return Seal(before.version + 1, day, by, made, units, reason, before.digest)


def changed(appraisal: Appraisal, seal_before: Seal) -> list[str]:
    """The units whose scores are not those that were sealed, by name; those that are gone by code."""
    now = digests(appraisal)
    names = {score.unit.code: score.unit.name for score in appraisal.scores}
    codes = sorted({*now, *seal_before.units})
    return [names.get(code, code) for code in codes if now.get(code) != seal_before.units.get(code)]


def altered(year: int, units: Sequence[Mapping[str, Any]], sealed: Seal) -> list[str]:
    """What of an opened result is not what its seal says: units by name, or the seal itself."""
    found = []
    for values in units:
        code, name = str(values.get("单位编码")), str(values.get("单位"))
        try:
            same = digest(canonical(unit_form(values))) == sealed.units.get(code)
        except (KeyError, TypeError):
            same = False
        found += [] if same else [name]
    missing = sealed.units.keys() - {str(values.get("单位编码")) for values in units}
    found += sorted(missing)
    return found or ([] if whole(sealed.units, year) == sealed.digest else ["封存记录"])
