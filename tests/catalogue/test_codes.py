"""The code lists of the package."""

from __future__ import annotations

from mingzhang.catalogue.codes import economic_codes, functional_codes, functional_lines, vehicle_uses


def test_codes_have_their_parents_and_lengths() -> None:
    functional, economic = functional_codes(), economic_codes()
    assert {len(code) for code in functional} == {3, 5, 7}
    assert {len(code) for code in economic} == {3, 5}
    assert all(code[:3] in functional for code in functional)
    assert all(code[:3] in economic for code in economic)


def test_entries_carry_what_is_sure_and_when() -> None:
    entries = [entry for known in functional_codes().values() for entry in known]
    assert all(entry.name and entry.code in functional_codes() for entry in entries)
    assert {entry.sure for entry in entries} == {True, False}
    assert {entry.budget for entry in entries} >= {"G", "F", "S"}
    assert all(
        2000 < year < 2100 for entry in entries for year in (entry.period.since, entry.period.until) if year
    )


def test_a_code_keeps_its_former_names() -> None:
    assert len(functional_codes()["207"]) > 1


def test_every_line_of_the_summary_tables_is_a_class() -> None:
    names = {entry.name for code, known in functional_codes().items() for entry in known if len(code) == 3}
    for year in range(2016, 2027):
        assert {name for _, name in functional_lines(year)} <= names
        assert all(len(code) == 3 for code, _ in functional_lines(year))


def test_vehicle_uses_are_named_once() -> None:
    assert len(set(vehicle_uses())) == len(vehicle_uses()) >= 8
