"""A move that a page makes, told to the person: that it was made, or why not."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

Done = Callable[[HttpRequest, Callable[[], object], str], bool]


def telling(*refusals: type[Exception]) -> Done:
    """What makes a move and says so in given words, or says which of ``refusals`` kept it from being made."""

    def done(request: HttpRequest, move: Callable[[], object], words: str) -> bool:
        try:
            move()
        except refusals as refusal:
            messages.error(request, str(refusal))
            return False
        messages.success(request, words)
        return True

    return done
