"""The papers of an archive: bound catalogue, box contents, spine labels, list of a hand-over, quality."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from mingzhang.archive.accuracy import percent
from mingzhang.archive.boxes import DEPARTMENT, ArchiveBox, boxes_of
from mingzhang.archive.catalogue import Catalogue, CatalogueItem, PhysicalObject
from mingzhang.archive.codes import PERIODS, ArchivalCode
from mingzhang.archive.pages import BLANK, UNREAD, ImageBatch
from mingzhang.archive.quality import Acceptance
from mingzhang.archive.workbook import parsed_codes
from mingzhang.facts.days import day_words
from mingzhang.facts.publication import (
    BODY,
    CAPTION,
    NOTE,
    PART,
    SECTION,
    SIGNED,
    TITLE,
    UNIT,
    UNITS,
    Piece,
    Publication,
    table_piece,
)
from mingzhang.facts.report import Paragraph

_HEADS = ("序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注")
_ACROSS, _DOWN = 5, 4  # spines side by side on a page, and below one another
_WORST = 10  # pages that a report names


def catalogue_paper(catalogue: Catalogue) -> Publication:
    """The bound catalogue 归档文件目录: a part for each series, objects at the end.

    >>> catalogue_paper(Catalogue("0123", "某办公室")).title
    '归档文件目录'
    """
    pieces = [Piece(Paragraph(catalogue.name), UNIT), Piece(Paragraph("归档文件目录"), TITLE)]
    for some in _by_series(catalogue):
        code = some[0].parsed
        pages = sum(item.pages or 0 for item in some)
        pieces.append(Piece(Paragraph(_series_words(catalogue, code)), CAPTION))
        pieces.append(Piece(Paragraph(f"共 {len(some)} 件 {pages} 页"), UNITS))
        pieces.append(_listed("归档文件目录", some))
    if catalogue.objects:
        pieces.append(Piece(Paragraph("实物档案目录"), PART))
        pieces.append(_objects(catalogue.objects))
    return _publication(catalogue, "归档文件目录", pieces)


def _series_words(catalogue: Catalogue, code: ArchivalCode) -> str:
    category = catalogue.categories.get(code.category, code.category)
    department = catalogue.departments.get(code.department, code.department)
    return f"{code.year}年度　{category}　{PERIODS[code.period]}　{department}"


def _listed(name: str, items: Sequence[CatalogueItem]) -> Piece:
    """The table of items, on a wide page."""
    rows: list[tuple[str, ...]] = [_HEADS]
    for number, item in enumerate(items, 1):
        pages = str(item.pages) if item.pages else ""
        rows.append(
            (
                str(number), item.code, item.number, item.author, item.title, _short(item.day),
                item.security, pages, item.note,
            )
        )  # fmt: skip
    piece = table_piece(name, rows)
    piece.wide = True
    return piece


def _objects(objects: Iterable[PhysicalObject]) -> Piece:
    rows = [("序号", "实物编号", "名称", "类别", "来源", "日期", "数量", "存放处")]
    for number, each in enumerate(objects, 1):
        rows.append(
            (
                str(number), each.code, each.name, each.kind, each.origin, _short(each.day),
                str(each.count), each.where,
            )
        )  # fmt: skip
    return table_piece("实物档案目录", rows)


def _short(day: date | None) -> str:
    """A date as catalogues print it, eight digits."""
    return f"{day:%Y%m%d}" if day else ""


def contents_papers(catalogue: Catalogue) -> list[tuple[str, Publication]]:
    """What lies in each box: the list 盒内文件目录 and the note 备考表, by the box's name."""
    return [(_box_name(box), _contents(catalogue, box)) for box in boxes_of(catalogue.items)]


def _box_name(box: ArchiveBox) -> str:
    first = box.first.parsed
    return f"{first.year}-{first.period}-{first.department}-{box.number}盒"


def _contents(catalogue: Catalogue, box: ArchiveBox) -> Publication:
    """The list of what is in a box, and the note that lies in it."""
    note = [
        ("盒内文件", f"{len(box.items)} 件 {box.pages} 页"),
        ("盒内文件情况说明", "\n\n\n"),
        ("整理人", "　　　　　　　　　　年　　月　　日"),
        ("检查人", "　　　　　　　　　　年　　月　　日"),
    ]
    form = table_piece("备考表", note, heads=0)
    form.labels = {(row, 0): "row" for row in range(len(note))}
    pieces = [
        Piece(Paragraph("盒内文件目录"), CAPTION),
        Piece(Paragraph(f"{_series_words(catalogue, box.first.parsed)}　第 {box.number} 盒"), UNITS),
        _listed("盒内文件目录", box.items),
        Piece(Paragraph("备考表"), PART),
        form,
    ]
    return _publication(catalogue, f"盒内文件目录第{box.number}盒", pieces)


