"""Whole reports, invented, with planted faults: what is found is kept beside them and reviewed as a diff.

After a change that is meant, ``make accept`` writes the new ``<name>.expected.json``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mingzhang.facts.coverage import Worth
from mingzhang.facts.report import Paragraph, Table
from mingzhang.readers.collection import read_collection
from mingzhang.readers.limits import Limits
from mingzhang.work.check import CheckResult, check_file
from mingzhang.work.together import check_together
from tests.reports.built import BUILT, publication
from tests.reports.make import MADE, report

HERE = Path(__file__).parent
SOURCES = sorted((HERE / "sources").iterdir())

# What was put into each report by hand: the printed words or figure at fault, and what should stand there.
# However the expected files change, each of these must stay found.
PLANTED: dict[str, dict[str, str]] = {
    "anhui_narrative.txt": {
        "1770.00元": "1770.00万元",  # 元 for 万元
        "增加（减少）": "",  # a choice of the template left standing
        "27.50%": "37.50%",  # one digit of a completion
        "190.00万元": "180.00万元",  # 公用经费: the parts no longer add up
    },
    "beijing_narrative.txt": {
        "9.90%": "9.09%",  # digits swapped
        "33.00%": "30.00%",  # a share, and the shares add to 103
        "增加": "减少",  # the direction, against the word before the percentage
        "740.00万元": "704.00万元",  # digits swapped: the section above says otherwise
        "3.00万元": "2.00万元",  # a difference from the budget
    },
    "built_budget.docx": {},
    "built_sichuan.docx": {},
    "clean_anhui.txt": {},
    "clean_guangdong.txt": {},
    "clean_guizhou.txt": {},
    "clean_hunan.txt": {},
    "clean_xinjiang.txt": {},
    "clean_zhejiang.txt": {},
    "guangdong_narrative.txt": {
        "7.41%": "7.14%",  # digits swapped
        "89.00%": "90.00%",  # a share
        "85.00%": "75.00%",  # one digit of a completion
        "60,000.00": "50,000.00",  # 公务接待费: the parts exceed the total
        "3,900,000.00万元": "3,900,000.00元",  # 万元 for 元
    },
    "hunan_narrative.txt": {
        "9.10%": "9.09%",  # the neighbour's rounding
        "55.00%": "50.00%",  # a completion
        "6.02%": "6.20%",  # digits swapped
        "55.00万元": "50.00万元",  # services: the parts exceed the total
    },
    "self_evaluation.html": {
        "95.00%": "90.00%",  # the execution rate
        "12.0": "10.0",  # a score above its weight
        "92.0": "95.0",  # the total score
        "8.0": "",  # marks lost without a reason
    },
    "shanghai_tables.html": {
        "776.51": "767.51",  # digits swapped in the first table
        "448.39": "488.39",  # one digit of an item
        "86.58%": "85.68%",  # digits swapped
        "1042.02": "1024.02",  # digits swapped in a sentence
        "机关事业单位年金缴费支出": "机关事业单位职业年金缴费支出",  # words lost in the name of an item
        "54.27%": "45.28%",  # digits swapped
    },
    "sichuan_narrative.txt": {
        "24.44%": "19.64%",  # the percentage taken of this year
        "88.00%": "80.00%",  # a share
        "25%": "20%",  # a share
        "增加2.00": "减少2.00",  # the direction
    },
}


# The files that tests/reports/make.py made, in the other formats: its faults are their list.
PLANTED |= {name: {fault.wrong: fault.right for fault in faults} for name, (_, faults) in MADE.items()}
PICTURE = "office_tif.tif"
WORKBOOKS = (".xlsx", ".xls", ".et", ".ods", "_folder", ".zip")


NAMES = sorted(PLANTED.keys() - {PICTURE})


@cache
def checked(name: str) -> CheckResult:
    path = HERE / "sources" / name
    return check_together([path]) if path.is_dir() or path.suffix == ".zip" else check_file(path)


def summary(result: CheckResult) -> dict[str, Any]:
    """What a reviewer wants to see change: identity, figures read, and what fails."""
    document = result.document
    return {
        "kind": document.kind,
        "unit": document.unit,
        "year": document.year,
        "place": document.place,
        "numbers": asdict(result.coverage.counts),
        "unread": [number.printed for number in result.coverage.of(Worth.UNREAD, Worth.DOUBTFUL)],
        "fails": [
            {
                "rule": found.rule,
                "severity": found.severity.value,
                "where": str(found.places[0]) if found.places else "",
                "printed": found.printed,
                "expected": found.expected,
                "consequences": found.consequences,
            }
            for found in result.failed
        ],
    }


@pytest.mark.parametrize("name", NAMES)
def test_what_is_found(name: str, accepted: Callable[[Path, Any], None]) -> None:
    accepted(HERE / f"{Path(name).stem}.expected.json", summary(checked(name)))


def test_every_report_has_its_faults_listed() -> None:
    assert set(PLANTED) == {path.name for path in SOURCES}
    stems = {path.name.removesuffix(".expected.json") for path in HERE.glob("*.expected.json")}
    assert stems == {path.stem for path in SOURCES}, "no expected file is left over"


@pytest.mark.parametrize("name", NAMES)
def test_the_planted_faults_are_found(name: str) -> None:
    assert missed(name) == []


def missed(name: str) -> list[str]:
    """The planted faults at which no finding points: by what is printed, by its places or its arithmetic."""
    told = []
    for found in checked(name).failed:
        told += [found.printed, found.message, found.explanation]
        told += [words for place in found.places for words in (place.printed, place.quote)]
    return [
        f"{printed} should be {right or 'removed'}"
        for printed, right in PLANTED[name].items()
        if not any(printed in words for words in told)
    ]


def test_a_picture_is_checked_like_any_other(
    recognition: None, accepted: Callable[[Path, Any], None]
) -> None:
    accepted(HERE / "office_tif.expected.json", summary(checked(PICTURE)))
    assert missed(PICTURE) == []


def test_the_clean_report_is_clean() -> None:
    result = checked("clean_guizhou.txt")
    assert result.failed == []
    assert result.coverage.of(Worth.UNREAD) == []
    assert result.coverage.meant >= 45


@pytest.mark.parametrize("name", [name for name in NAMES if name != "clean_guizhou.txt"])
def test_a_few_faults_do_not_make_many_findings(name: str) -> None:
    """One cause, one finding: at most two findings for each planted fault."""
    assert len(checked(name).failed) <= 2 * len(PLANTED[name])


@pytest.mark.parametrize("name", sorted(MADE.keys() - {PICTURE}))
def test_what_was_written_is_read(name: str) -> None:
    """Every word and cell of the account stands in the file, faults included, and nothing else."""
    found = read_collection([HERE / "sources" / name], Limits())
    cells = [c.text for r in found for t in r.tables() for c in t.cells if c.text]
    texts = "".join(p.text for r in found for p in r.paragraphs())
    made = report(name)
    wanted = [c.text for b in made.blocks if isinstance(b, Table) for c in b.cells if c.text]
    assert sorted(c.replace("\n", "") for c in cells) == sorted(wanted)
    missing = {
        b.text for b in made.blocks if isinstance(b, Paragraph) and squeezed(b.text) not in squeezed(texts)
    }
    front = {b.text for b in made.blocks[:5] if isinstance(b, Paragraph)}  # a workbook has no cover
    assert missing <= (front if name.endswith(WORKBOOKS) else set())


@pytest.mark.parametrize("name", BUILT)
def test_what_is_built_has_no_number_that_is_unread(name: str) -> None:
    """Nothing to find; every figure understood but those of target forms, which rules read by themselves."""
    found = checked(name)
    assert found.failed == []
    blocks = found.document.report.blocks
    unread = [blocks[n.numeral.block] for n in found.coverage.of(Worth.UNREAD, Worth.DOUBTFUL)]
    assert all(isinstance(b, Table) and any(c.text == "年度总体目标" for c in b.cells) for b in unread)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_reports_are_invented() -> None:
    """No real unit stands in them: the province, city and district do not exist."""
    assert all(account.unit.startswith("青石省") for account, _ in MADE.values())
    assert all("示例" in publication(name).unit for name in BUILT)
    for path in SOURCES:
        if path.name not in MADE and path.name not in BUILT:
            assert "青石" in path.read_text(encoding="utf-8")
