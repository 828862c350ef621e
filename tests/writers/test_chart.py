"""Charts: one description, the same picture every time, and every figure on it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from mingzhang.facts.publication import Chart
from mingzhang.writers.chart import HEIGHT, PALETTE, WIDTH, chart_option, framed, picture, raster, shown_value
from mingzhang.writers.words import ems
from tests.writers.publications import BARS, LINES, RING

SVG = "{http://www.w3.org/2000/svg}"


def words(chart: Chart) -> list[str]:
    root = etree.fromstring(picture(chart).encode())
    return ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]


def boxes(chart: Chart) -> list[tuple[float, float]]:
    """Where each text is anchored."""
    root = etree.fromstring(picture(chart).encode())
    found = []
    for node in root.iter(f"{SVG}text"):
        moved = re.search(r"translate\(([-\d.]+)[ ,]([-\d.]+)\)", node.get("transform", ""))
        x, y = (moved[1], moved[2]) if moved else (node.get("x", "0"), node.get("y", "0"))
        found.append((float(x), float(y)))
    return found


@pytest.mark.parametrize("chart", [RING, BARS, LINES])
def test_every_known_figure_and_label_is_on_the_picture(chart: Chart) -> None:
    said = " ".join(words(chart))
    assert chart.title in said and chart.unit in said
    for _, values in chart.series:
        for value in values:
            if value:
                assert shown_value(value) in said
    for label, *_ in zip(chart.labels, chart.series[0][1], strict=True):
        if chart.kind != "ring" or chart.series[0][1][chart.labels.index(label)]:
            assert label in said.replace(" ", "")


def test_an_unknown_value_leaves_a_gap_and_is_no_zero() -> None:
    data = chart_option(LINES)["series"][1]["data"]
    assert data[0] is None and "0.00" not in words(LINES)


def test_a_part_of_nothing_is_left_out_of_a_ring() -> None:
    assert [part["name"] for part in chart_option(RING)["series"][0]["data"]] == ["基本支出", "项目支出"]
    assert "上缴上级支出" not in " ".join(words(RING))


def test_shares_of_a_ring_are_exact() -> None:
    assert "1,477.70万元  83.01%" in chart_option(RING)["series"][0]["data"][0]["label"]["formatter"]


@pytest.mark.parametrize("chart", [RING, BARS, LINES])
def test_the_description_is_plain_data_and_stands_still(chart: Chart) -> None:
    option = chart_option(chart)
    assert json.loads(json.dumps(option)) == option
    assert option["animation"] is False


def test_the_same_chart_gives_the_same_bytes_whatever_was_drawn_before() -> None:
    first = picture(RING)
    picture.cache_clear()
    picture(BARS)
    assert picture(RING) == first


def test_every_text_names_its_face() -> None:
    for chart in (RING, BARS, LINES):
        root = etree.fromstring(picture(chart).encode())
        assert all("Noto Sans" in etree.tostring(node).decode() for node in root.iter(f"{SVG}text"))


def test_long_names_fold() -> None:
    name = "城乡社区支出资源勘探工业信息等支出"
    many = Chart(
        "bars", "对比", tuple(f"{name}{n}" for n in range(6)), (("决算", (Fraction(1),) * 6),), "万元", ""
    )
    assert "\n" in chart_option(many)["xAxis"]["data"][0]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in boxes(many))


def test_colours_differ_in_grey_print() -> None:
    greys = [sum(w * int(c[i : i + 2], 16) for w, i in ((0.3, 1), (0.59, 3), (0.11, 5))) for c in PALETTE[:3]]
    assert all(abs(a - b) > 12 for n, a in enumerate(greys) for b in greys[n + 1 :])


def test_the_png_has_the_size_of_print_and_is_framed_for_the_page() -> None:
    data = raster(RING)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    assert width > 1200 and abs(width / height - WIDTH / HEIGHT) < 0.01
    assert etree.fromstring(framed(RING)).find(f"{SVG}image") is not None


def test_markup_in_names_stays_text() -> None:
    awkward = replace(RING, title="<b>&\"'{a|b}", labels=("<i>", "{c}", "上缴"))
    assert "<b>&\"'{a|b}" in words(awkward)


@settings(max_examples=20)
@given(
    st.sampled_from(["ring", "bars", "lines"]),
    st.lists(st.one_of(st.none(), st.integers(0, 10**12)), min_size=1, max_size=8),
)
def test_any_figures_can_be_drawn(kind: str, cents: list[int | None]) -> None:
    values = tuple(None if each is None else Fraction(each, 100) for each in cents)
    labels = tuple(f"第{number}项" for number in range(len(values)))
    drawn = picture(Chart(kind, "图", labels, (("金额", values),), "万元", "说明"))
    assert etree.fromstring(drawn.encode()).tag == f"{SVG}svg" and "NaN" not in drawn


def test_six_parts_all_have_their_labels_of_seven_the_small_ones_have_none() -> None:
    def shown_of(count: int) -> list[bool]:
        labels = tuple("甲乙丙丁戊己庚"[:count])
        values = (Fraction(9900), *[Fraction(1)] * (count - 1))
        data = chart_option(replace(RING, labels=labels, series=(("", values),)))["series"][0]["data"]
        return [part["label"]["show"] for part in data]

    assert shown_of(6) == [True] * 6
    assert shown_of(7) == [True] + [False] * 6


@pytest.mark.parametrize("kind", ["ring", "bars", "lines"])
def test_the_picture_has_only_attributes_that_svg_knows(kind: str) -> None:
    """What the library writes for its own script made 85 errors in a checker of pages."""
    chart = Chart(kind, "构成", ("甲", "乙"), (("决算", (Fraction(9), Fraction(1))),), "万元", "")
    assert "ecmeta" not in picture(chart)


def extents(chart: Chart) -> list[tuple[str, float, float, float, float]]:
    """The text of each line of lettering with its left, top, right and bottom; upright ones turned."""
    root = etree.fromstring(picture(chart).encode())
    found = []
    for node in root.iter(f"{SVG}text"):
        moved = re.search(r"translate\(([-\d.]+)[ ,]([-\d.]+)\)", node.get("transform", ""))
        turned = re.search(
            r"matrix\(([-\d.e]+),([-\d.e]+),[-\d.e]+,[-\d.e]+,([-\d.]+),([-\d.]+)\)",
            node.get("transform", ""),
        )
        x, y = (float(node.get("x", 0)), float(node.get("y", 0)))
        if moved:
            x, y = x + float(moved[1]), y + float(moved[2])
        if turned:
            x, y = float(turned[3]), float(turned[4])
        size = float(re.search(r"font-size:\s*([\d.]+)", node.get("style", ""))[1])  # type: ignore[index]
        said = "".join(node.itertext())
        long, anchor = ems(said) * size * 0.94, node.get("text-anchor", "start")
        start = {"start": 0.0, "middle": -long / 2, "end": -long}[anchor]
        if turned:
            found.append((said, x - size / 2, y - start - long, x + size / 2, y - start))
        else:
            found.append((said, x + start, y - size / 2, x + start + long, y + size / 2))
    return found


def touching(chart: Chart) -> list[tuple[str, str]]:
    lines = extents(chart)
    return [
        (one[0], other[0])
        for index, one in enumerate(lines)
        for other in lines[index + 1 :]
        if one[1] < other[3] and other[1] < one[3] and one[2] + 2 < other[4] and other[2] + 2 < one[4]
    ]


@pytest.mark.parametrize("labels", [2, 4, 6, 7])
@pytest.mark.parametrize("scale", [1, 10_000, 10_000_000])
def test_figures_over_bars_do_not_touch_whatever_their_unit(labels: int, scale: int) -> None:
    names = tuple(f"第{k}类事务支出" for k in range(labels))
    series = tuple(
        (name, tuple(Fraction(scale * (100 + 7 * k + more), 100) * 13 for k in range(labels)))
        for name, more in (("年初预算", 0), ("支出决算", 1))
    )
    chart = Chart("bars", "预决算对比", names, series, "元", "略。")
    assert touching(chart) == []
    assert sum(shown_value(v) in words(chart) for _, values in series for v in values) == 2 * labels


@pytest.mark.parametrize("parts", [(9, 1), (990, 5, 3, 2), (40, 30, 20, 5, 3, 2), (9900, 50, 30, 10, 7, 3)])
def test_labels_of_a_ring_do_not_touch(parts: tuple[int, ...]) -> None:
    names = ("财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
    shares = tuple(Fraction(part * 7321) for part in parts)
    assert touching(Chart("ring", "收入构成", names[: len(parts)], (("金额", shares),), "元", "略。")) == []
