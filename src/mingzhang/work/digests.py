"""The digest from a folder on disk: the ledger, the originals, the texts; issues and statistics out.

::

    摘编库/摘编台账.xlsx   原件/<SHA-256>.html   正文/<稿件编号>.txt
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from mingzhang.digest.article import Article, NewsSource, SourceKind, article_of, fingerprint, numbers
from mingzhang.digest.issue import Choice, Issue
from mingzhang.digest.ledger import DeskRow, DigestLedger, digest_workbook, read_digest
from mingzhang.digest.measures import measures
from mingzhang.digest.papers import issue_paper, statistics
from mingzhang.digest.quota import tally
from mingzhang.digest.reading import IssueReading
from mingzhang.digest.same_story import StoryIndex
from mingzhang.digest.shorten import shortened
from mingzhang.digest.topics import matches
from mingzhang.facts.clipping import Clipping, Clippings, NewsAddress
from mingzhang.facts.publication import Publication
from mingzhang.facts.refusal import RefusalError
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.news import read_clippings
from mingzhang.supervision.matter import Matter, Source
from mingzhang.work.visits import told
from mingzhang.writers.opml import opml_file
from mingzhang.writers.publish import name_for, write_sets
from mingzhang.writers.spreadsheet.form import workbook_file
from mingzhang.writers.written import UnwritableError, made_folder, written, written_together

LEDGER, COPIES, TEXTS, SOURCE_LIST = "摘编台账.xlsx", "原件", "正文", "来源清单.opml"
OTHER = "（另一种取法）"  # where two opinions on the text of a page differ
_DAYS = 60  # a story that was first told longer ago is told anew


class OpenDigestError(RefusalError):
    """A ledger with something wrong in it, or that lacks what is asked for: nothing is written."""


@dataclass
class CollectedNews:
    """What came of taking files in: new articles, files that were there already, and a sentence for each
    file that could not be read or needs a look."""

    new: list[Article] = field(default_factory=list)
    known: list[Path] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    sources: int = 0


def new_store(folder: str | Path, force: bool = False) -> Path:
    """Make an empty store; raises :class:`~mingzhang.writers.written.UnwritableError` where one is there."""
    folder = made_folder(folder)
    path = folder / LEDGER
    if path.exists() and not force:
        raise UnwritableError(path, "已有摘编台账")
    with written(path, force) as stream:
        stream.write(workbook_file(digest_workbook(DigestLedger())))
    return path


def open_store(folder: str | Path, limits: Limits | None = None) -> DigestLedger:
    """The ledger of a store with the texts of its articles.

    Raises :class:`~mingzhang.readers.limits.UnreadableError`.
    """
    folder = Path(folder)
    path = folder / LEDGER if folder.is_dir() else folder
    if not path.exists():
        raise UnreadableError(path, "没有摘编台账；新的摘编库用 mingzhang digest new 建立")
    held = path.parent / TEXTS
    texts = {each.stem: _text(each) for each in sorted(held.glob("*.txt"))}
    return read_digest(path, texts, limits)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise UnreadableError(path, "稿件正文打不开，或不是 UTF-8 文本") from None


def take_in(
    ledger: DigestLedger, files: Iterable[Path], today: date, source: str = "", limits: Limits | None = None
) -> tuple[CollectedNews, dict[str, bytes]]:
    """The news of files as articles of the ledger; a file that cannot be read is told, the others go on.

    Returns what came of it and the files to be kept beside the ledger, by name.  A copy that is there already
    is not taken twice; an entry of a feed with the address and the words of a known article neither.
    """
    taken, beside = CollectedNews(), dict[str, bytes]()
    known = {each.sha256 for each in ledger.articles.values()}
    seen = {_key(each.address, each.title, each.text) for each in ledger.articles.values()}
    index, more = _index(ledger, today), numbers(_last(ledger))
    for path in _all(files):
        try:
            found = read_clippings(path, limits)
            data = path.read_bytes()
        except (UnreadableError, OSError) as fault:
            taken.refused.append(
                str(fault) if isinstance(fault, UnreadableError) else f"{path}：不能打开，未检查。"
            )
            continue
        sha256 = fingerprint(data)
        if sha256 in known:
            taken.known.append(path)
            continue
        taken.sources += _listed(ledger, found)
        taken.told += [f"{path}：{note}" for note in found.notes]
        for clipping in found.news:
            made = article_of(clipping, next(more), today, sha256, source, path.parent.name)
            key = _key(made.address, made.title, made.text)
            if key in seen:
                continue
            seen.add(key)
            first = index.place(made.number, made.title, made.text)
            made = replace(made, first=first)
            taken.new.append(made)
            taken.told += [f"{path}：“{made.title[:20]}”{note}" for note in made.notes]
            ledger.articles[made.number] = made
            ledger.desk[made.number] = proposed(ledger, made)
            beside |= _texts_of(made.number, clipping)
            beside[f"{COPIES}/{sha256}{path.suffix.lower()}"] = data
    return taken, beside


def _texts_of(number: str, clipping: Clipping) -> dict[str, bytes]:
    """The files of an article's text, and of another opinion on it where there is one."""
    texts = {"": clipping.text.strip(), OTHER: clipping.other}
    return {f"{TEXTS}/{number}{mark}.txt": said.encode() for mark, said in texts.items() if said or not mark}


