"""The performance rules find what a careful reader found in a real document, and little else."""

from __future__ import annotations

import json
import re
from pathlib import Path

from mingzhang.facts.finding import Finding, Verdict
from mingzhang.rules import all_rules
from mingzhang.understanding.read import read_document

ELSEWHERE = {"L36", "L40"}  # punctuation and missing parts: other rules


def findings(path: Path) -> list[Finding]:
    """All that the performance rules report about the document."""
    document = read_document(path)
    return [f for rule in all_rules() if rule.id.startswith("P-") for f in rule.check(document)]


def said(finding: Finding) -> str:
    """Everything a finding says, as one text without blanks."""
    places = [part for p in finding.places for part in (p.table, p.row, p.column, p.quote) if part]
    return re.sub(r"\s", "", "".join([finding.message, finding.printed, finding.expected, *places]))


def test_labels_are_found(shared: Path) -> None:
    name = "fengtai_gov_office_2020_final_account"
    labels = json.loads((shared / f"data/expected/{name}.json").read_text(encoding="utf-8"))["labels"]
    wrong = [f for f in findings(shared / f"data/real/{name}.txt") if f.verdict is Verdict.FAILS]
    texts = [said(finding) for finding in wrong]
    missed = []
    for label in labels:
        if int(label["id"][1:]) < 9 or label["id"] in ELSEWHERE:
            continue
        form = re.search(r"自评表\d", label["where"])
        printed = re.sub(r"\s", "", label["printed"])
        if not any(printed in text and (form is None or form[0] in text) for text in texts):
            missed.append(label["id"])
    assert not missed
    assert len(wrong) <= len(labels)
