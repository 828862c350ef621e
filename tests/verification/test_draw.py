"""Points are drawn the same by whoever draws them, and nobody inspects their own unit."""

from __future__ import annotations

from random import Random

import pytest

from mingzhang.verification.draw import (
    Inspectable,
    Inspector,
    NoInspectorError,
    PointQuery,
    WrongQueryError,
    assigned,
    drawn,
)

UNITS = ("甲局", "乙委", "丙镇", "丁街道")


def population(random: Random, count: int = 200) -> list[Inspectable]:
    sources = ("领导批示", "媒体反映", "会议决定")
    return [
        Inspectable(
            f"DC-{n}", random.choice(UNITS), f"事项{n}", random.choice(sources), random.randrange(1, 5)
        )
        for n in range(count)
    ]


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_the_register_does_not_matter(seed: int) -> None:
    random = Random(seed)
    every = population(random)
    mixed = random.sample(every, len(every))
    for size in (0, 7, 120, 500):
        first = drawn(every, PointQuery(), "种子", size)
        assert first == drawn(mixed, PointQuery(), "种子", size) and len(first) == min(size, 200)
    assert {one.matter for one in drawn(every, PointQuery(), "种子")} == {one.matter for one in every}


@pytest.mark.parametrize("seed", range(6))
def test_a_smaller_draw_is_part_of_a_larger_one_and_a_new_matter_moves_at_most_one(seed: int) -> None:
    every = population(Random(seed))
    some, more = (set(drawn(every, PointQuery(), "种子", size)) for size in (20, 60))
    assert some < more
    with_new = set(drawn([*every, Inspectable("DC-999", "甲局")], PointQuery(), "种子", 20))
    assert len(some - with_new) <= 1


def test_another_seed_draws_others_and_every_matter_has_its_chance() -> None:
    every = population(Random(1), 100)
    counts = dict.fromkeys((one.matter for one in every), 0)
    for number in range(200):
        for one in drawn(every, PointQuery(), f"种子{number}", 10):
            counts[one.matter] += 1
    assert min(counts.values()) > 4 and max(counts.values()) < 45  # 20 on average
    assert drawn(every, PointQuery(), "甲", 10) != drawn(every, PointQuery(), "乙", 10)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 4),
        ("来源=媒体反映", 1),
        ("季度=1、3", 2),
        ("季度=1,3；角色=牵头", 1),
        ("单位=甲局；状态=办结", 1),
        ("事项=DC-4", 1),
    ],
)
def test_a_query_takes_what_it_states(text: str, count: int) -> None:
    every = [
        Inspectable("DC-1", "甲局", "", "媒体反映", 1, "牵头", "办结"),
        Inspectable("DC-2", "甲局", "", "领导批示", 2, "牵头", "交办"),
        Inspectable("DC-3", "乙委", "", "会议决定", 3, "协办", "办结"),
        Inspectable("DC-4", "乙委", "", "会议决定", 4, "牵头", "交办"),
    ]
    query = PointQuery.of(text)
    assert sum(map(query.takes, every)) == count == len(drawn(every, query, "种子"))
    assert PointQuery.of(str(query)) == query


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("来源", "查询里的“来源”不认识"),
        ("区域=东", "查询里的“区域=东”不认识，可写：来源=…"),
        ("季度=五", "查询里的季度应为 1 至 4"),
        ("来源=", "查询里的“来源”没有写取哪些值"),
    ],
)
def test_a_query_that_asks_for_nothing_known_is_refused(text: str, said: str) -> None:
    with pytest.raises(WrongQueryError, match=said):
        PointQuery.of(text)


@pytest.mark.parametrize("seed", range(6))
def test_inspectors_share_the_work_and_never_inspect_their_own_unit(seed: int) -> None:
    random = Random(seed)
    people = [Inspector(f"{n}组", random.choice((*UNITS, "第三方"))) for n in range(5)]
    people += [Inspector("外一组", "第三方"), Inspector("外二组", "第三方")]
    units = [random.choice(UNITS) for _ in range(140)]
    found = assigned(units, people)
    own = {each.code: each.unit for each in people}
    assert all(own[code] != unit for code, unit in zip(found, units, strict=True))
    outside = [found.count(each.code) for each in people if each.unit == "第三方"]
    assert max(outside) - min(outside) <= 1


def test_a_unit_that_all_inspectors_are_of_is_told() -> None:
    with pytest.raises(NoInspectorError, match="没有可以核验“甲局”的核验员"):
        assigned(["乙委", "甲局"], [Inspector("A", "甲局")])
    with pytest.raises(NoInspectorError):
        assigned(["乙委"], [])
    assert assigned([], []) == []
