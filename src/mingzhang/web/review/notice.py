"""审核意见通知: what goes back to a unit with its version, as a Word document or an Excel workbook."""

from __future__ import annotations

import io
from dataclasses import dataclass

from mingzhang.facts.publication import BODY, CAPTION, DATE, TABLE, TITLE, UNIT, Piece, Publication
from mingzhang.facts.report import Cell, Paragraph, Table
from mingzhang.web.review.remarks import open_remarks
from mingzhang.web.shared.templatetags.chinese import day
from mingzhang.web.shared.today import today
from mingzhang.web.submission.desk import Card, card
from mingzhang.web.submission.models import Answer, AnswerKind, Move, Opinion, Version
from mingzhang.writers.spreadsheet.account import write_xlsx
from mingzhang.writers.word.document import write_docx

FORMATS = {"docx": write_docx, "xlsx": write_xlsx}
_HEADS = ("序号", "位置", "问题", "单位答复", "审核意见", "规则")


@dataclass(frozen=True)
class NoticeItem:
    """A line of the notice."""

    where: str
    problem: str
    answer: str
    opinion: str
    rule: str = ""


def items(version: Version) -> list[NoticeItem]:
    """What the unit still has to do: remarks, answers that were refused, findings that nobody answered."""
    answers = {answer.fingerprint: answer for answer in Answer.objects.of(version.submission)}
    found = version.findings.filter(number__gt=0).select_related("adoption", "version")
    cards = [card(each, answers.get(each.fingerprint)) for each in found]
    told = [
        NoticeItem(f"第 {one.page} 页" if one.page else "全文", one.quote, "", one.words)
        for one in open_remarks(version)
    ]
    return [*told, *(_item(one) for one in cards if _open(one))]


def _open(card: Card) -> bool:
    corrected = card.answer is not None and card.answer.kind == AnswerKind.CORRECTED
    return card.waiting or corrected


def _item(card: Card) -> NoticeItem:
    answer = card.answer
    refused = answer is not None and answer.judged == Opinion.REFUSED
    expected = f"应为 {card.expected}" if card.expected else "请核对改正，或写明理由"
    opinion = f"不认可：{answer.remark}" if answer is not None and refused else expected
    return NoticeItem(card.where, card.found.message, str(answer or "未答复"), opinion, card.found.rule)


def notice(version: Version) -> Publication:
    """The notice, ready to be written: to whom, about what, why it comes back, and the list."""
    submission = version.submission
    back = Move.objects.filter(version=version, what="退回").order_by("-pk").first()
    told = items(version)
    year = submission.season.year
    title = f"关于{submission.organisation}{year}年度{submission.requirement}公开材料的审核意见"
    words = [
        f"{submission.organisation}：",
        f"你单位报送的{year}年度{submission.requirement}（第{version.number}版，文件“{version.filename}”）"
        f"已经审核，现将意见通知如下。" + (f"退回理由：{back.words}" if back else ""),
        f"以下 {len(told)} 项，请逐项改正，或在系统中写明理由，于{day(submission.due)}前重新报送。"
        if told
        else "没有需要处理的事项。",
    ]
    pieces = [Piece(Paragraph(title), TITLE), *(Piece(Paragraph(line), BODY) for line in words)]
    if told:
        pieces += [
            Piece(Paragraph("审核意见表"), CAPTION),
            Piece(_table(told), TABLE, name="审核意见表", wide=True),
        ]
    pieces += [
        Piece(Paragraph(str(submission.season.organisation)), UNIT),
        Piece(Paragraph(day(today())), DATE),
    ]
    return Publication(str(submission.season.organisation), title, year, pieces)


def _table(told: list[NoticeItem]) -> Table:
    rows = [_HEADS] + [
        (str(n), one.where, one.problem, one.answer, one.opinion, one.rule) for n, one in enumerate(told, 1)
    ]
    return Table(
        [Cell(text, row, column) for row, line in enumerate(rows) for column, text in enumerate(line)]
    )


def written(version: Version, ending: str) -> bytes:
    """The notice as the bytes of a file of this kind."""
    stream = io.BytesIO()
    FORMATS[ending](notice(version), stream)
    return stream.getvalue()
