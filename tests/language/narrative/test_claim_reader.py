"""The generic reader against wordings met in many provinces (our own figures)."""

from __future__ import annotations

import pytest

from mingzhang.facts.number import Printed
from mingzhang.facts.report import Paragraph
from mingzhang.language.narrative.claim import Claim
from mingzhang.language.narrative.claim_reader import ClaimReader


def printed(figure: Printed | None) -> str:
    return "" if figure is None else f"{figure.text}{figure.shown}"


def told(claim: Claim) -> str:
    """A claim in one line: subject, level, bases, changes, shares, completions."""
    parts = [f"[{claim.subject}]", printed(claim.level)]
    parts += [f"{base}={printed(figure)}" for base, figure in claim.bases.items()]
    for change in claim.changes:
        way = {1: "+", -1: "-", 0: "=", None: "?"}[change.way]
        parts.append(
            f"{change.base}{way}{printed(change.amount)}{'~' if change.rate else ''}{printed(change.rate)}"
        )
    parts += [f"占{share.whole}:{printed(share.percent)}" for share in claim.shares]
    parts += [f"完成{done.base}:{printed(done.percent)}" for done in claim.completions]
    return " ".join(part for part in parts if part)


def read(*sentences: str, year: int = 2023) -> list[str]:
    reader = ClaimReader(year)
    for number, sentence in enumerate(sentences):
        reader.read(Paragraph(sentence), number, "")
    return [told(claim) for claim in reader.reading().claims if not claim.aside]


