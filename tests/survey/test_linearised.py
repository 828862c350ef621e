"""Standard errors held against R's survey package: its published example, and small data of our own."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable

import numpy as np
import pytest

from mingzhang.survey.linearised import (
    Codes,
    Design,
    Floats,
    Lonely,
    LonelyStratumError,
    critical,
    mean,
    total,
)
from mingzhang.survey.weights import Margin, weigh

# Twenty-four invented returns: three strata of 40, 60 and 25 blocks, of which four each were drawn.
TOWN = np.repeat([0, 1, 2], 8)
BLOCK = np.repeat(np.arange(12), 2)
SEX = ["男", "女", "女", "男", "男", "女"] * 4
AGE = ["青", "老", "青", "老", "老", "青", "青", "青"] * 3
Y = np.array(
    [72, 65, 80, 91, 55, 60, 77, 83, 40, 52, 61, 47, 58, 66, 71, 49, 88, 90, 67, 79, 95, 84, 73, 81], float
)
WEIGHTS = np.repeat([50.0, 80.0, 30.0], 8)
SIZES = np.repeat([40.0, 60.0, 25.0], 8)
WOMEN = np.array([sex == "女" for sex in SEX]).astype(np.int64)
SEXES = Margin(("性别",), {("男",): 600, ("女",): 700})
AGES = Margin(("年龄段",), {("青",): 650, ("老",): 650})
COLUMNS = {"性别": SEX, "年龄段": AGE}


def clustered(
    weights: Floats = WEIGHTS, margins: tuple[Codes, ...] = (), base: Floats | None = None
) -> Design:
    return Design(weights, TOWN, BLOCK, SIZES, margins, base)


def fitted(*margins: Margin) -> Design:
    run = weigh(COLUMNS, WEIGHTS, margins)
    return clustered(run.weights, run.margins, WEIGHTS)


FLAT = Design(WEIGHTS, TOWN)
# name: what is computed, values and standard errors as R 4.2.2 with survey 4.1-1 printed them for these data:
# svydesign(ids=~block, strata=~town, weights=~w, fpc=~blocks), and postStratify of it
PRINTED: dict[str, tuple[Callable[[], tuple[Floats, Floats]], list[float], list[float]]] = {}


def printed(name: str, values: list[float], errors: list[float]) -> Callable[..., None]:
    def keep(compute: Callable[[], tuple[Floats, Floats]]) -> None:
        PRINTED[name] = (compute, values, errors)

    return keep


@printed("mean", [65.921875], [2.63522394614])
def _mean() -> tuple[Floats, Floats]:
    found = mean(clustered(), Y)
    return found.values, found.errors


@printed("total", [84380], [3373.08665106])
def _total() -> tuple[Floats, Floats]:
    found = total(clustered(), Y)
    return found.values, found.errors


@printed("mean of a stratified sample", [65.921875], [2.35825496712])
def _flat() -> tuple[Floats, Floats]:
    found = mean(FLAT, Y)
    return found.values, found.errors


@printed("total of a stratified sample", [84380], [3018.56635792])
def _flat_total() -> tuple[Floats, Floats]:
    found = total(FLAT, Y)
    return found.values, found.errors


@printed("share", [0.421875], [0.0956172552692])
def _share() -> tuple[Floats, Floats]:
    found = mean(clustered(), (Y >= 70).astype(float))
    return found.values, found.errors


@printed("by stratum", [72.875, 55.5, 82.125], [5.90986992243, 3.47211110933, 3.84488296311])
def _towns() -> tuple[Floats, Floats]:
    found = mean(clustered(), Y, TOWN, 3)
    return found.values, found.errors


@printed("by a domain across the strata", [65.171875, 66.671875], [2.70150149946, 4.00761549900])
def _sexes() -> tuple[Floats, Floats]:
    found = mean(clustered(), Y, WOMEN, 2)
    return found.values, found.errors


@printed("totals by domain", [41710, 42670], [1728.96095965, 2564.87391936])
def _sex_totals() -> tuple[Floats, Floats]:
    found = total(clustered(), Y, WOMEN, 2)
    return found.values, found.errors


@printed("a domain of a stratified sample", [65.171875, 66.671875], [3.53363292363, 4.61253843214])
def _flat_sexes() -> tuple[Floats, Floats]:
    found = mean(FLAT, Y, WOMEN, 2)
    return found.values, found.errors


@printed("post-stratified mean", [65.9795673077], [2.70360081301])
def _cells() -> tuple[Floats, Floats]:
    found = mean(fitted(SEXES), Y)
    return found.values, found.errors


@printed("post-stratified total", [85773.4375], [3514.68105692])
def _cells_total() -> tuple[Floats, Floats]:
    found = total(fitted(SEXES), Y)
    return found.values, found.errors


@printed(
    "post-stratified by stratum",
    [72.8076923077, 55.5384615385, 82.4423076923],
    [5.84204055702, 3.72402686193, 3.80655966060],
)
def _cells_towns() -> tuple[Floats, Floats]:
    found = mean(fitted(SEXES), Y, TOWN, 3)
    return found.values, found.errors


@pytest.mark.parametrize("name", PRINTED)
def test_figures_are_those_of_r(name: str) -> None:
    compute, values, errors = PRINTED[name]
    found, deviations = compute()
    assert found == pytest.approx(values, rel=1e-10)
    assert deviations == pytest.approx(errors, rel=1e-9)


def test_raked_figures_are_those_of_r() -> None:
    """With equal weights before raking; with the same twenty-four returns, 52 blocks of people each."""
    base = np.full(24, 52.0)
    run = weigh(COLUMNS, base, [SEXES, AGES])
    design = Design(run.weights, TOWN, BLOCK, SIZES, run.margins, base)
    for found, value, error in (
        (mean(design, Y), [70.292869793], [2.86940885138]),
        (total(design, Y), [91380.7307309], [3730.23150679]),
        (
            mean(design, Y, TOWN, 3),
            [72.3064049797, 54.8719481313, 83.5087416983],
            [6.39504947433, 3.25373933174, 3.77964637059],
        ),
    ):
        assert found.values == pytest.approx(value, rel=1e-8)
        assert found.errors == pytest.approx(error, rel=2e-6)


def test_raking_of_unequal_weights_keeps_to_the_theory_where_r_does_not() -> None:
    """R takes what a margin explains as plain means, whatever the weights before; by the theory of
    calibration these weigh (Deville, Särndal 1992).  Weights, means and totals are R's, its error is 2.935.
    """
    design = fitted(SEXES, AGES)
    assert design.weights[:3] == pytest.approx([36.63896007, 74.64911286, 44.23141708], rel=1e-8)
    assert mean(design, Y).values == pytest.approx([65.7748296222], rel=1e-8)
    assert total(design, Y).values == pytest.approx([85507.2785089], rel=1e-8)
    assert mean(design, Y, TOWN, 3).values == pytest.approx([72.2323609129, 54.8357229545, 83.7197245181])
    by_hand = design.freed(mean(design, Y).influence) / design.weights[:, None]
    for codes_of in design.margins:  # what is left is, weighted as before, nothing in any level
        left = np.bincount(codes_of, WEIGHTS * by_hand[:, 0])
        assert left == pytest.approx([0.0, 0.0], abs=1e-12)
    assert mean(design, Y).errors == pytest.approx([2.80807244533])


def test_design_effects_are_those_of_r() -> None:
    """``svymean(…, deff="replace")``."""
    assert mean(clustered(), Y).effects == pytest.approx([0.724482460916], rel=1e-9)
    assert mean(FLAT, Y).effects == pytest.approx([0.580195472152], rel=1e-9)


def test_contrasts_are_those_of_r() -> None:
    """``svycontrast`` over the covariances of ``svyby``: independent strata, and a domain across them."""
    design = clustered()
    towns = design.covariance(mean(design, Y, TOWN, 3).influence)
    assert towns[0, 0] + towns[1, 1] - 2 * towns[0, 1] == pytest.approx(6.85435030149**2, rel=1e-9)
    sexes = design.covariance(mean(design, Y, WOMEN, 2).influence)
    assert sexes[0, 0] + sexes[1, 1] - 2 * sexes[0, 1] == pytest.approx(4.35207579134**2, rel=1e-9)


@pytest.mark.parametrize(
    ("lonely", "error"),
    [(Lonely.ADJUST, 6.8272422754), (Lonely.AVERAGE, 7.8567420132), (Lonely.SKIP, 5.5555555556)],
)
def test_a_lonely_cluster_is_treated_as_stated(lonely: Lonely, error: float) -> None:
    """The six returns of the field notes: R's adjust, average and certainty."""
    design = Design(
        np.array([10.0, 10, 12, 12, 20, 20]),
        np.repeat([0, 1], [4, 2]),
        np.repeat([0, 1, 2], 2),
        lonely=lonely,
    )
    found = mean(design, np.array([80.0, 90, 70, 60, 95, 85]))
    assert found.values == pytest.approx([81.6666666667]) and found.errors == pytest.approx([error])


