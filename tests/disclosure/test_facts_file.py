"""Facts as JSON: what is written reads back, obeys its schema, and bad files are told in one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.disclosure.facts_file import SCHEMA, facts_data, read_facts, write_facts
from mingzhang.disclosure.filing import amounts, read_filing
from mingzhang.facts.fact import Fact
from mingzhang.facts.number import printed
from mingzhang.language.workbook.form import Filing
from mingzhang.readers.limits import UnreadableError
from tests.conftest import ROOT
from tests.work.filings import FACTS, WORDS, filing

PUBLISHED: dict[str, Any] = json.loads(
    (ROOT / "src" / "mingzhang" / "disclosure" / "facts.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(PUBLISHED)
GOOD = {"schema": SCHEMA, "unit": "某局", "year": 2020, "place": "110106", "facts": {}, "words": {}}


def put(folder: Path, content: str) -> Path:
    path = folder / "facts.json"
    path.write_text(content, encoding="utf-8")
    return path


def test_the_schema_is_a_schema_and_has_the_version() -> None:
    jsonschema.Draft202012Validator.check_schema(PUBLISHED)
    assert PUBLISHED["properties"]["schema"]["const"] == SCHEMA
    assert PUBLISHED["$id"] == "urn:" + SCHEMA.replace("/", ":")
    assert set(PUBLISHED["properties"]) == set(facts_data(Filing()))


def test_what_is_written_obeys_and_reads_back(tmp_path: Path) -> None:
    write_facts(filing(), tmp_path / "facts.json")
    data = json.loads((tmp_path / "facts.json").read_text(encoding="utf-8"))
    assert list(VALIDATOR.iter_errors(data)) == []
    read = read_filing(tmp_path / "facts.json")
    assert amounts(read.facts) == FACTS and read.words == WORDS and read.problems == []
    assert (read.unit, read.year, read.place) == ("某区某办公室", 2020, "110106")


@given(
    st.dictionaries(
        st.text("甲乙[]. :1", min_size=1, max_size=9),
        st.tuples(st.decimals(-(10**15), 10**15, places=2), st.sampled_from(["元", "万元", "亿元"])),
    )
)
def test_any_amount_keeps_every_digit(
    tmp_path_factory: pytest.TempPathFactory, known: dict[str, tuple[Any, str]]
) -> None:
    made = Filing("某局", 2020, "110106")
    for name, (value, unit) in known.items():
        made.facts.add(Fact(name, printed(f"{value:f}", unit)))
    path = tmp_path_factory.mktemp("事实") / "facts.json"
    write_facts(made, path)
    read = read_facts(path)
    assert amounts(read.facts) == amounts(made.facts)
    assert {f.name: (f.figure.value, f.figure.half) for f in read.facts} == {
        f.name: (f.figure.value, f.figure.half) for f in made.facts
    }


def test_numbers_may_be_numbers(tmp_path: Path) -> None:
    text = json.dumps(
        GOOD | {"facts": {"甲": {"value": 0.1, "unit": "元"}, "乙": {"value": 3, "unit": "元"}}}
    )
    assert amounts(read_facts(put(tmp_path, text)).facts) == {"甲": ("0.1", "元"), "乙": ("3.00", "元")}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "不是完整的 JSON：第 1 行第 2 个字符读不通"),
        ('{"a": NaN}', "JSON 里有不能用的数"),
        ('{"schema": "mingzhang/check/1"}', "schema 应为 mingzhang/facts/1"),
        (json.dumps(GOOD | {"year": "2020"}), "year 应为整数"),
        (json.dumps(GOOD | {"unit": None}), "unit 应为文字"),
        (json.dumps(GOOD | {"facts": []}), "facts 应为名称到内容的对照"),
    ],
)
def test_what_is_no_such_file_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_filing(put(tmp_path, content))


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (5, "应有 value（数）和 unit（单位）"),
        ({"value": True, "unit": "元"}, "应有 value（数）和 unit（单位）"),
        ({"value": "5"}, "应有 value（数）和 unit（单位）"),
        ({"value": "约五", "unit": "元"}, "“约五”不是数字"),
        ({"value": -1, "unit": "人"}, "“-1”是负数，个数不能为负"),
    ],
)
def test_a_bad_fact_is_told(tmp_path: Path, entry: Any, reason: str) -> None:
    read = read_facts(put(tmp_path, json.dumps(GOOD | {"facts": {"甲": entry}, "words": {"乙": 1}})))
    assert [str(problem) for problem in read.problems] == [
        f"facts.json 的“甲”：{reason}。",
        "facts.json 的“乙”：应为文字。",
    ]
    assert len(read.facts) == 0
