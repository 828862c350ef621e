"""Laws of the digest's arithmetic and of its course, held against every case there is or many drawn ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations, product
from random import Random

import pytest

from mingzhang.digest.article import Article
from mingzhang.digest.clauses import clauses, contradict
from mingzhang.digest.issue import (
    CLASSES,
    DigestItem,
    Issue,
    IssueKind,
    IssueStage,
    IssueStep,
    ItemUrgency,
    UnlawfulIssueError,
    moved,
    next_count,
    steps,
    taken_before,
    with_items,
)
from mingzhang.digest.papers import arranged, issue_paper
from mingzhang.digest.quota import Quota, sent_by_day, tally
from mingzhang.digest.shorten import sentences, shortened
from mingzhang.digest.topics import TopicRule, match, matches

DAY = date(2024, 9, 2)


def article(number: str, first: str = "") -> Article:
    return Article(number, f"第{number}件事", "已经办理。", "某报", DAY, DAY, first=first)


def item(number: str, **said: object) -> DigestItem:
    usual = DigestItem(article(number), f"第{number}件事", "已经办理。")
    return replace(usual, **said)  # type: ignore[arg-type]


def issue(kind: IssueKind = IssueKind.DAILY, count: int = 1, day: date = DAY) -> Issue:
    return Issue(f"{kind}-{count}", kind, count, day, (item("1"),), ("区长",))


STAGES = {
    IssueStage.GATHERED: issue(),
    IssueStage.CHECKED: replace(issue(), checked=DAY),
    IssueStage.SIGNED: replace(issue(), checked=DAY, signed=DAY),
    IssueStage.SENT: replace(issue(), checked=DAY, signed=DAY, sent=DAY),
    IssueStage.INSTRUCTED: replace(issue(), checked=DAY, signed=DAY, sent=DAY, instructed=True),
    IssueStage.FILED: replace(issue(), checked=DAY, signed=DAY, sent=DAY, filed=DAY, instructed=True),
}
LEADS = {
    (IssueStage.GATHERED, IssueStep.HAND_IN): IssueStage.CHECKED,
    (IssueStage.CHECKED, IssueStep.RETURN): IssueStage.GATHERED,
    (IssueStage.CHECKED, IssueStep.SIGN): IssueStage.SIGNED,
    (IssueStage.SIGNED, IssueStep.SEND): IssueStage.SENT,
    (IssueStage.SENT, IssueStep.FILE): IssueStage.FILED,
    (IssueStage.INSTRUCTED, IssueStep.FILE): IssueStage.FILED,
}


@pytest.mark.parametrize(("stage", "step"), list(product(IssueStage, IssueStep)))
def test_every_stage_allows_its_own_steps_and_no_other(stage: IssueStage, step: IssueStep) -> None:
    held = STAGES[stage]
    assert held.stage is stage and held.open is (stage is IssueStage.GATHERED)
    wanted = LEADS.get((stage, step))
    assert (step in steps(held)) is (wanted is not None)
    if wanted is None:
        with pytest.raises(UnlawfulIssueError, match=f"现在是“{stage}”，不能“{step}”"):
            moved(held, step, DAY, "分管领导")
    else:
        assert moved(held, step, DAY, "分管领导").stage is wanted
    assert held == STAGES[stage]


@pytest.mark.parametrize("stage", [each for each in IssueStage if each is not IssueStage.GATHERED])
def test_the_items_of_what_was_handed_in_are_locked_at_every_stage(stage: IssueStage) -> None:
    with pytest.raises(UnlawfulIssueError, match=f"现在是“{stage}”，稿件不能再改"):
        with_items(STAGES[stage], [], [])


@pytest.mark.parametrize("step", [IssueStep.SIGN, IssueStep.SEND, IssueStep.FILE])
def test_no_step_lies_before_the_one_before_it(step: IssueStep) -> None:
    (held,) = [STAGES[stage] for stage, each in LEADS if each is step and stage is not IssueStage.INSTRUCTED]
    with pytest.raises(UnlawfulIssueError, match=f"“{step}”日期早于前一步"):
        moved(held, step, DAY - timedelta(days=1), "分管领导")
    assert moved(held, step, DAY + timedelta(days=40), "分管领导") != held


@pytest.mark.parametrize("spoilt", [{"text": ""}, {"text": " \n"}, {"heading": "　"}])
def test_an_item_whose_words_were_taken_away_is_not_handed_in(spoilt: dict[str, str]) -> None:
    held = replace(issue(), items=(item("1"), item("2", **spoilt)))
    with pytest.raises(UnlawfulIssueError, match="稿件“2”没有摘编标题或正文"):
        moved(held, IssueStep.HAND_IN, DAY, "科长")


def test_a_returned_issue_is_open_again_and_keeps_its_items() -> None:
    back = moved(STAGES[IssueStage.CHECKED], IssueStep.RETURN, DAY, "分管领导")
    assert back == replace(issue(), checked=None, checked_by="")
    assert with_items(back, [item("2")], []).items == (item("2"),)


def test_the_same_story_is_barred_in_its_kind_alone_and_never_by_the_issue_itself() -> None:
    copy = article("2", first="1")
    held = {kind: issue(kind) for kind in IssueKind}
    for kind, other in product(IssueKind, IssueKind):
        mine = issue(kind, count=2)
        found = taken_before(mine, copy, [held[other]])
        assert found == (held[other] if kind is other else None)
    assert taken_before(held[IssueKind.DAILY], copy, [held[IssueKind.DAILY]]) is None
    assert taken_before(issue(count=2), article("3"), held.values()) is None


def test_numbers_of_issues_run_by_kind_and_year() -> None:
    made = [
        issue(count=3),
        issue(count=7),
        issue(IssueKind.SPECIAL, 2),
        issue(day=date(2023, 5, 4), count=90),
    ]
    assert [next_count(made, kind, 2024) for kind in IssueKind] == [8, 3, 1]
    assert next_count(made, IssueKind.DAILY, 2023) == 91 and next_count([], IssueKind.DAILY, 2024) == 1


def test_the_order_of_print_is_the_order_of_classes_then_of_urgency_then_of_entry() -> None:
    items = [
        item("1", class_="自定类别"),
        item("2", class_=CLASSES[1]),
        item("3", class_=CLASSES[0], urgency=ItemUrgency.USUAL),
        item("4", class_=CLASSES[0], urgency=ItemUrgency.URGENT),
        item("5", class_=CLASSES[0], urgency=ItemUrgency.TOP),
        item("6", class_=CLASSES[0], urgency=ItemUrgency.URGENT),
    ]
    daily = replace(issue(), items=tuple(items))
    assert [each.article.number for each in arranged(daily)] == ["5", "4", "6", "3", "2", "1"]
    special = replace(daily, kind=IssueKind.SPECIAL)
    assert [each.article.number for each in arranged(special)] == ["5", "4", "6", "1", "2", "3"]


def printed(made: Issue) -> list[str]:
    return [paragraph.text for paragraph in issue_paper(made, "某办", "摘编").report().paragraphs()]


def test_one_item_has_no_contents_and_its_lines_are_paragraphs() -> None:
    alone = replace(issue(), items=(item("1", text="第一段。\n\n　\n第二段。"),), readers=())
    said = printed(alone)
    assert "本期目录" not in said and said.count("1. 第1件事") == 1
    assert "第一段。" in said and "第二段。" in said and not any(line.startswith("报：") for line in said)
    two = printed(replace(alone, items=(item("1"), item("2"))))
    assert "本期目录" in two and two.count("2. 第2件事") == 2


def test_a_source_says_its_day_or_that_it_is_not_known() -> None:
    unknown = replace(article("1"), day=None, address="https://a.example/1")
    said = printed(replace(issue(), items=(item("1", article=unknown), item("2"))))
    assert "（来源：某报，日期未知，https://a.example/1）" in said and "（来源：某报，2024年9月2日）" in said


SPANS = [(0, 0), (0, 6), (3, 30), (20, 60), (0, 120), (7, 5)]


@pytest.mark.parametrize(("start", "end"), SPANS)
def test_the_days_of_a_tally_add_up_and_stretches_join(start: int, end: int) -> None:
    draw = Random(start * 100 + end)
    quota = Quota(2, 4)
    issues = [
        replace(
            issue(count=at, day=DAY + timedelta(days=at)),
            items=tuple(item(f"{at}-{n}") for n in range(draw.randrange(7))),
            sent=draw.choice([None, DAY + timedelta(days=at)]),
        )
        for at in range(120)
    ]
    first, last = DAY + timedelta(days=start), DAY + timedelta(days=end)
    made = tally(issues, first, last, quota)
    assert made.met + made.over + len(made.short) == made.days
    assert made.planned == (2 * made.days, 4 * made.days)
    assert made.sent == sum(n for day, n in sent_by_day(issues).items() if first <= day <= last)
    assert 0 <= made.idle <= made.sent and all(first <= day <= last for day in made.short)
    if start < end:
        middle = DAY + timedelta(days=(start + end) // 2)
        parts = tally(issues, first, middle, quota), tally(issues, middle + timedelta(days=1), last, quota)
        assert [made.days, made.sent, made.met, made.over, made.idle] == [
            a + b
            for a, b in zip(
                *([each.days, each.sent, each.met, each.over, each.idle] for each in parts), strict=True
            )
        ]
        assert parts[0].short + parts[1].short == made.short


def test_a_stretch_that_ends_before_it_begins_is_empty() -> None:
    made = tally([replace(issue(), sent=DAY)], DAY, DAY - timedelta(days=1))
    assert (made.days, made.sent, made.short, made.mean, made.note) == (0, 0, (), None, "")


def test_years_whose_holidays_are_not_published_are_named_once_each() -> None:
    made = tally([], date(2091, 12, 30), date(2092, 1, 3))
    assert made.note.startswith("2091年、2092年的节假日安排尚未公布") and made.days == 4


@pytest.mark.parametrize("seed", range(6))
def test_contradiction_is_the_same_either_way_and_never_with_oneself(seed: int) -> None:
    draw = Random(seed)
    names = ["东湖街道", "西山镇", "水务局", "城管局"]
    parts = [
        f"{draw.choice(names)}第{n}次出动{draw.randrange(9)}人，清理{draw.randrange(90)}处"
        for n in range(1, 7)
    ]
    others = [each.replace("人", "名") if draw.random() < 0.5 else each for each in parts]
    one, other = clauses("甲", "。".join(parts)), clauses("乙", "。".join(others))
    assert contradict(one, other) is contradict(other, one)
    assert not contradict(one, one) and not contradict(other, other)


@pytest.mark.parametrize("longest", [0, 1, 12, 25, 60, 500])
def test_a_draft_is_no_longer_than_its_room_but_for_its_opening(longest: int) -> None:
    draw = Random(longest)
    for _ in range(20):
        text = "".join(f"第{n}处{'积水' * draw.randrange(1, 6)}。" for n in range(draw.randrange(1, 9)))
        made, opening = shortened(text, ("积水",), longest), sentences(text)[0]
        assert made.startswith(opening) and len(made) <= max(longest, len(opening))


def test_sentences_lose_nothing_but_space() -> None:
    text = "甲说：“好！”乙问？ 丙。\n（丁）没有句号\n\n戊"
    assert "".join(sentences(text)) == "".join(text.split()) and not sentences(" \n　")


def test_a_rule_says_the_same_whatever_the_width_and_case_of_its_words() -> None:
    title, text = "ＡＰＰ上线１２项", "Wi-Fi 覆盖"
    for words in (("app", "12"), ("APP", "１２"), ("App", "12")):
        made = match(TopicRule("服务", must=words), title, text)
        assert made is not None and made.score == 4
    assert match(TopicRule("服务", must=("app",), never=("WI-FI",)), title, text) is None


def test_matches_do_not_hang_on_the_order_of_rules_but_among_equals() -> None:
    rules = [TopicRule("甲", some=("水",)), TopicRule("乙", some=("水", "路")), TopicRule("丙", some=("电",))]
    for order in permutations(rules):
        assert [each.topic for each in matches(order, "水和路", "")] == ["乙", "甲"]
    even = [TopicRule("丁", some=("水",)), TopicRule("甲", some=("水",))]
    assert [each.topic for each in matches(even, "水", "")] == ["丁", "甲"]
