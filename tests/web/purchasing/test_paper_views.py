"""Files that cannot be made bring one back with a sentence."""

from __future__ import annotations

from mingzhang.web.people.models import Role
from tests.web.conftest import District
from tests.web.purchasing.objects import book_of, contract_of, project_of, quotes_of


def test_what_is_not_there_is_told_on_the_page_one_came_from(district: District) -> None:
    project = project_of(book_of(district, district.department), "比选")
    contract = contract_of(project, "600000")
    client = district.client(Role.REVIEWER)
    for address, said in (
        (f"{project.address}record/", "没有比选记录"),
        (f"{contract.address}sheet/", "没有验收单"),
        (f"{project.book.address}opened/?kind=records", "没有写开放数据"),
    ):
        assert said in client.get(address, follow=True).content.decode()


def test_files_are_taken_along_under_their_names(district: District) -> None:
    project = project_of(book_of(district, district.department), "比选")
    quotes_of(project)
    client = district.client(Role.MANAGER)
    for address in (
        f"{project.address}record/",
        f"{project.book.address}summary/",
        f"{project.book.address}ledger/",
    ):
        answer = client.get(address)
        assert answer.content[:2] == b"PK" and "attachment" in answer["Content-Disposition"]
