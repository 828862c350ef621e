"""Registers of projects for tests, and a way to make any."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from mingzhang.performance.project import SELF, Indicator, Payment, Project, Register

WAN = 10_000
KINDS = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("产出指标", "时效指标"),
    ("产出指标", "成本指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "服务对象满意度指标"),
)


def wan(amount: str) -> Fraction:
    """An amount in 万元 as 元."""
    return Fraction(amount) * WAN


def project(name: str = "河道巡查", code: str = "X001", **changes: object) -> Project:
    """A project that is right in every respect."""
    made = Project(
        code,
        name,
        department="某区水务局",
        unit="某区水务局",
        person="巡查科",
        phone="",
        way=SELF,
        funds={"财政拨款": {"年初预算": wan("50"), "全年预算": wan("50"), "执行": wan("50")}},
        goal="完成全年河道巡查任务",
        outcome="全年河道巡查任务已完成",
        indicators=[
            Indicator("产出指标", "数量指标", "巡查次数", "≥12次", "12次", Fraction(20)),
            Indicator("产出指标", "质量指标", "问题整改率", "≥95%", "96%", Fraction(15)),
            Indicator(
                "产出指标", "时效指标", "巡查完成时间", "2024年12月底前", "2024年12月20日", Fraction(10)
            ),
            Indicator("产出指标", "成本指标", "巡查成本", "≤50万元", "50万元", Fraction(10)),
            Indicator("效益指标", "社会效益指标", "河道环境", "明显改善", "达成预期指标", Fraction(25)),
            Indicator("满意度指标", "服务对象满意度指标", "居民满意度", "≥90%", "95%", Fraction(10)),
        ],
    )
    for key, value in changes.items():
        setattr(made, key, value)
    return made


def register(*projects: Project, **more: object) -> Register:
    """A register of 2024."""
    return Register("某区水务局", 2024, list(projects) or [project()], **more)  # type: ignore[arg-type]


WORDS = st.text("巡查河道整改材料名册宣传栏目居民企业", min_size=2, max_size=8)
AMOUNTS = st.one_of(st.none(), st.integers(0, 10**9).map(lambda cents: Fraction(cents, 100)))
TARGETS = st.sampled_from(
    (("≥12次", "11次"), ("12月底前", "12月3日"), ("明显改善", "达成预期指标"), ("≥90%", "88.5%"))
)


@st.composite
def indicators(draw: st.DrawFn) -> Indicator:
    level1, level2 = draw(st.sampled_from(KINDS))
    target, actual = draw(TARGETS)
    marks = draw(st.one_of(st.none(), st.integers(0, 4000).map(lambda n: Fraction(n, 100))))
    reason = draw(st.one_of(st.just(""), WORDS))
    return Indicator(level1, level2, draw(WORDS), target, actual, marks, reason=reason, evidence=draw(WORDS))


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """Any register that its workbook can hold."""
    projects = []
    for index in range(draw(st.integers(0, 4))):
        funds = {
            source: {
                stage: amount
                for stage in ("年初预算", "全年预算", "执行")
                if (amount := draw(AMOUNTS)) is not None
            }
            for source in ("财政拨款", "上年结转", "其他")
        }
        made = project(
            f"项目{index}{draw(WORDS)}",
            f"X{index:03}",
            funds={source: row for source, row in funds.items() if row},
            indicators=draw(st.lists(indicators(), max_size=4)),
            bought=draw(st.booleans()),
            procured=draw(st.sampled_from(("", "货物", "服务"))),
            size=draw(st.sampled_from(("", "小型"))),
            found=draw(st.one_of(st.none(), st.integers(0, 9))),
            stated=draw(st.one_of(st.none(), st.integers(0, 100).map(Fraction))),
            payments=draw(
                st.lists(st.builds(Payment, contract=WORDS, amount=AMOUNTS, paid=AMOUNTS), max_size=2)
            ),
        )
        projects.append(made)
    return Register("某区水务局", 2024, projects, "110106")
