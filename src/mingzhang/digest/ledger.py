"""The ledger 摘编台账.xlsx: sources, topics, articles, issues and what readers made of them, read and written.

Texts of articles are long: they stand in files beside the ledger, one for each article.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from mingzhang.catalogue import NATION
from mingzhang.digest.article import Article, NewsSource, SourceKind
from mingzhang.digest.issue import (
    CLASSES,
    Choice,
    DigestItem,
    Issue,
    IssueKind,
    ItemUrgency,
    UnlawfulIssueError,
    with_items,
)
from mingzhang.digest.ledger_sheets import (
    ARTICLES,
    COVER,
    ISSUES,
    READINGS,
    SHEETS,
    SOURCES,
    TOPICS,
    YES,
)
from mingzhang.digest.quota import Quota
from mingzhang.digest.reading import IssueReading, ReadingKind
from mingzhang.digest.topics import TopicRule, faults, words
from mingzhang.facts.workbook import Workbook
from mingzhang.language.workbook.form import InputSheet
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.sheets import ROOM, Row, SheetReader, Value, cell_value, laid_out, sheets_of

NAME = "舆情信息摘编"


@dataclass(frozen=True)
class DeskRow:
    """What the editor wrote beside an article."""

    choice: Choice | None = None
    issues: tuple[str, ...] = ()
    heading: str = ""
    text: str = ""
    class_: str = ""
    urgency: ItemUrgency = ItemUrgency.USUAL
    topics: str = ""


@dataclass
class DigestLedger:
    """What a ledger says, and what is wrong in it; ``desk`` holds the editor's choice by article."""

    unit: str = ""
    year: int = 0
    place: str = NATION
    name: str = NAME
    quota: Quota = field(default_factory=Quota)
    sources: list[NewsSource] = field(default_factory=list)
    rules: list[TopicRule] = field(default_factory=list)
    articles: dict[str, Article] = field(default_factory=dict)
    desk: dict[str, DeskRow] = field(default_factory=dict)
    issues: dict[str, Issue] = field(default_factory=dict)
    readings: list[IssueReading] = field(default_factory=list)
    problems: list[ScoringProblem] = field(default_factory=list)


def read_digest(
    path: str | Path, texts: Mapping[str, str] | None = None, limits: Limits | None = None
) -> DigestLedger:
    """The ledger of a workbook, with the ``texts`` of its articles by number where they are needed.

    What is wrong is told by sheet and cell, and all else is read.  Raises
    :class:`~mingzhang.readers.limits.UnreadableError` when the file cannot be read or is no ledger.
    """
    path = Path(path)
    tables = sheets_of(path, limits)
    if ARTICLES.name not in tables:
        raise UnreadableError(path, f"没有“{ARTICLES.name}”工作表；新的摘编库用 mingzhang digest new 建立")
    reader = SheetReader(tables, kind="稿件", owners=("number", "issue", "name"), free=True)
    return _DigestReader(reader, texts or {}).read()


