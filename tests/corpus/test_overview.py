"""What a corpus shows as a whole: the same as somebody would count by hand."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow")
from mingzhang.corpus.overview import Greatest, Overview, in_order, overview
from mingzhang.corpus.packed import packed, unpacked
from mingzhang.corpus.record import Record
from mingzhang.corpus.schema import table_kinds
from mingzhang.corpus.shelf import Shelf, written_to

BLANK: dict[str, Any] = {"string": "", "int32": 0, "bool": False}


def row(table: str, **known: Any) -> tuple[Any, ...]:
    """A row of a table: what is not known is empty."""
    columns = table_kinds()[table].columns
    return tuple(known.get(c.name, None if c.nullable else BLANK.get(c.type, [])) for c in columns)


def document(
    name: str,
    unit: str,
    year: int | None,
    errors: int = 0,
    spent: int | None = None,
    rules: str = "",
    **other: Any,
) -> Record:
    """A document with errors of some rules; the first of them is wrong by so many 元."""
    told: dict[str, Any] = {
        "document": name,
        "unit": unit,
        "kind": "final_account",
        "scope": "department",
        "state": "checked",
    }
    told |= {
        "errors": errors,
        "numbers_checked": 10,
        "expenditure": None if spent is None else Decimal(spent),
    }
    found = [
        row(
            "findings",
            document=name, rule=rule, title=f"规则{rule}", severity="error", verdict="fails",
            difference=Decimal(100 * n), difference_unit="元", message=f"{name}不等",
        )
        for n, rule in enumerate(rules.split(), 1)
    ]  # fmt: skip
    place = other.pop("place", "110106")
    rows: dict[str, Any] = {table: [] for table in table_kinds()}
    rows |= {"documents": [row("documents", **(told | other))], "findings": [*found, *other.get("more", [])]}
    return Record(name, name, place, year, rows)


DOCUMENTS = [
    document("a21", "甲局", 2021, 2, 1_000_000, "N-03 T01-04"),
    document("a22", "甲局", 2022, 1, 1_500_000, "N-03"),
    document("a23", "甲局", 2023, 1, 30_000_000, "N-03"),
    document("b22", "乙局", 2022, 0, 2_000_000),
    document("b23", "乙局", 2023, 1, None, "N-03", place="310107"),
    document("坏", "", None, state="unreadable", reason="坏：打不开。", kind="unknown"),
    document("文", "", None, state="not_understood", reason="没有认出。", kind="unknown"),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Overview:
    folder = tmp_path_factory.mktemp("库")
    with written_to(folder) as shelf:
        shelf.take([unpacked(packed(each)) for each in DOCUMENTS])
    return overview(Shelf(folder))


def test_every_document_counts_once_everywhere(made: Overview) -> None:
    assert made.states == {"checked": 5, "unreadable": 1, "not_understood": 1}
    assert made.total.documents == 6 and made.total.faulty == 4 and made.total.found["error"] == 5
    for parted in (made.kinds, made.places, made.years):
        assert sum(tally.documents for tally in parted.values()) == 6
        assert sum((tally.found for tally in parted.values()), Counter())["error"] == 5
    assert made.total.worths["checked"] == 60 and made.watched == {"全部": 6}
    assert sum((tally.worths for tally in made.places.values()), Counter()) == made.total.worths


@pytest.mark.parametrize(
    ("checked", "unread", "told"),
    [(5, 0, "全部"), (9, 1, "九成以上"), (899, 101, "五成到九成"), (1, 1, "五成到九成"), (1, 2, "不到五成")],
)
def test_a_document_counts_by_how_much_of_it_is_watched(
    tmp_path: Path, checked: int, unread: int, told: str
) -> None:
    numbers: dict[str, Any] = {"numbers_checked": checked, "numbers_unread": unread, "undecided": 7}
    with written_to(tmp_path) as shelf:
        shelf.take([unpacked(packed(document("a", "甲局", 2023, **numbers)))])
    made = overview(shelf)
    assert made.watched == {told: 1} and made.verdicts["undecided"] == 7


def test_rules_are_counted_by_findings_and_documents(made: Overview) -> None:
    assert {rule: (t.findings, t.documents) for rule, t in made.rules.items()} == {
        "N-03": (4, 4),
        "T01-04": (1, 1),
    }
    assert made.families == {"N": 4, "T": 1} and made.rules["N-03"].title == "规则N-03"


def test_who_repeats_an_error_is_told_and_who_made_it_once_is_not(made: Overview) -> None:
    ((weight, _, unit),) = made.repeaters
    assert (unit.unit, unit.place, unit.rules, unit.errors) == (
        "甲局",
        "110106",
        {"N-03": (2021, 2022, 2023)},
        4,
    )
    assert weight == 3


def test_expenditure_that_jumps_is_told(made: Overview) -> None:
    ((times, _, jump),) = made.jumps
    assert times == jump.times == 20 and jump.years == (2022, 2023) and jump.unit == "甲局"


def test_sums_are_those_of_the_documents_that_say_it(made: Overview) -> None:
    total = made.sums[2022, "final_account", "department"]
    assert total.counts == (0, 2) and total.amounts == (Fraction(0), Fraction(3_500_000))
    assert (2023, "final_account", "department") in made.sums
    assert sum(total.counts[1] for total in made.sums.values()) == 4


def test_the_greatest_differences_come_first(made: Overview) -> None:
    sizes = [size for size, _, _ in made.differences]
    assert sizes == sorted(sizes, reverse=True) and sizes[0] == 200 and made.differences.count == 5


def test_what_was_not_read_is_listed_with_its_reason(made: Overview) -> None:
    assert [(name, reason) for _, name, reason in made.unread] == [
        ("坏", "坏：打不开。"),
        ("文", "没有认出。"),
    ]


def test_findings_that_are_explained_or_do_not_fail_do_not_count(tmp_path: Path) -> None:
    known = {"document": "a", "rule": "N-03", "severity": "error"}
    more = [
        row("findings", **known, verdict="fails", waiver="上级批复"),
        row("findings", **known, verdict="rounding"),
        row("findings", **known, verdict="undecided"),
    ]
    with written_to(tmp_path) as shelf:
        shelf.take([unpacked(packed(document("a", "甲局", 2022, more=more)))])
    assert not overview(Shelf(tmp_path)).rules


def test_a_rule_has_the_gravest_of_its_severities(tmp_path: Path) -> None:
    more = [
        row("findings", document="a", rule="N-03", severity=severity, verdict="fails")
        for severity in ("info", "error", "warning")
    ]
    with written_to(tmp_path) as shelf:
        shelf.take([unpacked(packed(document("a", "甲局", 2022, more=more)))])
    assert overview(Shelf(tmp_path)).rules["N-03"].severity == "error"


def test_an_empty_corpus_shows_nothing(tmp_path: Path) -> None:
    with written_to(tmp_path):
        pass
    made = overview(Shelf(tmp_path))
    assert made.total.documents == 0 and made.many == 1 and not list(made.repeaters)


def test_a_few_of_very_many_are_the_greatest_whatever_their_order() -> None:
    names = [f"{n:04}" for n in range(500)]
    forward, backward = Greatest(7), Greatest(7)
    for name in names:
        forward.add(int(name) % 97, name, None)
    for name in reversed(names):
        backward.add(int(name) % 97, name, None)
    assert list(forward) == list(backward)
    assert [n for _, n, _ in forward] == sorted(names, key=lambda n: (-(int(n) % 97), n))[:7]
    assert forward.count == 500


def test_many_errors_are_many_beside_the_others() -> None:
    assert Overview(per_document=Counter({3: 100})).many == 4
    assert Overview(per_document=Counter({0: 50, 4: 50})).many == 17
    assert in_order([2023, None, 2020]) == [2020, 2023, None]
