"""The reports of a survey from one template: the district, each town, the extract of a dimension."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mingzhang.facts.publication import DATE, PART, TITLE, UNIT, Piece, Publication
from mingzhang.facts.report import Paragraph
from mingzhang.survey.estimates import (
    ALL,
    SHARE,
    WHOLE,
    Estimate,
    ShortBoard,
    TieGroup,
    parts_of,
    short_boards,
    tie_groups,
)
from mingzhang.survey.method_page import add_method
from mingzhang.survey.opinions import CodedOpinions, coded_opinions
from mingzhang.survey.outcome import SurveyOutcome
from mingzhang.survey.plan import LEAST
from mingzhang.survey.report_words import Pieces, figure, interval, tenth, with_interval

_CHANCE = 0.025  # of an upper limit to lie below what is true
_BARS = 11  # towns in one chart, so that their names can be read
_HEADS = ("方面", "指数", "95%区间", "标准误差", "有效份数", "设计效应")


@dataclass
class ReportSet:
    """What all reports of a survey share, worked out once."""

    made: SurveyOutcome
    groups: list[TieGroup]
    boards: list[ShortBoard]
    opinions: CodedOpinions

    @property
    def title(self) -> str:
        """What the reports are called."""
        plan = self.made.plan
        return f"{plan.year}年度{plan.kind}满意度调查"

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions of the whole index."""
        return parts_of(self.made.form)

    def of(self, measure: str, domain: str = ALL) -> Estimate:
        """One estimate."""
        return self.made.results.of(measure, domain)

    def place_of(self, town: str) -> str:
        """The places a town shares with its equals, empty where it has none."""
        return next((group.places for group in self.groups if town in group.towns), "")


def report_set(made: SurveyOutcome) -> ReportSet:
    """Work out what the reports share."""
    boards = short_boards(made.results, parts_of(made.form))
    return ReportSet(made, tie_groups(made.results), boards, coded_opinions(made))


def publications(shared: ReportSet) -> Iterator[tuple[Publication, str]]:
    """The district's report, one for every town, one extract for every dimension; each with its file name."""
    plan = shared.made.plan
    yield district_report(shared), f"00 {plan.area}总报告"
    for number, town in enumerate(shared.made.results.towns, 1):
        yield town_report(shared, town), f"{number:02} {town}分报告"
    for dimension in shared.dimensions:
        yield dimension_extract(shared, dimension), f"摘要 {dimension}"


def _opened(shared: ReportSet, title: str, head: str) -> tuple[Publication, Pieces]:
    """A report with its cover; the ``head`` of its first page is short enough for one line."""
    plan = shared.made.plan
    made = Publication(plan.office, title.replace("\n", ""), plan.year)
    for text, role in ((plan.office, UNIT), (title, TITLE), (plan.last, DATE)):
        if text:
            made.pieces.append(Piece(Paragraph(text), role))
    made.pieces.append(Piece(Paragraph(head), PART))
    return made, Pieces()


def _closed(
    shared: ReportSet, made: Publication, pieces: Pieces, town: str = ALL, dimension: str = ""
) -> Publication:
    """A report with its end: what people wrote, and how the survey was made."""
    _opinions(shared, pieces, town, dimension)
    add_method(shared.made, pieces)
    made.pieces += pieces.made
    return made


def district_report(shared: ReportSet) -> Publication:
    """The report of the district as a whole."""
    plan = shared.made.plan
    return _area_report(shared, ALL, f"{plan.area}{plan.year}年度{plan.kind}满意度调查报告", "报告")


def town_report(shared: ReportSet, town: str) -> Publication:
    """The report of one town, held against the district."""
    return _area_report(shared, town, f"{town}{shared.made.plan.kind}满意度调查分报告", "分报告")


def _area_report(shared: ReportSet, town: str, head: str, called: str) -> Publication:
    """The report of an area, of which the district alone has towns to be compared."""
    plan = shared.made.plan
    made, pieces = _opened(shared, f"{plan.area}{town}{plan.year}年度\n{plan.kind}满意度调查{called}", head)
    pieces.section("调查概况")
    own = f"其中{town}有效答卷{shared.of(WHOLE, town).count:,}份。" if town else ""
    pieces.text(_overview(shared), own)
    _results(shared, pieces, town)
    if town == ALL:
        _towns(shared, pieces)
    boards = [board for board in shared.boards if town in (ALL, board.domain)]
    compared = 1 if town else len(shared.made.results.towns)
    _boards(pieces, boards, len(shared.dimensions) * compared)
    return _closed(shared, made, pieces, town)


