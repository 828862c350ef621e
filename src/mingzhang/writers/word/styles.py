"""The looks of a Word publication: the styles of official documents, their fonts by name."""

from __future__ import annotations

from dataclasses import dataclass

LATIN = "Times New Roman"
TITLE_FACE, HEAD_FACE, SUBHEAD_FACE, BODY_FACE = "方正小标宋_GBK", "黑体", "楷体_GB2312", "仿宋_GB2312"
_SUBSTITUTES = {  # what to take where the named font is not installed
    TITLE_FACE: "方正小标宋简体",
    HEAD_FACE: "SimHei",
    SUBHEAD_FACE: "楷体",
    BODY_FACE: "仿宋",
    "宋体": "SimSun",
}
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


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
    outline: int = 0
    keep: bool = False
    tab: float = 0
    following: str = ""


LOOKS = {
    "BodyText": Look("Body Text", BODY_FACE, 16, 28, place="both", indent=2),
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


def fonts(face: str) -> str:
    """The element that names a face: Chinese by it, Latin letters and digits by another.

    >>> fonts("黑体")[:43]
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi'
    """
    return f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{face}" w:cs="{LATIN}"/>'


def styles_xml() -> str:
    """The part ``styles.xml``."""
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(BODY_FACE)}"
        '<w:kern w:val="2"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    plain = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    looks = "".join(_style(key, look) for key, look in LOOKS.items())
    return f'<w:styles xmlns:w="{NAMESPACE}">{defaults}{plain}{looks}</w:styles>'


def _style(key: str, look: Look) -> str:
    size = round(2 * look.size)
    line = f' w:line="{_twips(look.line)}" w:lineRule="exact"' if look.line else ""
    indent = f'<w:ind w:left="{_twips(look.left)}"/>' if look.left else ""
    if look.indent:
        indent = (
            f'<w:ind w:firstLineChars="{100 * look.indent}" w:firstLine="{_twips(look.indent * look.size)}"/>'
        )
    tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{_twips(look.tab)}"/></w:tabs>'
    outline = f'<w:outlineLvl w:val="{look.outline - 1}"/>'
    paragraph = (
        f"{'<w:keepNext/>' if look.keep else ''}{tab if look.tab else ''}"
        f'<w:spacing w:before="{_twips(look.before)}" w:after="{_twips(look.after)}"{line}/>'
        f'{indent}<w:jc w:val="{look.place}"/>'
        f"{outline if look.outline else ''}"
    )
    following = f'<w:next w:val="{look.following}"/>' if look.following else ""
    custom = "" if look.name.isascii() else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{key}"><w:name w:val="{look.name}"/>'
        f'<w:basedOn w:val="Normal"/>{following}<w:qFormat/><w:pPr>{paragraph}</w:pPr>'
        f'<w:rPr>{fonts(look.face)}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _twips(points: float) -> int:
    return round(20 * points)


def fonts_xml() -> str:
    """The part ``fontTable.xml``: what may stand in for a face that is not installed."""
    faces = "".join(
        f'<w:font w:name="{face}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
        for face, other in _SUBSTITUTES.items()
    )
    return f'<w:fonts xmlns:w="{NAMESPACE}">{faces}</w:fonts>'
