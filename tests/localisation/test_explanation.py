"""Every smallest explanation, the same in every order, with the right figure where it is clear."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.plant import composed, plant
from mingzhang.facts.fact import stated
from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.number import number_of
from mingzhang.localisation.constraints import Printing
from mingzhang.localisation.explanation import Account, explain
from mingzhang.localisation.proof import refutes
from mingzhang.localisation.suspicion import RELATION
from mingzhang.understanding.understand import understand
from mingzhang.work.check import judge
from tests.accounts import Account as Books
from tests.localisation.checks import cells, judged, rate, sums
from tests.localisation.test_operations import copied_down


def named(account: Account) -> list[list[list[str]]]:
    """For each cause, for each explanation, the texts of the figures it blames."""
    return [
        [sorted(s.figure.text if s.figure else "关系" for s in e.suspicions) for e in cause.explanations]
        for cause in account.causes
    ]


def crossed(size: int, random: Random, **wrong: str) -> list[Finding]:
    """A square table with totals of rows and columns, in which some cells are printed wrong."""
    amounts = {f"{r},{k}": random.randrange(1_00, 900_00) for r in range(size) for k in range(size)}
    for r in range(size):
        amounts[f"{r},和"] = sum(amounts[f"{r},{k}"] for k in range(size))
        amounts[f"和,{r}"] = sum(amounts[f"{k},{r}"] for k in range(size))
    amounts["总"] = sum(amounts[f"{r},和"] for r in range(size))
    c = cells(**{name: f"{value / 100:.2f}" for name, value in amounts.items()} | wrong)
    rows = [sums(f"R{r}", c[f"{r},和"], *(c[f"{r},{k}"] for k in range(size))) for r in range(size)]
    columns = [sums(f"C{k}", c[f"和,{k}"], *(c[f"{r},{k}"] for r in range(size))) for k in range(size)]
    ends = [
        sums("S0", c["总"], *(c[f"{r},和"] for r in range(size))),
        sums("S1", c["总"], *(c[f"和,{k}"] for k in range(size))),
    ]
    return [*rows, *columns, *ends]


@given(st.integers(0, 10_000), st.permutations(range(10)))
@settings(max_examples=30)
def test_one_wrong_cell_is_the_only_explanation_in_every_order(seed: int, order: list[int]) -> None:
    findings = crossed(4, Random(seed), **{"1,2": "999.99"})
    mixed = [findings[n] for n in order]
    assert named(explain(findings)) == named(explain(mixed)) == [[["999.99"]]]


@given(st.integers(0, 10_000))
@settings(max_examples=20)
def test_every_proof_is_accepted_by_the_checker(seed: int) -> None:
    account = explain(crossed(4, Random(seed), **{"1,2": "1234.56", "3,0": "2345.67", "总": "1.00"}))
    assert account.causes
    for cause in account.causes:
        assert cause.proven
        assert all(refutes(account.system, proof) for proof in cause.proofs)


def test_all_smallest_explanations_are_listed() -> None:
    """One sum fails and nothing else is known: any of its figures may be wrong."""
    c = cells(总="9.99", 一="1.00", 二="2.00", 三="4.00")
    (cause,) = explain([sums("甲", c["总"], c["一"], c["二"], c["三"])]).causes
    assert sorted(s.figure.text for e in cause.explanations for s in e.suspicions if s.figure) == [
        "1.00",
        "2.00",
        "4.00",
        "9.99",
    ]
    assert sum(e.confidence for e in cause.explanations) <= 1


def test_figures_changed_at_will_are_not_listed_beside_a_slip_that_explains_everything() -> None:
    """47.11 with two digits swapped makes the sum right; for the others a number must be made up."""
    c = cells(总="98.46", 一="41.71", 二="21.35", 三="30.00")
    (cause,) = explain([sums("甲", c["总"], c["一"], c["二"], c["三"])]).causes
    (only,) = cause.explanations
    assert [(s.figure, s.replacement) for s in only.suspicions] == [(c["一"], "47.11万元")]
    assert cause.far_fetched == 3
    assert only.confidence > 0.9
    doubtful = cells(总="98.46", 一="41.71", 二="22.83", 三="28.52")  # 22.83 for 28.23 is a swap as well
    (cause,) = explain([sums("甲", *doubtful.values())]).causes
    assert [e.suspicions[0].slip for e in cause.explanations] == ["相邻两位写颠倒"] * 2
    assert sum(e.confidence for e in cause.explanations) > 0.9


def test_what_another_table_prints_for_the_same_item_tells_siblings_apart() -> None:
    """The sum fails and 2.00 or 4.00 may be wrong; only for 4.00 does another table say what is needed."""
    facts = stated(
        "支出表[合计].基本支出 9.30", "支出表[201].基本支出 2.00", "支出表[208].基本支出 4.00",
        "一般表[201].合计 2.00", "一般表[208].合计 7.30",
    )  # fmt: skip
    total, first, second, *_ = (fact.figure for fact in facts)
    (cause,) = explain([sums("甲", total, first, second)], facts).causes
    best, *rest = cause.explanations
    assert [(s.figure, s.replacement) for s in best.suspicions] == [(second, "7.30万元")]
    (alone,) = explain([sums("甲", total, first, second)]).causes
    assert best.confidence > max(e.confidence for e in alone.explanations)
    assert all(e.confidence < 0.1 for e in rest)


def test_errors_that_merge_into_fewer_causes_are_no_sign_of_cut_off_tails() -> None:
    """Eight slips of an office that rounds: cut off, they would be fewer causes, of more figures."""
    report, _ = plant(composed(Books(1050)), 8, Random(9050))
    document = understand(report)
    assert explain(judge(document), document.facts).printing is Printing.ROUNDED


def test_a_clean_document_has_no_causes() -> None:
    assert explain(crossed(5, Random(1))).causes == ()
    assert explain([]).causes == ()


def test_rounding_that_no_single_check_shows() -> None:
    """Each step is within rounding, all four together are not."""
    c = cells(甲="1.00", 乙="1.01", 丙="1.02", 丁="1.03", 戊="1.04")
    names = list(c)
    checks = [judged(f"R{n}", number_of(c[b]) - number_of(c[a])) for n, (a, b) in enumerate(pairwise(names))]
    assert {f.verdict for f in checks} == {Verdict.ROUNDING}
    (cause, *_) = explain(checks).causes
    assert cause.findings == ()
    assert cause.joint
    assert all(len(told) >= 2 for told in cause.joint)


def test_a_guessed_relation_convicts_nobody() -> None:
    c = cells(甲="5.00", 乙="7.00", 丙="5.00", 丁="7.00")
    guessed = sums("N-59", c["甲"], c["乙"])
    guessed.inferred = True
    (cause,) = explain([guessed, sums("X-01", c["甲"], c["丙"]), sums("X-02", c["乙"], c["丁"])]).causes
    (only,) = cause.explanations
    assert [s.slip for s in only.suspicions] == [RELATION]
    (cause,) = explain([guessed]).causes
    blamed = [e for e in cause.explanations if e.suspicions[0].figure is not None]
    assert len(blamed) == 2
    assert all(e.confidence <= 0.5 for e in blamed)


def test_a_copied_slip_is_traced_to_its_source() -> None:
    c, checks = copied_down()
    (cause,) = explain(checks).causes
    best = cause.explanations[0]
    (suspicion,) = best.suspicions
    assert suspicion.figure is c["一"]
    assert suspicion.replacement == "12.00万元"
    assert "跟着错" in suspicion.slip
    assert {figure.text for figure, _ in suspicion.derived} == {"26.00", "80.77"}


@pytest.mark.parametrize(
    ("percent", "slip"),
    [("25.00", "比率的基数用错"), ("33.33", ""), ("0.20", "百分数写成小数")],
)
def test_how_a_percentage_went_wrong(percent: str, slip: str) -> None:
    """2.00 of 10.00 are 20 %; 2.00 of the 8.00 that are left are 25 %."""
    c = cells(减="2000.00", 前="10000.00", 又减="2000.00", 又前="10000.00", 再减="2000.00", 再前="10000.00")
    checks = [rate("N-01", percent, c["减"], c["前"])]
    checks += [
        sums("X", c["减"], c["又减"]),
        sums("Y", c["前"], c["又前"]),
        sums("Z", c["又减"], c["再减"]),
        sums("W", c["又前"], c["再前"]),
    ]
    (cause,) = explain(checks).causes
    (suspicion,) = cause.explanations[0].suspicions
    assert (suspicion.replacement, suspicion.slip) == ("20.00%", slip)


def test_last_years_figure_in_this_years_place() -> None:
    facts = stated("总表.甲 7.31", "上年:总表.甲 7.31", "总表.乙 4.00", "总表.丙 4.00")
    figures = {name: fact.figure for name in ("总表.甲", "总表.乙", "总表.丙") if (fact := facts.get(name))}
    a, b, c = figures.values()
    checks = [sums("X", a, b), sums("Y", b, c), sums("Z", a, c)]
    (cause,) = explain(checks, facts).causes
    (suspicion,) = cause.explanations[0].suspicions
    assert (suspicion.replacement, suspicion.slip) == ("4.00万元", "抄了上年的数")


def truncated(random: Random, wrong: bool = False) -> list[Finding]:
    """Sums of an office that cuts off what lies behind the second decimal."""
    checks = []
    for n in range(40):
        parts = [random.randrange(10**4, 10**9) for _ in range(6)]
        texts = [f"{value // 10**4 / 100:.2f}" for value in [sum(parts), *parts]]
        c = cells(**{f"{n}.{k}": text for k, text in enumerate(texts)})
        checks.append(sums(f"T{n}", *c.values()))
    if wrong:
        c = cells(一="1.00", 二="2.00", 总="9.00")
        checks.append(sums("错", c["总"], c["一"], c["二"]))
    return checks


def test_an_office_that_cuts_off_tails_is_not_accused() -> None:
    checks = truncated(Random(2))
    assert any(f.verdict is Verdict.FAILS for f in checks), "rounding alone would not explain all of them"
    account = explain(checks)
    assert (account.printing, account.causes) == (Printing.TRUNCATED, ())


def test_a_real_error_is_seen_among_cut_off_tails() -> None:
    account = explain(truncated(Random(2), wrong=True))
    (cause,) = account.causes
    assert cause.findings == (40,)


def test_a_search_cut_short_says_so() -> None:
    wrong = {f"{n},{n}": f"{1000 + n}.{n}7" for n in range(6)}
    account = explain(crossed(6, Random(3), **wrong), steps=4)
    assert account.causes
    assert not all(cause.proven for cause in account.causes)
    assert all(cause.explanations for cause in account.causes)
    assert max(e.confidence for cause in account.causes for e in cause.explanations) <= 0.5
