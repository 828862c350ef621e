"""What is to be told of a filing though it may be published: cells without use, and what blanks leave out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from mingzhang.catalogue import printed
from mingzhang.catalogue.printed import needs
from mingzhang.disclosure.questions import REASON, FilledWorkbook
from mingzhang.facts.fact import WHOLE
from mingzhang.facts.names import FactName
from mingzhang.language.narrative.phrase import derived
from mingzhang.language.workbook.form import DISTRICT, FISCAL, MONEY_UNIT, UNIT, Problem

TYPE, RUNNING = "单位类型", "机关运行经费"
_COVER = (UNIT, DISTRICT, FISCAL, MONEY_UNIT, TYPE)
_CODE = "科目:"  # names of codes that the list does not know
_COMPARED = {"上年": "不写与上年的比较", "年初预算": "不写与年初预算的比较", "前年": "图里没有前年"}
_ABSENT = "公开文本不写这一项"


def unused(book: FilledWorkbook, used: Collection[str]) -> list[Problem]:
    """The filled cells that the document neither prints nor adds up nor compares, in the order of the sheets.

    ``used`` are the figures and words of the document.
    """
    behind = set(used).union(*(book.sources.behind(name) for name in used))
    facts = [f.name for f in book.filing.facts if f.figure.value and not _compared(f.name, behind)]
    words = [name for name in book.filing.words if name not in behind and name not in _COVER]
    named = [name for name in (*facts, *words) if not name.startswith(_CODE)]
    told = ((name, f"{book.where(name) or f'“{name}”'}{_why(book, name)}。") for name in named)
    return book.ordered(Problem(*book.cell(name), sentence) for name, sentence in told)


def _why(book: FilledWorkbook, name: str) -> str:
    """Why a cell is of no use, where that is known: the place does not print it, or nothing changed."""
    if not needs(printed(book.place, book.filing.year or None, book.filing.kind), name):
        return "（本地公开文本不写）"
    reason, _, change = name.partition(":")
    base, _, fact = change.partition(":")
    if f"{reason}:" != REASON:
        return ""
    now, before = (book.known.get(each) for each in (fact, derived(fact, base)))
    same = now is not None and before is not None and now.figure.value == before.figure.value
    return f"（与{base}相同，不写原因）" if same else ""


def _compared(name: str, used: Collection[str]) -> bool:
    """Whether a figure is used: itself, or held against the one above it, which is filled in too."""
    if name in used:
        return True
    parts = FactName.parse(name)
    above = (WHOLE, parts.row[:3], parts.row[:5]) if parts.row.isdigit() else ()
    return any(str(parts.at(row)) in used for row in above)


def left_out(book: FilledWorkbook, names: Iterable[str]) -> list[Problem]:
    """One sentence for each blank sheet, block, column or cell for which something is not written.

    >>> from mingzhang.facts.fact import stated
    >>> from mingzhang.language.workbook.form import Filing
    >>> book = FilledWorkbook(Filing("某局", 2024, "310107", stated("三公表.决算.接待费 1"), cells={"甲": ("封面", "B1")}))
    >>> [str(problem) for problem in left_out(book, ["上年:总表.本年收入", "上年:总表.本年支出", "没有.这个数"])]
    ['工作表“上年”没有填：不写与上年的比较。']
    """
    told: dict[str, Problem] = {}
    for place, of in book.blanks(name for name in names if not _nothing_to_count(book, name)):
        said = _COMPARED.get(FactName.parse(of).of, _ABSENT)
        sentence = f"{book.wide(place)}没有填：{said}。"
        told.setdefault(sentence, Problem(*book.cell_at(place), sentence))
    return book.ordered(told.values())


def _nothing_to_count(book: FilledWorkbook, name: str) -> bool:
    """Whether a blank counts the cases of an amount that is zero."""
    for page in book.pages:
        for block in page.blocks:
            for line in (line for line in block.lines if line.counts):
                if name in [column.name(line.name) for column in block.columns]:
                    fact = book.known.get(line.counts)
                    return fact is not None and not fact.figure.value
    return False


def out_of_place(book: FilledWorkbook) -> list[Problem]:
    """Figures that a unit of the type on the cover does not have.

    >>> from mingzhang.facts.fact import stated
    >>> from mingzhang.language.workbook.form import Filing
    >>> filing = Filing("某中心", 2024, "310107", stated("机关运行经费 1"), {"单位类型": "事业单位"})
    >>> [str(problem) for problem in out_of_place(FilledWorkbook(filing))]
    ['工作表“采购与资产”的“机关运行经费”“决算数”：封面的单位类型是“事业单位”，不编报机关运行经费，请改填 0 或改正单位类型。']
    """
    fact = book.filing.facts.get(RUNNING)
    kind = book.filing.words.get(TYPE, "")
    if fact is None or not fact.figure.value or kind != "事业单位":
        return []
    sentence = f"封面的单位类型是“{kind}”，不编报{RUNNING}，请改填 0 或改正单位类型。"
    return [Problem(*book.cell(RUNNING), f"{book.where(RUNNING)}：{sentence}")]


def in_order(problems: Iterable[Problem]) -> Iterator[str]:
    """The sentences of problems, each once."""
    return iter(dict.fromkeys(problem.sentence for problem in problems))
