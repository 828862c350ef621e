"""What changed from version to version."""

from __future__ import annotations

import json

from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Role
from mingzhang.web.submission.changes import changed_lines, findings_since, former_of
from mingzhang.web.submission.models import Version
from tests.web.conftest import District


def said(district: District, *lines: str) -> Version:
    """A version that says these lines."""
    version = district.draft("\n".join(lines).encode())
    told = [{"text": line, "page": 1, "table": ""} for line in lines]
    version.lines = keep([json.dumps(told).encode()])
    version.save()
    return version


def test_a_figure_is_one_word(district: District) -> None:
    first = said(district, "一、收入", "本年收入合计1,234.50万元。", "二、支出")
    second = said(district, "一、收入", "本年收入合计1,243.50万元。", "二、支出", "三、其他")
    changed, added = changed_lines(first, second) or []
    assert [(piece.text, piece.kind) for piece in changed.pieces] == [
        ("本年收入合计", "same"),
        ("1,234.50", "gone"),
        ("1,243.50", "new"),
        ("万元。", "same"),
    ]
    assert changed.figures and not added.figures
    assert [(piece.text, piece.kind) for piece in added.pieces] == [("三、其他", "new")]


def test_lines_with_little_in_common_are_two(district: District) -> None:
    lines = changed_lines(said(district, "甲乙丙丁"), said(district, "完全不同的一句话")) or []
    assert [line.pieces[0].kind for line in lines] == ["gone", "new"]


def test_findings_are_gone_new_or_left(district: District) -> None:
    first, second = district.draft(b"1"), district.draft(b"2")
    district.found(first, "改了的")
    district.found(first, "没改的", 2)
    district.found(second, "没改的", 1)
    district.found(second, "新的", 2)
    assert former_of(second) == first and former_of(first) is None
    since = findings_since(first, second)
    told = [[found.message for found in side] for side in (since.gone, since.new, since.left)]
    assert told == [["改了的"], ["新的"], ["没改的"]]


def test_the_page_tells_all_of_it(district: District) -> None:
    said(district, "本年收入合计1.00万元。")
    second = said(district, "本年收入合计2.00万元。")
    district.found(second, "新的")
    client = district.client(Role.APPROVER)
    page = client.get(f"/submissions/versions/{second.pk}/changes/").content.decode()
    assert "<del>1.00</del>" in page and "<ins>2.00</ins>" in page and "新的" in page
    assert client.get(f"/submissions/versions/{second.pk}/changes/?with=9").status_code == 200


def test_without_a_former_version_there_is_nothing_to_compare(district: District) -> None:
    page = district.client(Role.APPROVER).get(f"/submissions/versions/{district.draft().pk}/changes/")
    assert "没有可以比较的" in page.content.decode()
