"""The house rules that a machine can watch: sizes, documentation, and what must not be in the repository."""

from __future__ import annotations

import ast
import doctest
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

MODULE, FUNCTION, RULE_FILE, VIEW = 400, 40, 80, 15  # lines
LINE = 110  # characters
PLAIN = 10  # lines of a private function's body that need no words on what it is for
PACE = 0.7  # lines of tests and examples for each line of code
UNTESTED = {  # modules without a test or example of their own -> what tries them instead
    "appraisal/filled.py": "tests/appraisal/test_return_workbook.py",
    "appraisal/scores.py": "tests/appraisal/test_opened.py",
    "cli/build.py": "tests/work/test_build_refusals.py",
    "cli/check.py": "tests/test_cli.py",
    "cli/mark.py": "tests/work/test_mark.py",
    "cli/rules.py": "tests/test_cli.py",
    "language/document/document.py": "tests/understanding",
    "language/document/rule.py": "tests/rules",
    "language/evaluation/self_evaluation.py": "tests/language/evaluation",
    "localisation/conflicts.py": "tests/localisation/test_explanation.py",
    "readers/word/properties.py": "tests/readers/word/test_reader.py",
    "scoring/case.py": "tests/scoring/test_rules.py",
    "understanding/read.py": "tests/understanding",
    "web/audit/management/commands/audit.py": "tests/web/audit/test_log.py",
    "web/background/management/commands/work.py": "tests/web/test_serve.py",
    "web/shared/management/commands/backup.py": "tests/web/shared/test_backup.py",
    "web/notices/management/commands/remind.py": "tests/web/notices/test_sending.py",
    "web/api/operations.py": "tests/web/people/test_rights.py",
    "web/api/views.py": "tests/web/api/test_tokens.py",
    "web/api/work.py": "tests/web/api/test_jobs.py",
    "web/shared/management/commands/demonstrate.py": "tests/web/demonstration/test_district.py",
    "web/shared/management/commands/restore.py": "tests/web/shared/test_backup.py",
    "web/shared/management/commands/serve.py": "tests/web/test_serve.py",
    "web/performance/ballot_book.py": "tests/web/performance/test_ballots.py",
    "web/performance/ballot_page.py": "tests/web/performance/test_ballots.py",
    "web/performance/ballot_views.py": "tests/web/performance/test_ballots.py",
    "web/performance/panel_forms.py": "tests/web/performance/test_panels.py",
    "web/performance/panel_page.py": "tests/web/performance/test_panels.py",
    "web/performance/panel_views.py": "tests/web/performance/test_panels.py",
    "web/performance/public.py": "tests/web/performance/test_summary.py",
    "web/performance/summary_views.py": "tests/web/performance/test_summary.py",
    "web/performance/checking.py": "tests/web/performance/test_form_page.py",
    "web/performance/panel_models.py": "tests/web/performance/test_moves.py",
    "web/performance/project_page.py": "tests/web/performance/test_moves.py",
    "web/submission/batch_models.py": "tests/web/submission/test_batches.py",
    "web/submission/building_models.py": "tests/web/submission/test_building.py",
    "writers/pdf/annotations.py": "tests/writers/pdf/test_marked.py",
}
DJANGO = {"apps", "urls"}  # modules of the web application that only tell Django what there is
EXCEPTIONS: dict[str, str] = {}  # "path" or "path:function" -> reason; starts empty, and should stay so

