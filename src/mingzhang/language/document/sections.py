"""The shape of a document: headings, the sections under them, and the contents page."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from mingzhang.facts.report import Paragraph, Report
from mingzhang.language.document.document import Section
from mingzhang.language.text.numerals import NUMERALS, value_of_numeral
from mingzhang.language.text.spelling import Flat, flatten, plain
from mingzhang.language.text.vocabulary import ALL_FUNDS

Titles = Mapping[str, tuple[str, ...]]

# Styles of numbering, outermost first; the level of a section is the place of its style in this list.
PROJECTS = frozenset(("绩效", "绩效开展"))  # keys of sections whose figures are those of projects
_PLANNED = re.compile(
    "(?<!公共)(?<!基金)(?<!经营)(?<!部门)(?<!单位)预算(?!单位|绩效|执行|安排)"
)  # what is planned
_STYLES = (
    rf"第[{NUMERALS}]{{1,3}}部分[、：.]?",
    rf"[{NUMERALS}]{{1,3}}[、.]",
    rf"（[{NUMERALS}]{{1,3}}）[、.]?",
    r"\d{1,2}(?:、|\.(?!\d)|\.(?=20\d\d年))",
    r"（\d{1,2}）[、.]?|\d{1,2}）",
    r"[①-⑳]",
)
_ORDINAL = re.compile("|".join(f"(?P<s{level}>{style})" for level, style in enumerate(_STYLES, 1)))
_GLUED = re.compile(rf"(?<![{NUMERALS}第（\d])(?:{_STYLES[0]}|{_STYLES[1]}|{_STYLES[2]})")
_LONGEST = 45  # characters of a title; longer numbered lines are sentences
_FIGURE = re.compile(r"\d[\d.,]*(?:亿|万)?元|\d%|\d{1,3},\d{3}|\d\.\d\d")
_BRACKETED = re.compile(r"（[^（）]*）")
_MARKS = re.compile(r"[“”\"'‘’：。，；《》]|^关于")
_YEAR = re.compile(r"(?:20\d\d|[二〇○零一-九]{4})年度?|^本年度")
_TAIL = re.compile(r"(?:的)?(?:情况)?(?:的)?(?:说明|情况)?$")
_ONE_FUND, _PART = (
    re.compile("政府性基金|国有资本经营"),
    re.compile("总体|具体|结构|使用|及?(?:增减)?变[动化]"),
)
_CLOSED = re.compile(r"(?:说明|情况|概况|名词解释|职能|职责|设置|构成|分析|结论|建议|结果|做法)[。；：]?$")
_GOES_ON = re.compile(r"^[的和与及或、，；：。等表中如]")  # after a title inside a sentence: it is no heading
_BEGINS = re.compile(
    r"^(?:$|\d|本|我|截[至止]|无|没有|“三公”|（一）|一、|1[.、]|.{2,20}(?:20\d\d|本)年)"
)  # a sentence after a title
_ITEM = re.compile(
    r"（[类款项]）|(?:支出|收入)$|^(?:负责|协助|承担|组织|完成|贯彻|指导|参与|拟订|执行)|[：；。]$"
)
_LEADER = re.compile(r"(?:[.…·]{2,}|…|-{3,})[-.…·]*(\d{0,3})$")
_CONTENTS = re.compile(r"^（?[^。，；]{0,40}目录）?：?$|^目录(?=第一部分|一、)")


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One line of the contents: its ordinal, title, printed page number and block index."""

    number: str
    title: str
    level: int
    page: int | None
    block: int


@dataclass(frozen=True, slots=True)
class _Mark:
    """A heading found in the flat text of a block."""

    number: str
    title: str
    level: int
    start: int


_Placed = tuple[int, Paragraph, _Mark]  # block index, block, heading


@lru_cache(maxsize=8192)
def core(title: str) -> str:
    """What distinguishes a title: no ordinal, year, quotes, bracketed remarks or closing 情况说明.

    >>> core("七、2024年度财政拨款“三公”经费支出决算情况说明"), core("（一）因公出国（境）费的说明")
    ('财政拨款三公经费支出决算', '因公出国费')
    """
    name = _BRACKETED.sub("", words_of(title))
    name = _MARKS.sub("", _YEAR.sub("", name))
    return _TAIL.sub("", name) or name


def words_of(title: str) -> str:
    """A title in flat spelling without its ordinals.

    >>> words_of("第三部分 一、收入 情况"), words_of("“三公”经费")
    ('收入情况', '“三公”经费')
    """
    name = plain(title)
    while match := _ORDINAL.match(name):
        name = name[match.end() :]
    return name


