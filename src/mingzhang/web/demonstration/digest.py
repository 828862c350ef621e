"""Made-up news at the desk of the digest, with issues at every stage: all pages have something to show."""

from __future__ import annotations

from datetime import timedelta

from mingzhang.digest.issue import IssueKind
from mingzhang.digest.shorten import shortened
from mingzhang.facts.days import day_words
from mingzhang.web.demonstration.digest_weeks import READERS, lay_weeks
from mingzhang.web.digest import moves
from mingzhang.web.digest.models import DeskArticle, DeskIssue, DeskSource, DeskTopic
from mingzhang.web.files.models import keep
from mingzhang.web.joins.instructions import open_instruction
from mingzhang.web.people.models import Person, Role
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import today

_TOPICS = (
    ("城市运行", "积水、路灯、停水", "风险提示"),
    ("民生实事", "老旧小区、学位、社区食堂", "网民诉求"),
    ("外地做法", "一件事一次办、接诉即办", "外地经验"),
)
#: Title, source, text; {day} is the day of the news.
_NEWS = (
    (
        "东湖街道积水两小时排除",
        "甲地日报",
        "{day}夜间短时强降雨，东湖街道下凹桥一度积水27厘米。区水务局出动抢险人员30名，两小时后恢复通行。"
        "水务局表示，将在月底前完成管线改造。",
    ),
    (
        "雨夜排水保通行",
        "乙地晚报",
        "乙地晚报讯，{day}夜间短时强降雨，东湖街道下凹桥一度积水27厘米。区水务局出动抢险人员30名，两小时后恢复通行。",
    ),
    (
        "西园社区食堂开业",
        "区融媒体",
        "西园街道社区食堂{day}开业，设座位80个，六十岁以上老人每餐补贴5元。居民希望增加早餐品种。",
    ),
    (
        "老旧小区加装电梯进度表公开",
        "丙地新闻网",
        "住建委{day}公开12个老旧小区加装电梯的进度表，逐栋写明开工和完工日期，居民可以随时查询。",
    ),
    (
        "某市推行一件事一次办",
        "行业报",
        "某市把开餐馆需要的7个许可并为一件事，{day}起一次办成，环节由21个减到6个，平均用时由20天减到5天。",
    ),
    (
        "路灯报修当天修复率公布",
        "都市网",
        "城管委{day}公布路灯报修当天修复率，上月受理430件，当天修复402件，未修复的逐件说明原因。",
    ),
    ("书画展开幕", "区融媒体", "文化馆{day}举办书画展，展出作品120幅，免费开放两周，每天限额预约。"),
)
#: Name, form, address, group; none of them is there, and none may be fetched.
_SOURCES = (
    ("甲地日报", "订阅源", "https://jia.example/rss.xml", "本地媒体"),
    ("乙地晚报", "订阅源", "https://yi.example/news/atom.xml", "本地媒体"),
    ("区融媒体", "网页", "https://rongmei.example/zwxx/jqdt/index.html", "政府网站"),
    ("市民来信转办", "邮件", "", "来信"),
)
_DAYS = 15  # worked, before the day on which it is laid
#: What another way to take the text out of the page found of the last piece of news but one.
_OTHER = "相关阅读：路灯报修指南"


def lay_digest(region: Organisation, days: int = _DAYS) -> None:
    """Sources, topics, some weeks of issues; then one sent and read, one before the leader, a draft."""
    editor, leader = (Person.objects.get(username=role.value) for role in (Role.EDITOR, Role.LEADER))
    for name, some, class_ in _TOPICS:
        DeskTopic.objects.create(organisation=region, name=name, some=some, class_name=class_)
    for name, kind, address, topic in _SOURCES:
        DeskSource.objects.create(organisation=region, name=name, kind=kind, address=address, topic=topic)
    lay_weeks(region, editor, leader, today(), days)
    day = today() - timedelta(days=1)
    said = day_words(day)
    news = []
    for title, source, text in _NEWS:
        told = text.format(day=f"{day.month}月{day.day}日")
        other = f"{told}\n{_OTHER}" if title.startswith("路灯") else ""
        note = ("两种取正文的方法结果不同，请对照核对正文。",) if other else ()
        clipping = {
            "title": title, "text": told, "source": source, "dated": said, "other": other, "notes": note,
        }  # fmt: skip
        news.append((clipping, keep([f"{title}\n{told}".encode()])))
    chosen = [each for each in moves.take_in(region, editor, news) if each.choice]
    for each in chosen:
        DeskArticle.objects.filter(pk=each.pk).update(short=shortened(each.text), heading=each.title)
        each.refresh_from_db()
    for kind, topic, rows, steps in (
        (IssueKind.DAILY, "", chosen[:2], ("送审", "签发", "报送")),
        (IssueKind.SPECIAL, "老旧小区", chosen[2:3], ("送审",)),
        (IssueKind.DAILY, "", chosen[3:4], ()),
    ):
        issue = moves.begin(region, editor, kind, topic, READERS)
        for row in rows:
            moves.put(issue, row, editor)
        for step in steps:
            moves.step(issue, step, leader if step == "签发" else editor)
        if steps[-1:] == ("报送",):
            _instruct(issue, rows[0], editor)


def _instruct(issue: DeskIssue, row: DeskArticle, editor: Person) -> None:
    words = "请水务局举一反三，汛期前完成改造，办理情况报我。"
    reading = {"reader": "区长", "day": today(), "kind": "批示", "article": row, "text": words, "matter": ""}
    made = moves.read(issue, editor, reading)
    open_instruction(issue, editor, str(made.pk))
