"""What belongs together in a ledger: a project with its contracts and their requests.

What rests on a row with a cell that cannot be read is undecided: its family is told of that cell alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mingzhang.purchasing.fault import CONTRACTS, PAYMENTS, PROJECTS, REQUESTS, PurchaseFault

_OF_CONTRACT = ("合同", "合同变更", "交付物", "验收", "付款计划")
_PROJECT, _CONTRACT, _REQUEST = "project", "contract", "request"
Member = tuple[str, str]


@dataclass
class PurchaseFamilies:
    """The families of a ledger, row by row.

    >>> made = PurchaseFamilies()
    >>> made.add("合同", {"number": "1", "project": "A"})
    >>> made.add("付款申请", {"number": "F-1", "contract": "1"})
    >>> sorted(name for _, name in made.of([("request", "F-1")]))
    ['1', 'A', 'F-1']
    """

    _beside: dict[Member, set[Member]] = field(default_factory=lambda: defaultdict(set))

    def add(self, sheet: str, said: Mapping[str, str]) -> None:
        """Note whom a row of a sheet speaks of, by what its fields say."""
        members = members_of(sheet, said)
        for each in members:
            self._beside[each].update(members)

    def of(self, some: Iterable[Member]) -> set[Member]:
        """All who belong to the families of some."""
        found, left = set[Member](), list(some)
        while left:
            each = left.pop()
            if each not in found:
                found.add(each)
                left += self._beside.get(each, ())
        return found


def members_of(sheet: str, said: Mapping[str, str]) -> list[Member]:
    """Whom a row of a sheet speaks of.

    >>> members_of("项目", {"code": "A"}), members_of("交付物", {"contract": "1", "code": "2"})
    ([('project', 'A')], [('contract', '1')])
    """
    named = {_PROJECT: said.get("project", ""), _CONTRACT: said.get("contract", "")}
    named[_REQUEST] = said.get("request", "")
    if sheet == PROJECTS:
        named[_PROJECT] = said.get("code", "")
    elif sheet in (CONTRACTS, REQUESTS):
        named[_CONTRACT if sheet == CONTRACTS else _REQUEST] = said.get("number", "")
    return [(kind, name) for kind, name in named.items() if name]


def member_of(fault: PurchaseFault) -> Member:
    """Of whom a fault speaks.

    >>> member_of(PurchaseFault("付款", None, "amount", "F-1", "多付"))
    ('request', 'F-1')
    """
    if fault.field in (_PROJECT, _CONTRACT, _REQUEST):  # what a row refers to and is not there
        return fault.field, fault.owner
    if fault.sheet in (REQUESTS, PAYMENTS):
        return _REQUEST, fault.owner
    return (_CONTRACT if fault.sheet in _OF_CONTRACT else _PROJECT), fault.owner
