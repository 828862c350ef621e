"""A move that a page makes is told to the person, and so is why it was refused; a fault is neither."""

from __future__ import annotations

import pytest
from django.contrib import messages
from django.test import RequestFactory

from mingzhang.web.shared.doing import telling


class RefusedError(Exception):
    """What the tests refuse with."""


def test_a_move_and_its_refusal_are_both_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(messages, "success", lambda _request, words: told.append(("success", words)))
    monkeypatch.setattr(messages, "error", lambda _request, words: told.append(("error", words)))
    made: list[int] = []

    def raising(fault: Exception) -> None:
        raise fault

    done, request = telling(RefusedError, LookupError), RequestFactory().get("/")
    assert done(request, lambda: made.append(1), "已选用。") is True and made == [1]
    assert done(request, lambda: raising(RefusedError("本期已签发。")), "已退回。") is False
    with pytest.raises(ZeroDivisionError):
        done(request, lambda: raising(ZeroDivisionError()), "已退回。")
    assert told == [("success", "已选用。"), ("error", "本期已签发。")]
