"""What the digest writes: an issue with its layout and sign-off, and the statistics of a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from mingzhang.digest.issue import CLASSES, DigestItem, Issue, IssueKind, IssueStage, ItemUrgency
from mingzhang.digest.ledger import DigestLedger
from mingzhang.digest.measures import delays, digests_with_instruction, repeats
from mingzhang.digest.quota import QuotaTally, tally
from mingzhang.facts.days import day_words
from mingzhang.facts.number import rounded
from mingzhang.facts.publication import (
    BODY,
    CAPTION,
    ISSUED,
    NOTE,
    PART,
    SECTION,
    SIGNED,
    SUBSECTION,
    Piece,
    Publication,
    table_piece,
)
from mingzhang.facts.report import Paragraph
from mingzhang.language.text.numerals import numeral
from mingzhang.scoring.precision import rounded_rate, written

STATISTICS = "摘编工作统计"


def _known(day: date | None) -> str:
    return day_words(day) if day else "日期未知"


def issue_paper(issue: Issue, unit: str, name: str, year: int = 0, place: str = "000000") -> Publication:
    """An issue as it is sent; before it is signed its head says that it is a draft.

    >>> from mingzhang.digest.article import Article
    >>> item = DigestItem(Article("1", "积水", "…", "某报", date(2025, 9, 1), date(2025, 9, 1)), "积水", "已排除。")
    >>> made = issue_paper(Issue("RB-1", IssueKind.DAILY, 1, date(2025, 9, 2), (item,), ("区长",)), "某办", "摘编")
    >>> [piece.block.text for piece in made.pieces][:2]
    ['摘编', '日报第1期（送审稿，尚未签发）']
    """
    draft = "" if issue.signed else "（送审稿，尚未签发）"
    topic = f"·{issue.topic}" if issue.topic else ""
    pieces = [Piece(Paragraph(name), PART), Piece(Paragraph(f"{issue.title}{topic}{draft}"), ISSUED)]
    ordered = arranged(issue)
    if len(ordered) > 1:
        pieces.append(Piece(Paragraph("本期目录"), SECTION))
        pieces += [
            Piece(Paragraph(f"{at}. {_mark(each)}{each.heading}"), BODY) for at, each in enumerate(ordered, 1)
        ]
    pieces += _told(issue, ordered)
    pieces.append(Piece(Paragraph(f"{unit}\n{_known(issue.sent or issue.day)}"), SIGNED))
    pieces += [Piece(Paragraph(line), NOTE) for line in _sign_off(issue)]
    return Publication(unit, f"{name}{issue.title}", year or issue.day.year, pieces, place)


def _told(issue: Issue, items: list[DigestItem]) -> Iterator[Piece]:
    """The items under their heads; one alone, whose topic the title says already, has no number."""
    at, alone = 0, len(items) == 1 and issue.kind is not IssueKind.DAILY
    for number, (class_, some) in enumerate(_by_class(issue, items), 1):
        if not alone:
            yield Piece(Paragraph(f"{numeral(number)}、{class_}"), SECTION)
        for each in some:
            at += 1
            head, role = f"{_mark(each)}{each.heading}", SECTION if alone else SUBSECTION
            yield Piece(Paragraph(head if alone else f"{at}. {head}"), role)
            yield from (Piece(Paragraph(line), BODY) for line in each.text.split("\n") if line.strip())
            yield Piece(Paragraph(_source(each)), NOTE)


def arranged(issue: Issue) -> list[DigestItem]:
    """The items in the order of print: by class, pressing ones first, as they were put in."""
    urgency = list(ItemUrgency)
    return sorted(issue.items, key=lambda each: (_class_order(issue, each), urgency.index(each.urgency)))


def _class_order(issue: Issue, item: DigestItem) -> int:
    if issue.kind is not IssueKind.DAILY:
        return 0
    return CLASSES.index(item.class_) if item.class_ in CLASSES else len(CLASSES)


def _by_class(issue: Issue, items: list[DigestItem]) -> Iterator[tuple[str, list[DigestItem]]]:
    """The items under the heads of an issue: a daily one by class, any other under its topic."""
    if issue.kind is not IssueKind.DAILY:
        yield issue.topic or issue.kind.value, items
        return
    for class_ in dict.fromkeys(each.class_ for each in items):
        yield class_, [each for each in items if each.class_ == class_]


def _mark(item: DigestItem) -> str:
    return "" if item.urgency is ItemUrgency.USUAL else f"【{item.urgency}】"


def _source(item: DigestItem) -> str:
    article = item.article
    said = f"来源：{article.source}，{_known(article.day)}"
    return f"（{said}，{article.address}）" if article.address else f"（{said}）"


def _sign_off(issue: Issue) -> Iterator[str]:
    if issue.readers:
        yield f"报：{'、'.join(issue.readers)}"
    room = "" if issue.signed else "　" * 8  # a draft that is signed on paper has where to sign
    said = [("审核", issue.checked_by or room), ("签发", issue.signed_by or room)]
    posts = "　".join(f"{label}：{post}" for label, post in said if post)
    if posts:
        yield posts


def statistics(ledger: DigestLedger, today: date) -> Publication:
    """The statistics of the ledger's year up to a day: the plan, by month, by class, what came of it."""
    year = ledger.year or today.year
    first, last = date(year, 1, 1), min(today, date(year, 12, 31))
    whole = tally(ledger.issues.values(), first, last, ledger.quota)
    pieces = [
        Piece(Paragraph(STATISTICS), PART),
        Piece(Paragraph(f"（{year}年，截至{_known(last)}）"), ISSUED),
    ]
    pieces.append(Piece(Paragraph("一、总体情况"), SECTION))
    pieces += [Piece(Paragraph(said), BODY) for said in _overall(ledger, whole)]
    pieces += [Piece(Paragraph("二、各月报送情况"), SECTION), Piece(Paragraph("各月报送情况表"), CAPTION)]
    pieces.append(table_piece("各月报送情况表", _months(ledger, year, last), total=True))
    if whole.note:
        pieces.append(Piece(Paragraph(f"注：{whole.note}。"), NOTE))
    pieces += [Piece(Paragraph("三、各类报送情况"), SECTION), Piece(Paragraph("各类报送情况表"), CAPTION)]
    pieces.append(table_piece("各类报送情况表", _classes(ledger, year), total=True))
    pieces.append(Piece(Paragraph(f"{ledger.unit}\n{_known(last)}"), SIGNED))
    return Publication(ledger.unit, f"{year}年{STATISTICS}", year, pieces, ledger.place)


