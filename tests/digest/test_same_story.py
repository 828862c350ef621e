"""The same story once: copies are found, what only looks alike stays apart, whatever comes first."""

from __future__ import annotations

from random import Random

import pytest

from bench.digest import judged
from examples.news import NewsMaker
from mingzhang.digest.same_story import StoryIndex, placed, plain_text, runs, same_story

STORY = (
    "九月一日夜间东湖街道出现短时强降雨，最大小时雨量45毫米。水务局出动抢险人员30名，在东湖街道开展排水作业。"
    "下凹式立交桥一度积水27厘米，三小时后恢复通行。水务局表示将在月底前完成管线改造，居民可以拨打热线反映问题。"
)
TITLE = "东湖街道积水排除"


@pytest.mark.parametrize("seed", [3, 5])
def test_planted_copies_are_found_and_no_two_stories_are_merged(seed: int) -> None:
    news = NewsMaker(seed).news(500)
    pairs, found, merged = judged(news, dict(placed((each.number, each.title, each.text) for each in news)))
    assert not merged and pairs > 50 and found * 100 >= pairs * 95


COPY_SAME = [
    f"某报讯　{STORY}（责任编辑：值班编辑）",
    STORY.replace("，", ",").replace("45", "４５"),
    STORY[: STORY.index("水务局表示")],
    STORY.replace("开展", "进行").replace("恢复通行", "恢复交通"),
    "\n\n　　".join(STORY.split("。")),
]


@pytest.mark.parametrize("text", COPY_SAME)
def test_a_copy_is_the_same_story_in_either_order(text: str) -> None:
    assert same_story((TITLE, STORY), ("雨夜排水", text)) and same_story(("雨夜排水", text), (TITLE, STORY))


ANOTHER_STORY = [
    STORY.replace("东湖街道", "西山镇"),
    STORY.replace("45", "61").replace("30", "52").replace("27", "8"),
    STORY.replace("九月一日", "九月八日").replace("45", "12").replace("27", "33"),
    "甲学校昨天举行开学典礼，八百名新生参加，校长致辞，全体合影，家长在校门外等候，活动持续到中午。",
    STORY[:30],
]


@pytest.mark.parametrize("text", ANOTHER_STORY)
def test_another_story_in_the_same_words_stays_apart(text: str) -> None:
    assert not same_story((TITLE, STORY), (TITLE, text))


def test_the_same_title_is_not_the_same_story_and_short_texts_are_compared_whole() -> None:
    index = StoryIndex()
    assert index.place("1", "通知", "明天停水") == "1"
    assert index.place("2", "通知", "明天停电") == "2"
    assert index.place("3", "公告", "明天停水") == "3" and index.place("4", "通知", "明天停水。") == "1"


def test_groups_hang_on_their_first_article_and_never_grow_into_chains() -> None:
    parts = [
        f"第{n}件事情发生在{chr(0x4E00 + 37 * n)}地，参加的人数是{n * 7 + 3}名，结果大家都很满意。"
        for n in range(40)
    ]
    windows = [(str(at), "", "".join(parts[2 * at : 2 * at + 12])) for at in range(12)]
    group = dict(placed(windows))
    first = {number: {int(other) for other in group if group[other] == number} for number in group.values()}
    assert all(max(members) - int(number) <= 2 for number, members in first.items())


def test_any_text_at_all_has_runs_and_is_its_own_copy() -> None:
    draw = Random(4)
    for _ in range(100):
        text = "".join(
            chr(draw.choice([draw.randrange(32, 0x2FFFF), draw.randrange(0x4E00, 0x9FFF)])) for _ in range(60)
        )
        text = text.encode("utf-16", "ignore").decode("utf-16", "ignore")
        assert list(placed([("1", "甲", text), ("2", "甲", text)])) == [("1", "1"), ("2", "1")]
    assert runs("") == set() and plain_text("，。 ") == ""


