"""How far a long piece of work has come, told to whoever listens; nobody does unless a program asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Listener = Callable[[str, int, int], None]
_listeners: list[Listener] = []


def reached(what: str, done: int, total: int = 0) -> None:
    """Say how far something has come: ``done`` of ``total`` (0 where nobody knows how many there are).

    >>> with listening(lambda *said: print(*said)):
    ...     reached("读到第 3 页", 3, 20)
    读到第 3 页 3 20
    """
    for listener in _listeners:
        listener(what, done, total)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Let somebody hear how far the work in the block has come."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)
