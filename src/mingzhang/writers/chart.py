"""Charts by ECharts: one description for the page that is looked at and for the picture that is printed.

The script runs inside QuickJS, so that a picture needs neither a browser nor a network.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files
from math import ceil
from typing import Any
from zlib import crc32

from mingzhang.facts.number import rounded
from mingzhang.facts.publication import Chart
from mingzhang.writers.pdf.typst import BOLD, SANS, compiled
from mingzhang.writers.words import columns_of, ems, printable

WIDTH, HEIGHT = 640, 340  # of the picture, in its own units
PPI = 200  # of a picture 480 points wide
PALETTE = ("#9B2C2C", "#C9973F", "#3F78B5", "#6F8F72", "#7A5C86", "#A9A39A")
_INK, _SOFT, _RULE = "#222222", "#555555", "#D9D5CC"
_ACROSS = 520  # of the width, for the bars: the rest is the scale at the left and the margins
_UPWARDS = 210  # of the height, for the bars
_STEPS = (Fraction(1, 5), Fraction(1, 2), 1, 2, 5, 10, 20, 50, 100)  # of the scale, in powers of ten
_MOST = 6  # steps
_WIDEST = 72  # of a bar
_LEAST = 7.5  # smaller figures are not read
_SMALL = Fraction(1, 50)  # of the whole: below it the parts of a ring are not labelled
# Numbered through the life of the engine; and what only its own script reads, which no standard knows.
_OWN = re.compile(r' class="zr[^"]*"| ecmeta_\w+="[^"]*"|<style.*?</style>', re.DOTALL)
_NUMBERED = re.compile(r"zr\d+-")  # so are the shapes that others refer to
_STUBS = """
var console = {log() {}, warn() {}, error() {}}, setTimeout = () => 0, clearTimeout = () => {}, self = this;
"""
_DRAW = """
function draw(option, width, height) {
  const chart = echarts.init(null, null, {renderer: 'svg', ssr: true, width, height});
  chart.setOption(JSON.parse(option));
  const picture = chart.renderToSVGString();
  chart.dispose();
  return picture;
}
"""


def chart_option(chart: Chart) -> dict[str, Any]:
    """What ECharts is told: the same for the picture and for a page.

    >>> ring = Chart("ring", "构成", ("甲", "乙"), (("金额", (Fraction(9), Fraction(1))),), "万元", "")
    >>> [item["value"] for item in chart_option(ring)["series"][0]["data"]]
    [9.0, 1.0]
    """
    option: dict[str, Any] = {
        "animation": False,
        "color": list(PALETTE),
        "textStyle": {"fontFamily": SANS, "color": _INK},
        "title": {
            "text": printable(chart.title),
            "left": "center",
            "top": 8,
            "textStyle": {"fontFamily": BOLD, "fontSize": 17, "fontWeight": "bold", "color": _INK},
        },
        "legend": {
            "bottom": 6,
            "itemWidth": 14,
            "itemHeight": 10,
            "textStyle": {"fontFamily": SANS, "fontSize": 12, "color": _INK},
        },
    }
    return option | (_ring(chart) if chart.kind == "ring" else _axes(chart))


def shown_value(value: Fraction | None, decimals: int = 2) -> str:
    """A value as charts print it; nothing where it is unknown.

    >>> shown_value(Fraction(12345, 10)), shown_value(Fraction(1200), 0), shown_value(None)
    ('1,234.50', '1,200', '')
    """
    if value is None:
        return ""
    return f"{Decimal(int(10**decimals * rounded(value, decimals))).scaleb(-decimals):,.{decimals}f}"


def _float(value: Fraction) -> float:
    return float(rounded(value, 2))


def _ring(chart: Chart) -> dict[str, Any]:
    """The options of a ring chart: shares of a whole, each labelled with value, unit and percentage."""
    values = chart.series[0][1] if chart.series else ()
    parts = [(label, value) for label, value in zip(chart.labels, values, strict=True) if value]
    whole = sum((value for _, value in parts), Fraction(0))
    data = []
    for label, value in parts:
        share = 100 * value / whole if whole else Fraction(0)
        figure = shown_value(value, chart.decimals)
        words = f"{printable(label)}\n{figure}{printable(chart.unit)}  {shown_value(share)}%"
        data.append({
            "name": printable(label),
            "value": _float(value),
            "label": {"formatter": words, "show": share >= 100 * _SMALL or len(parts) <= 6},
        })  # fmt: skip
    return {
        "legend": {"show": False},
        "series": [
            {
                "type": "pie",
                "radius": ["34%", "58%"],
                "startAngle": _start(parts, whole),
                "center": ["50%", "55%"],
                "data": data,
                "itemStyle": {"borderColor": "#FFFFFF", "borderWidth": 1.5},
                "label": {"fontFamily": SANS, "fontSize": 12, "lineHeight": 17, "color": _INK},
                "labelLine": {"show": True, "length": 14, "length2": 18, "lineStyle": {"color": _SOFT}},
                "minShowLabelAngle": 0,
            }
        ],
    }


def _start(parts: list[tuple[str, Fraction]], whole: Fraction) -> float:
    """Where a ring begins, in degrees: at the top, or so that all but one great part lie at the upper left.

    There the labels of small parts go down along the margin and have it for themselves.
    """
    rest = 1 - parts[0][1] / whole if parts and whole else Fraction(1)
    return float(145 - 180 * rest) if rest < Fraction(2, 5) else 90.0


def _axes(chart: Chart) -> dict[str, Any]:
    """The options of a bar or line chart: labels across, values upwards in the chart's unit."""
    label = {"fontFamily": SANS, "fontSize": 12, "color": _INK}
    return {
        "grid": {"left": 24, "right": 24, "top": 66, "bottom": 40, "containLabel": True},
        "xAxis": {
            "type": "category",
            "data": [_folded(printable(name), len(chart.labels)) for name in chart.labels],
            "axisLabel": label | {"interval": 0},
            "axisTick": {"show": False},
            "axisLine": {"lineStyle": {"color": _SOFT}},
        },
        "yAxis": {
            "type": "value",
            "name": f"单位：{printable(chart.unit)}",
            "nameTextStyle": label | {"align": "left", "color": _SOFT},
            "axisLabel": label | {"color": _SOFT},
            "splitLine": {"lineStyle": {"color": _RULE}},
            **_scale(chart),
        },
        "series": [_series(chart, name, values, order) for order, (name, values) in enumerate(chart.series)],
    }


