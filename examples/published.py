"""The page “公布的与重算的”: every figure of the published account beside the one of the account as built.

The published figures stand in ``fengtai-2020/公布.csv`` under labels of our own; those beside them are read from
the built document.  A figure that differs must say why, one that does not must not.  ``make run`` runs it as
``python -m examples.published DOCUMENT PAGE``.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mingzhang.facts.number import Printed
from mingzhang.facts.report import Paragraph, Table
from mingzhang.language.document.document import Document
from mingzhang.language.document.performance_summary import summaries
from mingzhang.language.document.proportion import say
from mingzhang.language.evaluation.grid import FormEntry
from mingzhang.language.evaluation.self_evaluation import SelfEvaluation
from mingzhang.language.narrative.claim import Claim
from mingzhang.language.text.item_name import item_name
from mingzhang.understanding.read import read_document
from mingzhang.writers.written import written

HERE = Path(__file__).parent
PUBLISHED = HERE / "fengtai-2020" / "公布.csv"
ABSENT = "没有写"
_FUNDS = re.compile(r"(总额|财政拨款|上年结转|其他)(年初预算|全年预算|执行)")
_FIGURE = re.compile(r"(\d+(?:\.\d+)?)\s*(万元|万(?!页)|元|%)?")
_TITLES = {
    "拨款总体": "财政拨款",
    "一般总体": "一般公共预算支出",
    "一般具体": "一般公共预算支出",
    "绩效开展": "绩效评价",
}
_WAYS = {1: "增加", 0: "持平", -1: "减少"}


@dataclass(frozen=True)
class Line:
    """A published figure: in which part and section, of what, which column; what kind of difference and why."""

    part: str
    section: str
    subject: str
    column: str
    published: str
    kind: str = ""
    reason: str = ""
    built: str = ""

    @property
    def where(self) -> str:
        """The section as a reader names it.

        >>> Line("", "一般具体", "住房保障支出", "变动率", "9.84%").where
        '一般公共预算支出'
        """
        return _TITLES.get(self.section, self.section)

    @property
    def same(self) -> bool:
        """Whether both say the same, however many decimals and words are printed.

        >>> Line("", "", "", "", "0万元", built="0.00万元").same, Line("", "", "", "", "7元", built="7万元").same
        (True, False)
        """
        one, other = figures(self.published), figures(self.built)
        if not one or not other:
            return self.published == self.built
        units = all(a == b or not a or not b for (_, a), (_, b) in zip(one, other, strict=False))
        return [value for value, _ in one] == [value for value, _ in other] and units


def figures(text: str) -> list[tuple[Decimal, str]]:
    """The figures of a text with their units; the fiscal year of a date is understood.

    >>> figures("2020年3月，3.50万")
    [(Decimal('3'), ''), (Decimal('3.50'), '万元')]
    """
    bare = re.sub(r"^2020年(?=\d)", "", text)
    return [(Decimal(m[1]), "万元" if m[2] == "万" else m[2] or "") for m in _FIGURE.finditer(bare)]


def read_lines(path: Path = PUBLISHED) -> list[Line]:
    """The published figures as they stand in the file."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return [Line(*row) for row in csv.reader(stream)][1:]


def beside(document: Document, lines: Sequence[Line]) -> list[Line]:
    """The lines with what the document says; raises ``ValueError`` where a difference is not explained."""
    made = [replace(line, built=_built(document, line) or ABSENT) for line in lines]
    wrong = [line for line in made if line.same == bool(line.reason and line.kind)]
    if wrong:
        told = "；".join(f"{w.section} {w.subject} {w.column}：{w.published} / {w.built}" for w in wrong)
        raise ValueError(f"每一处不同都要写明种类和原因，相同的不写：{told}")
    return made


def _built(document: Document, line: Line) -> str:
    """What the document says where the published figure belongs; empty where it says nothing."""
    if line.column == "文中":
        return _in_text(document, line.subject)
    if line.section.startswith("自评表"):
        return _of_form(document.evaluations[int(line.section[3:]) - 1], line)
    if line.section == "评分表":
        return _of_score_table(document, line)
    if line.column == "评价结果":
        return next((one.grade for one in summaries(document) if one.grade), "")
    return _of_claim(document.claims, line)


