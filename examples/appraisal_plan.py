"""The plan of the made-up district: its units, rules and three indicator systems."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from mingzhang.appraisal.plan import ISSUED, AppraisalIndicator, AppraisalSystem, DatedRule, Plan
from mingzhang.appraisal.timetable import Cycle, usual
from mingzhang.appraisal.units import INSTITUTION, ORGAN, STREET, Appraisee
from mingzhang.scoring.tree import Absent
from mingzhang.scoring.value import Better

YEAR, DISTRICT = 2024, "云溪区"


def _listed(names: str) -> tuple[str, ...]:
    return tuple(names.split())


ORGANS = _listed(
    "发展和改革委员会 教育委员会 科学技术和信息化局 民政局 司法局 财政局 人力资源和社会保障局 生态环境局 "
    "住房和城市建设委员会 城市管理委员会 农业农村局 水务局 商务局 文化和旅游局 卫生健康委员会 退役军人事务局 "
    "应急管理局 审计局 市场监督管理局 国有资产监督管理委员会 体育局 统计局 医疗保障局 园林绿化局 信访办公室 "
    "政务服务管理局 金融服务办公室 机关事务管理服务中心 人民防空办公室 投资促进服务中心 规划和自然资源分局 "
    "税务局 公安分局 消防救援支队 交通支队 城市管理综合行政执法局 民族宗教事务办公室 外事办公室 档案局 "
    "知识产权局 数据局"
)
INSTITUTIONS = _listed(
    "融媒体中心 档案馆 图书馆 文化馆 疾病预防控制中心 环境卫生服务中心 园林绿化服务中心 房屋管理服务中心 "
    "重点项目服务中心 政务服务中心 城市运行管理中心 科技创新服务中心 老年大学 青少年活动中心"
)
STREETS = _listed(
    "青石街道 柳荫街道 东渡街道 西渡街道 长桥街道 南苑里街道 北岗街道 望河街道 梧桐街道 新仓街道 "
    "石门街道 凤栖街道 临泉街道 槐安街道 锦绣街道 白塔镇 清河湾镇 大柳镇 红山口镇 双泉镇 云台镇"
)
# Kind, level, code, name, full marks, target, rule, assessor, not concerned, evidence, tasks; what is reached.
_Row = tuple[str, str, str, int, str, str, str, Absent, str, tuple[str, int, int]]
_SAME: tuple[_Row, ...] = (
    ("依法行政", "F1", "规范性文件备案", 3, "≥12件", "比例", "司法局", Absent.RESCALED, "证", ("件", 10, 15)),
    ("依法行政", "F2", "行政诉讼应诉", 4, "", "加减：每次=-1；归零=4", "司法局", Absent.RESCALED, "", ("件", 0, 4)),
    ("依法行政", "F3", "学法考试合格率", 3, "≥95%", "门槛：步长=1%；扣分=0.5", "司法局", Absent.RESCALED, "", ("%", 920, 1000)),
    ("政务公开", "G1", "主动公开及时率", 4, "≥98%", "门槛：步长=1%；扣分=0.5", "政务服务管理局", Absent.RESCALED, "", ("%", 950, 1000)),
    ("政务公开", "G2", "依申请公开按期答复率", 4, "", "分档：≥100%=100%；≥95%=80%；≥0%=40%", "政务服务管理局", Absent.RESCALED, "", ("%", 930, 1000)),
    ("预算绩效", "Y1", "预算执行", 6, "5000万元", "执行率：取整=四舍五入；小数=2", "财政局", Absent.RESCALED, "", ("执行率", 4300, 5000)),
    ("预算绩效", "Y2", "绩效自评质量", 6, "", "换算：满分=100", "财政局", Absent.RESCALED, "", ("分", 82, 99)),
    ("建议提案", "T1", "建议提案办理", 5, "100%", "比例", "机关事务管理服务中心", Absent.MEAN, "证", ("%", 940, 1000)),
    ("接诉即办", "S1", "接诉即办综合名次", 5, "", "名次：≤3名=100%；≤10名=90%；≤20名=80%；≥21名=60%", "城市运行管理中心", Absent.RESCALED, "", ("分", 78, 99)),
    ("接诉即办", "S2", "诉求解决率", 5, "", "比最优", "城市运行管理中心", Absent.RESCALED, "", ("%", 880, 990)),
)  # fmt: skip
_TASKED: tuple[_Row, ...] = (
    ("重点任务", "K1", "市级绩效任务", 20, "", "比例", "督查考评科", Absent.RESCALED, "任证", ("次", 0, 0)),
    ("重点任务", "K2", "区级重点工作", 15, "", "比例", "督查考评科", Absent.RESCALED, "任证", ("次", 0, 0)),
    ("重点任务", "K3", "民生实事", 10, "", "比例", "督查考评科", Absent.RESCALED, "任证", ("次", 0, 0)),
)
_SERVED: tuple[_Row, ...] = (
    ("服务评价", "M1", "窗口服务评审", 5, "", "评审：满分=100；去极值=1", "政务服务管理局", Absent.FULL, "", ("评审", 80, 99)),
    ("服务评价", "M2", "服务对象满意度", 5, "≥90%", "调查：样本=300", "统计局", Absent.RESCALED, "", ("调查", 270, 315)),
)  # fmt: skip
_STREET: tuple[_Row, ...] = (
    ("基层治理", "B1", "议事协商次数", 10, "≥24次", "比例", "民政局", Absent.RESCALED, "证", ("次", 20, 30)),
    ("基层治理", "B2", "为民办实事项目", 10, "≥15件", "比例", "民政局", Absent.RESCALED, "证", ("件", 12, 18)),
    ("基层治理", "B3", "年度总结报送", 5, "2024年12月20日前", "时限：每日=0.5", "督查考评科", Absent.RESCALED, "", ("时限", 10, 24)),
    ("城市管理", "C1", "环境卫生问题", 10, "≤20件", "比例", "城市管理委员会", Absent.RESCALED, "", ("件", 10, 28)),
    ("城市管理", "C2", "违法建设治理", 10, "≥3000平方米", "比例", "城市管理综合行政执法局", Absent.RESCALED, "证", ("平方米", 2600, 3600)),
)  # fmt: skip
_JUDGED: _Row = (
    "创新", "X1", "改革创新项目", 10, "", "人工", "督查考评科", Absent.RESCALED, "证", ("人工", 0, 0)
)  # fmt: skip
TABLES: dict[str, tuple[tuple[_Row, int], ...]] = {  # rows with their own full marks
    ORGAN: tuple((row, row[3]) for row in (*_TASKED, *_SAME, *_SERVED)),
    INSTITUTION: (
        *((row, row[3]) for row in _TASKED),
        *((row, row[3]) for row in _SAME if row[1] not in ("S1", "S2")),
        *((row, row[3]) for row in _SERVED),
        (_JUDGED, 10),
    ),
    STREET: (
        *((row, row[3]) for row in _STREET),
        *((row, row[3]) for row in _SAME if row[1] not in ("Y1",)),
        *((row, row[3]) for row in _SERVED),
        (_JUDGED, 6),
    ),
}
_NAMES = {ORGAN: "行政机关", INSTITUTION: "事业单位", STREET: "街道乡镇"}
_MARKS = {ORGAN: "J", INSTITUTION: "S", STREET: "D"}
TARGETS = {row[2]: row[9] for rows in TABLES.values() for row, _ in rows}
_ADJUSTING = (
    ("J01", "获得国家级表彰", "加减：每次=2；上限=4"),
    ("J02", "获得市级表彰", "加减：每次=1；上限=3"),
    ("J03", "经验做法在全市推广", "加减：每次=1；上限=2"),
    ("J04", "承担市级改革试点", "加减：每次=1；上限=2"),
    ("D01", "察访核验发现问题未整改", "加减：每次=-0.5；上限=5"),
    ("D02", "被市级通报批评", "加减：每次=-1；上限=5"),
    ("D03", "报送数据不实", "加减：每次=-1；上限=5"),
)


def units() -> tuple[Appraisee, ...]:
    """76 units, one that was merged in the summer, and one among them that began in September."""
    made = [Appraisee(f"A{n:02}", DISTRICT + name, ORGAN) for n, name in enumerate(ORGANS, 1)]
    made[-1] = Appraisee(made[-1].code, made[-1].name, ORGAN, since=date(YEAR, 9, 1))
    made += [Appraisee(f"B{n:02}", DISTRICT + name, INSTITUTION) for n, name in enumerate(INSTITUTIONS, 1)]
    made += [Appraisee(f"C{n:02}", DISTRICT + name, STREET) for n, name in enumerate(STREETS, 1)]
    merged = Appraisee("A42", f"{DISTRICT}粮食和物资储备局", ORGAN, until=date(YEAR, 7, 31), into="A01")
    return (*made, merged)


def _indicator(kind: str, row: _Row, full: int) -> AppraisalIndicator:
    level1, code, name, _, target, _, assessor, absent, marks, _ = row
    aim = target.replace("2024", str(YEAR))
    better = Better.LESS if "≤" in target else ""
    return AppraisalIndicator(
        code, name, level1, Fraction(full), f"{_MARKS[kind]}{code}", assessor, aim, better, absent,
        "证" in marks, "任" in marks,
    )  # fmt: skip


def _system(kind: str) -> AppraisalSystem:
    indicators = tuple(_indicator(kind, row, full) for row, full in TABLES[kind])
    blocks: dict[str, Fraction] = {}
    for one in indicators:
        blocks[one.level1] = blocks.get(one.level1, Fraction(0)) + one.full
    name = f"{DISTRICT}{YEAR}年度{_NAMES[kind]}绩效考评指标体系"
    full = sum((one.full for one in indicators), Fraction(0))
    return AppraisalSystem(
        kind, name, 1, ISSUED, full, indicators, blocks, date(YEAR, 9, 10), date(YEAR, 9, 20)
    )


def _rules() -> tuple[DatedRule, ...]:
    """A rule for each indicator of each kind, and those of bonus and penalty; one was changed in the year."""
    first, made = date(YEAR, 1, 1), []
    for kind, rows in TABLES.items():
        for row, _ in rows:
            code, name, basis = (
                f"{_MARKS[kind]}{row[1]}",
                f"{row[2]}（{_NAMES[kind]}）",
                f"{DISTRICT}绩效考评办法",
            )
            made.append(DatedRule(code, name, row[5], first, None, row[6], basis))
    made += [DatedRule(code, name, line, first, None, "督查考评科") for code, name, line in _ADJUSTING]
    old = made[0]
    made.append(
        DatedRule(
            old.code, old.name, "门槛", date(YEAR - 1, 1, 1), date(YEAR - 1, 12, 31), old.owner, old.basis
        )
    )
    return tuple(made)


def plan() -> Plan:
    """The plan of the year."""
    assessors = sorted({row[6] for rows in TABLES.values() for row, _ in rows})
    return Plan(
        Cycle(YEAR, DISTRICT, usual(YEAR)), f"{DISTRICT}人民政府办公室", units(), tuple(assessors), _rules(),
        (_system(ORGAN), _system(INSTITUTION), _system(STREET)),
        bonus=Fraction(5), deduction=Fraction(10),
    )  # fmt: skip
