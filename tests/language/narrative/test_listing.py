"""Lists and balances of running text: what belongs to which whole, and what is complete."""

from __future__ import annotations

import pytest

from mingzhang.facts.report import Paragraph
from mingzhang.language.narrative.claim import Claim
from mingzhang.language.narrative.claim_reader import ClaimReader
from mingzhang.language.narrative.listing import balances, listings


def claims(*sentences: str) -> list[Claim]:
    reader = ClaimReader(2023)
    for number, sentence in enumerate(sentences):
        reader.read(Paragraph(sentence), number, "", "某节")
    return reader.reading().claims


def lists(*sentences: str) -> list[tuple[str, list[str], bool]]:
    return [
        (one.whole.subject, [part.subject for part in one.parts], one.complete)
        for one in listings(claims(*sentences))
    ]


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (["甲9万元，其中：乙5万元，丙3万元。"], [("甲", ["乙", "丙"], False)]),
        (["甲9万元，其中：乙9万元，丙0万元。"], [("甲", ["乙", "丙"], True)]),
        (["甲9万元，其中：乙6万元，占66.67%；丙3万元，占33.33%。"], [("甲", ["乙", "丙"], True)]),
        (["甲费9万元，己费0万元。其中：乙费5万元，丙费4万元。"], [("甲费", ["乙费", "丙费"], False)]),
        (
            [
                "某项费9万元，其中：",
                "基本支出9万元，项目支出0万元。",
                "某事费2万元，其中：",
                "基本支出2万元。",
            ],
            [("某项费", ["基本支出"], False), ("某事费", ["基本支出"], False)],
        ),
        (
            ["某费9万元，加某补助5万元，其中：甲4万元，乙1万元，结转2万元，收入合计16万元。"],
            [("加某补助", ["甲", "乙"], False)],
        ),
        (["某费9万元，加某补助5万元，其中：甲3万元，结转1万元，收入合计15万元。"], []),
        (["甲得9分（满分15分），乙得8分（满分10分）。"], []),
        (["甲9万元（其中乙5万元、丙4万元）。"], [("甲", ["乙", "丙"], False)]),
        (["甲9万元，其中：", "乙5万元；", "丙4万元。", "丁2万元。"], [("甲", ["乙", "丙"], False)]),
        (
            ["甲9万元，包括乙7万元，戊2万元。其中：", "丙5万元；", "丁4万元。"],
            [("甲", ["乙", "戊"], False), ("甲", ["丙", "丁"], False)],
        ),
        (
            ["（一）甲9万元。包括：", "1．乙7万元。", "（1）丁4万元。", "（2）戊3万元。", "2．丙2万元。"],
            [("甲", ["乙", "丙"], False), ("乙", ["丁", "戊"], False)],
        ),
        (["1．乙7万元，比上年增加1万元。", "（1）丁4万元。", "（2）戊3万元。"], []),
        (["来宾9人，其中：外宾0人，侨胞0人。"], [("来宾", ["外宾", "侨胞"], False)]),
        (
            ["拨款收入9万元（其中：一般公共预算8万元，政府性基金预算1万元），与上年持平。"],
            [("拨款收入", ["一般公共预算", "政府性基金预算"], False)],
        ),
        (
            ["总支出9万元，其中甲支出5万元，包括乙3万元和丙2万元；丁支出4万元。"],
            [("总支出", ["甲支出", "丁支出"], False), ("甲支出", ["乙", "丙"], False)],
        ),
        (
            ["预算收入9万元，其中甲收入5万元、乙收入4万元；预算支出9万元，其中丙支出6万元、丁支出3万元。"],
            [("预算收入", ["甲收入", "乙收入"], False), ("预算支出", ["丙支出", "丁支出"], False)],
        ),
        (["甲9万元，具体情况如下：", "1.乙5万元。", "2.丙4万元。"], [("甲", ["乙", "丙"], False)]),
        (
            [
                "三公经费支出9万元，其中：因公出国（境）费0万元，公务接待费5万元。"
            ],  # of three parts that everybody knows
            [("三公经费支出", ["因公出国（境）费", "公务接待费"], False)],
        ),
        (
            ["甲费9万元。其中：乙费5万元，丙费4万元。具体情况如下：", "1.乙费5万元。", "2.丙费4万元。"],
            [("甲费", ["乙费", "丙费"], False), ("甲费", ["乙费", "丙费"], False)],
        ),
        (
            ["甲费支出9万元。", "甲费支出决算中，乙费5万元，占55.56%；丙费4万元，占44.44%。"],
            [("甲费支出", ["乙费", "丙费"], True)],
        ),
        (
            [
                "1.甲方支出9万元。其中：",
                "乙方支出5万元，占55.56%。",
                "丙方支出4万元，占44.44%。",
                "2.丁方支出2万元。",
            ],
            [("甲方支出", ["乙方支出", "丙方支出"], True)],
        ),
        (
            [
                "甲方支出9万元，其中：",
                "乙方支出5万元。",
                "丙方支出3万元。戊方支出1万元。",
                "与上年相比增加2万元。",
            ],
            [("甲方支出", ["乙方支出", "丙方支出", "戊方支出"], False)],
        ),
        (
            ["甲9万元，具体情况如下：", "（一）乙5万元，其中：丁3万元，戊2万元。", "（二）丙4万元。"],
            [("甲", ["乙", "丙"], False), ("乙", ["丁", "戊"], False)],
        ),
        (
            ["（一）甲9万元，包括：1、乙5万元，其中丁5万元。2、丙4万元。", "（二）己7万元。"],
            [("甲", ["乙", "丙"], False), ("乙", ["丁"], False)],
        ),
        (["甲9万元，主要包括：乙5万元，丙3万元。"], [("甲", ["乙", "丙"], False)]),
        # an inner list without brackets gives its last parts back where the outer one then adds up
        (
            ["甲10万元，其中：乙6万元，其中丁2万元，丙4万元。"],
            [("甲", ["乙", "丙"], False), ("乙", ["丁"], False)],
        ),
        # two headlines with items of the same marks
        (
            [
                "甲9万元，具体情况如下：",
                "1.乙9万元。",
                "己7万元，具体情况如下：",
                "1.庚3万元。",
                "2.辛4万元。",
            ],
            [("甲", ["乙"], False), ("己", ["庚", "辛"], False)],
        ),
        # both sides of one total
        (
            ["甲收支总额9万元。收入包括：乙5万元、丙4万元；支出包括：丁2万元、戊7万元。"],
            [("甲收支总额", ["乙", "丙"], False), ("甲收支总额", ["丁", "戊"], False)],
        ),
        # marks inside a bracket end neither the bracket nor the list
        (
            ["甲9万元，其中：乙5万元（丁2万元，比上年增加0万元；戊3万元，比上年增加0万元。），丙4万元。"],
            [("甲", ["乙", "丙"], False), ("乙", ["丁", "戊"], False)],
        ),
        (["甲费9万元。甲费中，乙费5万元，丙费4万元。"], [("甲费", ["乙费", "丙费"], False)]),
        # items belong to the total of the headline that they make up
        (
            ["甲总额9.00万元，其中己8.00万元，具体情况如下：", "1.乙5.00万元。", "2.丙4.00万元。"],
            [("甲总额", ["己"], False), ("甲总额", ["乙", "丙"], False)],
        ),
        # only the first figure of an item is its part
        (["甲9万元，具体如下：", "1.乙5万元，平均每户2万元。", "2.丙4万元。"], [("甲", ["乙", "丙"], False)]),
    ],
)
def test_lists(sentences: list[str], expected: list[tuple[str, list[str], bool]]) -> None:
    assert lists(*sentences) == expected


