"""The tables of an invented office, in a plain layout: one head row, codes in one column."""

from __future__ import annotations

from collections.abc import Callable

from mingzhang.facts.publication import CAPTION, NOTE, TABLE, UNITS, Piece
from mingzhang.facts.report import Paragraph
from suite.books import ACCOUNT, Books
from suite.forms import grid
from suite.manuscript import Part
from suite.slots import Style

_ORDINALS = "一二三四五六七八"
Rows = list[list[str]]


def table_parts(books: Books, style: Style) -> list[Part]:
    """All tables with their captions, the one without data with its statement."""
    made: list[Part] = []
    tables = _account(books, style) if books.kind == ACCOUNT else _budget(books, style)
    for caption, rows in tables:
        made.append(Part(Piece(Paragraph(caption), CAPTION)))
        made.append(Part(Piece(Paragraph(f"编制单位：{books.unit}　金额单位：{style.unit}"), UNITS)))
        made.append(Part(Piece(grid(rows), TABLE, name=caption)))
    kind = "决算" if books.kind == ACCOUNT else "预算"
    empty = [["科目编码", "科目名称", "合计", "基本支出", "项目支出"], ["合计", "", "", "", ""]]
    caption = f"政府性基金预算支出{kind}表".replace("预算支出预算表", "预算支出表")
    made.append(Part(Piece(Paragraph(caption), CAPTION)))
    made.append(Part(Piece(Paragraph(f"编制单位：{books.unit}　金额单位：{style.unit}"), UNITS)))
    made.append(Part(Piece(grid(empty), TABLE, name=caption)))
    note = f"说明：{books.unit}没有政府性基金预算收支，故本表无数据。"
    made.append(Part(Piece(Paragraph(note), NOTE), (), "无数据"))
    return made


def _codes(books: Books) -> list[str]:
    return sorted({code[:n] for code in (i.code for i in books.items) for n in (3, 5, 7)})


def _spent(books: Books, code: str) -> tuple[int, int, int]:
    """Personnel, running and project cost under a code, out of the appropriation."""
    mine = [item for item in books.items if item.code.startswith(code)]
    return sum(i.people for i in mine), sum(i.running for i in mine), sum(i.project for i in mine)


def _other(books: Books, code: str) -> int:
    """What other money paid for under a code: it goes to the last task of the office."""
    last = [item for item in books.items if item.project][-1]
    return books.amounts["其他项目"] if last.code.startswith(code) else 0


def _both_sides(left: Rows, right: Rows) -> Rows:
    """Two lists side by side, the last line of each on the last row."""
    room = max(len(left), len(right))
    left = left[:-1] + [["", ""]] * (room - len(left)) + left[-1:]
    width = len(right[0])
    right = right[:-1] + [[""] * width] * (room - len(right)) + right[-1:]
    return [[*a, *b] for a, b in zip(left, right, strict=True)]


def _account(books: Books, style: Style) -> list[tuple[str, Rows]]:
    n, put = style.figure, books.amounts
    classes = [code for code in _codes(books) if len(code) == 3]
    spent = {code: sum(_spent(books, code)) + _other(books, code) for code in classes}
    left = [
        ["一般公共预算财政拨款收入", n(put["拨款"])],
        ["事业收入", n(put["事业"])],
        ["其他收入", n(put["其他"])],
    ]
    left += [["本年收入合计", n(put["收入"])], ["年初结转和结余", n(put["年初"])], ["总计", n(put["总计"])]]
    right = [[f"{_ORDINALS[i]}、{books.names[code]}", n(spent[code])] for i, code in enumerate(classes)]
    right += [["本年支出合计", n(put["支出"])], ["年末结转和结余", n(put["年末"])], ["总计", n(put["总计"])]]
    head = ["科目编码", "科目名称"]
    return [
        ("收入支出决算总表", [["项目", "决算数", "项目", "决算数"], *_both_sides(left, right)]),
        ("收入决算表", [[*head, "本年收入合计", "财政拨款收入", "事业收入", "其他收入"], *_income(books, n)]),
        ("支出决算表", [[*head, "本年支出合计", "基本支出", "项目支出"], *_outlay(books, n, True)]),
        ("财政拨款收入支出决算总表", _appropriated(books, n, classes)),
        (
            "一般公共预算财政拨款支出决算表",
            [[*head, "合计", "基本支出", "项目支出"], *_outlay(books, n, False)],
        ),
        ("一般公共预算财政拨款基本支出决算表", [[*head, "决算数"], *_economic(books, n)]),
        ("财政拨款“三公”经费支出决算表", [["项目", "预算数", "决算数"], *_three(books, n, ("{}预算", "{}"))]),
    ]


