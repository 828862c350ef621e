"""Rules: what must hold.  A rule is a line of data or one small file, found by being in its folder."""

from __future__ import annotations

import pkgutil
import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache, partial
from importlib import import_module, resources
from types import ModuleType
from typing import Any

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.names import FactName
from mingzhang.language.document.equation import equation
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement, Rule
from mingzhang.language.identity.formula import Formula

FOLDERS = ("structure", "accounts", "narrative", "performance", "wording")


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Every rule, ordered by id; raises ``ValueError`` when an id is used twice.

    >>> rules = {rule.id: rule for rule in all_rules()}
    >>> rules["T01-05"].title
    '收入总计等于支出总计'
    """
    found: dict[str, Rule] = {}
    for folder in FOLDERS:
        for rule in (*_from_data(folder), *_from_files(folder)):
            if rule.id in found:
                raise ValueError(f"规则编号重复：{rule.id}（{found[rule.id].source}、{rule.source}）")
            found[rule.id] = rule
    return tuple(found[rule_id] for rule_id in sorted(found))


@lru_cache(maxsize=64)
def equations(table: str) -> tuple[tuple[tuple[str, ...], Formula], ...]:
    """The identities within one table, each with what its variables run over.

    >>> equations("总表")[0][1].left[0].name
    '总表.本年收入'
    """
    found = [
        (rule.each, formula)
        for rule in all_rules()
        for formula in rule.formulas
        if all(FactName.parse(name).home == table for name in formula.needs)
    ]
    return tuple(found)


@lru_cache(maxsize=1)
def reported() -> tuple[Rule, ...]:
    """Everything a finding may be about, ordered by id: the rules, and what other parts report.

    The latter are told by their parts and judge nothing here.

    >>> [rule.id for rule in reported() if rule not in all_rules()]
    ['W-01', 'X-44']
    """
    file = resources.files("mingzhang.rules") / "reported.toml"
    entries = tomllib.loads(file.read_text(encoding="utf-8"))["reported"]
    others = (
        Rule(**entry | {"id": rule_id, "severity": Severity(entry["severity"])}, basis=("A",), judge=_nothing)
        for rule_id, entry in entries.items()
    )
    return tuple(sorted((*all_rules(), *others), key=lambda rule: rule.id))


def _nothing(_document: Examined) -> list[Finding]:
    return []


def unchecked() -> dict[str, str]:
    """Catalogue ids that are deliberately not coded, each with its reason.

    >>> all(reason for reason in unchecked().values())
    True
    """
    file = resources.files("mingzhang.rules") / "unchecked.toml"
    reasons: dict[str, str] = tomllib.loads(file.read_text(encoding="utf-8"))["unchecked"]
    return reasons


def _from_data(folder: str) -> Iterator[Rule]:
    for entry in sorted((resources.files("mingzhang.rules") / folder).iterdir(), key=lambda e: e.name):
        if not entry.name.endswith(".toml"):
            continue
        for rule_id, data in tomllib.loads(entry.read_text(encoding="utf-8"))["rule"].items():
            source = f"rules/{folder}/{entry.name}"
            yield equation(rule_id, data, source) if "holds" in data else _asserted(rule_id, data, source)


def _asserted(rule_id: str, data: dict[str, Any], source: str) -> Rule:
    """A rule whose check is the sentence itself: see :mod:`mingzhang.language.document.claim_checks`."""
    return Rule(
        id=rule_id,
        title=data["title"],
        severity=Severity(data.get("severity", "error")),
        basis=tuple(data.get("basis", ("A",))),
        judge=partial(_said, rule_id),
        why=data.get("why", "句子里的数要与表里同一个数一致，比率要与它的两个数相符。"),
        remedy=data.get("remedy", "以决算报表为准改正文字；报表有误的先改报表。"),
        kinds=tuple(data.get("kinds", ("final_account",))),
        source=source,
    )


def _said(rule_id: str, document: Examined) -> list[Finding]:
    return document.assertions.get(rule_id, [])


def _from_files(folder: str) -> Iterator[Rule]:
    package = import_module(f"mingzhang.rules.{folder}")
    for entry in pkgutil.iter_modules(package.__path__):
        module = import_module(f"mingzhang.rules.{folder}.{entry.name}")
        yield from_module(module)


def from_module(module: ModuleType) -> Rule:
    """A rule from its file: the object ``RULE`` at its top, its docstring and its function ``check``."""
    title, why, remedy = manual(module.__doc__ or "")
    name = module.__name__.removeprefix("mingzhang.").replace(".", "/")
    declared: Judgement = module.RULE
    return Rule(
        id=declared.id,
        title=title,
        severity=declared.severity,
        basis=declared.basis,
        judge=module.check,
        why=why,
        remedy=remedy,
        kinds=declared.kinds,
        period=declared.period,
        source=f"{name}.py",
        beside=declared.beside,
    )


def manual(docstring: str) -> tuple[str, str, str]:
    """Title, reason and remedy from a rule file's docstring.

    >>> manual("两数相等\\n\\n为什么：同一件事。\\n怎么改：改一个。\\n")
    ('两数相等', '同一件事。', '改一个。')
    """
    text = docstring.partition(">>>")[0]
    title = text.strip().partition("\n")[0].strip()
    parts = {}
    for key in ("为什么", "怎么改"):
        match = re.search(rf"{key}[：:](.*?)(?=\n\s*\n|\n\s*(?:为什么|怎么改)[：:]|\Z)", text, re.S)
        parts[key] = "".join(line.strip() for line in match[1].splitlines()) if match else ""
    return title, parts["为什么"], parts["怎么改"]
