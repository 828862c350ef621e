"""Sources and topics in the browser: added, changed, taken off; lists in and out; fetching on demand."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.facts.clipping import NewsAddress
from mingzhang.readers.limits import Limits
from mingzhang.readers.news.feed import read_feed
from mingzhang.readers.watch import Watch
from mingzhang.web.audit.models import Entry
from mingzhang.web.digest.models import DeskArticle, DeskFetch, DeskSource, DeskTopic
from mingzhang.web.people.models import Role
from tests.web.background.conftest import TASKS
from tests.web.conftest import District
from tests.web.digest.objects import STORY, article, draft
from tests.web.digest.test_views import text

SOURCE = {"name": "甲报", "kind": "订阅源", "address": "https://a.example/rss", "topic": "本地"}


def test_a_source_is_added_changed_and_taken_off_and_all_is_logged(district: District) -> None:
    client = district.client(Role.EDITOR)
    client.post("/digest/sources/", SOURCE)
    row = DeskSource.objects.get()
    assert not row.fetch and "不抓取" in text(client, "/digest/sources/")
    again = client.post("/digest/sources/", SOURCE).content.decode()
    assert "已有来源“甲报”" in again and DeskSource.objects.count() == 1
    client.post(f"/digest/sources/{row.pk}/", SOURCE | {"fetch": "on", "topic": "外地"})
    row.refresh_from_db()
    assert row.fetch and row.topic == "外地"
    assert "甲报" in text(client, f"/digest/sources/{row.pk}/")
    assert "请勾选" in client.post(f"/digest/sources/{row.pk}/drop/", follow=True).content.decode()
    client.post(f"/digest/sources/{row.pk}/drop/", {"sure": "1"})
    assert not DeskSource.objects.exists()
    assert {"新增来源", "修改来源", "删除来源"} <= set(Entry.objects.values_list("what", flat=True))


@pytest.mark.parametrize("address", ["", "a.example", "file:///etc/hostname", "javascript:1"])
def test_a_source_to_be_fetched_has_an_address_on_the_network(district: District, address: str) -> None:
    answer = district.client(Role.EDITOR).post(
        "/digest/sources/", SOURCE | {"fetch": "on", "address": address}
    )
    assert "要写明网址" in answer.content.decode() and not DeskSource.objects.exists()


def test_a_list_of_sources_goes_in_and_comes_out(district: District) -> None:
    client = district.client(Role.EDITOR)
    said = (
        '<?xml version="1.0"?><opml version="2.0"><body><outline text="本地">'
        '<outline type="rss" text="甲&amp;乙" xmlUrl="https://a.example/rss?a=1&amp;b=2"/></outline>'
        "</body></opml>"
    )
    file = SimpleUploadedFile("来源.opml", said.encode())
    answer = client.post("/digest/import/", {"uploads": [file]}, follow=True).content.decode()
    assert "新增来源1个，都还没有允许抓取" in answer
    row = DeskSource.objects.get()
    assert (row.name, row.topic, row.fetch) == ("甲&乙", "本地", False)
    made = client.get("/digest/sources/file/").content
    assert read_feed(made, Watch("来源.opml", Limits())).sources == [
        NewsAddress("甲&乙", "https://a.example/rss?a=1&b=2", topic="本地")
    ]


def test_fetching_is_asked_for_by_a_button_that_only_stands_where_it_may_be_pressed(
    district: District, settings: Any
) -> None:
    settings.TASKS = TASKS
    client = district.client(Role.EDITOR)
    DeskSource.objects.create(
        organisation=district.region, name="甲报", address="https://a.example/", fetch=True
    )
    assert "没有开启抓取" in text(client, "/digest/sources/")
    assert "没有开启抓取" in client.post("/digest/sources/fetch/", follow=True).content.decode()
    settings.DIGEST_FETCH = True
    assert "现在抓取" in text(client, "/digest/sources/")
    assert "现在抓取" not in text(district.client(Role.LEADER), "/digest/sources/")
    assert "已开始抓取" in client.post("/digest/sources/fetch/", follow=True).content.decode()
    assert DeskFetch.objects.get().state == DeskFetch.WAITING
    assert "正在抓取" in client.post("/digest/sources/fetch/", follow=True).content.decode()


def test_a_topic_is_changed_and_taken_off_and_a_taken_name_is_told(district: District) -> None:
    client = district.client(Role.EDITOR)
    for name in ("水", "路"):
        client.post("/digest/topics/", {"name": name, "some": "积水"})
    row = DeskTopic.objects.get(name="路")
    told = client.post(f"/digest/topics/{row.pk}/", {"name": "水", "some": "塌陷"}).content.decode()
    assert "已有主题“水”" in told
    client.post(f"/digest/topics/{row.pk}/", {"name": "道路", "some": "塌陷"})
    row.refresh_from_db()
    assert (row.name, row.some) == ("道路", "塌陷")
    client.post(f"/digest/topics/{row.pk}/drop/", {"sure": "1"})
    assert list(DeskTopic.objects.values_list("name", flat=True)) == ["水"]


def test_the_articles_that_a_filter_leaves_are_a_workbook(district: District) -> None:
    first, copy = article(district.region, "=东路积水"), article(district.region, "雨夜排水")
    DeskArticle.objects.filter(pk=copy.pk).update(first=first, day=None)
    other = article(district.region, "开学典礼")
    DeskArticle.objects.filter(pk=other.pk).update(choice="弃用")

    def rows(asked: str) -> list[tuple[Any, ...]]:
        data = district.client(Role.LEADER).get(f"/digest/articles/file/{asked}").content
        return list(openpyxl.load_workbook(BytesIO(data)).active.iter_rows(min_row=2, values_only=True))

    assert [row[1] for row in rows("")] == ["开学典礼", "雨夜排水", "=东路积水"]
    assert rows("")[1][3] is None and rows("")[1][5] == "1" and rows("")[2][3] == "2026年3月16日"
    assert [row[1] for row in rows("?choice=弃用")] == ["开学典礼"] == [row[1] for row in rows("?q=开学")]
    assert rows("?q=没有%00") == []


def test_two_opinions_on_a_text_are_shown_and_the_editor_takes_one(district: District) -> None:
    client, row = district.client(Role.EDITOR), article(district.region)
    DeskArticle.objects.filter(pk=row.pk).update(
        text=f"{STORY}\n版权所有", other=f"{STORY}\n附近商户说快得多。"
    )
    shown = text(client, f"/digest/articles/{row.pk}/")
    assert "<mark>版权所有</mark>" in shown and "<mark>附近商户说快得多。</mark>" in shown
    assert f"<mark>{STORY}</mark>" not in shown
    client.post(f"/digest/articles/{row.pk}/swap/")
    row.refresh_from_db()
    assert row.text.endswith("快得多。") and row.other.endswith("版权所有") and row.edition == 2
    sent = draft(district.region, "日报", row)
    sent.checked = sent.day
    sent.save()
    assert "已经送审" in client.post(f"/digest/articles/{row.pk}/swap/", follow=True).content.decode()
    alone = article(district.region, "另一篇")
    assert "只有一份" in client.post(f"/digest/articles/{alone.pk}/swap/", follow=True).content.decode()
