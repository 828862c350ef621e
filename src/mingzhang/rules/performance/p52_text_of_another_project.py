"""自评表之间没有串用文字

为什么：实际完成值与别的项目的文字完全相同，又与本指标无关，是填表时复制错了。
怎么改：按本项目本指标的完成情况重写。

>>> one = form("防汛", rows=["社会效益指标|减少内涝|汛期积水点减少|保障档案库房恒温恒湿平稳运行|90|90"])
>>> two = form("档案", rows=["社会效益指标|档案安全|保障档案库房恒温恒湿平稳运行|已达到预期的效果|90|90"])
>>> print(*rule.check(together(one, two)))
P-52 不成立：自评表1“防汛”“社会效益指标 减少内涝”的实际完成值“保障档案库房恒温恒湿平稳运行”与自评表2“档案”的文字完全相同，与本指标“汛期积水点减少”无关
>>> print(*rule.check(together(form("防汛"), two)))
P-52 成立：
>>> print(*rule.check(form("防汛", rows=["社会效益指标|减少内涝|||90|90"])))
P-52 无法判断：各自评表没有填写实际完成值
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.recognise import IndicatorRow, SelfEvaluation
from mingzhang.language.text.similarity import pairs

RULE = Judgement(
    "P-52", Severity.WARNING, ("A",), kinds=("final_account", "self_evaluation", "evaluation_report")
)
_LONG = 12  # shorter texts are set phrases


def check(document: Document) -> Iterator[Finding]:
    """One finding for each pasted outturn, otherwise one for the document."""
    forms = document.evaluations
    rows = [(form, row) for form in forms for row in form.indicators if row.concerned and row.actual.plain]
    pasted = [finding for form, row in rows for finding in _judge(document, form, row)]
    yield from pasted
    if forms and not rows:
        yield undecided("各自评表没有填写实际完成值", forms[0].name.place)
    elif forms and not pasted:
        yield holds(*(form.name.place for form in forms))


def _judge(document: Document, form: SelfEvaluation, row: IndicatorRow) -> Iterator[Finding]:
    """An outturn foreign to its indicator and form that is word for word what one other form aims at."""
    text = row.actual.plain
    theme = pairs(row.name.plain) | pairs(row.target.plain)
    if len(text) < _LONG or not theme or pairs(text) & (theme | pairs(form.name.plain)):
        return
    elsewhere = [e for e in form.texts() if e is not row.actual and e.plain == text]
    owners = [other for other in document.evaluations if other is not form and _owns(other, text)]
    if not elsewhere and len(owners) == 1:
        owner = owners[0]
        yield fails(
            f"{form.table}“{row.row}”的实际完成值“{text[:40]}”与{owner.table}的文字完全相同，"
            f"与本指标“{row.target.plain[:20]}”无关",
            row.actual.place,
            row.target.place,
            expected="本指标的完成情况",
        )


def _owns(form: SelfEvaluation, text: str) -> bool:
    """Whether a form says the same and means it: its name or goal speaks of the same thing."""
    said = any(text in (row.name.plain, row.target.plain) for row in form.indicators)
    return said and bool(pairs(text) & (pairs(form.name.plain) | pairs(form.goal.plain)))
