"""Questionnaires of others: of every form in a folder, whether it can be used, and what is said where not.

The folder stands in the environment: ``FORMS=folder python -m bench forms``.
"""

from __future__ import annotations

import os
import traceback
from collections import Counter
from pathlib import Path

from bench.table import show
from mingzhang.facts.refusal import RefusalError
from mingzhang.survey.xlsform import read_form

NO_FORMS = "没有给出问卷的文件夹（环境变量 FORMS），不试读"
_KINDS = (".xlsx", ".xlsm", ".xls")


def run() -> None:
    """Print what became of each form."""
    folder = os.environ.get("FORMS")
    if not folder:
        print(NO_FORMS)
        return
    counts: Counter[str] = Counter()
    for path in sorted(Path(folder).rglob("*")):
        if path.suffix.lower() in _KINDS and not path.name.startswith("~$"):
            what, said = _read(path)
            counts[what] += 1
            print(f"{what} {path.name} {said}")
    show("别处的问卷", ("可以使用", "有话可说", "程序出错"), [tuple(str(counts[what]) for what in _WHAT)])


_WHAT = ("可用", "不可用", "出错")


def _read(path: Path) -> tuple[str, str]:
    try:
        form = read_form(path)
    except RefusalError as why:
        return _WHAT[1], str(why).removeprefix(str(path.parent)).lstrip("/")
    except Exception:  # the bench is to find these
        return _WHAT[2], traceback.format_exc()
    return _WHAT[0], f"{len(form.questions)}道题"
