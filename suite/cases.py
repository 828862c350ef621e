"""The cases: which documents, with which fault, and the manifest that lists them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields, replace
from functools import lru_cache
from pathlib import Path
from random import Random

from mingzhang.facts.publication import PART, Piece
from mingzhang.facts.report import Paragraph
from suite.books import ACCOUNT, BUDGET
from suite.built import built
from suite.manuscript import Fault, Manuscript, Part
from suite.narrated import narrated
from suite.planting import KINDS, Kind

FORMATS = ("html", "docx", "html", "pdf", "xlsx", "html", "docx", "html")  # in turn; half are cheap to make
TABLED = (2, 3)  # kinds that a workbook can hold: it has the tables only
EACH, CLEAN = 24, 100  # cases of a kind; documents without a fault
SEED = 17  # the public half


@dataclass(frozen=True)
class Case:
    """One document and what is wrong with it; a clean one has kind 0."""

    case: str
    file: str
    place: str
    document: str
    voice: str
    kind: int
    name: str
    way: str
    difficulty: str
    where: str
    near: str
    printed: str
    right: str
    others: str = ""

    @property
    def blamed(self) -> tuple[str, ...]:
        """Texts that may rightly be blamed beside the printed one."""
        return tuple(filter(None, self.others.split("｜")))


@dataclass(frozen=True)
class Made:
    """A case with its document."""

    case: Case
    manuscript: Manuscript


@lru_cache(maxsize=64)
def _built(seed: int, kind: str) -> Manuscript:
    return built(seed, kind)


Plan = tuple[str, int, int]  # the name of a case, its kind, and the how-manyeth of its kind it is


def planned(seed: int, each: int = EACH, clean: int = CLEAN) -> list[Plan]:
    """All cases of a seed, in an order that tells nothing of their kinds.

    >>> planned(1, each=1, clean=0)[:2], len(planned(1))
    ([('c0001', 22, 0), ('c0002', 17, 0)], 628)
    """
    kinds = [(kind, number) for kind in KINDS for number in range(each)]
    kinds += [(0, number) for number in range(clean)]
    Random(f"order{seed}").shuffle(kinds)
    return [(f"c{place:04}", *which) for place, which in enumerate(kinds, 1)]


def cases(seed: int, each: int = EACH, clean: int = CLEAN) -> Iterator[Made]:
    """All cases of a seed with their documents."""
    return (made(seed, plan) for plan in planned(seed, each, clean))


def made(seed: int, plan: Plan) -> Made:
    """One case: documents are drawn until one takes the fault.

    >>> made(1, ("c0001", 5, 1)).case.name
    '占比'
    """
    name, kind, number = plan
    for attempt in range(40):
        random = Random(f"{seed} {kind} {number} {attempt}")
        suffix = _format(kind, number)
        whole = _document(random, KINDS.get(kind), number, suffix)
        if not kind:
            return Made(_case(name, whole, 0, suffix, None), whole)
        ways = KINDS[kind].ways
        fault = ways[(number + attempt) % len(ways)](whole, random)
        if fault is not None and _apart(whole, fault):
            return Made(_case(name, fault.manuscript, kind, suffix, fault), fault.manuscript)
    raise ValueError(f"no document takes a fault of kind {kind}")


def _apart(whole: Manuscript, fault: Fault) -> bool:
    """Whether the document says something else than before."""
    before = [(p.text, p.table) for p in whole.parts]
    return before != [(p.text, p.table) for p in fault.manuscript.parts]


def _format(kind: int, number: int) -> str:
    suffix = FORMATS[number % len(FORMATS)]
    return "html" if suffix == "xlsx" and kind not in (0, *TABLED) else suffix


def _document(random: Random, kind: Kind | None, number: int, suffix: str) -> Manuscript:
    """A clean document that a fault of this kind can be planted in."""
    account = kind is None or kind.accounts
    both = account and (kind is None or kind.budgets)
    sort = random.choice((ACCOUNT, ACCOUNT, BUDGET)) if both else ACCOUNT if account else BUDGET
    if number % 2 == 0 and (kind is None or not kind.narrated_only):
        whole = _built(random.randrange(33), sort)
    else:
        tables = suffix == "xlsx" or kind is None or not kind.textual
        whole = narrated(random.randrange(1_000_000), sort, tables)
    return without_tables(whole) if kind is not None and kind.textual else whole


def without_tables(whole: Manuscript) -> Manuscript:
    """The text alone, as when the tables are published in a file of their own."""
    dropped = {"table", "caption", "number", "units", "note"}
    kept = [part for part in whole.parts if part.piece.role not in dropped]
    after = [*kept[1:], None]
    parts: list[Part] = []
    for part, following in zip(kept, after, strict=True):
        parts.append(part)
        if part.piece.role == PART and (following is None or following.piece.role == PART):
            parts.append(Part(Piece(Paragraph("各表另行公开，见附件。"))))
    return replace(whole, parts=tuple(parts))


def _case(name: str, whole: Manuscript, kind: int, suffix: str, fault: Fault | None) -> Case:
    about = (name, f"{name}.{suffix}", whole.place, whole.kind, whole.voice)
    if fault is None:
        return Case(*about, 0, "没有错", "", "", "", "", "", "")
    return Case(
        *about, kind, KINDS[kind].name, fault.way, fault.difficulty, fault.where, fault.near,
        fault.printed, fault.right, "｜".join(fault.others),
    )  # fmt: skip


def write_manifest(made: Sequence[Case], path: Path) -> None:
    """Write the list of cases as CSV."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, [field.name for field in fields(Case)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(case) for case in made)


def read_manifest(path: Path) -> list[Case]:
    """The cases listed in a manifest."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return [_listed(row) for row in csv.DictReader(stream)]


def _listed(row: dict[str, str]) -> Case:
    words = {key: said for key, said in row.items() if key != "kind"}
    return Case(kind=int(row["kind"]), **words)
