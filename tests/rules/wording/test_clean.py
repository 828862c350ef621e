"""No rule of wording or structure finds fault with accounts that have none, in three official layouts."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import mingzhang.rules.structure
import mingzhang.rules.wording
from mingzhang.facts.finding import Finding
from mingzhang.language.document.document import Document
from mingzhang.rules import from_module
from mingzhang.work.examples import text

MODULES = [
    importlib.import_module(f"{package.__name__}.{found.name}")
    for package in (mingzhang.rules.wording, mingzhang.rules.structure)
    for found in pkgutil.iter_modules(package.__path__)
]
OF_ACCOUNTS = [module for module in MODULES if "final_account" in module.RULE.kinds]
LAYOUTS = sorted(Path(__file__).parent.glob("clean*.txt"))


def account(path: Path) -> Document:
    return text(*path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("module", OF_ACCOUNTS, ids=lambda module: module.RULE.id)
@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_nothing_is_wrong(
    path: Path, module: ModuleType, faults: Callable[[ModuleType, Document], list[Finding]]
) -> None:
    assert [str(found) for found in faults(module, account(path))] == []


@pytest.mark.parametrize(
    ("stem", "unit", "year"),
    [
        ("clean", "某某省某某市某某县农业农村局", 2022),
        ("clean_old", "某某市东山区人民政府办公室", 2019),
        ("clean_merged", "某某县卫生院", 2016),
    ],
)
def test_the_layouts_are_understood(stem: str, unit: str, year: int) -> None:
    document = account(Path(__file__).with_name(f"{stem}.txt"))
    assert (document.unit, document.year) == (unit, year)
    assert {"概况", "情况说明", "收入", "支出", "三公", "基金", "名词解释"} <= {
        s.key for s in document.sections
    }


def test_every_rule_answers_on_an_empty_document() -> None:
    for module in MODULES:
        assert list(from_module(module).check(text())), module.RULE.id
