"""What is known of a survey before and beside the returns: who is asked, how many of whom, how it went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from mingzhang.language.workbook.form import CHOICE, COUNT, DATE, TEXT, YEAR, InputColumn, InputSheet
from mingzhang.survey.linearised import Lonely
from mingzhang.survey.shipped import KINDS

PROBABILITY, QUOTA = "概率抽样", "配额抽样"
UNWEIGHTED, CELLS, RAKED = "不加权", "事后分层", "迭代调整"
MODES = ("入户访问", "拦截访问", "电话访问", "网上填答", "纸质问卷", "多种方式")
LEAST = 30  # answers: below, no figure of a group is published
_SATISFIED = 8  # of ten points


def _text(head: str, width: int = 16, required: bool = False, note: str = "") -> InputColumn:
    return InputColumn(head, kind=TEXT, width=width, required=required, note=note)


def _whole(head: str, required: bool = False, note: str = "") -> InputColumn:
    return InputColumn(head, kind=COUNT, required=required, note=note, width=10)


def _choice(head: str, choices: Sequence[str], required: bool = False, note: str = "") -> InputColumn:
    return InputColumn(head, kind=CHOICE, choices=tuple(choices), required=required, note=note, width=16)


SURVEY = InputSheet(
    "调查",
    "一行：谁组织、在哪里、哪一年、问谁，怎样抽样、怎样加权；配额抽样的误差只是模型推算，报告会写明。",
    (
        ("office", _text("组织单位", 26, required=True)),
        ("area", _text("地区", 14, required=True)),
        ("year", InputColumn("年度", kind=YEAR, width=8, required=True)),
        ("kind", _choice("调查对象", tuple(KINDS), required=True)),
        ("contractor", _text("实施单位", 22)),
        ("first", InputColumn("开始日期", kind=DATE, width=14)),
        ("last", InputColumn("结束日期", kind=DATE, width=14)),
        ("mode", _choice("调查方式", MODES)),
        ("sampling", _choice("抽样方式", (PROBABILITY, QUOTA), required=True)),
        ("frame", _text("抽样框和抽样步骤", 40)),
        ("weighting", _choice("加权方式", (UNWEIGHTED, CELLS, RAKED), note="不填为迭代调整")),
        ("cut", InputColumn("权数上限", kind=COUNT, decimals=2, width=10, note="中位数的几倍；不填不截")),
        ("lonely", _choice("孤层处理", tuple(Lonely), note="一个层只有一个抽样单位时；不填为拒绝")),
        ("satisfied", _whole("满意的最低分", note="不填为 8 分（十分制）")),
        ("cluster", _text("抽样单位题目", 16, note="整群抽样时，问卷里表示群（如社区）的题目名称")),
        ("contacts", InputColumn("联系方式销毁日期", kind=DATE, width=16)),
    ),
)
STRATA = InputSheet(
    "抽样",
    "一行一个街道、年龄段、性别的组合：总体人数和样本目标。企业调查只填街道和总体数。",
    (
        ("town", _text("街道（乡镇）", 18, required=True)),
        ("age", _text("年龄段", 14)),
        ("sex", _text("性别", 8)),
        ("people", _whole("总体人数", required=True)),
        ("target", _whole("样本目标")),
    ),
)
DIMENSIONS = InputSheet(
    "方面权重",
    "综合指数由各方面加权平均；不填的方面权重为 1。",
    (
        ("name", _text("方面", 16, required=True)),
        ("weight", InputColumn("权重", kind=COUNT, decimals=2, width=10, required=True)),
    ),
)
OUTCOMES = InputSheet(
    "访问结果",
    "没有完成的访问按 AAPOR 处置代码计数，例如 2.11 拒访、2.21 无人在家、3.1 资格不明、4.1 不属于总体。",
    (
        ("town", _text("街道（乡镇）", 18)),
        ("code", _text("处置代码", 12, required=True)),
        ("count", _whole("份数", required=True)),
    ),
)
CODES = InputSheet(
    "编码表",
    "意见按编码归类；一条意见可以有几个编码，由人阅读后填写。",
    (
        ("code", _text("编码", 8, required=True)),
        ("name", _text("类别", 26, required=True)),
        ("dimension", _text("方面", 14)),
        ("unit", _text("建议承办单位", 22)),
    ),
)
CODED = InputSheet(
    "意见编码",
    "一行一条意见：答卷编号、编码（几个之间用顿号）、要转成督查事项的写明事项。",
    (
        ("key", _text("答卷编号", 40, required=True)),
        ("codes", _text("编码", 14, required=True)),
        ("matter", _text("转办事项", 40)),
    ),
)
EARLIER = InputSheet(
    "上年结果",
    "上一次调查的指数和标准误差，用来检验变化；街道留空的是全区。",
    (
        ("town", _text("街道（乡镇）", 18)),
        ("measure", _text("方面", 16, required=True)),
        ("value", InputColumn("指数", kind=COUNT, decimals=4, width=10, required=True)),
        ("error", InputColumn("标准误差", kind=COUNT, decimals=4, width=10, required=True)),
    ),
)
SHEETS = (SURVEY, STRATA, DIMENSIONS, OUTCOMES, CODES, CODED, EARLIER)


@dataclass(frozen=True)
class Stratum:
    """A cell of the sample plan: how many belong to it, and how many are to be asked."""

    town: str
    age: str
    sex: str
    people: int
    target: int = 0

    @property
    def cell(self) -> tuple[str, str, str]:
        """Its names."""
        return self.town, self.age, self.sex


@dataclass
class SurveyPlan:
    """One survey: what the workbook of the plan says."""

    office: str = ""
    area: str = ""
    year: int = 0
    kind: str = ""
    contractor: str = ""
    first: str = ""
    last: str = ""
    mode: str = ""
    sampling: str = QUOTA
    frame: str = ""
    weighting: str = RAKED
    cut: Fraction | None = None
    lonely: Lonely = Lonely.REFUSE
    satisfied: int = _SATISFIED
    cluster: str = ""
    contacts: str = ""
    strata: list[Stratum] = field(default_factory=list)
    weights: dict[str, Fraction] = field(default_factory=dict)
    outcomes: list[tuple[str, str, int]] = field(default_factory=list)
    codes: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    coded: dict[str, tuple[tuple[str, ...], str]] = field(default_factory=dict)
    earlier: dict[tuple[str, str], tuple[float, float]] = field(default_factory=dict)

    @property
    def towns(self) -> tuple[str, ...]:
        """The towns in the order of the plan."""
        return tuple(dict.fromkeys(stratum.town for stratum in self.strata))

    @property
    def model_based(self) -> bool:
        """Whether errors rest on a model, because nobody was drawn by chance."""
        return self.sampling == QUOTA

    @property
    def target(self) -> int:
        """How many are to be asked."""
        return sum(stratum.target for stratum in self.strata)


def allocated(total: int, people: Sequence[int], least: int = 0) -> list[int]:
    """A sample spread over groups in proportion to their people, none below ``least``; sums are exact.

    Raises ``ValueError`` with one Chinese sentence where the sample is too small for that.

    >>> allocated(100, [700, 200, 100], 15)
    [66, 19, 15]
    >>> allocated(7, [1, 1, 1])
    [3, 2, 2]
    """
    floors = [min(least, count) for count in people]
    if total < sum(floors):
        raise ValueError(f"样本{total}份不够分：{len(people)}组每组至少{least}份就要{sum(floors)}份")
    if not sum(people):
        raise ValueError("总体人数都是 0，样本无处可分")
    lifted: set[int] = set()  # groups whose share would lie below the least
    while True:
        left = total - sum(floors[place] for place in lifted)
        whole = sum(count for place, count in enumerate(people) if place not in lifted)
        shares = [Fraction(left * count, whole) if whole else Fraction(0) for count in people]
        low = {place for place, share in enumerate(shares) if place not in lifted and share < floors[place]}
        if not low:
            break
        lifted |= low
    given = [floors[place] if place in lifted else int(share) for place, share in enumerate(shares)]
    free = [place for place in range(len(people)) if place not in lifted]
    free.sort(key=lambda place: (given[place] - shares[place], place))
    for place in free[: total - sum(given)]:
        given[place] += 1
    return given


def targeted(strata: Sequence[Stratum], total: int, least: int = 0) -> list[Stratum]:
    """The strata with their targets: first spread over towns, then within each over age and sex."""
    towns = list(dict.fromkeys(stratum.town for stratum in strata))
    people = [sum(each.people for each in strata if each.town == town) for town in towns]
    found = []
    for town, target in zip(towns, allocated(total, people, least), strict=True):
        own = [each for each in strata if each.town == town]
        spread = allocated(target, [each.people for each in own])
        found += [Stratum(*each.cell, each.people, count) for each, count in zip(own, spread, strict=True)]
    return found


@dataclass(frozen=True)
class QuotaProgress:
    """How far a cell of the plan is filled.

    >>> QuotaProgress(("甲", "18—34岁", "男"), 20, 23).state
    '超出3份'
    """

    cell: tuple[str, str, str]
    target: int
    done: int

    @property
    def state(self) -> str:
        """In words."""
        if self.done == self.target:
            return "已满"
        return (
            f"还差{self.target - self.done}份"
            if self.done < self.target
            else f"超出{self.done - self.target}份"
        )


def quota_progress(
    strata: Iterable[Stratum], counts: Mapping[tuple[str, str, str], int]
) -> list[QuotaProgress]:
    """Every cell of the plan with what was counted for it, and what lies in none of its cells.

    ``counts`` are counted where the returns are kept; a target of 0 is a cell nobody is to be asked in.
    """
    planned = {stratum.cell: stratum.target for stratum in strata}
    found = [QuotaProgress(cell, target, counts.get(cell, 0)) for cell, target in planned.items()]
    return found + [QuotaProgress(cell, 0, count) for cell, count in counts.items() if cell not in planned]
