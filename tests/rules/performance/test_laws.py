"""Laws of the performance rules: a consistent form passes, a changed figure is always noticed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.number import shown
from mingzhang.language.document.document import Document
from mingzhang.language.evaluation.grid import marks
from mingzhang.rules import all_rules
from mingzhang.work.evaluation_examples import form, narrative, score_table, together

RULES = [rule for rule in all_rules() if rule.id.startswith("P-")]


def faults(document: Document) -> list[Finding]:
    """What fails in a document, by all performance rules."""
    found = (finding for rule in RULES for finding in rule.check(document))
    return [finding for finding in found if finding.verdict is Verdict.FAILS]


@dataclass(frozen=True)
class Plan:
    """A form that is right by construction: outturn in cents, weights and marks of three rows."""

    budget: int
    outturn: int
    weights: tuple[int, int, int]
    lost: tuple[int, int, int]

    def document(self) -> Document:
        share = Fraction(self.outturn, self.budget)
        rate_score = marks(10 * share)
        scores = [weight - lost for weight, lost in zip(self.weights, self.lost, strict=True)]
        total = sum(scores) + Fraction(rate_score)
        amounts = [shown(Fraction(cents), "", 2) for cents in (self.budget * 100, self.outturn * 100)]
        budget, spent = (text[:-3] for text in amounts)
        rows = [
            f"{kind}|{name}|全覆盖|{done}|{weight}|{score}|{'已改进' if lost else ''}"
            for (kind, name, done), weight, score, lost in zip(
                NAMES, self.weights, scores, self.lost, strict=True
            )
        ]
        sources = [f"其中：当年财政拨款|{budget}|{budget}|{spent}", "上年结转资金|0|0|0", "其他资金|0|0|0"]
        return form(
            funds=(budget, budget, spent),
            rate=("10", shown(100 * share, "%"), rate_score),
            rows=rows,
            total=("100", marks(total)),
            sources=sources,
        )


NAMES = (
    ("数量指标", "一年之内的巡查次数", "巡查已做"),
    ("社会效益指标", "居民安全意识", "明显增强"),
    ("满意度指标", "居民满意程度", "多数居民满意"),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Random consistent forms."""
    budget = draw(st.integers(100, 99_999))
    outturn = draw(st.integers(budget // 2, budget))
    first = draw(st.integers(10, 60))
    second = draw(st.integers(10, 80 - first))
    weights = (first, second, 90 - first - second)
    lost = tuple(draw(st.integers(0, weight // 2)) for weight in weights)
    return Plan(budget, outturn, weights, (lost[0], lost[1], lost[2]))


@given(plans())
def test_a_consistent_form_has_no_fault(plan: Plan) -> None:
    assert not [str(found) for found in faults(plan.document())]


@given(plans(), st.data())
def test_any_changed_mark_is_noticed(plan: Plan, data: st.DataObject) -> None:
    document = plan.document()
    one = document.evaluations[0]
    target = data.draw(st.sampled_from([*one.weights(), *one.scores(), one.total_full, one.total_score]))
    change = data.draw(st.integers(-9, 9).filter(bool))
    assert target.figure is not None and target.cell is not None
    assume(target.figure.value + change >= 0)
    target.cell.text = marks(target.figure.value + change)
    again = together(document)
    assert any(found.rule in ("P-01", "P-02", "P-03", "P-06") for found in faults(again))


@given(plans(), st.sampled_from(["预算", "执行"]), st.integers(2, 60))
def test_any_changed_amount_is_noticed(plan: Plan, which: str, percent: int) -> None:
    document = plan.document()
    one = document.evaluations[0]
    cell = one.fund("全年预算" if which == "预算" else "执行").cell
    assert cell is not None
    old = Fraction(cell.text)
    cell.text = shown(old * (100 + percent) / 100, "", 2)
    assert faults(together(document))


@given(st.integers(5, 60), st.integers(1, 9))
def test_any_changed_mark_of_a_scoring_table_is_noticed(first: int, change: int) -> None:
    def rows(one: int, two: int) -> list[str]:
        return [
            f"决策（{first}）/依据|{one}|{first}|充分",
            f"绩效（{100 - first}）/产出|{two}|{100 - first}|完成",
        ]

    right = score_table(rows(first, 100 - first), total=("100", "100"))
    assert not faults(right)
    for wrong in (rows(first + change, 100 - first), rows(first, 100 - first + change)):
        assert {found.rule for found in faults(score_table(wrong, total=("100", "100")))} >= {"P-30", "P-32"}
    assert faults(score_table(rows(first, 100 - first), total=("100", str(100 - change))))


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 5), st.integers(0, 5), st.integers(1, 9))
def test_counts_of_grades_are_checked(best: int, good: int, fair: int, poor: int, change: int) -> None:
    def text(count: int) -> Document:
        return narrative(
            f"绩效自评的项目{count}个（其中，评级为“优”的项目{best}个；评级为“良”的项目{good}个；"
            f"评级为“合格”的项目{fair}个；评级为“不合格”的项目{poor}个）。"
        )

    count = best + good + fair + poor
    assert not faults(text(count))
    assert [found.rule for found in faults(text(count + change))] == ["P-43"]


def test_forms_never_share_a_finding_with_each_other() -> None:
    plan = Plan(5000, 4000, (40, 40, 10), (0, 0, 0))
    wrong = replace(plan, weights=(40, 30, 10))
    assert {f.places[0].table for f in faults(wrong.document()) if f.rule in ("P-01", "P-02")} == {
        "自评表1“安全检查”"
    }