def proposed(ledger: DigestLedger, article: Article) -> DeskRow:
    """What rules and the draft of a short text propose for an article; the editor decides."""
    found = matches(ledger.rules, article.title, article.text)
    wanted = {word for rule in ledger.rules for word in (*rule.must, *rule.some)}
    text = shortened(article.text, sorted(wanted))
    choice = Choice.SPARE if found and not article.repeats else None
    class_ = next((each.class_ for each in found if each.class_), "")
    return DeskRow(
        choice, text=text if choice else "", class_=class_, topics="、".join(e.topic for e in found)
    )


def _key(address: str, title: str, text: str) -> tuple[str, str, str]:
    return address, title, text


def _last(ledger: DigestLedger) -> int:
    return max((int(each) for each in ledger.articles if each.isascii() and each.isdigit()), default=0)


def _index(ledger: DigestLedger, today: date) -> StoryIndex:
    """The first articles of the last weeks."""
    index = StoryIndex()
    for each in ledger.articles.values():
        if not each.repeats and (today - each.got).days <= _DAYS:
            index.add(each.number, each.title, each.text)
    return index


def _all(files: Iterable[Path]) -> Iterator[Path]:
    """The files, those of folders included, in the order of their names."""
    for path in files:
        if path.is_dir():
            yield from (each for each in sorted(path.rglob("*")) if each.is_file() and each.name[0] != ".")
        else:
            yield path


def _listed(ledger: DigestLedger, found: Clippings) -> int:
    """Add the sources of a list that the ledger does not have; none is fetched until somebody says so."""
    known = {each.address for each in ledger.sources}
    new = [each for each in found.sources if each.address not in known]
    ledger.sources += [NewsSource(each.name, SourceKind.FEED, each.address, topic=each.topic) for each in new]
    return len(new)


def collect(
    folder: str | Path, files: Sequence[Path], today: date, source: str = "", limits: Limits | None = None
) -> CollectedNews:
    """Take files into a store: the ledger, the copies and the texts are written together, or none of them.

    Raises :class:`OpenDigestError` where a row of the ledger could not be read (it would be lost), and what
    reading and writing raise.
    """
    folder = Path(folder)
    ledger = open_store(folder, limits)
    if ledger.problems:
        raise OpenDigestError(told("没有收入", ledger.problems))
    taken, beside = take_in(ledger, files, today, source, limits)
    if taken.new or taken.sources:
        made_folder(folder / COPIES)
        made_folder(folder / TEXTS)
        beside = {name: data for name, data in beside.items() if not (folder / name).exists()}
        beside[LEDGER] = workbook_file(digest_workbook(ledger))
        with written_together([folder / name for name in beside], force=True) as places:
            for place, data in zip(places, beside.values(), strict=True):
                place.write_bytes(data)
    return taken


def papers(ledger: DigestLedger, issues: Iterable[Issue], today: date) -> list[tuple[Publication, str]]:
    """Issues and the statistics as documents, each with the name of its file."""
    made = [
        (
            issue_paper(each, ledger.unit, ledger.name, ledger.year, ledger.place),
            name_for(each.number, "刊期"),
        )
        for each in issues
    ]
    return [*made, (statistics(ledger, today), "摘编工作统计")]


