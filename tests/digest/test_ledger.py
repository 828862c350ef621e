"""The ledger of the digest: what is written is read back; what is wrong is told by its cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook as Book

from examples.digest import made_year
from mingzhang.digest.issue import IssueStage
from mingzhang.digest.ledger import DigestLedger, digest_workbook, read_digest
from mingzhang.readers.limits import UnreadableError
from mingzhang.sheets import FIRST, write_sheets
from mingzhang.writers.spreadsheet.form import workbook_file

pytestmark = pytest.mark.usefixtures("few_rows")
TOP = FIRST + 1  # the first row below the heads, from 1


@cache
def example() -> DigestLedger:
    return made_year(days=4, a_day=14)


@cache
def written() -> bytes:
    return workbook_file(digest_workbook(example()))


def spoiled(folder: Path, spoil: Callable[[Book], None]) -> DigestLedger:
    book = openpyxl.load_workbook(BytesIO(written()))
    spoil(book)
    book.save(folder / "台账.xlsx")
    texts = {each.number: each.text for each in example().articles.values()}
    return read_digest(folder / "台账.xlsx", texts)


def column(book: Book, sheet: str, head: str) -> int:
    return next(
        int(cell.column or 0) for row in book[sheet].iter_rows() for cell in row if cell.value == head
    )


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    found, made = spoiled(tmp_path, lambda book: None), example()
    assert not found.problems
    assert (found.unit, found.year, found.quota, found.sources, found.rules) == (
        made.unit,
        made.year,
        made.quota,
        made.sources,
        made.rules,
    )
    assert [each.number for each in found.articles.values()] == list(made.articles)
    assert [each.group for each in found.articles.values()] == [each.group for each in made.articles.values()]
    for name, issue in made.issues.items():
        got = found.issues[name]
        assert (got.stage, got.readers, got.sent, len(got.items)) == (
            issue.stage,
            issue.readers,
            issue.sent,
            len(issue.items),
        )
        assert {item.heading for item in got.items} == {item.heading for item in issue.items}
    assert found.readings == made.readings and all(e.stage is IssueStage.FILED for e in found.issues.values())


WRONG_TOLD = [
    ("主题", "任一", None, "没有任何词"),
    ("主题", "不含", "积水", "既要求含有又要求不含"),
    ("稿件", "发布日期", "去年", "不是日期"),
    ("稿件", "刊号", "RB-9999", "刊期表里没有“RB-9999”"),
    ("稿件", "同稿首篇", "99999", "不在前面的稿件里"),
    ("稿件", "取舍", "也许", "取舍"),
    ("刊期", "审核日期", None, "没有填审核日期"),
    ("刊期", "签发人（岗位）", None, "没有写签发人"),
    ("刊期", "期数", None, "没有填写"),
    ("阅批", "刊号", "RB-9999", "没有报送"),
    ("封面", "每日至多", 1, "小于每日至少"),
]


@pytest.mark.parametrize(("sheet", "head", "value", "wanted"), WRONG_TOLD)
def test_what_is_wrong_is_told_by_its_cell_and_the_rest_is_read(
    tmp_path: Path, sheet: str, head: str, value: object, wanted: str
) -> None:
    def spoil(book: Book) -> None:
        book[sheet].cell(TOP, column(book, sheet, head)).value = value

    found = spoiled(tmp_path, spoil)
    assert any(wanted in str(problem) for problem in found.problems), [str(each) for each in found.problems]
    assert len(found.articles) == len(example().articles)


def test_a_number_that_comes_twice_is_told_and_not_lost(tmp_path: Path) -> None:
    def spoil(book: Book) -> None:
        for sheet, head in (("稿件", "稿件编号"), ("刊期", "刊号")):
            at = column(book, sheet, head)
            book[sheet].cell(TOP + 1, at).value = book[sheet].cell(TOP, at).value

    said = [str(each) for each in spoiled(tmp_path, spoil).problems]
    assert any("编号重复" in each for each in said) and any(
        "刊号重复" in each or "刊号" in each for each in said
    )


def test_another_workbook_is_refused_and_an_empty_one_is_read(tmp_path: Path) -> None:
    write_sheets(digest_workbook(DigestLedger()), tmp_path / "空.xlsx")
    assert not read_digest(tmp_path / "空.xlsx").articles
    book = Book()
    book.save(tmp_path / "别.xlsx")
    with pytest.raises(UnreadableError, match="mingzhang digest new"):
        read_digest(tmp_path / "别.xlsx")
