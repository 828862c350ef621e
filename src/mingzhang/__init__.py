"""Mingzhang 明账 reads Chinese departmental final accounts (部门决算) and says which number is wrong.

``mingzhang.read(path)`` gives the document understood, ``mingzhang.check(path)`` what is wrong in it.
Both are loaded on first use, so that ``import mingzhang`` costs next to nothing.

>>> __version__
'0.2.0'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mingzhang.understanding.read import read_document as read
    from mingzhang.work.check import check_file as check

__all__ = ["__version__", "check", "read"]

from mingzhang.version import VERSION as __version__  # noqa: N811 (the name that Python asks packages for)

_VERBS = {
    "check": ("mingzhang.work.check", "check_file"),
    "read": ("mingzhang.understanding.read", "read_document"),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 (PEP 562)
    if name not in _VERBS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, function = _VERBS[name]
    return getattr(import_module(module), function)
