"""What a visitor asks for in an address; whatever makes no sense is as if it were not there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from mingzhang.web.portal.listings import LABELS
from mingzhang.web.portal.models import Edition
from mingzhang.web.register.models import OrganisationKind
from mingzhang.web.season.models import DocumentKind

_LONGEST = 100  # characters of a question
_MOST = 8  # units side by side


@dataclass(frozen=True)
class Searched:
    """A question to the search."""

    words: str
    page: int
    year: int | None
    region: str


@dataclass(frozen=True)
class Listed:
    """Which units are listed: a year, a kind of document, departments or units."""

    year: int
    kind: str
    of: str

    @property
    def labels(self) -> tuple[str, ...]:
        """The figures that are listed."""
        return LABELS[DocumentKind(self.kind)]


def searched(given: Mapping[str, str]) -> Searched:
    """What is searched for.

    >>> searched({"q": " 预算 ", "page": "x", "year": "2024"})
    Searched(words='预算', page=1, year=2024, region='')
    """
    words = given.get("q", "").strip()[:_LONGEST]
    return Searched(words, number(given.get("page")) or 1, number(given.get("year")), given.get("region", ""))


def number(text: str | None) -> int | None:
    """A small whole number as it is typed; ``None`` for anything else.

    >>> number("2024"), number("²"), number("99999999999"), number(None)
    (2024, None, None, None)
    """
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else None


def listed(given: Mapping[str, str], known: list[tuple[int, str]]) -> Listed | None:
    """Which units are listed: what is asked for where that is published, else the newest; none of nothing.

    >>> listed({"of": "unit"}, [(2024, "final_account")])
    Listed(year=2024, kind='final_account', of='unit')
    """
    if not known:
        return None
    wanted = (number(given.get("year")) or 0, given.get("kind", ""))
    year, kind = wanted if wanted in known else known[0]
    of = given.get("of", "")
    beneath = (OrganisationKind.DEPARTMENT, OrganisationKind.UNIT)
    return Listed(year, kind, of if of in beneath else OrganisationKind.DEPARTMENT.value)


def compared(given: QueryDict) -> list[Edition]:
    """The editions that are to stand side by side, in the order of the register."""
    keys = [key for each in given.getlist("edition")[:_MOST] if (key := _key(each)) is not None]
    found = Edition.objects.shown().filter(pk__in=keys, current=True)
    return list(found.order_by("-year", "organisation__path"))


def _key(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 15 else None
