"""What a document is: its kind, whose it is, of which fiscal year and which place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mingzhang.catalogue.divisions import NATION, chain, locate
from mingzhang.facts.report import Cell, Paragraph, Report, Table
from mingzhang.language.document.document import Section
from mingzhang.language.document.sections import contents, words_of
from mingzhang.language.text.spelling import plain
from mingzhang.language.text.unit_name import UNIT, bare

_COVER = 12  # paragraphs in which a cover stands
_TITLE = 50  # characters of a title line
_FIRST = 240  # characters in which a notice says what it is about
_BESIDE = 40  # paragraphs in which the province or city of a county may be named
_NOTICE = 1600  # characters of a notice on nothing but the three expenses
# Names of the three budgets say nothing about what kind of document it is.
_BUDGETS = re.compile(
    r"(?:一般公共|公共财政|政府性基金|国有资本经营|社会保险基金)预算|预算(?:绩效|单位|主管|编码|执行|法|管理|数|项目)|(?:年初|全年|调整)预算"
)
_KINDS = (
    ("final_account", re.compile("决算")),
    ("budget", re.compile("预算")),
    ("evaluation_report", re.compile("评价报告")),
    ("self_evaluation", re.compile("自评|绩效目标完成|绩效目标自评")),
    (
        "unknown",
        re.compile("(?:绩效)?运行监控"),
    ),  # of a year that has not ended: none of those that are known
    ("budget", re.compile("绩效目标(?:申报)?表")),  # what is planned for, not what was reached
)
_PLANNED = re.compile(
    "预算安排|收入预算|支出预算|部门预算|经费预算|预算(?:总额|总计|拨款)|安排[^，。；]{0,24}预算|拨款预算"
)
_ZEROS = "〇○零OoＯｏ0"  # 二O二三 with the letter, as covers print it
_DIGITS = {ord(c): str(i) for i, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys(
    map(ord, _ZEROS), "0"
)
_SPELLED_YEAR = re.compile(f"二[{_ZEROS}一二三四五六七八九]{{3}}(?=年)")
_TITLE_YEAR = re.compile(  # 较2022年度决算数增加…: the year compared with, and no title
    r"(?<![较比与同对])(20\d\d)(?:年度|年(?!\d{1,2}月)|(?=部门|单位))[^，。；]{0,30}?(?:决算|预算|自评|绩效|评价|“三公”经费)"
    r"|(?:自评|目标|评价|预算|决算)(?:申报)?表（(20\d\d)年度?）$"
)
# 2024年预算数 beside 2025年预算数: heads of columns, no title.
_COLUMN_YEAR = re.compile(r"(20\d\d)年度?(?:年初|当年)?(?:预算|决算|执行|预算执行|预算安排)数?")
_SUBJECT_YEAR = re.compile(
    r"(?:^|[。；])[^，。；]{0,24}?(20\d\d)年度?(?=收|支出总|总收|总支|财政拨款|本年|一般公共预算|“三公”|政府性基金|部门决算)"
)
# What the sentences of a notice without a title speak of, not what they compare with.
_TOLD_YEAR = re.compile(
    r"(?<![比较与同对自于从至到、])(20\d\d)年度?(?!\d{1,2}月|[无未没])(?=[^。；]{0,40}?(?:预算|决算|经费|支出|收入))"
)
_LABELLED = re.compile(
    r"^(?:预算主管部门|编制部门|编制单位|填报单位|单位名称|部门名称|公开单位|填报部门|预算单位|部门|单位)"
    r"(?:（(?:盖章|公章|单位)）)?：([^：，。；]{4,40}?)"
    r"(?:公开\d+表.*|(?:金额)?单位：.*|(20\d\d)年.*)?$"
)
_BEFORE_UNIT = re.compile(
    r"^(?:标题：|名称：|附件\d*：?|欢迎(?:来到|访问|光临))?(?:关于)?(?:公开)?(?:20\d\d年度?)?(?:关于)?(?:公开)?"
)
_AFTER_UNIT = re.compile(
    rf"(?:（[^（）]{{2,}}）)?(?:本级|本部)?(?:(?:关于)?(?:公开)?(?:20\d\d|[一-九{_ZEROS}]{{4}})年?度?.*"
    r"|(?:部门|单位)?(?:决算|预算|概况|主要职能|机构设置|基本情况|绩效|整体支出|“三公”经费|（部门）).*)$"
)
_UNIT_LAST = re.compile(
    r"(?:部门|单位)(?:决算|预算)(?:（草案）|公开(?:说明)?|报告)?([\u4e00-\u9fa5]{2,}[省市县区州旗][\u4e00-\u9fa5]{2,})$"
)
# What a page of the web prints around a document: no title of it.
_AROUND = re.compile(
    r"^(?:[-\[|]*)(?:索引号|监督索引号|发布机构|发文机关|发文机构|信息来源|来源|公开日期|发布日期|成文日期|主题分类|体裁分类"
    r"|您?(?:当前|现在)的?(?:所在)?位置|首页|浏览)"
)
_PLACED = re.compile(
    r"^[\u4e00-\u9fa5]{2,24}[省市县区州盟旗]$"
)  # a line that is the place of the unit below it
_PARTY = re.compile(r"^(?:中共|中国共产党)[\u4e00-\u9fa5]{2,24}(?:委|委员会)$")  # goes on: 社会工作部
_WITHIN = re.compile(
    "^(?:省|市(?![南北中]区)|县|区)"
)  # 省统计局, 市审计局: who put it on the web, not a full name
_TITLED = re.compile(r"^(?:20\d\d|部门|单位|目录|第一部分|一、|[^，。]{0,6}：)")  # no second half of a name
_TITLE_WORDS = re.compile("决算|预算(?!单位|主管)")
# The office of a department by itself: 某局（市本级）, 某局本级2024年度部门决算.
_OFFICE = re.compile(
    r"（[省市县区州]?(?:本级|本部|机关)）|[局委办厅院部处社会队](?:本级|本部)(?=20\d\d|部门|单位|$)"
)
_SCOPES = (
    (
        "unit",
        re.compile(r"单位(?:整体)?(?:预算|决算)(?!单位)|^预算单位："),
    ),
    ("department", re.compile(r"（(?:部门|汇总)）|部门(?:整体)?(?:预算|决算)(?!单位)|^预算主管部门：")),
)


@dataclass(frozen=True, slots=True)
class Identity:
    """Kind (one of ``document.KINDS``), full name of the unit, fiscal year, six-digit place code.

    ``scope`` is ``"unit"`` where the document calls itself 单位决算 or 单位预算, ``"department"`` where it is
    a 部门决算 or 部门预算, ``"office"`` where that is of the department's own office alone (本级), ``""``
    where it does not say.
    """

    kind: str
    unit: str
    year: int | None
    place: str
    scope: str = ""


def identify(
    report: Report, sections: Sequence[Section], places: Mapping[str, str] | None = None
) -> Identity:
    """Tell a document's kind, unit, fiscal year and place from its cover, its headings and its tables.

    ``places`` maps names of described places to codes; beside these all provinces, cities and counties are
    known.  What cannot be told is ``"unknown"``, ``""``, ``None`` and ``"000000"``.

    >>> cover = ["某某市某某区财政局", "2021年度部门决算（草案）", "2022年9月"]
    >>> report = Report("a.txt", "txt", [Paragraph(t) for t in cover])
    >>> identify(report, [], {"某某市": "990000", "某某市某某区": "990100"})
    Identity(kind='final_account', unit='某某市某某区财政局', year=2021, place='990100', scope='department')
    """
    listed = {entry.block: entry for entry in contents(report)}
    cover = list(_joined(list(_cover(report, listed))))
    lines = [*cover, *_titles(report, sections)]
    lines += [entry.title for entry in listed.values() if entry.level == 1]
    unit = _unit(report, cover, lines)
    place = _place([unit] if unit else lines[:4], places or {}, report)
    return Identity(_kind(lines, report), unit, _year(report, cover, lines), place, _scope(cover, lines))


def matter(report: Report, sections: Sequence[Section]) -> str:
    """The key of the one section that a short notice is, by its first lines; ``""`` where it has sections.

    >>> told = ["某县2020年“三公”经费决算情况", "2020年，“三公”经费决算支出9.00万元，其中：公务接待费9.00万元。"]
    >>> matter(Report("页.txt", "txt", [Paragraph(text) for text in told]), [])
    '三公'
    """
    if any(section.key and not section.key.startswith("三公") for section in sections):
        return ""
    first = "".join(line for line, _ in zip(_texts(report), range(3), strict=False))[:_FIRST]
    return "三公" if re.search(r"[“\"]?三公[”\"]?经费", first) else ""


def _place(named: Sequence[str], described: Mapping[str, str], report: Report) -> str:
    """The place of a name: one of the described, or one within it that the list of all places knows."""
    words = " ".join(named)
    names = [name for name in described if name in words]
    place = described[max(names, key=lambda n: (words.startswith(n), len(n)))] if names else NATION
    beside = "".join(p.text for _, p in zip(range(_BESIDE), report.paragraphs(), strict=False))
    found = next((code for name in named if (code := locate(name, beside)) != NATION), NATION)
    return found if place == NATION or place in chain(found) else place


def _scope(cover: list[str], lines: list[str]) -> str:
    """Whether the first title line that says so is of a department, its office alone or a single unit."""
    said = ((scope for scope, pattern in _SCOPES if pattern.search(line)) for line in lines)
    scope = next((scope for scopes in said for scope in scopes), "")
    title = next((number for number, line in enumerate(cover) if _TITLE_WORDS.search(line)), 0)
    named = [line for line in cover[: title + 3] if words_of(line) == line]  # no line of a list of units
    return "office" if scope != "unit" and any(map(_OFFICE.search, named)) else scope


def _texts(report: Report) -> Iterator[str]:
    return (plain(p.text) for p in report.paragraphs() if p.kind != "header" and p.text.strip())


def _titles(report: Report, sections: Sequence[Section]) -> Iterator[str]:
    """Lines after the cover that may name the document: headings of the first level, table names."""
    yield from (plain(section.title) for section in sections if section.level == 1)
    for table in report.tables():
        yield plain(table.name)
        yield from (plain(cell.text) for cell in table.cells if cell.row == 0 and 4 < len(cell.text) < _TITLE)


def _cover(report: Report, listed: Container[int]) -> Iterator[str]:
    """The lines of the cover, without what a page of the web prints around a document and its contents."""
    seen = 0
    for index, block in enumerate(report.blocks):
        if not isinstance(block, Paragraph) or not (line := plain(block.text)) or index in listed:
            continue
        if _AROUND.match(line):
            continue
        seen += 1
        if seen > _COVER:
            return
        line = re.sub(r"(?<=.)（?目录）?(?:第一部分.*|一、.*)?$", "", line)
        line = _SPELLED_YEAR.sub(lambda m: m[0].translate(_DIGITS), line)
        if len(line) <= _TITLE and not re.search("[。；]", line):
            yield line


def _joined(lines: list[str]) -> Iterator[str]:
    """The lines of a cover, a name that is broken over two of them made whole."""
    before = ""
    for line, after in pairwise([*lines, ""]):
        whole, before = before + line, ""
        name = _BEFORE_UNIT.sub("", whole)
        goes_on = after and not _TITLED.match(after)
        if (
            goes_on
            and (_PARTY.match(name) or (_PLACED.match(name) and not UNIT.match(name)))
            and _named(after)
        ):
            before = whole
        else:
            yield whole


def _kind(lines: list[str], report: Report) -> str:
    """The first title line that names a kind decides; without one the wording of the text does."""
    for line in lines:
        words = _BUDGETS.sub("", line)
        kinds = [kind for kind, pattern in _KINDS if pattern.search(words)]
        if kinds:
            return kinds[0]
    words = _BUDGETS.sub("", text := "".join(_texts(report)))
    final, plan = words.count("决算"), len(_PLANNED.findall(words))
    notice = len(text) < _NOTICE and "三公" in text[: _NOTICE // 4]
    least = 1 if notice or any("三公" in line for line in lines[:3]) else 3
    if max(final, plan) < least:
        return "unknown"
    return "final_account" if final >= plan else "budget"


def _year(report: Report, cover: list[str], lines: list[str]) -> int | None:
    """The year of the first title line with one; else that of the tables' labels or of the sentences."""
    heads = [int(head[1]) for line in lines if (head := _COLUMN_YEAR.fullmatch(line))]
    cover, lines = ([one for one in part if not _COLUMN_YEAR.fullmatch(one)] for part in (cover, lines))
    broken = (one + after for one, after in pairwise(cover))
    for line in (*cover, *broken, *lines):
        if match := _TITLE_YEAR.search(line):
            return int(match[1] or match[2])
    for line in lines[:4]:
        if match := re.fullmatch(r"[（]?(20\d\d)年度[）]?", line):
            return int(match[1])
    labelled = Counter(int(match[2]) for match in _labels(report) if match[2])
    said = Counter(int(m[1]) for text in _texts(report) for m in _SUBJECT_YEAR.finditer(text))
    alone = Counter(int(match[1]) for line in cover if (match := re.fullmatch(r"(20\d\d)年", line)))
    if years := labelled or said or alone:
        return years.most_common(1)[0][0]
    told = Counter(int(m[1]) for text in _texts(report) for m in _TOLD_YEAR.finditer(text))
    return max(heads, default=max(told, key=lambda year: (told[year], year), default=None))