def write_issues(
    folder: str | Path,
    out: str | Path,
    today: date,
    only: Sequence[str] = (),
    formats: Sequence[str] = ("docx",),
    force: bool = False,
    limits: Limits | None = None,
) -> list[Path]:
    """Write issues, the statistics and the list of sources, all of them or none.

    Raises :class:`OpenDigestError` while something is wrong, and
    :class:`~mingzhang.writers.written.UnwritableError`.
    """
    ledger = open_store(folder, limits)
    if ledger.problems:
        raise OpenDigestError(told("没有写刊期", ledger.problems))
    missing = [name for name in only if name not in ledger.issues]
    if missing:
        raise OpenDigestError(f"刊期表里没有“{'、'.join(missing)}”，没有写刊期。")
    chosen = [each for each in ledger.issues.values() if each.items and (not only or each.number in only)]
    out = made_folder(out)
    addresses = [NewsAddress(e.name, e.address, topic=e.topic) for e in ledger.sources if e.address]
    beside = {SOURCE_LIST: opml_file(addresses, f"{ledger.unit}信息来源")}
    made = write_sets(papers(ledger, chosen, today), out, formats, force, beside)
    return [path for paths in made for path in paths] + [out / name for name in beside]


def matter_of(reading: IssueReading, issue: Issue, number: str) -> Matter:
    """The matter that a reader's instruction opens in the register of supervision.

    >>> from mingzhang.digest.issue import IssueKind
    >>> from mingzhang.digest.reading import ReadingKind
    >>> said = IssueReading("RB-1", "区长", date(2026, 9, 2), ReadingKind.INSTRUCTED, text="请水务局办理")
    >>> made = matter_of(said, Issue("RB-1", IssueKind.DAILY, 1, date(2026, 9, 1)), "DC-7")
    >>> made.source.value, made.text, made.basis, made.asked_by
    ('领导批示', '请水务局办理', '日报第1期（RB-1）', '区长')
    """
    heading = next((each.heading for each in issue.items if each.article.number == reading.article), "")
    basis = f"{issue.title}（{issue.number}）" + (f"“{heading}”" if heading else "")
    text = reading.text or heading
    return Matter(number, text, Source.INSTRUCTION, reading.day, basis, asked_by=reading.reader)


def store_text(ledger: DigestLedger, today: date) -> str:
    """How the store stands: articles, what waits, the quota of the year so far, and everything wrong.

    >>> print(store_text(DigestLedger(), date(2020, 12, 31)))
    收入稿件 0 篇，其中同一件事的 0 篇；命中主题 0 篇，等编辑取舍 0 篇。
    2020年工作日 249 天，计划 747 至 1245 条，已报送 0 期 0 条。
    """
    articles, desk = ledger.articles.values(), ledger.desk.values()
    found = sum(bool(each.topics) for each in desk)
    waiting = sum(each.choice is Choice.SPARE and not each.issues for each in desk)
    lines = [
        f"收入稿件 {len(articles)} 篇，其中同一件事的 {sum(e.repeats for e in articles)} 篇；"
        f"命中主题 {found} 篇，等编辑取舍 {waiting} 篇。"
    ]
    year = ledger.year or today.year
    last = min(today, date(year, 12, 31))
    whole = tally(ledger.issues.values(), date(year, 1, 1), last, ledger.quota)
    low, high = whole.planned
    sent = sum(each.sent is not None for each in ledger.issues.values())
    lines.append(
        f"{year}年工作日 {whole.days} 天，计划 {low} 至 {high} 条，已报送 {sent} 期 {whole.sent} 条。"
        + (f"（{whole.note}）" if whole.note else "")
    )
    counts = measures(ledger, date(year, 1, 1), last)
    lines += [each.sentence + "。" for each in counts.values() if each.rows]
    lines += [f"批示还没有立项：{e.issue} {e.reader}“{e.text}”。" for e in ledger.readings if e.waits]
    return "\n".join([*lines, *([told("", ledger.problems)] if ledger.problems else [])])
