"""The sheets of what comes back in a year (数据.xlsx), described once."""

from __future__ import annotations

from mingzhang.appraisal.claims import BONUS, DEDUCTION, OUTCOMES
from mingzhang.appraisal.courses import APPEAL, CORRECTED, UPHELD
from mingzhang.appraisal.measures import MEASURES
from mingzhang.appraisal.plan_sheets import YES, choice, day, marks, text, whole
from mingzhang.appraisal.task_book import BOOK_STATES
from mingzhang.language.workbook.form import InputSheet

NO = "否"
_UNIT = text("单位", 24, required=True, note="单位名称或编码，与方案里的一致。")
BOOKS = InputSheet(
    "任务书",
    "一个单位一行：任务书的版本和状态；签订后又改的写“调整”、版本加一，并写明理由。",
    (
        ("unit", _UNIT),
        ("version", whole("版本", required=True)),
        ("state", choice("状态", BOOK_STATES, required=True)),
        ("reason", text("调整理由", 30)),
    ),
)
LINES = InputSheet(
    "任务",
    "一条任务一行：事项编号是督查事项库里的编号；目标值和挑战值写明数和单位；同一指标下几条任务不写分值的平分。",
    (
        ("unit", _UNIT),
        ("number", text("任务序号", 8, required=True)),
        ("matter", text("事项编号", 14)),
        ("text", text("任务", 34, required=True)),
        ("indicator", text("指标编码", 10, required=True)),
        ("target", text("目标值", 18, required=True)),
        ("challenge", text("挑战值", 18)),
        ("milestones", text("时间节点", 30)),
        ("full", marks("分值")),
        ("special", text("专项任务", 16)),
        ("lead", text("牵头单位", 20, note="协办的写牵头单位；牵头的不写。")),
    ),
)
REPORTED = InputSheet(
    "完成值",
    "一个单位的一项指标（或一条任务）一行；评分人是考评部门的人；人工评定的写得分和理由；扣了分的都要写理由。",
    (
        ("unit", _UNIT),
        ("indicator", text("指标编码", 10, required=True)),
        ("number", text("任务序号", 8)),
        ("actual", text("完成值", 26)),
        ("marks", marks("得分", note="只有人工评定的填。")),
        ("scorer", text("评分人", 14, required=True)),
        ("reason", text("理由", 36)),
        ("absent", choice("不涉及", (YES, NO))),
        ("unsupported", choice("缺佐证按零分", (YES, NO), note="补交期满仍没有佐证的填“是”，并写理由。")),
    ),
)
EVIDENCE = InputSheet(
    "佐证",
    "一份材料一行：属于哪个单位的哪项指标、哪条任务，或哪个申报；SHA-256 由程序或校验工具算出。",
    (
        ("unit", _UNIT),
        ("indicator", text("指标编码", 10)),
        ("number", text("任务序号", 8)),
        ("claim", text("申报编号", 12)),
        ("name", text("材料名称", 30, required=True)),
        ("sha256", text("SHA-256", 66, required=True)),
        ("by", text("提交人", 12)),
        ("day", day("提交日期")),
        ("proves", text("证明什么", 24)),
    ),
)
CLAIMS = InputSheet(
    "加减分",
    "一个申报一行；评审结果要写评审组和理由；减分来自察访核验的，来源写问题编号。",
    (
        ("number", text("申报编号", 12, required=True)),
        ("unit", _UNIT),
        ("kind", choice("种类", (BONUS, DEDUCTION), required=True)),
        ("rule", text("细则编号", 10, required=True)),
        ("text", text("事由", 34, required=True)),
        ("claimed", marks("申报分数", required=True)),
        ("filed", day("申报日期", required=True)),
        ("source", text("来源", 16)),
        ("outcome", choice("评审结果", OUTCOMES)),
        ("approved", marks("核定分数")),
        ("panel", text("评审组", 18)),
        ("reason", text("评审理由", 34)),
        ("late", text("逾期受理理由", 24)),
    ),
)
VETOES = InputSheet(
    "否决与封顶",
    "出了规定的情形的单位一行：总分不高于多少分，或等次不高于哪一等，必须写理由。",
    (
        ("unit", _UNIT),
        ("name", text("事项", 24, required=True)),
        ("at_most", marks("总分不高于")),
        ("grade", choice("等次不高于", ("优", "良", "中", "差"))),
        ("reason", text("理由", 40, required=True)),
    ),
)
APPEALS = InputSheet(
    "申诉",
    "一个申诉一行；受理后维持或更正都要写理由，更正的分数改在“完成值”表里。",
    (
        ("number", text("申诉编号", 12, required=True)),
        ("unit", _UNIT),
        ("indicator", text("指标编码", 10)),
        ("day", day("提出日期", required=True)),
        ("text", text("申诉内容", 34, required=True)),
        ("state", choice("状态", (*APPEAL.moves, UPHELD, CORRECTED), required=True)),
        ("reason", text("处理理由", 34)),
    ),
)
TRAININGS = InputSheet(
    "培训",
    "一次培训一行，用来计数。",
    (
        ("day", day("日期", required=True)),
        ("topic", text("内容", 30, required=True)),
        ("people", whole("人数")),
    ),
)
OWN = InputSheet(
    "自评",
    "绩效考评工作自己的自评指标：选一个计数项，由程序计数；人工填写的必须写理由，两样都有的以写明理由的为准。",
    (
        ("name", text("指标", 26, required=True)),
        ("target", text("指标值", 18, required=True)),
        ("measure", choice("计数项", MEASURES)),
        ("hand", text("人工填写", 18)),
        ("reason", text("理由", 30)),
    ),
)
DECISIONS = InputSheet(
    "审议",
    "党组会审议最终成绩和排名后填一行。",
    (
        ("day", day("会议日期", required=True)),
        ("meeting", text("会议", 24, required=True)),
        ("text", text("决定", 40, required=True)),
        ("published", day("发布日期")),
    ),
)
RETURN_SHEETS = (BOOKS, LINES, REPORTED, EVIDENCE, CLAIMS, VETOES, APPEALS, TRAININGS, OWN, DECISIONS)
