"""The catalogue as data: places on top of the nation, phrases that can be reached, sections that exist."""

from __future__ import annotations

import re
import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

from mingzhang.catalogue import (
    NATION,
    UnknownPlaceError,
    chain,
    derivation,
    indicator_systems,
    load,
    outline_of,
    places,
)
from mingzhang.catalogue.codes import functional_lines
from mingzhang.facts.number import MONEY
from mingzhang.facts.period import ALWAYS
from mingzhang.language.evaluation.indicator_system import IndicatorSystem
from mingzhang.language.narrative.phrase import ASPECTS, Wordings, load_phrases
from mingzhang.language.narrative.sentence_writer import VERBS
from mingzhang.language.table.notation import Phrase
from mingzhang.language.text.spelling import plain
from mingzhang.work.examples import text
from tests.conftest import ROOT

FOLDER = ROOT / "src" / "mingzhang" / "catalogue"
PLACE_FILES = sorted((FOLDER / "places").glob("*.toml"))
LAYERS = [*sorted((FOLDER / "national").glob("*.toml")), *PLACE_FILES]
TABLES = {
    "filing",
    "name",
    "forms",
    "phrase",
    "budget_phrase",
    "sections",
    "required",
    "settings",
    "supervision",
    "without_figures",
    "last_year",
    "terms",
    "basis",
    "outline",
    "glossary",
    "lexicon",
    "indicator_system",
    "tree",
    "derived",
    "budget_filing",
    "budget_outline",
    "budget_glossary",
    "budget_settings",
    "budget_tree",
    "budget_derived",
}


def data(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


# -- places -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "codes"),
    [
        ("310107", ["310000", "310100", "310107"]),
        ("310000", ["310000"]),
        ("440300", ["440000", "440300"]),
        ("000000", []),
    ],
)
def test_a_place_and_what_is_above_it(place: str, codes: list[str]) -> None:
    assert chain(place) == codes


@pytest.mark.parametrize("place", ["", "11", "1101067", "abcdef", "北京市丰台", "11010 "])
def test_what_is_no_code_is_refused(place: str) -> None:
    with pytest.raises(UnknownPlaceError, match="不是六位行政区划代码"):
        load(place)


def test_a_place_without_a_file_is_described_by_its_parents() -> None:
    district, city = load("310199", 2023), load("310000", 2023)
    assert district.place == "310199"
    assert district.forms == city.forms
    assert district.names == ("上海市",)
    assert load("650000", 2023).forms == load(NATION, 2023).forms


def test_names_run_from_the_district_up() -> None:
    assert load("110106", 2023).names == ("北京市丰台区", "北京市")
    assert load(NATION).names == ()


@pytest.mark.parametrize("path", PLACE_FILES, ids=lambda path: path.stem)
def test_a_place_file_has_a_name_and_says_only_what_it_may(path: Path) -> None:
    said = data(path)
    assert re.fullmatch(r"\d{6}", path.stem)
    assert path.stem != NATION
    assert places()[str(said["name"])] == path.stem
    assert set(said) <= TABLES
    if path.stem[2:] != "0000":
        parent = path.with_name(path.stem[:2] + "0000.toml")
        assert str(said["name"]).startswith(str(data(parent)["name"])), "the province has a file, too"


@pytest.mark.parametrize("path", PLACE_FILES, ids=lambda path: path.stem)
def test_every_place_loads_for_every_year(path: Path) -> None:
    for year in (None, *range(2014, 2031)):
        notation = load(path.stem, year)
        assert notation.forms
        assert notation.phrases
        assert (notation.place, notation.year) == (path.stem, year)


def test_the_year_chooses_phrases() -> None:
    everything = {phrase.fact for phrase in load().phrases}
    dated = [phrase for phrase in load().phrases if phrase.period != ALWAYS]
    for phrase in dated:
        before = {p.fact for p in load(NATION, (phrase.period.since or 2030) - 1).phrases}
        assert phrase.fact not in before or not phrase.period.since
    assert {phrase.fact for phrase in load(NATION, 2023).phrases} <= everything