@pytest.mark.parametrize(
    "sentences",
    [
        ["基本支出9.00万元，其中：人员经费7.00万元，公用经费2.00万元。"],
        ["2023年基本支出9.00万元。人员支出7.00万元，公用支出2.00万元。"],
        ["公务用车购置及运行费9.00万元。其中：公务用车购置费0万元。公务用车运行费9.00万元。"],
        ["政府采购支出总额9.00万元，政府采购货物支出1.00万元、工程支出2.00万元、服务支出6.00万元。"],
        [
            "“三公”经费支出9.00万元。",
            "因公出国（境）费1.00万元。",
            "公务用车购置及运行费2.00万元。",
            "公务接待费6.00万元。",
        ],
        ["本年支出9.00万元，基本支出5.00万元，项目支出4.00万元。"],
        ["收入总计9.00万元，本年收入8.00万元，年初结转和结余1.00万元。"],
    ],
)
def test_names_that_divide_a_whole_make_a_complete_list(sentences: list[str]) -> None:
    assert any(complete for _, _, complete in lists(*sentences))


def test_a_year_is_a_balance_only_in_one_sentence_and_whole() -> None:
    told = "年初结转和结余1万元，本年收入9万元，本年支出8万元，年末结转和结余2万元。"
    assert len(balances(claims(told))) == 1
    assert balances(claims(told.replace("，本年支出", "。本年支出"))) == []
    assert balances(claims(told.replace("本年支出8万元，", ""))) == []