def spine_paper(catalogue: Catalogue) -> Publication:
    """The labels of all spines, some side by side, to be cut out.

    >>> spine_paper(Catalogue("0123", "某办公室")).pieces
    []
    """
    boxes = boxes_of(catalogue.items)
    pieces: list[Piece] = []
    for start in range(0, len(boxes), _ACROSS * _DOWN):
        rows: list[tuple[str, ...]] = []
        page = boxes[start : start + _ACROSS * _DOWN]
        for left in range(0, len(page), _ACROSS):
            rows += [("",) * (_ACROSS + 1)] if rows else []  # where they are cut apart
            rows += _spines(catalogue, page[left : left + _ACROSS])
        piece = table_piece("盒脊背", rows, heads=0)
        piece.labels = {(row, 0): "row" for row, line in enumerate(rows) if line[0]}
        pieces += [Piece(Paragraph("档案盒脊背标签"), CAPTION), piece]
    return _publication(catalogue, "档案盒脊背标签", pieces)


def _spines(catalogue: Catalogue, boxes: Sequence[ArchiveBox]) -> list[tuple[str, ...]]:
    """The spines of some boxes side by side, line by line; departments by their names."""
    said = [
        {
            head: catalogue.departments.get(text, text) if head == DEPARTMENT else text
            for head, text in box.spine
        }
        for box in boxes
    ]
    free = ("",) * (_ACROSS - len(boxes))
    return [(head, *(each[head] for each in said), *free) for head, _ in boxes[0].spine]


def handover_paper(catalogue: Catalogue, day: date) -> Publication:
    """The list of what is handed over 移交清册: series by series, objects, the sums, and who signs.

    >>> handover_paper(Catalogue("0123", "某办公室"), date(2026, 11, 30)).title
    '档案移交清册'
    """
    rows = [("序号", "年度", "门类", "保管期限", "机构（问题）", "起止档号", "件数", "页数", "盒号")]
    for number, some in enumerate(_by_series(catalogue), 1):
        code, last = some[0].parsed, some[-1].parsed
        boxes = list(dict.fromkeys(item.box for item in some if item.box))
        rows.append(
            (
                str(number), str(code.year), catalogue.categories.get(code.category, code.category),
                PERIODS[code.period], catalogue.departments.get(code.department, code.department),
                f"{code}—{last.number:04}", str(len(some)), str(sum(item.pages or 0 for item in some)),
                "、".join(boxes),
            )
        )  # fmt: skip
    total = f"归档文件 {len(catalogue.items)} 件 {catalogue.pages} 页，实物 {len(catalogue.objects)} 件。"
    signs = (
        f"\n{side}单位（盖章）：{name:　<20}{side}人（签字）：　　　　　　　　　　年　　月　　日"
        for side, name in (("移交", catalogue.name), ("接收", ""), ("监交", ""))
    )
    table = table_piece("移交清册", rows)
    table.wide = True
    pieces = [
        Piece(Paragraph("档案移交清册"), CAPTION),
        Piece(Paragraph(f"{catalogue.name}　全宗号 {catalogue.fonds}　{day_words(day)}"), UNITS),
        table,
        Piece(Paragraph(f"合计：{total}"), NOTE),
        *(Piece(Paragraph(sign), NOTE) for sign in signs),
    ]
    return _publication(catalogue, "档案移交清册", pieces)


def _by_series(catalogue: Catalogue) -> list[list[CatalogueItem]]:
    """The items that have a code, series by series, in the order of their codes."""
    made: dict[str, list[CatalogueItem]] = {}
    codes = parsed_codes(catalogue.items)
    for item in sorted((each for each in catalogue.items if each.code in codes), key=lambda i: codes[i.code]):
        made.setdefault(codes[item.code].series, []).append(item)
    return list(made.values())