class _DigestReader:
    """Reads one ledger, sheet by sheet: later ones speak of what earlier ones say."""

    def __init__(self, sheets: SheetReader, texts: Mapping[str, str]) -> None:
        self._sheets, self._texts = sheets, texts
        self._ledger = DigestLedger(problems=sheets.problems)

    def read(self) -> DigestLedger:
        ledger = self._ledger
        for row in self._sheets.rows(COVER):
            ledger.unit, ledger.name = row.text("unit"), row.text("name") or NAME
            ledger.year, ledger.place = int(row.text("year") or 0), row.text("place") or NATION
            ledger.quota = self._quota(row)
        ledger.sources = [made for row in self._sheets.rows(SOURCES) if (made := _source(row))]
        ledger.rules = [_rule(row) for row in self._sheets.rows(TOPICS) if row.text("name")]
        for rule, why in faults(ledger.rules):
            self._sheets.problems.append(ScoringProblem(rule.name, "", "主题", why, kind="主题"))
        for row in self._sheets.rows(ARTICLES):
            self._article(row)
        for row in self._sheets.rows(ISSUES):
            self._issue(row)
        self._fill()
        ledger.readings = [each for row in self._sheets.rows(READINGS) if (each := self._reading(row))]
        told = {each.issue for each in ledger.readings if each.kind is ReadingKind.INSTRUCTED}
        ledger.issues = {name: replace(each, instructed=name in told) for name, each in ledger.issues.items()}
        return ledger

    def _quota(self, row: Row) -> Quota:
        usual = Quota()
        least, most = row.figure("least"), row.figure("most")
        made = Quota(int(usual.least if least is None else least), int(most or max(usual.most, least or 0)))
        if made.least > made.most:
            self._told(row, COVER, "most", "每日至多小于每日至少，按 3 至 5 条计算")
            return usual
        return made

    def _told(self, row: Row, sheet: InputSheet, name: str, why: str) -> None:
        owner = row.text("number") or row.text("issue") or row.text("name") or row.text("unit")
        self._sheets.problem(owner, sheet, name, row.number, why, row.cells.get(name, ""))

    def _article(self, row: Row) -> None:
        """An article with what the editor wrote beside it."""
        ledger, number = self._ledger, row.text("number")
        day, got = self._sheets.day(ARTICLES, row, "day"), self._sheets.day(ARTICLES, row, "got")
        if not number:
            return
        if number in ledger.articles:
            self._told(row, ARTICLES, "number", "编号重复，这一行没有读取")
            return
        said = row.texts("title", "source", "address", "sha256", "first")
        if said["first"] and said["first"] not in ledger.articles:
            self._told(row, ARTICLES, "first", f"同稿首篇“{said['first']}”不在前面的稿件里，按单独一篇处理")
            said["first"] = ""
        got = got or day or date(ledger.year or 2000, 1, 1)
        note = (row.text("note"),) if row.text("note") else ()
        ledger.articles[number] = Article(
            number, text=self._texts.get(number, ""), got=got, day=day, notes=note, row=row.number, **said
        )
        ledger.desk[number] = DeskRow(
            Choice(row.text("choice")) if row.text("choice") else None,
            words(row.text("issue")), row.text("heading"), row.text("text"), row.text("class_"),
            ItemUrgency(row.text("urgency") or ItemUrgency.USUAL), row.text("topics"),
        )  # fmt: skip

    def _issue(self, row: Row) -> None:
        """An issue; steps that were left out, and numbers that come twice, are told."""
        day = self._sheets.day(ISSUES, row, "day")
        count = row.figure("count")
        number, kind = row.text("number"), row.text("kind")
        names = ("checked", "signed", "sent", "filed")
        days = {name: self._sheets.day(ISSUES, row, name) for name in names}
        if count is not None and count < 1:
            self._told(row, ISSUES, "count", "期数应从 1 起，这一行没有读取")
        if not (day and count and count > 0 and number and kind):
            return
        if number in self._ledger.issues:
            self._told(row, ISSUES, "number", "刊号重复，这一行没有读取")
            return
        made = Issue(
            number, IssueKind(kind), int(count), day, (), words(row.text("readers")), row.text("topic"),
            days["checked"], row.text("checked_by"), days["signed"], row.text("signed_by"), days["sent"],
            days["filed"], row=row.number,
        )  # fmt: skip
        for name, before in zip(names[1:], names, strict=False):
            if days[name] and not days[before]:
                self._told(
                    row, ISSUES, name, f"填了{ISSUES.column(name).head}，没有填{ISSUES.column(before).head}"
                )
        if made.signed and not made.signed_by:
            self._told(row, ISSUES, "signed_by", "签发了没有写签发人（岗位）")
        twin = next(
            (
                e
                for e in self._ledger.issues.values()
                if (e.kind, e.count, e.day.year) == (made.kind, made.count, day.year)
            ),
            None,
        )
        if twin is not None:
            self._told(row, ISSUES, "count", f"期数与“{twin.number}”相同")
        self._ledger.issues[number] = made

    def _fill(self) -> None:
        """Put the chosen articles into their issues; who may not stand there is told and left out."""
        ledger = self._ledger
        for number, desk in ledger.desk.items():
            article = ledger.articles[number]
            for name in desk.issues:
                issue = ledger.issues.get(name)
                if issue is None:
                    self._wrong(article, "issue", f"刊期表里没有“{name}”")
                    continue
                item = item_of(article, desk)
                others = (each for each in ledger.issues.values() if each.number != name)
                try:
                    free = replace(issue, checked=None, signed=None, sent=None, filed=None)
                    filled = with_items(free, (*issue.items, item), others)
                except UnlawfulIssueError as fault:
                    self._wrong(article, "issue", f"{fault}，这一期没有收它")
                    continue
                ledger.issues[name] = replace(issue, items=filled.items)

    def _wrong(self, article: Article, name: str, why: str) -> None:
        self._sheets.problem(article.number, ARTICLES, name, article.row, why)

    def _reading(self, row: Row) -> IssueReading | None:
        """What a reader made of an issue; of one that was never sent nobody read anything."""
        day = self._sheets.day(READINGS, row, "day")
        said = row.texts("issue", "article", "reader", "text", "matter")
        if not (day and said["issue"] and said["reader"] and row.text("kind")):
            return None
        issue = self._ledger.issues.get(said["issue"])
        if issue is None or issue.sent is None:
            self._told(row, READINGS, "issue", "这一期没有报送，阅批没有记入")
            return None
        kind = ReadingKind(row.text("kind"))
        if kind is ReadingKind.INSTRUCTED and not said["text"]:
            self._told(row, READINGS, "text", "批示没有写内容")
        return IssueReading(day=day, kind=kind, row=row.number, **said)


