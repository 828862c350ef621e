"""How often a process that checks looks for garbage, and lets go of what it remembers of texts."""

from __future__ import annotations

import gc
from functools import lru_cache

FILES = 128  # after which what is remembered of texts goes: it pays within a file and its neighbours
_TEXTS = 512  # entries from which what is remembered is texts, and not places, forms or rules
_Remembered = type(lru_cache(len))
_checked = 0
SELDOM = 20_000  # new objects before it looks; going through all of them more often took up to a third


def look_seldom() -> None:
    """Let this process look for garbage as seldom as the command line does.

    >>> before = gc.get_threshold()
    >>> look_seldom(); gc.get_threshold()[0]
    20000
    >>> gc.set_threshold(*before)
    """
    gc.set_threshold(SELDOM)


def file_done() -> None:
    """One more file is done: after some, what is remembered of their texts goes.

    Every such store has its bound, but there are dozens of them: a process that checks thousands of files
    would grow by half until all are full.

    >>> known = lru_cache(maxsize=_TEXTS)(len)
    >>> for _ in range(FILES):
    ...     _ = known("甲")
    ...     file_done()
    >>> known.cache_info().currsize <= 1
    True
    """
    global _checked
    _checked += 1
    if _checked % FILES == 0:
        for each in gc.get_objects():
            if type(each) is _Remembered and (each.cache_info().maxsize or 0) >= _TEXTS:
                each.cache_clear()
