"""Which filled cells a figure of the account comes from."""

from __future__ import annotations

from mingzhang.catalogue import derivation
from mingzhang.disclosure.sources import Sources
from mingzhang.facts.fact import Facts, stated
from mingzhang.language.identity.derive import complete


def sources(filled: Facts) -> Sources:
    steps = derivation(place="000000", year=2024)
    return Sources(filled, complete(filled, steps)[0], steps)


def test_a_total_comes_from_the_cells_of_its_sheet() -> None:
    filled = stated(
        "支出账[2010301].一般基本 1.00", "支出账[2080505].一般项目 2.00", "收入账[2010301].其他收入 3.00"
    )
    assert sources(filled).behind("总表.本年支出") == {"支出账[2010301].一般基本", "支出账[2080505].一般项目"}
    assert sources(filled).behind("一般表[208].项目支出") == {"支出账[2080505].一般项目"}


def test_what_is_filled_in_comes_from_its_own_cell_alone() -> None:
    filled = stated("结转账[合计].年末一般 1.00", "结转账[2010301].年末一般 1.00")
    assert sources(filled).behind("结转账[合计].年末一般") == {"结转账[合计].年末一般"}
    assert sources(filled).behind("没有.这个数") == frozenset()


def test_lists_of_names_are_added_up() -> None:
    filled = stated("购买服务表[档案].支出 1.00", "购买服务表[调查].支出 2.00")
    assert sources(filled).behind("购买服务") == {"购买服务表[档案].支出", "购买服务表[调查].支出"}
