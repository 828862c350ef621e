"""What a verification publishes: the problem list, the analysis, and a feedback report for each unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from mingzhang.facts.days import day_words
from mingzhang.facts.number import rounded
from mingzhang.facts.publication import (
    ADDRESSED,
    BODY,
    CAPTION,
    CHART,
    ISSUED,
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
from mingzhang.scoring.precision import rounded_rate, summed, written
from mingzhang.verification.analysis import (
    CheckTally,
    checks_by,
    deductions,
    problem_tally,
)
from mingzhang.verification.campaign import Campaign, judged
from mingzhang.verification.problem import FieldProblem, ProblemState

PROBLEMS, ANALYSIS, FEEDBACK = "察访核验问题清单", "察访核验数据分析", "察访核验反馈报告"
_MOST = 12  # units that a chart can show
_NEXT_STEP = {
    ProblemState.FOUND: "等待告知",
    ProblemState.TOLD: "请认领，或者书面提出异议",
    ProblemState.DISPUTED: "异议正在复核",
    ProblemState.OWNED: "请整改，报送完成情况和佐证材料",
    ProblemState.MENDING: "请整改，报送完成情况和佐证材料",
    ProblemState.REPORTED: "已报完成，等待回头看",
}


def problem_list(campaign: Campaign, today: date) -> Publication:
    """The list of all problems with their states."""
    problems, _ = judged(campaign)
    heads = ("序号", "问题编号", "单位", "核验内容", "问题情况", "严重\n程度", "状态", "重开\n次数")
    rows = [heads]
    for number, each in enumerate(problems.values(), 1):
        rows.append(
            (str(number), each.number, each.unit, each.item.text, each.text, each.item.severity,
             each.state.value, str(each.reopened))
        )  # fmt: skip
    said = f"截至{day_words(today)}，共发现问题{len(problems)}个" + _states(problems.values())
    pieces = [*_titled(PROBLEMS, today), Piece(Paragraph(said), BODY)]
    pieces += [table_piece("问题清单", rows)] if problems else []
    return _publication(campaign, PROBLEMS, [*pieces, *_signed(campaign, today)])


def _states(problems: Iterable[FieldProblem]) -> str:
    counts: dict[str, int] = {}
    for each in problems:
        counts[each.state.value] = counts.get(each.state.value, 0) + 1
    return (f"：{'，'.join(f'{state}{count}个' for state, count in counts.items())}" if counts else "") + "。"


def analysis(campaign: Campaign, today: date) -> Publication:
    """The analysis of the results by item, unit and source, and what became of the problems."""
    problems, _ = judged(campaign)
    sources = {point.number: point.source or "其他" for point in campaign.points}
    items = {item.code: item.text for standard in campaign.standards.values() for item in standard.items}
    units = checks_by(campaign, lambda point, _: point.unit)
    parts: list[tuple[str, Iterable[Piece]]] = [
        ("总体情况", _overall(campaign, units, problems.values())),
        (
            "各项标准核验情况",
            _rates("各项标准合格率", "核验内容", checks_by(campaign, lambda _, r: items.get(r.code, r.code))),
        ),
        ("各单位核验情况", _rates("各单位合格率", "单位", units, problems.values())),
        (
            "各来源核验情况",
            _rates("各来源合格率", "来源", checks_by(campaign, lambda point, _: sources[point.number])),
        ),
    ]
    pieces = _titled(ANALYSIS, today)
    made = [(title, list(some)) for title, some in parts]
    for number, (title, some) in enumerate(((title, some) for title, some in made if some), 1):
        pieces += [Piece(Paragraph(f"{numeral(number)}、{title}"), SECTION), *some]
    return _publication(campaign, ANALYSIS, [*pieces, *_signed(campaign, today)])


def _overall(
    campaign: Campaign, units: Mapping[str, CheckTally], problems: Iterable[FieldProblem]
) -> Iterator[Piece]:
    """Points and results of each phase, and what became of the problems."""
    visited = {result.point for result in campaign.results}
    for phase in campaign.phases.values():
        points = [point for point in campaign.points if point.phase == phase.name]
        seen = sum(point.number in visited for point in points)
        back = sum(bool(point.origin) for point in points)
        drawn = f"查询条件为“{phase.query}”，" if phase.query.conditions else ""
        said = f"{phase.name}{drawn}种子为“{phase.seed}”，点位{len(points)}个"
        said += f"（其中回头看{back}个）" if back else ""
        yield Piece(Paragraph(f"{said}，已核验{seen}个，使用核验标准“{phase.version}”。"), BODY)
    whole, found = sum(units.values(), CheckTally()), problem_tally(problems)
    rate = f"，合格率{_percent(whole)}" if whole.rate is not None else ""
    yield Piece(
        Paragraph(
            f"共核验{whole.passed + whole.failed}项次，合格{whole.passed}项次，不合格{whole.failed}项次{rate}。"
        ),
        BODY,
    )
    if found.found:
        mended, repeated = (
            rounded_rate(share, Fraction(1))
            for share in (found.rectified, found.repeat_rate)
            if share is not None
        )
        yield Piece(
            Paragraph(
                f"发现问题{found.found}个（不含异议成立的），回头看合格销号{found.mended}个，整改率{mended}；"
                f"回头看不合格{found.repeated}个，重复率{repeated}；不整改销号{found.unmended}个。"
            ),
            BODY,
        )


def _rates(
    name: str, head: str, tallies: Mapping[str, CheckTally], problems: Iterable[FieldProblem] = ()
) -> Iterator[Piece]:
    """The table of pass rates, and of units a chart where it can be shown."""
    if not tallies:
        return
    yield Piece(Paragraph(name), CAPTION)
    own: dict[str, list[FieldProblem]] = {}
    for each in problems:
        own.setdefault(each.unit, []).append(each)
    more = ("问题", "销号", "重开") if own else ()
    rows = [(head, "核验\n项次", "合格", "不合格", "合格率", *more)]
    for key, tally in tallies.items():
        rows.append((key, *_counts(tally), *(_problem_counts(own.get(key, [])) if own else ())))
    whole = sum(tallies.values(), CheckTally())
    rows.append(
        (
            "合计",
            *_counts(whole),
            *(_problem_counts([e for some in own.values() for e in some]) if own else ()),
        )
    )
    yield table_piece(name, rows, total=True)
    shares = [(key, rate) for key, tally in tallies.items() if (rate := tally.rate) is not None]
    if head == "单位" and 1 < len(shares) <= _MOST:
        values = tuple(rounded(100 * share, 2) for _, share in shares)
        told = "，".join(f"{key}{rounded_rate(share, Fraction(1))}" for key, share in shares)
        yield Piece(
            Chart(
                "bars", name, tuple(key for key, _ in shares), (("合格率", values),), "%", f"{name}：{told}。"
            ),
            CHART,
        )


def _counts(tally: CheckTally) -> tuple[str, ...]:
    return str(tally.passed + tally.failed), str(tally.passed), str(tally.failed), _percent(tally)


def _problem_counts(problems: Sequence[FieldProblem]) -> tuple[str, ...]:
    tally = problem_tally(problems)
    return str(tally.found), str(tally.mended), str(tally.repeated)


def _percent(tally: CheckTally) -> str:
    return "—" if tally.rate is None else rounded_rate(tally.rate, Fraction(1))


def feedback(campaign: Campaign, today: date) -> list[tuple[str, Publication]]:
    """A report for each unit that was visited: its results, its problems and what to do, what it loses."""
    problems, _ = judged(campaign)
    lost: dict[str, list[tuple[str, ...]]] = {}
    for each in deductions(campaign):
        lost.setdefault(each.unit, []).append((each.source, each.reason, written(each.points)))
    made = []
    for unit, tally in checks_by(campaign, lambda point, _: point.unit).items():
        own = [problem for problem in problems.values() if problem.unit == unit]
        pieces = [*_titled(FEEDBACK, today), Piece(Paragraph(f"{unit}："), ADDRESSED)]
        pieces += _of_unit(tally, own)
        first, second = ("一、", "二、") if own and unit in lost else ("", "")
        if own:
            pieces += [_section(f"{first}问题和整改要求"), table_piece("问题和整改要求", _required(own))]
        if unit in lost:
            total = written(summed(each.points for each in deductions(campaign) if each.unit == unit))
            rows = [("问题编号", "理由", "扣分"), *lost[unit], ("合计", "", total)]
            pieces += [_section(f"{second}拟扣分"), table_piece("拟扣分", rows, total=True)]
            said = "以上扣分作为申报提交绩效考评评审组，以评审结果为准；有异议的，请在评审前书面提出。"
            pieces.append(Piece(Paragraph(said), BODY))
        title = f"{FEEDBACK}{unit}"
        made.append((unit, _publication(campaign, title, [*pieces, *_signed(campaign, today)])))
    return made


def _of_unit(tally: CheckTally, own: Sequence[FieldProblem]) -> Iterator[Piece]:
    """What was looked at at a unit and what was found, in a paragraph."""
    said = f"本次共核验你单位{tally.passed + tally.failed}项次，合格{tally.passed}项次，合格率{_percent(tally)}。"
    if not own:
        yield Piece(Paragraph(f"{said}没有发现问题，请继续保持。"), BODY)
        return
    still = sum(each.open for each in own)
    left = f"还有{still}个没有销号，请按下表整改" if still else "已全部销号或办结"
    yield Piece(Paragraph(f"{said}发现问题{len(own)}个，{left}。"), BODY)


def _required(own: Sequence[FieldProblem]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [
        ("问题编号", "核验内容和合格标准", "问题情况", "严重\n程度", "状态", "整改要求")
    ]
    for each in own:
        asked = _NEXT_STEP.get(each.state, "—")
        again = f"第{each.reopened}次回头看不合格；" if each.reopened and each.open else ""
        criterion = f"{each.item.text}：{each.item.criterion}"
        rows.append((each.number, criterion, each.text, each.item.severity, each.state.value, again + asked))
    return rows


def _section(text: str) -> Piece:
    return Piece(Paragraph(text), SECTION)


def _titled(title: str, today: date) -> list[Piece]:
    return [Piece(Paragraph(title), PART), Piece(Paragraph(f"（截至{day_words(today)}）"), ISSUED)]


def _signed(campaign: Campaign, today: date) -> list[Piece]:
    return [Piece(Paragraph(f"{campaign.unit}\n{day_words(today)}"), SIGNED)]


def _publication(campaign: Campaign, title: str, pieces: list[Piece]) -> Publication:
    return Publication(campaign.unit, title, campaign.year, pieces, campaign.place)
