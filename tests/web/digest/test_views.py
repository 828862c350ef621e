"""The pages of the digest: what each shows and takes; bad input is told and loses nothing."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mingzhang.web.digest.models import DeskArticle, DeskIssue, DeskReading, DeskTopic
from mingzhang.web.people.models import Role
from tests.web.conftest import DAY, District
from tests.web.digest.objects import STORY, article, draft


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_files_and_a_pasted_text_are_taken_in_and_a_bad_file_stops_nobody(district: District) -> None:
    client = district.client(Role.EDITOR)
    page = f"<html><title>东路积水</title><body><p>来源：乙报 发布日期：2026年03月15日</p><p>{STORY}</p></body></html>"
    files = [
        SimpleUploadedFile("页.html", page.encode()),
        SimpleUploadedFile("坏.xml", "这不是 XML".encode()),
        SimpleUploadedFile("脚本.html", b"<html><script src=a.js></script><div id=app></div></html>"),
    ]
    pasted = "甲学校开学\n2026年3月14日\n甲学校昨天举行开学典礼，八百名新生参加。"
    answer = client.post("/digest/import/", {"uploads": files, "pasted": pasted}, follow=True)
    said = answer.content.decode()
    assert "收入2篇" in said and "坏.xml：不是 XML" in said and "由脚本生成" in said
    row = DeskArticle.objects.get(title="东路积水")
    assert row.original is not None and row.original.read() == page.encode() and row.source == "乙报"
    assert row.original.sha256 in text(client, f"/digest/articles/{row.pk}/")


def test_nothing_given_is_told(district: District) -> None:
    answer = district.client(Role.EDITOR).post("/digest/import/", {"pasted": " "}, follow=True)
    assert "没有选文件" in answer.content.decode()


def test_the_desk_shows_each_story_once_and_is_filtered(district: District) -> None:
    client, first = district.client(Role.EDITOR), article(district.region, "东路积水")
    copy = article(district.region, "雨夜排水")
    DeskArticle.objects.filter(pk=copy.pk).update(first=first)
    dropped = article(district.region, "开学典礼")
    DeskArticle.objects.filter(pk=dropped.pk).update(choice="弃用")
    said = text(client, "/digest/")
    assert "东路积水" in said and "雨夜排水" not in said and "1篇" in said
    assert "开学典礼" not in text(client, "/digest/?choice=待取舍")
    assert "开学典礼" in text(client, "/digest/?choice=弃用") and "东路积水" not in text(
        client, "/digest/?choice=弃用"
    )
    assert "没有这样的稿件" in text(client, "/digest/?q=没有%00") and "雨夜排水" in text(
        client, f"/digest/articles/{first.pk}/"
    )


def test_an_article_is_edited_and_put_into_an_issue(district: District) -> None:
    client, row = district.client(Role.EDITOR), article(district.region)
    said = {
        "choice": "入选",
        "heading": "东路积水两小时排除",
        "short": "昨夜东路积水，已排除。",
        "class_name": "风险提示",
        "urgency": "急",
        "edition": "1",
    }
    assert client.post(f"/digest/articles/{row.pk}/", said).status_code == 302
    again = client.post(f"/digest/articles/{row.pk}/", said | {"heading": "别的"})
    assert "刚被别人改过" in again.content.decode() and "别的" in again.content.decode()
    client.post("/digest/issues/", {"kind": "日报", "topic": "", "readers": "区长"})
    issue = DeskIssue.objects.get()
    client.post(f"/digest/issues/{issue.pk}/put/", {"article": row.pk})
    shown = text(client, f"/digest/issues/{issue.pk}/")
    assert "东路积水两小时排除" in shown and "风险提示" in shown and "送审" in shown and "签发" not in shown
    client.post(f"/digest/issues/{issue.pk}/put/", {"article": row.pk, "out": "1"})
    assert not issue.items.exists()
    assert client.post(f"/digest/issues/{issue.pk}/put/", {"article": "x"}).status_code == 404


def test_the_leader_signs_and_changes_no_words(district: District) -> None:
    row = article(district.region)
    issue = draft(district.region, "日报", row)
    district.client(Role.EDITOR).post(f"/digest/issues/{issue.pk}/act/", {"step": "送审"})
    leader = district.client(Role.LEADER)
    said = {"choice": "", "heading": "改", "short": "改", "class_name": "", "urgency": "一般", "edition": "1"}
    assert "没有“编辑信息摘编”的权限" in leader.post(f"/digest/articles/{row.pk}/", said).content.decode()
    assert "签发" in text(leader, f"/digest/issues/{issue.pk}/")
    leader.post(f"/digest/issues/{issue.pk}/act/", {"step": "签发"})
    issue.refresh_from_db()
    assert issue.signed == DAY
    twice = leader.post(f"/digest/issues/{issue.pk}/act/", {"step": "签发"}, follow=True).content.decode()
    assert "现在是“签发”，不能“签发”" in twice


FORMATS = [("docx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!"), ("没有", b"PK")]


@pytest.mark.parametrize(("form", "beginning"), FORMATS)
def test_an_issue_is_a_document_in_every_format(district: District, form: str, beginning: bytes) -> None:
    issue = draft(district.region, "日报", article(district.region))
    answer = district.client(Role.LEADER).get(f"/digest/issues/{issue.pk}/file/?as={form}")
    assert answer.content.startswith(beginning) and "attachment" in answer["Content-Disposition"]


def test_readings_are_noted_and_a_wrong_one_is_told(district: District) -> None:
    client, issue = district.client(Role.EDITOR), draft(district.region, "日报", article(district.region))
    DeskIssue.objects.filter(pk=issue.pk).update(checked=DAY, signed=DAY, sent=DAY)
    said = {"reader": "区长", "day": "2026年3月16日", "kind": "批示", "text": "请办理"}
    client.post(f"/digest/issues/{issue.pk}/reading/", said)
    assert DeskReading.objects.get().text == "请办理"
    wrong = client.post(f"/digest/issues/{issue.pk}/reading/", said | {"day": "去年"}, follow=True)
    assert "阅批没有登记" in wrong.content.decode() and DeskReading.objects.count() == 1
    shown = text(client, f"/digest/issues/{issue.pk}/")
    assert "请办理" in shown and "登记阅批" in shown and "转为督查事项" in shown


def test_topics_are_added_and_a_rule_that_takes_everything_is_told(district: District) -> None:
    client = district.client(Role.EDITOR)
    wrong = client.post("/digest/topics/", {"name": "全部"})
    assert "没有任何词" in wrong.content.decode() and not DeskTopic.objects.exists()
    client.post("/digest/topics/", {"name": "城市运行", "some": "积水、内涝"})
    assert "积水、内涝" in text(client, "/digest/topics/")
    assert "新增主题" not in text(district.client(Role.LEADER), "/digest/topics/")


def test_the_counts_stand_against_the_plan(district: District) -> None:
    issue = draft(district.region, "日报", *(article(district.region, f"第{n}件") for n in range(4)))
    DeskIssue.objects.filter(pk=issue.pk).update(checked=DAY, signed=DAY, sent=DAY)
    client = district.client(Role.SUPERVISION)
    said = text(client, "/digest/counts/")
    assert "今天报送 <strong>4</strong> 条" in said and "达到 1 天" in said and "报送摘编" in said
    assert client.get("/digest/counts/file/?as=pdf").content.startswith(b"%PDF")
