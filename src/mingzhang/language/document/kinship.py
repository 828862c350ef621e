"""Whether two documents are of the same unit, or of a department and a unit of it."""

from __future__ import annotations

from dataclasses import dataclass

from mingzhang.language.document.document import Document
from mingzhang.language.document.subordinate_units import called, members
from mingzhang.language.text.unit_name import same_unit

SAME, PART, WHOLE = "同一单位", "所属单位", "主管部门"


@dataclass(frozen=True, slots=True)
class Kin:
    """Whose a document is: unit, ``scope`` as in a document, place, and the units it lists.

    ``listed`` maps each name of the document's own list of units to the unit it means.
    """

    unit: str
    scope: str
    place: str
    listed: dict[str, str]

    @classmethod
    def of(cls, document: Document) -> Kin:
        """What a document says of whose it is.

        >>> from mingzhang.facts.report import Report
        >>> from mingzhang.language.table.notation import Notation
        >>> Kin.of(Document(Report("a", "txt"), Notation(), unit="某市某局")).listed
        {}
        """
        listed = {name: called(name, document.unit) for name in members(document)}
        return cls(document.unit, document.scope, document.place, listed)

    @property
    def of_several(self) -> bool:
        """Whether it adds up several units."""
        return len(self.listed) > 1

    @property
    def sums(self) -> str:
        """Department or unit, told by the list of units where the document does not say it."""
        if self.scope == "office":
            return "unit"
        return self.scope or ("department" if self.of_several else "")

    def lists(self, other: Kin) -> bool:
        """Whether the list of several units has the other's unit."""
        return self.of_several and any(same_unit(unit, other.unit) for unit in self.listed.values())


def kinship(one: Kin, other: Kin) -> str:
    """What ``other`` is to ``one``: :data:`SAME`, :data:`PART`, :data:`WHOLE`, or ``""`` where neither.

    A department and its own office bear the same name; the office is one of the department's units, and
    where the list of units was not read nobody knows whether their figures are the same.

    >>> bureau = Kin("某市某局", "department", "000000", {"某市某局（本级）": "某市某局", "某市某站": "某市某站"})
    >>> office, station = (Kin(name, "unit", "000000", {}) for name in ("某市某局", "某市某站"))
    >>> kinship(bureau, office), kinship(station, bureau), kinship(office, station), kinship(bureau, bureau)
    ('所属单位', '主管部门', '', '同一单位')
    """
    if _apart(one.place, other.place):
        return ""
    if same_unit(one.unit, other.unit):
        if {one.sums, other.sums} != {"department", "unit"}:
            return SAME
        department = one if one.sums == "department" else other
        if not department.of_several:
            return SAME if department.listed else ""
        return PART if department is one else WHOLE
    if one.lists(other):
        return PART
    return WHOLE if other.lists(one) else ""


def _apart(one: str, other: str) -> bool:
    """Whether two codes are of places neither of which lies in the other."""
    for start in (0, 2, 4):
        a, b = one[start : start + 2], other[start : start + 2]
        if "00" in (a, b):
            return False
        if a != b:
            return True
    return False
