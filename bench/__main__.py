"""Runs the benches: ``python -m bench`` all of them, ``python -m bench startup`` those named."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path


def main(names: list[str]) -> int:
    """Run every module of this folder that has a ``run``; returns the exit code."""
    stems = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem[0] != "_")
    modules = {stem: import_module(f"bench.{stem}") for stem in stems}
    benches = {stem: module.run for stem, module in modules.items() if hasattr(module, "run")}
    unknown = [name for name in names if name not in benches]
    if unknown:
        print(f"没有这个测量：{'、'.join(unknown)}。现有：{'、'.join(benches)}。", file=sys.stderr)
        return 2
    for name in names or benches:
        benches[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
