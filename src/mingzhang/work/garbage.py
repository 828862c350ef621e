"""How often a process that checks looks for garbage: what is read and found lives to the end of the check."""

from __future__ import annotations

import gc

SELDOM = 20_000  # new objects before it looks; going through all of them more often took up to a third


def look_seldom() -> None:
    """Let this process look for garbage as seldom as the command line does.

    >>> before = gc.get_threshold()
    >>> look_seldom(); gc.get_threshold()[0]
    20000
    >>> gc.set_threshold(*before)
    """
    gc.set_threshold(SELDOM)
