"""Which tests stand nearest to what was changed: what ``make quick`` runs, one path a line."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = PurePosixPath("src/mingzhang")


def changed(root: Path = ROOT) -> list[str]:
    """The files that differ from the last commit; when none does, those of the last commit itself."""

    def asked(*words: str) -> list[str]:
        command = ["git", "-c", "core.quotePath=false", *words]
        return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.split(
            "\n"
        )

    now = [*asked("diff", "--name-only", "HEAD"), *asked("ls-files", "--others", "--exclude-standard")]
    names = [name for name in now if name] or asked("diff", "--name-only", "HEAD~1", "HEAD")
    return [name for name in names if name]


def nearest(names: Iterable[str], root: Path = ROOT) -> list[str]:
    """The tests of some files: a test file itself, a module with the file that mirrors it, or its folder.

    >>> nearest(["src/mingzhang/facts/number.py", "tests/facts/test_number.py"])
    ['src/mingzhang/facts/number.py', 'tests/facts/test_number.py']
    >>> nearest(["src/mingzhang/rules/accounts/accounts.toml", "README.md"])
    ['tests/rules/accounts', 'tests/test_docs.py']
    >>> nearest(["src/mingzhang/gone.py"])
    []
    """
    found = set[str]()
    for path in map(PurePosixPath, names):
        if path.is_relative_to(PACKAGE):
            mirrored = PurePosixPath("tests") / path.parent.relative_to(PACKAGE)
            test = mirrored / f"test_{path.stem}.py"
            if path.suffix == ".py" and (root / path).is_file():
                found |= {str(path)} if "rules" not in path.parts else {"tests/rules/test_examples.py"}
            near = test if (root / test).is_file() else mirrored
            found |= {str(near)} if near != PurePosixPath("tests") else set()
        elif path.parts[0] == "tests":
            found.add(str(path if path.name.startswith("test_") else path.parent))
        elif path.suffix == ".md":
            found.add("tests/test_docs.py")
    return sorted(name for name in found if name != "tests" and (root / name).exists())


if __name__ == "__main__":
    print("\n".join(nearest(changed())))
