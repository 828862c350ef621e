"""What should be said, as data: forms, phrases, section titles, codes and bases of a place and a year.

A place is one small file named by its six-digit administrative code that states only what differs from
its parent (310107 → 310000 → 000000).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

from mingzhang.catalogue import files
from mingzhang.catalogue.codes import economic_codes, functional_codes, vehicle_uses
from mingzhang.catalogue.divisions import NATION as NATION
from mingzhang.catalogue.divisions import chain as chain
from mingzhang.catalogue.fitting import AMISS, fit, reason
from mingzhang.catalogue.printed import CODE, LEVELS, behind, said_by
from mingzhang.facts.fact import WHOLE
from mingzhang.facts.names import FactName
from mingzhang.language.evaluation.indicator_system import IndicatorSystem, systems
from mingzhang.language.identity.derive import Derivation
from mingzhang.language.narrative.outline import Outline, UnfitOutlineError
from mingzhang.language.narrative.phrase import load_phrases
from mingzhang.language.narrative.sentence_writer import VERBS
from mingzhang.language.table.form import load_forms
from mingzhang.language.table.notation import Notation, Phrase, in_force
from mingzhang.language.table.settings import Settings, UnfitSettingError
from mingzhang.language.workbook.form import BUDGET, FINAL, InputBlock, InputColumn, Page, load_pages


class UnknownPlaceError(ValueError):
    """No file of the catalogue describes this place or any place above it."""


def load(place: str = NATION, year: int | None = None) -> Notation:
    """The notation of a place and a fiscal year; a place without a file is described by its parents.

    Raises :class:`UnknownPlaceError` when ``place`` is not a six-digit code.

    >>> notation = load("310107", 2024)
    >>> notation.place, "收入" in notation.sections, len(notation.basis) >= 9
    ('310107', True, True)
    """
    if len(place) != 6 or not (place.isascii() and place.isdigit()):
        raise UnknownPlaceError(f"“{place}”不是六位行政区划代码")
    return _load(place, year)


@lru_cache(maxsize=64)
def _load(place: str, year: int | None) -> Notation:
    """The notation of a place and year: national data first, then its province, city and district on top."""
    for code in chain(place):
        fit(code)
    layers = [files.national(), *(data for code in chain(place) if (data := files.place(code)))]
    sections: dict[str, tuple[str, ...]] = {}
    for layer in layers:
        for key, titles in layer.get("sections", {}).items():
            sections[key] = tuple(dict.fromkeys((*sections.get(key, ()), *titles)))
    return Notation(
        place=place,
        year=year,
        forms=load_forms(*layers),
        phrases=_phrases(layers, "phrase", year),
        budget_phrases=_phrases(layers, "budget_phrase", year),
        functional=functional_codes(),
        economic=economic_codes(),
        sections=sections,
        without_figures=frozenset(files.national()["without_figures"]),
        terms=tuple(term for layer in layers for term in layer.get("terms", ())),
        basis=files.national()["basis"],
        settings=_settings(place, year),
        budget_settings=_settings(place, year, ("settings", "budget_settings")),
        names=tuple(str(layer["name"]) for layer in reversed(layers) if "name" in layer),
    )


def _settings(place: str, year: int | None, keys: tuple[str, ...] = ("settings",)) -> Settings:
    """The settings of a place in a year, each place's own checked against its own file."""
    settled: dict[str, Any] = {}
    for code in (NATION, *chain(place)):
        layer = files.place(code) if code != NATION else files.national()
        try:
            told = {key: value for name in keys for key, value in layer.get(name, {}).items()}
            said = {key: in_force(value, year) for key, value in told.items()}
            own = {key: value for key, value in said.items() if value is not None}
            if "required" in layer:
                own["required_sections"] = layer["required"]
            Settings.of(own)
        except UnfitSettingError as fault:
            raise files.unfit(code, fault.key, str(fault)) from None
        except AMISS as fault:
            raise files.unfit(code, "settings", f"设置的写法不对（{reason(fault)}）") from None
        settled |= own
    return Settings.of(settled)


def _phrases(layers: list[dict[str, Any]], key: str, year: int | None) -> tuple[Phrase, ...]:
    """The phrases in force in a year; a later layer's replaces its parent's."""
    phrases: dict[str, Phrase] = {}
    for layer in layers:
        for phrase in load_phrases({"phrase": layer.get(key, [])}):
            if phrase.period.covers(year):
                phrases[phrase.fact] = phrase
    return tuple(phrases.values())


def places() -> dict[str, str]:
    """Names of the described places with their codes; :mod:`mingzhang.catalogue.divisions` knows all.

    >>> places()["北京市丰台区"]
    '110106'
    """
    codes = {entry.name.removesuffix(".toml") for folder in files.folders() for entry in folder.iterdir()}
    return {str(files.place(code).get("name", code)): code for code in sorted(codes) if code.isdigit()}


@lru_cache(maxsize=64)
def outline_of(place: str, kind: str = FINAL) -> Outline:
    """What a disclosure of a place says in which order: its own outline, or that of a place above it.

    >>> outline_of("310107").entries[0].part
    '{单位}概况'
    """
    for code in chain(place):
        fit(code)
    key = _key("outline", kind)
    code, data = NATION, files.national()[key]
    for above in chain(place):
        if key in (layer := files.place(above)):
            code, data = above, {**layer[key], "over": data}
    try:
        return Outline.of(data, VERBS, _known_names())
    except UnfitOutlineError as fault:
        raise files.unfit(code, fault.words, str(fault)) from None
    except AMISS as fault:
        raise files.unfit(code, "outline", f"提纲的写法不对（{reason(fault)}）") from None


def _key(name: str, kind: str) -> str:
    """The key under which the catalogue keeps a thing for final accounts or for budgets."""
    return name if kind == FINAL else f"{kind}_{name}"


