"""What was typed stays where it is refused; a form that is not there is told."""

from __future__ import annotations

from mingzhang.web.people.models import Role
from tests.web.conftest import District
from tests.web.purchasing.objects import (
    book_of,
    project_of,
    sent,
)


def test_what_a_move_refuses_stays_typed(district: District) -> None:
    keeper, book = district.client(Role.PREPARER), book_of(district, district.department)
    project_of(book, code="1")
    page = sent(keeper, book.address, do="project", code="1", name="河道调查", method="询价")
    assert "项目编码“1”已经有了" in page and 'value="河道调查"' in page
    assert page.count(" open><summary>") == 1  # the form that was sent stands open, the others do not


def test_a_form_that_is_not_offered_is_told(district: District) -> None:
    keeper, book = district.client(Role.PREPARER), book_of(district, district.department)
    for name in ("", "contract", "accept-99"):
        assert "现在不能这样登记" in sent(keeper, book.address, do=name)