def test_layers_have_no_unknown_tables() -> None:
    assert {table for path in LAYERS for table in data(path)} <= TABLES


# -- phrases ----------------------------------------------------------------------------------------------

NATIONAL = load(NATION)
WORDINGS = Wordings.of(NATIONAL.phrases)


def test_a_fact_has_one_phrase() -> None:
    entries = load_phrases(data(FOLDER / "national" / "phrases.toml"))
    facts = [phrase.fact for phrase in entries]
    assert len(facts) == len(set(facts))


REACHABLE = [pytest.param(phrase, id=phrase.fact) for phrase in NATIONAL.phrases]


@pytest.mark.parametrize("phrase", REACHABLE)
def test_every_wording_of_a_phrase_finds_it(phrase: Phrase) -> None:
    """A wording that another phrase always wins is dead: nobody would notice it missing."""
    unit = MONEY if phrase.unit == MONEY else phrase.unit[0]
    excluding = phrase.context.startswith("^(?!")  # a context that must not be there
    context = "" if excluding else phrase.context.replace("的?", "的")
    for word in phrase.words:
        found = WORDINGS.find(word, phrase.sections[0] if phrase.sections else "", context, unit)
        assert found is phrase, f"{word} finds {found.fact if found else 'nothing'}"
    for word in phrase.here:
        reached = [WORDINGS.find(word, section, context, unit) for section in phrase.sections]
        assert phrase in reached, f"{word} finds {[p.fact for p in reached if p]}"


@pytest.mark.parametrize("phrase", NATIONAL.phrases, ids=lambda phrase: phrase.fact)
def test_a_phrase_names_what_exists(phrase: Phrase) -> None:
    assert set(phrase.rules) <= set(ASPECTS)
    assert phrase.rules, "a phrase without a rule checks nothing"
    assert set(phrase.sections) <= set(NATIONAL.sections), "its sections are in sections.toml"
    assert not phrase.here or phrase.sections, "wordings of sections need sections"
    assert not phrase.whole or phrase.whole in WORDINGS.by_fact, "the whole of a share is a fact of a phrase"
    assert all(plain(word) == word for word in (*phrase.words, *phrase.here))


def test_facts_of_tables_are_facts_of_forms() -> None:
    """A phrase about a table that no form has could never be compared with anything."""
    tables = {form.name for form in NATIONAL.forms}
    for phrase in NATIONAL.phrases:
        table = re.split(r"[\[.]", phrase.fact)[0]
        if table.endswith("表"):
            assert table in tables, phrase.fact


# -- sections and the outline of a narrative --------------------------------------------------------------


def test_a_title_belongs_to_one_section_only() -> None:
    seen: dict[str, str] = {}
    for key, titles in NATIONAL.sections.items():
        assert titles, key
        for title in titles:
            assert seen.setdefault(title, key) == key, f"{title}: {seen[title]}、{key}"


def test_required_sections_exist() -> None:
    assert set(NATIONAL.settings.required_sections) <= set(NATIONAL.sections)


@pytest.mark.parametrize("place", [NATION, "110106", "310107"])
def test_an_outline_speaks_of_facts_that_the_forms_or_the_workbook_have(place: str) -> None:
    """Every amount of every sentence, item and condition belongs to a table that somebody can fill."""
    tables = {form.name for form in load(place, 2024).forms} | {"说明", "资产", "人员", "绩效"}
    tables |= {"机关运行经费", "购买服务", "预留"}
    for entry in outline_of(place).entries:
        texts = [*entry.text, *entry.texts.values(), *(name for _, name in entry.items)]
        words = {
            word for text in texts for slot in re.findall(r"[{]([^{}]*)[}]", text) for word in slot.split()
        }
        names = {name for name in words | set(entry.when) | set(entry.unless) if "." in name}
        assert {name.rpartition(":")[2].partition("[")[0].partition(".")[0] for name in names} <= tables