@lru_cache(maxsize=1)
def _known_names() -> frozenset[tuple[str, str]]:
    """Table and column of every figure that a form prints, the workbook asks for or a formula gives."""
    notation = load()
    names = {name for form in notation.forms for name in form.names()}
    pages = [_pages(code, None, kind) for kind in (FINAL, BUDGET) for code in (NATION, *places().values())]
    texts = [name for filing in pages for page in filing for name in page.names()]
    steps = [step for kind in (FINAL, BUDGET) for step in derivation(kind).steps]
    texts += [name for step in steps for formula in step.formulas for name in formula.needs]
    texts += [phrase.fact for phrase in (*notation.phrases, *notation.budget_phrases)]
    names.update(map(FactName.parse, texts))
    return frozenset((name.table, name.column) for name in names)


@lru_cache(maxsize=64)
def derivation(kind: str = FINAL, place: str = "", year: int | None = None) -> Derivation:
    """How the ledger's figures become the published ones, of all tables or those that a place publishes.

    >>> len(derivation().steps) > len(derivation(place="310107", year=2024).steps)
    True
    """
    said = files.national()
    whole = Derivation.of({key: said[_key(key, kind)] for key in ("tree", "derived")})
    if not place:
        return whole
    return whole.of_tables([form.name for form in load(place, year).forms if form.number(year)])


@lru_cache(maxsize=64)
def indicator_systems(place: str = NATION, year: int | None = None) -> dict[str, IndicatorSystem]:
    """The indicator systems for evaluation reports that a place may use in a fiscal year, by key.

    >>> list(indicator_systems("110106", 2020))
    ['北京四级', '财政部框架', '部门整体']
    """
    return systems([files.national(), *map(files.place, chain(place))], year)


def glossary(kind: str = FINAL) -> list[dict[str, Any]]:
    """The terms a disclosure explains: ``term``, ``said`` and the facts ``when`` it occurs.

    >>> glossary()[0]["term"]
    '财政拨款收入'
    """
    return list(files.national()[_key("glossary", kind)])


@lru_cache(maxsize=64)
def filing_pages(place: str = NATION, year: int | None = None, kind: str = FINAL) -> tuple[Page, ...]:
    """The workbook that an office of a place fills for a fiscal year: what its disclosure prints, no more.

    >>> [page.name for page in filing_pages("110106", 2020)][:4]
    ['封面', '部门概况', '收入', '支出']
    """
    return tuple(asked for page in readable_pages(place, year, kind) if (asked := page.asked()))


@lru_cache(maxsize=2)
def usual_pages(kind: str = FINAL) -> tuple[Page, ...]:
    """The workbook with everything that may be asked in most places: by it a workbook of ours is known.

    >>> [page.name for page in usual_pages()][:2]
    ['封面', '部门概况']
    """
    return _pages(NATION, None, kind)


@lru_cache(maxsize=64)
def readable_pages(place: str = NATION, year: int | None = None, kind: str = FINAL) -> tuple[Page, ...]:
    """The same workbook with what only other places or earlier workbooks ask, marked as idle.

    >>> [len(pages("310107", 2024)) for pages in (filing_pages, readable_pages)]
    [11, 12]
    """
    names = printed(place, year, kind)
    return tuple(_levelled(page, names) for page in _pages(place, year, kind, partial(_prints, names)))


@lru_cache(maxsize=64)
def printed(place: str = NATION, year: int | None = None, kind: str = FINAL) -> frozenset[str]:
    """The figures and words that a disclosure of a place prints or needs, codes as examples.

    >>> "三公表.决算.会议费" in printed("650000", 2023), "三公表.决算.会议费" in printed("310107", 2023)
    (True, False)
    """
    notation = load(place, year)
    settings = notation.settings if kind == FINAL else notation.budget_settings
    forms = [form for form in notation.forms if kind in form.kinds and form.number(year)]
    cells = {str(name) for form in forms for name in form.usual_names()}
    said = said_by(outline_of(place, kind), settings)
    return frozenset(behind(cells | said, derivation(kind, place, year)))


def _levelled(page: Page, names: Collection[str]) -> Page:
    """A page that says at which levels of codes the place prints a text that may be said at several."""
    return replace(page, blocks=tuple(_levelled_block(block, names) for block in page.blocks))


def _levelled_block(block: InputBlock, names: Collection[str]) -> InputBlock:
    """A block whose heads say at which levels their texts are printed."""
    if block.key is None or len(block.key.levels) < 2:
        return block
    columns = []
    for column in block.columns:
        rows = sorted({row for name in names if (row := column.row_of(name)) is not None}, key=len)
        told = [WHOLE] * (WHOLE in rows) + [LEVELS[len(row)] for row in rows if row.isdigit()]
        note = (
            f"{column.note}本地写在这几级的行：{'、'.join(told)}。" if told and column.word else column.note
        )
        columns.append(replace(column, note=note))
    return replace(block, columns=tuple(columns))


def _prints(names: Collection[str], column: InputColumn, row: str) -> bool:
    """Whether some of the names stand on a line of a column, or in its rows."""
    if not row:
        return any(column.row_of(name) not in (None, WHOLE) for name in names)
    name = column.name(row)
    parts = FactName.parse(name)
    return name in names or (bool(parts.row) and str(parts.at(CODE)) in names and parts.row != WHOLE)


def _pages(
    place: str, year: int | None, kind: str, prints: Callable[[InputColumn, str], bool] | None = None
) -> tuple[Page, ...]:
    """The pages that a place needs, or everything that may be asked."""
    data = files.national()[_key("filing", kind)]
    return load_pages(data, place, year, {"vehicle_uses": vehicle_uses(year)}, prints)
