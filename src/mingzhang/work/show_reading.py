"""What was read of a document, as text for people."""

from __future__ import annotations

from mingzhang.catalogue.divisions import place_name
from mingzhang.facts.coverage import Worth
from mingzhang.language.document.document import Document
from mingzhang.understanding.coverage import coverage
from mingzhang.work.show import cut
from mingzhang.writers.words import kind_words


def document_text(document: Document, facts: bool = False) -> str:
    """What was read of a document: identity, sections, tables, counts and, if wanted, every fact."""
    report, known = document.report, coverage(document)
    lines = [
        f"文件：{report.file}（{report.format}）　种类：{kind_words(document.kind, document.scope)}",
        f"单位：{document.unit or '未读到'}　年度：{document.year or '未读到'}　"
        f"地区：{place_name(document.place) or '未读到'}（{document.place}）",
        f"章节 {len(document.sections)} 个，识别的表 {len(document.tables)} 张，"
        f"自评表 {len(document.evaluations)} 张，句子里的断言 {len(document.claims)} 条",
        f"文中的数 {len(known)} 个：读懂 {known.meant}　没读懂 {known.counts.unread}　"
        f"看不准 {known.counts.doubtful}",
    ]
    lines += [f"注意：{note}" for note in report.notes]
    if facts:
        for fact in document.facts:
            figure = fact.figure
            lines.append(
                f"{fact.name}\t{figure.text or '空'}{figure.shown if figure.text else ''}\t{fact.place}"
            )
    lines += [
        f"{number.worth.chinese}：{cut(number.printed)}\t{number.place}"
        for number in known.of(Worth.UNREAD, Worth.DOUBTFUL)
    ]
    return "\n".join(lines)
