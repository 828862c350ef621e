"""A publication as a Word document in the look of official documents; its contents open filled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from mingzhang.facts.publication import (
    ADDRESSED,
    BODY,
    CAPTION,
    CONTENTS,
    DATE,
    ISSUED,
    LEVELS,
    NOTE,
    NUMBER,
    PART,
    SECTION,
    SIGNED,
    SUBSECTION,
    TABLE,
    TITLE,
    UNIT,
    UNITS,
    Chart,
    Piece,
    Publication,
)
from mingzhang.formats.ooxml import DRAWING, OFFICE, PACKAGE, W
from mingzhang.writers.archive import write_archive
from mingzhang.writers.arrange import Spread, entries, pitch, spreads, text
from mingzhang.writers.chart import HEIGHT, WIDTH, raster
from mingzhang.writers.headings import heading
from mingzhang.writers.measure import LANDSCAPE, PORTRAIT
from mingzhang.writers.pdf.document import CHART_WIDTH, pages_of
from mingzhang.writers.word.blocks import paragraph, run, table
from mingzhang.writers.word.elements import Node, element, serialized
from mingzhang.writers.word.styles import LOOKS, fonts_part, styles_part
from mingzhang.writers.words import ems

_STYLES = {
    UNIT: "Subtitle", TITLE: "Title", DATE: "Date", CONTENTS: "TOCHeading", PART: "Heading1",
    SECTION: "Heading2", SUBSECTION: "Heading3", BODY: "BodyText", CAPTION: "Caption",
    NUMBER: "TableNumber", UNITS: "TableUnits", NOTE: "TableNote", ISSUED: "Issued", ADDRESSED: "Addressed",
    SIGNED: "Signed",
}  # fmt: skip
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LIST, _PAGE = ' TOC \\o "1-2" \\h \\z \\u ', " PAGEREF _Toc{:06} \\h "  # field instructions
_GAP = "　"  # between the office and the unit of money above a table
_ABOVE_TABLE = 6  # points between text and the table below it
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
    them when the field is updated.  Raises :class:`UnwritableError` where the fonts for that are not
    installed.
    """
    listed = any(piece.role == CONTENTS for piece in publication.pieces)
    body = _Body(publication, pages_of(publication) if listed else [])  # laying out takes most of the time
    document = body.document()
    parts = _parts(publication, len(body.pictures)) | {"word/document.xml": document}
    files = {name: serialized(part) for name, part in parts.items()}
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

    def document(self) -> Node:
        """The part ``document.xml``."""
        whole = spreads(self._publication)
        cover = [spread for spread in whole if spread.pieces[0].role in (UNIT, TITLE, DATE)]
        contents = [spread for spread in whole if spread.pieces[0].role == CONTENTS]
        body = [spread for spread in whole if spread not in cover and spread not in contents]
        parts = [part for spread in cover for part in self._spread(spread, False)]
        if cover:
            _end_section(parts, _section(False, footer=False))
        for spread in contents:
            parts += self._contents(spread.pieces[0])
            _end_section(parts, _section(False, footer=False))
        parts += self._flow(body)
        return element("w:document", element("w:body", *parts))

    def _flow(self, body: list[Spread]) -> list[Node]:
        """The text after the contents, a section for each change of orientation."""
        parts: list[Node] = []
        wide, start = bool(body and body[0].wide), True
        first = True
        for spread, after in zip(body, [*body[1:], None], strict=False):
            if spread.wide != wide:
                _end_section(parts, _section(wide, start=start))
                wide, start, first = spread.wide, False, True
            parts += self._spread(spread, spread.fresh and not first, after)
            first = False
        return [*parts, _section(wide, start=start)]

    def _spread(self, spread: Spread, fresh: bool, after: Spread | None = None) -> Iterator[Node]:
        """The paragraphs, tables and charts of one spread; ``fresh`` begins it on a new page."""
        following = [*spread.pieces[1:], after.pieces[0] if after else None]
        for number, (piece, below) in enumerate(zip(spread.pieces, following, strict=True)):
            before = element("w:pageBreakBefore") if fresh and not number else None
            if piece.role == TABLE:
                yield table(spread, self._publication.grid)
                if piece is spread.pieces[-1]:  # two tables must not run into one
                    yield paragraph("SectionEnd")
            elif isinstance(piece.block, Chart):
                yield self._chart(piece.block)
            else:
                listed = piece.role == CAPTION and spread.listed
                outline = element("w:outlineLvl", val=1) if listed else None
                keep = element("w:keepNext") if spread.keep else None
                room = LANDSCAPE if spread.wide else PORTRAIT
                size, width = heading(piece.role, text(piece), room, spread.listed) or (0, room)
                words = self._marked(piece, size)
                shape = [*_apart(piece, room), _spaced(piece, below), _narrow(piece, room, width)]
                yield paragraph(_STYLES[piece.role], words, keep, before, *shape, outline)

    def _marked(self, piece: Piece, size: float) -> list[Node]:
        """The words of a piece, bookmarked where the contents lead to them, in a size if one is given."""
        number = self._marks.get(id(piece))
        said = text(piece)
        if piece.role == UNITS and _GAP in said:
            said = "\t".join(said.rsplit(_GAP, 1))
        words = run(said, *(_sized(size) if size else ()))
        if number is None:
            return [words]
        start = element("w:bookmarkStart", id=number, name=f"_Toc{number:06}")
        return [start, words, element("w:bookmarkEnd", id=number)]

    def _contents(self, piece: Piece) -> Iterator[Node]:
        """The heading of the contents and the field with its entries as they are now."""
        yield paragraph("TOCHeading", [run(text(piece))])
        last = len(self._entries)
        for number, ((level, entry), page) in enumerate(zip(self._entries, self._pages, strict=True), 1):
            link = element(
                "w:hyperlink",
                run(text(entry)),
                element("w:r", element("w:tab")),
                *_field(_PAGE.format(number), run(str(page))),
                anchor=f"_Toc{number:06}",
                history=1,
            )
            words = [
                *(_begin(_LIST) if number == 1 else []),
                link,
                *([_mark("end")] if number == last else []),
            ]
            exact = round(20 * pitch(last))
            yield paragraph(
                f"TOC{level}", words, element("w:spacing", before=0, after=0, line=exact, lineRule="exact")
            )

    def _chart(self, chart: Chart) -> Node:
        """A chart as a picture in a paragraph; its file is kept in ``pictures`` under the same number."""
        self.pictures.append(raster(chart))
        number = len(self.pictures)
        size = {"cx": CHART_WIDTH * _EMU, "cy": CHART_WIDTH * HEIGHT // WIDTH * _EMU}
        name = {"id": number, "name": f"图{number}", "descr": chart.told}
        drawn = element(
            "pic:pic",
            element("pic:nvPicPr", element("pic:cNvPr", **name), element("pic:cNvPicPr")),
            element(
                "pic:blipFill",
                element("a:blip", r_embed=f"rIdChart{number}"),
                element("a:stretch", element("a:fillRect")),
            ),
            element(
                "pic:spPr",
                element("a:xfrm", element("a:off", x=0, y=0), element("a:ext", **size)),
                element("a:prstGeom", element("a:avLst"), prst="rect"),
            ),
        )
        inline = element(
            "wp:inline",
            element("wp:extent", **size),
            element("wp:docPr", **name, title=chart.title),
            element("a:graphic", element("a:graphicData", drawn, uri=f"{DRAWING}/picture")),
            distT=0, distB=0, distL=0, distR=0,
        )  # fmt: skip
        return paragraph("Chart", [element("w:r", element("w:drawing", inline))])


def _apart(piece: Piece, room: float) -> list[Node]:
    """The tab that sets whose table it is left and the unit of money right, where both are told."""
    if piece.role != UNITS or _GAP not in text(piece):
        return []
    tab = element("w:tab", val="right", pos=round(20 * room))
    return [element("w:tabs", tab), element("w:jc", val="left")]


def _spaced(piece: Piece, below: Piece | None) -> Node | None:
    """A little room between text and the table right below it; what belongs to a table has its own."""
    if below is None or below.role != TABLE or piece.role not in (BODY, *LEVELS):
        return None
    return element("w:spacing", after=20 * _ABOVE_TABLE)


def _narrow(piece: Piece, room: float, width: float) -> Node | None:
    """What makes a heading as narrow as its lines, and lets who signs stand centred over the day."""
    if piece.role == SIGNED:
        look = LOOKS[_STYLES[SIGNED]]
        longest = max(map(ems, text(piece).split("\n"))) * look.size
        right = look.right - look.size  # a character of room at both sides: programs space digits out
        left = max(0, room - look.right - look.size - longest)
        return element("w:ind", left=round(20 * left), right=round(20 * right))
    side = round(10 * (room - width))
    return element("w:ind", left=side, right=side) if side else None


def _sized(size: float) -> list[Node]:
    """The properties of a run of Chinese text in a size of its own."""
    half = round(2 * size)
    return [element("w:rFonts", hint="eastAsia"), element("w:sz", val=half), element("w:szCs", val=half)]


def _mark(kind: str) -> Node:
    """A boundary of a field: where it begins, where its result begins, where it ends."""
    return element("w:r", element("w:fldChar", fldCharType=kind))


def _begin(instruction: str) -> list[Node]:
    """The beginning of a field up to its result."""
    told = element("w:r", element("w:instrText", instruction, xml_space="preserve"))
    return [_mark("begin"), told, _mark("separate")]


def _field(instruction: str, result: Node) -> list[Node]:
    return [*_begin(instruction), result, _mark("end")]


def _section(wide: bool, start: bool = False, footer: bool = True) -> Node:
    """The properties of a section: paper, margins, page numbers."""
    size = {"w": 16838, "h": 11906, "orient": "landscape"} if wide else {"w": 11906, "h": 16838}
    top, right, bottom, left = (28, 20, 26, 20) if wide else (37, 26, 35, 28)  # millimetres
    margins = {"top": top, "right": right, "bottom": bottom, "left": left, "footer": bottom - 12}
    twips = {side: round(millimetres * 1440 / 25.4) for side, millimetres in margins.items()}
    return element(
        "w:sectPr",
        element("w:footerReference", type="default", r_id="rIdFooter") if footer else None,
        element("w:type", val="nextPage"),
        element("w:pgSz", **size),
        element("w:pgMar", **twips, header=850, gutter=0),
        element("w:pgNumType", start=1) if start else None,
    )


def _end_section(parts: list[Node], section: Node) -> None:
    """Let a section end with the last paragraph: one of its own could fall on an empty page."""
    parts[-1].find(f"{W}pPr").append(section)


def _parts(publication: Publication, pictures: int) -> dict[str, Node]:
    """All parts but the document and the pictures."""
    related = {key: (f"{OFFICE}/relationships/{kind}", name) for key, (kind, name) in _RELATED.items()}
    for number in range(1, pictures + 1):
        related[f"rIdChart{number}"] = f"{OFFICE}/relationships/image", f"media/chart{number}.png"
    root = {
        "rId1": (f"{OFFICE}/relationships/officeDocument", "word/document.xml"),
        "rId2": (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    }
    page = [run("— "), *_field(" PAGE ", run("1")), run(" —")]
    return {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(root),
        "docProps/core.xml": _properties(publication),
        "word/_rels/document.xml.rels": _relations(related),
        "word/styles.xml": styles_part(),
        "word/fontTable.xml": fonts_part(),
        "word/settings.xml": _settings(),
        "word/footer.xml": element("w:ftr", paragraph("Footer", page)),
    }


def _relations(known: dict[str, tuple[str, str]]) -> Node:
    """A part of relations: id, type and target of each."""
    return element(
        "rel:Relationships",
        *(element("rel:Relationship", Id=key, Type=kind, Target=name) for key, (kind, name) in known.items()),
    )


def _types() -> Node:
    """The part ``[Content_Types].xml``."""
    usual = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "png": "image/png",
    }
    parts = {"/word/document.xml": f"{_TYPE}.document.main+xml"}
    parts |= {f"/word/{name}": f"{_TYPE}.{kind}+xml" for kind, name in _RELATED.values()}
    parts["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    return element(
        "ct:Types",
        *(element("ct:Default", Extension=suffix, ContentType=kind) for suffix, kind in usual.items()),
        *(element("ct:Override", PartName=name, ContentType=kind) for name, kind in parts.items()),
    )


def _settings() -> Node:
    """The part ``settings.xml``."""
    mode = element(
        "w:compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15
    )
    return element(
        "w:settings",
        element("w:zoom", percent=100),
        element("w:bordersDoNotSurroundHeader"),
        element("w:bordersDoNotSurroundFooter"),
        element("w:defaultTabStop", val=420),
        element("w:characterSpacingControl", val="compressPunctuation"),
        element("w:compat", element("w:useFELayout"), mode),
        element("w:themeFontLang", val="en-US", eastAsia="zh-CN"),
    )


def _properties(publication: Publication) -> Node:
    """The part ``core.xml``: title, author, language."""
    return element(
        "cp:coreProperties",
        element("dc:title", publication.unit + publication.title),
        element("dc:creator", publication.unit),
        element("dc:language", "zh-CN"),
    )
