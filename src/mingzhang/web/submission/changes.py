"""What changed from one version to another: in the document, line by line, and in what the check found."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from mingzhang.web.submission.models import Found, Version

_TOKEN = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?[%％]?|[A-Za-z]+|.", re.DOTALL)
_FIGURE = re.compile(r"\d")
_ALIKE = 0.5  # of their tokens: two lines that have so much in common are one that was changed
_MOST_LINES = 20_000
SHOWN = 1000


@dataclass(frozen=True)
class ChangedPiece:
    """Some words of a line: ``same``, ``gone`` or ``new``."""

    text: str
    kind: str = "same"


@dataclass(frozen=True)
class ChangedLine:
    """A line that was changed, is new or is gone; ``where`` is its page or table in the version it is in."""

    where: str
    pieces: list[ChangedPiece]

    @property
    def figures(self) -> bool:
        """Whether a figure changed."""
        return any(piece.kind != "same" and _FIGURE.search(piece.text) for piece in self.pieces)


@dataclass(frozen=True)
class FindingsSince:
    """What the check found in both versions, only before, only now: failing findings, by fingerprint."""

    former: Version
    gone: list[Found]
    new: list[Found]
    left: list[Found]


def former_of(version: Version, number: int | None = None) -> Version | None:
    """The version with this number, or the one before; ``None`` where there is none."""
    others = version.submission.versions.exclude(pk=version.pk)
    if number is not None:
        return others.filter(number=number).first()
    return others.filter(number__lt=version.number).order_by("-number").first()


def findings_since(former: Version, version: Version) -> FindingsSince:
    """Which findings are gone, which are new, which remain."""
    before = list(former.findings.filter(verdict="fails"))
    now = list(version.findings.filter(verdict="fails"))
    had, has = ({found.fingerprint for found in side} for side in (before, now))
    return FindingsSince(
        former,
        [found for found in before if found.fingerprint not in has],
        [found for found in now if found.fingerprint not in had],
        [found for found in now if found.fingerprint in had],
    )


def changed_lines(former: Version, version: Version) -> list[ChangedLine] | None:
    """The lines in which the documents differ; ``None`` where one of them is not there to be compared."""
    if former.document_id == version.document_id:
        return []
    sides = [_lines(side) for side in (former, version)]
    if None in sides:
        return None
    before, now = (side or [] for side in sides)
    return list(_differing(before[:_MOST_LINES], now[:_MOST_LINES]))


def _lines(version: Version) -> list[tuple[str, str]] | None:
    """The lines of a version with where they stand."""
    if version.lines is None or not version.lines.path.is_file():
        return None
    told = json.loads(version.lines.read())
    return [(line["text"], _where(line["page"], line["table"])) for line in told]


def _where(page: int | None, table: str) -> str:
    return f"第 {page} 页" if page else table


def _differing(before: list[tuple[str, str]], now: list[tuple[str, str]]) -> Iterator[ChangedLine]:
    """Lines that differ; where as many stand on both sides they are held against each other."""
    old, new = [text for text, _ in before], [text for text, _ in now]
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        paired = min(b - a, d - c)
        for step in range(paired):
            yield from _pair(before[a + step], now[c + step])
        yield from (
            ChangedLine(where, [ChangedPiece(text, "gone")]) for text, where in before[a + paired : b]
        )
        yield from (ChangedLine(where, [ChangedPiece(text, "new")]) for text, where in now[c + paired : d])


def _pair(before: tuple[str, str], now: tuple[str, str]) -> Iterator[ChangedLine]:
    """Two lines as one that was changed, or where they have little in common as one gone and one new."""
    old, new = (_TOKEN.findall(side[0]) for side in (before, now))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        yield ChangedLine(before[1], [ChangedPiece(before[0], "gone")])
        yield ChangedLine(now[1], [ChangedPiece(now[0], "new")])
        return
    pieces: list[ChangedPiece] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(ChangedPiece("".join(old[a:b])))
            continue
        if a < b:
            pieces.append(ChangedPiece("".join(old[a:b]), "gone"))
        if c < d:
            pieces.append(ChangedPiece("".join(new[c:d]), "new"))
    yield ChangedLine(now[1], pieces)
