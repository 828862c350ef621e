"""What checking one document gave, as data: every output is made of it, and it is read back from JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from mingzhang.facts.coverage import Counts, Worth
from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.place import Place

SCHEMA, FORMER = "mingzhang/check/2", "mingzhang/check/1"
_FORMER = "这是旧版的检查结果，没有统计哪些数有检查管着，也没有判断文件是否读懂。"


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """Which document was checked and what it says of itself.

    ``unit`` is empty and ``year`` is ``None`` where the document does not say; ``place`` is the code whose
    rules were used and ``place_name`` its name; ``scope`` is ``department`` or ``unit`` where the document
    says which; ``pages`` is ``None`` for formats without pages; ``unread_pages`` have no layer of text;
    ``notes`` say what could not be read.

    >>> CheckedDocument("决算.pdf", unit="某局").to_json()["unit"]
    '某局'
    """

    file: str
    sha256: str = ""
    kind: str = "unknown"
    unit: str = ""
    year: int | None = None
    place: str = "000000"
    pages: int | None = None
    unread_pages: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    place_name: str = ""
    scope: str = ""

    def to_json(self) -> dict[str, Any]:
        """The document as the contract prints it."""
        return asdict(self) | {"unread_pages": list(self.unread_pages), "notes": list(self.notes)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> CheckedDocument:
        """Inverse of :meth:`to_json`."""
        known = data | {"unread_pages": tuple(data["unread_pages"]), "notes": tuple(data["notes"])}
        return cls(**known)


@dataclass(frozen=True, slots=True)
class Summary:
    """How many checks gave each verdict, before causes were folded, and what the numbers are worth.

    ``understood`` tells whether the document is of a kind that is checked and any number has a meaning:
    otherwise nobody may say that nothing is wrong with it.  ``complete`` is false when the time was over
    before everything was checked; the contract leaves it out where it is true.  ``unchecked`` counts the
    parts of the document that nobody checks, each told in a note; left out where there is none.

    >>> Summary.from_json(Summary(numbers=Counts(checked=2)).to_json()).numbers.total
    2
    """

    holds: int = 0
    rounding: int = 0
    fails: int = 0
    undecided: int = 0
    numbers: Counts = field(default_factory=Counts)
    understood: bool = True
    seconds: float = 0.0
    complete: bool = True
    unchecked: int = 0

    def of(self, verdict: Verdict) -> int:
        """How many checks gave this verdict.

        >>> Summary(holds=3).of(Verdict.HOLDS)
        3
        """
        count: int = getattr(self, verdict.value)
        return count

    def to_json(self) -> dict[str, Any]:
        """The summary as the contract prints it."""
        data = asdict(self) | {"numbers": {"total": self.numbers.total} | asdict(self.numbers)}
        if self.complete:
            del data["complete"]
        if not self.unchecked:
            del data["unchecked"]
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Summary:
        """Inverse of :meth:`to_json`."""
        counts = {name: count for name, count in data["numbers"].items() if name != "total"}
        return cls(**data | {"numbers": Counts(**counts)})


@dataclass(frozen=True, slots=True)
class UnreadNumber:
    """A printed number without a known meaning or read with doubts, with its unit as printed."""

    printed: str
    place: Place
    worth: Worth = Worth.UNREAD

    def to_json(self) -> dict[str, Any]:
        """The number as the contract prints it."""
        return {"printed": self.printed, "worth": self.worth.value, "place": self.place.to_json()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> UnreadNumber:
        """Inverse of :meth:`to_json`."""
        return cls(data["printed"], Place.from_json(data["place"]), Worth(data["worth"]))


@dataclass(frozen=True, slots=True)
class Freedom:
    """How far a printed number could be wrong unnoticed: a line of the map of blind spots.

    ``down`` and ``up`` are decimal text in the printed unit, ``None`` without limit; ``said`` is a sentence.
    """

    printed: str
    down: str | None
    up: str | None
    said: str
    place: Place

    def to_json(self) -> dict[str, Any]:
        """The line as the contract prints it."""
        known = {name: getattr(self, name) for name in ("printed", "down", "up", "said")}
        return known | {"place": self.place.to_json()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Freedom:
        """Inverse of :meth:`to_json`."""
        return cls(**data | {"place": Place.from_json(data["place"])})


@dataclass(frozen=True, slots=True)
class Waiver:
    """One finding that somebody explained.

    ``fingerprint``, ``rule`` and ``printed`` name the finding; ``date`` is an ISO date.

    >>> waiver = Waiver("0123456789abcdef", "Y-07", "57.85万元", "上级批复", "王某", "2025-03-01")
    >>> str(waiver), Waiver.from_json(waiver.to_json()) == waiver
    ('上级批复（王某，2025-03-01）', True)
    """

    fingerprint: str
    rule: str
    printed: str
    reason: str
    name: str
    date: str

    def __str__(self) -> str:
        return f"{self.reason}（{self.name}，{self.date}）"

    def to_json(self) -> dict[str, str]:
        """The waiver as the contract prints it."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, str]) -> Waiver:
        """Inverse of :meth:`to_json`."""
        return cls(**data)


