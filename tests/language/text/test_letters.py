"""Where a pattern can occur at all: what is passed over holds no match."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from mingzhang.language.document.passage import Passages, matches, passages
from mingzhang.language.text.letters import can_hold, finds, needed
from mingzhang.language.text.spelling import plain
from mingzhang.readers import read_report
from mingzhang.readers.limits import Limits
from mingzhang.rules import all_rules
from mingzhang.work.examples import text

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("支出合计", {"支出合计"}),
        ("(?<=元)收入|支出", {"收入", "支出"}),
        ("[甲乙]方", {"方"}),
        ("[甲乙]", {"甲", "乙"}),
        ("[^甲]|乙", set()),
        ("(?:公务)?接待", {"接待"}),
        ("(?:公务){1,2}", {"公务"}),
        ("(?:公务)*", set()),
        ("(?=公务)\\w+", set()),
        ("(?i:ab)c", {"c"}),
        ("(?P<word>其中)(?P=word)", {"其中"}),
        ("", set()),
    ],
)
def test_the_letters_of_a_pattern(pattern: str, letters: set[str]) -> None:
    assert needed(re.compile(pattern)) == letters


def test_patterns_that_take_either_case_need_nothing() -> None:
    assert can_hold("abc", re.compile("ABC", re.IGNORECASE))


def test_no_match_of_any_pattern_is_passed_over() -> None:
    all_rules()
    modules = [module for name, module in sys.modules.items() if name.startswith("mingzhang")]
    found = [value for module in modules for value in vars(module).values() if isinstance(value, re.Pattern)]
    patterns = {pattern for pattern in found if isinstance(pattern.pattern, str)}
    report = read_report(EXAMPLES / "fengtai-2020-faults.docx", Limits())
    texts = {plain(paragraph.text) for paragraph in report.paragraphs()}
    texts |= {plain(cell.text) for table in report.tables() for cell in table.cells}
    assert sum(bool(needed(pattern)) for pattern in patterns) > len(patterns) / 2
    for pattern in patterns:
        for words in texts:
            if not can_hold(words, pattern):
                assert pattern.search(words) is None, (pattern.pattern, words)


def test_matches_of_running_text_are_the_same_with_and_without_looking_for_letters() -> None:
    found = passages(text("收入9.00万元。", "支出8.00万元，其中其中项目支出3.00万元。"))
    for pattern in map(re.compile, ("其中", "支出|收入", "结余", r"\d+")):
        plainly = [(passage, match.span()) for passage, match in matches(found, pattern)]
        assert [(passage, match.span()) for passage, match in matches(Passages(found), pattern)] == plainly


def test_finds_looks_at_texts_with_the_letters_only() -> None:
    assert [match.start() for match in finds(re.compile("元元"), "9元元，9元")] == [1]
    assert list(finds(re.compile("元元"), "9元")) == []
