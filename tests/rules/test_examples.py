"""The example in every rule file runs, with ``rule`` and the constructors of examples at hand."""

from __future__ import annotations

import ast
import doctest
from pathlib import Path

import pytest

import mingzhang
from mingzhang.language.document.rule import Rule
from mingzhang.rules import all_rules
from mingzhang.work import evaluation_examples, examples

PACKAGE = Path(mingzhang.__file__).parent
CONSTRUCTORS = {
    name: value
    for module in (examples, evaluation_examples)
    for name, value in vars(module).items()
    if not name.startswith("_")
}
WRITTEN_OUT = [rule for rule in all_rules() if rule.source.endswith(".py")]


def document_of(rule: Rule) -> str:
    """The manual page of a rule file: its module docstring."""
    return ast.get_docstring(ast.parse((PACKAGE / rule.source).read_text(encoding="utf-8"))) or ""


@pytest.mark.parametrize("rule", WRITTEN_OUT, ids=lambda rule: rule.id)
def test_examples_run(rule: Rule) -> None:
    names = CONSTRUCTORS | {"rule": rule}
    test = doctest.DocTestParser().get_doctest(document_of(rule), names, rule.id, rule.source, 0)
    report: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=report.append)
    assert not result.failed, "".join(report)


@pytest.mark.parametrize("rule", WRITTEN_OUT, ids=lambda rule: rule.id)
def test_examples_show_a_fault_and_its_absence(rule: Rule) -> None:
    text = document_of(rule)
    assert ">>>" in text, f"{rule.source} has no example"
    assert "不成立" in text or "尾差" in text, f"{rule.source} shows no document that fails"