def test_a_lonely_cluster_nobody_speaks_of_is_refused() -> None:
    design = Design(np.ones(3), np.array([0, 0, 1]))
    with pytest.raises(LonelyStratumError, match="有1个层只有一个抽样单位") as caught:
        mean(design, np.array([1.0, 2.0, 3.0]))
    assert caught.value.strata == (1,)


def test_a_stratum_that_is_there_as_a_whole_has_no_error() -> None:
    design = Design(np.ones(3), np.array([0, 0, 1]), sizes=np.array([2.0, 2.0, 1.0]))
    assert mean(design, np.array([1.0, 2.0, 3.0])).errors == pytest.approx([0.0])


def test_clusters_of_the_same_number_in_two_strata_are_two() -> None:
    strata, clusters = np.repeat([0, 1], 4), np.tile([0, 0, 1, 1], 2)
    one = mean(Design(np.ones(8), strata, clusters), Y[:8])
    other = mean(Design(np.ones(8), strata, np.repeat(np.arange(4), 2)), Y[:8])
    assert one.errors == pytest.approx(other.errors) and list(one.degrees) == [2]


def test_what_was_not_answered_is_no_zero() -> None:
    answers = Y.copy()
    answers[::3] = np.nan
    given = ~np.isnan(answers)
    found = mean(clustered(), answers)
    assert found.counts == 16 and found.values == pytest.approx(
        [np.average(answers[given], weights=WEIGHTS[given])]
    )


