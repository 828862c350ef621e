"""What is uploaded: every file under a name of its own, and a refusal that loses nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.web.apart.run import ApartError
from mingzhang.web.audit.models import Entry
from mingzhang.web.digest import intake as module
from mingzhang.web.digest.intake import PASTED, intake
from mingzhang.web.digest.models import DeskArticle
from mingzhang.web.people.models import Role
from tests.web.conftest import District


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What reached the reader, by name; it finds a piece of news in every file that is not empty."""
    given: dict[str, bytes] = {}

    @contextmanager
    def reads(verb: str, files: Mapping[str, Path]) -> Iterator[SimpleNamespace]:
        assert verb == "news"
        given.update((name, path.read_bytes()) for name, path in files.items())
        news = [
            {"file": name, "clipping": clipping(data.decode())}
            for name, data in given.items()
            if data.strip()
        ]
        empty = [f"{name}：文件是空的，未检查。" for name, data in given.items() if not data.strip()]
        yield SimpleNamespace(told={"news": news, "sources": [], "told": ["请核对日期。"], "not_read": empty})

    monkeypatch.setattr(module, "apart", reads)
    return given


def clipping(text: str) -> dict[str, Any]:
    return {
        "title": text[:6], "text": text, "source": "甲报", "dated": "2026年3月15日", "address": "",
        "key": "", "notes": ["请核对正文。"],
    }  # fmt: skip


def upload(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


NAMES = [
    (["甲.txt", "甲.txt"], ["甲.txt", "1_甲.txt"]),
    (["甲.txt", "甲.txt", "甲.txt"], ["甲.txt", "1_甲.txt", "2_甲.txt"]),
    (["甲.txt", "2_甲.txt", "甲.txt"], ["甲.txt", "2_甲.txt", "1_甲.txt"]),
    (["1_甲.txt", "甲.txt", "甲.txt"], ["1_甲.txt", "甲.txt", "2_甲.txt"]),
    (["甲.txt", "乙.txt"], ["甲.txt", "乙.txt"]),
]


@pytest.mark.parametrize(("names", "wanted"), NAMES)
def test_no_file_takes_the_place_of_another(
    district: District, seen: dict[str, bytes], names: list[str], wanted: list[str]
) -> None:
    files = [upload(name, f"第{at}件：办理情况各不相同") for at, name in enumerate(names)]
    made = intake(district.region, district.person(Role.EDITOR), files)
    assert list(seen) == wanted
    assert [data.decode()[1] for data in seen.values()] == [str(at) for at in range(len(names))]
    assert len(made.new) == len(names) and {row.original_id is not None for row in made.new} == {True}


def test_a_pasted_text_does_not_take_the_place_of_a_file_of_its_name(
    district: District, seen: dict[str, bytes]
) -> None:
    file = upload(PASTED, "文件里的一件事情")
    made = intake(district.region, district.person(Role.EDITOR), [file], "粘贴来的另一件事情")
    assert sorted(data.decode() for data in seen.values()) == ["文件里的一件事情", "粘贴来的另一件事情"]
    assert sorted(row.text for row in made.new) == ["文件里的一件事情", "粘贴来的另一件事情"]


def test_what_was_told_of_reading_comes_back_and_stays_with_the_article(
    district: District, seen: dict[str, bytes]
) -> None:
    files = [upload("甲.txt", "东路积水已经排除"), upload("空.txt", " ")]
    made = intake(district.region, district.person(Role.EDITOR), files)
    assert made.told == ["请核对日期。", "“东路积水已经”请核对正文。", "空.txt：文件是空的，未检查。"]
    assert [row.notes for row in made.new] == [["请核对正文。"]]
    assert made.new[0].original is not None and made.new[0].original.read() == "东路积水已经排除".encode()


def test_a_day_to_come_is_told_at_once_and_many_remarks_are_cut_short(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def reads(verb: str, files: Mapping[str, Path]) -> Iterator[SimpleNamespace]:
        news = [
            {"file": "甲.txt", "clipping": clipping(f"第{n:02}件事") | {"dated": "2999年1月3日", "notes": []}}
            for n in range(12)
        ]
        yield SimpleNamespace(told={"news": news, "sources": [], "told": [], "not_read": []})

    monkeypatch.setattr(module, "apart", reads)
    told = intake(district.region, district.person(Role.EDITOR), [upload("甲.txt", "十二件事")]).told
    assert told[0] == "“第00件事”发布日期2999年1月3日在今天之后，请核对。"
    assert len(told) == 11 and told[-1] == "还有2处请核对，写在各篇稿件上。"


def test_the_same_file_twice_is_one_article_and_is_logged_once(
    district: District, seen: dict[str, bytes]
) -> None:
    who = district.person(Role.EDITOR)
    for count in (1, 0):
        seen.clear()
        assert len(intake(district.region, who, [upload("甲.txt", "东路积水已经排除")]).new) == count
    assert DeskArticle.objects.count() == 1
    assert Entry.objects.filter(what="收入稿件").count() == 1


def test_a_reader_that_fails_is_told_and_takes_nothing_in(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def fails(verb: str, files: Mapping[str, Path]) -> Iterator[SimpleNamespace]:
        raise ApartError("读取用时太长，没有收入。")
        yield SimpleNamespace()

    monkeypatch.setattr(module, "apart", fails)
    made = intake(district.region, district.person(Role.EDITOR), [upload("甲.txt", "东路积水")])
    assert made.told == ["读取用时太长，没有收入。"] and not made.new
    assert not DeskArticle.objects.exists()


@pytest.mark.parametrize("pasted", ["", " \n", "　"])
def test_nothing_at_all_is_told_without_a_reader(
    district: District, seen: dict[str, bytes], pasted: str
) -> None:
    made = intake(district.region, district.person(Role.EDITOR), [], pasted)
    assert made.told == ["没有选文件，也没有粘贴内容。"] and not seen
