"""An instruction waits for its matter; nothing else that a reader does waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mingzhang.digest.issue import DigestItem, Issue, IssueKind
from mingzhang.digest.reading import IssueReading, ReadingKind
from mingzhang.supervision.matter import Source
from mingzhang.work.digests import matter_of
from tests.digest.test_issue import ARTICLE, DAY

ORDER = IssueReading("RB-1", "区长", DAY, ReadingKind.INSTRUCTED, "00001", "请办理")
ISSUE = Issue("RB-1", IssueKind.DAILY, 1, DAY, (DigestItem(ARTICLE, "东路积水", "已排除。"),), sent=DAY)


@pytest.mark.parametrize("kind", sorted(ReadingKind))
def test_only_an_instruction_waits_and_only_until_its_matter(kind: ReadingKind) -> None:
    made = replace(ORDER, kind=kind)
    assert made.waits is (kind is ReadingKind.INSTRUCTED)
    assert not replace(made, matter="DC-1").waits


def test_where_a_reading_stands_in_the_ledger_is_not_what_it_says() -> None:
    assert replace(ORDER, row=7) == ORDER
    assert replace(ORDER, text="请研究") != ORDER


MATTERS = [
    (ORDER, "请办理", "日报第1期（RB-1）“东路积水”"),
    (replace(ORDER, text=""), "东路积水", "日报第1期（RB-1）“东路积水”"),
    (replace(ORDER, article=""), "请办理", "日报第1期（RB-1）"),
    (replace(ORDER, article="99999"), "请办理", "日报第1期（RB-1）"),
]


@pytest.mark.parametrize(("reading", "text", "basis"), MATTERS)
def test_a_matter_says_what_was_asked_and_where_it_was_read(
    reading: IssueReading, text: str, basis: str
) -> None:
    made = matter_of(replace(reading, day=date(2025, 11, 3)), ISSUE, "DC-9")
    assert (made.number, made.source, made.text, made.basis) == ("DC-9", Source.INSTRUCTION, text, basis)
    assert made.asked_by == "区长" and made.quarter == 4
