"""Makes the suite: ``python -m suite FOLDER [--seed N]`` writes every document and the list of faults."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from suite.cases import CLEAN, EACH, SEED, Case, cases, write_manifest
from suite.files import write_case

HIDDEN = "MINGZHANG_SUITE_SEED"  # the seed of the half that is held back


def main(arguments: list[str] | None = None) -> int:
    """Write documents and manifest; the seed comes from the option, the environment, or is the public one."""
    parser = argparse.ArgumentParser(description="生成种了错的文件和错误清单。")
    parser.add_argument("folder", type=Path, help="写到哪个文件夹")
    parser.add_argument("--seed", type=int, default=int(os.environ.get(HIDDEN, SEED)), help="种子")
    parser.add_argument("--each", type=int, default=EACH, help="每一种错多少份")
    parser.add_argument("--clean", type=int, default=CLEAN, help="没有错的多少份")
    parser.add_argument("--only", default="", help="只写这些格式，用逗号隔开")
    parser.add_argument("--manifest", action="store_true", help="只写清单，不写文件")
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    listed: list[Case] = []
    only = tuple(filter(None, options.only.split(",")))
    for made in cases(options.seed, options.each, options.clean):
        if only and not made.case.file.endswith(only):
            continue
        listed.append(made.case)
        if not options.manifest:
            write_case(made, options.folder)
    write_manifest(listed, options.folder / "manifest.csv")
    print(f"{len(listed)} 份，清单在 {options.folder / 'manifest.csv'}。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
