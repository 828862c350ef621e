"""A move is offered exactly where it would succeed."""

from __future__ import annotations

import pytest
from django.db import transaction

from mingzhang.web.people.models import Role
from mingzhang.web.submission import moves
from mingzhang.web.submission.models import LockedError
from mingzhang.web.submission.offered import offered
from tests.web.conftest import District
from tests.web.submission.test_moves import APPROVED, walk

MOVES = ("hand_in", "withdraw", "agree", "send_back", "publish", "reopen")


def succeeds(district: District, move: str, role: Role) -> bool:
    """Whether the move can be made; it is taken back."""
    point = transaction.savepoint()
    try:
        moves.make(move, district.submission, district.person(role), "理由")
    except (moves.IllegalMoveError, LockedError):
        return False
    finally:
        transaction.savepoint_rollback(point)
    return True


@pytest.mark.parametrize("steps", range(len(APPROVED) + 2))
def test_offers_and_moves_agree(district: District, steps: int) -> None:
    district.draft()
    walk(district, *(*APPROVED, "publish")[:steps])
    for role in Role:
        offers = {offer.move for offer in offered(district.submission, district.person(role))}
        assert offers == {move for move in MOVES if succeeds(district, move, role)}, role.label