def dimension_extract(shared: ReportSet, dimension: str) -> Publication:
    """What concerns one dimension, for the bureaus in charge of it."""
    plan = shared.made.plan
    made, pieces = _opened(
        shared,
        f"{plan.area}{plan.year}年度{plan.kind}满意度调查\n“{dimension}”摘要",
        f"{plan.kind}满意度调查“{dimension}”摘要",
    )
    pieces.section("总体情况")
    pieces.text(
        f"全区“{dimension}”指数{with_interval(shared.of(dimension))}。", _changed(shared, dimension, ALL)
    )
    pieces.section("各题得分")
    _questions(shared, pieces, dimension)
    pieces.section("各街道（乡镇）情况")
    _town_table(shared, pieces, dimension)
    boards = [board for board in shared.boards if board.measure == dimension]
    _boards(pieces, boards, len(shared.made.results.towns))
    return _closed(shared, made, pieces, dimension=dimension)


def _overview(shared: ReportSet) -> str:
    """Who asked whom, when, how, how many."""
    plan = shared.made.plan
    by = f"，委托{plan.contractor}实施" if plan.contractor else ""
    when = f"{plan.first}至{plan.last}" if plan.first and plan.last else f"{plan.year}年"
    how = f"以{plan.mode}方式" if plan.mode else ""
    return (
        f"{plan.office}组织开展{plan.area}{shared.title}{by}，{when}{how}完成，采用{plan.sampling}，"
        f"计入结果的有效答卷{shared.made.count:,}份。"
    )


def _results(shared: ReportSet, pieces: Pieces, domain: str) -> None:
    """The whole index, then every dimension in a table and a chart."""
    named = domain or shared.made.plan.area
    whole, share = shared.of(WHOLE, domain), shared.of(SHARE, domain)
    pieces.section("总体结果")
    pieces.text(
        f"{named}{WHOLE}为{with_interval(whole)}，{SHARE}为{with_interval(share, '%')}。",
        _standing(shared, domain),
        _changed(shared, WHOLE, domain),
    )
    pieces.section("各方面结果")
    heads = _HEADS if domain == ALL else (*_HEADS[:2], "全区", *_HEADS[2:5], "与全区相比")
    measures = dict.fromkeys((WHOLE, *shared.made.form.dimensions, *shared.dimensions))
    rows = [_line(shared, measure, domain) for measure in measures]
    pieces.table(f"{named}各方面满意度指数", heads, rows, _note(shared), strong=1)
    series = [(named, [shared.of(each, domain) for each in shared.dimensions])]
    if domain != ALL:
        series.append(("全区", [shared.of(each) for each in shared.dimensions]))
    pieces.bars(f"{named}各方面满意度指数", series, shared.dimensions)


def _line(shared: ReportSet, measure: str, domain: str) -> tuple[str, ...]:
    one = shared.of(measure, domain)
    error = tenth(one.error) if one.published else "—"
    effect = f"{one.effect:.2f}" if one.published else "—"
    if domain == ALL:
        return measure, figure(one), interval(one), error, f"{one.count:,}", effect
    whole = shared.of(measure)
    return measure, figure(one), figure(whole), interval(one), error, f"{one.count:,}", _against(one, whole)


def _against(one: Estimate, whole: Estimate) -> str:
    """How a town stands to the district: by its interval, not by its value."""
    if not one.published:
        return "—"
    if one.high < whole.value:
        return "低于全区"
    return "高于全区" if one.low > whole.value else "相当"


def _note(shared: ReportSet) -> str:
    basis = "区间由模型推算（配额抽样）" if shared.made.plan.model_based else "区间按抽样设计计算"
    return f"注：指数满分100；{basis}；有效份数不足{LEAST}份的不公布，以“—”表示。"


def _standing(shared: ReportSet, domain: str) -> str:
    """Where a town stands among the towns, equals together."""
    if domain == ALL or not (places := shared.place_of(domain)):
        return ""
    group = next(group for group in shared.groups if domain in group.towns)
    others = len(group.towns) - 1
    with_others = f"，与另外{others}个街道（乡镇）的差别在误差以内，不分先后" if others else ""
    return f"在{len(shared.made.results.towns)}个街道（乡镇）中{places}{with_others}。"


