"""The looks of a Word publication: the styles of official documents, their fonts by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mingzhang.writers.word.elements import Node, element

LATIN = "Times New Roman"
TITLE_FACE, HEAD_FACE, SUBHEAD_FACE, BODY_FACE = "方正小标宋_GBK", "黑体", "楷体_GB2312", "仿宋_GB2312"
_SUBSTITUTES = {  # what to take where the named font is not installed
    TITLE_FACE: "方正小标宋简体",
    HEAD_FACE: "SimHei",
    SUBHEAD_FACE: "楷体",
    BODY_FACE: "仿宋",
    "宋体": "SimSun",
}


@dataclass(frozen=True)
class Look:
    """A paragraph style: name, face, size and line height in points, spacing, alignment, outline level.

    ``hanging`` is the indent of the first line in characters; ``tab`` a right tab with dots, in points.
    """

    name: str
    face: str
    size: float
    line: float
    before: float = 0
    after: float = 0
    place: str = "left"
    indent: int = 0
    left: int = 0
    right: int = 0
    outline: int = 0
    keep: bool = False
    tab: float = 0
    following: str = ""


LOOKS = {
    "BodyText": Look("Body Text", BODY_FACE, 16, 28, place="both", indent=2),
    "Issued": Look("发文字号", BODY_FACE, 16, 28, after=14, place="center"),
    "Addressed": Look("主送", BODY_FACE, 16, 28),
    "Signed": Look("落款", BODY_FACE, 16, 28, before=28, place="center", right=64),
    "Title": Look("Title", TITLE_FACE, 36, 48, after=24, place="center"),
    "Subtitle": Look("Subtitle", TITLE_FACE, 30, 42, before=160, after=18, place="center"),
    "Date": Look("Date", BODY_FACE, 18, 28, before=220, place="center"),
    "TOCHeading": Look("TOC Heading", HEAD_FACE, 22, 30, after=14, place="center"),
    "TOC1": Look("toc 1", HEAD_FACE, 14, 22, tab=442),
    "TOC2": Look("toc 2", BODY_FACE, 14, 22, left=22, tab=442),
    "Heading1": Look(
        "heading 1", TITLE_FACE, 22, 36, 0, 12, "center", outline=1, keep=True, following="BodyText"
    ),
    "Heading2": Look("heading 2", HEAD_FACE, 16, 28, indent=2, outline=2, keep=True, following="BodyText"),
    "Heading3": Look("heading 3", SUBHEAD_FACE, 16, 28, indent=2, outline=3, keep=True, following="BodyText"),
    "Caption": Look("caption", HEAD_FACE, 18, 30, place="center", keep=True),
    "TableNumber": Look("表号", BODY_FACE, 12, 18, place="right", keep=True),
    "TableUnits": Look("表单位", BODY_FACE, 12, 18, place="right", keep=True),
    "TableNote": Look("表注", BODY_FACE, 12, 18, before=6),
    "TableText": Look("表格文字", BODY_FACE, 10.5, 13.6),
    "Chart": Look("图", BODY_FACE, 16, 0, before=8, after=7, place="center"),
    "SectionEnd": Look("分节", BODY_FACE, 1, 1),
    "Footer": Look("footer", "宋体", 14, 18, place="center"),
}


def fonts(face: str) -> Node:
    """The element that names a face: Chinese by it, Latin letters and digits by another.

    >>> sorted(fonts("黑体").attrib.values())
    ['Times New Roman', 'Times New Roman', 'Times New Roman', '黑体']
    """
    return element("w:rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=face, cs=LATIN)


def styles_part() -> Node:
    """The part ``styles.xml``."""
    usual = element(
        "w:rPr",
        fonts(BODY_FACE),
        element("w:kern", val=2),
        element("w:sz", val=32),
        element("w:szCs", val=32),
        element("w:lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"),
    )
    plain = element("w:style", element("w:name", val="Normal"), type="paragraph", default=1, styleId="Normal")
    defaults = element("w:docDefaults", element("w:rPrDefault", usual), element("w:pPrDefault"))
    return element("w:styles", defaults, plain, *(_style(key, look) for key, look in LOOKS.items()))


def _style(key: str, look: Look) -> Node:
    """The paragraph style of one look, its type size in half points."""
    size = round(2 * look.size)
    custom = {} if look.name.isascii() else {"customStyle": 1}
    return element(
        "w:style",
        element("w:name", val=look.name),
        element("w:basedOn", val="Normal"),
        element("w:next", val=look.following) if look.following else None,
        element("w:qFormat"),
        element("w:pPr", *_paragraph(look)),
        element("w:rPr", fonts(look.face), element("w:sz", val=size), element("w:szCs", val=size)),
        type="paragraph",
        **custom,
        styleId=key,
    )


def _paragraph(look: Look) -> Iterator[Node]:
    """The properties of the paragraphs of a style, in the order that the format prescribes."""
    if look.keep:
        yield element("w:keepNext")
    if look.tab:
        yield element("w:tabs", element("w:tab", val="right", leader="dot", pos=_twips(look.tab)))
    line = {"line": _twips(look.line), "lineRule": "exact"} if look.line else {}
    yield element("w:spacing", before=_twips(look.before), after=_twips(look.after), **line)
    if look.indent:
        first = _twips(look.indent * look.size)
        yield element("w:ind", firstLineChars=100 * look.indent, firstLine=first)
    elif look.left or look.right:
        sides = {"left": look.left, "right": look.right}
        yield element("w:ind", **{side: _twips(points) for side, points in sides.items() if points})
    yield element("w:jc", val=look.place)
    if look.outline:
        yield element("w:outlineLvl", val=look.outline - 1)


def _twips(points: float) -> int:
    return round(20 * points)


def fonts_part() -> Node:
    """The part ``fontTable.xml``: what may stand in for a face that is not installed."""
    faces = (
        element(
            "w:font",
            element("w:altName", val=other),
            element("w:charset", val="86"),
            element("w:family", val="auto"),
            element("w:pitch", val="default"),
            name=face,
        )
        for face, other in _SUBSTITUTES.items()
    )
    return element("w:fonts", *faces)
