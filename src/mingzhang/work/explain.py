"""Explain rules: one in full, or all in a list."""

from __future__ import annotations

from difflib import get_close_matches

from mingzhang.catalogue import load, places
from mingzhang.language.document.rule import Rule
from mingzhang.rules import reported, unchecked


def explain(rule_id: str) -> str | None:
    """A rule's manual entry; ``None`` when there is no such rule.

    >>> print(explain("T01-05").splitlines()[0])
    T01-05　收入总计等于支出总计
    >>> explain("T99-99") is None
    True
    """
    rule = next((rule for rule in reported() if rule.id == rule_id.upper()), None)
    if rule is None:
        reason = unchecked().get(rule_id.upper())
        return f"{rule_id.upper()}　有意不编码：{reason}" if reason else None
    basis = load().basis
    lines = [f"{rule.id}　{rule.title}", f"级别：{rule.severity.chinese}"]
    if rule.why:
        lines.append(f"为什么：{rule.why}")
    if rule.remedy:
        lines.append(f"怎么改：{rule.remedy}")
    if rule.needs:
        lines.append(f"用到的数：{'、'.join(rule.needs)}")
    lines.append("依据：" + "；".join(basis.get(key, key) for key in rule.basis))
    lines.append(f"写在：{rule.source}")
    return "\n".join(lines)


def rule_list(prefixes: tuple[str, ...] = ()) -> str:
    """All rules, one on a line: id, severity, title.

    >>> "T01-05" in rule_list(("T01",))
    True
    """
    rules: list[Rule] = [rule for rule in reported() if not prefixes or rule.id.startswith(prefixes)]
    return "\n".join(f"{rule.id:8}{rule.severity.chinese}　{rule.title}" for rule in rules)


def unchecked_list() -> str:
    """The catalogue ids that are deliberately not coded, with the reason."""
    return "\n".join(f"{rule_id:8}{reason}" for rule_id, reason in sorted(unchecked().items()))


def nearest_rule(rule_id: str) -> str:
    """The rule whose id looks most like this one; empty where none does.

    >>> nearest_rule("t01-4"), nearest_rule("预算")
    ('T01-04', '')
    """
    near = get_close_matches(rule_id.upper(), [rule.id for rule in reported()], 1, 0.7)
    return near[0] if near else ""


def place_list() -> str:
    """The places described on their own, one on a line: code and name.

    >>> "310107  上海市普陀区" in place_list()
    True
    """
    return "\n".join(f"{code}  {name}" for name, code in sorted(places().items(), key=lambda item: item[1]))
