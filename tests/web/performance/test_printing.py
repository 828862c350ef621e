"""A form is printed by the writer of the command line, once nothing is wrong in it."""

from __future__ import annotations

import pytest

from mingzhang.web.people.models import Role
from mingzhang.web.performance.printing import NotPrintableError, printed_form
from tests.web.conftest import District
from tests.web.performance.projects import registered, typed


@pytest.mark.parametrize(("form", "begin"), [("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF")])
def test_a_form_is_printed(district: District, form: str, begin: bytes) -> None:
    data, name = printed_form(registered(district.department), form)
    assert data.startswith(begin) and name == f"001河道巡查.{form}"


def test_what_is_wrong_is_not_printed(district: District) -> None:
    made = registered(district.department, form=typed(rows=()))
    with pytest.raises(NotPrintableError, match="改好才能出表"):
        printed_form(made, "docx")
    with pytest.raises(NotPrintableError, match="没有“exe”格式"):
        printed_form(made, "exe")
    told = district.client(Role.PREPARER).get(f"{made.address}file/?as=docx", follow=True)
    assert "改好才能出表" in told.content.decode()
