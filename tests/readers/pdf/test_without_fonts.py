"""The same bytes give the same report whatever fonts the machine has."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mingzhang.formats import fonts
from mingzhang.readers.limits import Limits
from mingzhang.readers.pdf.reader import read_pdf
from tests.readers.pdf.drawing import IDENTITY, Sheet, pdf

ROOT = Path(__file__).parents[3]
XS, YS = [72.0, 250.0, 400.0], [100.0, 125.0, 150.0]
ENCODINGS = {
    "UniGB-UCS2-H": "utf-16-be",
    "UniGB-UTF16-H": "utf-16-be",
    "GBK-EUC-H": "gbk",
    "GBKp-EUC-H": "gbk",
    "GBK2K-H": "gb18030",
    IDENTITY: "utf-16-be",
}
WAYS = [(False, 0), (False, 90), (True, 0), (True, 90), (True, 270)]


def a_page(codec: str, sideways: bool, rotate: int) -> Sheet:
    """A heading, a sentence, a ruled table whose label has no Latin character, and a label on its side."""
    sheet = Sheet(codec=codec, sideways=sideways, rotate=rotate)
    sheet.text(200, 60, "收入决算情况", 16).text(96, 85, "本年收入合计12.35万元。").ruled(XS, YS)
    sheet.text(80, 117, "项目").text(300, 117, "决算数").text(80, 142, "其他收入").right(395, 142, "12.35")
    label = "基本支出".encode(codec).hex()
    sheet.operators.append(f"BT /F 12 Tf {'1 0 0 1' if sideways else '0 1 -1 0'} 450 300 Tm <{label}> Tj ET")
    return sheet


def read_with(folder: Path, paths: list[Path]) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.readers.pdf.without_fonts", str(folder), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """Every file read by a machine without any font, and by one with the fonts that we bring along."""
    folder, bare = tmp_path_factory.mktemp("files"), tmp_path_factory.mktemp("no_fonts")
    paths = []
    for encoding, codec in ENCODINGS.items():
        for sideways, rotate in WAYS:
            path = folder / f"{encoding} {'sideways' if sideways else 'upright'} {rotate}.pdf"
            path.write_bytes(pdf(a_page(codec, sideways, rotate), encoding=encoding))
            paths.append(path)
    both = zip(read_with(bare, paths), read_with(Path(str(fonts.folder(fonts.READING))), paths), strict=True)
    return {path.stem: pair for path, pair in zip(paths, both, strict=True)}


def told(reading: Any) -> Any:
    """A reading without its boxes."""
    if isinstance(reading, dict):
        return {key: told(value) for key, value in reading.items()}
    if isinstance(reading, list):
        return [told(value) for value in reading if not isinstance(value, float)]
    return reading


def boxes(reading: Any) -> list[float]:
    """All edges of the boxes of a reading, in points."""
    values = reading.values() if isinstance(reading, dict) else reading if isinstance(reading, list) else []
    return [reading] if isinstance(reading, float) else [edge for value in values for edge in boxes(value)]


def names() -> list[str]:
    return [f"{e} {'sideways' if s else 'upright'} {r}" for e in ENCODINGS for s, r in WAYS]


@pytest.mark.parametrize("name", names())
def test_fonts_of_the_machine_change_nothing(
    readings: dict[str, tuple[dict[str, Any], dict[str, Any]]], name: str
) -> None:
    bare, furnished = readings[name]
    assert told(bare) == told(furnished)
    assert boxes(bare) == pytest.approx(boxes(furnished), abs=0.05)
    texts = [block[0] for block in bare["blocks"] if isinstance(block[0], str)]
    assert texts == ["收入决算情况", "本年收入合计12.35万元。", "基本支出"]
    (table,) = [block for block in bare["blocks"] if not isinstance(block[0], str)]
    assert [cell[2] for cell in table] == ["项目", "决算数", "其他收入", "12.35"]


@pytest.mark.parametrize("encoding", [name for name in ENCODINGS if name != IDENTITY])
def test_vertical_writing_is_read_downwards(tmp_path: Path, encoding: str) -> None:
    """Its glyphs stand where the font puts them: this is why the reader brings its own fonts."""
    sheet = Sheet(codec=ENCODINGS[encoding])
    sheet.text(500, 100, "本年收入12.35万元。").text(460, 100, "其他收入")
    path = tmp_path / "v.pdf"
    path.write_bytes(pdf(sheet, encoding=encoding[:-1] + "V"))
    assert {paragraph.text for paragraph in read_pdf(path, Limits()).paragraphs()} == {
        "本年收入12.35万元。",
        "其他收入",
    }
