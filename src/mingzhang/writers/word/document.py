"""A publication as a Word document in the look of official documents; its contents open filled."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import BinaryIO

from mingzhang.facts.publication import (
    BODY,
    CAPTION,
    CONTENTS,
    DATE,
    NOTE,
    NUMBER,
    PART,
    SECTION,
    SUBSECTION,
    TABLE,
    TITLE,
    UNIT,
    UNITS,
    Chart,
    Piece,
    Publication,
)
from mingzhang.writers.archive import write_archive
from mingzhang.writers.arrange import Spread, entries, pitch, spreads, text
from mingzhang.writers.chart import HEIGHT, WIDTH, raster
from mingzhang.writers.pdf.document import CHART_WIDTH, pages_of
from mingzhang.writers.word.blocks import paragraph, run, table
from mingzhang.writers.word.styles import NAMESPACE, fonts_xml, styles_xml
from mingzhang.writers.words import printable

_STYLES = {
    UNIT: "Subtitle", TITLE: "Title", DATE: "Date", CONTENTS: "TOCHeading", PART: "Heading1",
    SECTION: "Heading2", SUBSECTION: "Heading3", BODY: "BodyText", CAPTION: "Caption",
    NUMBER: "TableNumber", UNITS: "TableUnits", NOTE: "TableNote",
}  # fmt: skip
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_LIST, _PAGE = ' TOC \\o "1-2" \\h \\z \\u ', " PAGEREF _Toc{:06} \\h "  # field instructions
_EMU = 12700  # English metric units in a point
_RELATED = {  # parts of the document: kind of relation, file, type
    "rIdStyles": ("styles", "styles.xml"),
    "rIdFonts": ("fontTable", "fontTable.xml"),
    "rIdSettings": ("settings", "settings.xml"),
    "rIdFooter": ("footer", "footer.xml"),
}


def write_docx(publication: Publication, stream: BinaryIO) -> None:
    """Write the publication as a Word document.

    Page numbers in the contents come from the layout of the PDF, which has the same measures; Word renews
    them when the field is updated.  Raises :class:`Unwritable` where the fonts for that are not installed.
    """
    listed = any(piece.role == CONTENTS for piece in publication.pieces)
    body = _Body(publication, pages_of(publication) if listed else [])  # laying out takes most of the time
    document = body.document()
    parts = _parts(publication, len(body.pictures)) | {"word/document.xml": document}
    files = {name: words.encode() for name, words in parts.items()}
    files |= {f"word/media/chart{number}.png": data for number, data in enumerate(body.pictures, 1)}
    write_archive(files, stream)


class _Body:
    """The paragraphs and tables of one document, with its bookmarks and pictures."""

    def __init__(self, publication: Publication, pages: list[int]) -> None:
        self.pictures: list[bytes] = []
        self._publication = publication
        self._entries = entries(publication)
        self._marks = {id(piece): number for number, (_, piece) in enumerate(self._entries, 1)}
        self._pages = pages

    def document(self) -> str:
        """The part ``document.xml``."""
        whole = spreads(self._publication)
        cover = [spread for spread in whole if spread.pieces[0].role in (UNIT, TITLE, DATE)]
        contents = [spread for spread in whole if spread.pieces[0].role == CONTENTS]
        body = [spread for spread in whole if spread not in cover and spread not in contents]
        parts = [_part for spread in cover for _part in self._spread(spread, False)]
        if cover:
            _end_section(parts, _section(False, footer=False))
        for spread in contents:
            parts += self._contents(spread.pieces[0])
            _end_section(parts, _section(False, footer=False))
        parts += self._flow(body)
        names = (
            f'xmlns:w="{NAMESPACE}" xmlns:r="{_OFFICE}/relationships" '
            f'xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" '
            f'xmlns:pic="{_DRAWING}/picture"'
        )
        return f"{_XML}<w:document {names}><w:body>{''.join(parts)}</w:body></w:document>"

    def _flow(self, body: list[Spread]) -> list[str]:
        """The text after the contents, a section for each change of orientation."""
        parts: list[str] = []
        wide, start = bool(body and body[0].wide), True
        first = True
        for spread in body:
            if spread.wide != wide:
                _end_section(parts, _section(wide, start=start))
                wide, start, first = spread.wide, False, True
            parts += self._spread(spread, spread.fresh and not first)
            first = False
        return [*parts, _section(wide, start=start)]

    def _spread(self, spread: Spread, fresh: bool) -> Iterator[str]:
        before = "<w:pageBreakBefore/>" if fresh else ""
        for piece in spread.pieces:
            if piece.role == TABLE:
                yield table(spread, self._publication.grid)
                if piece is spread.pieces[-1]:  # two tables must not run into one
                    yield paragraph("SectionEnd", "")
            elif isinstance(piece.block, Chart):
                yield self._chart(piece.block)
            else:
                outline = '<w:outlineLvl w:val="1"/>' if piece.role == CAPTION and spread.listed else ""
                yield paragraph(_STYLES[piece.role], self._marked(piece), before + outline)
            before = ""

    def _marked(self, piece: Piece) -> str:
        number = self._marks.get(id(piece))
        words = run(text(piece))
        if number is None:
            return words
        name = f'w:id="{number}" w:name="_Toc{number:06}"'
        return f'<w:bookmarkStart {name}/>{words}<w:bookmarkEnd w:id="{number}"/>'

    def _contents(self, piece: Piece) -> Iterator[str]:
        """The heading of the contents and the field with its entries as they are now."""
        yield paragraph("TOCHeading", run(text(piece)))
        last = len(self._entries)
        for number, ((level, entry), page) in enumerate(zip(self._entries, self._pages, strict=True), 1):
            opening = f"{_field('begin')}{_instruction(_LIST)}{_field('separate')}"
            numbered = f"{_field('begin')}{_instruction(_PAGE.format(number))}{_field('separate')}"
            link = (
                f'<w:hyperlink w:anchor="_Toc{number:06}" w:history="1">{run(text(entry))}<w:r><w:tab/></w:r>'
                f"{numbered}{run(str(page))}{_field('end')}</w:hyperlink>"
            )
            words = (opening if number == 1 else "") + link + (_field("end") if number == last else "")
            line = (
                f'<w:spacing w:before="0" w:after="0" w:line="{round(20 * pitch(last))}" w:lineRule="exact"/>'
            )
            yield paragraph(f"TOC{level}", words, line)

    def _chart(self, chart: Chart) -> str:
        self.pictures.append(raster(chart))
        number = len(self.pictures)
        size = f'cx="{CHART_WIDTH * _EMU}" cy="{CHART_WIDTH * HEIGHT // WIDTH * _EMU}"'
        name = f'id="{number}" name="图{number}"'
        told, title = escape(printable(chart.told)), escape(printable(chart.title))
        drawing = (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
            f'<wp:docPr {name} descr="{told}" title="{title}"/>'
            f'<a:graphic><a:graphicData uri="{_DRAWING}/picture"><pic:pic><pic:nvPicPr>'
            f'<pic:cNvPr {name} descr="{told}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="rIdChart{number}"/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )
        return paragraph("Chart", drawing)


def _field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _instruction(words: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{words}</w:instrText></w:r>'


def _section(wide: bool, start: bool = False, footer: bool = True) -> str:
    """The properties of a section: paper, margins, page numbers."""
    foot = '<w:footerReference w:type="default" r:id="rIdFooter"/>' if footer else ""
    size = (
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        if wide
        else '<w:pgSz w:w="11906" w:h="16838"/>'
    )
    top, right, bottom, left = (28, 20, 26, 20) if wide else (37, 26, 35, 28)
    sides = " ".join(
        f'w:{side}="{round(millimetres * 1440 / 25.4)}"'
        for side, millimetres in (("top", top), ("right", right), ("bottom", bottom), ("left", left))
    )
    margins = (
        f'<w:pgMar {sides} w:header="850" w:footer="{round((bottom - 12) * 1440 / 25.4)}" w:gutter="0"/>'
    )
    numbers = '<w:pgNumType w:start="1"/>' if start else ""
    return f'<w:sectPr>{foot}<w:type w:val="nextPage"/>{size}{margins}{numbers}</w:sectPr>'


def _end_section(parts: list[str], section: str) -> None:
    """Let a section end with the last paragraph: one of its own could fall on an empty page."""
    parts[-1] = parts[-1].replace("</w:pPr>", f"{section}</w:pPr>", 1)


def _parts(publication: Publication, pictures: int) -> dict[str, str]:
    """All parts but the document and the pictures."""
    related = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/relationships/{kind}" Target="{name}"/>'
        for key, (kind, name) in _RELATED.items()
    ) + "".join(
        f'<Relationship Id="rIdChart{number}" Type="{_OFFICE}/relationships/image" '
        f'Target="media/chart{number}.png"/>'
        for number in range(1, pictures + 1)
    )
    overrides = "".join(
        f'<Override PartName="/word/{name}" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in [("document.xml", "document.main"), *((n, k) for k, n in _RELATED.values())]
    )
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    types = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'{overrides}<Override PartName="/docProps/core.xml" ContentType="{core}"/>'
    )
    root = (
        f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/>'
    )
    counter = f"{_field('begin')}{_instruction(' PAGE ')}{_field('separate')}{run('1')}{_field('end')}"
    page = run("— ") + counter + run(" —")
    relations = f'<Relationships xmlns="{_PACKAGE}/relationships">'
    return {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": f"{_XML}{relations}{root}</Relationships>",
        "docProps/core.xml": _XML + _properties(publication),
        "word/_rels/document.xml.rels": f"{_XML}{relations}{related}</Relationships>",
        "word/styles.xml": _XML + styles_xml(),
        "word/fontTable.xml": _XML + fonts_xml(),
        "word/settings.xml": f'{_XML}<w:settings xmlns:w="{NAMESPACE}">{_SETTINGS}</w:settings>',
        "word/footer.xml": f'{_XML}<w:ftr xmlns:w="{NAMESPACE}">{paragraph("Footer", page)}</w:ftr>',
    }


_SETTINGS = (
    '<w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>'
    '<w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="compressPunctuation"/>'
    '<w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
)


def _properties(publication: Publication) -> str:
    """The part ``core.xml``: title, author, language."""
    title, unit = (
        escape(printable(words)) for words in (publication.unit + publication.title, publication.unit)
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:creator>{unit}</dc:creator><dc:language>zh-CN</dc:language>"
        "</cp:coreProperties>"
    )