def test_a_domain_without_answers_has_no_figure() -> None:
    found = mean(Design(np.ones(4)), np.array([1.0, 2, 3, 4]), np.array([0, 0, 0, 0]), 2)
    assert found.counts.tolist() == [4, 0] and np.isnan(found.values[1]) and np.isnan(found.errors[1])


def test_returns_of_no_domain_are_in_none() -> None:
    found = mean(Design(np.ones(4)), np.array([1.0, 2, 3, 40]), np.array([0, 0, 0, -1]), 1)
    assert found.values == pytest.approx([2.0]) and found.counts.tolist() == [3]


def test_one_answer_has_no_spread() -> None:
    found = mean(Design(np.ones(3)), np.array([1.0, np.nan, np.nan]))
    assert np.isnan(found.effects[0])


def test_a_fitted_margin_has_no_error_left() -> None:
    """The total of what the weights were fitted to is known."""
    design = fitted(SEXES, AGES)
    found = total(design, np.array([sex == "女" for sex in SEX], float))
    assert found.values == pytest.approx([700.0]) and found.errors == pytest.approx([0.0], abs=1e-6)


def test_intervals_are_wide_where_little_is_known() -> None:
    assert critical([1, 30, 10**6]) == pytest.approx([12.7062, 2.0423, 1.9600], abs=1e-4)


