"""What the pages of a unit show, and when."""

from __future__ import annotations

from mingzhang.web.appraisal import filling, moves, sealing, unit_page
from mingzhang.web.appraisal.assembling import plan_of
from mingzhang.web.appraisal.models import AppraisalCycle, UnitBook
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import issued, ready, signed, unit_of
from tests.web.conftest import DAY, District


def test_marks_are_for_the_office_until_they_are_published(district: District) -> None:
    cycle = ready(district)
    unit = unit_of(cycle, district.department)
    mine = unit_page.unit_page(unit, district.person(Role.PREPARER))
    assert not mine["sees_marks"] and mine["result"] is None and mine["may_report"]
    assert all(row.mark is None for row in mine["rows"])
    office = unit_page.unit_page(unit, district.person(Role.PERFORMANCE))
    assert [row.given for row in office["rows"]] == ["4条", "96%", "1件", "9 分"]
    sealing.seal_scores(cycle, district.person(Role.LEADER), "")
    sealing.deliberate(cycle, district.person(Role.PERFORMANCE), "党组会", DAY, "同意")
    sealing.publish(cycle, district.person(Role.LEADER), "")
    mine = unit_page.unit_page(unit_of(cycle, district.department), district.person(Role.PREPARER))
    assert mine["result"].total == "97.00" and mine["may_appeal"] and not mine["may_report"]


def test_a_score_opens_to_rule_inputs_and_evidence(district: District) -> None:
    cycle = ready(district)
    unit = unit_of(cycle, district.department)
    told = unit_page.leaf_page(unit, "K1", "1", sealed=False)
    assert told is not None and told["leaf"]["得分"] == "50" and told["task"]["挑战值"] == "≥5条"
    assert told["leaf"]["细则"]["计分办法"] == "比例" and [p.name for p in told["proofs"]] == ["证明.txt"]
    assert unit_page.leaf_page(unit, "K1", "9", sealed=False) is None
    assert unit_page.leaf_page(unit, "K1", "1", sealed=True) is None, "nothing is sealed"
    sealing.seal_scores(cycle, district.person(Role.LEADER), "")
    sealed = unit_page.leaf_page(unit, "F1", "", sealed=True)
    assert sealed is not None and sealed["leaf"]["得分"] == "19" and sealed["mark"] is not None


def test_a_book_says_what_is_wrong_and_what_may_be_done(district: District) -> None:
    cycle = issued(district)
    book = signed(district, cycle)[0]
    told = unit_page.book_page(book, district.person(Role.PERFORMANCE))
    assert told["problems"] == [] and [name for name, *_ in told["offers"]] == ["adjust"]
    lines = [{**book.lines[0], "indicator": "F1"}]
    UnitBook.objects.filter(pk=book.pk).update(lines=lines, state="编制", handed=None)
    book = UnitBook.objects.select_related("unit__organisation", "unit__cycle__organisation").get(pk=book.pk)
    told = unit_page.book_page(book, district.person(Role.PREPARER))
    assert "不是任务类指标" in told["problems"][0] and told["may_fill"]
    form = unit_page.book_form(book)
    assert len(form["rows"]) == 1 + 3 and form["choices"] == [("K1", "重点工作")]


def test_a_form_gives_outturns_and_words_of_its_leaves(district: District) -> None:
    cycle = issued(district)
    rows = unit_page.leaf_rows(unit_of(cycle, district.department), plan_of(cycle), False)
    typed = unit_page.typed_reports(rows, {"actual-F1/": "96%", "words-F1/": "晚了", "actual-没有/": "1"})
    assert typed["F1", ""] == ("96%", "晚了") and ("没有", "") not in typed


def test_claims_and_appeals_offer_what_their_state_allows(district: District) -> None:
    cycle = issued(district)
    unit, who = unit_of(cycle, district.department), district.person(Role.PREPARER)
    told = {"kind": "加分", "rule": "JF", "words": "表彰", "claimed": "1"}
    claim = filling.file_claim(unit, who, told)
    assert unit_page.claim_page(claim, who)["may_prove"]
    office = unit_page.claim_page(claim, district.person(Role.PERFORMANCE))
    assert [name for name, *_ in office["offers"]] == ["complete"] and not office["may_decide"]
    AppraisalCycle.objects.filter(pk=cycle.pk).update(ranking="发布")
    appeal = filling.file_appeal(
        unit_of(cycle, district.department), who, {"words": "漏计", "indicator": "F1"}
    )
    assert not unit_page.appeal_page(appeal, district.person(Role.LEADER))["may_decide"]
    moves.make(moves.APPEAL_MOVES, "accept", appeal, district.person(Role.PERFORMANCE), "")
    appeal.refresh_from_db()
    assert unit_page.appeal_page(appeal, district.person(Role.LEADER))["outcomes"] == ("维持", "更正")