def _overall(ledger: DigestLedger, whole: QuotaTally) -> Iterator[str]:
    """What was sent against the plan, how fast, what was kept from coming twice, and what leaders wrote."""
    low, high = whole.planned
    issues = [each for each in ledger.issues.values() if each.sent and whole.first <= each.sent <= whole.last]
    mean = "" if whole.mean is None else f"，平均每个工作日{written(rounded(whole.mean, 2))}条"
    quota = ledger.quota
    yield (
        f"工作日{whole.days}天，计划每日{quota.least}至{quota.most}条、共{low}至{high}条；报送{len(issues)}期"
        f"{whole.sent}条{mean}。达到计划的{whole.met}天，超过的{whole.over}天，不足的{len(whole.short)}天。"
    )
    waits = delays(issues)
    told = f"从发布到报送平均{written(rounded(Fraction(sum(waits), len(waits)), 1))}天，" if waits else ""
    doubled = repeats(ledger.articles.values(), whole.first, whole.last)
    yield f"{told}收入稿件中与前面同一件事的{len(doubled)}篇，只编一次。"
    marked = digests_with_instruction(ledger, whole.first, whole.last)
    share = rounded_rate(Fraction(len(marked)), Fraction(whole.sent)) if whole.sent else None
    opened = sum(bool(each.matter) for each in ledger.readings)
    yield f"领导批示{len(marked)}条{f'，占{share}' if share else ''}，已转督查立项{opened}件。"


def _months(ledger: DigestLedger, year: int, last: date) -> list[tuple[str, ...]]:
    heads = ("月份", "工作日", "计划（条）", "报送（条）", "达到\n（天）", "超过\n（天）", "不足\n（天）")
    rows: list[tuple[str, ...]] = [heads]
    for month in range(1, last.month + 1):
        end = date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
        made = tally(
            ledger.issues.values(), date(year, month, 1), min(last, date.fromordinal(end)), ledger.quota
        )
        rows.append((f"{month}月", *_cells(made)))
    return [*rows, ("合计", *_cells(tally(ledger.issues.values(), date(year, 1, 1), last, ledger.quota)))]


def _cells(made: QuotaTally) -> tuple[str, ...]:
    low, high = made.planned
    return (
        str(made.days),
        f"{low}至{high}",
        str(made.sent),
        str(made.met),
        str(made.over),
        str(len(made.short)),
    )


def _classes(ledger: DigestLedger, year: int) -> list[tuple[str, ...]]:
    """How many items of each class stood in the issues of each kind."""
    found: dict[str, dict[IssueKind, int]] = {}
    for issue in ledger.issues.values():
        if issue.sent and issue.sent.year == year and issue.stage is not IssueStage.GATHERED:
            for item in issue.items:
                by = found.setdefault(item.class_, dict.fromkeys(IssueKind, 0))
                by[issue.kind] += 1
    rows: list[tuple[str, ...]] = [("类别", *(kind.value for kind in IssueKind), "合计")]
    rows += [(name, *map(str, by.values()), str(sum(by.values()))) for name, by in sorted(found.items())]
    sums = [sum(by[kind] for by in found.values()) for kind in IssueKind]
    return [*rows, ("合计", *map(str, sums), str(sum(sums)))]
