"""The page of a form: rows by kind, empty ones for what the place prescribes, problems beside their rows."""

from __future__ import annotations

from mingzhang.web.people.models import Role
from mingzhang.web.performance.form_page import form_page, live_sums
from tests.web.conftest import District
from tests.web.performance.projects import ROWS, registered, sent, typed


def test_every_kind_has_a_row_and_some_are_spare(district: District) -> None:
    shown = form_page(registered(district.department))
    kinds = [line.kind for line in shown.lines]
    assert kinds[:4] == ["产出指标|数量指标", "产出指标|质量指标", "产出指标|时效指标", "产出指标|成本指标"]
    assert kinds[-3:] == ["|"] * 3 and "满意度指标|服务对象满意度指标" in kinds
    assert [line.number for line in shown.lines] == list(range(1, len(kinds) + 1))
    assert len(form_page(registered(district.other_department), spare=0).lines) == len(ROWS)


def test_problems_follow_their_row_where_the_page_puts_it(district: District) -> None:
    last_first = (ROWS[4].replace("95%|10", "85%|10"), *ROWS[:4])
    shown = form_page(registered(district.department, form=typed(rows=last_first)))
    wrong = [line for line in shown.lines if line.wrong]
    assert [line.row["name"] for line in wrong] == ["群众满意度"]
    assert wrong[0].wrong_fields == {"reason"} and wrong[0].given == "9.44"


def test_a_kind_of_ones_own_can_be_chosen(district: District) -> None:
    rows = (*ROWS[:3], ROWS[3].replace("效益指标|社会效益指标", "成本指标|经济成本指标"), ROWS[4])
    shown = form_page(registered(district.department, form=typed(rows=rows)))
    assert ("成本指标", [("成本指标|经济成本指标", "经济成本指标")]) in shown.kinds


def test_findings_of_the_check_stand_beside_the_row(district: District) -> None:
    rows = (ROWS[0].replace("≥12次|12次|20|", "巡查次数|巡查次数|20|20"), *ROWS[1:])
    made = registered(district.department, form=typed(rows=rows))
    shown = form_page(made)
    assert [each["rule"] for each in shown.lines[0].found] == ["P-19", "P-20"], made.findings
    page = district.client(Role.PREPARER).get(made.form_address).content.decode()
    assert "照抄三级指标名称" in page


def test_sums_are_by_the_rows_of_the_page(district: District) -> None:
    form = typed(rows=("产出指标|数量指标||||||", *ROWS))
    told = live_sums(registered(district.department), sent(form))
    assert told["rows"][:2] == [(1, ""), (2, "20")] and told["made"].total == 98