def _in_text(document: Document, words: str) -> str:
    """The first figure right behind these words, anywhere."""
    pattern = re.compile(rf"{re.escape(words)}[^\d，。；≥]{{0,4}}(\d[\d.]*\s*[^\d，。；\s]{{0,2}})")
    for text in _texts(document):
        if found := pattern.search(text):
            return found[1]
    return ""


def _texts(document: Document) -> Iterator[str]:
    for block in document.report.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Table):
            yield from (cell.text for cell in block.cells)


def _of_claim(claims: Sequence[Claim], line: Line) -> str:
    """A figure of the narrative: the level of a subject, its change, its share or what it was planned at."""
    subject = item_name(line.subject).own  # as claims name it: without （款） behind it
    own = [c for c in claims if c.section == line.section and c.subject.strip("“”") == subject]
    if not own or (line.column == "实有数" and len(own) < 2):
        return ""
    claim = own[1] if line.column == "实有数" else own[0]
    change = claim.changes[0] if claim.changes else None
    ways: dict[str, Callable[[], Printed | None]] = {
        "变动数": lambda: change.amount if change else None,
        "变动率": lambda: change.rate if change else None,
        "占比": lambda: claim.shares[0].percent if claim.shares else None,
        "预算数": lambda: claim.level if change and change.way == 0 else None,
    }
    if line.column == "方向":
        return _WAYS.get(change.way, "") if change and change.way is not None else ""
    figure = ways.get(line.column, lambda: claim.level)()
    return say(figure) if figure is not None else ""


def _of_form(form: SelfEvaluation, line: Line) -> str:
    """A figure of a form: of its head, its goals or one of its rows."""
    heads = {"执行率": form.rate, "执行率得分": form.rate_score, "分值合计": form.total_full}
    heads |= {"总分": form.total_score}
    if line.column in heads:
        return heads[line.column].text
    if funds := _FUNDS.fullmatch(line.column):
        return _amount(form.fund(funds[2], funds[1]))
    for column, entry in (("预期目标", form.goal), ("实际完成情况", form.outcome)):
        if line.column == column:
            found = re.search(rf"{line.subject}(\d[\d.]*万元)", entry.text)
            return found[1] if found else ""
    row = next((row for row in form.indicators if row.name.text == line.subject), None)
    if row is None:
        return ""
    if line.column == "分值/得分":
        return f"{row.full.text}/{row.score.text}"
    return row.target.text if line.column == "指标值" else row.actual.text


def _amount(entry: FormEntry) -> str:
    return f"{entry.text}{entry.unit}" if figures(entry.text) else entry.text


def _of_score_table(document: Document, line: Line) -> str:
    (table,) = document.score_tables
    if line.subject == "合计":
        return f"{table.total_full.text}/{table.total_score.text}"
    names = (" ".join(level.text.strip() for level in one.levels[-2:]) for one in table.leaves)
    leaf = next((one for one, name in zip(table.leaves, names, strict=True) if name == line.subject), None)
    return f"{leaf.full.text}/{leaf.score.text}" if leaf else ""


def page(document: Document, lines: Sequence[Line]) -> str:
    """The page as HTML."""
    environment = Environment(
        autoescape=True,
        loader=FileSystemLoader(HERE),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    differ = [line for line in lines if not line.same]
    parts = [
        (part, [(where, list(rows)) for where, rows in groupby(group, lambda line: line.where)])
        for part, group in groupby(lines, lambda line: line.part)
    ]
    reasons = [list(rows) for _, rows in groupby(differ, lambda line: line.reason)]
    kinds = Counter(line.kind for line in differ).most_common()
    known = {"lines": lines, "differ": differ, "reasons": reasons, "kinds": kinds, "parts": parts}
    return environment.get_template("published.html").render(unit=document.unit, year=document.year, **known)


def main(source: str, target: str) -> None:
    """Write the page about a built document and say what it shows."""
    document = read_document(Path(source))
    lines = beside(document, read_lines())
    with written(Path(target), True) as stream:
        stream.write(page(document, lines).encode())
    differ = sum(not line.same for line in lines)
    print(
        f"公布的数 {len(lines)} 个，与重算的相同 {len(lines) - differ} 个，不同 {differ} 个，每一处都写明了原因：{target}"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
