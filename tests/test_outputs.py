"""What other people's programs say of the pages and PDFs we make: one of each kind, in checkers of their own.

Programs that pip does not install are looked for: Java and Node, the packages of ``make checkers``, Chromium.
Where one is missing its test is skipped and says which.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pytest

from mingzhang.cli import main
from mingzhang.facts.publication import Publication
from mingzhang.facts.report import Report
from mingzhang.performance.evaluate import evaluate
from mingzhang.work.evaluation_files import write_forms
from mingzhang.writers.html.account_page import write_html
from mingzhang.writers.html.report_page import page
from mingzhang.writers.pdf.document import write_pdf
from tests.conftest import ROOT
from tests.readers.pdf.drawing import Sheet, pdf
from tests.work.projects import project, register
from tests.writers.publications import long
from tests.writers.results import full, result

CHECKERS = ROOT / ".venv" / "checkers" / "node_modules"
EXAMPLE = ROOT / "examples" / "fengtai-2020"
# What a checker objects to and we mean: boxes stand where their page has them; a filter answers while one
# types; the boxes to tick of one group have one name.
MEANT = {"no-inline-style": "off", "wcag/h32": "off", "form-dup-name": "off"}
RULES = {"root": True, "extends": ["html-validate:recommended", "html-validate:a11y"], "rules": MEANT}
LOOKS = ((390, "dark"), (1280, "light"))
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each kind of page and PDF: account, form, evaluation report, check, manual."""
    folder = tmp_path_factory.mktemp("outputs")
    _account(folder / "account", long())
    write_forms(evaluate(register(project())), folder, ["html", "pdf"])
    books = [str(EXAMPLE / "项目.xlsx"), str(EXAMPLE / "评分.xlsx")]
    assert main(["evaluate", "report", *books, "-o", str(folder), "--format", "html", "--format", "pdf"]) == 0
    words = str(ROOT / "examples" / "fengtai-2020-faults.docx")
    assert main(["check", words, "--html", str(folder / "report.html"), "-q"]) == 1
    assert main(["manual", "-o", str(folder / "manual.html")]) == 0
    data = pdf(Sheet().text(72, 100, "总计0.3万元"))
    pictured = page(result(full()), Report("a.pdf", "pdf", pages=1), {"a.pdf": data})
    (folder / "pictures.html").write_text(pictured, encoding="utf-8")
    return folder


def _account(stem: Path, whole: Publication) -> None:
    for write, suffix in ((write_html, ".html"), (write_pdf, ".pdf")):
        with stem.with_suffix(suffix).open("wb") as stream:
            write(whole, stream)


def package(name: str, *programs: str) -> Path:
    """An installed checker; the test is skipped without it, or without the programs that run it."""
    for program in programs:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not on this machine")
    if not (CHECKERS / name).is_dir():
        pytest.skip(f"{name} is not installed: make checkers")
    return CHECKERS / name


def pages(folder: Path) -> list[Path]:
    found = sorted(folder.glob("*.html"))
    assert len(found) == 6
    return found


def told(*command: object) -> str:
    """What a program says, on either stream; it may end with an error."""
    done = subprocess.run([*map(str, command)], capture_output=True, timeout=300, check=False)
    return (done.stdout + done.stderr).decode("utf-8", "replace")


def test_every_page_is_html_by_the_checker_of_the_standard(made: Path) -> None:
    jar = package("vnu-jar", "java") / "build" / "dist" / "vnu.jar"
    said = told("java", "-jar", jar, "--format", "json", *pages(made))
    # Of our own policy it says that it forbids our own script and pictures: it does not weigh digests.
    found = [m for m in json.loads(said)["messages"] if "Content Security Policy" not in m["message"]]
    assert not [f"{m['url']}:{m.get('lastLine')}: {m['message']}" for m in found]


def test_every_page_pleases_html_validate(made: Path) -> None:
    program = package("html-validate", "node") / "bin" / "html-validate.mjs"
    (made / "rules.json").write_text(json.dumps(RULES), encoding="utf-8")
    said = json.loads(told("node", program, "--config", made / "rules.json", "-f", "json", *pages(made)))
    assert not [f"{one['filePath']}: {m['ruleId']}: {m['message']}" for one in said for m in one["messages"]]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        try:
            started = driver.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"], timeout=60_000
            )
        except playwright.Error:
            pytest.skip("no browser on this machine")
        yield started
        started.close()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_is_accessible_by_axe(made: Path, browser: Any, width: int, scheme: str) -> None:
    """Contrast, names, heads, targets: on a phone in the dark and on a desk in the light."""
    script = (package("axe-core") / "axe.min.js").read_text(encoding="utf-8")
    options = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]}
    size = {"width": width, "height": 900}
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
    found = []
    for path in pages(made):
        view = context.new_page()
        view.goto(path.as_uri())
        view.evaluate(script)
        for fault in view.evaluate("options => axe.run(document, options)", options)["violations"]:
            found.append(f"{path.name}: {fault['id']}: {fault['nodes'][0]['html'][:200]}")
        if view.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{path.name}: wider than the screen")
        if view.locator("nav details").count():
            assert view.evaluate("document.querySelector('nav details').open") == (width > 900)
        view.close()
    context.close()
    assert not found, "\n".join(found)


def papers(folder: Path) -> list[Path]:
    found = sorted(folder.glob("*.pdf"))
    assert len(found) == 3
    return found


def test_every_pdf_passes_the_checks_of_pdfua(made: Path) -> None:
    for path in papers(made):
        assert not [f"{path.name}: {found.message}" for found in pdfua.validate(str(path)).findings]


def test_every_pdf_has_what_the_standard_demands(made: Path) -> None:
    """PDF/UA-1 where a program can tell: title, language, tags, heads of tables, texts for pictures."""
    for path in papers(made):
        with pikepdf.open(io.BytesIO(path.read_bytes())) as document:
            root = document.Root
            assert root.MarkInfo.Marked and root.ViewerPreferences.DisplayDocTitle and root.Lang == "zh-CN"
            with document.open_metadata() as said:
                assert said["pdfuaid:part"] == "1" and said["dc:title"]
            found = list(_elements(root.StructTreeRoot))
            levels = [int(kind[2:]) for kind, _, _ in found if kind[1:2] == "H" and kind[2:].isdecimal()]
            assert levels[0] == 1 and all(b - a <= 1 for a, b in pairwise(levels))
            assert all(element.get("/Alt") for kind, element, _ in found if kind == "/Figure")
            heads = {table for kind, _, table in found if kind == "/TH"}
            assert heads == {number for number in range(1, 1 + sum(k == "/Table" for k, *_ in found))}
            for kind, element, _ in found:
                if kind == "/TH":
                    assert any("/Scope" in each for each in element.A), path.name


def _elements(tree: Any) -> Iterator[tuple[str, Any, int]]:
    """All tags in the order of reading: kind, element, and how many tables have begun."""
    waiting, tables = [tree.K], 0
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            waiting += reversed(list(each))
        elif isinstance(each, pikepdf.Dictionary) and "/S" in each:
            tables += each.S == "/Table"
            yield str(each.S), each, tables
            waiting.append(each.get("/K"))