#: Stories of streets that have nothing in common but their length.
ROUND = [
    (
        "西山镇食堂开业",
        "西山镇社区食堂昨天开业，设座位八十个。六十岁以上老人每餐补贴五元，居民希望增加早餐品种，食堂答应下月试行。",
    ),
    (
        "南坡学校扩建",
        "南坡小学扩建工程通过验收，新增学位二百七十个。教委介绍，秋季学期启用，附近两个小区的孩子不必再过马路上学。",
    ),
    (TITLE, STORY),
]
FORMS = ["{title}。{text}", "1. {title}\n{text}", "{text}"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("chosen", [(0, 2), (2, 1), (0, 1, 2)])
def test_a_roundup_of_known_stories_is_none_of_them(form: str, chosen: tuple[int, ...]) -> None:
    index = StoryIndex()
    for at, (title, text) in enumerate(ROUND):
        assert index.place(str(at), title, text) == str(at)
    said = "\n".join(form.format(title=ROUND[at][0], text=ROUND[at][1]) for at in chosen)
    assert index.place("要闻", "一周要闻", said) == "要闻"
    assert index.place("转载", "本周要闻", f"某报讯　{said}") == "要闻"
    for at, (title, text) in enumerate(ROUND):
        assert index.place(f"又{at}", title, f"某报讯　{text}") == str(at)


def test_a_roundup_that_comes_first_does_not_take_the_story_in_whose_headline_it_has() -> None:
    said = "\n".join(f"{title}\n{text}" for title, text in ROUND[1:])
    assert list(placed([("1", "一周要闻", said), ("2", *ROUND[2])])) == [("1", "1"), ("2", "2")]


def test_an_excerpt_stays_a_copy_though_its_headline_stands_in_the_whole() -> None:
    whole = f"{TITLE}。{STORY}专家建议完善长效机制，防止反弹。附近商户说，往年大雨以后要等半天，今年快得多。"
    assert list(placed([("1", f"{TITLE}（组图）", whole), ("2", TITLE, STORY)])) == [("1", "1"), ("2", "1")]


def test_a_text_that_repeats_itself_is_as_long_as_it_is() -> None:
    assert not same_story((TITLE, STORY), ("", STORY + "本栏目每天更新，欢迎订阅，投稿请写明单位。" * 12))


LANTERNS = (
    "花灯入夜点亮",
    "湖畔花灯入夜点亮，游人沿着木栈道慢慢走，孩子举着兔子灯合影，摊主说生意比往年热闹。老人坐在长椅上听曲，"
    "风里飘来桂花香，摇橹船绕过石桥，船娘唱起采菱歌，岸上的人跟着轻声哼。夜深以后灯影映在水面，提醒大家慢走。",
)
STAGE = (
    "戏楼重新开锣",
    "戏楼今晚重新开锣，票友们登台唱起久违的折子戏，茶客们连连拍手叫好，老师傅在后台忙着勾脸，台下孩童跟着学甩袖。",
)
BOOKS = (
    "书楼重新开门",
    "书楼今早重新开门，书友们登楼读起久违的线装书，读客们连连点头称好，老掌柜在前厅忙着煮茶，窗下孩童跟着学描红。",
)


@pytest.mark.parametrize("at", [0, 1])
def test_two_roundups_with_one_long_story_in_common_are_two_and_a_copy_of_one_is_its_copy(at: int) -> None:
    """The third stories are told in much the same words, so that no clause of one lacks its like."""
    index = StoryIndex()
    for title, text in (LANTERNS, STAGE, BOOKS):
        assert index.place(title, title, text) == title
    rounds = []
    for other in (STAGE, BOOKS):
        held = [other, LANTERNS] if at else [LANTERNS, other]
        rounds.append("\n".join(FORMS[1].format(title=title, text=text) for title, text in held))
    assert [index.place(str(n), "一周要闻", said) for n, said in enumerate(rounds)] == ["0", "1"]
    assert index.place("转载", "一周要闻", f"某报讯　{rounds[1]}") == "1"
