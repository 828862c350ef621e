"""A panel is opened, scored independently, written up and closed with a report."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Person, Post, Role
from mingzhang.web.performance import panels
from mingzhang.web.performance.ballots import BallotError, save_ballot
from mingzhang.web.performance.models import ProjectStage, RegisteredProject
from mingzhang.web.performance.moves import ProjectMoveError
from mingzhang.web.performance.panel_models import ExpertPanel
from tests.web.conftest import District
from tests.web.performance.projects import TEXTS, experts, marks, registered, scored, seated, submitted

ADDRESS = "/performance/panels/{}/"


def written(panel: ExpertPanel, district: District, **texts: str) -> ExpertPanel:
    who = district.person(Role.PERFORMANCE)
    words = panels.PanelWords(TEXTS | texts, "2026年3月", [], panel.edition)
    return panels.write_texts(panel, who, words)


def test_a_panel_is_opened_with_its_experts(district: District) -> None:
    project, chosen = submitted(district), experts(district, 2)
    client = district.client(Role.PERFORMANCE)
    address = f"{project.address}panel/"
    assert all(f"{expert}" in client.get(address).content.decode() for expert in chosen)
    told = {"experts": [expert.pk for expert in chosen], "system": "财政部框架", "due": "2026年3月25日"}
    page = client.post(address, told, follow=True).content.decode()
    assert "已提交 <strong>0</strong>／2" in page and "全部提交以前" in page
    project.refresh_from_db()
    assert project.stage == ProjectStage.IN_REVIEW and project.panel is not None
    assert [seat.label for seat in project.panel.seats.all()] == ["专家1", "专家2"]
    assert "只有“已提交”时" in client.post(address, told).content.decode()


@pytest.mark.parametrize(
    ("confirmed", "count", "method", "said"),
    [
        (False, 1, "", "还没有确认"),
        (True, 2, "去极值平均数", "至少要有 3 名专家"),
        (True, 0, "", "至少要有 1 名"),
    ],
)
def test_a_panel_needs_what_it_needs(
    district: District, confirmed: bool, count: int, method: str, said: str
) -> None:
    project = submitted(district)
    if not confirmed:
        RegisteredProject.objects.update(confirmed_by=None)
    chosen = experts(district, 2)[:count]
    with pytest.raises(ProjectMoveError, match=said):
        panels.open_panel(project, district.person(Role.PERFORMANCE), chosen, "财政部框架", method)


def test_nobody_of_the_unit_judges_its_projects(district: District) -> None:
    project = submitted(district)
    own, stranger = experts(district, 2)
    Post.objects.create(person=own, role=Role.PREPARER, organisation=district.unit)
    elsewhere = Person.objects.create_user("elsewhere")
    Post.objects.create(person=elsewhere, role=Role.EXPERT, organisation=district.other_region)
    assert list(panels.able_experts(project.organisation)) == [stranger]
    for expert in (own, elsewhere):
        with pytest.raises(ProjectMoveError, match="不能评审这个项目"):
            panels.open_panel(project, district.person(Role.PERFORMANCE), [expert], "财政部框架")


def test_marks_are_joined_once_all_are_in(district: District) -> None:
    panel = scored(submitted(district), district, 2, 1)
    made = panels.assessed(panel, checked=False)
    assert made.total == Decimal("99.3") and made.grade == "优"  # 0.5 lost, and 0.25 rounded in its leaf
    page = district.client(Role.PERFORMANCE).get(ADDRESS.format(panel.pk)).content.decode()
    assert "记录不全" in page and "专家2" in page and "没有填写（" in page


def test_a_panel_is_closed_with_a_report(district: District) -> None:
    panel = scored(submitted(district), district, 2, 1)
    client = district.client(Role.PERFORMANCE)
    client.post(f"{ADDRESS.format(panel.pk)}act/", {"what": "close"})
    panel.refresh_from_db()
    assert panel.closed is None, "texts are missing"
    written(panel, district)
    page = client.post(f"{ADDRESS.format(panel.pk)}act/", {"what": "close"}, follow=True).content.decode()
    assert "已定稿，评价报告已写出" in page, page[-3000:]
    project = RegisteredProject.objects.get(pk=panel.project.pk)
    assert (project.stage, project.score, project.grade) == (ProjectStage.SETTLED, Decimal("99.3"), "优")
    for form, begin in (("docx", b"PK"), ("pdf", b"%PDF")):
        for role in (Role.PERFORMANCE, Role.PREPARER):
            sent = district.client(role).get(f"{ADDRESS.format(panel.pk)}report/?as={form}")
            assert sent.content.startswith(begin)
    again = client.post(f"{ADDRESS.format(panel.pk)}act/", {"what": "close"}, follow=True)
    assert "现在是“已定”" in again.content.decode()


def test_a_ballot_is_given_back_and_hides_all_again(district: District) -> None:
    panel = scored(submitted(district), district, 2, 0)
    seat = panel.seats.all()[0]
    client = district.client(Role.PERFORMANCE)
    client.post(f"/performance/seats/{seat.pk}/give-back/", {"words": ""})
    assert ExpertPanel.objects.get().all_in
    page = client.post(f"/performance/seats/{seat.pk}/give-back/", {"words": "请讨论"}, follow=True)
    assert "记录不全" not in page.content.decode() and "全部提交以前" in page.content.decode()
    seat.refresh_from_db()
    assert seat.handed is None and seat.typed == marks(panel, 2)


def test_a_dissolved_panel_stays_and_takes_no_marks(district: District) -> None:
    panel = seated(submitted(district), district)
    client = district.client(Role.PERFORMANCE)
    client.post(f"{ADDRESS.format(panel.pk)}act/", {"what": "dissolve", "words": ""})
    assert not ExpertPanel.objects.get().dissolved
    client.post(f"{ADDRESS.format(panel.pk)}act/", {"what": "dissolve", "words": "专家回避"})
    project = RegisteredProject.objects.get()
    assert (project.stage, project.panel) == (ProjectStage.SUBMITTED, None)
    seat = panel.seats.select_related("expert").get()
    with pytest.raises(BallotError, match="已经结束"):
        save_ballot(seat, seat.expert, marks(panel), seat.edition)
    with pytest.raises(ProjectMoveError):
        panels.close(ExpertPanel.objects.get(), district.person(Role.PERFORMANCE))


def test_of_two_who_write_the_later_is_told(district: District) -> None:
    panel = seated(submitted(district), district)
    written(panel, district, 项目背景="甲写的")
    client = district.client(Role.PERFORMANCE)
    told = client.post(ADDRESS.format(panel.pk), {"text-项目背景": "乙写的", "edition": "1", "day": ""})
    page = told.content.decode()
    assert told.status_code == 409 and "乙写的" in page and "已经保存的：甲写的" in page
    client.post(ADDRESS.format(panel.pk), {"text-项目背景": "乙写的", "edition": "2", "day": ""})
    panel.refresh_from_db()
    assert panel.texts == {"项目背景": "乙写的"}


def test_a_problem_stands_for_a_reason(district: District) -> None:
    panel = written(scored(submitted(district), district, 0, 4), district)
    made = panels.assessed(panel)
    divided = [problem for problem in made.open if "请专家讨论" in problem.message]
    post = {"edition": f"{panel.edition}", "day": "2026年3月"} | {f"text-{key}": TEXTS[key] for key in TEXTS}
    for number, problem in enumerate(made.open, 1):
        post |= {f"accept-{number}-name": problem.name, f"accept-{number}-column": problem.column}
        post |= {f"accept-{number}-reason": "专家意见一致，保留"}
    district.client(Role.PERFORMANCE).post(ADDRESS.format(panel.pk), post)
    after = panels.assessed(ExpertPanel.objects.select_related("project__organisation__above").get())
    assert not after.open and len(after.accepted) == len(made.open) and len(divided) <= len(made.open)


def test_a_settled_project_with_a_panel_is_opened_again_as_a_panel(district: District) -> None:
    from mingzhang.web.performance.moves import make

    panel = written(scored(submitted(district), district, 1, 1), district)
    panels.close(panel, district.person(Role.PERFORMANCE))
    make("reopen", RegisteredProject.objects.get(), district.person(Role.PERFORMANCE), "评分有误")
    project = RegisteredProject.objects.get()
    assert (project.stage, project.score, project.published) == (ProjectStage.IN_REVIEW, None, None)
    assert district.client(Role.PREPARER).get(f"{ADDRESS.format(panel.pk)}report/").status_code == 404
    panels.close(ExpertPanel.objects.get(), district.person(Role.PERFORMANCE))
    assert RegisteredProject.objects.get().stage == ProjectStage.SETTLED


def test_no_mark_is_in_the_log_before_all_are_in(district: District) -> None:
    scored(registered(district.department), district, 1, 3)
    told = [
        f"{entry.sentence}{entry.before}{entry.after}"
        for entry in Entry.objects.filter(what__contains="评分")
    ]
    assert told and not any("记录不全" in said for said in told)
