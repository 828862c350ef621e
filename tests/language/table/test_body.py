"""Any layout of one account says the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.report import Paragraph
from tests.language.tables import Bound, drawn

AMOUNT = st.integers(-99_999, 9_999_999)
ACCOUNT = st.lists(
    st.tuples(
        st.sampled_from(["2010301", "2010302", "2040101", "2080501", "2080505", "2210201"]), AMOUNT, AMOUNT
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda row: row[0],
)


def money(cents: int, commas: bool = False) -> str:
    sign = "-" if cents < 0 else ""
    whole, part = divmod(abs(cents), 100)
    return f"{sign}{whole:,}.{part:02d}" if commas else f"{sign}{whole}.{part:02d}"


def tree(items: list[tuple[str, int, int]]) -> dict[str, tuple[int, int]]:
    """Amounts by code for all levels, the total under 合计."""
    sums: dict[str, tuple[int, int]] = {}
    for code, basic, project in items:
        for key in ("合计", code[:3], code[:5], code):
            known = sums.get(key, (0, 0))
            sums[key] = (known[0] + basic, known[1] + project)
    return sums


@st.composite
def layouts(draw: st.DrawFn, items: list[tuple[str, int, int]]) -> tuple[list[object], dict[str, str]]:
    """The blocks of one expenditure table, drawn in some layout, and the facts it must give."""
    sums, commas = tree(items), draw(st.booleans())
    codes = sorted(key for key in sums if key != "合计")
    form = draw(st.sampled_from(["one", "own", "whole", "deepest"]))
    keys = 1 if form == "one" else 3
    last: list[str] = [""] * 3

    def code_cells(code: str) -> list[str]:
        parts = [code[:3], code[3:5], code[5:]]
        if form == "one":
            return [draw(st.sampled_from([code, " ".join(filter(None, parts))]))]
        if form == "whole":
            return [code[: 3 + 2 * n] if parts[n] else "" for n in range(3)]
        shown = [
            ""
            if form == "deepest" and part == last[n] and any(parts[n + 1 :]) and parts[:n] == last[:n]
            else part
            for n, part in enumerate(parts)
        ]
        last[:] = parts
        return shown

    body = ["|".join([*code_cells(c), f"名称{c}", *figures(sums[c], commas)]) for c in codes]
    total = "|".join(["合计", *["<"] * keys, *figures(sums["合计"], commas)])
    body = [total, *body] if draw(st.booleans()) else [*body, total]
    heads = headed(keys, draw(st.booleans()))
    blocks = draw(placed(heads, body))
    return blocks, {
        f"支出表[{key}].{column}": figure
        for key in sums
        for column, figure in zip(
            ("本年支出", "基本支出", "项目支出"), figures(sums[key], commas), strict=True
        )
    }


def headed(keys: int, numbered: bool) -> list[str]:
    """The head rows over one code column or three."""
    codes = ["科目编码"] if keys == 1 else ["类", "款", "项"]
    heads = ["|".join(["项目", *["<"] * keys, "本年支出合计", "基本支出", "项目支出"])]
    heads.append("|".join([*codes, "科目名称", "^|^|^"]))
    return [*heads, "|".join(["栏次", *["<"] * keys, "1", "2", "3"])] if numbered else heads


def figures(pair: tuple[int, int], commas: bool) -> list[str]:
    return [money(sum(pair), commas), money(pair[0], commas), money(pair[1], commas)]


@st.composite
def placed(draw: st.DrawFn, heads: list[str], body: list[str]) -> list[object]:
    """The table with its caption above or inside, on one page or two, with or without repeated heads."""
    width = heads[0].count("|") + 1
    if draw(st.booleans()):
        rest = "|" * (width - 1)
        heads = [f"支 出 决 算 表{rest}", f"部门：甲局{rest[:-1]}|金额单位：元", *heads]
        above: list[object] = []
    else:
        above = [Paragraph("2031年度甲局支出决算表 公开03表", page=1), Paragraph("金额单位：元", page=1)]
    cut = draw(st.integers(1, len(body)))
    repeat = draw(st.booleans())
    first = drawn(*heads, *body[:cut], page=1)
    if cut == len(body):
        return [*above, first]
    return [*above, first, Paragraph("- 1 -", page=1), drawn(*(heads if repeat else []), *body[cut:], page=2)]


@given(st.data())
def test_every_layout_of_an_account_gives_the_same_facts(data: st.DataObject) -> None:
    blocks, expected = data.draw(layouts(data.draw(ACCOUNT)))
    bound = Bound(*blocks)  # type: ignore[arg-type]
    assert bound.said() == expected
    assert (len(bound.tables), bound.unplaced, bound.read) == (1, [], len(expected))
    assert bound.tables[0].unit == "元"


@given(st.lists(AMOUNT, min_size=5, max_size=5), st.sampled_from([2, 3]), st.booleans())
def test_blocks_side_by_side_give_the_same_facts(amounts: list[int], blocks: int, split: bool) -> None:
    codes = ["301", "30101", "302", "30201", "30202"]
    rows = [
        ([code[:3], code[3:]] if split else [code]) + [f"名称{code}", money(a)]
        for code, a in zip(codes, amounts, strict=True)
    ]
    width = len(rows[0])
    deep = -(-len(rows) // blocks)
    padded = rows + [[""] * width] * (deep * blocks - len(rows))
    head = (["类", "款"] if split else ["科目编码"]) + ["科目名称", "决算数"]
    lines = ["|".join(word for n in range(blocks) for word in padded[n * deep + r]) for r in range(deep)]
    bound = Bound("一般公共预算财政拨款基本支出决算表", drawn("|".join(head * blocks), *lines))
    assert bound.said() == {f"基本表[{code}].决算": money(a) for code, a in zip(codes, amounts, strict=True)}
