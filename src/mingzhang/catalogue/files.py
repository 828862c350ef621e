"""The files of the catalogue: where they are, what they say, and at which line."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from mingzhang.facts.environment import OWN_PLACES
from mingzhang.facts.refusal import RefusalError

_AT = re.compile(r"at line (\d+)")  # where tomllib says that a file is amiss


class UnfitCatalogueError(RefusalError, ValueError):
    """A file of the catalogue says what it cannot say; the sentence names file and line."""


def folders() -> list[Traversable]:
    """Where files of places are: the user's own folder (``MINGZHANG_PLACES``) before ours.

    Raises :class:`UnfitCatalogueError` where there is no such folder.
    """
    own = os.environ.get(OWN_PLACES, "")
    ours = resources.files("mingzhang.catalogue") / "places"
    if own and not Path(own).is_dir():
        raise UnfitCatalogueError(f"{own}：{OWN_PLACES} 指的不是文件夹。")
    return [Path(own), ours] if own else [ours]


@lru_cache(maxsize=1)
def national() -> dict[str, Any]:
    """What holds for the nation, all its files together."""
    merged: dict[str, Any] = {}
    for entry in _national():
        data = tomllib.loads(entry.read_text(encoding="utf-8"))
        merged |= data | {"settings": merged.get("settings", {}) | data.get("settings", {})}
    return merged


@lru_cache(maxsize=64)
def place(code: str) -> dict[str, Any]:
    """What a place states of its own, nothing where no file describes it.

    Raises :class:`UnfitCatalogueError` where the file cannot be read, or is not TOML.
    """
    found = _place(code)
    if found is None:
        return {}
    try:
        return tomllib.loads(found.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as fault:
        line = fault.object.count(b"\n", 0, fault.start) + 1
        raise UnfitCatalogueError(f"{found.name} 第 {line} 行：不是 UTF-8 编码。") from None
    except tomllib.TOMLDecodeError as fault:
        told = _AT.search(str(fault))
        where = f" 第 {told[1]} 行" if told else "末尾"
        raise UnfitCatalogueError(f"{found.name}{where}：不合 TOML 的写法。") from None
    except (OSError, RecursionError):
        raise UnfitCatalogueError(f"{found.name}：读不出来。") from None


def unfit(code: str, words: str, sentence: str) -> UnfitCatalogueError:
    """The refusal of what the file of a place (or of the nation) says in ``words``, with their line."""
    found = _place(code)
    for entry in [found] if found is not None else _national():
        lines = entry.read_text(encoding="utf-8-sig").splitlines()
        number = next((n for n, line in enumerate(lines, 1) if words in line), None)
        if number is not None:
            return UnfitCatalogueError(f"{entry.name} 第 {number} 行：{sentence}。")
    return UnfitCatalogueError(f"{code}.toml：{sentence}。")


def _national() -> Iterator[Traversable]:
    folder = resources.files("mingzhang.catalogue") / "national"
    entries = sorted(folder.iterdir(), key=lambda item: item.name)
    return (entry for entry in entries if entry.name.endswith(".toml"))


def _place(code: str) -> Traversable | None:
    files = (folder / f"{code}.toml" for folder in folders())
    return next((file for file in files if file.is_file()), None)
