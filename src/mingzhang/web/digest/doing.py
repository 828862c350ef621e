"""A move that a page makes, told to the person."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

from mingzhang.web.digest.moves import DigestMoveError


def done(request: HttpRequest, move: Callable[[], object], words: str) -> bool:
    """Make a move and say so, or say why not."""
    try:
        move()
    except DigestMoveError as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, words)
    return True