@pytest.fixture(scope="session")
def api(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, list[str]]]:
    """The schools of R's published example, from its package: they are GPL, and not ours to ship."""
    if shutil.which("Rscript") is None:
        pytest.skip("R with its package survey is not installed (Debian: r-base-core, r-cran-survey)")
    script = (  # the data alone: loading the package takes longer than all tests here
        "load(system.file('data', 'api.rda', package = 'survey'));"
        "write.csv(apistrat, 'strat.csv'); write.csv(apiclus1, 'clus.csv')"
    )
    folder = tmp_path_factory.mktemp("api")
    made = subprocess.run(
        ["Rscript", "--vanilla", "-e", script], cwd=folder, capture_output=True, timeout=60, check=False
    )
    if made.returncode:
        pytest.skip("R is installed without its package survey (Debian: r-cran-survey)")
    tables = {}
    for name in ("strat", "clus"):
        heads, *rows = (
            [cell.strip('"') for cell in line.split(",")]
            for line in (folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        )
        wanted = ("stype", "pw", "fpc", "dnum", "sch.wide", "api00", "enroll")
        tables[name] = {
            head: [row[heads.index(head) - len(heads)] for row in rows] for head in wanted if head in heads
        }
    return tables


def numbers(texts: list[str]) -> Floats:
    return np.array([float(text) if text != "NA" else np.nan for text in texts])


def codes(texts: list[str]) -> Codes:
    found: Codes = np.unique(np.array(texts), return_inverse=True)[1].astype(np.int64)
    return found


def test_the_published_example_of_r_stratified(api: dict[str, dict[str, list[str]]]) -> None:
    data = api["strat"]
    design = Design(numbers(data["pw"]), codes(data["stype"]), sizes=numbers(data["fpc"]))
    schools, pupils = numbers(data["api00"]), numbers(data["enroll"])
    found = mean(design, schools)
    assert (round(found.values[0], 4), round(found.errors[0], 4)) == (662.2874, 9.4089)
    found = total(design, pupils)
    assert (round(found.values[0]), round(found.errors[0])) == (3687178, 114642)
    found = mean(design, schools, codes(data["sch.wide"]), 2)
    assert found.values.round(4).tolist() == [593.7469, 676.5304]
    assert found.errors.round(4).tolist() == [18.6192, 10.5204]


def clus(data: dict[str, list[str]], *margins: Margin) -> Design:
    base = numbers(data["pw"])
    run = weigh({"stype": data["stype"], "sch.wide": data["sch.wide"]}, base, margins)
    return Design(run.weights, None, codes(data["dnum"]), numbers(data["fpc"]), run.margins, base)


KINDS = Margin(("stype",), {("E",): 4421, ("H",): 755, ("M",): 1018})
GOALS = Margin(("sch.wide",), {("No",): 1072, ("Yes",): 5122})


def test_the_published_example_of_r_in_clusters(api: dict[str, dict[str, list[str]]]) -> None:
    data = api["clus"]
    schools, pupils = numbers(data["api00"]), numbers(data["enroll"])
    found = mean(clus(data), schools)
    assert (round(found.values[0], 4), round(found.errors[0], 4)) == (644.1694, 23.5422)
    found = total(clus(data), pupils)
    assert (round(found.values[0]), round(found.errors[0])) == (3404940, 932235)
    found = mean(clus(data, KINDS), schools)
    assert (round(found.values[0], 4), round(found.errors[0], 4)) == (642.3108, 23.9205)
    found = total(clus(data, KINDS), pupils)
    assert (round(found.values[0]), round(found.errors[0])) == (3680893, 406293)
    found = mean(clus(data, KINDS, GOALS), schools)
    assert (round(found.values[0], 4), round(found.errors[0], 4)) == (641.2303, 23.7036)
    found = total(clus(data, KINDS, GOALS), pupils)
    assert (round(found.values[0], 2), round(found.errors[0])) == (3647280.15, 400603)


def test_a_jackknife_that_rakes_again_is_that_of_r(api: dict[str, dict[str, list[str]]]) -> None:
    """Each cluster left out in turn, the rest raked again; R prints 26.873, the finite factor kept."""
    data = api["clus"]
    schools, clusters, base = numbers(data["api00"]), codes(data["dnum"]), numbers(data["pw"])
    columns = {"stype": data["stype"], "sch.wide": data["sch.wide"]}
    count, found = int(clusters.max()) + 1, []
    for left in range(count):
        kept = clusters != left
        rest = {
            name: [one for one, keep in zip(said, kept, strict=True) if keep]
            for name, said in columns.items()
        }
        run = weigh(rest, base[kept] * count / (count - 1), [KINDS, GOALS])
        found.append(np.average(schools[kept], weights=run.weights))
    apart = np.array(found) - np.mean(found)
    factor = (count - 1) / count * (1 - count / numbers(data["fpc"])[0])
    assert float(np.sqrt(factor * (apart**2).sum())) == pytest.approx(26.873, abs=0.002)
