"""A form is saved as it was typed, at any moment; what is wrong in it is told with its field."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Role
from mingzhang.web.performance import filling
from mingzhang.web.performance.models import RegisteredProject
from tests.web.conftest import District
from tests.web.performance.projects import ROWS, registered, sent, submitted, typed

FORM = "/performance/projects/{}/form/"


def wrong(form: RegisteredProject) -> list[str]:
    return [str(problem) for problem in filling.worked(form).problems]


def test_a_whole_form_has_marks_amounts_and_a_grade(district: District) -> None:
    made = registered(district.department)
    assert (made.self_score, made.grade, made.open_count) == (98, "优", 0), wrong(made)
    fund = made.funds.get()
    assert (fund.source, fund.original, fund.outturn) == ("财政拨款", Decimal(500000), Decimal(500000))
    assert made.scored_rows.get(name="河道环境").lost == 2
    assert made.rate_score == 10


def test_a_draft_is_kept_whatever_is_typed_in_it(district: District) -> None:
    made = registered(district.department)
    rows = (*ROWS[1:], "产出指标|数量指标|" + "巡" * 300 + "|≥12次|十一|二十|abc|")
    form = typed(rows=rows) | {"财政拨款.执行": "约五十", "rate_full": "-1"}
    saved = filling.save(made, district.person(Role.PREPARER), form, made.edition)
    saved.refresh_from_db()
    assert saved.typed == form and saved.self_score is None
    said = "\n".join(wrong(saved))
    for part in ("“约五十”不是数字", "“-1”是负数", "“二十”不是数字", "“abc”不是数字"):
        assert part in said


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("|20||", "|19.99||", "各分值相加为 99.99，应为 100，缺 0.01 分"),
        ("|20||", "|20|-1|", "“-1”是负数"),
        ("|20||", "|20|20.5|", "得分 20.5 高于分值 20"),
        ("12次|20||", "11次|20||", "扣分必须填写偏差原因"),
        ("|20||", "|20|19|", "扣分必须填写偏差原因"),
        ("12次|20||", "1二次|20||", "完成值“1二次”"),
    ],
)
def test_what_is_wrong_stands_beside_its_row(district: District, was: str, now: str, said: str) -> None:
    made = registered(district.department, form=typed(rows=(ROWS[0].replace(was, now, 1), *ROWS[1:])))
    assert len(wrong(made)) == 1 and said in wrong(made)[0], wrong(made)
    page = district.client(Role.PREPARER).get(FORM.format(made.pk)).content.decode()
    assert said in page
    answer = district.client(Role.PREPARER).post(
        FORM.format(made.pk), sent(made.typed, made.edition, do="hand_in"), follow=True
    )
    assert "还有 1 处要改正" in answer.content.decode()
    made.refresh_from_db()
    assert made.stage == "draft"


def test_amounts_are_taken_as_people_type_them(district: District) -> None:
    form = typed() | {"财政拨款.执行": "１，２３４．５６", "财政拨款.全年预算": "1,234.56"}
    made = registered(district.department, form=form)
    assert made.funds.get().outturn == Decimal("12345600.00") and made.rate_score == 10


def test_of_two_who_save_the_later_is_told_and_sees_both(district: District) -> None:
    made = registered(district.department)
    client, address = district.client(Role.PREPARER), FORM.format(made.pk)
    client.post(address, sent(typed(goal="甲的目标"), made.edition))
    told = client.post(address, sent(typed(goal="乙的目标"), made.edition))
    page = told.content.decode()
    assert (
        told.status_code == 409 and "甲的目标" in page and "乙的目标" in page and "刚刚保存了这张表" in page
    )
    made.refresh_from_db()
    assert made.typed["goal"] == "甲的目标"
    client.post(address, sent(typed(goal="乙的目标"), made.edition))
    made.refresh_from_db()
    assert made.typed["goal"] == "乙的目标"


def test_a_form_sent_twice_is_saved_once(district: District) -> None:
    made = registered(district.department)
    client, address = district.client(Role.PREPARER), FORM.format(made.pk)
    before = Entry.objects.count()
    for _ in range(2):
        client.post(address, sent(typed(goal="新目标"), made.edition))
    made.refresh_from_db()
    assert made.edition == 2 and Entry.objects.count() == before + 1


def test_a_form_that_was_handed_in_cannot_be_changed(district: District) -> None:
    made = submitted(district)
    told = district.client(Role.PREPARER).post(FORM.format(made.pk), sent(typed(goal="后改的"), made.edition))
    page = told.content.decode()
    assert told.status_code == 409 and "后改的" in page and "不能再改" in page
    made.refresh_from_db()
    assert made.typed["goal"] == "全年巡查十二次"


def test_the_sums_of_a_form_that_is_typed_are_the_servers(district: District) -> None:
    made = registered(district.department)
    form = typed(rows=(ROWS[0].replace("12次|20||", "9次|20||人手不足"), *ROWS[1:]))
    page = district.client(Role.PREPARER).post(f"/performance/projects/{made.pk}/sums/", sent(form))
    said = page.content.decode()
    assert '<output id="given-1" hx-swap-oob="true">15</output>' in said and "<dd>93" in said
    made.refresh_from_db()
    assert made.self_score == 98


def test_two_projects_of_a_unit_are_told_apart(district: District) -> None:
    registered(district.department)
    client = district.client(Role.PREPARER)
    told = {"unit": district.department.pk, "year": "2025", "code": "001", "name": "另一个"}
    assert "已有编码为“001”的项目" in client.post("/performance/new/", told).content.decode()
    client.post("/performance/new/", told | {"code": "002"})
    assert RegisteredProject.objects.get(code="002").name == "另一个"


def test_a_text_that_stands_in_a_column_is_no_longer_than_it(district: District) -> None:
    made = registered(district.department)
    told = district.client(Role.PREPARER).post(FORM.format(made.pk), sent(typed("长" * 201)))
    assert told.status_code == 409 and "不超过 200 字" in told.content.decode()


def test_the_log_says_what_was_changed_from_what_into_what(district: District) -> None:
    made = registered(district.department)
    form = typed(rows=(ROWS[0].replace("12次|20||", "13次|20||"), *ROWS[1:]), goal="巡查十三次")
    filling.save(made, district.person(Role.PREPARER), form, made.edition)
    entry = Entry.objects.order_by("-number")[0]
    assert entry.organisation == district.department and "改 2 处" in entry.sentence
    assert entry.before == {"预期目标": "全年巡查十二次", "第 1 行实际完成值": "12次"}
    assert entry.after == {"预期目标": "巡查十三次", "第 1 行实际完成值": "13次"}


def test_texts_are_cut_of_what_nobody_sees(district: District) -> None:
    post = sent(typed(goal="第一段\n第二段\x00")) | {"row-1-name": " 巡\t查 \x07次数 "}
    form = filling.typed_in(post)
    assert form["goal"] == "第一段\n第二段" and form["rows"][0]["name"] == "巡 查 次数"
    assert filling.rows_shown({"rows": "99999999"}) == 0 and filling.rows_shown({"rows": "-1"}) == 0
    assert filling.rows_shown({"rows": "9999"}) == filling.MOST_ROWS


def test_nobody_else_fills_the_form_of_a_unit(district: District) -> None:
    made = registered(district.department)
    for role in (Role.APPROVER, Role.PERFORMANCE, Role.MANAGER, Role.EXPERT):
        with pytest.raises(filling.FormError, match="没有“填写自评表”"):
            filling.save(made, district.person(role), typed(goal="别人的"), made.edition)
    stranger = district.person(Role.PREPARER, district.other_department)
    with pytest.raises(filling.FormError, match="没有“填写自评表”"):
        filling.save(made, stranger, typed(goal="别人的"), made.edition)
    with pytest.raises(filling.FormError, match="没有“填写自评表”"):
        filling.add(made.organisation, 2025, stranger, typed("又一个", code="2"))
