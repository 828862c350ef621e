"""What the public is shown of a document, written whole."""

from __future__ import annotations

import json
from pathlib import Path

from mingzhang.work.public_files import DATA, TEXT, write_public


def test_an_account_as_files_and_data(root: Path, tmp_path: Path) -> None:
    made = write_public(root / "examples/fengtai-2020.docx", tmp_path)
    assert {path.suffix for path in made} == {".json", ".html", ".pdf", ".xlsx", ".zip"}
    data = json.loads((tmp_path / DATA).read_text(encoding="utf-8"))
    text = (tmp_path / TEXT).read_text(encoding="utf-8")
    figures = {each["label"]: each for each in data["figures"]}
    assert figures["本年支出"]["amount"] == "17800900" and len(data["scores"]) == 9
    for each in [*data["figures"], *data["scores"]]:
        assert f'id="{each["anchor"]}"' in text, "every figure leads to where it is printed"
    assert {each["code"] for each in data["classes"]} == {"201", "208", "221"}
    assert all(f'id="{each["anchor"]}"' in text for each in data["words"])
    assert "<script" not in text and " style=" not in text
