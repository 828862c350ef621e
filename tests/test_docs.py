"""The documentation is not stale: generated pages, links, the reading path, the licences."""

from __future__ import annotations

import argparse
import doctest
import json
import re
import tomllib
from pathlib import Path

import pytest

import mingzhang
from docs import generate
from mingzhang.cli import build_parser
from mingzhang.facts.finding import Severity
from mingzhang.facts.period import InForce
from mingzhang.language.document.rule import Rule

PAGES = ("README.md", "README.zh.md", "TOUR.md", "CONTRIBUTING.md", "CHANGELOG.md", "THIRD_PARTY.md")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def test_generated_pages_are_up_to_date() -> None:
    assert generate.stale() == [], "run `make docs` and commit the result"


def pages(root: Path) -> list[Path]:
    return [*(root / name for name in PAGES), *sorted((root / "docs").rglob("*.md"))]


def test_links_lead_somewhere(root: Path) -> None:
    dead = [
        f"{page.relative_to(root)}: {target}"
        for page in pages(root)
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert not dead, "\n".join(dead)


def test_the_examples_for_the_library_run(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    page = root / "docs" / "api.md"
    failed, tried = doctest.testfile(str(page), module_relative=False, encoding="utf-8", report=True)
    assert not failed and tried > 20
    for verb in set(mingzhang.__all__) - {"__version__"}:
        assert f"`{verb}`" in page.read_text(encoding="utf-8")


def test_the_hook_runs_a_command_on_the_files_it_can_read(root: Path) -> None:
    hook = (root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    program, *words = re.findall(r"entry: (.+)", hook)[0].split()
    files = re.compile(re.findall(r"files: (.+)", hook)[0])
    assert program == "mingzhang" and build_parser().parse_args([*words, "决算.pdf"]).severity == "error"
    assert all(files.search(f"决算{suffix}") for suffix in (".pdf", ".docx", ".xls", ".html"))
    assert not files.search("说明.md") and not files.search("决算.pdf.waivers.toml")


def test_pictures_are_used_and_small(root: Path) -> None:
    for picture in (root / "docs" / "manual").glob("*.png"):
        assert picture.stat().st_size <= 200 << 10, picture.name
        assert any(f"]({picture.name})" in page.read_text(encoding="utf-8") for page in pages(root))


def test_the_manual_shows_what_the_example_prints(root: Path) -> None:
    page = (root / "docs" / "manual" / "输出.md").read_text(encoding="utf-8")
    shown = re.findall(r"```text\n(.*?)```", page, re.DOTALL)[0]
    assert {"━━", "算式：", "应为：", "无法判断", "共检查："} <= set(re.findall("━━|\\w+：|无法判断", shown))
    assert "用时" not in shown, "the same every time"
    told = json.loads(re.findall(r"```json\n(.*?)```", page, re.DOTALL)[0])
    found = next(f for f in generate.example().findings if f.rule == told["ruleId"] == generate.RULE)
    assert told["partialFingerprints"]["mingzhang/check/1"] == found.fingerprint
    assert f"应为：{found.expected}" in shown and generate.filled(page) == page


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_first_screen_has_exactly_two_commands(root: Path, name: str) -> None:
    first_screen = (root / name).read_text(encoding="utf-8").split("\n## ")[0]
    blocks = re.findall(r"```\w*\n(.*?)```", first_screen, re.DOTALL)
    commands = [line.split("#")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]
    assert commands == ["make run", "make test"]


def test_the_targets_named_in_the_pages_exist(root: Path) -> None:
    targets = set(re.findall(r"^(\w+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in pages(root):
        for target in re.findall(r"`make (\w+)`", page.read_text(encoding="utf-8")):
            assert target in targets, f"{page.name}: make {target}"


def test_every_installed_package_states_its_licence(root: Path) -> None:
    listed = (root / "THIRD_PARTY.md").read_text(encoding="utf-8")
    lines = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = [line.split("==")[0] for line in lines if "==" in line]
    extras = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = [need for needs in extras["optional-dependencies"].values() for need in needs]
    names = {*pinned, *(re.split(r"[<>=\[]", need)[0] for need in optional)}
    names.discard("mingzhang")  # whose extras are asked for by each other
    missing = sorted(name for name in names if f"| {name} |" not in listed)
    assert not missing, f"THIRD_PARTY.md does not name {', '.join(missing)}"


def test_constraints_are_names_and_exact_versions_only(root: Path) -> None:
    for line in (root / "constraints.txt").read_text(encoding="utf-8").splitlines():
        assert line.startswith("#") or re.fullmatch(r"[\w.-]+==[\w.]+", line), line


def test_a_rule_page_shows_what_the_rule_knows() -> None:
    rule = Rule(
        "Z-01", "甲等于乙", Severity.WARNING, ("L5",), lambda document: (), "因为", "改正", period=InForce(2020),
        needs=("甲表.乙",),
    )  # fmt: skip
    page = generate.rule_page(rule)
    for part in ("# Z-01 甲等于乙", "警告", "L5", "2020 年起", "因为", "改正", "- 甲表.乙"):
        assert part in page


def test_a_command_page_shows_every_option() -> None:
    parser = argparse.ArgumentParser("mingzhang", description="查账")
    check = parser.add_subparsers().add_parser("check", description="检查", epilog="mingzhang check 甲.pdf")
    check.add_argument("files", metavar="文件", help="要检查的文件")
    check.add_argument("--severity", choices=["error", "warning"], default="error", help="默认 %(default)s")
    page = generate.command_page(parser)
    assert "| `文件` | 要检查的文件 |" in page
    assert "| `--severity error\\|warning` | 默认 error |" in page
    assert "mingzhang check 甲.pdf" in page
