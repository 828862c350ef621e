"""The charts of a public page, from the plain data of one document or of several years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from mingzhang.facts.publication import Chart
from mingzhang.work.public_files import exact
from mingzhang.writers.chart import picture, shown_value

_TEN_THOUSAND = 10_000
_SOURCES = ("财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
_USES = ("基本支出", "项目支出", "经营支出")
_KINDS = ("因公出国（境）费", "公务用车购置及运行维护费", "公务接待费")
_PAIRS = (  # label, the plan, the outturn
    ("一般公共预算支出", "一般公共预算支出年初预算", "一般公共预算支出决算"),
    ("“三公”经费", "“三公”经费预算", "“三公”经费支出"),
)

Figures = Mapping[str, Fraction]  # label → 元


def charts_of_year(figures: Figures, scores: Sequence[tuple[str, Fraction]] = ()) -> list[Chart]:
    """The charts that the figures of one document allow; none is drawn of figures that are not there.

    >>> made = charts_of_year({"财政拨款收入": Fraction(90000), "其他收入": Fraction(10000)})
    >>> made[0].title, made[0].told
    ('收入来源', '收入来源：财政拨款收入 9.00 万元，其他收入 1.00 万元。')
    """
    made = [
        _ring("收入来源", figures, _SOURCES),
        _ring("支出构成", figures, _USES),
        _budget_and_outturn(figures),
        _scores(scores),
    ]
    return [chart for chart in made if chart is not None]


def charts_over_years(years: Mapping[int, Figures]) -> list[Chart]:
    """Income and expenditure, and the three public expenses, over the years that are published.

    >>> years = {2023: {"本年收入": Fraction(10000)}, 2024: {"本年收入": Fraction(20000)}}
    >>> [(chart.title, chart.labels) for chart in charts_over_years(years)]
    [('各年收支', ('2023', '2024'))]
    """
    made = [
        _lines("各年收支", years, ("本年收入", "本年支出")),
        _lines("各年“三公”经费", years, _KINDS),
    ]
    return [chart for chart in made if chart is not None]


def drawn(chart: Chart) -> str:
    """The chart as SVG that keeps within a strict policy of contents: its looks stand in attributes.

    >>> chart = charts_over_years({y: {"本年收入": Fraction(y)} for y in (2023, 2024)})[0]
    >>> "style=" in drawn(chart), 'role="img"' in drawn(chart)
    (False, True)
    """
    from mingzhang.writers.html.attributes import described

    return described(picture(chart), chart.told)


def table_of_chart(chart: Chart) -> dict[str, object]:
    """The figures of a chart as a table: heads, and rows of a label with its values.

    >>> table_of_chart(charts_over_years({y: {"本年收入": Fraction(10000)} for y in (2023, 2024)})[0])["rows"]
    [['2023', '1.00'], ['2024', '1.00']]
    """
    rows = [
        [label, *(shown_value(values[order]) for _, values in chart.series)]
        for order, label in enumerate(chart.labels)
    ]
    return {"heads": [name for name, _ in chart.series], "rows": rows}


def _ring(title: str, figures: Figures, labels: Sequence[str]) -> Chart | None:
    """The parts of a whole; none where there is but one, or where one is below nothing."""
    parts = [(label, figures[label] / _TEN_THOUSAND) for label in labels if figures.get(label)]
    if len(parts) < 2 or any(value < 0 for _, value in parts):
        return None
    told = f"{title}：" + "，".join(f"{label} {shown_value(value)} 万元" for label, value in parts) + "。"
    values = tuple(value for _, value in parts)
    return Chart("ring", title, tuple(label for label, _ in parts), (("金额", values),), "万元", told)


def _budget_and_outturn(figures: Figures) -> Chart | None:
    """Plan against outturn, of what has both."""
    pairs = [
        (label, figures[plan] / _TEN_THOUSAND, figures[outturn] / _TEN_THOUSAND)
        for label, plan, outturn in _PAIRS
        if plan in figures and outturn in figures and (figures[plan] or figures[outturn])
    ]
    if not pairs:
        return None
    told = "；".join(f"{n}预算 {shown_value(p)} 万元，决算 {shown_value(o)} 万元" for n, p, o in pairs)
    series = (("预算", tuple(p for _, p, _ in pairs)), ("决算", tuple(o for _, _, o in pairs)))
    return Chart("bars", "预算与决算", tuple(n for n, _, _ in pairs), series, "万元", f"预算与决算：{told}。")


def _scores(scores: Sequence[tuple[str, Fraction]]) -> Chart | None:
    """What the projects scored, as percentages of their points."""
    if not scores:
        return None
    told = "，".join(f"{name} {exact(score)} 分" for name, score in scores)
    labels = tuple(str(number) for number in range(1, len(scores) + 1))  # names are long: the table has them
    values = tuple(score for _, score in scores)
    return Chart("bars", "项目自评得分", labels, (("得分", values),), "分", f"项目自评得分：{told}。")


def _lines(title: str, years: Mapping[int, Figures], labels: Sequence[str]) -> Chart | None:
    """Lines over at least two years; a year that does not say a figure has a gap."""
    known = [label for label in labels if any(label in figures for figures in years.values())]
    if len(years) < 2 or not known or not any(years[year].get(label) for year in years for label in known):
        return None
    order = sorted(years)
    series = tuple(
        (label, tuple(years[y][label] / _TEN_THOUSAND if label in years[y] else None for y in order))
        for label in known
    )
    told = "；".join(
        f"{name}："
        + "，".join(f"{y}年 {shown_value(v) or '未公布'}" for y, v in zip(order, values, strict=True))
        for name, values in series
    )
    return Chart("lines", title, tuple(map(str, order)), series, "万元", f"{title}（万元）。{told}。")
