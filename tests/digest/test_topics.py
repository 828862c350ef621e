"""Topic rules in whole: must, any, not, places, offices."""

from __future__ import annotations

import pytest

from mingzhang.digest.topics import TopicRule, faults, match, matches

RULE = TopicRule("水", must=("东湖街道",), some=("积水", "内涝"), never=("招聘",), officials=("区长",))


PART_RULE = [
    ("东湖街道积水", "区长到现场", True),
    ("东湖街道内涝", "副区长、区长到现场", True),
    ("东湖街道积水", "局长到现场", False),
    ("西山镇积水", "区长到现场", False),
    ("东湖街道停电", "区长到现场", False),
    ("东湖街道积水", "区长到现场。招聘启事", False),
]


@pytest.mark.parametrize(("title", "text", "taken"), PART_RULE)
def test_every_part_of_a_rule_decides(title: str, text: str, taken: bool) -> None:
    assert (match(RULE, title, text) is not None) is taken


def test_what_speaks_most_comes_first_and_faults_are_told() -> None:
    other = TopicRule("雨", some=("积水", "东湖"))
    found = matches([other, RULE], "东湖街道积水", "区长到现场")
    assert [each.topic for each in found] == ["水", "雨"]
    assert not list(faults([RULE, other])) and len(list(faults([RULE, RULE]))) == 1
