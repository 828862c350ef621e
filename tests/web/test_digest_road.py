"""The road of a digest in a browser: paste → edit → hand in → the leader signs → send → instruction, once."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhang.web.digest.models import DeskArticle, DeskIssue
from mingzhang.web.people.models import Role
from tests.web.conftest import District
from tests.web.digest.objects import STORY
from tests.web.test_roads import Visitor, browser

pytestmark = pytest.mark.any_database

__all__ = ["browser"]


def test_the_road_of_a_digest(browser: Any, live_server: Any, district: District) -> None:
    editor, leader = Visitor(browser, live_server.url), Visitor(browser, live_server.url)
    editor.signed_in(district, Role.EDITOR).see("/digest/")
    editor.view.click("summary")
    editor.view.fill("[name=pasted]", f"东路积水排除\n来源：甲报 2026年3月15日\n{STORY}")
    editor.press("收入")
    editor.look()
    row = DeskArticle.objects.get()
    editor.see("/digest/issues/")
    editor.view.fill("[name=readers]", "区长、督查室")
    editor.press("新建")
    issue = DeskIssue.objects.get()
    editor.see(f"/digest/articles/{row.pk}/")
    editor.view.fill("[name=heading]", "东路积水两小时排除")
    editor.view.fill("[name=short]", "昨夜东路积水约三十厘米，两小时排除。")
    editor.press("保存")
    editor.look()
    editor.press(f"选入{issue}")
    editor.press("送审")
    leader.signed_in(district, Role.LEADER).see(issue.web_address).look()
    leader.press("签发")
    editor.see(issue.web_address).press("报送")
    editor.view.fill("[name=reader]", "区长")
    editor.view.fill("[name=day]", "2026年3月16日")
    editor.view.select_option("[name=kind]", "批示")
    editor.view.fill("[name=text]", "请水务局举一反三")
    editor.press("登记")
    assert "请水务局举一反三" in editor.text
    editor.look()
    meets_what_was_sent(editor, row)
    faults = [*editor.faults, *leader.faults]
    assert not faults, "\n".join(faults)


def meets_what_was_sent(editor: Visitor, row: DeskArticle) -> None:
    """The same story from elsewhere does not come again; a source is listed and may not be fetched."""
    editor.see("/digest/issues/").press("新建")
    again = DeskIssue.objects.latest("pk")
    copy = DeskArticle.objects.create(
        organisation=row.organisation, number=2, title="雨夜排水", text=STORY, source="乙报", first=row,
        got=row.got, short="昨夜东路积水，已排除。",
    )  # fmt: skip
    editor.see(f"/digest/articles/{copy.pk}/").press(f"选入{again}")
    assert "报送过的不再报送" in editor.text and not again.items.exists()
    editor.see("/digest/sources/").view.fill("[name=name]", "甲报")
    editor.view.fill("[name=address]", "https://a.example/rss")
    editor.press("新增")
    editor.look()
    assert "甲报" in editor.text and "不抓取" in editor.text
