"""What one clause says, without memory: each kind of statement in the wordings of many provinces."""

from __future__ import annotations

import pytest

from mingzhang.language.narrative import statement as says
from mingzhang.language.narrative.statement import StatedClause, mark_of, said
from mingzhang.language.text.figures import figures
from mingzhang.language.text.spelling import plain
from mingzhang.language.text.vocabulary import Clause, clauses


def read(text: str, year: int = 2023) -> StatedClause:
    flat = plain(text)
    (clause,) = clauses(flat)
    return said(Clause(clause.text, 0, clause.closes), list(figures(flat)), year)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("本年收入合计9.00万元", [says.LEVEL]),
        ("年初预算为9.00万元", [says.BASE]),
        ("较上年9.00万元减少1.00万元", [says.BASE, says.MOVED]),
        ("比上年增加1.00万元（12.50%）", [says.MOVED, says.RATE]),
        ("增长12.50%", [says.RATE]),
        ("减幅12.50%", [says.RATE]),
        ("占本年收入的12.50%", [says.SHARE]),
        ("完成年初预算的98.00%", [says.DONE]),
        ("完成全年预算9.00万元的98.00%", [says.BASE, says.DONE]),
        ("各减少1.00、2.00万元", [says.MOVED, says.ALSO]),
        ("与上年持平", [says.SAME]),
        ("决算数小于预算数", [says.AGAINST_PLAN]),
        ("占76.23", [says.SLIP]),
        ("下降18.20", [says.SLIP]),
        ("收入,867.48万元", [says.SPOILT]),
        ("单价100万元以上设备2台", [says.NAME, says.LEVEL]),
        ("计划生育事务（科目编码21007）9.00万元", [says.LEVEL]),
        ("增加到9.00万元", [says.LEVEL]),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [statement.kind for statement in read(text).statements] == kinds


@pytest.mark.parametrize(
    ("text", "opens", "how"),
    [
        ("其中：", "其中", "其中"),
        ("具体情况如下：", "具体情况如下", "其中"),
        ("具体情况如下（按项级科目统计）：", "具体情况如下", "其中"),
        ("包括：", "如下", "其中"),
        ("主要包括：", "如下", "主要"),
        ("主要原因是：", "", "主要"),
        ("本年收入9.00万元", "", "其中"),
    ],
)
def test_what_opens_a_list(text: str, opens: str, how: str) -> None:
    told = read(text)
    assert (told.opens, told.how) == (opens, how)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("一、收入", "一、"),
        ("（二）支出", "（一）"),
        ("3.接待费", "1."),
        ("（4）会议费", "（1）"),
        ("①", "①"),
    ],
)
def test_marks(text: str, style: str) -> None:
    assert mark_of(plain(text)) == style


@pytest.mark.parametrize("name", ["商品和服务支出", "对个人和家庭的补助", "会议费"])
def test_a_name_with_and_that_did_not_move(name: str) -> None:
    (same,) = read(f"{name}较上年无增减").statements
    assert (same.kind, same.lead) == (says.SAME, name)
    assert read(f"{name}和上年持平").statements[0].lead == name
