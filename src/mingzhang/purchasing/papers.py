"""The papers of purchases: the record of a selection, the acceptance sheet, the published totals."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from mingzhang.facts.days import day_words
from mingzhang.facts.number import SCALES
from mingzhang.facts.publication import (
    BODY,
    CAPTION,
    ISSUED,
    PART,
    SECTION,
    SIGNED,
    Piece,
    Publication,
    table_piece,
)
from mingzhang.facts.report import Paragraph
from mingzhang.purchasing.fault import in_column, money
from mingzhang.purchasing.ledger import PurchaseContract, PurchaseLedger, PurchaseProject
from mingzhang.purchasing.selection import Compared, compared, judges_of
from mingzhang.purchasing.totals import execution, shares, totals
from mingzhang.scoring.precision import Precision, rounded_rate, written

RECORD, SHEET, SUMMARY = "比选记录", "验收单", "采购情况汇总"
_UNKNOWN = "—"
_SIGN = 5  # judges that have a cell each to sign in; more sign in one


def selection_record(ledger: PurchaseLedger, project: PurchaseProject, today: date) -> Publication:
    """The record of a selection: quotes side by side, marks of the judges, who was chosen and why."""
    rows = compared(ledger, project.code)
    judges = judges_of(each for each in ledger.marks if each.project == project.code)
    said = f"本项目全年预算{_money(project.budget)}，共有{len(rows)}家供应商报价"
    said += f"，{len(judges)}位评委评分。" if judges else "。"
    pieces = [*_titled(f"{project.name}{RECORD}", today), _body(said)]
    if asked := _invitations(ledger, project, rows):
        pieces.append(_body(asked))
    if project.place:
        pieces.append(_body(f"比选地点：{project.place}。"))
    pieces += [_section("一、报价比较"), table_piece("报价比较", side_by_side(rows))]
    if judges:
        said = criteria_words(ledger, project.code)
        pieces += [
            _section("二、评分汇总"),
            *([_body(said)] if said else []),
            table_piece("评分汇总", mark_table(ledger, project, rows, judges)),
        ]
    pieces += [_section("三、评审意见" if judges else "二、评审意见"), _body(_opinion(project, rows))]
    each_judge = tuple(f"评委{judge}签字" for judge in judges) if 1 < len(judges) <= _SIGN else ("评委签字",)
    pieces.append(_signers((*each_judge, "监督人员签字", "记录人签字")))
    return _publication(ledger, f"{project.name}{RECORD}", [*pieces, *_signed(ledger, today)])


def _invitations(ledger: PurchaseLedger, project: PurchaseProject, rows: list[Compared]) -> str:
    """Who was invited, and who of them made no quote; nothing where that was not kept."""
    invited = [each for each in ledger.invited if each.project == project.code]
    quoted = {row.quote.supplier for row in rows}
    names = "、".join(each.supplier for each in invited)
    silent = "；".join(
        f"{each.supplier}没有报价" + (f"（{each.reply.rstrip('。')}）" if each.reply else "")
        for each in invited
        if each.supplier not in quoted
    )
    return f"邀请{len(invited)}家供应商：{names}。" + (f"{silent}。" if silent else "") if invited else ""


def side_by_side(rows: list[Compared], chosen: str = "选定") -> list[tuple[str, ...]]:
    """Suppliers in columns, as a buyer compares them; whoever was chosen is named so."""
    prices = sorted(row.quote.price for row in rows if row.quote.price is not None)
    heads = ("项目", *(row.quote.supplier for row in rows))
    order = [_UNKNOWN if r.quote.price is None else f"第{1 + prices.index(r.quote.price)}低" for r in rows]
    made: list[tuple[str, ...]] = [
        heads,
        ("报价（万元）", *(in_column(row.quote.price) for row in rows)),
        ("价格顺序", *order),
        ("企业规模", *(row.quote.size or _UNKNOWN for row in rows)),
        ("报价日期", *(_UNKNOWN if row.quote.day is None else day_words(row.quote.day) for row in rows)),
    ]
    if any(row.quote.chosen for row in rows):
        made.append(("比选结果", *(chosen if row.quote.chosen else _UNKNOWN for row in rows)))
    return made


def criteria_words(ledger: PurchaseLedger, project: str) -> str:
    """By what the judges gave marks, with the full marks of each; nothing where they gave none.

    >>> from mingzhang.purchasing.ledger import JudgeMark
    >>> made = [JudgeMark("A", "甲", "1", name, Fraction(full)) for name, full in (("方案", 60), ("报价", 40))]
    >>> criteria_words(PurchaseLedger(marks=made), "A")
    '评分标准：方案60分、报价40分，满分100分。'
    """
    full = {each.criterion: each.full for each in ledger.marks if each.project == project}
    known = [(name, most) for name, most in full.items() if most is not None]
    if not known or len(known) < len(full):
        return ""
    whole = sum((most for _, most in known), Fraction(0))
    return f"评分标准：{'、'.join(f'{n}{written(m)}分' for n, m in known)}，满分{written(whole)}分。"


def mark_table(
    ledger: PurchaseLedger, project: PurchaseProject, rows: list[Compared], judges: list[str]
) -> list[tuple[str, ...]]:
    """The sum of each judge for each supplier, the average and the place."""
    sums: dict[tuple[str, str], list[Fraction | None]] = {}
    for each in ledger.marks:
        if each.project == project.code:
            sums.setdefault((each.supplier, each.judge), []).append(each.mark)
    made: list[tuple[str, ...]] = [("供应商", *(f"评委{judge}" for judge in judges), "平均得分", "名次")]
    for row in rows:
        own = [sums.get((row.quote.supplier, judge), [None]) for judge in judges]
        told = [_UNKNOWN if None in some else written(sum(filter(None, some), Fraction(0))) for some in own]
        mean = _UNKNOWN if row.mark is None else written(Precision().of(row.mark))
        made.append((row.quote.supplier, *told, mean, str(row.place or _UNKNOWN)))
    return made


def _opinion(project: PurchaseProject, rows: list[Compared]) -> str:
    chosen = next((row.quote for row in rows if row.quote.chosen), None)
    if chosen is None:
        return project.opinion or "尚未选定供应商。"
    said = f"选定“{chosen.supplier}”，成交价{_money(chosen.price)}"
    said += f"，理由：{chosen.reason.rstrip('。')}" if chosen.reason else ""
    return f"{project.opinion.rstrip('。')}。{said}。" if project.opinion else f"{said}。"


def acceptance_sheet(ledger: PurchaseLedger, contract: PurchaseContract, today: date) -> Publication:
    """The sheet of acceptance: what was to be delivered, what was counted, the verdicts, what was paid."""
    worth, paid = ledger.worth(contract.number), ledger.paid(contract.number)
    said = f"合同编号{contract.number}，供应商“{contract.supplier}”，合同金额{_money(worth)}"
    changed = len(ledger.changes(contract.number))
    said += f"（签订时{_money(contract.amount)}，变更{changed}次）" if changed else ""
    rows: list[tuple[str, ...]] = [
        ("序号", "交付物", "应交付", "验收数", "期限\n验收日期", "结论", "佐证材料")
    ]
    for thing in (each for each in ledger.deliverables if each.contract == contract.number):
        acts = [a for a in ledger.acceptances if (a.contract, a.code) == (thing.contract, thing.code)]
        last = max(acts, key=lambda act: act.day, default=None)
        target = _UNKNOWN if thing.target is None else f"{written(thing.target)}{thing.unit}"
        due = _UNKNOWN if thing.due is None else day_words(thing.due)
        if last is None:
            days = f"{due}\n{_UNKNOWN}"
            rows.append((thing.code, thing.text, target, _UNKNOWN, days, "未验收", _UNKNOWN))
            continue
        counted = _UNKNOWN if last.counted is None else f"{written(last.counted)}{thing.unit}"
        proof = f"{last.evidence}（{last.sha256[:8]}）" if last.sha256 else last.evidence or _UNKNOWN
        days = f"{due}\n{day_words(last.day)}"
        rows.append((thing.code, thing.text, target, counted, days, last.verdict, proof))
    title = f"{_named(ledger, contract)}{SHEET}"
    whole = "全部交付物验收合格。" if ledger.accepted(contract.number) else "还有交付物没有验收合格。"
    pieces = [*_titled(title, today), _body(f"{said}，已付款{_money(paid)}。")]
    pieces += [table_piece("验收情况", rows)] if len(rows) > 1 else [_body("合同没有列明交付物。")]
    posts = "、".join(
        dict.fromkeys(a.by for a in ledger.acceptances if a.contract == contract.number and a.by)
    )
    pieces += [
        _body(f"验收结论：{whole}" + (f"验收人：{posts}。" if posts else "")),
        _signers(("验收人签字", "部门负责人签字", "供应商签字")),
    ]
    return _publication(ledger, title, [*pieces, *_signed(ledger, today)])


def summary(ledger: PurchaseLedger, today: date) -> Publication:
    """The published totals with the contracts behind each, and how far projects were carried out."""
    found = totals(ledger, today)
    pieces = [*_titled(SUMMARY, today), _section("一、公开口径合计")]
    rows: list[tuple[str, ...]] = [("项目", "金额（万元）", "占政府采购支出", "合同数")]
    of = dict(shares(found))
    rows += [
        (n, in_column(m.number * SCALES["万元"]), of.get(n, ""), str(len(m.rows))) for n, m in found.items()
    ]
    pieces += [Piece(Paragraph("公开口径合计"), CAPTION), table_piece("公开口径合计", rows)]
    pieces += [_section("二、项目执行"), table_piece("项目执行", _executed(ledger))]
    pieces.append(_section("三、合计的来源"))
    for name, measure in found.items():
        if measure.rows:
            whole = ("合计", "", "", "", in_column(measure.number * SCALES["万元"]))
            rows = [measure.heads, *measure.rows, whole]
            pieces += [Piece(Paragraph(name), CAPTION), table_piece(name, rows)]
    return _publication(ledger, SUMMARY, [*pieces, *_signed(ledger, today)])


def _executed(ledger: PurchaseLedger) -> list[tuple[str, ...]]:
    """What each project could spend, and spent."""
    rows: list[tuple[str, ...]] = [
        ("项目", "全年预算\n（万元）", "已付款\n（万元）", "执行率", "节约\n（万元）")
    ]
    for name, paid, budget, saved in execution(ledger):
        rows.append(
            (
                name,
                in_column(budget),
                in_column(paid),
                rounded_rate(paid, budget) or _UNKNOWN,
                in_column(saved),
            )
        )
    return rows


def _named(ledger: PurchaseLedger, contract: PurchaseContract) -> str:
    project = ledger.project(contract.project)
    return contract.number if project is None else project.name


def _money(amount: Fraction | None) -> str:
    return "（未填）" if amount is None else money(amount)


def _body(text: str) -> Piece:
    return Piece(Paragraph(text), BODY)


def _section(text: str) -> Piece:
    return Piece(Paragraph(text), SECTION)


def _titled(title: str, today: date) -> list[Piece]:
    return [Piece(Paragraph(title), PART), Piece(Paragraph(f"（{day_words(today)}）"), ISSUED)]


def _signers(posts: tuple[str, ...]) -> Piece:
    """Room to sign in, two lines high: the program signs for nobody."""
    return table_piece("签字", [posts, tuple("\u3000\n\u3000" for _ in posts)])


def _signed(ledger: PurchaseLedger, today: date) -> list[Piece]:
    return [Piece(Paragraph(f"{ledger.unit}\n{day_words(today)}"), SIGNED)]


def _publication(ledger: PurchaseLedger, title: str, pieces: list[Piece]) -> Publication:
    return Publication(ledger.unit, title, ledger.year, pieces, ledger.place)
