"""The contract ``mingzhang/check/2``: its schema is published, and every result obeys it to the letter."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from mingzhang.disclosure.compose import FinalAccount, compose
from mingzhang.facts.coverage import Worth
from mingzhang.facts.finding import Finding, Severity, Suspect, Verdict
from mingzhang.facts.place import Place
from mingzhang.facts.result import SCHEMA
from mingzhang.language.document.document import KINDS
from mingzhang.understanding.understand import understand
from mingzhang.work.check import check, check_file
from mingzhang.work.examples import facts, grid, text
from tests.accounts import TERMS, WORDS, Account
from tests.conftest import ROOT

SCHEMA_FILE = ROOT / "src" / "mingzhang" / "work" / "check.schema.json"
PUBLISHED: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))


def strict(schema: Any) -> Any:
    """The schema with no field allowed that it does not name; only tests are that strict."""
    if isinstance(schema, dict):
        closed = {key: strict(value) for key, value in schema.items()}
        return closed | ({"additionalProperties": False} if "properties" in schema else {})
    return [strict(item) for item in schema] if isinstance(schema, list) else schema


VALIDATOR = jsonschema.Draft202012Validator(strict(PUBLISHED))


def complaints(result: dict[str, Any]) -> list[str]:
    data = json.loads(json.dumps(result, ensure_ascii=False))
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(data)]


def test_the_schema_is_a_schema_and_has_the_version() -> None:
    jsonschema.Draft202012Validator.check_schema(PUBLISHED)
    assert PUBLISHED["properties"]["schema"]["const"] == SCHEMA
    assert PUBLISHED["$id"] == "urn:" + SCHEMA.replace("/", ":"), "an absolute name that needs no network"


def test_the_schema_is_found_by_its_name_without_a_network() -> None:
    """Others refer to it, and to parts of it, by its ``$id``."""
    known = Registry().with_resource(PUBLISHED["$id"], Resource.from_contents(PUBLISHED))
    whole = jsonschema.Draft202012Validator({"$ref": PUBLISHED["$id"]}, registry=known)
    assert whole.is_valid(json.loads(json.dumps(check(text("收入合计6.20万元。")).to_json())))
    part = jsonschema.Draft202012Validator({"$ref": f"{PUBLISHED['$id']}#/$defs/count"}, registry=known)
    assert part.is_valid(1) and not part.is_valid(-1)


def test_the_schema_speaks_of_the_same_words_as_the_code() -> None:
    finding = PUBLISHED["$defs"]["finding"]["properties"]
    assert finding["severity"]["enum"] == [s.value for s in Severity]
    assert set(finding["verdict"]["enum"]) == {v.value for v in Verdict} - {"holds"}
    assert PUBLISHED["properties"]["document"]["properties"]["kind"]["enum"] == list(KINDS)
    assert set(PUBLISHED["$defs"]["place"]["properties"]) == set(Place.__dataclass_fields__)
    suspect = Finding("A-01", Verdict.FAILS, suspects=[Suspect(0, "1", "2")]).to_json()["suspects"][0]
    assert set(PUBLISHED["$defs"]["suspect"]["properties"]) == set(suspect)
    assert list(finding) == list(Finding("A-01", Verdict.FAILS).to_json())


def test_the_states_of_numbers_are_those_of_the_code() -> None:
    numbers = PUBLISHED["properties"]["summary"]["properties"]["numbers"]
    assert numbers["required"] == list(numbers["properties"]) == ["total", *(worth.value for worth in Worth)]


def test_the_top_keys_are_those_of_the_design() -> None:
    result = check(facts()).to_json()
    assert list(result) == ["schema", "document", "summary", "findings", "unread"]
    designed = ["file", "sha256", "kind", "unit", "year", "place", "pages"]
    assert list(result["document"])[: len(designed)] == designed
    assert list(result["summary"]) == [
        "holds", "rounding", "fails", "undecided", "numbers", "understood", "seconds",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_results_on_little_obey(kind: str) -> None:
    assert complaints(check(facts("总表.本年收入 1.00", kind=kind, year=None)).to_json()) == []


@pytest.mark.parametrize("seed", range(3))
def test_results_on_accounts_obey(seed: int) -> None:
    report = compose(
        FinalAccount(Account(seed).facts, "某市某区统计局", 2023, "310107", words=WORDS, terms=TERMS)
    ).report()
    result = check(understand(report)).to_json()
    assert result["findings"]
    assert complaints(result) == []


def test_results_with_faults_suspects_and_unread_figures_obey() -> None:
    rows = grid(
        ("项目", "决算数"),
        ("一般公共预算财政拨款收入", "80.00"),
        ("其他收入", "29.00"),
        ("本年收入合计", "100.00"),
    )
    document = text(
        "某局", "2023年度部门决算", "收入支出决算总表", rows, "二、收入决算情况说明", "本年收入合计100.00元。"
    )
    result = check(document).to_json()
    assert any(finding["suspects"] for finding in result["findings"])
    assert complaints(result) == []


def test_a_file_has_its_checksum(tmp_path: Path) -> None:
    path = tmp_path / "决算.txt"
    path.write_text("某局2023年度部门决算\n", encoding="utf-8")
    result = check_file(path).to_json()
    assert len(result["document"]["sha256"]) == 64
    assert complaints(result) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda r: r.pop("unread"),
        lambda r: r.update(schema="mingzhang/check/1"),
        lambda r: r["summary"].update(fails=-1),
        lambda r: r["summary"].pop("understood"),
        lambda r: r["summary"]["numbers"].pop("doubtful"),
        lambda r: r["document"].update(place="上海"),
        lambda r: r["document"].update(remark="x"),
        lambda r: r["findings"][0].update(severity="grave"),
        lambda r: r["findings"][0].update(fingerprint=""),
        lambda r: r["findings"][0].update(verdict="holds"),
        lambda r: r["findings"][0]["places"].append({"page": 0}),
        lambda r: r["findings"][0]["places"].append({"quote": "字" * 61}),
        lambda r: r["findings"][0]["suspects"].append({"place": 0}),
    ],
)
def test_the_schema_notices_damage(damage: Any) -> None:
    result = check(facts("总表.收入总计 1.00", "总表.支出总计 9.00")).to_json()
    assert complaints(result) == []
    damage(result)
    assert complaints(result)


def test_indexes_of_suspects_are_places() -> None:
    for seed in range(2):
        report = compose(
            FinalAccount(Account(seed).facts, "某市某区统计局", 2023, words=WORDS, terms=TERMS)
        ).report()
        cell = next(
            c for table in report.tables() for c in table.cells if c.text.endswith((".11", ".37", ".42"))
        )
        cell.text = "1.00"
        for found in check(understand(report)).findings:
            for suspect in found.suspects:
                assert suspect.place < len(found.places)
                assert found.places[suspect.place].printed.startswith(suspect.printed)