def value_of(number: str) -> int | None:
    """The number an ordinal stands for, ``None`` when it is none: 第二部分, 十一、, （三）, 5., ③.

    >>> [value_of(n) for n in ("第二部分", "十一、", "（二十三）", "5.", "③", "一一、", "")]
    [2, 11, 23, 5, 3, None, None]
    """
    if circled := re.search("[①-⑳]", number):
        return ord(circled[0]) - ord("①") + 1
    if digits := re.search(r"\d{1,9}", plain(number)):
        return int(digits[0])
    words = re.search(f"[{NUMERALS}]+", number)
    return value_of_numeral(words[0]) if words else None


_Index = tuple[dict[str, str], tuple[str, ...]]
_indexes = deque[tuple[Titles, _Index]](maxlen=8)  # of the last catalogues asked for


def _index(titles: Titles) -> _Index:
    """The keys by the names of sections, and the names that a longer title may end with."""
    for known, index in tuple(_indexes):
        if known is titles:
            return index
    keys = {core(name): key for key, names in titles.items() for name in names}
    _indexes.append((titles, (keys, tuple(name for name in keys if len(name) >= 2))))
    return _indexes[-1][1]


def key_of(title: str, titles: Titles) -> str:
    """The catalogue's name of a section title: exactly known, else known after the unit's name.

    >>> key_of("二、收入决算情况说明", {"收入": ("收入决算",)})
    '收入'
    >>> key_of("第三部分 某某市某局2024年度部门决算情况说明", {"情况说明": ("部门决算",)})
    '情况说明'
    """
    (known, endings), name = _index(titles), core(title)
    for spelling in (name, *_of_account(name), ALL_FUNDS.sub("", name), *_of_fund(name)):
        if spelling in known:
            return known[spelling]
    if not name.endswith(endings):
        return ""
    fits = [k for k in endings if name.endswith(k) and unit_before(name[: -len(k)])]
    return known[max(fits, key=len)] if fits else ""


def _of_account(name: str) -> Iterator[str]:
    """How an account would call the section of a budget: 收入预算 is 收入决算, 政府采购预算 政府采购.

    >>> [*_of_account("财政拨款收支预算总体")]
    ['财政拨款收支决算总体', '财政拨款收支总体']
    """
    if "预算" in name and "决算" not in name:
        yield from dict.fromkeys(_PLANNED.sub(word, name) for word in ("决算", ""))


def _of_fund(name: str) -> Iterator[str]:
    """What the section of one fund is called without 总体 and the like: it has no section for each.

    >>> [*_of_fund("政府性基金预算财政拨款支出决算总体")]
    ['政府性基金预算财政拨款支出决算']
    """
    if _ONE_FUND.search(name) and "一般公共" not in name:
        yield _PART.sub("", name)


def unit_before(prefix: str) -> bool:
    """Whether what stands before a known title can be the name of a unit.

    >>> unit_before("某某市财政局"), unit_before("一般公共预算财政拨款")
    (True, False)
    """
    return bool(
        re.search(
            r"[局委办厅部院心处所会队校学馆站社府道镇乡室区市县联团司XＸ×]$|^(?:本|我)?(?:部门|单位)$|决算汇总$",
            prefix,
        )
    )


def style_of(number: str) -> int:
    """The level an ordinal's style stands for: 1 第一部分, 2 一、, 3 （一）, 4 1., 5 (1), 6 ①; 0 if none."""
    match = _ORDINAL.match(plain(number))
    return int((match.lastgroup or "s0")[1:]) if match else 0


def contents(report: Report) -> list[ContentsLine]:
    """The entries of the contents page, ``[]`` where the document has none.

    Readers may mark them; in plain text they are the headings after a line 目录 until the first of them
    comes again.

    >>> lines = ["目 录", "一、收入情况……1", "二、支出情况……3", "一、收入情况", "本年收入1万元。"]
    >>> [(e.number, e.title, e.page) for e in contents(Report("a", "txt", [Paragraph(t) for t in lines]))]
    [('一、', '收入情况', 1), ('二、', '支出情况', 3)]
    """
    marked = [(i, b) for i, b in _paragraphs(report) if b.kind == "contents"]
    entries = [entry for i, b in marked if (entry := _entry(i, plain(b.text)))]
    if entries:
        return [*entries, *_going_on(report, entries)]
    found: list[ContentsLine] | None = None
    for index, block in _paragraphs(report):
        flat = plain(block.text)
        if _CONTENTS.match(flat):
            found = []
        elif found is not None and flat:
            entry = _entry(index, flat)
            if entry is None and not found and len(flat) < _LONGEST:
                continue  # a date of publication, a watermark
            paged = len(found) > 1 and all(e.page for e in found)
            if entry is None or (found and _again(entry, found[0])) or (paged and not entry.page):
                break
            found.append(entry)
    return found if found and len(found) > 1 else []


