"""``python -m mingzhang.web.apart VERB``: one verb over the files in ``in``, its outputs in ``out``."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mingzhang.facts.progress import listening
from mingzhang.facts.refusal import RefusalError
from mingzhang.web.apart.verbs import VERBS

PROGRESS = Path("progress")


def main(verb: str, options: dict[str, Any]) -> None:
    """Do it, and leave the answer in ``answer.json``: what was made, or in one sentence why it was not."""
    out = Path("out")
    out.mkdir()
    try:
        with listening(_heard):
            told = verb_of(verb)(sorted(Path("in").iterdir()), out, **options)
    except RefusalError as refusal:
        told = {"refused": str(refusal)}
    Path("answer.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def verb_of(name: str) -> Callable[..., dict[str, Any]]:
    """The verb of a name; those of surveys need libraries that are not always installed."""
    if not name.startswith("survey_"):
        return VERBS[name]
    try:
        from mingzhang.web.apart import survey_verbs
    except ImportError as fault:
        raise RefusalError(
            "满意度调查没有安装：请运行 pip install 'mingzhang[survey]' 后重新启动。"
        ) from fault
    found: Callable[..., dict[str, Any]] = getattr(survey_verbs, name)
    return found


def _heard(what: str, done: int, total: int) -> None:
    PROGRESS.write_text(f"{what} {done}" + (f"／{total}" if total else ""), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], json.load(sys.stdin))
