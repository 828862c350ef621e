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
from typing import Any
from zlib import crc32

from mingzhang.facts.number import rounded
from mingzhang.facts.publication import Chart
from mingzhang.writers.pdf.typst import BOLD, SANS, compiled
from mingzhang.writers.words import columns_of, printable

WIDTH, HEIGHT = 640, 340  # of the picture, in its own units
PPI = 200  # of a picture 480 points wide
PALETTE = ("#9B2C2C", "#C9973F", "#3F78B5", "#6F8F72", "#7A5C86", "#A9A39A")
_INK, _SOFT, _RULE = "#222222", "#555555", "#D9D5CC"
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


def shown_value(value: Fraction | None) -> str:
    """A value as charts print it; nothing where it is unknown.

    >>> shown_value(Fraction(12345, 10)), shown_value(None)
    ('1,234.50', '')
    """
    return "" if value is None else f"{Decimal(int(100 * rounded(value, 2))) / 100:,.2f}"


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
        words = f"{printable(label)}\n{shown_value(value)}{printable(chart.unit)}  {shown_value(share)}%"
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
                "center": ["50%", "55%"],
                "data": data,
                "itemStyle": {"borderColor": "#FFFFFF", "borderWidth": 1.5},
                "label": {"fontFamily": SANS, "fontSize": 12, "lineHeight": 17, "color": _INK},
                "labelLine": {"show": True, "length": 14, "length2": 18, "lineStyle": {"color": _SOFT}},
                "minShowLabelAngle": 0,
            }
        ],
    }


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
            "boundaryGap": [0, "12%"],  # room for the figures above
        },
        "series": [_series(chart, name, values, order) for order, (name, values) in enumerate(chart.series)],
    }


def _series(chart: Chart, name: str, values: tuple[Fraction | None, ...], order: int) -> dict[str, Any]:
    """The options of one series of bars or of a line, told apart by mark and dash as well as colour."""
    bars = chart.kind == "bars"
    many = len(chart.labels) * max(1, len(chart.series)) > 14
    shape = {"type": "bar", "barMaxWidth": 46, "barGap": "12%"} if bars else {
        "type": "line",
        "symbol": ("circle", "rect", "triangle", "diamond")[order % 4],
        "symbolSize": 8,
        "lineStyle": {"width": 2.5, "type": ("solid", "dashed", "dotted")[order % 3]},
        "connectNulls": False,
    }  # fmt: skip
    return shape | {
        "name": printable(name),
        "data": [
            None if value is None else {"value": _float(value), "label": {"formatter": shown_value(value)}}
            for value in values
        ],
        "label": {
            "show": not many,
            "position": "top" if bars or order % 2 == 0 else "bottom",
            "fontFamily": SANS,
            "fontSize": 11,
            "color": _INK,
            "textBorderColor": "#FFFFFF",
            "textBorderWidth": 2,
        },
    }


def _folded(name: str, labels: int) -> str:
    """A long name over several lines, so that names do not touch."""
    room = max(8, 96 // max(1, labels))  # columns
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
