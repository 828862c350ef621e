"""The sheets of the ledger 摘编台账.xlsx, described once: used to write it, to read it and to name its cells.

>>> [sheet.name for sheet in SHEETS]
['封面', '来源', '主题', '稿件', '刊期', '阅批']
"""

from __future__ import annotations

from collections.abc import Iterable

from mingzhang.digest.article import SourceKind
from mingzhang.digest.issue import CLASSES, Choice, IssueKind, ItemUrgency
from mingzhang.digest.reading import ReadingKind
from mingzhang.language.workbook.form import CHOICE, COUNT, DATE, PLACE, TEXT, YEAR, InputColumn, InputSheet


def _text(
    head: str, width: int = 14, note: str = "", required: bool = False, lines: bool = False
) -> InputColumn:
    return InputColumn(head, kind=TEXT, width=width, note=note, required=required, lines=lines)


def _choice(head: str, choices: Iterable[str], required: bool = False) -> InputColumn:
    return InputColumn(head, kind=CHOICE, choices=tuple(choices), width=10, required=required)


def _date(head: str, required: bool = False) -> InputColumn:
    return InputColumn(head, kind=DATE, width=15, required=required)


def _count(head: str, required: bool = False) -> InputColumn:
    return InputColumn(head, kind=COUNT, width=10, required=required)


YES = "是"
COVER = InputSheet(
    "封面",
    "单位是编发摘编的机构；每个工作日计划报送几条，不填按 3 至 5 条。",
    (
        ("unit", _text("单位名称", 30)),
        ("year", InputColumn("年度", kind=YEAR, width=10)),
        ("place", InputColumn("区划代码", kind=PLACE, width=10)),
        ("name", _text("刊名", 20)),
        ("least", _count("每日至少")),
        ("most", _count("每日至多")),
    ),
)
SOURCES = InputSheet(
    "来源",
    "单位自己列出的来源。只有写明“是”的才抓取，没有列出的一律不抓取；不联网时，把网页、邮件、文件存好收入即可。",
    (
        ("name", _text("来源名称", 24, required=True)),
        ("kind", _choice("方式", SourceKind, required=True)),
        ("address", _text("地址", 48)),
        ("fetch", _choice("允许抓取", (YES, "否"))),
        ("topic", _text("分组", 14)),
    ),
)
TOPICS = InputSheet(
    "主题",
    "几个词用顿号分开。职务写岗位（区长、局长），不写姓名。",
    (
        ("name", _text("主题", 16, required=True)),
        ("must", _text("必含", 24)),
        ("some", _text("任一", 30)),
        ("never", _text("不含", 20)),
        ("places", _text("地点", 24)),
        ("officials", _text("职务", 18)),
        ("class_", _choice("类别", CLASSES)),
    ),
)
ARTICLES = InputSheet(
    "稿件",
    "前九列由程序收入时写好。取舍、类别、急缓、刊号、摘编标题和摘编正文由编辑填写；同一件事只留第一篇在前面，其余不删。",
    (
        ("number", _text("稿件编号", 10, required=True)),
        ("title", _text("标题", 40)),
        ("source", _text("来源", 18)),
        ("day", _date("发布日期")),
        ("got", _date("收入日期")),
        ("first", _text("同稿首篇", 10, "与哪一篇是同一件事。")),
        ("topics", _text("命中主题", 20)),
        ("address", _text("地址", 30)),
        ("sha256", _text("原件校验值", 18, "SHA-256。")),
        ("choice", _choice("取舍", Choice)),
        ("class_", _choice("类别", CLASSES)),
        ("urgency", _choice("急缓", ItemUrgency)),
        ("issue", _text("刊号", 14, "几期都用，用顿号分开。")),
        ("heading", _text("摘编标题", 30)),
        ("text", _text("摘编正文", 60, "一段一行（Alt+Enter 换行）。", lines=True)),
        ("note", _text("说明", 30)),
    ),
)
ISSUES = InputSheet(
    "刊期",
    "一行一期。审核、签发、报送、归档逐步填写日期；签发人写岗位。签发以后稿件不再改动。",
    (
        ("number", _text("刊号", 14, required=True)),
        ("kind", _choice("类型", IssueKind, required=True)),
        ("count", _count("期数", required=True)),
        ("day", _date("日期", required=True)),
        ("topic", _text("专题名称", 20)),
        ("readers", _text("报送对象（岗位）", 28)),
        ("checked", _date("审核日期")),
        ("checked_by", _text("审核人（岗位）", 14)),
        ("signed", _date("签发日期")),
        ("signed_by", _text("签发人（岗位）", 14)),
        ("sent", _date("报送日期")),
        ("filed", _date("归档日期")),
    ),
)
READINGS = InputSheet(
    "阅批",
    "读者（岗位）的圈阅、采用和批示。批示要转督查立项，立项后填事项编号。",
    (
        ("issue", _text("刊号", 14, required=True)),
        ("article", _text("稿件编号", 10)),
        ("reader", _text("读者（岗位）", 16, required=True)),
        ("day", _date("日期", required=True)),
        ("kind", _choice("阅批", ReadingKind, required=True)),
        ("text", _text("批示内容", 44, lines=True)),
        ("matter", _text("督查事项编号", 14)),
    ),
)
SHEETS = (COVER, SOURCES, TOPICS, ARTICLES, ISSUES, READINGS)
