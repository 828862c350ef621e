"""What is said of a suspect is worked out once, however many explanations name it."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from mingzhang.facts.fact import Facts
from mingzhang.facts.finding import Finding
from mingzhang.facts.number import number_of
from mingzhang.localisation.constraints import build
from mingzhang.localisation.cover import Group
from mingzhang.localisation.operations import Trials
from mingzhang.localisation.search import Search
from mingzhang.localisation.surroundings import Surroundings
from mingzhang.localisation.suspicion import Suspicions
from tests.localisation.checks import cells, judged, sums


def sums_in_a_ring(size: int, random: Random) -> list[Finding]:
    """Sums of two parts each, every part in two sums and all of them wrong: many ways to explain them."""
    parts = {f"分{n}": f"{random.randrange(100, 90_000) / 100:.2f}" for n in range(size)}
    c = cells(**parts, **{f"和{n}": f"{random.randrange(1, 99)}.00" for n in range(size)})
    return [sums(f"R{n:02}", c[f"和{n}"], c[f"分{n}"], c[f"分{(n + 1) % size}"]) for n in range(size)]


def searched(findings: list[Finding]) -> tuple[Suspicions, list[Group]]:
    """The suspicions on a document, and its largest cause's explanations."""
    system = build(findings)
    causes = Search(system).causes()
    explanations = max((cause.explanations for cause in causes), key=len)
    return Suspicions(Trials(system), (), findings, Surroundings.of(Facts())), list(explanations)


@given(st.integers(0, 10_000), st.integers(6, 10))
@settings(max_examples=10, deadline=None)
def test_what_is_worked_out_grows_with_the_figures_and_not_with_the_explanations(
    seed: int, size: int
) -> None:
    suspicions, explanations = searched(sums_in_a_ring(size, Random(seed)))
    for choices in explanations:
        suspicions.of(choices)
    assert suspicions.asked <= 16 * len(suspicions.system.figures)  # each with its four neighbours in doubt


@given(st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_what_is_remembered_is_what_would_be_worked_out(seed: int) -> None:
    together, explanations = searched(sums_in_a_ring(4, Random(seed)))
    for choices in explanations[:20]:
        alone = Suspicions(together.trials, (), together.findings, together.around)
        texts = [(s.figure and s.figure.text, s.room, s.right, s.slip) for s in together.of(choices)]
        assert texts == [(s.figure and s.figure.text, s.room, s.right, s.slip) for s in alone.of(choices)]


def test_of_many_explanations_the_likeliest_are_worked_out() -> None:
    suspicions, explanations = searched(sums_in_a_ring(7, Random(1)))
    assert len(explanations) > 3
    chosen = suspicions.likeliest(explanations, 3)
    assert len(chosen) == 3
    assert set(chosen) <= set(explanations)
    assert suspicions.likeliest(explanations, len(explanations)) == explanations


def test_a_figure_with_fewer_decimals_than_its_other_print_gets_all_of_them() -> None:
    c = cells(文="0.3", 表="2,961.68")
    found = judged("文表", number_of(c["文"]) - number_of(c["表"]))
    causes = Search(build([found])).causes()
    suspicions = Suspicions(Trials(build([found])), (), [found], Surroundings.of(Facts()))
    said = {
        s.figure.text: s.replacement for e in causes[0].explanations for s in suspicions.of(e) if s.figure
    }
    assert said["0.3"] == "2961.68万元"
