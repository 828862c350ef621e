"""The register as a list, out and in: a row for each organisation, known again by its code or its name.

Nothing is taken from a list in which anything is wrong; all that is wrong is said at once, each with its row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.register.models import Nature, Organisation, OrganisationKind
from mingzhang.web.shared.dates import read_date

HEADS = ("名称", "类别", "性质", "预算代码", "上级", "自", "至")
_KINDS = {str(kind.label): kind for kind in (OrganisationKind.DEPARTMENT, OrganisationKind.UNIT)}
_NATURES: dict[str, str] = {nature.label: nature.value for nature in Nature}


@dataclass
class RegisterList:
    """What a list would change, and what is wrong in it."""

    new: list[Organisation] = field(default_factory=list)
    changed: list[tuple[Organisation, dict[str, object]]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def rows_of(organisations: Iterable[Organisation]) -> list[list[object]]:
    """A row for each organisation under :data:`HEADS`; what comes out goes in again."""
    return [
        [
            each.name,
            each.get_kind_display(),
            each.get_nature_display(),
            each.code,
            each.above.name if each.above else "",
            each.since or "",
            each.until or "",
        ]
        for each in organisations
    ]


def read_rows(region: Organisation, rows: Sequence[Sequence[str]]) -> RegisterList:
    """What the rows of a list ask for within a region; its first row must be the heads, in any order."""
    made = RegisterList()
    heads = [cell.strip() for cell in rows[0]] if rows else []
    lacking = [head for head in HEADS[:2] if head not in heads]
    if lacking:
        made.wrong.append(f"第 1 行没有栏目“{'”、“'.join(lacking)}”：请用导出的名单填写。")
        return made
    known = {each.name: each for each in Organisation.objects.below(region)}
    codes = {each.code: each for each in known.values() if each.code}
    for number, cells in enumerate(rows[1:], 2):
        entry = {head: cell.strip() for head, cell in zip(heads, cells, strict=False)}
        if any(entry.values()):
            _take(made, number, entry, known, codes)
    return made


def _take(
    made: RegisterList,
    number: int,
    entry: Mapping[str, str],
    known: dict[str, Organisation],
    codes: dict[str, Organisation],
) -> None:
    """Take one row: a new organisation, what changes in one that is known, or what is wrong."""
    name, code = entry.get("名称", ""), entry.get("预算代码", "")
    found = codes.get(code) or known.get(name)
    target = found or Organisation(name=name, kind=OrganisationKind.DEPARTMENT)
    if found is not None and found.kind == OrganisationKind.REGION:
        return
    try:
        values = _values(entry, known)
    except ValueError as fault:
        made.wrong.append(f"第 {number} 行“{name}”：{fault}")
        return
    former = {key: getattr(target, key) for key in values}
    for key, value in values.items():
        setattr(target, key, value)
    try:
        target.clean()
    except ValidationError as fault:
        made.wrong.append(f"第 {number} 行“{name}”：{'；'.join(fault.messages)}")
        return
    if found is None:
        made.new.append(target)
    elif changed := {key: value for key, value in values.items() if former[key] != value}:
        made.changed.append((target, {key: former[key] for key in changed}))
    known[target.name] = target
    if target.code:
        codes[target.code] = target


def _values(entry: Mapping[str, str], known: Mapping[str, Organisation]) -> dict[str, object]:
    """The fields that a row states; raises ``ValueError`` with what is wrong."""
    if not entry.get("名称"):
        raise ValueError("没有名称。")
    if entry.get("类别") not in _KINDS:
        raise ValueError(f"类别“{entry.get('类别', '')}”应为{'、'.join(_KINDS)}之一。")
    values: dict[str, object] = {"name": entry["名称"], "kind": _KINDS[entry["类别"]]}
    if "预算代码" in entry:
        values["code"] = entry["预算代码"]
    if nature := entry.get("性质"):
        if nature not in _NATURES:
            raise ValueError(f"性质“{nature}”应为{'、'.join(_NATURES)}之一。")
        values["nature"] = _NATURES[nature]
    above = entry.get("上级", "")
    if above not in known:
        raise ValueError(f"上级“{above}”不在名录里，也不在本名单前面的行里。")
    values["above"] = known[above]
    for head, key in (("自", "since"), ("至", "until")):
        if text := entry.get(head, ""):
            values[key] = read_date(text.removesuffix(" 00:00:00"))
            if values[key] is None:
                raise ValueError(f"{head}“{text}”不是日期，例如 2026年3月5日。")
    return values


@transaction.atomic
def take(made: RegisterList, who: Person) -> None:
    """Change the register as the list asks; a list with anything wrong changes nothing."""
    if made.wrong:
        raise ValueError("名单有误，没有改动名录。")
    for each in made.new:
        each.above = each.above and Organisation.objects.get(pk=each.above.pk)
        each.save()
        record(who, "新增单位", each, f"在名录新增{each.name}", None, {"预算代码": each.code})
    for each, former in made.changed:
        each.save()
        after = {key: str(getattr(each, key) or "") for key in former}
        before = {key: str(value or "") for key, value in former.items()}
        record(who, "修改单位", each, f"修改名录中的{each.name}", before, after)


def outside(made: RegisterList, who: Person) -> list[str]:
    """The organisations of the list that ``who`` may not change."""
    touched = [each.above for each in made.new if each.above] + [each for each, _ in made.changed]
    return sorted({each.name for each in touched if each.pk and not may(who, Action.EDIT_REGISTER, each)})
