"""The first administrator is made once, by whoever has the printed address."""

from __future__ import annotations

import time

import pytest

from mingzhang.web.people.first import SetUpError, nobody_there, set_up, token, valid
from tests.web.people.test_first_views import TOLD


@pytest.mark.django_db
def test_of_two_who_come_at_once_the_second_is_told() -> None:
    assert nobody_there() and set_up(TOLD).name == "管理员" and not nobody_there()
    with pytest.raises(SetUpError, match="已经有人员"):
        set_up(TOLD)


def test_a_token_is_good_for_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    made, now = token(), time.time()
    monkeypatch.setattr(time, "time", lambda: now + 25 * 3600)
    assert not valid(made)
