"""Make the example of supervision: a ledger of matters in a made-up district in 2026.

``supervision-2026`` holds the ledger as an office would keep it.  Run it with ``python -m examples.matters``.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from mingzhang.facts.succession import Succession, Successions
from mingzhang.sheets import write_sheets
from mingzhang.supervision.ledger import MatterLedger, ledger_workbook
from mingzhang.supervision.matter import Act, Event, Matter, Source, Urgency
from mingzhang.supervision.register import MatterRegister

FOLDER = Path(__file__).parent / "supervision-2026"
TODAY = date(2026, 9, 15)

MERGED = (Succession("园林绿化局", "城市管理委", date(2026, 8, 1)),)
MATTERS = (
    ("DC-001", "汛期前完成12处积水点治理", Source.CITY, "2026-05-06", "市级重点任务第18项", "", ""),
    (
        "DC-002",
        "老旧小区加装电梯年度任务80部",
        Source.MEETING,
        "2026-06-10",
        "区政府常务会议纪要第11期",
        "",
        "",
    ),
    ("DC-003", "商业街共享单车乱停放整治", Source.MEDIA, "2026-08-28", "晚间新闻报道", "", ""),
    ("DC-004", "优化企业开办一窗办理", Source.INSTRUCTION, "2026-08-24", "区长批示", "", "RW-12"),
    (
        "DC-005",
        "优化企业开办一窗办理：电子印章发放",
        Source.INSTRUCTION,
        "2026-08-25",
        "区长批示",
        "DC-004",
        "",
    ),
    ("DC-006", "口袋公园夜间照明补建", Source.PROPOSAL, "2026-06-20", "区政协提案第37号", "", ""),
    ("DC-007", "学校周边食品摊点专项检查", Source.INSTRUCTION, "2026-09-07", "主管副区长批示", "", ""),
    ("DC-008", "数字档案馆选址论证", Source.DECISION, "2026-07-01", "区政府工作报告分工方案", "", ""),
)
# Matter, day (month-day), act, unit, role, who signs, text, day by which to answer, number of the paper.
HISTORY = """
DC-001 05-07 拟办 - - - 建议由水务局牵头，城市管理委协办 - -
DC-001 05-08 立项 - - 主管副主任 - - -
DC-001 05-08 交办 水务局 牵头 - - 2026-06-30 示政督〔2026〕6号
DC-001 05-08 交办 城市管理委 协办 - - 2026-06-30 示政督〔2026〕6号
DC-001 05-09 签收 水务局 - - - - -
DC-001 05-11 签收 城市管理委 - - - - -
DC-001 06-05 进展 水务局 - - 已完工8处，3处正在施工，1处等待管线迁改 - -
DC-001 06-18 反馈 城市管理委 - 城市管理委主任 配合完成道路掘路审批12件 - -
DC-001 06-19 通过 城市管理委 - 督查室负责人 - - -
DC-001 06-26 反馈 水务局 - 水务局局长 12处全部完工 - -
DC-001 06-29 退回 水务局 - 督查室负责人 缺少3处完工验收材料 - -
DC-001 07-06 反馈 水务局 - 水务局局长 补齐验收材料，12处全部完工并通过验收 - -
DC-001 07-08 通过 水务局 - 督查室负责人 - - -
DC-001 07-10 办结 - - 主管副主任 12处积水点全部治理完成并通过验收 - -
DC-001 07-14 报告 - - - 已书面报告主管副区长 - -
DC-001 07-20 归档 - - - - - -
DC-002 06-11 拟办 - - - 建议由住房城乡建设委牵头 - -
DC-002 06-12 立项 - - 主管副主任 - - -
DC-002 06-12 交办 住房城乡建设委 牵头 - - - 示政督〔2026〕9号
DC-002 06-15 签收 住房城乡建设委 - - - - -
DC-002 07-08 延期 住房城乡建设委 - 主管副主任 居民意见征集尚未完成 2026-09-18 -
DC-002 08-20 进展 住房城乡建设委 - - 开工52部，完工31部 - -
DC-003 08-28 拟办 - - - 建议由城市管理委牵头，交通支队协办 - -
DC-003 08-28 立项 - - 主管副主任 - - -
DC-003 08-31 交办 城市管理委 牵头 - - - 示政督〔2026〕13号
DC-003 08-31 交办 交通支队 协办 - - - 示政督〔2026〕13号
DC-003 08-31 签收 城市管理委 - - - - -
DC-003 09-01 签收 交通支队 - - - - -
DC-003 09-04 反馈 城市管理委 - 城市管理委主任 增设停放点6处，每日巡查清理 - -
DC-003 09-09 催办 交通支队 - - 请说明路口执法安排。 - 示政督〔2026〕15号
DC-004 08-24 拟办 - - - 一事涉及两个环节，拆分电子印章发放 - -
DC-004 08-26 立项 - - 主管副主任 - - -
DC-005 08-26 拟办 - - - 建议由政务服务局牵头 - -
DC-005 08-26 立项 - - 主管副主任 - - -
DC-005 08-27 交办 政务服务局 牵头 - - - 示政督〔2026〕12号
DC-005 08-28 签收 政务服务局 - - - - -
DC-005 09-10 反馈 政务服务局 - 政务服务局局长 电子印章与营业执照同步发放 - -
DC-006 06-22 拟办 - - - 建议由园林绿化局牵头 - -
DC-006 06-24 立项 - - 主管副主任 - - -
DC-006 06-25 交办 园林绿化局 牵头 - - - 示政督〔2026〕10号
DC-006 06-26 签收 园林绿化局 - - - - -
DC-006 08-14 进展 城市管理委 - - 承接原园林绿化局事项，完成现场踏勘 - -
DC-007 09-07 拟办 - - - 建议由市场监管局牵头，教委协办 - -
DC-007 09-08 立项 - - 主管副主任 - - -
DC-007 09-08 交办 市场监管局 牵头 - - - 示政督〔2026〕14号
DC-007 09-08 交办 教委 协办 - - - 示政督〔2026〕14号
DC-007 09-09 签收 市场监管局 - - - - -
DC-008 07-02 拟办 - - - 建议由档案局牵头 - -
DC-008 07-03 立项 - - 主管副主任 - - -
DC-008 07-03 交办 档案局 牵头 - - - 示政督〔2026〕11号
DC-008 07-06 签收 档案局 - - - - -
DC-008 07-30 中止 - - 办公室主任 等待市级布局规划批复 - -
"""


def ledger() -> MatterLedger:
    """The ledger as the office keeps it.

    >>> made = ledger()
    >>> len(made.register.courses), made.register.courses["DC-004"].stage.value
    (8, '立项')
    """
    register = MatterRegister(successions=Successions(MERGED))
    for number, text, source, received, basis, parent, line in MATTERS:
        urgency = Urgency.URGENT if number == "DC-007" else Urgency.USUAL
        day, asked = date.fromisoformat(received), "主管副区长"
        register.enter(Matter(number, text, source, day, basis, asked, "", urgency, parent, line))
    for line in HISTORY.strip().splitlines():
        register.record(_event(line))
    return MatterLedger(
        "示例区人民政府办公室", 2026, letters="示政督", register=register, mergers=list(MERGED)
    )


def _event(line: str) -> Event:
    number, day, act, *words, due, reference = ["" if word == "-" else word for word in line.split(" ")]
    unit, role, by, text = words
    until = date.fromisoformat(due) if due else None
    return Event(number, date.fromisoformat(f"2026-{day}"), Act(act), unit, role, by, text, until, reference)


def main() -> None:
    """Write the ledger."""
    FOLDER.mkdir(exist_ok=True)
    write_sheets(ledger_workbook(ledger()), FOLDER / "督查台账.xlsx", force=True)


if __name__ == "__main__":
    main()
