"""What should be said, as data: forms, phrases, section titles, codes and bases of a place and a year.

A place is one small file named by its six-digit administrative code that states only what differs from
its parent (310107 → 310000 → 000000).
"""

from __future__ import annotations

import os
import tomllib
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from mingzhang.catalogue.codes import economic_codes, functional_codes, vehicle_uses
from mingzhang.catalogue.divisions import NATION as NATION
from mingzhang.catalogue.divisions import chain as chain
from mingzhang.language.evaluation.indicator_system import IndicatorSystem, systems
from mingzhang.language.identity.derive import Derivation
from mingzhang.language.narrative.outline import Outline
from mingzhang.language.narrative.phrase import load_phrases
from mingzhang.language.table.form import load_forms
from mingzhang.language.table.notation import Notation, Phrase, in_force
from mingzhang.language.workbook.form import Page, load_pages

OWN_PLACES = "MINGZHANG_PLACES"  # environment: a folder with place files of one's own


class UnknownPlace(ValueError):
    """No file of the catalogue describes this place or any place above it."""


def load(place: str = NATION, year: int | None = None) -> Notation:
    """The notation of a place and a fiscal year; a place without a file is described by its parents.

    Raises :class:`UnknownPlace` when ``place`` is not a six-digit code.

    >>> notation = load("310107", 2024)
    >>> notation.place, "收入" in notation.sections, len(notation.basis) >= 9
    ('310107', True, True)
    """
    if len(place) != 6 or not place.isdigit():
        raise UnknownPlace(f"“{place}”不是六位行政区划代码")
    return _load(place, year)


@lru_cache(maxsize=64)
def _load(place: str, year: int | None) -> Notation:
    layers = [_national(), *(data for code in chain(place) if (data := _place(code)))]
    sections: dict[str, tuple[str, ...]] = {}
    settings: dict[str, Any] = {}
    for layer in layers:
        for key, titles in layer.get("sections", {}).items():
            sections[key] = tuple(dict.fromkeys((*sections.get(key, ()), *titles)))
        said = {key: in_force(value, year) for key, value in layer.get("settings", {}).items()}
        settings |= {key: value for key, value in said.items() if value is not None}
        if "required" in layer:
            settings["required_sections"] = tuple(layer["required"])
    return Notation(
        place=place,
        year=year,
        forms=load_forms(*layers),
        phrases=_phrases(layers, "phrase", year),
        budget_phrases=_phrases(layers, "budget_phrase", year),
        functional=functional_codes(),
        economic=economic_codes(),
        sections=sections,
        terms=tuple(term for layer in layers for term in layer.get("terms", ())),
        basis=_national()["basis"],
        settings=settings,
        names=tuple(str(layer["name"]) for layer in reversed(layers) if "name" in layer),
    )


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
    codes = {entry.name.removesuffix(".toml") for folder in _folders() for entry in folder.iterdir()}
    return {str(_place(code).get("name", code)): code for code in sorted(codes) if code.isdigit()}


def _folders() -> list[Traversable]:
    """Where files of places are: the user's own folder (``MINGZHANG_PLACES``) before ours."""
    own = os.environ.get(OWN_PLACES, "")
    ours = resources.files("mingzhang.catalogue") / "places"
    return [Path(own), ours] if own and Path(own).is_dir() else [ours]


@lru_cache(maxsize=1)
def _national() -> dict[str, Any]:
    merged: dict[str, Any] = {}
    folder = resources.files("mingzhang.catalogue") / "national"
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            data = tomllib.loads(entry.read_text(encoding="utf-8"))
            merged |= data | {"settings": merged.get("settings", {}) | data.get("settings", {})}
    return merged


@lru_cache(maxsize=64)
def _place(code: str) -> dict[str, Any]:
    files = (folder / f"{code}.toml" for folder in _folders())
    found = next((file for file in files if file.is_file()), None)
    return tomllib.loads(found.read_text(encoding="utf-8")) if found is not None else {}


@lru_cache(maxsize=64)
def outline_of(place: str) -> Outline:
    """What a disclosure of a place says in which order: its own outline, or that of a place above it.

    >>> outline_of("310107").entries[0].part
    '{单位}概况'
    """
    layers = [_national(), *map(_place, chain(place))]
    return Outline.of([layer["outline"] for layer in layers if "outline" in layer][-1])


@lru_cache(maxsize=1)
def derivation() -> Derivation:
    """How the ledger's figures become the published ones.

    >>> "支出账" in derivation().tree
    True
    """
    return Derivation.of(_national())


@lru_cache(maxsize=64)
def indicator_systems(place: str = NATION, year: int | None = None) -> dict[str, IndicatorSystem]:
    """The indicator systems for evaluation reports that a place may use in a fiscal year, by key.

    >>> list(indicator_systems("110106", 2020))
    ['北京四级', '财政部框架', '部门整体']
    """
    return systems([_national(), *map(_place, chain(place))], year)


def glossary() -> list[dict[str, Any]]:
    """The terms a disclosure explains: ``term``, ``said`` and the facts ``when`` it occurs.

    >>> glossary()[0]["term"]
    '财政拨款收入'
    """
    return list(_national()["glossary"])


@lru_cache(maxsize=64)
def filing_pages(place: str = NATION, year: int | None = None) -> tuple[Page, ...]:
    """The workbook that an office of a place fills for a fiscal year.

    >>> [page.name for page in filing_pages("110106", 2020)][:4]
    ['封面', '部门概况', '收入', '支出']
    """
    return load_pages(_national()["filing"], place, year, {"vehicle_uses": vehicle_uses(year)})
