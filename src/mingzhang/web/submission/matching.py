"""Whose a document is: by the name of its file and by what it says itself; what is doubtful is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingzhang.language.text.unit_name import same_unit


@dataclass(frozen=True)
class Candidate:
    """An organisation that is to hand something in, by the key of its submission."""

    key: int
    name: str
    short: str = ""


@dataclass(frozen=True)
class Match:
    """Whose a document is taken to be, ``None`` where nothing tells; ``sure`` where nobody need be asked."""

    key: int | None
    sure: bool
    why: str


@dataclass(frozen=True)
class SelfNamed:
    """What a document says of itself."""

    unit: str = ""
    year: int | None = None
    kind: str = ""


def match(filename: str, claim: SelfNamed, candidates: Sequence[Candidate], year: int, kind: str) -> Match:
    """Whose it is among those that owe a document of that year and kind.

    >>> owed = [Candidate(1, "甲区水务局", "水务局"), Candidate(2, "甲区档案馆", "档案馆")]
    >>> match("水务局决算.docx", SelfNamed("甲区水务局", 2025, "final_account"), owed, 2025, "final_account")
    Match(key=1, sure=True, why='文件名和文件里的单位都是甲区水务局')
    >>> match("决算.docx", SelfNamed("甲区水务局", 2024), owed, 2025, "final_account").why
    '文件里写的是 2024 年度，应报 2025 年度'
    >>> match("水务局和档案馆.docx", SelfNamed(), owed, 2025, "final_account")
    Match(key=None, sure=False, why='文件名里有几个单位：甲区水务局、甲区档案馆')
    """
    named = _named(filename, candidates)
    said = [each for each in candidates if claim.unit and same_unit(each.name, claim.unit)]
    key = said[0].key if len(said) == 1 else named[0].key if len(named) == 1 and not said else None
    doubt = _doubt(named, said, claim, year, kind)
    if doubt:
        return Match(key, False, doubt)
    return Match(
        key, True, f"文件名和文件里的单位都是{said[0].name}" if named else f"文件里的单位是{said[0].name}"
    )


def _doubt(
    named: Sequence[Candidate], said: Sequence[Candidate], claim: SelfNamed, year: int, kind: str
) -> str:
    """Why somebody must be asked; ``""`` where the document itself says it and the file's name agrees."""
    if claim.year and claim.year != year:
        return f"文件里写的是 {claim.year} 年度，应报 {year} 年度"
    if claim.kind in ("final_account", "budget") and claim.kind != kind:
        return "文件是部门预算，应报决算" if claim.kind == "budget" else "文件是部门决算，应报预算"
    if len(said) > 1:
        return f"文件里的单位名称对得上几家：{_names(said)}"
    if len(named) > 1 and not said:
        return f"文件名里有几个单位：{_names(named)}"
    if said and named and said[0] not in named:
        return f"文件名是{_names(named)}，文件里的单位是{said[0].name}"
    if not said:
        told = f"文件里的单位“{claim.unit}”不在应报名单里" if claim.unit else "没有读到文件里的单位"
        return f"{told}，文件名是{named[0].name}" if named else f"{told}，文件名里也没有单位名称"
    return ""


def _named(filename: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those whose name, whole or short, is in the file's name; a name within a longer one does not count."""
    found = [
        (name, each) for each in candidates for name in (each.name, each.short) if name and name in filename
    ]
    names = {name for name, _ in found}
    whole = [each for name, each in found if not any(name != other and name in other for other in names)]
    return list(dict.fromkeys(whole))


def _names(candidates: Iterable[Candidate]) -> str:
    return "、".join(each.name for each in candidates)
