"""Codes of open lists in open data: the schema lets any word pass there, and a nonsense word would."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

Json = dict[str, Any]
_LISTS = Path(__file__).parent / "open_contracting_data" / "codelists.toml"


@cache
def codelists() -> dict[str, list[str]]:
    """The codes of each open list that releases use."""
    found: dict[str, list[str]] = tomllib.loads(_LISTS.read_text(encoding="utf-8"))
    return found


def strange_codes(value: object, schema: Json) -> list[str]:
    """The codes of a release that stand in no list of the standard, each with its place.

    >>> made = {"properties": {"roles": {"codelist": "partyRole.csv", "openCodelist": True, "items": {}}}}
    >>> strange_codes({"roles": ["buyer", "bidder"]}, made)
    ['roles：“bidder”不在代码表 partyRole 里']
    """
    return list(_strange(value, schema, schema, ""))


def _strange(value: object, node: Json, schema: Json, at: str) -> Iterator[str]:
    """Go down value and schema together."""
    if "$ref" in node:
        node = schema["definitions"][node["$ref"].rpartition("/")[2]]
    name = node.get("codelist", "")
    if name in codelists():
        for code in value if isinstance(value, list) else [value]:
            if code not in codelists()[name]:
                yield f"{at}：“{code}”不在代码表 {name.removesuffix('.csv')} 里"
    if isinstance(value, dict):
        for key, each in value.items():
            if key in node.get("properties", {}):
                yield from _strange(each, node["properties"][key], schema, f"{at}/{key}" if at else key)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _strange(each, node.get("items", {}), schema, f"{at}/{number}")
