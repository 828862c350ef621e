"""What a register of projects says in the final account: figures of its tables, the part on performance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from mingzhang.facts.fact import Fact, Facts
from mingzhang.facts.number import MONEY, Printed, number_of, printed, rounded, shown
from mingzhang.facts.place import Place
from mingzhang.facts.publication import BODY, SECTION, SUBSECTION, Piece
from mingzhang.facts.report import Paragraph
from mingzhang.facts.supplier import GOODS, SERVICES, SMALL, WORKS
from mingzhang.language.evaluation.grid import marks
from mingzhang.language.table.notation import Notation
from mingzhang.language.text.numerals import numeral
from mingzhang.performance.assess import Assessment
from mingzhang.performance.evaluate import Evaluation, evaluate, scheme_of, small_business
from mingzhang.performance.evaluation_report import NAME as REPORT_NAME
from mingzhang.performance.evaluation_report import report_pieces
from mingzhang.performance.project import SELF, Project, Register
from mingzhang.performance.self_evaluation_form import TITLE, form_pieces

_ITEM = 7  # digits of a functional code
_OWN = "评价项目中，"


def account_figures(register: Register) -> Facts:
    """The figures of the final account that projects determine: procurement, purchased services, projects.

    Amounts are in 元 under the catalogue's names.  What depends on an unknown amount is left out, and
    ``支出表[…].项目支出`` is only given when every project states its item.

    >>> from mingzhang.performance.project import funds_of
    >>> spent = funds_of([("财政拨款.执行", Fraction(240000))])
    >>> project = Project("1", "甲", funds=spent, bought=True, service="调查")
    >>> figures = account_figures(Register(projects=[project]))
    >>> [(fact.name, fact.figure.text) for fact in figures]
    [('购买服务表[调查].支出', '240000.00'), ('购买服务表[合计].支出', '240000.00'), ('购买服务', '240000.00')]
    """
    facts = Facts()
    _services(register, facts)
    _procurement(register, facts)
    _items(register, facts)
    return facts


def _state(facts: Facts, name: str, amounts: Iterable[Fraction | None]) -> None:
    """State a sum; a sum with an unknown part is unknown."""
    known = list(amounts)
    if None not in known:
        total = sum((amount for amount in known if amount is not None), Fraction(0))
        facts.add(Fact(name, printed(shown(total, "", 2), MONEY, Place(table="项目库", row=name))))


def _services(register: Register, facts: Facts) -> None:
    bought = [project for project in register.projects if project.bought]
    if not bought:
        return
    lists: dict[str, list[Project]] = {}
    for project in bought:
        lists.setdefault(project.service or project.name, []).append(project)
    for name, projects in lists.items():
        _state(facts, f"购买服务表[{name}].支出", (project.spent_on_services for project in projects))
    for name in ("购买服务表[合计].支出", "购买服务"):
        _state(facts, name, (project.spent_on_services for project in bought))


def _procurement(register: Register, facts: Facts) -> None:
    procured = [project for project in register.projects if project.procured]
    if not procured:
        return
    _state(facts, "采购表.合计", (project.spent for project in procured))
    for kind in (GOODS, WORKS, SERVICES):
        _state(facts, f"采购表.{kind}", (p.spent for p in procured if p.procured == kind))
    if all(project.size for project in procured):
        _state(facts, "采购表.中小企业", (_agreed(p) for p in procured if small_business(p)))
        _state(facts, "采购表.小微企业", (_agreed(p) for p in procured if p.size in SMALL))


def _agreed(project: Project) -> Fraction | None:
    """What contracts with the supplier amount to, what was spent where none is registered."""
    contracts = {p.contract: p.amount for p in project.payments if p.amount is not None}
    return sum(contracts.values(), Fraction(0)) if contracts else project.spent


def _items(register: Register, facts: Facts) -> None:
    if not register.projects or any(len(project.item) != _ITEM for project in register.projects):
        return
    for code in sorted({project.item for project in register.projects}):
        _state(facts, f"支出表[{code}].项目支出", (p.spent for p in register.projects if p.item == code))


def differences(figures: Facts, account: Facts) -> list[tuple[Fact, Fact]]:
    """Where an account says something else than the projects: its figure, theirs; rounding explains no gap.

    >>> from mingzhang.facts.fact import stated
    >>> ((said, other),) = differences(stated("购买服务 208.29"), stated("购买服务 203.29"))
    >>> said.figure.text, other.figure.text
    ('203.29', '208.29')
    """
    found = []
    for fact in figures:
        other = account.get(fact.name)
        if other is None or other.figure.unit != fact.figure.unit:
            continue
        gap = number_of(fact.figure) - number_of(other.figure)
        if abs(gap.value) > gap.slack:
            found.append((other, fact))
    return found


def performance_summary(register: Register, evaluation: Evaluation | None = None) -> tuple[Facts, list[str]]:
    """The figures of the disclosure under ``绩效.…`` and the sentences that state them.

    An unknown score or amount leaves out what depends on it; ``evaluation`` saves scoring once more.
    """
    evaluation = evaluation or evaluate(register)
    facts, scored = Facts(), evaluation.scored
    own = [one for one in scored if one.project.way == SELF]
    _count(facts, "项目数", len(scored))
    _count(facts, "部门项目数", len(register.projects))
    _state(facts, "绩效.涉及金额", (one.project.spent for one in scored))
    _count(facts, "自评项目数", len(own))
    _state(facts, "绩效.自评金额", (one.project.spent for one in own))
    grades = scheme_of(evaluation.notation).grades
    totals = [one.total for one in scored if one.total is not None]
    if totals and len(totals) == len(scored):
        mean = rounded(sum(totals, Fraction(0)) / len(totals), 2)
        facts.add(Fact("绩效.平均得分", printed(marks(mean), "分")))
        for (name, _), key in zip(grades, ("优", "良", "中", "差"), strict=True):
            _count(facts, key, sum(one.grade == name for one in scored))
    counts = [(p.found, p.settled, p.settling) for p in register.evaluated() if p.found is not None]
    if counts:
        for key, place in (("问题数", 0), ("整改数", 1), ("整改中数", 2)):
            _count(facts, key, sum(row[place] or 0 for row in counts))
    return facts, list(_sentences(facts, evaluation, grades))


def _count(facts: Facts, key: str, count: int) -> None:
    facts.add(Fact(f"绩效.{key}", printed(str(count), "个")))


def _sentences(facts: Facts, evaluation: Evaluation, grades: tuple[tuple[str, int], ...]) -> Iterator[str]:
    """The sentences of the part on performance: projects evaluated, average score, problems settled."""
    said = {fact.name.partition(".")[2]: fact.figure for fact in facts}
    register, count = evaluation.register, said["项目数"].text
    if count == "0":
        yield f"{register.year}年度，{register.unit}没有开展项目绩效评价。"
        return
    share = f"，占部门项目总数的{marks(rounded(100 * said['项目数'].value / said['部门项目数'].value, 2))}%"
    yield (
        f"{register.year}年度，{register.unit}部门项目总数为{said['部门项目数'].text}个，评价项目{count}个{share}"
        f"{_money(said, '涉及金额')}。"
    )
    if said["自评项目数"].text not in ("0", count):
        yield f"{_OWN}绩效自评项目{said['自评项目数'].text}个{_money(said, '自评金额')}。"
    if "平均得分" in said:
        names = zip((name for name, _ in grades), ("优", "良", "中", "差"), strict=True)
        listed = "、".join(f"“{name}”{said[key].text}个" for name, key in names if said[key].value)
        whole = scheme_of(evaluation.notation).grade(said["平均得分"].value)
        yield f"平均得分{said['平均得分'].text}分，评价结果为{whole}，其中{listed}。"
    if "问题数" in said:
        settled, settling = said["整改数"].text, said["整改中数"].text
        yield f"绩效评价发现问题{said['问题数'].text}个，已整改{settled}个，正在整改{settling}个。"


def _money(said: dict[str, Printed], key: str) -> str:
    figure = said.get(key)
    return f"，涉及金额{shown(figure.value, '万元')}" if figure is not None else ""


def performance_pieces(
    register: Register,
    notation: Notation | None = None,
    masked: bool = True,
    evaluation: Evaluation | None = None,
    reports: Sequence[Assessment] = (),
) -> list[Piece]:
    """The part on performance: how evaluation was done, the evaluation reports, the forms.

    Headings are sections and subsections, so that the part stands where a place wants it.  Raises
    ``ValueError`` for a report without all its marks.
    """
    evaluation = evaluation or evaluate(register, notation=notation)
    _, sentences = performance_summary(register, evaluation)
    pieces = [Piece(Paragraph("一、绩效评价工作开展情况"), SECTION)]
    # a paragraph of its own: average and grades are those of all projects, not of these
    own = [sentence for sentence in sentences if sentence.startswith(_OWN)]
    whole = "".join(sentence for sentence in sentences if sentence not in own)
    pieces += [Piece(Paragraph(text), BODY) for text in (whole, *own)]
    for number, made in enumerate(reports, 2):
        name = "项目" if len(reports) == 1 else made.project.name
        pieces.append(Piece(Paragraph(f"{numeral(number)}、{name}{REPORT_NAME}"), SECTION))
        pieces += report_pieces(made, SUBSECTION)
    formed = [one for one in evaluation.scored if one.project.way == SELF and one.total is not None]
    if formed:
        pieces.append(Piece(Paragraph(f"{numeral(len(reports) + 2)}、{TITLE}"), SECTION))
    for number, one in enumerate(formed, 1):
        pieces.append(Piece(Paragraph(f"（{numeral(number)}）{one.project.name}"), SUBSECTION))
        pieces += form_pieces(one, evaluation.notation, masked)
    return pieces