def _series(chart: Chart, name: str, values: tuple[Fraction | None, ...], order: int) -> dict[str, Any]:
    """The options of one series of bars or of a line, told apart by mark and dash as well as colour."""
    bars = chart.kind == "bars"
    many = len(chart.labels) * max(1, len(chart.series)) > 14
    shape = {"type": "bar", "barMaxWidth": _WIDEST, "barGap": "12%", "barCategoryGap": "16%"} if bars else {
        "type": "line",
        "symbol": ("circle", "rect", "triangle", "diamond")[order % 4],
        "symbolSize": 8,
        "lineStyle": {"width": 2.5, "type": ("solid", "dashed", "dotted")[order % 3]},
        "connectNulls": False,
    }  # fmt: skip
    return shape | {
        "name": printable(name),
        "data": [
            None
            if value is None
            else {"value": _float(value), "label": {"formatter": shown_value(value, chart.decimals)}}
            for value in values
        ],
        "label": {
            "show": not many,
            "position": "top" if bars or order % 2 == 0 else "bottom",
            "fontFamily": SANS,
            "fontSize": 10 if _upright(chart) else _figure_size(chart),
            "color": _INK,
            "textBorderColor": "#FFFFFF",
            "textBorderWidth": 2,
            **({"rotate": 90, "align": "left", "verticalAlign": "middle"} if _upright(chart) else {}),
        },
    }


def _figure_size(chart: Chart) -> float:
    """The size of the figures over bars or points at which neighbours do not touch, at most the usual one."""
    beside = max(1, len(chart.labels) * (len(chart.series) if chart.kind == "bars" else 1))
    room = min(_ACROSS * 0.84 / beside, 1.1 * _WIDEST if chart.kind == "bars" else _ACROSS)
    return min(11.0, round(room / _longest(chart) - 0.05, 1))


def _longest(chart: Chart) -> float:
    """The width of the longest figure in em."""
    values = [value for _, series in chart.series for value in series]
    return max((ems(shown_value(value, chart.decimals)) for value in values), default=1.0) or 1.0


def _scale(chart: Chart) -> dict[str, Any]:
    """The end and the steps of the upward scale: above the highest value there is room for its figure."""
    top = max((value for _, series in chart.series for value in series if value is not None), default=0)
    if top <= 0:
        return {}
    high = 10 * _longest(chart) + 12 if _upright(chart) else 20
    reach = top * _UPWARDS / (_UPWARDS - Fraction(round(high)))
    step = Fraction(10) ** (len(str(int(reach))) - 1) if reach >= 1 else Fraction(1, 100)
    step = next(step * each for each in _STEPS if step * each * _MOST >= reach)
    step = step if chart.decimals else max(step, Fraction(1))  # of what is counted there are no parts
    return {"max": _float(step * ceil(reach / step)), "interval": _float(step)}


def _upright(chart: Chart) -> bool:
    """Whether figures stand upright over their bars, as there is no room for them lying."""
    return _figure_size(chart) < _LEAST


def _folded(name: str, labels: int) -> str:
    """A long name over several lines, so that names do not touch."""
    room = max(6, int(0.97 * _ACROSS / max(1, labels) / 6.2))  # columns, each half an em of 12
    lines, line = [], ""
    for char in name:
        if columns_of(line + char) > room:
            lines.append(line)
            line = ""
        line += char
    return "\n".join([*lines, line])


@cache
def _engine() -> Any:
    """QuickJS with the script loaded; one for the process, as loading takes a tenth of a second."""
    import quickjs

    context = quickjs.Context()
    context.eval(_STUBS)
    context.eval((files("mingzhang.writers") / "echarts.min.js").read_text(encoding="utf-8"))
    context.eval(_DRAW)
    return context


@lru_cache(maxsize=64)
def picture(chart: Chart) -> str:
    """The chart as SVG; its letters are text.  The same chart gives the same bytes.

    >>> bars = Chart("bars", "对比", ("甲",), (("决算", (Fraction(9),)),), "万元", "")
    >>> picture(bars).count("9.00")
    1
    """
    option = json.dumps(chart_option(chart), ensure_ascii=False)
    drawn = str(_engine().get("draw")(option, WIDTH, HEIGHT))
    return _NUMBERED.sub(f"c{crc32(option.encode()):08x}-", _OWN.sub("", drawn))


@lru_cache(maxsize=64)
def raster(chart: Chart) -> bytes:
    """The chart as PNG: in print its letters are a picture, not stray lines among the text."""
    return compiled("picture.typ", {"picture": picture(chart)}, format="png", ppi=PPI)


def framed(chart: Chart) -> str:
    """The PNG inside an SVG, as text can carry it."""
    data = b64encode(raster(chart)).decode()
    size = f'width="{WIDTH}" height="{HEIGHT}"'
    image = f'<image {size} href="data:image/png;base64,{data}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{image}</svg>'
