"""What tests of rules share: how a rule judges a document in a few words."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest

from mingzhang.facts.finding import Finding, Verdict
from mingzhang.language.document.document import Document
from mingzhang.rules import from_module

Judge = Callable[[ModuleType, Document], list[Finding]]


@pytest.fixture
def faults() -> Judge:
    """The findings of a rule module that fail, in order."""

    def judge(module: ModuleType, document: Document) -> list[Finding]:
        return [found for found in from_module(module).check(document) if found.verdict is Verdict.FAILS]

    return judge
