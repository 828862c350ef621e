"""Fetching in the background: off by default, listed sources alone, every fault told, nothing twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mingzhang.digest.article import NewsSource
from mingzhang.web.digest import fetching, moves
from mingzhang.web.digest.fetching import fetch_listed
from mingzhang.web.digest.intake import DeskIntake
from mingzhang.web.digest.models import DeskArticle, DeskFetch, DeskSource
from mingzhang.web.digest.moves import DigestMoveError
from mingzhang.web.people.models import Role
from mingzhang.web.register.models import Organisation
from mingzhang.work.fetch_sources import Fetched
from tests.web.conftest import DAY, District
from tests.web.digest.objects import article


@pytest.fixture
def online(settings: Any) -> None:
    settings.DIGEST_FETCH = True


def source(
    district: District, name: str = "甲报", fetch: bool = True, address: str = "https://a.example/rss"
) -> DeskSource:
    return DeskSource.objects.create(organisation=district.region, name=name, fetch=fetch, address=address)


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the sources that were asked; 乙报 does not answer.  Nothing leaves this machine."""
    asked: list[str] = []

    def fetches(sources: Any, folder: Path) -> Fetched:
        made = Fetched()
        for each in sources:
            asked.append(each.name)
            if each.name == "乙报":
                made.untold[each] = "连不上网站"
            else:
                made.by[each] = folder / f"{each.name}.xml"
                made.by[each].write_bytes(b"<rss/>")
        return made

    def takes(at: Organisation, who: object, given: dict[str, bytes], whose: dict[str, str]) -> DeskIntake:
        assert whose == {name: name.removesuffix(".xml") for name in given}
        return DeskIntake([article(at, name) for name in given], 0, ["订阅源里没有条目。"])

    monkeypatch.setattr(fetching, "fetch_sources", fetches)
    monkeypatch.setattr(fetching, "intake_of", takes)
    return asked


def test_a_round_asks_what_may_be_asked_and_tells_what_came_of_each(
    district: District, online: None, network: list[str]
) -> None:
    for name, fetch in (("甲报", True), ("乙报", True), ("丙报", False)):
        source(district, name, fetch, f"https://{len(name)}{fetch}{name}.example/")
    asked = moves.ask_fetch(district.region, district.person(Role.EDITOR))
    fetch_listed.func(asked.pk)
    asked.refresh_from_db()
    assert network == ["甲报", "乙报"] and asked.state == DeskFetch.DONE
    assert asked.lines[0] == "抓取 1 个来源，收入稿件 1 篇，其中与前面同一件事的 0 篇。"
    assert asked.lines[1:] == ["来源“乙报”：连不上网站，没有抓取。", "订阅源里没有条目。"]
    said = {each.name: (each.fetched, each.said) for each in DeskSource.objects.all()}
    assert said == {"甲报": (DAY, "已抓取"), "乙报": (DAY, "连不上网站"), "丙报": (None, "")}
    fetch_listed.func(asked.pk)
    assert network == ["甲报", "乙报"] and DeskArticle.objects.count() == 1


def test_a_disk_that_is_full_ends_the_round_in_a_sentence(
    district: District, online: None, network: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*said: object) -> Fetched:
        raise OSError("磁盘已满")

    source(district)
    asked = moves.ask_fetch(district.region, district.person(Role.EDITOR))
    monkeypatch.setattr(fetching, "fetch_sources", fails)
    fetch_listed.func(asked.pk)
    asked.refresh_from_db()
    assert asked.state == DeskFetch.FAILED and "磁盘已满" in asked.lines[0]


def test_fetching_is_off_by_default_and_one_round_at_a_time(district: District, settings: Any) -> None:
    editor, at = district.person(Role.EDITOR), district.region
    source(district)
    with pytest.raises(DigestMoveError, match="没有开启抓取"):
        moves.ask_fetch(at, editor)
    settings.DIGEST_FETCH = True
    moves.ask_fetch(at, editor)
    with pytest.raises(DigestMoveError, match="正在抓取"):
        moves.ask_fetch(at, editor)
    with pytest.raises(DigestMoveError, match="权限"):
        moves.ask_fetch(at, district.person(Role.LEADER))
    DeskSource.objects.update(fetch=False)
    with pytest.raises(DigestMoveError, match="没有写明允许抓取"):
        moves.ask_fetch(at, editor)


def test_a_list_adds_sources_that_may_not_be_fetched_each_once(district: District) -> None:
    source(district, "甲报", address="https://a.example/rss")
    listed = [
        {"name": "甲报", "address": "https://a.example/rss", "page": "", "topic": ""},
        {"name": "甲报", "address": "https://b.example/rss", "page": "", "topic": "本地"},
        {"name": "", "address": "https://c.example/rss", "page": "", "topic": "长" * 90},
        {"name": "长" * 400, "address": "https://d.example/" + "长" * 700, "page": "", "topic": ""},
    ]
    assert moves.list_sources(district.region, district.person(Role.EDITOR), listed) == 2
    names = set(DeskSource.objects.exclude(fetch=True).values_list("name", flat=True))
    assert names == {"甲报（2）", "https://c.example/rss"}
    assert moves.list_sources(district.region, district.person(Role.EDITOR), listed) == 0


def test_the_listed_source_is_what_fetching_is_asked_for(district: District) -> None:
    from mingzhang.web.digest.carried import source_from

    made = source_from(source(district))
    assert made == NewsSource("甲报", address="https://a.example/rss", fetch=True)
