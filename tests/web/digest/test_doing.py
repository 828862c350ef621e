"""A move that a page makes is told to the person, and so is why it was refused."""

from __future__ import annotations

import pytest
from django.contrib import messages
from django.test import RequestFactory

from mingzhang.web.digest import doing
from mingzhang.web.digest.moves import DigestMoveError


def test_a_move_and_its_refusal_are_both_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(messages, "success", lambda _request, words: told.append(("success", words)))
    monkeypatch.setattr(messages, "error", lambda _request, words: told.append(("error", words)))
    made: list[int] = []

    def refused() -> None:
        raise DigestMoveError("本期已签发。")

    request = RequestFactory().get("/")
    assert doing.done(request, lambda: made.append(1), "已选用。") is True and made == [1]
    assert doing.done(request, refused, "已退回。") is False
    assert told == [("success", "已选用。"), ("error", "本期已签发。")]
