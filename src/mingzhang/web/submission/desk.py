"""The page of a version: its pages with boxes at the left, its findings with their answers at the right."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString, mark_safe

from mingzhang.facts.coverage import Worth
from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.result import Summary, UnreadNumber
from mingzhang.web.people.rights import Action, Visitor, may
from mingzhang.web.submission.changes import FindingsSince, findings_since, former_of
from mingzhang.web.submission.doubts import doubts
from mingzhang.web.submission.models import (
    Adoption,
    Answer,
    AnswerKind,
    CheckState,
    Found,
    Opinion,
    PagePicture,
    Remark,
    Status,
    Version,
)
from mingzhang.writers.parts import Label, parts, where
from mingzhang.writers.words import nothing

_OWN = (Label.PRINTED, Label.EXPECTED, Label.FINGERPRINT, Label.SUSPECTS)  # shown by themselves
_WORTHS = {
    Worth.CHECKED: "写错首位数字，必有检查不成立",
    Worth.UNDERSTOOD: "知道是什么数，写错了也查不出",
    Worth.UNREAD: "不知道是什么数，或者不成数，请人工核看",
    Worth.DOUBTFUL: "识别不清、重叠、隐藏或在表单域里，请看原件",
}


@dataclass(frozen=True)
class SpotShown:
    """A box over the words of a finding, in points of the page."""

    number: int
    severity: str
    main: bool
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class LeafShown:
    """A page with the boxes over it; ``loose`` are the findings that stand there without a box."""

    leaf: PagePicture
    spots: list[SpotShown]
    loose: list[int]
    remarks: list[SpotShown] = field(default_factory=list)


@dataclass(frozen=True)
class PartShown:
    """A labelled part of a finding."""

    label: str
    lines: list[str]


@dataclass(frozen=True)
class SuspectShown:
    """A figure that may be the wrong one, by its position in the finding."""

    order: int
    where: str
    printed: str
    replacement: str
    slip: str
    percent: int
    able: bool
    adopted: bool


@dataclass(frozen=True)
class Card:
    """A finding with what the unit and the reviewer say to it."""

    found: Found
    grade: str
    where: str
    page: int | None
    parts: list[PartShown]
    suspects: list[SuspectShown]
    answer: Answer | None

    @property
    def printed(self) -> str:
        """What stands there."""
        return str(self.found.data["printed"])

    @property
    def expected(self) -> str:
        """What should stand there, where that is known."""
        return str(self.found.data["expected"])

    @property
    def kind(self) -> str:
        """What was answered, if anything."""
        return self.answer.kind if self.answer else ""

    @property
    def edition(self) -> int:
        """The edition of the answer that is shown; 0 where there is none."""
        return self.answer.edition if self.answer else 0

    @property
    def waiting(self) -> bool:
        """Whether the unit still has to answer it."""
        graded = self.found.severity in (Severity.ERROR, Severity.WARNING)
        return graded and (self.answer is None or self.answer.refused)


@dataclass(frozen=True)
class Desk:
    """Everything that the page of a version shows."""

    version: Version
    leaves: list[LeafShown] = field(default_factory=list)
    text: str = ""
    cards: list[Card] = field(default_factory=list)
    rounding: list[Found] = field(default_factory=list)
    undecided: list[tuple[str, str]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    worths: list[tuple[str, int, str]] = field(default_factory=list)
    total: int = 0
    notes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    may_answer: bool = False
    may_judge: bool = False
    since: FindingsSince | None = None
    remarks: list[Remark] = field(default_factory=list)

    @property
    def nothing(self) -> str:
        """What may be said of the version where no finding is open."""
        told = {"understood": False} | self.version.summary
        known = {name: told[name] for name in ("understood", "complete", "unchecked") if name in told}
        return nothing(Summary(**known))

    @property
    def waiting(self) -> int:
        """How many findings are to be answered."""
        return sum(card.waiting for card in self.cards)

    @property
    def adopted(self) -> int:
        """How many corrections were adopted."""
        return sum(one.adopted for card in self.cards for one in card.suspects)

    @property
    def explained(self) -> bool:
        """Whether the reviewer accepted an explanation: it is a waiver then."""
        answers = [card.answer for card in self.cards if card.answer]
        return any(one.kind == AnswerKind.EXPLAINED and one.judged == Opinion.ACCEPTED for one in answers)

    @property
    def adoptable(self) -> bool:
        """Whether anything can be adopted at all."""
        return self.may_answer and any(one.able for card in self.cards for one in card.suspects)

    @classmethod
    def around(cls, version: Version, visitor: Visitor, cards: list[Card]) -> Desk:
        """Some cards, and what the visitor may do to them now."""
        return cls(
            version,
            cards=cards,
            may_answer=may(visitor, Action.PREPARE, version) and open_to_answers(version),
            may_judge=may(visitor, Action.REVIEW, version) and version.status == Status.SUBMITTED,
        )


def desk(version: Version, visitor: Visitor) -> Desk:
    """What the page shows; until the check is done, nothing but how far it is."""
    if version.check_state != CheckState.DONE:
        return Desk(version)
    found = list(version.findings.select_related("adoption"))
    for each in found:
        each.version = version
    answers = {answer.fingerprint: answer for answer in Answer.objects.of(version.submission)}
    failing = [each for each in found if each.number]
    document, numbers = version.summary.get("document", {}), version.summary.get("numbers", {})
    former, said = former_of(version), list(_remarks(version))
    cards = [card(each, answers.get(each.fingerprint)) for each in failing]
    return replace(
        Desk.around(version, visitor, cards),
        leaves=[replace(leaf, remarks=_boxes(version, said, leaf)) for leaf in _leaves(version, failing)],
        text=_text(version),
        rounding=[each for each in found if each.verdict == "rounding"],
        undecided=_reasons(each for each in found if each.verdict == "undecided"),
        worths=[(worth.chinese, numbers.get(worth.value, 0), advice) for worth, advice in _WORTHS.items()],
        total=numbers.get("total", 0),
        unread=unread_numbers(version),
        notes=_notes(document),
        remarks=said,
        since=findings_since(former, version) if former else None,
        doubts=doubts(version),
    )


def _reasons(undecided: Iterable[Found]) -> list[tuple[str, str]]:
    """Why checks could not be done, each reason once with its rules, the most frequent first."""
    rules: dict[str, list[str]] = defaultdict(list)
    for found in undecided:
        rules[found.message].append(found.rule)
    return [(why, "、".join(ids)) for why, ids in sorted(rules.items(), key=lambda item: -len(item[1]))]


def unread_numbers(version: Version) -> list[str]:
    """The numbers that nobody read, or that are doubtful, with their places; from the kept result."""
    if version.result is None or not version.result.path.is_file():
        return []
    result = json.loads(version.result.read())
    told = [UnreadNumber.from_json(one) for one in result["unread"]]
    return [f"{one.worth.chinese}：{one.printed}　{one.place}：{one.place.quote}" for one in told]


def open_to_answers(version: Version) -> bool:
    """Whether the unit may answer: of the current version, while it is with the unit."""
    return version.current and version.status in (Status.DRAFT, Status.RETURNED)


def card(found: Found, answer: Answer | None) -> Card:
    """One finding as it is shown."""
    finding = Finding.from_json({key: value for key, value in found.data.items() if key != "number"})
    told = [
        PartShown(part.label, list(part.lines)) for label, part in parts(finding).items() if label not in _OWN
    ]
    first = finding.places[0] if finding.places else None
    chosen: Adoption | None = getattr(found, "adoption", None)
    return Card(
        found,
        finding.severity.chinese,
        where(finding),
        first.page if first else None,
        told,
        list(_suspects(finding, found.version.filename, chosen.suspect if chosen else None)),
        answer,
    )


def _suspects(finding: Finding, filename: str, adopted: int | None) -> Iterable[SuspectShown]:
    """The suspects, and whether a correction can be entered for them: into Word files only."""
    word = filename.lower().endswith(".docx")
    for order, suspect in enumerate(finding.suspects):
        place = finding.places[suspect.place] if suspect.place < len(finding.places) else None
        yield SuspectShown(
            order,
            str(place) if place and suspect.place else "",
            suspect.printed,
            suspect.replacement,
            suspect.slip,
            round(100 * suspect.confidence),
            word and bool(suspect.replacement) and place is not None,
            order == adopted,
        )


def _leaves(version: Version, failing: list[Found]) -> Iterable[LeafShown]:
    """The pages, each with the boxes of the findings that have a place there."""
    spots: dict[int, list[SpotShown]] = defaultdict(list)
    loose: dict[int, list[int]] = defaultdict(list)
    for found in failing:
        for order, place in enumerate(found.data["places"]):
            page, boxes = place.get("page"), place.get("boxes") or [place.get("bbox")]
            if page is None:
                continue
            if boxes[0] is None:
                loose[page].append(found.number)
            spots[page] += [_spot(found, order == 0, box) for box in boxes if box is not None]
    for leaf in version.leaves.select_related("picture"):
        # Side places first, so that the boxes of main ones lie over them.
        yield LeafShown(leaf, sorted(spots[leaf.number], key=lambda spot: spot.main), loose[leaf.number])


def _spot(found: Found, main: bool, box: list[float]) -> SpotShown:
    x0, y0, x1, y1 = box
    return SpotShown(found.number, found.severity, main, x0 - 1, y0 - 1, x1 - x0 + 2, y1 - y0 + 2)


def _boxes(version: Version, remarks: list[Remark], shown: LeafShown) -> list[SpotShown]:
    """The boxes of remarks on a page; those on former versions lie on other pages, and are not drawn."""
    return [
        SpotShown(number, "remark", True, x0, y0, x1 - x0, y1 - y0)
        for number, one in enumerate(remarks, 1)
        if one.box and one.version_id == version.pk and one.page == shown.leaf.number
        for x0, y0, x1, y1 in [one.box]
    ]


def _text(version: Version) -> SafeString:
    """The document's text with marks, in HTML that a template of ours has escaped."""
    if version.text is None or not version.text.path.is_file():
        return SafeString("")
    return mark_safe(version.text.read().decode())  # noqa: S308 - made by our own writer, see checking


def _notes(document: dict[str, Any]) -> list[str]:
    pages = "、".join(map(str, document.get("unread_pages", [])))
    unread = (
        [f"第 {pages} 页没有文字层（扫描或图片），没有读，凡用到这些页的检查都无法判断。"] if pages else []
    )
    return [*document.get("notes", []), *unread]


def _remarks(version: Version) -> Iterable[Remark]:
    """What reviewers said of this version, and of those before it where it is not settled."""
    of = Remark.objects.filter(version__submission=version.submission, version__number__lte=version.number)
    return of.filter(Q(version=version) | Q(settled=False)).select_related("by", "version")