def _unit(report: Report, cover: list[str], lines: list[str]) -> str:
    """The name on the cover; else the one the tables are labelled with.

    A name alone is that of the cover where the title follows it (某局 · 2024年度部门决算); where the title has
    another name, what stood alone was the office whose page of the web it is.
    """
    for number, line in enumerate(lines):
        if match := _LABELLED.match(line):
            return bare(match[1])
        name = _named(line)
        if len(name) < 4 or re.search("[部单]门?位?$", name[:2]):
            continue
        titled = () if number >= len(cover) or _TITLE_WORDS.search(line) else cover[number + 1 :]
        title = next((after for after in titled if _TITLE_WORDS.search(after)), "")
        return bare(_named(title) or name)
    labels = Counter(match[1] for match in _labels(report))
    return bare(labels.most_common(1)[0][0]) if labels else ""


def _named(line: str) -> str:
    """The name of a unit that a title line begins or ends with, ``""`` where there is none."""
    last = _UNIT_LAST.search(line)
    name = last[1] if last else _AFTER_UNIT.sub("", _BEFORE_UNIT.sub("", words_of(line)))
    return name if UNIT.match(name) and not _WITHIN.match(name) else ""


def _labels(report: Report) -> list[re.Match[str]]:
    """The lines above and in the heads of tables that say whose they are, and sometimes of which year."""
    return [
        match
        for block in report.blocks
        for text in ([block.text] if isinstance(block, Paragraph) else [c.text for c in _head(block)])
        if (match := _LABELLED.match(plain(text)))
    ]


def _head(table: Table) -> list[Cell]:
    return [cell for cell in table.cells if cell.row < 4]