def quality_paper(
    catalogue: Catalogue, batch: ImageBatch, result: Acceptance, day: date, tools: Sequence[str] = ()
) -> Publication:
    """The report on the quality of a batch: counts, machine checks, sample, accuracy, verdict."""
    pieces = [Piece(Paragraph("档案数字化质量检验报告"), PART), Piece(Paragraph("一、数量"), SECTION)]
    pieces += [Piece(Paragraph(text), BODY) for text in counts(catalogue, batch)]
    pieces += _machine(result)
    pieces += _sampled(result)
    pieces.append(Piece(Paragraph("四、结论"), SECTION))
    verdict = ["各项均达到要求，同意验收。"] if result.accepted else [
        "未达到要求，不予验收：", *(f"{text}。" for text in result.against)
    ]  # fmt: skip
    pieces += [Piece(Paragraph(text), BODY) for text in verdict]
    pieces += [Piece(Paragraph(f"注：{text}"), NOTE) for text in tools]
    pieces.append(Piece(Paragraph("检验人（签字）：　　　　　　验收人（签字）："), BODY))
    pieces.append(Piece(Paragraph(f"{catalogue.name}\n{day_words(day)}"), SIGNED))
    return _publication(catalogue, "档案数字化质量检验报告", pieces)


def counts(catalogue: Catalogue, batch: ImageBatch) -> Iterator[str]:
    """How much there is, in sentences.

    >>> list(counts(Catalogue(), ImageBatch()))[0]
    '目录 0 件 0 页，实物 0 件；图像 0 页，其中已识别 0 页，空白 0 页，未识别 0 页。'
    """
    pages = batch.pages.values()
    blank, unread = (sum(page.state == state for page in pages) for state in (BLANK, UNREAD))
    yield (
        f"目录 {len(catalogue.items)} 件 {catalogue.pages} 页，实物 {len(catalogue.objects)} 件；"
        f"图像 {len(pages)} 页，其中已识别 {batch.read} 页，空白 {blank} 页，未识别 {unread} 页。"
    )
    turned = sum(bool(page.turn) for page in pages)
    skewed = sum(page.skew not in ("0.0", "-0.0") for page in pages)
    edged = sum(bool(page.edges) for page in pages)
    yield f"转正 {turned} 页，纠偏 {skewed} 页，去黑边 {edged} 页；原图未作任何改动。"
    marks, doubtful = sum(page.marks for page in pages), sum(page.doubtful for page in pages)
    yield f"识别文字 {marks} 字，其中 {doubtful} 字把握不足。"
    returned = sum(course.returned for course in catalogue.courses()[0].values())
    if returned:
        yield f"检验中退回 {returned} 件次。"


def _machine(result: Acceptance) -> Iterator[Piece]:
    yield Piece(Paragraph("二、机器检查（全部页面）"), SECTION)
    if not result.machine:
        yield Piece(Paragraph("页数、页号、重复图像、分辨率、格式逐页检查，没有发现问题。"), BODY)
        return
    rows = [("序号", "位置", "问题")]
    rows += [(str(n), fault.project, fault.message) for n, fault in enumerate(result.machine, 1)]
    yield table_piece("机器检查发现的问题", rows)


def _sampled(result: Acceptance) -> Iterator[Piece]:
    """The hand sample, its defects, and the worst pages of recognition."""
    yield Piece(Paragraph("三、人工抽检"), SECTION)
    share = percent(result.share) if result.share is not None else "0"
    yield Piece(Paragraph(f"抽检 {result.sampled} 件，占全部 {result.items} 件的 {share}。"), BODY)
    rows = [("项目", "抽检页", "合格页", "合格率", "要求")]
    for one in result.aspects:
        rate = percent(one.share) if one.share is not None else "—"
        rows.append((one.aspect, str(one.judged), str(one.passed), rate, f"≥ {percent(one.needed)}"))
    yield table_piece("抽检结果", rows)
    yield Piece(Paragraph(f"{result.accuracy.sentence}。"), BODY)
    if result.accuracy.sampled:
        worst = [("档号—页号", "字数", "差错", "准确率")]
        worst += [
            (p.page, str(p.length), str(p.edits), percent(p.share)) for p in result.accuracy.pages[:_WORST]
        ]
        yield Piece(Paragraph("准确率最低的页"), CAPTION)
        yield table_piece("准确率最低的页", worst)
    if result.defects:
        wrong = [("档号—页号", "缺陷"), *((page.name, page.note) for page in result.defects)]
        yield Piece(Paragraph("退回改正的页"), CAPTION)
        yield table_piece("退回改正的页", wrong)


def _publication(catalogue: Catalogue, title: str, pieces: list[Piece]) -> Publication:
    return Publication(catalogue.name, title, catalogue.last, pieces, catalogue.place or "000000")
