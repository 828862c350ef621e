"""The text of one Word paragraph as it is printed: runs, fields, tracked changes, symbols, text boxes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mingzhang.formats.ooxml import COMPATIBILITY, MATH, W
from mingzhang.readers.word.properties import is_on, is_struck, is_white
from mingzhang.readers.word.styles import Style

_MC, _MATH = f"{{{COMPATIBILITY}}}", f"{{{MATH}}}"
_PLAIN = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_PROPERTIES = ("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr")
_SKIPPED = {f"{W}{name}" for name in (*_PROPERTIES, "del", "moveFrom", "delText", "delInstrText", "rt")}
_DRAWINGS = (f"{W}drawing", f"{W}pict", f"{W}object")
TEXT = (f"{W}t", f"{_MATH}t")  # the elements that hold printed characters
NODE = "node"  # attribute under which a reader numbers them
# What the private characters of the symbol fonts look like: comparison signs and ticked boxes carry meaning.
_SYMBOLS = {
    "symbol": dict(zip(b"\xa3\xb3\xb4\xb1\xb8\xb9\xbb\xb7\xb0", "≤≥×±÷≠≈•°", strict=True)),
    "wingdings": dict(zip(b"\xfe\xfd\xa8\x6f\xfc\xfb\xa1\x6c\x6e", "☑☒□□✓✗○●■", strict=True)),
    "wingdings 2": dict(zip(b"\x52\x54\xa3\x50\x4f", "☑☒□✓✗", strict=True)),
}
_TOC, _INSTRUCTION, _RESULT = "contents", "instruction", "result"


class Story:
    """What must be remembered from run to run and paragraph to paragraph: open fields and finds.

    ``boxes`` and ``footnotes`` collect the text boxes and the numbers of the notes met since they were last
    taken; ``pictures`` and ``objects`` count what has no readable text, ``hidden`` and ``struck`` the
    runs that are not shown or are crossed out.  ``styles`` are those of the document.

    >>> from lxml import etree
    >>> runs = "<r><t>决</t></r><del><r><t>预</t></r></del><r><t>算</t></r>"
    >>> Story().pieces(etree.fromstring(f'<p xmlns="{W[1:-1]}">{runs}</p>'))
    [('决', None), ('算', None)]
    """

    def __init__(self, styles: Mapping[str, Style] | None = None) -> None:
        self._styles = styles or {}
        self._usual: Style | None = None  # the style of the paragraph now read
        self._ground = False  # whether it stands on a ground that may be dark
        self.hidden = self.struck = 0
        self.boxes: list[Any] = []
        self.footnotes: list[tuple[str, str]] = []
        self.pictures = 0
        self.objects = 0
        self._fields: list[str] = []

    @property
    def in_contents(self) -> bool:
        """Whether a field that makes the table of contents is open."""
        return _TOC in self._fields

    def pieces(self, paragraph: Any, style: Style | None = None) -> list[tuple[str, str | None]]:
        """The printed text of one paragraph element in pieces, each with the number of its text node."""
        self._usual = style
        self._ground = next(paragraph.iterancestors(f"{W}tc", f"{W}txbxContent"), None) is not None
        self._ground = self._ground or paragraph.find(f"{W}pPr/{W}shd") is not None
        pieces = [(text, node) for text, node in self._pieces(paragraph) if text]
        # No instruction runs over paragraphs: one left open is a damaged field, not a reason to lose text.
        self._fields = [_RESULT if state == _INSTRUCTION else state for state in self._fields]
        return pieces

    def _pieces(self, element: Any) -> Iterator[tuple[str, str | None]]:
        """The printed texts below an element, each with the number of its text node, if it has one."""
        for child in element:
            tag = child.tag
            if tag in TEXT:
                if _INSTRUCTION not in self._fields:
                    yield child.text or "", child.get(NODE)
            elif tag in _PLAIN:
                yield _PLAIN[tag], None
            elif tag == f"{W}r":
                if self._is_shown(child):
                    yield from self._pieces(child)
            elif tag not in _SKIPPED:
                yield from self._special(child, tag)

    def _is_shown(self, run: Any) -> bool:
        """Whether a run is printed and stands; what is crossed out is taken back."""
        look = run.find(f"{W}rPr")
        styles = self._styles_of(look)
        hidden = _first(is_on(look, "vanish"), *(style.hidden for style in styles))
        if hidden or (not self._ground and is_white(look)):
            self.hidden += _is_filled(run)
            return False
        if _first(is_struck(look), *(style.struck for style in styles)):
            self.struck += _is_filled(run)
            return False
        return True

    def _styles_of(self, look: Any) -> list[Style]:
        """The styles that hold for a run with these properties, the nearest first."""
        named = None if look is None else look.find(f"{W}rStyle")
        own = None if named is None else self._styles.get(named.get(f"{W}val", ""))
        return [style for style in (own, self._usual) if style is not None]

    def _special(self, child: Any, tag: str) -> Iterator[tuple[str, str | None]]:
        """What is neither text nor run: breaks, symbols; fields, notes and drawings are remembered."""
        if tag == f"{W}br":
            yield "\n" if child.get(f"{W}type", "textWrapping") == "textWrapping" else "", None
        elif tag == f"{W}sym":
            yield symbol(child.get(f"{W}font", ""), child.get(f"{W}char", "")), None
        elif tag == f"{W}fldChar":
            self._field(child.get(f"{W}fldCharType"))
        elif tag == f"{W}instrText":
            if self._fields and (child.text or "").strip().upper().startswith("TOC"):
                self._fields[-1] = _TOC
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            self.footnotes.append((tag.removeprefix(W).removesuffix("Reference"), child.get(f"{W}id", "")))
        elif tag in _DRAWINGS:
            self._drawing(child)
        elif tag == f"{_MC}AlternateContent":
            yield from self._pieces(_chosen(child))
        else:
            yield from self._pieces(child)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(_INSTRUCTION)
        elif kind == "separate" and self._fields and self._fields[-1] == _INSTRUCTION:
            self._fields[-1] = _RESULT
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _drawing(self, element: Any) -> None:
        boxes = [
            box
            for box in element.iter(f"{W}txbxContent")
            if not any(up.tag in (f"{W}txbxContent", f"{_MC}Fallback") for up in _between(box, element))
        ]
        self.boxes.extend(boxes)
        if element.tag == f"{W}object":
            self.objects += 1
        elif not boxes:
            self.pictures += 1


def _first(*said: bool | None) -> bool:
    """What the first that is not silent says."""
    return next((one for one in said if one is not None), False)


def _is_filled(run: Any) -> bool:
    return any(text.text and text.text.strip() for text in run.iter(f"{W}t"))


def _chosen(alternatives: Any) -> Any:
    """Drawings and odd characters come in two forms, for new and old programs; one of them counts."""
    choice, fallback = alternatives.find(f"{_MC}Choice"), alternatives.find(f"{_MC}Fallback")
    drawn = choice is not None and next(choice.iter(*_DRAWINGS), None) is not None
    return next((form for form in ((choice,) if drawn else (fallback, choice)) if form is not None), ())


def _between(inner: Any, outer: Any) -> Iterator[Any]:
    for up in inner.iterancestors():
        if up is outer:
            return
        yield up


def symbol(font: str, code: str) -> str:
    """The character a symbol font shows for a hexadecimal code; a neutral mark where it is not known.

    >>> symbol("Symbol", "F0B3"), symbol("Wingdings", "F0FE"), symbol("Webdings", "F0FF")
    ('≥', '☑', '•')
    """
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    known = _SYMBOLS.get(font.lower(), {}).get(number & 0xFF)
    if known is not None:
        return known
    return chr(number) if 0x20 <= number < 0xD800 or 0xF900 <= number < 0xFFFE else "•"