def _changed(shared: ReportSet, measure: str, domain: str) -> str:
    """The change against the year before, where its result is known."""
    before = shared.made.plan.earlier.get((domain, measure))
    if before is None or not shared.of(measure, domain).published:
        return ""
    change = shared.made.results.change(measure, domain, *before)
    named = "" if measure == WHOLE else f"“{measure}”"
    return f"与上年的{tenth(before[0])}相比，{named}{change.words}。"


def _towns(shared: ReportSet, pieces: Pieces) -> None:
    """All towns in groups of equals, as a table and charts."""
    pieces.section("各街道（乡镇）结果")
    pieces.text(
        "各街道（乡镇）按综合指数分组：同组之内的差别在误差以内，不分先后，组内按名称在方案中的次序排列。"
        "本结果不宜只按指数高低排名次。"
    )
    _town_table(shared, pieces, WHOLE)
    towns = shared.made.results.towns
    charts = -(-len(towns) // _BARS)
    size = -(-len(towns) // charts) if charts else 0
    for number in range(charts):
        part = towns[number * size : (number + 1) * size]
        title = "各街道（乡镇）综合指数" + (f"（{number + 1}）" if charts > 1 else "")
        pieces.bars(title, [(WHOLE, [shared.of(WHOLE, town) for town in part])], part)


def _town_table(shared: ReportSet, pieces: Pieces, measure: str) -> None:
    """All towns with their intervals; grouped where it is the whole index."""
    groups = shared.groups if measure == WHOLE else tie_groups(shared.made.results, measure)
    order = list(shared.made.results.towns)
    rows = [
        (
            "全区",
            "",
            figure(shared.of(measure)),
            interval(shared.of(measure)),
            f"{shared.of(measure).count:,}",
        )
    ]
    grouped = [(town, group.places) for group in groups for town in sorted(group.towns, key=order.index)]
    rest = [(town, "—") for town in order if town not in dict(grouped)]
    for town, places in (*grouped, *rest):
        one = shared.of(measure, town)
        rows.append((town, places, figure(one), interval(one), f"{one.count:,}"))
    heads = ("街道（乡镇）", "位次组", "指数", "95%区间", "有效份数")
    pieces.table(f"各街道（乡镇）{measure}", heads, rows, _note(shared), strong=1)


def _questions(shared: ReportSet, pieces: Pieces, dimension: str) -> None:
    results = shared.made.question_results(dimension)
    rows = [(question.label, figure(one), interval(one), f"{one.count:,}") for question, one in results]
    pieces.table(f"“{dimension}”各题指数", ("题目", "指数", "95%区间", "有效份数"), rows, _note(shared))


def _boards(pieces: Pieces, boards: Sequence[ShortBoard], compared: int) -> None:
    """The list of short boards, and how many of them chance would put there."""
    pieces.section("短板")
    if not boards:
        pieces.text("没有哪一方面的95%区间上限低于全区平均。")
        return
    chance = tenth(compared * _CHANCE)
    pieces.text(
        "下列方面的95%区间上限低于全区平均，列为短板，按差距由大到小。"
        f"共比较{compared}项，即使处处没有差别，平均也会有约{chance}项偶然列入，须结合实地情况判断："
    )
    rows = [
        (str(number), board.domain, board.measure, tenth(board.value), tenth(board.high), tenth(board.mean))
        for number, board in enumerate(boards, 1)
    ]
    pieces.table("短板清单", ("序号", "街道（乡镇）", "方面", "指数", "区间上限", "全区"), rows)


def _opinions(shared: ReportSet, pieces: Pieces, town: str = ALL, dimension: str = "") -> None:
    """What people wrote, counted by its codes, and what becomes of it."""
    opinions = shared.opinions
    pieces.section("意见和建议")
    rows = opinions.counted(town, dimension)
    if not rows:
        said = opinions.said_in(town)
        pieces.text(f"共收到意见{said}条，尚未编码。" if said and not opinions.any else "没有收到意见。")
        return
    pieces.text(f"共收到意见{opinions.said_in(town)}条，已编码的按类别计数（一条意见可以属于几类）：")
    pieces.table("意见分类", ("编码", "类别", "方面", "条数"), rows)
    matters = opinions.matters(town, dimension)
    if matters:
        pieces.text("整改建议清单：")
        heads = ("序号", "街道（乡镇）", "事项", "类别", "建议承办单位")
        pieces.table("整改建议清单", heads, [(str(n), *row) for n, row in enumerate(matters, 1)])
