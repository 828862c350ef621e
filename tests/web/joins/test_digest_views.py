"""An instruction becomes a matter from the page of its issue, and each shows the other."""

from __future__ import annotations

from django.urls import reverse

from mingzhang.web.people.models import Role
from mingzhang.web.supervision.models import SupervisedMatter
from tests.web.conftest import District
from tests.web.joins.test_instructions import read


def test_the_road_from_an_instruction_to_its_matter_and_back(district: District) -> None:
    issue, reading = read(district)
    editor, leader = district.client(Role.EDITOR), district.client(Role.LEADER)
    assert "请水务局改造" in editor.get(issue.web_address).content.decode()
    address = reverse("joins:open_instruction", args=[issue.pk])
    assert "选一条批示" in editor.post(address, {"reading": "0"}, follow=True).content.decode()
    shown = editor.post(address, {"reading": str(reading.pk)}, follow=True).content.decode()
    matter = SupervisedMatter.objects.get()
    assert f"已登记督查事项 {matter.number}" in shown and address not in shown
    assert matter.address in leader.get(issue.web_address).content.decode()
    assert issue.web_address in leader.get(matter.address).content.decode()
