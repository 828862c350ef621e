"""What a page shows of the joins of its object: the other ends with where they stand, and what may be done.

An end is a link where the visitor may open it, and words otherwise; every object is asked for in a number of
queries that does not grow.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, HasOrganisation, may


@dataclass(frozen=True)
class JoinedEnd:
    """The other end of a join: what it is, its name, its state, its page, what is to be noticed."""

    what: str
    name: str
    state: str = ""
    address: str = ""
    note: str = ""
    warns: bool = False


@dataclass(frozen=True)
class AskedField:
    """A field of a form: a text, or a choice of some."""

    name: str
    label: str
    choices: list[tuple[str, str]] = field(default_factory=list)
    wanted: bool = False
    chosen: str = ""


@dataclass(frozen=True)
class JoinOffer:
    """What the visitor may do: where the form goes, its button, its fields."""

    address: str
    button: str
    fields: list[AskedField] = field(default_factory=list)


@dataclass
class Joined:
    """All that is shown."""

    ends: list[JoinedEnd] = field(default_factory=list)
    offers: list[JoinOffer] = field(default_factory=list)


def open_to(who: Person, action: Action, target: HasOrganisation, address: str) -> str:
    """The address of an end where the visitor may open it."""
    return address if may(who, action, target) else ""