@dataclass(frozen=True, slots=True)
class Result:
    """The findings on one document, in the order of their places, without those that hold.

    The basis of a finding is spelled out here.  ``waivers`` explain some of the findings; ``blind_spots``
    is ``None`` where nobody asked for them.

    >>> result = Result(CheckedDocument("a.txt"), findings=(Finding("N-52", Verdict.FAILS),))
    >>> Result.from_json(result.to_json()) == result
    True
    """

    document: CheckedDocument
    summary: Summary = Summary()
    findings: tuple[Finding, ...] = ()
    unread: tuple[UnreadNumber, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    blind_spots: tuple[Freedom, ...] | None = None
    schema: str = SCHEMA

    def to_json(self) -> dict[str, Any]:
        """The result by the contract ``mingzhang/check/2``; waivers and blind spots only where there are."""
        data: dict[str, Any] = {
            "schema": self.schema,
            "document": self.document.to_json(),
            "summary": self.summary.to_json(),
            "findings": [finding.to_json() for finding in self.findings],
            "unread": [number.to_json() for number in self.unread],
        }
        if self.waivers:
            data["waivers"] = [waiver.to_json() for waiver in self.waivers]
        if self.blind_spots is not None:
            data["blind_spots"] = [line.to_json() for line in self.blind_spots]
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Result:
        """Inverse of :meth:`to_json`; a result of the former contract becomes one of this.

        Raises ``ValueError`` on an unknown schema.
        """
        if data.get("schema") == FORMER:
            data = _renewed(data)
        elif data.get("schema") != SCHEMA:
            raise ValueError(f"不是明账的检查结果（schema 应为 {SCHEMA}）")
        spots = data.get("blind_spots")
        return cls(
            CheckedDocument.from_json(data["document"]),
            Summary.from_json(data["summary"]),
            tuple(map(Finding.from_json, data["findings"])),
            tuple(map(UnreadNumber.from_json, data["unread"])),
            tuple(map(Waiver.from_json, data.get("waivers", []))),
            None if spots is None else tuple(map(Freedom.from_json, spots)),
            data["schema"],
        )

    def called(self, name: str) -> Result:
        """The same result under another name of its file.

        >>> Result(CheckedDocument("决算.pdf")).called("甲局/决算.pdf").document.file
        '甲局/决算.pdf'
        """
        return replace(self, document=replace(self.document, file=name))

    @property
    def explained(self) -> dict[str, Waiver]:
        """The waivers by the fingerprint of the finding they explain."""
        return {waiver.fingerprint: waiver for waiver in self.waivers}

    @property
    def open(self) -> tuple[Finding, ...]:
        """The failing findings that nobody has explained."""
        failing = (finding for finding in self.findings if finding.verdict is Verdict.FAILS)
        if not self.waivers:
            return tuple(failing)
        explained = self.explained
        return tuple(finding for finding in failing if finding.fingerprint not in explained)

    @property
    def severities(self) -> dict[Severity, int]:
        """How many open findings there are of each severity, worst first.

        >>> Result(CheckedDocument("a.txt")).severities[Severity.ERROR]
        0
        """
        found = [finding.severity for finding in self.open]
        return {level: found.count(level) for level in Severity}


def _renewed(data: dict[str, Any]) -> dict[str, Any]:
    """A result of the contract ``mingzhang/check/1``, which knew of numbers only whether they were read."""
    counts = {name: count for name, count in data["summary"].items() if not name.startswith("numbers_")}
    numbers = Counts(understood=data["summary"]["numbers_read"], unread=data["summary"]["numbers_unread"])
    document = data["document"] | {"notes": [*data["document"]["notes"], _FORMER]}
    return data | {
        "schema": SCHEMA,
        "document": document,
        "summary": counts | {"numbers": asdict(numbers), "understood": True},
        "unread": [number | {"worth": Worth.UNREAD.value} for number in data["unread"]],
    }
