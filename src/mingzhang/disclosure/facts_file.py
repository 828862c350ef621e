"""Facts as JSON (``mingzhang/facts/1``): what another program hands over, and what is kept for next year."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from mingzhang.facts.fact import Fact
from mingzhang.facts.number import SCALES, printed
from mingzhang.facts.place import Place
from mingzhang.language.workbook.form import BUDGET, FINAL, Filing, Problem
from mingzhang.readers.limits import UnreadableError
from mingzhang.readers.text import decoded
from mingzhang.writers.written import written

SCHEMA = "mingzhang/facts/1"


def facts_data(filing: Filing) -> dict[str, Any]:
    """A filing as plain data; amounts are texts, so that no program rounds them.

    >>> from mingzhang.facts.fact import stated
    >>> facts_data(Filing("某局", 2020, "110106", stated("说明.团组数 1个")))["facts"]
    {'说明.团组数': {'value': '1', 'unit': '个'}}
    """
    figures = {fact.name: fact.figure for fact in filing.facts if not fact.figure.blank}
    return {
        "schema": SCHEMA,
        "unit": filing.unit,
        "year": filing.year,
        "place": filing.place,
        "kind": filing.kind,
        "facts": {n: {"value": _digits(f.text), "unit": f.shown} for n, f in figures.items()},
        "words": dict(filing.words),
    }


def _digits(text: str) -> str:
    return text.replace(",", "").replace("，", "").replace("−", "-").replace("－", "-")


def write_facts(filing: Filing, path: str | Path, force: bool = False) -> None:
    """Write a filing as a ``mingzhang/facts/1`` file; raises :class:`UnwritableError`."""
    content = json.dumps(facts_data(filing), ensure_ascii=False, indent=1) + "\n"
    with written(path, force) as stream:
        stream.write(content.encode())


def is_facts(path: Path) -> bool:
    """Whether a text file looks like JSON.

    >>> is_facts(Path("没有.json"))
    False
    """
    try:
        with path.open("rb") as stream:
            return (decoded(stream.read(4096)) or "").lstrip("\ufeff \t\r\n").startswith("{")
    except OSError:
        return False


def read_facts(path: str | Path) -> Filing:
    """The filing in a ``mingzhang/facts/1`` file; facts that are no figures are among its problems.

    Raises :class:`~mingzhang.readers.limits.UnreadableError` for what is not such a file.
    """
    path = Path(path)
    data = _parsed(path)
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise UnreadableError(path, f"不是明账的事实数据（schema 应为 {SCHEMA}）")
    filing = Filing()
    for name, kind, words in (("unit", str, "文字"), ("year", int, "整数"), ("place", str, "六位代码")):
        value = data.get(name)
        if not isinstance(value, kind) or isinstance(value, bool):
            raise UnreadableError(path, f"{name} 应为{words}")
        setattr(filing, name, value)
    filing.kind = data.get("kind", FINAL)
    if filing.kind not in (FINAL, BUDGET):
        raise UnreadableError(path, f"kind 应为 {FINAL} 或 {BUDGET}")
    for section in ("facts", "words"):
        if not isinstance(data.get(section, {}), dict):
            raise UnreadableError(path, f"{section} 应为名称到内容的对照")
    for name, entry in data.get("facts", {}).items():
        _add(filing, path.name, name, entry)
    for name, text in data.get("words", {}).items():
        if isinstance(text, str):
            filing.words[name] = text
        else:
            _object(filing, path.name, name, "应为文字")
    return filing


def _parsed(path: Path) -> object:
    """The JSON of a file with exact decimals; raises ``UnreadableError`` with the line that is wrong."""

    def refuse(constant: str) -> None:
        raise ValueError(constant)

    try:
        text = decoded(path.read_bytes())
        if text is None:
            raise UnreadableError(path, "文字编码不认识（可用 UTF-8、GB18030）")
        return json.loads(text.lstrip("\ufeff"), parse_float=Decimal, parse_constant=refuse)
    except json.JSONDecodeError as fault:
        raise UnreadableError(
            path, f"不是完整的 JSON：第 {fault.lineno} 行第 {fault.colno} 个字符读不通"
        ) from fault
    except (ValueError, RecursionError) as fault:
        raise UnreadableError(path, "JSON 里有不能用的数，或嵌套太深") from fault
    except OSError as fault:
        raise UnreadableError(path, "打不开") from fault


def _add(filing: Filing, file: str, name: str, entry: object) -> None:
    """Add one named entry to the facts of the filing, or note why it is none."""
    value = entry.get("value") if isinstance(entry, dict) else None
    unit = entry.get("unit") if isinstance(entry, dict) else None
    if not isinstance(unit, str) or not isinstance(value, str | int | Decimal) or isinstance(value, bool):
        _object(filing, file, name, "应有 value（数）和 unit（单位）")
        return
    text = value if isinstance(value, str) else f"{value:f}" if isinstance(value, Decimal) else str(value)
    if unit == "元" and text.strip("-").isdigit():  # whole 元 are exact, not rounded to 元
        text += ".00"
    try:
        figure = printed(text, unit, Place(file=file, row=name, printed=text))
    except ValueError:
        _object(filing, file, name, f"“{text}”不是数字")
        return
    if unit in SCALES or not text.startswith("-"):
        filing.facts.add(Fact(name, figure))
    else:
        _object(filing, file, name, f"“{text}”是负数，个数不能为负")


def _object(filing: Filing, file: str, name: str, words: str) -> None:
    filing.problems.append(Problem(file, name, f"{file} 的“{name}”：{words}。"))
