"""What another wing hands on goes into the register of matters by the right to hand it on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mingzhang.web.joins.claims import JoinError
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action
from mingzhang.web.register.models import Organisation
from mingzhang.web.supervision.entering import register_matter
from mingzhang.web.supervision.models import SupervisedMatter
from mingzhang.web.supervision.moves import MatterMoveError


def registered(region: Organisation, who: Person, told: Mapping[str, Any]) -> SupervisedMatter:
    """The new matter of a region; raises :class:`~mingzhang.web.joins.claims.JoinError`."""
    try:
        return register_matter(region, who, told, action=Action.HAND_TO_REGISTER)
    except MatterMoveError as refusal:
        raise JoinError(str(refusal)) from None