@pytest.mark.parametrize(
    ("sentence", "whose"),
    [
        # the percentage follows from the whole, not from the last part
        ("甲110万元，其中：乙60万元，丙50万元，比上年增加10万元，增长10%。", "甲"),
        ("甲110万元，其中：乙60万元，丙55万元，比上年增加5万元，增长10%。", "丙"),
        ("甲110万元。其中：乙60万元，丙50万元。与上年对比增加10万元，增长10%。", "甲"),
        ("甲110万元。其中：乙60万元，丙50万元。比上年增加10万元，增长10%。其中：丁增加6万元。", "甲"),
        ("甲费110万元，含乙费60万元，丙费50万元；比上年增加10万元，增长10%。", "甲费"),
        # nothing can have been below zero
        ("甲110万元，其中：乙60万元，丙5万元，比上年增加10万元。", "甲"),
    ],
)
def test_a_change_behind_a_list_belongs_to_whom_it_fits(sentence: str, whose: str) -> None:
    assert whose in [claim.subject for claim in claims(sentence) if claim.changes][:1]


def test_a_change_that_fits_nobody_is_nobodys() -> None:
    told = claims("甲110万元，其中：乙60万元，丙50万元，比上年增加10万元，增长33%。")
    assert not any(claim.changes for claim in told)


def test_a_level_of_another_year_is_kept_apart() -> None:
    before, now = claims("2022年会议费8.00万元，2023年会议费9.00万元，增加1.00万元，增长12.50%。")
    assert (before.year, now.year) == (2022, None)
    assert now.bases["上年"] is before.level and now.changes[0].rate is not None


def test_a_list_behind_several_totals_belongs_to_the_one_it_makes_up() -> None:
    totals = "甲基本支出9.00万元。乙基本支出0.00万元。"
    assert lists(f"{totals}其中：人员经费7.00万元，公用经费2.00万元。") == [
        ("甲基本支出", ["人员经费", "公用经费"], True)
    ]
    assert lists(f"{totals}其中：人员经费7.00万元，公用经费3.00万元。") == []  # of nobody knows which


def test_a_sentence_behind_parts_of_an_item_is_no_item_of_the_list_around() -> None:
    told = lists(
        "“三公”经费9.00万元。具体情况如下：",
        "因公出国（境）费1.00万元。",
        "公务用车购置及运行维护费6.00万元。其中：公务用车购置费0.00万元。公务用车运行维护费6.00万元。",
        "公务接待费2.00万元。",
    )
    (parts,) = [one[1] for one in told if "三公" in one[0]]
    assert "公务用车运行维护费" not in parts and "公务接待费" in parts


def test_an_average_is_no_part() -> None:
    told = (
        "公务用车购置及运行费12.00万元；其中公务用车购置费0万元；公务用车运行费12.00万元，平均每辆3.00万元。"
    )
    ((_, parts, complete),) = lists(told)
    assert parts == ["公务用车购置费", "公务用车运行费"] and complete


def test_full_marks_are_no_part_of_the_marks() -> None:
    assert lists("等级为优，得92.1分。其中，决策得13分（满分15分），管理得28.1分（满分30分）。") == []


@pytest.mark.parametrize(
    ("vehicles", "complete"),
    [
        (["公务用车购置费3万元。", "公务用车运行维护费4万元。"], True),
        (["公务用车购置及运行维护费7万元，其中：公务用车购置费3万元，公务用车运行维护费4万元。"], True),
        (["公务用车运行维护费7万元。"], True),
        (["公务用车购置费3万元。"], False),
    ],
)
def test_vehicles_are_one_part_or_two_of_the_same_whole(vehicles: list[str], complete: bool) -> None:
    told = lists("“三公”经费10万元。", "因公出国（境）费2万元。", *vehicles, "公务接待费1万元。")
    whole = [one for one in told if "三公" in one[0]]
    assert [one[2] for one in whole] == [complete]
    if complete:
        (parts,) = [one[1] for one in whole]
        assert not {"公务用车购置及运行维护费", "公务用车购置费"} <= set(parts)
