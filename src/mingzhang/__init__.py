"""Mingzhang 明账 reads Chinese departmental final accounts (部门决算) and says which number is wrong.

The verbs of the command line are functions here: ``read``, ``check``, ``compare``, ``mark``, ``fix``,
``template``, ``build`` and ``score``; docs/api.md shows each.  They are loaded on first use, so that
``import mingzhang`` costs next to nothing.

>>> __version__
'0.2.0'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mingzhang.disclosure.filing_template import write_template as template
    from mingzhang.understanding.read import read_document as read
    from mingzhang.work.build import build_file as build
    from mingzhang.work.check import check_file as check
    from mingzhang.work.evaluation_files import evaluate_file as score
    from mingzhang.work.fix import fix_file as fix
    from mingzhang.work.mark import mark_file as mark
    from mingzhang.work.together import check_compared as compare

__all__ = ["__version__", "build", "check", "compare", "fix", "mark", "read", "score", "template"]

from mingzhang.version import VERSION as __version__  # noqa: N811 (the name that Python asks packages for)

_VERBS = {
    "build": ("mingzhang.work.build", "build_file"),
    "check": ("mingzhang.work.check", "check_file"),
    "compare": ("mingzhang.work.together", "check_compared"),
    "fix": ("mingzhang.work.fix", "fix_file"),
    "mark": ("mingzhang.work.mark", "mark_file"),
    "read": ("mingzhang.understanding.read", "read_document"),
    "score": ("mingzhang.work.evaluation_files", "evaluate_file"),
    "template": ("mingzhang.disclosure.filing_template", "write_template"),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 (PEP 562)
    if name not in _VERBS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, function = _VERBS[name]
    return getattr(import_module(module), function)


def __dir__() -> list[str]:
    return sorted([*globals(), *_VERBS])
