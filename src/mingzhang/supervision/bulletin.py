"""The bulletin 督查通报: how matters stand, by unit and by source, and what is overdue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mingzhang.facts.days import day_words
from mingzhang.facts.number import rounded, shown
from mingzhang.facts.publication import (
    BODY,
    CAPTION,
    CHART,
    ISSUED,
    NOTE,
    PART,
    SECTION,
    SIGNED,
    Chart,
    Piece,
    Publication,
    table_piece,
)
from mingzhang.facts.report import Paragraph
from mingzhang.language.text.numerals import numeral
from mingzhang.scoring.precision import rounded_rate
from mingzhang.supervision.ledger import MatterLedger
from mingzhang.supervision.lights import Light, duties
from mingzhang.supervision.matter import MatterStage
from mingzhang.supervision.register import MatterRegister
from mingzhang.supervision.tally import Tally, added, by_source, by_unit
from mingzhang.working_days import between

BULLETIN = "督查通报"
_MOST = 12  # units that a chart can show
_HEADS = (
    "交办", "按期\n反馈", "逾期\n反馈", "逾期\n未反馈", "办理中", "免予\n反馈", "中止\n移交", "按期率", "退回率",
    "平均\n工作日",
)  # fmt: skip
_RATES = (
    "按期率＝按期反馈÷（按期反馈＋逾期反馈＋逾期未反馈）；退回率＝曾被退回的÷反馈过的；"
    "平均工作日从交办算到审核通过的那次反馈，只计已通过的。"
)


@dataclass(frozen=True)
class OverdueLine:
    """What a unit owes and since when."""

    number: str
    text: str
    unit: str
    due: date
    urged: int


@dataclass(frozen=True)
class BulletinFigures:
    """What a bulletin tells: how many matters stand where, tallies by unit and source, what is overdue."""

    stages: Mapping[str, int]
    units: Mapping[str, Tally]
    sources: Mapping[str, Tally]
    overdue: Sequence[OverdueLine]


def figures_of(register: MatterRegister, today: date) -> BulletinFigures:
    """The figures of a register on a day.

    >>> figures_of(MatterRegister(), date(2026, 8, 3)).overdue
    []
    """
    stages = Counter(course.stage.value for course in register.courses.values())
    owed = [
        OverdueLine(
            duty.course.matter.number,
            duty.course.matter.text,
            duty.unit,
            duty.assignment.expected,
            len(duty.assignment.urgings),
        )
        for duty in duties(register, today)
        if duty.light is Light.RED
    ]
    return BulletinFigures(stages, by_unit(register, today), by_source(register, today), owed)


def bulletin(ledger: MatterLedger, today: date, figures: BulletinFigures | None = None) -> Publication:
    """The bulletin of a day, of the ledger's register or of figures that were counted elsewhere."""
    told = figures or figures_of(ledger.register, today)
    parts = [
        ("总体情况", [Piece(Paragraph(text), BODY) for text in _overall(told, today)]),
        ("各单位办理情况", list(_by("各单位办理情况表", "单位", told.units))),
        ("各来源办理情况", list(_by("各来源办理情况表", "来源", told.sources))),
        ("逾期未反馈事项", list(_overdue(told.overdue, today))),
    ]
    pieces = [Piece(Paragraph(BULLETIN), PART), Piece(Paragraph(f"（截至{day_words(today)}）"), ISSUED)]
    for number, (title, some) in enumerate(((title, some) for title, some in parts if some), 1):
        pieces += [Piece(Paragraph(f"{numeral(number)}、{title}"), SECTION), *some]
    pieces.append(Piece(Paragraph(f"{ledger.unit}\n{day_words(today)}"), SIGNED))
    return Publication(ledger.unit, BULLETIN, ledger.year, pieces, ledger.place)


def _overall(figures: BulletinFigures, today: date) -> Iterator[str]:
    """How many matters there are, where they stand, and how assignments were answered."""
    units, stages = figures.units, figures.stages
    said = "，".join(f"{stage}{stages[stage]}件" for stage in MatterStage if stages.get(stage))
    whole = sum(stages.values())
    yield f"截至{day_words(today)}，登记督查事项{whole}件" + (f"：{said}。" if said else "。")
    if not units:
        return
    all_ = added(units.values())
    rate = f"，按期率{percent(all_.on_time)}" if all_.on_time is not None else ""
    yield (
        f"交办{len(units)}个单位共{all_.assigned}件次，按期反馈{all_.in_time}件次，逾期反馈{all_.late}件次，"
        f"逾期未反馈{all_.overdue}件次{rate}。催办{all_.urged}次，批准延期{all_.extended}次。"
    )


def _by(name: str, head: str, tallies: Mapping[str, Tally]) -> Iterator[Piece]:
    """The table of tallies with its total, and where it can be shown a chart of the shares in time."""
    if not tallies:
        return
    yield Piece(Paragraph(name), CAPTION)
    ordered = sorted(tallies.items(), key=lambda pair: (-(pair[1].on_time or Fraction(-1)), pair[0]))
    rows = [(head, *_HEADS), *((key, *tally_cells(tally)) for key, tally in ordered)]
    rows.append(("合计", *tally_cells(added(tallies.values()))))
    yield table_piece(name, rows, total=True)
    if head == "单位":
        yield Piece(Paragraph(f"注：{_RATES}"), NOTE)
    shares = [(key, tally.on_time) for key, tally in ordered if tally.on_time is not None]
    if head == "单位" and 1 < len(shares) <= _MOST:
        values = tuple(rounded(100 * share, 2) for _, share in shares)
        told = "，".join(f"{key}{percent(share)}" for key, share in shares)
        labels = tuple(key for key, _ in shares)
        chart = Chart("bars", "各单位按期率", labels, (("按期率", values),), "%", f"各单位按期率：{told}。")
        yield Piece(chart, CHART)


def tally_cells(tally: Tally) -> tuple[str, ...]:
    """What a row of the bulletin says of a tally, under its heads.

    >>> tally_cells(Tally(in_time=1, late=1))[:3]
    ('2', '1', '1')
    """
    counts = (
        tally.assigned, tally.in_time, tally.late, tally.overdue, tally.running, tally.waived, tally.stopped,
    )  # fmt: skip
    mean = "—" if tally.mean_days is None else shown(tally.mean_days, "", 1)
    return (*map(str, counts), percent(tally.on_time), percent(tally.return_rate), mean)


def percent(share: Fraction | None) -> str:
    """A share as it is printed, a dash where there is none.

    >>> percent(Fraction(2, 3)), percent(None)
    ('66.67%', '—')
    """
    return rounded_rate(share, Fraction(1)) or "—"


def _overdue(owed: Sequence[OverdueLine], today: date) -> Iterator[Piece]:
    """The table of what is overdue."""
    if not owed:
        return
    rows = [("序号", "事项编号", "事项内容", "单位", "期限", "逾期\n工作日", "催办")]
    for number, each in enumerate(owed, 1):
        late, urged = str(between(each.due, today)), f"{each.urged}次"
        rows.append((str(number), each.number, each.text, each.unit, day_words(each.due), late, urged))
    yield table_piece("逾期未反馈事项", rows)