def _income(books: Books, n: Callable[[int], str]) -> Rows:
    """Income by item: what is left over of the appropriation belongs to the item that runs the office."""
    put, rows = books.amounts, []
    rest = put["拨款"] - put["一般"]
    run, last = books.items[0].code, [item for item in books.items if item.project][-1].code
    for code in (*_codes(books), ""):
        own = put["一般"] if not code else sum(_spent(books, code))
        own += rest if run.startswith(code) else 0
        work, more = (put["事业"], put["其他"]) if last.startswith(code) else (0, 0)
        rows.append([code, books.names.get(code, "合计"), n(own + work + more), n(own), n(work), n(more)])
    return rows


def _outlay(books: Books, n: Callable[[int], str], others: bool) -> Rows:
    rows = []
    for code in (*_codes(books), ""):
        people, running, project = _spent(books, code)
        project += _other(books, code) if others else 0
        basic = people + running
        rows.append([code, books.names.get(code, "合计"), n(basic + project), n(basic), n(project)])
    return rows


def _appropriated(books: Books, n: Callable[[int], str], classes: list[str]) -> Rows:
    put, name = books.amounts, "一般公共预算财政拨款"
    left = [[name, n(put["拨款"])], ["本年收入合计", n(put["拨款"])]]
    left += [
        ["年初财政拨款结转和结余", n(put["拨款年初"])],
        [name, n(put["拨款年初"])],
        ["总计", n(put["拨款总计"])],
    ]
    right = []
    for place, code in enumerate(classes):
        whole = n(sum(_spent(books, code)))
        right.append([f"{_ORDINALS[place]}、{books.names[code]}", whole, whole])
    right += [["本年支出合计", n(put["一般"]), n(put["一般"])]]
    right += [["年末财政拨款结转和结余", n(put["拨款年末"]), n(put["拨款年末"])]]
    right += [["总计", n(put["拨款总计"]), n(put["拨款总计"])]]
    return [["项目", "决算数", "项目", "合计", name], *_both_sides(left, right)]


def _economic(books: Books, n: Callable[[int], str]) -> Rows:
    sums: dict[str, int] = {}
    for code, amount in books.economic.items():
        sums[code[:3]] = sums.get(code[:3], 0) + amount
    lines = sorted({**sums, **books.economic}.items())
    rows = [[code, books.names[code], n(amount)] for code, amount in lines]
    ends = (("人员经费合计", "人员"), ("公用经费合计", "公用"))
    return [*rows, *(["", name, n(books.amounts[key])] for name, key in ends)]


def _three(books: Books, n: Callable[[int], str], stages: tuple[str, ...]) -> Rows:
    run = "公务用车运行维护费" if books.kind == ACCOUNT else "公务用车运行费"
    whole = "公务用车购置及运行维护费" if books.kind == ACCOUNT else "公务用车购置及运行费"
    lines = (
        ("合计", "三公"), ("因公出国（境）费", "出国"), (whole, "用车"),
        ("其中：公务用车购置费", "购车"), (f"　　　{run}", "运行"), ("公务接待费", "接待"),
    )  # fmt: skip
    return [[name, *(n(books.amounts[stage.format(key)]) for stage in stages)] for name, key in lines]


def _budget(books: Books, style: Style) -> list[tuple[str, Rows]]:
    n, put, year = style.figure, books.amounts, books.year
    classes = [code for code in _codes(books) if len(code) == 3]
    left = [
        ["一般公共预算拨款收入", n(put["拨款"])],
        ["事业收入", n(put["事业"])],
        ["其他收入", n(put["其他"])],
    ]
    left += [["收入总计", n(put["总计"])]]
    right = []
    for place, code in enumerate(classes):
        whole = sum(_spent(books, code)) + _other(books, code)
        right.append([f"{_ORDINALS[place]}、{books.names[code]}", n(whole)])
    right += [["支出总计", n(put["总计"])]]
    head, tail = ["科目编码", "科目名称"], ["基本支出", "项目支出"]
    return [
        ("部门收支总表", [["收入", "预算数", "支出", "预算数"], *_both_sides(left, right)]),
        ("部门支出总表", [[*head, "合计", *tail], *_outlay(books, n, True)]),
        ("一般公共预算支出表", [[*head, "合计", *tail], *_outlay(books, n, False)]),
        ("一般公共预算基本支出表", [[*head, "预算数"], *_economic(books, n)]),
        (
            "“三公”经费预算表",
            [["项目", f"{year - 1}年预算数", f"{year}年预算数"], *_three(books, n, ("上年{}", "{}"))],
        ),
    ]
