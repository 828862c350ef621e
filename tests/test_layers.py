"""The import contract holds, and goes red when it is broken on purpose."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TRESPASSES = {  # module that gets a forbidden import: what it imports
    "facts": "language",
    "language": "catalogue",
    "catalogue": "rules",
    "scoring": "catalogue",
    "formats": "readers",
    "rules": "readers",
    "readers": "rules",
    "writers": "readers",
    "localisation": "rules",
    "understanding": "disclosure",
    "disclosure": "performance",
    "appraisal": "performance",
    "performance": "disclosure",
    "survey": "performance",
    "work": "cli",
    "language.text": "language.identity",
    "language.identity": "language.table",
    "language.table": "language.narrative",
    "language.workbook": "language.narrative",
    "language.narrative": "language.evaluation",
    "language.evaluation": "language.document",
    "rules.shared": "rules.accounts",
    "rules.accounts": "rules.narrative",
    "rules.narrative": "rules.accounts",
    "rules.performance": "rules.wording",
    "rules.structure": "rules.wording",
    "rules.wording": "rules.structure",
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the contract of a folder that holds pyproject.toml and src."""
    return subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder / "src")},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    shutil.copy(root / "pyproject.toml", tmp_path)
    shutil.copytree(root / "src/mingzhang", tmp_path / "src/mingzhang")
    return tmp_path


def test_the_contract_holds(root: Path) -> None:
    result = lint(root)
    assert result.returncode == 0, result.stdout


def test_every_import_upward_or_sideways_is_refused(copy: Path) -> None:
    for module, target in TRESPASSES.items():
        (copy / f"src/mingzhang/{module.replace('.', '/')}/trespass.py").write_text(
            f"import mingzhang.{target}\n"
        )
    result = lint(copy)
    assert result.returncode != 0
    said = " ".join(result.stdout.split())
    for module, target in TRESPASSES.items():
        assert f"mingzhang.{module} is not allowed to import mingzhang.{target}" in said


def test_a_format_library_in_the_core_is_refused(copy: Path) -> None:
    for module in ("facts", "rules", "work"):
        (copy / f"src/mingzhang/{module.replace('.', '/')}/trespass.py").write_text("import lxml\n")
    result = lint(copy)
    assert result.returncode != 0
    for module in ("facts", "rules", "work"):
        assert f"mingzhang.{module} is not allowed to import lxml" in result.stdout


def test_a_package_outside_the_layers_is_refused(copy: Path) -> None:
    (copy / "src/mingzhang/somewhere_else").mkdir()
    (copy / "src/mingzhang/somewhere_else/__init__.py").touch()
    result = lint(copy)
    assert result.returncode != 0
    assert "somewhere_else" in result.stdout


def test_the_contract_sees_every_module(root: Path) -> None:
    """A folder without ``__init__.py`` or a file that cannot be imported escapes the import graph."""
    package = root / "src/mingzhang"
    unseen = [
        str(path.relative_to(root))
        for path in sorted(package.rglob("*.py"))
        if (
            not path.stem.isidentifier() and path.parent.name != "migrations"
        )  # Django imports these by number
        or not all((parent / "__init__.py").is_file() for parent in path.parents if package in parent.parents)
    ]
    assert not unseen, f"not in a package: {', '.join(unseen)}"
