"""Words of one and of two characters are found, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os

import pytest
from django.db import connection

from mingzhang.web.portal.search import PAGE, search
from mingzhang.web.portal.words_index import forget
from tests.web.conftest import District
from tests.web.portal.publishing import written

TEXTS = ("本年收入合计1,801.58万元，主要是税费。", "预算执行良好。", "“三公”经费支出ＡＢ类 3 万元。")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("税", [0]), ("预算", [1]), ("收入", [0]), ("三公", [2]), ("1801", [0]), ("1,801.58", [0]),
        ("ab", [2]), ("收入 税费", [0]), ("收入 预算", []), ("入收", []), ("万元", [2, 0]), ("，", []),
        ("\" OR *", []), ("' | '", []),
    ],
)  # fmt: skip
def test_phrases_of_characters(district: District, words: str, found: list[int]) -> None:
    written(district, district.submission, *TEXTS)
    hits = search(words).hits
    assert ["".join(piece for piece, _ in hit.pieces) for hit in hits] == [TEXTS[each] for each in found]
    assert all(any(marked for _, marked in hit.pieces) for hit in hits)


def test_it_is_cut_to_year_and_branch_and_goes_on(district: District) -> None:
    edition = written(district, district.submission, *["预算执行良好。"] * (PAGE + 1))
    assert search("预算").more and not search("预算", page=2).more
    assert not search("预算", year=2024).hits and search("预算", year=2025).hits
    assert search("预算", below=district.department.path).hits
    assert not search("预算", below=district.other_department.path).hits
    assert search("预算").hits[0].address.endswith(f"/2025/final_account/document/#p{PAGE}")
    forget(edition.pk)
    assert not search("预算").hits


def test_it_runs_where_it_should(db: None) -> None:
    expected = os.environ.get("MINGZHANG_EXPECTED", "sqlite")
    assert connection.vendor == (expected if "MINGZHANG_DATABASE" in os.environ else "sqlite")
