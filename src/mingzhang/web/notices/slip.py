"""催报通知: what the bureau sends to a unit, or to all that are late, as a Word document."""

from __future__ import annotations

import io
from collections.abc import Sequence

from mingzhang.facts.publication import BODY, CAPTION, DATE, TABLE, TITLE, UNIT, Piece, Publication
from mingzhang.facts.report import Cell, Paragraph, Table
from mingzhang.web.season.models import Season
from mingzhang.web.shared.templatetags.chinese import day
from mingzhang.web.shared.today import today
from mingzhang.web.submission.models import Submission
from mingzhang.working_days import between
from mingzhang.writers.word.document import write_docx

_HEADS = ("序号", "单位", "材料", "状态", "截止日", "逾期（工作日）")


def slip(season: Season, submissions: Sequence[Submission]) -> bytes:
    """The slip for one submission, or for several with a list; as the bytes of a .docx."""
    year, kind = season.year, season.get_kind_display()
    title = f"关于报送{year}年度部门{kind}公开材料的催报通知"
    to = str(submissions[0].organisation) if len(submissions) == 1 else "各有关部门、单位"
    words = [f"{to}：", _said(season, submissions), "确有困难不能按时报送的，请书面说明理由，申请延期。"]
    pieces = [Piece(Paragraph(title), TITLE), *(Piece(Paragraph(line), BODY) for line in words)]
    if len(submissions) > 1:
        pieces += [Piece(Paragraph("未报送材料清单"), CAPTION)]
        pieces += [Piece(_table(submissions), TABLE, name="未报送材料清单", wide=True)]
    pieces += [Piece(Paragraph(str(season.organisation)), UNIT), Piece(Paragraph(day(today())), DATE)]
    stream = io.BytesIO()
    write_docx(Publication(str(season.organisation), title, year, pieces), stream)
    return stream.getvalue()


def _said(season: Season, submissions: Sequence[Submission]) -> str:
    """What is owed, since when, and by when it must come."""
    basis = f"{season.year}年度部门{season.get_kind_display()}应于批复后 {season.days} 个工作日内公开"
    if len(submissions) > 1:
        return (
            f"{basis}。截至{day(today())}，下列 {len(submissions)} 份材料还没有报送，请抓紧办理，尽快报送。"
        )
    (one,) = submissions
    late = between(one.due, today())
    since = f"截止日为{day(one.due)}，已逾期 {late} 个工作日" if late > 0 else f"截止日为{day(one.due)}"
    back = "退回的意见请一并改正。" if one.status == "returned" else ""
    return (
        f"{basis}。你单位的{one.requirement}{since}，现在的状态是“{one.said}”，请抓紧办理，尽快报送。{back}"
    )


def _table(submissions: Sequence[Submission]) -> Table:
    rows: list[tuple[str, ...]] = [_HEADS]
    for number, one in enumerate(submissions, 1):
        late = max(0, between(one.due, today()))
        told = (one.organisation, one.requirement, one.said, day(one.due), late or "")
        rows.append((str(number), *map(str, told)))
    return Table(
        [Cell(text, row, column) for row, line in enumerate(rows) for column, text in enumerate(line)]
    )
