"""An instruction on the digest becomes a matter once; one whose number was typed is bound."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mingzhang.digest.measures import MATTERS
from mingzhang.supervision.matter import Source
from mingzhang.web.digest.counts import measures_of
from mingzhang.web.digest.models import DeskIssue, DeskReading
from mingzhang.web.joins.claims import JoinError
from mingzhang.web.joins.instructions import instructions_on, open_instruction
from mingzhang.web.people.models import Role
from tests.web.conftest import DAY, District
from tests.web.digest.objects import article, draft
from tests.web.supervision.courses import registered


def read(district: District, **more: str) -> tuple[DeskIssue, DeskReading]:
    """An issue with an instruction on its article, and a reading that orders nothing."""
    about = article(district.region)
    issue = draft(district.region, "日报", about)
    told = {"reader": "区长", "day": DAY - timedelta(days=20), "kind": "批示", "text": "请水务局改造"}
    made = DeskReading.objects.create(issue=issue, article=about, **told | more)
    DeskReading.objects.create(issue=issue, reader="分管副区长", day=DAY, kind="圈阅")
    return DeskIssue.objects.select_related("organisation").get(pk=issue.pk), made


def test_an_instruction_opens_one_matter_of_its_day(district: District) -> None:
    (issue, reading), editor = read(district), district.person(Role.EDITOR)
    assert list(instructions_on(issue)) == [reading]
    matter = open_instruction(issue, editor, str(reading.pk))
    assert (matter.source, matter.asked_by, matter.received) == (Source.INSTRUCTION, "区长", reading.day)
    assert "日报第1期“东路积水”批示" in matter.basis and matter.text == "请水务局改造"
    with pytest.raises(JoinError, match=f"已经转为督查事项“{matter.number}”"):
        open_instruction(issue, editor, str(reading.pk))
    assert measures_of(district.region, 2026, DAY)[MATTERS].rows == ((str(issue.pk), "区长", matter.number),)


def test_a_typed_number_is_bound_and_not_made_again(district: District) -> None:
    matter = registered(district)
    issue, reading = read(district, matter=matter.number)
    assert open_instruction(issue, district.person(Role.SUPERVISION), str(reading.pk)) == matter


def test_what_orders_nothing_and_who_may_not_are_refused(district: District) -> None:
    issue, reading = read(district)
    other = DeskReading.objects.get(kind="圈阅")
    with pytest.raises(JoinError, match="选一条批示"):
        open_instruction(issue, district.person(Role.EDITOR), str(other.pk))
    with pytest.raises(JoinError, match="没有“转为督查事项”的权限"):
        open_instruction(issue, district.person(Role.LEADER), str(reading.pk))
