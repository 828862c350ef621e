"""How long a file may take: pages that have to be recognised from pictures take seconds each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mingzhang.readers.limits import Limits, UnreadableError

PAGE = 45.0  # seconds that one page may take to be recognised on a slow machine with one core


def allowed(path: Path, limits: Limits) -> Limits:
    """The limits of one file, with time for each of its pages without text.

    >>> allowed(Path("没有.txt"), Limits(seconds=9)).seconds
    9
    """
    from mingzhang.readers import scan

    if not scan.available():
        return limits
    try:
        from mingzhang.readers.pictured import pictured_pages

        pages = pictured_pages(path, limits)
    except (UnreadableError, OSError, ValueError):  # the reader will say what is wrong with it
        return limits
    return replace(limits, seconds=limits.seconds + PAGE * pages) if pages else limits
