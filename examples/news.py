"""Invented news with known truth: which articles tell the same story.  No person, no real place, no real report.

Stories are drawn from patterns of sentences; many share a pattern and tell different things (each street had
its campaign, each day its weather), which is what makes telling copies apart hard.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_FIRST, _SECOND = "东南西北中上下新古长清明和永安宁白青金玉", "河湖桥林山园井泉庄坡岭塘湾渡岗"
_STREETS = [f"{a}{b}{kind}" for a in _FIRST for b in _SECOND for kind in ("街道", "镇", "社区")]
_OFFICES = [
    "水务局",
    "城管委",
    "住建委",
    "教委",
    "卫健委",
    "民政局",
    "园林局",
    "交通委",
    "商务局",
    "文旅局",
    "生态环境局",
    "应急局",
    "人社局",
    "统计局",
]
SOURCES = [
    "甲地日报",
    "乙地晚报",
    "丙地新闻网",
    "丁地广播",
    "市政府网站",
    "区融媒体",
    "行业报",
    "都市网",
    "经济周刊",
    "法治报",
]
_TOPICS: dict[str, list[str]] = {
    "积水排涝": [
        "{day}夜间{place}出现短时强降雨，最大小时雨量{n}毫米",
        "{office}出动抢险人员{n}名、泵车{m}辆，在{place}开展排水作业",
        "{place}下凹式立交桥一度积水{n}厘米，{m}小时后恢复通行",
        "此次降雨共造成{n}处路段短时积水，没有人员伤亡",
        "{office}表示将在{m}月底前完成{place}雨水管线{n}米改造",
    ],
    "老旧小区": [
        "{place}{n}个老旧小区综合整治项目{day}开工，涉及居民{m}户",
        "改造内容包括上下水更换{n}米、加装电梯{m}部和楼体保温",
        "{office}会同{place}召开居民议事会{n}场，收集意见{m}条",
        "预计{m}个月完成主体工程，居民不需要搬离",
        "{place}一处小区的停车位由{m}个增加到{n}个",
    ],
    "垃圾分类": [
        "{place}{day}启动垃圾分类宣传周，发放手册{n}份",
        "{office}抽查{place}桶站{n}处，合格{m}处",
        "居民参与率比上月提高{m}个百分点，厨余垃圾日均分出{n}公斤",
        "{place}新建再生资源回收点{m}个，覆盖居民{n}户",
        "志愿者{n}人在早晚高峰值守，劝导投放{m}次",
    ],
    "义务教育": [
        "{place}{day}公布入学安排，新增学位{n}个",
        "{office}介绍，今年有{m}所学校完成扩建",
        "课后服务覆盖学生{n}人，开设课程{m}门",
        "{place}一所小学的食堂接受家长代表{m}人监督",
        "入学材料网上核验，家长平均少跑{m}次",
    ],
    "统计数据": [
        "{office}{day}发布数据，{place}规模以上工业增加值同比增长{d}%",
        "社会消费品零售额{n}亿元，增长{d}%",
        "固定资产投资{m}亿元，其中民间投资占{d}%",
        "新登记企业{n}家，注销{m}家",
        "居民消费价格同比上涨{d}%，涨幅比上月回落{m}个基点",
    ],
    "志愿服务": [
        "{place}{day}组织志愿服务活动，{n}名志愿者参加",
        "活动清理河道垃圾{m}吨，修剪绿篱{n}米",
        "{office}为{m}支志愿服务队授旗",
        "社区书记介绍，{place}注册志愿者已达{n}人",
        "现场设便民摊位{m}个，服务居民{n}人次",
    ],
    "外地经验": [
        "{place}推行“一件事一次办”，办事环节由{n}个减到{m}个",
        "{place}建立接诉即办专班，{day}起按周调度，响应率{d}%",
        "{office}在{place}试点数字台账，数据自动汇总，基层少填表{m}张",
        "{place}以奖代补支持社区食堂{m}家，老人用餐每餐补贴{n}元",
        "{place}政务大厅延时服务{m}小时，周末办件{n}件",
    ],
    "道路交通": [
        "{place}一条次干路{day}通车，全长{n}米",
        "{office}优化路口信号灯{m}处，早高峰通行速度提高{d}%",
        "{place}新增共享单车停放区{m}处，可停放{n}辆",
        "公交{n}路调整站位，方便{place}居民换乘地铁",
        "大货车{m}时至{n}时禁止驶入{place}施工路段",
    ],
}
_GENERAL = [
    "相关负责人表示，下一步将压实责任、细化措施，确保各项工作落到实处",
    "记者在现场看到，工作秩序井然，居民普遍表示满意",
    "据了解，该项工作已列入今年重点任务，将定期公开进展",
    "居民可拨打热线{n}反映问题，{m}个工作日内答复",
    "一位居住了{m}年的居民说，变化看得见，希望长期坚持下去",
    "{office}有关科室负责人到{place}调研，要求举一反三",
    "专家建议，要完善长效机制，防止问题反弹",
    "截至{day}，累计办理群众诉求{n}件，解决率{d}%",
    "该项目总投资{n}万元，其中财政资金{m}万元",
    "{place}将组织第三方评估，结果向社会公布",
    "目前各项准备工作已经就绪，将于{day}后陆续实施",
    "下半年还将在{place}推广，覆盖{n}个点位",
]
_SYNONYMS = [
    ("表示", "称"),
    ("开展", "进行"),
    ("组织", "举办"),
    ("目前", "现在"),
    ("共", "总共"),
    ("居民", "市民"),
    ("完成", "做完"),
    ("介绍", "透露"),
]
_HEADS = ["最新消息：", "关注｜", "快讯 ", "", "【聚焦】"]


@dataclass(frozen=True)
class InventedNews:
    """One article with the story it tells: equal ``story`` is the same story."""

    number: str
    story: int
    title: str
    text: str
    source: str
    day: date
    topic: str = ""


class NewsMaker:
    """Draws stories and their copies; the same seed gives the same news."""

    def __init__(self, seed: int, first: date = date(2020, 1, 1), days: int = 366) -> None:
        self._random = random.Random(seed)
        self._first, self._days = first, days
        self._stories = 0

    def news(self, count: int) -> list[InventedNews]:
        """So many articles, a fifth of them copies of earlier ones, some of them roundups, by day."""
        draw, made = self._random, list[InventedNews]()
        originals: list[InventedNews] = []
        while len(made) < count:
            chance = draw.random()
            if originals and chance < 0.20:
                recent = originals[-400:]
                made.append(self._copy(draw.choice(recent)))
                continue
            if len(originals) > 20 and chance < 0.205:
                each = self._roundup(draw.sample(originals[-40:], 5))
            elif originals and chance < 0.28:
                each = self._twin(draw.choice(originals[-400:]))
            else:
                each = self._story()
                originals.append(each)
            made.append(each)
        return [_numbered(each, at) for at, each in enumerate(made, 1)]

    def _story(self) -> InventedNews:
        draw = self._random
        topic = draw.choice(list(_TOPICS))
        own, general = _TOPICS[topic], _GENERAL
        chosen = draw.sample(own, draw.randint(3, len(own))) + draw.sample(general, draw.randint(2, 7))
        return self._told(topic, chosen)

    def _told(self, topic: str, patterns: list[str]) -> InventedNews:
        draw = self._random
        self._stories += 1
        day = self._first + timedelta(days=draw.randrange(self._days))
        place, office = draw.choice(_STREETS), draw.choice(_OFFICES)
        said = [_filled(pattern, draw, place, office, day) for pattern in patterns]
        title = f"{place}{topic}：" + said[0].split("，")[0][:24]
        return InventedNews(
            "", self._stories, title, "。\n".join(said) + "。", draw.choice(SOURCES), day, topic
        )

    def _twin(self, of: InventedNews) -> InventedNews:
        """A different story told in the same words: another place, another day, other figures."""
        draw = self._random
        patterns = list(_TOPICS[of.topic]) + _GENERAL[:4]
        first = self._told(of.topic, patterns)
        draw.random()
        return first

    def _roundup(self, of: list[InventedNews]) -> InventedNews:
        """Two to five stories in one article, with or without their headlines."""
        self._stories += 1
        draw = self._random
        form = draw.choice(("{title}。{text}", "{at}. {title}\n{text}", "{title}\n{text}", "{text}"))
        chosen = of[: draw.randint(2, len(of))]
        text = "\n".join(
            form.format(at=at, title=each.title, text=each.text) for at, each in enumerate(chosen, 1)
        )
        day = max(each.day for each in chosen)
        return InventedNews("", self._stories, f"一周要闻（{day.month}月）", text, draw.choice(SOURCES), day)

    def _copy(self, of: InventedNews) -> InventedNews:
        draw = self._random
        title, text = draw.choice(_WAYS)(of.title, of.text, draw)
        day = of.day + timedelta(days=draw.randrange(3))
        return InventedNews("", of.story, title, text, draw.choice(SOURCES), day, of.topic)


def _numbered(each: InventedNews, at: int) -> InventedNews:
    return InventedNews(f"{at:05}", each.story, each.title, each.text, each.source, each.day, each.topic)


def _filled(pattern: str, draw: random.Random, place: str, office: str, day: date) -> str:
    return pattern.format(
        place=place, office=office, day=f"{day.month}月{day.day}日", n=draw.randint(12, 990), m=draw.randint(2, 60),
        d=f"{draw.randint(1, 98)}.{draw.randint(0, 9)}",
    )  # fmt: skip


def _verbatim(title: str, text: str, draw: random.Random) -> tuple[str, str]:
    return title, f"{text}\n（来源：{draw.choice(SOURCES)}　责任编辑：值班编辑）"


def _headed(title: str, text: str, draw: random.Random) -> tuple[str, str]:
    lead = f"{draw.choice(SOURCES)}讯　"
    return f"{draw.choice(_HEADS)}{title.partition('：')[2]}", lead + text


def _excerpt(title: str, text: str, draw: random.Random) -> tuple[str, str]:
    parts = text.split("\n")
    return title, "\n".join(parts[: max(2, (len(parts) * draw.randint(55, 80) + 99) // 100)])


def _edited(title: str, text: str, draw: random.Random) -> tuple[str, str]:
    for old, new in draw.sample(_SYNONYMS, 3):
        text = text.replace(old, new)
    parts = text.split("\n")
    if len(parts) > 4:
        parts.pop(draw.randrange(1, len(parts)))
    return f"{draw.choice(_HEADS)}{title}", "\n".join(parts)


def _reset(title: str, text: str, draw: random.Random) -> tuple[str, str]:
    table = str.maketrans({"，": ",", "。": ". ", "“": '"', "”": '"'})
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    return title, text.translate(wide if draw.random() < 0.5 else table).replace("\n", "\n\n　　")


_WAYS: list[Callable[[str, str, random.Random], tuple[str, str]]] = [
    _verbatim,
    _headed,
    _excerpt,
    _edited,
    _reset,
]


def planted_pairs(news: list[InventedNews]) -> Iterator[tuple[str, str]]:
    """Every copy with the first article of its story, by their numbers.

    >>> made = NewsMaker(1).news(30)
    >>> all(one < other for one, other in planted_pairs(made))
    True
    """
    first: dict[int, str] = {}
    for each in news:
        if each.story in first:
            yield first[each.story], each.number
        else:
            first[each.story] = each.number
