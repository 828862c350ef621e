"""Every rule of data can fail: moving a needed figure breaks it, removing one leaves it undecided."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import mingzhang.rules as rules_module
from mingzhang.catalogue import load
from mingzhang.facts.fact import Fact, Facts
from mingzhang.facts.finding import Verdict
from mingzhang.facts.number import printed
from mingzhang.facts.place import Place
from mingzhang.facts.report import Report
from mingzhang.language.document.claim_checks import DEFAULT, DIRECTION, SHARES_TOTAL
from mingzhang.language.document.document import Document
from mingzhang.language.document.equation import equation
from mingzhang.language.document.rule import Rule
from mingzhang.language.identity.formula import Formula, Term, parse
from mingzhang.rules import FOLDERS, all_rules, from_module, manual, unchecked
from tests.conftest import ROOT

RULES = {rule.id: rule for rule in all_rules()}
PACKAGE = ROOT / "src" / "mingzhang"
DATA = sorted((PACKAGE / "rules").glob("*/*.toml"))
KEYS = {"类": "201", "款": "20101", "项": "2010101", "合计": "合计", "": "201"}
BELOW = {"201": ("20101", "20102"), "20101": ("2010101", "2010102"), "合计": ("201", "202")}
UNITS = ("某市甲中心", "某市乙中心")
STEP = 3_00  # 3.00 万元: beyond what the rounding of any of these identities can explain


@cache
def entries() -> dict[str, dict[str, object]]:
    """The lines of data of all rules, by id."""
    found: dict[str, dict[str, object]] = {}
    for path in DATA:
        found |= tomllib.loads(path.read_text(encoding="utf-8"))["rule"]
    return found


@dataclass
class Instance:
    """One identity of a rule with its variables set, and the plain names of its terms."""

    rule: Rule
    formula: Formula
    terms: list[tuple[str, Term, int]]  # name, term, sign when all is brought to the left side

    def solved(self) -> dict[str, int]:
        """Different amounts in 0.01 万元 that satisfy the identity exactly."""
        amounts = {name: 11_00 + 13_37 * number for number, (name, _, _) in enumerate(self.terms[1:], 1)}
        first, _, sign = self.terms[0]
        amounts[first] = -sign * sum(s * amounts[name] for name, _, s in self.terms[1:])
        return amounts

    def facts(self, amounts: dict[str, int]) -> Facts:
        """Table facts; every row has a second column (备查), so that a row stays where a figure goes."""
        facts = Facts(groups={"所属单位": UNITS})
        for name, amount in amounts.items():
            facts.add(Fact(name, printed(f"{amount / 100:.2f}", "万元")))
        for name, _, _ in self.terms:
            table, bracket, rest = name.partition("[")
            row = f"{table}[{rest.partition(']')[0]}]" if bracket else name.partition(".")[0]
            facts.add(Fact(f"{row}.备查", printed("0.00", "万元", Place(column="备查"))))
        return facts

    def verdicts(self, facts: Facts) -> set[Verdict]:
        """What this identity says; what it says about the second column is left aside."""
        document = Document(Report("例", "txt"), load(), "final_account", facts=facts)
        return {
            found.verdict
            for found in self.rule.check(document)
            if not found.places or any(place.column != "备查" for place in found.places)
        }


def plain_names(term: Term, setting: dict[str, str]) -> list[str]:
    name = term.name
    for variable, value in setting.items():
        name = name.replace("{" + variable + "}", value)
    if not term.total:
        return [name]
    group, colon, figure = name.partition(":")
    if colon:
        assert group == "所属单位"
        return [f"{unit}:{figure}" for unit in UNITS]
    table, _, rest = name.partition("[")
    key, _, column = rest.partition("]")
    rows = BELOW[key[:-1]] if key.endswith("/") else ("201", "202")
    if key.endswith("*"):
        rows = (key[:-1] + "01", key[:-1] + "02")
    return [f"{table}[{row}]{column}" for row in rows]


def instance(rule: Rule, text: str, each: list[str]) -> Instance:
    setting = {}
    for clause in each:
        variable, _, where = clause.partition(" in ")
        level = where.partition(".")[2]
        setting[variable] = "金额" if variable == "列" else KEYS[level]
    formula = parse(text)
    terms = []
    for side, way in ((formula.left, 1), (formula.right, -1)):
        for term in side:
            terms += [(name, term, way * term.sign) for name in plain_names(term, setting)]
    return Instance(rule, formula, terms)


def instances() -> Iterator[Instance]:
    for rule_id, entry in entries().items():
        if "holds" in entry:
            holds = entry["holds"]
            for text in holds if isinstance(holds, list) else [holds]:
                alone = {**entry, "holds": text}
                each: Any = entry.get("each", ())
                yield instance(equation(rule_id, alone), str(text), list(each))


ALL = [pytest.param(one, id=f"{one.rule.id} {one.terms[0][0]}") for one in instances()]


def test_the_walk_meets_every_identity() -> None:
    texts = [str(e["holds"]) for e in entries().values() if "holds" in e]
    assert len(ALL) >= len(texts) >= 80


@pytest.mark.parametrize("one", ALL)
def test_it_holds_when_the_figures_agree(one: Instance) -> None:
    assert one.verdicts(one.facts(one.solved())) == {Verdict.HOLDS}


@pytest.mark.parametrize("one", ALL)
def test_moving_any_figure_breaks_it(one: Instance) -> None:
    amounts = one.solved()
    for name, _, sign in one.terms:
        ways = {"=": (1, -1), "≥": (-sign,), "≤": (sign,)}[one.formula.relation]
        for way in ways:
            moved = one.facts({**amounts, name: amounts[name] + way * STEP})
            assert Verdict.FAILS in one.verdicts(moved), f"{name} {way * STEP}"
        if one.formula.relation != "=":
            kept = one.facts({**amounts, name: amounts[name] - ways[0] * STEP})
            assert one.verdicts(kept) == {Verdict.HOLDS}, f"{name} may move that way"


@pytest.mark.parametrize("one", ALL)
def test_moving_a_figure_by_a_last_digit_is_rounding(one: Instance) -> None:
    amounts = one.solved()
    sources = len(one.terms)
    for name, _, sign in one.terms:
        way = {"=": 1, "≥": -sign, "≤": sign}[one.formula.relation]
        moved = one.facts({**amounts, name: amounts[name] + way})
        assert one.verdicts(moved) == {Verdict.ROUNDING if sources > 1 else Verdict.FAILS}, name


@pytest.mark.parametrize("one", ALL)
def test_removing_any_figure_makes_it_undecided(one: Instance) -> None:
    """A line that may be left out counts as zero only where its table was read without it."""
    amounts = one.solved()
    for name, term, _ in one.terms:
        facts = one.facts({other: amount for other, amount in amounts.items() if other != name})
        if term.optional:
            facts.unread.add(name)
        assert one.verdicts(facts) == {Verdict.UNDECIDED}, name


OPTIONAL = [p for p in ALL if any(t.optional for _, t, _ in p.values[0].terms)]  # type: ignore[union-attr]


@pytest.mark.parametrize("one", OPTIONAL)
def test_a_line_that_may_be_left_out_counts_as_zero(one: Instance) -> None:
    amounts = one.solved()
    optional = [name for name, term, _ in one.terms if term.optional]
    first, _, sign = one.terms[0]
    kept = {name: amount for name, amount in amounts.items() if name not in optional}
    if first in kept:
        kept[first] = -sign * sum(s * kept[name] for name, _, s in one.terms[1:] if name in kept)
        assert Verdict.FAILS not in one.verdicts(one.facts(kept))
        kept[first] += {"=": 1, "≥": -sign, "≤": sign}[one.formula.relation] * STEP
        assert Verdict.FAILS in one.verdicts(one.facts(kept))


# -- what every rule has ----------------------------------------------------------------------------------


def test_ids_are_unique_and_well_formed() -> None:
    ids = [rule.id for rule in all_rules()]
    assert len(ids) == len(set(ids)) == len(RULES)
    assert ids == sorted(ids)
    assert all(re.fullmatch(r"(?:T\d\d|[A-Z])-\d\d", rule_id) for rule_id in ids)
    assert not set(ids) & set(unchecked()), "a coded rule is not listed as unchecked"


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_a_rule_says_what_why_and_on_whose_word(rule: Rule) -> None:
    assert 4 <= len(rule.title) <= 60
    assert not rule.title.endswith(("。", "；", "，", "："))
    assert rule.why.endswith("。"), rule.why
    assert rule.remedy.endswith("。"), rule.remedy
    assert rule.basis
    assert set(rule.basis) <= set(load().basis)
    assert (PACKAGE / rule.source).is_file()
    assert rule.kinds
    assert (rule.period.since or 0) <= (rule.period.until or 9999)


def test_an_id_used_twice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = equation("T01-05", {"title": "又一条", "holds": "甲.一 = 甲.二"}, "rules/别处.toml")
    monkeypatch.setattr(
        rules_module, "_from_files", lambda folder: iter([twice] if folder == "wording" else [])
    )
    with pytest.raises(
        ValueError, match=r"规则编号重复：T01-05（rules/accounts/tables\.toml、rules/别处\.toml）"
    ):
        rules_module.all_rules.__wrapped__()


def test_titles_tell_rules_apart() -> None:
    titles: dict[str, str] = {}
    for rule in all_rules():
        assert titles.setdefault(rule.title, rule.id) == rule.id


def test_ids_stay_with_the_list_of_checks(shared: Path) -> None:
    """A rule whose id the list of checks knows is about what the list says under it; none is reused."""
    text = (shared / "domain" / "crosschecks.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"\b([A-Z]\d{0,2}-\d\d)\b", text))
    own = [rule_id for rule_id in (*RULES, *unchecked()) if rule_id not in listed]
    for rule_id in own:
        family, _, number = rule_id.partition("-")
        last = max(int(other.partition("-")[2]) for other in listed if other.startswith(family + "-"))
        assert int(number) > last, f"{rule_id}: ids of our own come after those of the list"


# -- sentences as rules -----------------------------------------------------------------------------------


def test_every_asserted_rule_is_asserted_by_a_phrase() -> None:
    """An id that no phrase names could never fail; an id that a phrase names must exist."""
    named = {
        rule_id for phrase in (*load().phrases, *load().budget_phrases) for rule_id in phrase.rules.values()
    }
    named |= {*DEFAULT.values(), DIRECTION, SHARES_TOTAL}
    asserted = {rule_id for rule_id, entry in entries().items() if "holds" not in entry}
    assert asserted == named


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_file_that_checks_is_a_rule(folder: str) -> None:
    """A file with a ``check`` but without an id would silently never run."""
    for path in sorted((PACKAGE / "rules" / folder).glob("*.py")):
        module = import_module(f"mingzhang.rules.{folder}.{path.stem}") if path.stem != "__init__" else None
        if module is not None and hasattr(module, "check"):
            assert module.RULE.id in RULES, path.name


@pytest.mark.parametrize(
    ("docstring", "parts"),
    [
        ("甲等于乙\n\n为什么：因。\n怎么改：改。\n", ("甲等于乙", "因。", "改。")),
        ("甲\n\n为什么：因，\n因二。\n怎么改：改。\n\n另起一段。", ("甲", "因，因二。", "改。")),
        ("甲\n\n怎么改：改。\n>>> 为什么：不是", ("甲", "", "改。")),
        ("", ("", "", "")),
    ],
)
def test_manual_pages(docstring: str, parts: tuple[str, str, str]) -> None:
    assert manual(docstring) == parts


def test_a_rule_file_becomes_a_rule() -> None:
    module = import_module("mingzhang.rules.narrative.vehicles")
    rule = from_module(module)
    assert (rule.id, rule.severity, rule.judge) == (module.RULE.id, module.RULE.severity, module.check)
    assert rule.source == "rules/narrative/vehicles.py"
