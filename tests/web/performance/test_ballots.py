"""A ballot is its expert's alone, kept as typed, and handed in whole."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mingzhang.web.people.models import Role
from mingzhang.web.performance import ballot_book
from mingzhang.web.performance.ballots import ballot_in, read_ballot, system_of_panel
from mingzhang.web.performance.panel_models import ExpertPanel, ExpertSeat
from tests.web.conftest import District
from tests.web.performance.here import read_here
from tests.web.performance.projects import experts, marks, seated, submitted

__all__ = ["read_here"]
ADDRESS = "/performance/ballots/{}/"


def client_of(seat: ExpertSeat) -> Client:
    client = Client()
    client.force_login(seat.expert, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def panel(district: District) -> ExpertPanel:
    return seated(submitted(district), district, 2)


def posted(panel: ExpertPanel, edition: int, lost: int = 0, **more: str) -> dict[str, str]:
    told = {"edition": f"{edition}"} | more
    for number, said in enumerate(marks(panel, lost).values(), 1):
        told |= {f"mark-{number}": said["mark"], f"opinion-{number}": said["opinion"]}
    return told


def test_an_expert_fills_and_hands_in(panel: ExpertPanel) -> None:
    seat = panel.seats.all()[0]
    client, address = client_of(seat), ADDRESS.format(seat.pk)
    assert "河道巡查" in client.get("/").headers["Location"] or client.get("/").headers["Location"].endswith(
        "ballots/"
    )
    page = client.get(address).content.decode()
    assert "河道环境" in page and "请独立评分" in page
    half = posted(panel, seat.edition, 2) | {"mark-1": "", "mark-3": "99"}
    told = client.post(address, half | {"do": "hand_in"}, follow=True).content.decode()
    assert "还有 2 项要补正" in told and "评分 99 高于分值" in told
    seat.refresh_from_db()
    assert seat.handed is None and seat.given == len(system_of_panel(panel).leaves) - 1
    told = client.post(address, posted(panel, seat.edition, 2, do="hand_in"), follow=True).content.decode()
    assert "评分已提交" in told and "各专家都提交以后" in told
    assert client.post(address, posted(panel, 9, 1)).status_code == 409
    seat.refresh_from_db()
    assert seat.typed == marks(panel, 2) and ExpertPanel.objects.get().in_count == 1


def test_nobody_sees_marks_of_others_before_all_are_in(district: District, panel: ExpertPanel) -> None:
    one, other = panel.seats.all()
    for seat, last in ((one, False), (other, True)):
        client_of(seat).post(ADDRESS.format(seat.pk), posted(panel, seat.edition, 2, do="hand_in"))
        own = client_of(one).get(ADDRESS.format(one.pk)).content.decode()
        office = district.client(Role.PERFORMANCE).get(f"/performance/panels/{panel.pk}/").content.decode()
        assert ("各专家评分" in own) is last
        assert ("记录不全" in office) is last


def test_the_ballot_of_somebody_else_is_not_there(district: District, panel: ExpertPanel) -> None:
    one, other = panel.seats.all()
    client = client_of(one)
    for address in (ADDRESS.format(other.pk), f"{ADDRESS.format(other.pk)}book/"):
        assert client.get(address).status_code == 404
    assert client.post(ADDRESS.format(other.pk), posted(panel, 1)).status_code == 404
    assert client.post(f"{ADDRESS.format(other.pk)}import/").status_code == 404
    assert district.client(Role.PERFORMANCE).get(ADDRESS.format(one.pk)).status_code == 403
    stranger = experts(district, 3)[2]
    alone = Client()
    alone.force_login(stranger, "django.contrib.auth.backends.ModelBackend")
    assert alone.get(ADDRESS.format(one.pk)).status_code == 404
    assert "现在没有要评审的项目" in alone.get("/performance/ballots/").content.decode()


@pytest.mark.parametrize(
    ("mark", "opinion", "said"),
    [
        ("-1", "", "“-1”是负数"),
        ("一分", "", "“一分”不是数字"),
        ("99", "", "评分 99 高于分值"),
        ("0", "", "必须写评价意见"),
        ("１．５", "资料不全", ""),
        ("", "忘了评", "没有评分"),
        ("1.555", "资料不全", "最多 2 位小数"),
    ],
)
def test_a_mark_is_read_as_it_is_typed(panel: ExpertPanel, mark: str, opinion: str, said: str) -> None:
    seat, system = panel.seats.all()[0], system_of_panel(panel)
    typed = ballot_in({"mark-1": mark, "opinion-1": opinion}, system)
    read = read_ballot(seat, typed, system)
    assert said in "".join(read.lines[0].wrong) and bool(read.lines[0].wrong) is bool(said)
    assert (system.leaves[0].path in read.ballot.marks) is (said in ("", "必须写评价意见"))


def test_two_windows_of_one_expert(panel: ExpertPanel) -> None:
    seat = panel.seats.all()[0]
    client, address = client_of(seat), ADDRESS.format(seat.pk)
    client.post(address, posted(panel, 1, 1))
    told = client.post(address, posted(panel, 1, 3))
    page = told.content.decode()
    assert told.status_code == 409 and "在另一个窗口保存过" in page and "这次填的" in page
    seat.refresh_from_db()
    assert seat.typed == marks(panel, 1)


@pytest.mark.usefixtures("read_here")
def test_a_ballot_goes_out_as_a_workbook_and_comes_in_again(panel: ExpertPanel) -> None:
    seat = panel.seats.all()[0]
    client, address = client_of(seat), ADDRESS.format(seat.pk)
    client.post(address, posted(panel, 1, 2))
    seat.refresh_from_db()
    book = openpyxl.load_workbook(BytesIO(client.get(f"{address}book/").content))
    sheet = book["专家1"]
    heads = {cell.value: cell.column for row in sheet.iter_rows(max_row=6) for cell in row if cell.value}
    sheet.cell(5, heads["评分"]).value = 0
    sheet.cell(6, heads["评分"]).value = 999
    out = BytesIO()
    book.save(out)
    sent = {"file": SimpleUploadedFile("评分.xlsx", out.getvalue())}
    page = client.post(f"{address}import/", sent, follow=True).content.decode()
    assert "已从工作簿读入评分" in page and "评分 999 高于分值" in page
    seat.refresh_from_db()
    first, second = ("/".join(leaf.path) for leaf in system_of_panel(panel).leaves[:2])
    assert seat.typed[first]["mark"] == "0" and seat.typed[second]["mark"] == ""


@pytest.mark.usefixtures("read_here")
def test_a_workbook_of_another_expert_is_refused(panel: ExpertPanel) -> None:
    one, other = panel.seats.select_related("panel__project__organisation")
    data = ballot_book.book_of(other)
    for bad in (data, b"x"):
        sent = {"file": SimpleUploadedFile("评分.xlsx", bad)}
        page = client_of(one).post(f"{ADDRESS.format(one.pk)}import/", sent, follow=True).content.decode()
        assert "里面没有“专家1”的评分表" in page or "读" in page
        one.refresh_from_db()
        assert one.typed == {}
    assert (
        "请先选择文件"
        in client_of(one).post(f"{ADDRESS.format(one.pk)}import/", follow=True).content.decode()
    )