# A path of one machine, or the address of a package registry.
FORBIDDEN = re.compile(
    r"(?<![A-Za-z0-9_.*/-])/(?:work|farm|tmp|root|home|Users)/\w"
    r"|pypi[.]org|pythonhosted[.]org|registry[.]npmjs|deb[.]debian[.]org"
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources(root: Path, *folders: str) -> list[Path]:
    """What people wrote: not the migrations, which Django writes."""
    paths = (path for folder in folders for path in (root / folder).rglob("*.py"))
    return sorted(path for path in paths if path.parent.name != "migrations")


@cache
def tree_of(path: Path) -> ast.Module:
    """A file as Python sees it; each is taken apart once for all tests."""
    return ast.parse(path.read_text(encoding="utf-8"))


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Everything in a file, gone through once for all tests."""
    return tuple(ast.walk(tree_of(path)))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in nodes_of(path) if isinstance(node, Function))


def length(function: Function) -> int:
    """Lines from ``def`` to the end without the docstring, whose examples are meant to be long."""
    first = function.body[0]
    documented = ast.get_docstring(function, clean=False) is not None
    docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def tracked(root: Path) -> list[Path]:
    """The files that are or would be committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    result = subprocess.run(command, cwd=root, capture_output=True)
    if result.returncode:
        pytest.skip("not a git checkout")
    paths = (root / name for name in result.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


def is_rule_file(path: Path, root: Path) -> bool:
    return path.parent.parent == root / "src/mingzhang/rules"


def test_modules_and_rule_files_keep_their_budget(root: Path) -> None:
    over = [
        f"{path.relative_to(root)}: {lines_of(path)} lines"
        for path in sources(root, "src", "docs", "bench", "suite", "tests")
        if lines_of(path) > (RULE_FILE if is_rule_file(path, root) else MODULE)
        and str(path.relative_to(root)) not in EXCEPTIONS
    ]
    assert not over, "\n".join(over)


def test_lines_keep_their_budget(root: Path) -> None:
    over = [
        f"{path.relative_to(root)}:{number}: {len(line)} characters"
        for path in sources(root, "src", "docs", "bench", "suite", "tests")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LINE
    ]
    assert not over, "\n".join(over)


def test_functions_keep_their_budget(root: Path) -> None:
    over = [
        f"{path.relative_to(root)}:{function.name}: {length(function)} lines"
        for path in sources(root, "src", "docs", "bench", "suite", "tests")
        for function in functions(path)
        if length(function) > FUNCTION and f"{path.relative_to(root)}:{function.name}" not in EXCEPTIONS
    ]
    assert not over, "\n".join(over)


def views(path: Path) -> Iterator[Function]:
    """The functions that are pages of the web application."""
    for function in functions(path):
        if any(
            isinstance(d, ast.Call) and getattr(d.func, "id", "") == "page" for d in function.decorator_list
        ):
            yield function


def test_views_keep_their_budget(root: Path) -> None:
    pages = [view for path in sources(root, "src/mingzhang/web") for view in views(path)]
    over = [f"{view.name}: {length(view)} lines" for view in pages if length(view) > VIEW]
    assert len(pages) > 10
    assert not over, "\n".join(over)


def test_exceptions_are_still_needed(root: Path) -> None:
    for entry in EXCEPTIONS:
        path, _, name = entry.partition(":")
        if name:
            assert any(f.name == name and length(f) > FUNCTION for f in functions(root / path)), entry
        else:
            assert lines_of(root / path) > RULE_FILE, entry


def public_names(tree: ast.Module) -> Iterator[ast.Module | ast.ClassDef | Function]:
    """The module, its public classes and functions, and the public methods of those classes."""
    yield tree
    for node in tree.body:
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (m for m in node.body if isinstance(m, Function) and not m.name.startswith("_"))


def test_every_public_name_says_what_it_is(root: Path) -> None:
    silent = [
        f"{path.relative_to(root)}: {getattr(node, 'name', 'module')}"
        for path in sources(root, "src")
        for node in public_names(tree_of(path))
        if not ast.get_docstring(node)
    ]
    assert not silent, "\n".join(silent)


def class_names(paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """The public classes that modules define."""
    for path in paths:
        classes = (node.name for node in tree_of(path).body if isinstance(node, ast.ClassDef))
        yield from ((name, path) for name in classes if not name.startswith("_"))


def shared_names(paths: Iterable[Path]) -> list[str]:
    """Names that stand for more than one public class."""
    at: dict[str, list[Path]] = defaultdict(list)
    for name, path in class_names(paths):
        at[name].append(path)
    return [f"{name}: {', '.join(map(str, where))}" for name, where in sorted(at.items()) if len(where) > 1]


def test_no_two_public_classes_share_a_name(root: Path) -> None:
    """One word for one thing; the framework of the web wants each of its commands called ``Command``."""
    assert not shared_names(path for path in sources(root, "src") if path.parent.name != "commands")


def test_the_search_for_shared_names_can_find_one(tmp_path: Path) -> None:
    for name, text in (
        ("a.py", "class Slip: ..."),
        ("b.py", "class Slip: ...\nclass _Line: ..."),
        ("c.py", "_Line = 1"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [found.partition(":")[0] for found in shared_names(sources(tmp_path, "."))] == ["Slip"]


def wants_words(function: Function) -> bool:
    """Whether a private function is so long that a line must say what it is for."""
    private = function.name.startswith("_") and not function.name.startswith("__")
    return private and (function.end_lineno or 0) - function.body[0].lineno + 1 > PLAIN


def test_long_private_functions_say_what_they_are_for(root: Path) -> None:
    silent = [
        f"{path.relative_to(root)}:{function.name}"
        for path in sources(root, "src")
        for function in functions(path)
        if wants_words(function) and not ast.get_docstring(function)
    ]
    assert not silent, "\n".join(silent)


@pytest.mark.parametrize(("name", "lines", "wanted"), [("_a", 11, True), ("_a", 10, False), ("a", 11, False)])
def test_the_search_for_silent_functions_can_find_one(name: str, lines: int, wanted: bool) -> None:
    (function,) = ast.parse(f"def {name}() -> None:\n" + "    pass\n" * lines).body
    assert isinstance(function, ast.FunctionDef)
    assert wants_words(function) is wanted


def test_no_machine_path_and_no_registry_address(root: Path) -> None:
    found = []
    for path in tracked(root):
        data = path.read_bytes()
        if b"\0" in data[:8000]:
            continue
        for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
            if FORBIDDEN.search(line):
                found.append(f"{path.relative_to(root)}:{number}: {line.strip()[:100]}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("line", "bad"),
    [
        ("see /work" + "/main/x", True),
        ("from /home" + "/someone", True),
        ("src/mingzhang/understanding/understand.py", False),
        ("index = pypi" + ".org/simple", True),
    ],
)
def test_the_search_for_paths_can_find_one(line: str, bad: bool) -> None:
    assert bool(FORBIDDEN.search(line)) is bad


def said_lines(path: Path) -> int:
    """Lines that say something to Python: no blank line, no comment, no docstring."""
    lines = set[int]()
    for node in nodes_of(path):
        words = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if isinstance(node, ast.stmt) and not words:
            body = getattr(node, "body", None)
            lines |= set(range(node.lineno, body[0].lineno if body else (node.end_lineno or 0) + 1))
    return len(lines)


def examples(path: Path) -> list[doctest.Example]:
    """The examples in the docstrings of a module, which run as tests."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    nodes = [n for n in nodes_of(path) if isinstance(n, documented)]
    return [e for n in nodes for e in doctest.DocTestParser().get_examples(ast.get_docstring(n) or "")]


def test_tests_keep_pace_with_the_code(root: Path) -> None:
    """docs/decisions.md says why this is a floor, and what the measure is."""
    modules = sources(root, "src")
    code = sum(map(said_lines, modules))
    shown = sum(e.source.count("\n") + e.want.count("\n") for path in modules for e in examples(path))
    tests = sum(map(said_lines, sources(root, "tests")))
    assert (tests + shown) / code >= PACE, f"code {code} lines, tests {tests}, examples {shown}"


def behaves(path: Path) -> bool:
    """Whether a module holds more than names of values."""
    tree = tree_of(path)
    return any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in tree.body)


def test_every_module_has_a_test_or_an_example_of_its_own(root: Path) -> None:
    """What rules share is tried by the examples of the rules."""
    package = root / "src/mingzhang"
    bare = {
        str(path.relative_to(package))
        for path in sources(root, "src")
        if not path.stem.startswith("__")
        and "rules" not in path.parts
        and behaves(path)
        and path.stem not in DJANGO
        and not examples(path)
        and not (root / "tests" / path.parent.relative_to(package) / f"test_{path.stem}.py").is_file()
    }
    assert bare <= UNTESTED.keys(), f"no test, no example: {', '.join(sorted(bare - UNTESTED.keys()))}"
    assert bare >= UNTESTED.keys(), f"tested now: {', '.join(sorted(UNTESTED.keys() - bare))}"
    assert all((root / where).exists() for where in UNTESTED.values())
