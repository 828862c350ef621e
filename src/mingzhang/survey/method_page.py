"""The method page: who was asked, when, how many, how many answered, how it was weighed, what it can bear."""

from __future__ import annotations

from mingzhang.survey.dispositions import GROUPS
from mingzhang.survey.estimates import WHOLE, parts_of
from mingzhang.survey.outcome import SurveyOutcome
from mingzhang.survey.plan import LEAST
from mingzhang.survey.report_words import Pieces, percent, tenth

_NAMES = {
    "RR1": "应答率RR1（完成／全部样本，资格不明者全算合格）",
    "RR3": "应答率RR3（资格不明者按已知比例算合格）",
    "RR5": "应答率RR5（不计资格不明者）",
    "COOP1": "合作率COOP1",
    "REF1": "拒访率REF1",
    "CON1": "接触率CON1",
}


def add_method(made: SurveyOutcome, pieces: Pieces) -> None:
    """Add the page."""
    plan = made.plan
    pieces.section("调查方法")
    people = sum(stratum.people for stratum in plan.strata)
    aim = f"，样本目标{plan.target:,}份" if plan.target else ""
    share = f"，占总体的{percent_of(made.count, people)}" if people else ""
    pieces.text(
        f"对象与总体：{plan.area}{plan.kind}，总体{people:,}，分{len(plan.towns)}个街道（乡镇）{aim}；"
        f"有效答卷{made.count:,}份{share}。",
        f"抽样：{plan.sampling}。{_full(plan.frame)}{_basis(made)}",
        _questionnaire(made),
        _left_out(made),
    )
    _rates(made, pieces)
    pieces.text(f"加权：{'；'.join(made.run.told)}。", _variances(made), _bears(made))


def percent_of(part: int, whole: int) -> str:
    """A share in per cent with two digits that count.

    >>> percent_of(6685, 1_500_000)
    '0.45%'
    """
    return f"{100 * part / whole:.2f}%"


def _full(text: str) -> str:
    return f"{text.rstrip('。')}。" if text else ""


def _basis(made: SurveyOutcome) -> str:
    if made.plan.model_based:
        return (
            "受访者不是按已知概率抽取的，下列误差和区间是以“权数调整后同组受访者可视为随机”为前提的模型推算，"
            "不是抽样误差。"
        )
    return "误差和区间按抽样设计用泰勒线性化计算。"


def _questionnaire(made: SurveyOutcome) -> str:
    form = made.form
    versions = sorted({one.version for one in made.returns if one.version})
    used = f"，答卷所用版本：{'、'.join(versions)}" if versions else ""
    return (
        f"问卷：《{form.title}》，{len(form.scored)}道计分题，{len(parts_of(form))}个方面"
        f"{used}。指数＝（得分－最低分）÷（最高分－最低分）×100；方面得分是该方面已答各题的平均，"
        f"{WHOLE}是各方面的加权平均，答了一半以上方面的才计入。"
    )


def _left_out(made: SurveyOutcome) -> str:
    if not made.left_out:
        return ""
    said = "，".join(f"{reason}{count}份" for reason, count in made.left_out.items())
    return f"未计入结果的答卷{sum(made.left_out.values())}份：{said}。"


def _rates(made: SurveyOutcome, pieces: Pieces) -> None:
    """Dispositions and rates; without a count of who did not answer there are none."""
    response = made.response
    if not made.plan.outcomes:
        pieces.text("应答率：没有登记未完成的访问，无法计算应答率。")
        return
    rows = [(group, f"{response.counts[group]:,}") for group in GROUPS if group in response.counts]
    rows += [(name, percent(response.rates[code])) for code, name in _NAMES.items()]
    if response.eligible is not None:
        rows.append(("资格不明者中合格的估计比例", percent(response.eligible)))
    pieces.table("访问结果与应答率（AAPOR 标准定义）", ("项目", "数值"), rows)


def _variances(made: SurveyOutcome) -> str:
    lonely = f"；孤层（只有一个抽样单位的层）：{made.plan.lonely}" if made.plan.cluster else ""
    unit = f"抽样单位为“{made.plan.cluster}”" if made.plan.cluster else "抽样单位为受访者"
    return f"误差：街道（乡镇）为层，{unit}{lonely}；区间用t分布，置信度95%；有效份数不足{LEAST}份的不公布。"


def _bears(made: SurveyOutcome) -> str:
    """What the figures can bear: how far two towns must be apart to be told apart."""
    known = [made.results.of(WHOLE, town) for town in made.results.towns]
    known = [one for one in known if one.published]
    whole = made.results.of(WHOLE)
    if not known or not whole.published:
        return ""
    middle = sorted(one.error for one in known)[len(known) // 2]
    apart = 1.96 * 2**0.5 * middle
    return (
        f"能说到什么程度：全区{WHOLE}的误差范围约±{tenth(whole.reach)}，一个街道（乡镇）约±{tenth(1.96 * middle)}；"
        f"两个街道（乡镇）一般要相差{tenth(apart)}以上才能分出高低。"
    )
