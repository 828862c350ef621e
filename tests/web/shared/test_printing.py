"""Documents are written in the format asked for; an unknown one is the first."""

from __future__ import annotations

from mingzhang.facts.publication import TITLE, Piece, Publication
from mingzhang.facts.report import Paragraph
from mingzhang.web.shared.printing import printed


def test_a_document_comes_in_a_known_format_under_its_name() -> None:
    paper = Publication("甲局", "记录", 2026, [Piece(Paragraph("记录"), TITLE)])
    for form, name, beginning in (("html", "某期.html", b"<!"), ("exe", "某期.docx", b"PK")):
        data, called = printed(paper, form, "某期")
        assert called == name and data.startswith(beginning)
