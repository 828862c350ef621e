"""What the writers of one publication work out alike is worked out once while it does not change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar

from mingzhang.facts.publication import Publication

Made = TypeVar("Made")
_known: dict[int, dict[object, Any]] = {}  # what was worked out, of the publications that do not change now


@contextmanager
def unchanging(publication: Publication) -> Iterator[None]:
    """Let what is asked of a publication ``once`` be kept within the block, where nobody changes it."""
    if id(publication) in _known:  # a block around this one keeps it already
        yield
        return
    _known[id(publication)] = {}
    try:
        yield
    finally:
        del _known[id(publication)]


def once(work: Callable[[Publication], Made]) -> Callable[[Publication], Made]:
    """A function of a publication that is worked out once where the publication is :func:`unchanging`.

    >>> asked = []
    >>> title = once(lambda publication: asked.append(1) or publication.title)
    >>> made = Publication("某局", "决算", 2024)
    >>> with unchanging(made):
    ...     title(made), title(made), len(asked)
    ('决算', '决算', 1)
    >>> title(made), len(asked)
    ('决算', 2)
    """

    @wraps(work)
    def asked(publication: Publication) -> Made:
        known = _known.get(id(publication))
        if known is None:
            return work(publication)
        if work not in known:
            known[work] = work(publication)
        found: Made = known[work]
        return found

    return asked