CASES = [
    # several subjects, one 分别, their figures in order; shares of them without the word
    (
        "购置费与运行及维护费分别为3万元和9万元，均与上年持平。",
        ["[购置费] 3万元 上年=", "[运行及维护费] 9万元"],
    ),
    # a percentage in brackets behind an amount is its share, behind a budget or a change it is not
    (
        "用于教育支出的有9万元（90%）；其他支出1万元（10%）。",
        ["[教育支出] 9万元 占:90%", "[其他支出] 1万元 占:10%"],
    ),
    ("会议费比上年减少1万元（10%）。", ["[会议费] 上年-1万元~10%"]),
    # every part of a list tells its own change, also where a percentage is wrong
    (
        "行政支出10万元，其中：甲费6万元，同比减少2万元，下降99%；乙费4万元，同比减少1万元，下降20%。",
        ["[行政支出] 10万元", "[甲费] 6万元 上年-2万元~99%", "[乙费] 4万元 上年-1万元~20%"],
    ),
    # … unless it is the whole that moved so
    (
        "收入总计432万元，其中：年初结转12万元，较2022年增加22万元，增长5.37%；本年收入420万元，较2022年增加10万元，增长2.44%。",
        ["[收入总计] 432万元 上年+22万元~5.37%", "[年初结转] 12万元", "[本年收入] 420万元 上年+10万元~2.44%"],
    ),
    # the budget of the year before, whatever stands between the year and the word
    (
        "2023年“三公”经费预算为2万元，2022年“三公”经费预算为3万元，减少1万元。",
        ["[三公经费] 预算=2万元 上年预算=3万元 上年预算-1万元"],
    ),
    # a unit left out is that of the amounts around it
    (
        "收、支总计900.00万元。与2022年度相比，收、支总计各减少100.00，下降10.00%。",
        ["[收、支总计] 900.00万元 上年-100.00万元~10.00%"],
    ),
    (
        "支出合计80.00万元。其中：经营支出0.00，占总支出的0.00%；其他支出2.00万元。",
        ["[支出合计] 80.00万元", "[经营支出] 0.00万元 占总支出:0.00%", "[其他支出] 2.00万元"],
    ),
    ("会议费2.05万元，较上年2.08减少0.03万元。", ["[会议费] 2.05万元 上年=2.08万元 上年-0.03万元"]),
    # the year's level and the one before, in either order; what moved is the year's
    (
        "2023年度项目支出9万元，2022年度项目支出4万元，比上年增加5万元。",
        ["[项目支出] 9万元 上年=4万元 上年+5万元", "[项目支出] 4万元"],
    ),
    # 收入 and 支出 before 决算 belong to a name that is nothing without them
    (
        "本年支出决算合计80.00万元，其中：基本支出决算50.00万元。",
        ["[本年支出合计] 80.00万元", "[基本支出] 50.00万元"],
    ),
    # level and year on year
    (
        "2023年度收、支总计900.00万元，比上年减少100.00万元，下降10.00%。",
        ["[收、支总计] 900.00万元 上年-100.00万元~10.00%"],
    ),
    (
        "某局2023年度收入支出总计900.00万元。与2022年度相比，收入支出总计增加100.00万元，增长12.50%。",
        ["[某局2023年度收入支出总计] 900.00万元 上年+100.00万元~12.50%"],
    ),
    ("本年收入合计80.00万元，同比增长-9.41%。", ["[本年收入合计] 80.00万元 上年+~-9.41%"]),
    ("本年收入较上年100.00万元减少20.00万元，下降20%。", ["[本年收入] 上年=100.00万元 上年-20.00万元~20%"]),
    ("本年收入比上年的80.00万元增加20.00万元。", ["[本年收入] 上年=80.00万元 上年+20.00万元"]),
    ("接待费4万元，同比去年1.05万元增加2.95万元。", ["[接待费] 4万元 上年=1.05万元 上年+2.95万元"]),
    ("运行费2.94万元，比去年3.01万元少0.07万元。", ["[运行费] 2.94万元 上年=3.01万元 上年-0.07万元"]),
    ("运行费比上年多0.07万元。", ["[运行费] 上年+0.07万元"]),
    ("三公经费35.5万元，比上年预算数字下降35.45%。", ["[三公经费] 35.5万元 上年预算-~35.45%"]),
    ("项目支出50.00万元，比上年下降1.8%。", ["[项目支出] 50.00万元 上年-~1.8%"]),
    ("机关运行经费较2022年度决算数减少2.00万元，降低2.00%。", ["[机关运行经费] 上年-2.00万元~2.00%"]),
    ("支出合计80.00万元，较上年减少18.50万元（18.78%）。", ["[支出合计] 80.00万元 上年-18.50万元~18.78%"]),
    ("支出合计80.00万元，与上年持平。", ["[支出合计] 80.00万元 上年="]),
    ("接待费5.00万元，与上年相比无增减变化。", ["[接待费] 5.00万元 上年="]),
    ("国内公务接待56批次，较上年增加7批次。", ["[国内公务接待] 56批次 上年+7批次"]),
    (
        "三公经费支出决算为50.00万元，比2019年（疫情前）决算数减少30.00万元，降低37.5%。",
        ["[三公经费] 50.00万元 2019年-30.00万元~37.5%"],
    ),
    ("比上年增加（减少）17.56万元。", ["[] 上年?17.56万元"]),
    ("支出减/增加21.90万元。", ["[] 上年?21.90万元"]),
    (
        "财政拨款支出12.00万元，占9.00%。与上年相比，财政拨款增加2.00万元，增长20.00%。",
        ["[财政拨款支出] 12.00万元 上年+2.00万元~20.00% 占:9.00%"],
    ),
    ("工资福利支出8.00万元，占基本支出预算80.00%。", ["[工资福利支出] 8.00万元 占基本支出预算:80.00%"]),
    (
        "接待费9.00万元，占90.00%，具体是国内接待费9.00万元（其中：外宾接待费0万元）；购置费1.00万元。",
        ["[接待费] 9.00万元 占:90.00%", "[国内接待费] 9.00万元", "[外宾接待费] 0万元", "[购置费] 1.00万元"],
    ),
    ("三公经费比2014年决算数据减少16.5万元，下降18%。", ["[三公经费] 2014年-16.5万元~18%"]),
    ("公务用车费用中含公务用车购置费3.00万元。", ["[公务用车购置费] 3.00万元"]),
    # one change for two totals, paired lists
    (
        "收、支总计各是412.00,414.00万元。与2022年相比，收、支总计各减少12.00,25.00万元，各下降2.83%、5.69%。",
        ["[收、支总计] 412.00万元 上年-12.00万元~2.83%", "[收、支总计] 414.00万元 上年-25.00万元~5.69%"],
    ),
    (
        "财政拨款收入30.00万元、事业收入20.00万元，分别占收入合计的60%、40%。",
        ["[财政拨款收入] 30.00万元 占收入合计:60%", "[事业收入] 20.00万元 占收入合计:40%"],
    ),
    # budget and completion
    (
        "项目支出年初预算为100.00万元，支出决算为98.00万元，完成年初预算的98%。",
        ["[项目支出] 98.00万元 年初预算=100.00万元 完成年初预算:98%"],
    ),
    (
        "支出决算为50.00万元，完成全年预算80.00万元的62.5%。",
        ["[] 50.00万元 全年预算=80.00万元 完成全年预算:62.5%"],
    ),
    ("全年预算数为30万元，执行数为27万元，完成预算的90%。", ["[] 27万元 全年预算=30万元 完成预算:90%"]),
    ("全年预算数为30万元，执行数为27万元，执行率为90%。", ["[] 27万元 全年预算=30万元 完成预算:90%"]),
    (
        "决算数100.00万元，较年初预算数增加10.00万元，增长11.11%，较上年减少5.00万元，下降4.76%。",
        ["[] 100.00万元 年初预算+10.00万元~11.11% 上年-5.00万元~4.76%"],
    ),
    (
        "“教育支出”2023年度决算8.00万元，比2023年年初预算减少2.00万元，减少20%。",
        ["[教育支出] 8.00万元 年初预算-2.00万元~20%"],
    ),
    (
        "公务接待费支出5.00万元，与2023年度预算相比，减少1.00万元，下降16.67%。",
        ["[公务接待费支出] 5.00万元 预算-1.00万元~16.67%"],
    ),
    ("公务用车购置费0万元，与2023年度预算相比无变化。", ["[公务用车购置费] 0万元 预算="]),
    ("支出决算为9.00万元。决算数小于预算数的主要原因：节约。", ["[] 9.00万元 预算-"]),
    ("支出决算为9.00万元。决算数大/小于预算数的主要原因：节约。", ["[] 9.00万元 预算?"]),
    ("支出决算为9.00万元。决算数与预算数基本持平。", ["[] 9.00万元 预算="]),
    # breakdown
    (
        "支出总额9.00万元，其中：货物支出5.00万元，占55.56%；服务支出4.00万元，占44.44%。",
        ["[支出总额] 9.00万元", "[货物支出] 5.00万元 占:55.56%", "[服务支出] 4.00万元 占:44.44%"],
    ),
    (
        "公务用车购置及运行维护费21.00万元（公务用车购置费0万元、公务用车运行维护费21.00万元）。",
        ["[公务用车购置及运行维护费] 21.00万元", "[公务用车购置费] 0万元", "[公务用车运行维护费] 21.00万元"],
    ),
    (
        "国内公务接待共30批次（其中外事接待26批次），579人次（其中外事接待500人次）。",
        ["[国内公务接待] 30批次", "[外事接待] 26批次", "[国内公务接待] 579人次", "[外事接待] 500人次"],
    ),
    ("全年安排出国团组2个、累计5人次。", ["[出国团组] 2个", "[出国团组] 5人次"]),
    (
        "共有车辆7辆，其中：应急保障用车1辆、其他用车6辆。",
        ["[共有车辆] 7辆", "[应急保障用车] 1辆", "[其他用车] 6辆"],
    ),
    ("单价100万元（含）以上设备（不含车辆）2台（套）。", ["[设备（不含车辆）] 2台"]),
    # codes and names
    (
        "1.教育支出（205类）普通教育（02款）小学教育（02项）年初预算为10.00万元，支出决算为9.00万元。",
        ["[小学教育] 9.00万元 年初预算=10.00万元"],
    ),
    (
        "3、教育支出（类）普通教育（款）小学教育（项）。主要用于：学校运转。年初预算为10.00万元，支出决算为9.00万元。",
        ["[小学教育] 9.00万元 年初预算=10.00万元"],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[case[0][:18] for case in CASES])
def test_reads(sentence: str, expected: list[str]) -> None:
    assert read(sentence) == expected


@pytest.mark.parametrize(
    ("printed_text", "plain_text"),
    [
        ("本 年 收 入 合 计 ９０．００ 万 元，占 本年 的 50 ％。", "本年收入合计90.00万元，占本年的50%。"),
        ("本年收入合计 1, 290.00万元，占50.00 %；", "本年收入合计1,290.00万元，占50.00%；"),
    ],
)
def test_spelling_does_not_matter(printed_text: str, plain_text: str) -> None:
    def values(text: str) -> list[object]:
        reader = ClaimReader(2023)
        reader.read(Paragraph(text), 0, "")
        return [
            (c.level and c.level.value, [s.percent.value for s in c.shares]) for c in reader.reading().claims
        ]

    assert values(printed_text) == values(plain_text) != []


def test_place_of_a_figure_is_its_own_characters() -> None:
    text = "本年收入合计 9 0.00 万元，占 50 ％。"
    reader = ClaimReader(2023)
    reader.read(Paragraph(text, page=3), 0, "收入", "二、收入")
    (claim,) = reader.reading().claims
    assert claim.level is not None
    start, end = claim.level.place.span or (0, 0)
    assert text[start:end] == "9 0.00 万元"
    assert (claim.level.place.page, claim.level.place.section) == (3, "二、收入")


def test_a_sentence_cut_in_two_paragraphs_is_one_claim() -> None:
    assert read("某项支出（类）。主要用于：", "运转。", "年初预算为10.00万元，支出决算为9.00万元。") == [
        "[某项支出] 9.00万元 年初预算=10.00万元"
    ]


def test_a_new_numbered_paragraph_starts_afresh() -> None:
    lines = read("1.公务接待费。决算数1.00万元。", "2.因公出国（境）费。决算数2.00万元。")
    assert lines == ["[公务接待费] 1.00万元", "[因公出国（境）费] 2.00万元"]


def test_reasons_are_kept_and_their_figures_set_aside() -> None:
    reader = ClaimReader(2023)
    reader.read(
        Paragraph("收入90.00万元，比上年减少10.00万元。主要原因是退休2人，减少人员经费8.00万元。"), 0, ""
    )
    claims = [claim for claim in reader.reading().claims if not claim.aside]
    assert len(claims) == 1 and claims[0].reason == "退休2人，减少人员经费8.00万元"
    assert any(claim.aside for claim in reader.reading().claims)


@pytest.mark.parametrize(
    ("sentence", "before", "expected"),
    [
        ("收入80.00万元，比上年减少20.00万元，下降20.00。", "下降", "%"),
        ("本年支出20.00万元，占76.23；", "占", "%"),
        ("支出决算为4.19。", "支出决算为", "万元"),
        ("年初预算为58.22，支出决算为9.00万元。", "年初预算为", "万元"),
    ],
)
def test_figures_that_lost_their_unit(sentence: str, before: str, expected: str) -> None:
    reader = ClaimReader(2023)
    reader.read(Paragraph(sentence), 0, "")
    (slip,) = reader.reading().slips
    assert (slip.before[-len(before) :], slip.expected) == (before, expected)


@pytest.mark.parametrize(
    "sentence",
    [
        "根据财预〔2016〕143号文件和第13次会议，2023年1月5日印发。",
        "1.负责财政工作；2.负责国库工作。",
        "（1）工资福利支出包括基本工资等；（2）商品和服务支出。",
        "规划期为2021-2025年。",
    ],
)
def test_ordinals_years_and_document_numbers_are_no_claims(sentence: str) -> None:
    assert read(sentence) == []


def test_parts_know_their_whole() -> None:
    reader = ClaimReader(2023)
    reader.read(Paragraph("收入9.00万元，其中：甲收入4.00万元，占44.44%；乙收入5.00万元，占55.56%。"), 0, "")
    whole, *parts = reader.reading().claims
    assert len(parts) == 2 and all(part.parent is part.root is whole for part in parts)


@pytest.mark.parametrize("apart", ["、", "，", "；"])
def test_an_item_may_have_a_list_of_its_own(apart: str) -> None:
    inner = f"丙1.00万元{apart}丁3.00万元"
    reader = ClaimReader(2023)
    reader.read(Paragraph(f"支出9.00万元，其中：甲4.00万元，主要包括：{inner}；乙5.00万元。"), 0, "")
    whole, first, *inside, last = reader.reading().claims
    assert [part.parent for part in (first, *inside, last)] == [whole, first, first, whole]


@pytest.mark.parametrize("mark", ["（一）", "1.", "①"])
def test_a_listed_item_goes_on_with_nothing(mark: str) -> None:
    """What stands before it is not its subject, even where the sentence before is not finished."""
    whole = read("接待费支出决算为3.00万元，", "比上年增加1.00万元。")
    assert len(whole) == 1 and "上年+1.00万元" in whole[0]
    cut = read("接待费支出决算为3.00万元，", f"{mark}比上年增加1.00万元。")
    assert "上年+1.00万元" not in cut[0]


@pytest.mark.parametrize(
    "total",
    ["收、支总计", "收支总计", "收支总决算", "收入、支出预算总计", "收入支出总预算", "收、支决算总计"],
)
def test_both_sides_of_a_total_are_one_subject_however_spelled(total: str) -> None:
    (one,) = read(f"某局2023年度{total}9.00万元。与2022年相比，收、支总计各增加1.00万元，增长12.50%。")
    assert one.endswith("9.00万元 上年+1.00万元~12.50%")


def test_the_change_of_a_part_that_is_all_of_its_whole_stays_its_own_even_where_it_does_not_add_up() -> None:
    sentence = "甲事务（20103）80.00万元，其中行政运行（2010301）80.00万元，较上年增加10.00万元，增长99.00%。"
    assert sum("~99.00%" in claim for claim in read(sentence)) == 1


@pytest.mark.parametrize(
    "change",
    [
        "收支较上年决算数增加1.00万元",
        "收入支出总体与上年相比，增加1.00万元",
        "收、支与上年相比各增加1.00万元",
    ],
)
def test_a_change_of_both_sides_is_one_of_their_total(change: str) -> None:
    told_of = read("2023年度收入总计9.00万元。", "2023年度支出总计9.00万元。", f"{change}，增长12.50%。")
    assert told_of == ["[收入总计] 9.00万元", "[支出总计] 9.00万元 上年+1.00万元~12.50%"]


def test_a_share_of_a_total_budget_is_no_completion() -> None:
    (one,) = read("教育支出6.00万元，占支出总预算60.00%。")
    assert one == "[教育支出] 6.00万元 占支出总预算:60.00%"


@pytest.mark.parametrize(
    "plan",
    ["年初安排教育支出8.00万元", "2023年年初预算安排教育支出8.00万元", "年初核定了教育支出8.00万元"],
)
def test_what_was_arranged_at_the_beginning_of_the_year_is_the_plan(plan: str) -> None:
    (one,) = read(f"{plan}，年终实际支出6.00万元，执行率75.00%。")
    assert one == "[教育支出] 6.00万元 年初预算=8.00万元 完成预算:75.00%"


def test_a_change_behind_parts_with_brackets_is_that_of_the_whole() -> None:
    whole, one, other = read(
        "全年收入10.00万元，按来源分：财政拨款6.00万元（占比60.00%）、其他收入4.00万元（占比40.00%）。"
        "较上年增收5.00万元，增幅为100.00%。"
    )
    assert whole.endswith("10.00万元 上年+5.00万元~100.00%")
    assert one == "[财政拨款] 6.00万元 占:60.00%" and other == "[其他收入] 4.00万元 占:40.00%"


def test_a_share_of_the_budget_of_a_side_is_no_completion() -> None:
    assert read("基本支出6.00万元，占支出预算的60.00%。") == ["[基本支出] 6.00万元 占支出预算:60.00%"]
    assert read("支出决算6.00万元，占年初支出预算的60.00%。")[0].endswith("完成年初预算:60.00%")


def test_what_was_done_of_a_plan_may_be_told_without_the_word() -> None:
    (one,) = read("审计业务（项）：年初预算8.00万元，决算6.00万元，完成75.00%。")
    assert one == "[审计业务] 6.00万元 年初预算=8.00万元 完成预算:75.00%"
    (one,) = read("“住房公积金”预算8.00万元，实支9.00万元，高于预算1.00万元。")
    assert one == "[住房公积金] 9.00万元 预算=8.00万元 预算+1.00万元"


def test_the_budget_of_the_year_before_is_no_second_budget_of_this_year() -> None:
    (one,) = read("公务接待费2023年预算8.00万元，2022年预算12.00万元，对比减少4.00万元。")
    assert "预算=8.00万元 上年预算=12.00万元" in one
    (one,) = read("公务接待费安排8.00万元，上年预算为12.00万元，同比下降33.33%。")
    assert one == "[公务接待费] 8.00万元 上年预算=12.00万元 上年预算-~33.33%"


def test_shares_and_changes_in_other_words() -> None:
    (one,) = read("教育支出8.00万元，比重为40.00%，比上年多支1.00万元，升幅14.29%，缘由是任务增加。")
    assert one == "[教育支出] 8.00万元 上年+1.00万元~14.29% 占:40.00%"


def test_a_change_behind_planned_parts_is_that_of_the_planned_whole() -> None:
    parts = "基本支出预算10.00万元，项目支出预算20.00万元"
    whole, *_ = read(f"运行经费总预算安排30.00万元，其中：{parts}，同比增加10.00万元，增长50.00%。")
    assert whole == "[运行经费总预算] 30.00万元 上年+10.00万元~50.00%"


@pytest.mark.parametrize("comma", ["、", "，"])
def test_names_and_figures_of_a_list_go_together_in_order(comma: str) -> None:
    levels = f"货物、工程、服务采购金额分别为10.00万元{comma}20.00万元和70.00万元"
    assert read(f"{levels}，占采购总额的10.00%、20.00%和70.00%。") == [
        "[货物] 10.00万元 占采购总额:10.00%",
        "[工程] 20.00万元 占采购总额:20.00%",
        "[服务采购金额] 70.00万元 占采购总额:70.00%",
    ]


def test_one_figure_may_have_shares_of_two_wholes() -> None:
    (one,) = read("采购规模为36.00亿元，占财政支出和生产总值的比重分别为10.1%和3.2%。")
    assert one == "[采购规模] 36.00亿元 占财政支出:10.1% 占生产总值:3.2%"