def _going_on(report: Report, entries: list[ContentsLine]) -> list[ContentsLine]:
    """Lines right behind the marked entries that number on: what the body lacks, a reader does not mark."""
    found: list[ContentsLine] = []
    last = entries[-1]
    for index, block in _paragraphs(report):
        if index <= last.block or not (flat := plain(block.text)):
            continue
        entry = _entry(index, flat)
        after = value_of(entry.number) if entry and entry.number else None
        if entry is None or after is None or after != (value_of(last.number) or -1) + 1:
            break
        if entry.level != last.level or len(flat) > _LONGEST:
            break
        found.append(entry)
        last = entry
    return found


def _again(entry: ContentsLine, first: ContentsLine) -> bool:
    return entry.page is None and (
        (entry.number == first.number and entry.level == first.level)
        or core(entry.title) == core(first.title)
    )


def _entry(block: int, flat: str) -> ContentsLine | None:
    """A line of the contents: number, title, level and page; ``None`` for a line that is no entry."""
    flat = re.sub(r"PAGEREF_Toc\d+h", "…", flat)  # a field of Word that a page of the web did not resolve
    leader = _LEADER.search(flat)
    page = int(leader[1]) if leader and leader[1] else None
    text = flat[: leader.start()] if leader else flat
    if page is None and (printed := re.search(r"(?<=[^\d年月第])(\d{1,3})$", text)) and len(text) > 4:
        page, text = int(printed[1]), text[: printed.start()]
    match = _ORDINAL.match(text)
    if len(text) > _LONGEST + 20 or (not match and not leader) or re.search("[。；]", text):
        return None
    number = match[0] if match else ""
    return ContentsLine(number, text[len(number) :], style_of(number) or 1, page, block)


def _paragraphs(report: Report) -> Iterator[tuple[int, Paragraph]]:
    return ((i, b) for i, b in enumerate(report.blocks) if isinstance(b, Paragraph))


def outline(report: Report, titles: Titles) -> list[Section]:
    """The sections of a document in order of their headings; nested ones lie inside their parents.

    A heading is known by its numbering, its outline level or its title.  One glued to the sentence
    before it is found by a title of the catalogue only.

    >>> texts = ["一、收入决算情况说明", "本年收入1万元。二、支出决算情况说明", "1.协助领导做好会务工作。"]
    >>> report = Report("a.txt", "txt", [Paragraph(t) for t in texts])
    >>> for s in outline(report, {"收入": ("收入决算",), "支出": ("支出决算",)}):
    ...     print(s.number, s.title, s.level, s.start, s.end, s.key)
    一、 收入决算情况说明 2 0 1 收入
    二、 支出决算情况说明 2 1 3 支出
    """
    listed = {entry.block for entry in contents(report)}
    known = sorted(_spelled(titles), key=len, reverse=True)
    marks: list[_Placed] = []
    for index, block in _paragraphs(report):
        if index not in listed and block.kind == "text":
            marks += ((index, block, mark) for mark in _headings(block, titles, known))
    marks = _without_rows(_titled_below(marks, report), titles)
    bare = 2 if any(mark.level == 1 for *_, mark in marks) else 1  # the level of titles without a number
    sections = [
        Section(m.title, m.number, m.level or bare, i, len(report.blocks), key_of(m.title, titles), block)
        for i, block, m in marks
    ]
    for position, section in enumerate(sections):
        for later in sections[position + 1 :]:
            if later.level <= section.level:
                section.end = max(later.start, section.start + 1)
                break
    return sections


def _titled_below(marks: list[_Placed], report: Report) -> list[_Placed]:
    """Give 第一部分 the title, or the end of the title, that stands on the line below it."""
    taken: set[int] = set()
    found: list[_Placed] = []
    for index, block, mark in marks:
        below = report.blocks[index + 1] if index + 1 < len(report.blocks) else None
        if mark.level == 1 and mark.number and isinstance(below, Paragraph):
            line, broken = plain(below.text), not re.search("(?:说明|情况|概况|解释|表)$", mark.title)
            whole = len(line) < _LONGEST and not _ORDINAL.match(line) and not re.search("[，。；：]", line)
            if whole and (
                not mark.title or (line.endswith("说明") and len(line) < 10) or (broken and len(line) < 3)
            ):
                taken.add(index + 1)
                mark = replace(mark, title=mark.title + below.text.strip())
        if index not in taken or mark.number:
            found.append((index, block, mark))
    return found


