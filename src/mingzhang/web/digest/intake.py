"""Uploads and pasted texts: read in a process of their own, kept as they came, taken in."""

from __future__ import annotations

import tempfile
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from mingzhang.web.apart.run import ApartError, apart, safe_name
from mingzhang.web.digest.models import DeskArticle
from mingzhang.web.digest.moves import list_sources, take_in
from mingzhang.web.files.models import StoredFile, keep
from mingzhang.web.people.models import Person
from mingzhang.web.register.models import Organisation

PASTED = "粘贴.txt"
_MOST = 10  # sentences about single articles that the page shows


@dataclass
class DeskIntake:
    """What came of it: new articles and sources, and sentences about what was not read or wants a look."""

    new: list[DeskArticle] = field(default_factory=list)
    sources: int = 0
    told: list[str] = field(default_factory=list)


def intake(
    at: Organisation, who: Person, uploads: Iterable[UploadedFile[bytes]], pasted: str = ""
) -> DeskIntake:
    """Take uploads and a pasted text in; a file that cannot be read stops nobody."""
    given: dict[str, bytes] = {}
    for each in uploads:
        name = safe_name(each.name or "文件")
        given[_free(name, given)] = b"".join(each.chunks())
    if pasted.strip():
        given[_free(PASTED, given)] = pasted.encode()
    if not given:
        return DeskIntake(told=["没有选文件，也没有粘贴内容。"])
    return intake_of(at, who, given)


def intake_of(
    at: Organisation, who: Person, given: Mapping[str, bytes], whose: Mapping[str, str] | None = None
) -> DeskIntake:
    """Take files in; ``whose`` are the listed sources they came from, where they say no other."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / str(at_) for at_, name in enumerate(given)}
        for name, path in paths.items():
            path.write_bytes(given[name])
        try:
            with apart("news", paths) as done:
                found = done.told
        except ApartError as refusal:
            return DeskIntake(told=[str(refusal)])
    return _taken(at, who, given, found, whose or {})


def _free(name: str, given: Container[str]) -> str:
    """The name, or another like it where it is taken: two files of one name are two files."""
    return next(each for each in (name, *(f"{at}_{name}" for at in range(1, 10_000))) if each not in given)


def _taken(
    at: Organisation, who: Person, given: Mapping[str, bytes], found: dict[str, Any], whose: Mapping[str, str]
) -> DeskIntake:
    """The articles of what was read, each with the copy of its file."""
    copies: dict[str, StoredFile] = {}
    news = []
    for each in found["news"]:
        name, clipping = each["file"], each["clipping"]
        if name not in copies and name in given:
            copies[name] = keep([given[name]])
        clipping["notes"] = tuple(clipping["notes"])
        clipping["source"] = clipping["source"] or whose.get(name, "")
        news.append((clipping, copies.get(name)))
    made = take_in(at, who, news)
    sources = list_sources(at, who, found["sources"]) if found["sources"] else 0
    wants = [f"“{row.title[:20]}”{note.rstrip('。')}。" for row in made for note in row.notes]
    return DeskIntake(made, sources, [*found["told"], *_first_of(wants), *found["not_read"]])


def _first_of(wants: list[str]) -> list[str]:
    """What wants a look, the first few of it: the rest stands with each article."""
    more = len(wants) - _MOST
    return [*wants[:_MOST], f"还有{more}处请核对，写在各篇稿件上。"] if more > 0 else wants