def item_of(article: Article, desk: DeskRow) -> DigestItem:
    """An article as its row at the desk has it; heading and text stand as the editor wrote them."""
    return DigestItem(
        article, desk.heading or article.title, desk.text, desk.class_ or CLASSES[0], desk.urgency,
        next(iter(words(desk.topics)), ""),
    )  # fmt: skip


def _source(row: Row) -> NewsSource | None:
    if not row.text("name") or not row.text("kind"):
        return None
    return NewsSource(
        row.text("name"),
        SourceKind(row.text("kind")),
        row.text("address"),
        row.text("fetch") == YES,
        row.text("topic"),
    )


def _rule(row: Row) -> TopicRule:
    lists = {name: words(row.text(name)) for name in ("must", "some", "never", "places", "officials")}
    return TopicRule(row.text("name"), class_=row.text("class_"), **lists)


def digest_workbook(ledger: DigestLedger) -> Workbook:
    """The workbook of a ledger with free rows.

    >>> [leaf.name for leaf in digest_workbook(DigestLedger()).leaves]
    ['封面', '来源', '主题', '稿件', '刊期', '阅批']
    """
    cover: dict[str, object] = {
        "unit": ledger.unit, "year": str(ledger.year or ""), "name": ledger.name,
        "place": "" if ledger.place == NATION else ledger.place,
    }  # fmt: skip
    records: dict[str, list[dict[str, Value]]] = {
        COVER.name: [_said(cover | {"least": ledger.quota.least, "most": ledger.quota.most})],
        SOURCES.name: [
            _said(_fields(each, SOURCES) | {"fetch": YES if each.fetch else "否"}) for each in ledger.sources
        ],
        TOPICS.name: [_said(_fields(each, TOPICS)) for each in ledger.rules],
        ARTICLES.name: [
            _said(_article_row(each, ledger.desk.get(each.number))) for each in ledger.articles.values()
        ],
        ISSUES.name: [_said(_fields(each, ISSUES)) for each in ledger.issues.values()],
        READINGS.name: [_said(_fields(each, READINGS)) for each in ledger.readings],
    }
    leaves = [laid_out(sheet, records[sheet.name], 0 if sheet is COVER else ROOM) for sheet in SHEETS]
    return Workbook(f"{ledger.unit}摘编台账", leaves)


def _fields(record: object, sheet: InputSheet) -> dict[str, object]:
    return {name: getattr(record, name) for name, _ in sheet.fields}


def _article_row(each: Article, desk: DeskRow | None) -> dict[str, object]:
    desk = desk or DeskRow()
    own = {
        name: getattr(each, name) for name in ("number", "title", "source", "day", "got", "address", "sha256")
    }
    pressing = desk.choice or desk.urgency is not ItemUrgency.USUAL
    return own | {
        "first": each.first if each.repeats else "", "note": "；".join(each.notes), "topics": desk.topics,
        "choice": desk.choice, "class_": desk.class_, "issue": desk.issues, "heading": desk.heading,
        "urgency": desk.urgency if pressing else "", "text": desk.text,
    }  # fmt: skip


def _said(fields: Mapping[str, object]) -> dict[str, Value]:
    """Values as the cells have them."""
    return {name: cell_value(value) for name, value in fields.items()}