def _without_rows(marks: list[_Placed], titles: Titles) -> list[_Placed]:
    """Drop runs of numbered lines without text between them: rows of a table that came as text."""
    kept: list[_Placed] = []
    run: list[_Placed] = []
    for before, mark in pairwise([None, *marks, None]):
        if mark is None or (before is not None and mark[0] != before[0] + 1):
            unknown = [m for m in run if not key_of(m[2].title, titles)]
            kept += [m for m in run if m not in unknown] if len(unknown) > 3 else run
            run = []
        if mark is not None:
            run.append(mark)
    return kept


def _headings(block: Paragraph, titles: Titles, known: list[str]) -> Iterator[_Mark]:
    """The heading that fills a paragraph, or else the known titles glued to its sentences."""
    flat = flatten(block.text)
    whole = _whole(flat.text, block.level, titles)
    if whole:
        yield _Mark(whole[0], _raw(block, flat, len(whole[0]), len(flat.text)), whole[1], 0)
        return
    marks = list(_glued(block, flat, known))
    first = (marks[0].number, core(marks[0].title)) if marks else None
    again = [m for m in marks[1:] if (m.number, core(m.title)) == first]
    if again and "目录" in flat.text[: marks[0].start]:  # the contents stand in the same paragraph
        marks = [mark for mark in marks if mark.start >= again[0].start]
    yield from marks


def _glued(block: Paragraph, flat: Flat, known: list[str]) -> Iterator[_Mark]:
    """Known titles behind an ordinal anywhere in a paragraph, where what follows begins a sentence."""
    for match in _GLUED.finditer(flat.text):
        rest = flat.text[match.end() : match.end() + _LONGEST]
        title = _title_at(rest, known)
        start, end = match.end(), match.end() + len(title)
        after = rest[len(title) :]
        spaced = block.text[flat.raw(start, end)[1] :][:1].isspace() if title else False
        closed = title.endswith("说明") or _BEGINS.match(after) or spaced
        if title and closed and not _GOES_ON.match(after):
            yield _Mark(match[0], _raw(block, flat, start, end), style_of(match[0]), match.start())


def _title_at(rest: str, known: list[str]) -> str:
    """The known title with which the text goes on, with its closing 情况说明."""
    year = re.match(r"(?:20\d\d年度?)?", rest)
    shift = year.end() if year else 0
    title = next((k for k in known if rest.startswith(k, shift)), "")
    tail = re.match(r"(?:的)?(?:情况)?(?:的)?(?:说明|情况)?", rest[shift + len(title) :])
    return rest[: shift + len(title) + (tail.end() if tail else 0)] if len(title) > 3 else ""


def _spelled(titles: Titles) -> set[str]:
    """The known titles as they are printed, with and without quotation marks."""
    plain_titles = {plain(name) for names in titles.values() for name in names}
    return plain_titles | {name.replace("三公", "“三公”") for name in plain_titles}


def _raw(block: Paragraph, flat: Flat, start: int, end: int) -> str:
    """The printed text of a flat span without blanks at its ends."""
    first, last = flat.raw(start, end)
    return block.text[first:last].strip() if end > start else ""


def _whole(flat: str, level: int, titles: Titles) -> tuple[str, int] | None:
    """Number and level when the whole paragraph is a heading; level 0 for a known title without either."""
    match = _ORDINAL.match(flat)
    number = match[0] if match else ""
    style = style_of(number)
    words = flat[len(number) :]
    rest = _BRACKETED.sub("", words)
    if len(rest) > _LONGEST or _FIGURE.search(rest) or (style > 1 and not rest):
        return None
    known = bool(rest) and bool(key_of(rest, titles))
    if known or (2 <= style <= 3 and _CLOSED.search(rest)):
        words = rest = rest.rstrip("。；：")
    if re.search(r"[。；！？]|：.", rest) or rest.endswith(("，", "、")) or _LEADER.search(rest):
        return None
    if match:
        listed = _ITEM.search(words) or rest.count("，") > 1 or (style == 2 and (value_of(number) or 99) > 20)
        return (number, style) if known or not listed else None
    if 0 < level <= 6 and rest:
        return "", level
    return ("", 0) if known and _CLOSED.search(rest) and not core(rest).endswith("部门决算") else None
