"""One cause, one finding: what smallest explanation there is, who is suspect, and what is folded beneath."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import pairwise
from random import Random

import pytest

from bench.seeds import changed, seeded, spots
from mingzhang.disclosure.compose import FinalAccount, compose
from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import Number, Printed, number_of, printed, read
from mingzhang.facts.place import Place
from mingzhang.language.document.verdicts import fails, holds
from mingzhang.language.identity.formula import compare
from mingzhang.localisation.explanation import explain
from mingzhang.localisation.tell import localise
from mingzhang.understanding.understand import understand
from mingzhang.work.check import check
from mingzhang.work.examples import facts
from mingzhang.work.show import report_text
from tests.accounts import TERMS, WORDS, Account
from tests.localisation.test_explanation import truncated
from tests.localisation.test_operations import copied_down

Figures = dict[str, Printed]


def cells(**texts: str) -> Figures:
    return {
        name: printed(text, "万元", Place(table="表", row=name, printed=text)) for name, text in texts.items()
    }


def judged(rule: str, gap: Number) -> Finding:
    """What an identity with this gap says."""
    verdict = compare(gap)
    places = [figure.place for figure in gap.sources]
    found = holds(*places) if verdict is Verdict.HOLDS else fails(f"{rule}不等", *places, gap=gap)
    found.rule, found.verdict, found.gap = rule, verdict, gap
    return found


def total(whole: Printed, *parts: Printed) -> Number:
    gap = number_of(whole)
    for part in parts:
        gap = gap - number_of(part)
    return gap


def folded(findings: list[Finding]) -> list[Finding]:
    return localise(findings, facts())


def ends(expected: str) -> tuple[Fraction, Fraction]:
    """The smallest and the largest figure that a finding asks for."""
    found = [Fraction(part.removesuffix("万元")) for part in expected.split("至")]
    return found[0], found[-1]


def failed(findings: list[Finding]) -> list[Finding]:
    return [found for found in findings if found.verdict is Verdict.FAILS]


def crossed(**texts: str) -> list[Finding]:
    """A 2×2 table: rows 一 and 二, columns 甲 and 乙, with totals of rows and columns."""
    c = cells(**({"一甲": "1.00", "一乙": "2.00", "二甲": "3.00", "二乙": "4.00"} | texts))
    c |= cells(**({"一": "3.00", "二": "7.00", "甲": "4.00", "乙": "6.00", "总": "10.00"} | {
        name: text for name, text in texts.items() if name in ("一", "二", "甲", "乙", "总")
    }))  # fmt: skip
    return [
        judged("R-01", total(c["一"], c["一甲"], c["一乙"])),
        judged("R-02", total(c["二"], c["二甲"], c["二乙"])),
        judged("C-01", total(c["甲"], c["一甲"], c["二甲"])),
        judged("C-02", total(c["乙"], c["一乙"], c["二乙"])),
        judged("S-01", total(c["总"], c["一"], c["二"])),
        judged("S-02", total(c["总"], c["甲"], c["乙"])),
    ]


@pytest.mark.parametrize("cell", ["一甲", "一乙", "二甲", "二乙", "一", "二", "甲", "乙", "总"])
@pytest.mark.parametrize("text", ["88.00", "0.00", "5.55"])
def test_one_wrong_cell_of_a_table_is_one_finding_that_names_it(cell: str, text: str) -> None:
    right = {"一甲": "1.00", "一乙": "2.00", "二甲": "3.00", "二乙": "4.00", "一": "3.00", "二": "7.00",
             "甲": "4.00", "乙": "6.00", "总": "10.00"}[cell]  # fmt: skip
    findings = crossed(**{cell: text})
    (found,) = failed(folded(findings))
    assert (found.printed, found.places[0].row) == (f"{text}万元", cell)
    low, high = ends(found.expected)
    assert low <= Fraction(right) <= high
    assert high - low <= Fraction(2, 100)
    (suspect,) = found.suspects
    assert (suspect.place, suspect.printed) == (0, text)
    broken = [f.rule for f in failed(findings)]
    assert sorted([found.rule, *found.consequences]) == sorted(broken)
    assert all(f"{rule}" in broken for rule in found.consequences)


def test_nothing_is_folded_when_nothing_fails() -> None:
    findings = crossed()
    assert folded(findings) == findings
    assert folded([]) == []


def test_two_wrong_cells_far_apart_are_two_findings() -> None:
    c = cells(
        甲="9.00",
        一="1.00",
        二="2.00",
        乙="3.00",
        丙="3.00",
        丁="8.00",
        三="1.00",
        四="1.00",
        戊="2.00",
        己="2.00",
    )
    findings = [
        judged("T01-01", total(c["甲"], c["一"], c["二"])),
        judged("T01-02", total(c["甲"], c["乙"])),
        judged("T01-03", total(c["乙"], c["丙"])),
        judged("T02-01", total(c["丁"], c["三"], c["四"])),
        judged("T02-02", total(c["丁"], c["戊"])),
        judged("T02-03", total(c["戊"], c["己"])),
    ]
    assert sorted((f.printed, f.expected) for f in failed(folded(findings))) == [
        ("8.00万元", "2.00万元"),
        ("9.00万元", "3.00万元"),
    ]


def test_identities_that_ask_for_different_values_are_not_folded() -> None:
    c = cells(甲="9.00", 乙="3.00", 丙="5.00")
    findings = [judged("T01-01", total(c["甲"], c["乙"])), judged("T01-02", total(c["甲"], c["丙"]))]
    left = failed(folded(findings))
    assert [f.rule for f in left] == ["T01-01", "T01-02"]
    assert all(f.suspects for f in left), "each names its own candidates"


def test_a_figure_that_satisfies_others_is_not_blamed() -> None:
    """甲 is right in two identities: the fault is in the other one of the failing identity."""
    c = cells(甲="3.00", 乙="3.00", 丙="3.00", 丁="8.00")
    findings = [
        judged("T01-01", total(c["甲"], c["乙"])),
        judged("T01-02", total(c["甲"], c["丙"])),
        judged("T01-03", total(c["甲"], c["丁"])),
    ]
    (found,) = failed(folded(findings))
    (only,) = found.suspects
    assert (only.printed, only.replacement) == ("8.00", "3.00万元")
    assert only.confidence > 0.9


def test_the_gravest_severity_stays() -> None:
    findings = crossed(总="99.00")
    first, second = failed(findings)
    first.severity, second.severity = Severity.WARNING, Severity.ERROR
    (found,) = failed(folded(findings))
    assert found.severity is Severity.ERROR


def test_findings_without_a_gap_are_left_alone() -> None:
    wording = fails("书名号不成对", Place(page=1))
    wording.rule = "W-01"
    findings = [*crossed(总="99.00"), wording]
    assert wording in folded(findings)
    assert wording.suspects == []


def test_a_figure_is_asked_for_in_its_own_unit_and_decimals() -> None:
    big = printed("12000000.00", "元", Place(row="总", printed="12000000.00"))
    parts = [read("1000.00", "万元"), read("500.0", "万元")]
    gap = number_of(big) - parts[0] - parts[1]
    other = number_of(big) - read("0.15", "亿元")
    third = [judged(f"H-0{n}", part - part) for n, part in enumerate(parts, 1)]
    (found,) = failed(folded([judged("X-01", gap), judged("X-02", other), *third]))
    assert (found.printed, found.expected) == ("12000000.00元", "15000000.00元")


# -- whole accounts ---------------------------------------------------------------------------------------


def asked(expected: str, old: str) -> bool:
    """Whether the old figure is what is asked for, up to what rounding leaves open."""
    if not expected.endswith("万元"):
        return False
    low, high = ends(expected)
    near = Fraction(3, 100)
    return low - near <= Fraction(old) <= high + near


def located(seed: int, slip: str) -> list[tuple[bool, bool]]:
    """For each table cell changed: is there one finding, and is the cell a suspect with its old value."""
    base = compose(
        FinalAccount(Account(seed).facts, "某市某区统计局", 2023, words=WORDS, terms=TERMS)
    ).report()
    results = []
    for spot in spots(base):
        change = changed(spot, slip) if spot.cell is not None else None
        if change is None or spot.order % 10:
            continue
        found = [
            f
            for f in check(understand(seeded(base, spot, *change))).failed
            if f.severity is not Severity.INFO
        ]
        one = len(found) == 1
        named = any(f.printed.startswith(change[0]) and asked(f.expected, spot.text) for f in found) or any(
            s.printed == change[0] and asked(s.replacement, spot.text) for f in found for s in f.suspects
        )
        results.append((one, named))
    return results


def test_one_wrong_cell_gives_one_finding_that_names_it(
    record_property: Callable[[str, object], None],
) -> None:
    """At least nine times in ten, over fixed accounts and slips."""
    results = [result for seed, slip in ((2, "加减"), (3, "相邻两位对调")) for result in located(seed, slip)]
    one = sum(one for one, _ in results) / len(results)
    named = sum(named for _, named in results) / len(results)
    print(f"{len(results)} cells: one finding {one:.1%}, the cell named with its old value {named:.1%}")
    record_property("one_finding", round(one, 3))
    record_property("named", round(named, 3))
    assert len(results) >= 20
    assert one >= 0.9
    assert named >= 0.9


# -- what is told -----------------------------------------------------------------------------------------


def test_the_causes_are_the_same_in_every_order() -> None:
    def told(findings: list[Finding]) -> list[tuple[str, str, list[str], list[tuple[str, str, float]]]]:
        return sorted(
            (
                f.printed,
                f.expected,
                sorted([f.rule, *f.consequences]),
                [(s.printed, s.replacement, s.confidence) for s in f.suspects],
            )
            for f in failed(folded(findings))
        )

    texts = {"总": "99.00", "一甲": "7.00"}
    assert told(crossed(**texts)) == told(crossed(**texts)[::-1])


def test_suspects_come_likeliest_first_and_point_to_places() -> None:
    c = cells(总="9.99", 一="1.00", 二="2.00", 三="4.00")
    (found,) = failed(folded([judged("T01-01", total(c["总"], c["一"], c["二"], c["三"]))]))
    confidences = [s.confidence for s in found.suspects]
    assert len(found.suspects) == 4
    assert confidences == sorted(confidences, reverse=True)
    assert {found.places[s.place].row: s.printed for s in found.suspects} == {
        "总": "9.99",
        "一": "1.00",
        "二": "2.00",
        "三": "4.00",
    }


def test_what_is_far_fetched_is_counted_but_not_listed() -> None:
    c = cells(总="98.46", 一="41.71", 二="21.35", 三="30.00")
    (found,) = failed(folded([judged("T01-01", total(c["总"], c["一"], c["二"], c["三"]))]))
    assert [(s.printed, s.replacement) for s in found.suspects] == [("41.71", "47.11万元")]
    assert "另有 3 种解释也能使等式成立" in found.explanation


# -- when a figure may be called wrong --------------------------------------------------------------------


def single(whole: str, *parts: str) -> tuple[Finding, Finding]:
    """What is said of one sum that fails, at its total, with nothing else known; before and after."""
    c = cells(总=whole) | cells(**dict(zip("一二三", parts, strict=True)))
    before, after = (judged("T01-01", total(*c.values())) for _ in range(2))
    (found,) = failed(folded([after]))
    return before, found


def test_one_check_keeps_its_own_figure_unless_a_named_slip_explains_the_other() -> None:
    """The sum says that 98.46 should be 93.06; only a slip elsewhere that fits exactly speaks against it."""
    _, blamed = single("98.46", "41.71", "21.35", "30.00")
    assert (blamed.printed, blamed.expected) == ("41.71万元", "47.11万元")
    assert "相邻两位写颠倒" in blamed.message
    assert blamed.places[0].row == "一"


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        (("98.46", "44.44", "21.35", "30.00"), "any of them may be wrong"),
        (("98.46", "41.71", "22.83", "28.52"), "two of them may have been swapped"),
        (("107.02", "55.01", "21.97", "29.99"), "one digit is wrong, but several would do"),
        (("7", "41.71", "21.35", "30.00"), "it is the check's own figure, and no slip explains it"),
    ],
)
def test_one_check_says_what_it_said_before_where(texts: tuple[str, ...], why: str) -> None:
    before, found = single(*texts)
    told = (found.message, found.printed, found.expected, found.places[0].row)
    assert told == (before.message, before.printed, before.expected, "总"), why


def test_a_named_slip_is_said_of_the_check_s_own_figure_too() -> None:
    _, found = single("39.06", "41.71", "21.35", "30.00")
    assert "（相邻两位写颠倒）" in found.message
    assert (found.printed, found.expected) == ("39.06万元", "93.06万元")


def test_a_doubtful_suspect_does_not_change_the_message() -> None:
    c = cells(总="9.99", 一="1.11", 二="2.22", 三="4.44")
    finding = judged("T01-01", total(c["总"], c["一"], c["二"], c["三"]))
    before = (finding.message, finding.printed, finding.expected)
    (found,) = failed(folded([finding]))
    assert (found.message, found.printed, found.expected) == before


def test_what_only_shows_jointly_is_a_finding_of_its_own() -> None:
    c = cells(甲="1.00", 乙="1.01", 丙="1.02", 丁="1.03", 戊="1.04")
    chain = [judged(f"T0{n}-01", total(c[b], c[a])) for n, (a, b) in enumerate(pairwise(c), 1)]
    assert failed(chain) == []
    joint = failed(folded(chain))
    assert {f.rule for f in joint} == {"X-44"}
    assert all(f.severity is Severity.WARNING and len(f.consequences) >= 2 for f in joint)
    assert all(place in [figure.place for figure in c.values()] for f in joint for place in f.places)


def test_a_copied_slip_is_one_finding_at_its_source() -> None:
    c, checks = copied_down()
    (found,) = failed(folded(checks))
    assert (found.printed, found.expected) == ("21.00万元", "12.00万元")
    assert found.places[0] == c["一"].place
    assert "跟着错" in found.explanation
    assert "26.00万元应为 17.00万元" in found.explanation


def test_a_search_cut_short_is_said_aloud(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingzhang.localisation.tell.explain", partial(explain, steps=2))
    found = failed(folded(crossed(总="99.00", 一甲="77.00", 二乙="66.00")))
    assert any("未证明最小" in f.explanation for f in found)


def test_an_office_that_cuts_off_tails_has_rounding_differences_only() -> None:
    checks = truncated(Random(2))
    accused = len(failed(checks))
    told = folded(checks)
    assert accused
    assert failed(told) == []
    assert sum("截去尾数" in f.message for f in told) == accused


def test_the_map_of_blind_spots_is_made_when_asked_for() -> None:
    document = understand(
        compose(FinalAccount(Account(2).facts, "某市某区统计局", 2023, words=WORDS, terms=TERMS)).report()
    )
    assert check(document).blind_spots is None
    result = check(document, blind=True)
    assert result.blind_spots
    data = result.to_json()["blind_spots"]
    assert len(data) == len(result.blind_spots)
    text = report_text(result.result())
    assert "盲区：" in text


def test_a_check_that_fails_for_its_own_reason_is_not_folded_beneath_another_cause(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The proof of one cause may lean on a check that another one breaks; each keeps its own finding."""
    c = cells(甲="9.00", 一="1.00", 二="2.00", 乙="3.00", 丁="8.00", 三="1.00", 四="1.00", 戊="2.00")
    findings = [
        judged("T01-01", total(c["甲"], c["一"], c["二"])),
        judged("T01-02", total(c["甲"], c["乙"])),
        judged("T02-01", total(c["丁"], c["三"], c["四"])),
        judged("T02-02", total(c["丁"], c["戊"])),
    ]
    account = explain(findings)
    assert [cause.findings for cause in account.causes] == [(2, 3), (0, 1)]
    leaning = replace(account.causes[1], findings=(0, 1, 2, 3))
    monkeypatch.setattr(
        "mingzhang.localisation.tell.explain",
        lambda *_, **__: replace(account, causes=(account.causes[0], leaning)),
    )
    left = failed(folded(findings))
    assert [(f.printed, f.consequences) for f in left] == [
        ("9.00万元", ["T01-02"]),
        ("8.00万元", ["T02-02"]),
    ]