@pytest.mark.parametrize("place", [NATION, "110106", "310107"])
def test_every_slot_of_an_outline_is_a_fact_or_a_verb(place: str) -> None:
    for entry in outline_of(place).entries:
        for written in (*entry.text, *entry.texts.values()):
            for slot in re.findall(r"[{]([^{}]*)[}]", written):
                verb = slot.split()[0]
                assert verb in VERBS or "." in slot or slot in ("机关运行经费", "购买服务"), slot


@pytest.mark.parametrize("place", [NATION, "110106", "310107"])
def test_a_title_of_the_outline_is_known_to_the_reader(place: str) -> None:
    """What is written under it is then read in the section where its wordings count."""
    unknown = []
    for entry in outline_of(place).entries:
        for title in filter(None, (entry.section, entry.subsection)):
            document = text(f"一、{title}", "无。", year=2023)
            if not any(section.key for section in document.sections):
                unknown.append(title)
    assert unknown == []


def test_the_functional_lines_follow_the_year() -> None:
    assert [len(functional_lines(year)) for year in (2017, 2019, 2020, 2024, 2030, None)] == [
        23, 24, 26, 26, 26, 26,
    ]  # fmt: skip
    assert ("210", "医疗卫生与计划生育支出") in functional_lines(2016)


def test_every_derived_figure_is_one_that_a_form_has_or_the_ledger() -> None:
    tables = {form.name for form in NATIONAL.forms} | {"收入账", "支出账", "结转账", "购买服务", "资产"}
    for step in derivation().steps:
        for formula in step.formulas:
            for name in formula.needs:
                assert name.rpartition(":")[2].partition("[")[0].partition(".")[0] in tables, name


# -- bases ------------------------------------------------------------------------------------------------


def test_a_basis_cites_something() -> None:
    for key, citation in NATIONAL.basis.items():
        assert re.fullmatch(r"[A-Z]\d*", key)
        assert len(citation) >= 8
        assert key == "A" or re.search("《.+》|财政部", citation)


SYSTEMS = indicator_systems("110106", 2020)


@pytest.mark.parametrize("system", SYSTEMS.values(), ids=list(SYSTEMS))
def test_an_indicator_system_is_whole(system: IndicatorSystem) -> None:
    assert sum(leaf.full for leaf in system.leaves) == 100
    depth = len(system.heads) - (2 if system.key == "北京四级" else 1)
    above = {leaf.path[:level] for leaf in system.leaves for level in range(1, depth + 1)}
    assert above == set(system.groups), "the marks of every level above are stated"
    for leaf in system.leaves:
        assert leaf.asks and leaf.advice and not leaf.advice.endswith("。"), leaf.path
    assert system.source and (system.sure or "未核实" in system.source)


def test_the_system_with_four_levels_has_the_published_weights() -> None:
    system = SYSTEMS["北京四级"]
    published = "3 2 2 2 1 2.5 2.5 2 2 2 1 2 2 2 2 2 2 2 3 3 3 10 10 5 5 6 6 7 6"
    assert [leaf.full for leaf in system.leaves] == [Fraction(each) for each in published.split()]
    firsts = [system.groups[(name,)] for name in ("项目决策", "项目管理", "项目绩效")]
    assert firsts == [15, 30, 55]


def test_systems_are_dated_and_places_choose_one() -> None:
    assert "财政部框架" not in indicator_systems(NATION, 2019)
    for place, year in ((NATION, 2024), ("110106", 2020), ("310107", 2024)):
        assert load(place, year).settings.indicator_system in indicator_systems(place, year)
    assert load("110106", 2020).settings.indicator_system == "北京四级"


def test_sections_without_figures_are_sections() -> None:
    assert NATIONAL.without_figures <= set(NATIONAL.sections)
    assert not NATIONAL.without_figures & {"总体", "收入", "支出", "三公", "采购", "绩效"}
