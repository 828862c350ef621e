"""Web pages (.html), and the pages that accounting programs save as .xls or .doc."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mingzhang.facts.report import Block, Cell, Paragraph, Report, Table
from mingzhang.readers.limits import Limits
from mingzhang.readers.page_pictures import may_hold_text
from mingzhang.readers.printed import is_contents_entry, one_line
from mingzhang.readers.text import TEXT_BYTES, decoded
from mingzhang.readers.watch import Watch
from mingzhang.readers.wrapped import joined

_DROPPED = {
    "script", "style", "nav", "head", "noscript", "template", "svg", "iframe", "object", "footer", "aside",
    "select", "button", "textarea", "audio", "video", "canvas", "map", "del", "rt", "rp",
}  # fmt: skip
_INLINE = {
    "a", "abbr", "b", "bdo", "big", "cite", "code", "em", "font", "i", "img", "ins", "kbd", "label", "mark",
    "q", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
    "wbr", "input", "del", "rt", "rp",
}  # fmt: skip
_STRUCK = {"s", "strike"}
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|opacity\s*:\s*0(?:\.0*)?\s*(?:;|$)"
    r"|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)|(?<!-)color\s*:\s*transparent",
    re.IGNORECASE,
)
_REMARK, _RULE = re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r"([^{}]+)\{([^{}]*)\}")
_AT_RULE = re.compile(r"@[^{};]+(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_SIMPLE = re.compile(r"[a-zA-Z][\w-]*|(?:[a-zA-Z][\w-]*)?[.#][\w-]+")
_FRAMED = 1 << 14  # bytes in which a page of frames says so
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_WRAPPED = re.compile(f"(?<={_WIDE})[ \\t]*\\r?\\n[ \\t\\r\\n]*(?={_WIDE})")
_ROWS, _CELLS = "./tr | ./tbody/tr | ./thead/tr | ./tfoot/tr", "./td | ./th"
_INNER = ".//table[count(ancestor::table) = $depth]"
_MANY = 3  # paragraphs in one cell that make a page layout of a table with a single row; sentences of a text


def read_html(path: Path, limits: Limits) -> Report:
    """Read a web page; raises :class:`~mingzhang.readers.limits.UnreadableError`.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a.html"
    ...     _ = path.write_text("<h1>决算</h1><p>收入<b>6.20</b>万元。</p>", encoding="utf-8")
    ...     [(p.text, p.level) for p in read_html(path, Limits()).paragraphs()]
    [('决算', 1), ('收入6.20万元。', 0)]
    """
    watch = Watch(path, limits)
    most = min(TEXT_BYTES, limits.file_bytes)
    if path.stat().st_size > most:
        raise watch.refusal(f"网页超过 {most >> 20} MB")
    data = path.read_bytes()
    if elsewhere := frames(data):
        raise watch.refusal(
            f"网页只是框架，内容在另外的文件里（{elsewhere[0]} 等），没有读取；请打开原文件，另存为 .xlsx 或 .pdf"
        )
    blocks, notes, unchecked = page_blocks(data, watch)
    return Report(file=path.name, format="html", blocks=blocks, notes=notes + unchecked, unchecked=unchecked)


def page_blocks(
    data: bytes, watch: Watch, charset: str | None = None, prose: bool = False
) -> tuple[list[Block], list[str], list[str]]:
    """The paragraphs and tables of a page, what the user should know of them, and what was not read.

    ``charset`` is told with the page.
    With ``prose`` a table with a running text in a cell only places it, and is unwrapped.
    """
    root = _body(data, watch, charset)
    page = _Page(watch, hidden_by(" ".join(root.xpath(".//style/text()"))), prose)
    return joined(list(page.blocks(root))), page.notes(), page.unread()


def frames(data: bytes) -> list[str]:
    """The files that a page of frames shows; none where the page says something itself.

    >>> frames(b'<frameset><frame src="a.files/sheet001.htm"></frameset>'), frames(b"<p>1</p>")
    (['a.files/sheet001.htm'], [])
    """
    head = data[:_FRAMED]
    if not re.search(rb"<frameset\b", head, re.IGNORECASE):
        return []
    found = re.findall(rb"<frame\b[^>]*?\bsrc\s*=\s*[\"']?([^\"'\s>]+)", head, re.IGNORECASE)
    return [name.decode("utf-8", "replace") for name in found] or ["?"]


def hidden_by(styles: str) -> frozenset[str]:
    """What the style sheets of a page hide: classes, elements and ids, for as long as they are named alone.

    >>> sorted(hidden_by(".note, p.old{display:none} #a{color:red} @media print{.b{display:none}}"))
    ['.note', 'p.old']
    """
    plain = _AT_RULE.sub("", _REMARK.sub("", styles))
    names = (
        name.strip()
        for selectors, said in _RULE.findall(plain)
        if _HIDDEN.search(said)
        for name in selectors.split(",")
    )
    return frozenset(name for name in names if _SIMPLE.fullmatch(name))


def _body(data: bytes, watch: Watch, charset: str | None = None) -> Any:
    """The root element of a page in any known encoding; refuses one that is empty or nested too deeply."""
    from lxml import etree

    declared = _CHARSET.search(data[:4096])
    name = declared[1].decode("ascii").lower() if declared else (charset or "").lower() or None
    text = decoded(data, "gb18030" if name in ("gb2312", "gbk", "x-gbk") else name)
    if text is None:
        raise watch.refusal("网页的文字编码不认识（可用 UTF-8、UTF-16、GB18030）")
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        # A lone surrogate cannot come from these encodings, yet a declared one may produce it.
        for start in range(0, len(text), 1 << 20):
            piece = text[start : start + (1 << 20)].encode("utf-8", "replace")
            watch.marks(piece)
            parser.feed(piece)
        root = parser.close()
    except etree.LxmlError as fault:
        raise watch.refusal("网页里没有内容，或已损坏") from fault
    if root is None:  # a tag that was begun and nothing else
        raise watch.refusal("网页里没有内容，或已损坏")
    deep = any("depth" in entry.message for entry in parser.feed_error_log)
    if deep or root.getroottree().xpath(f"boolean({'/*' * (watch.limits.depth + 1)})"):
        raise watch.refusal("网页的嵌套过深")
    return root


class _Page:
    """Walks the elements of a page without recursion over its flow; tables are looked at as a whole."""

    def __init__(self, watch: Watch, hidden: frozenset[str] = frozenset(), prose: bool = False) -> None:
        self._watch, self._hidden, self._prose = watch, hidden, prose
        self.nested = self.endless = self.struck = self.pictures = 0

    def notes(self) -> list[str]:
        """What the user should know of the tables."""
        counts = (
            (self.nested, "网页有 {} 个嵌套表格，其文字已并入所在单元格。"),
            (self.struck, "网页有 {} 处划掉的文字，未读取。"),
            (self.endless, "网页有 {} 格写着 rowspan=0（一直合并到表底），下面各行被挤到了右边，请核对。"),
        )
        return [text.format(count) for count, text in counts if count]

    def unread(self) -> list[str]:
        """What of the page no reader saw: the pictures that may hold a table or a text."""
        return [f"网页有 {self.pictures} 幅图片，其中的文字和表格没有读取。"] if self.pictures else []

    def blocks(self, root: Any) -> Iterator[Block]:
        """Paragraphs and tables in order; tables that only lay out the page are unwrapped."""
        for text, level, table in self._flow(root):
            self._watch.tick()
            if table is not None:
                if table.cells:
                    yield table
            elif text:
                yield Paragraph(text, level=level, kind="contents" if is_contents_entry(text) else "text")

    def _flow(self, root: Any) -> Iterator[tuple[str, int, Table | None]]:
        """The printed lines under an element with their heading level, and the tables between them."""
        from lxml import etree

        pieces: list[str] = []
        level = preserved = 0
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            tag = element.tag
            if event == "start":
                preserved += tag == "pre"
                table = tag == "table" and not (
                    _is_layout(element) or (self._prose and _is_running_text(element))
                )
                if not _is_inline(tag):
                    yield _printed(pieces), level, None
                    pieces = []
                    level = int(tag[1]) if tag in _HEADINGS else 0 if tag in _PARTS else level
                if table:
                    for caption in element.findall("caption"):
                        yield from self._flow(caption)
                    yield "", 0, self._table(element)
                if table or self._is_dropped(element):
                    walker.skip_subtree()
                else:
                    self.pictures += tag == "img" and may_hold_text(element)
                    pieces.append(element.text or "")
            else:
                if not _is_inline(tag):
                    yield _printed(pieces), level, None
                    pieces = []
                    level = 0 if tag in _HEADINGS else level
                preserved -= tag == "pre"
                if element.tail and element is not root:
                    pieces.append(element.tail)
            if preserved and pieces and "\n" in pieces[-1]:
                *lines, rest = "".join(pieces).split("\n")
                yield from ((_printed([line]), level, None) for line in lines)
                pieces = [rest]
        yield _printed(pieces), level, None

    def _is_dropped(self, element: Any) -> bool:
        """Whether an element is no part of what is printed, not shown, or crossed out."""
        style = element.get("style") or ""
        if element.tag in _STRUCK or "line-through" in style:
            self.struck += 1
            return True
        if element.tag in _DROPPED or element.get("hidden") is not None or _HIDDEN.search(style):
            return True
        if not self._hidden:
            return False
        kinds = [f".{name}" for name in (element.get("class") or "").split()]
        kinds += [f"#{element.get('id')}", element.tag]
        return any(kind in self._hidden or f"{element.tag}{kind}" in self._hidden for kind in kinds)

    def _table(self, element: Any) -> Table:
        """The grid of a ``table`` element, its row and column spans laid out as browsers do."""
        rows = element.xpath(_ROWS)
        cells: list[Cell] = []
        taken: set[tuple[int, int]] = set()
        index, reach = -1, 0  # the row now read, and the first row that no cell above reaches
        for number, row in enumerate(rows):
            items = row.xpath(_CELLS)
            if not items and index + 1 >= reach:
                continue  # a row without cells that nothing reaches has no height
            index, column = index + 1, 0
            for item in items:
                while (index, column) in taken:
                    column += 1
                width = min(1000, max(1, _whole(item.get("colspan"))))
                width = next((w for w in range(1, width) if (index, column + w) in taken), width)
                height = _whole(item.get("rowspan")) if item.get("rowspan") else 1
                self.endless += height == 0 and number + 1 < len(rows)
                height = min(height or len(rows), len(rows) - number)
                reach = max(reach, index + height)
                self._watch.cells(width * height)
                taken.update((index + r, column + c) for r in range(height) for c in range(width))
                cells.append(Cell(self._cell_text(item), index, column, height, width))
                column += width
        return Table(cells)

    def _cell_text(self, cell: Any) -> str:
        lines: list[str] = []
        for text, _level, table in self._flow(cell):
            if table is not None:
                self.nested += 1
                lines.append(" ".join(inner.text for inner in table.cells if inner.text))
            elif text:
                lines.append(text)
        return one_line(lines)


_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PARTS = frozenset(("p", "div", "li", "table", "tr", "td", "th"))


def _printed(pieces: list[str]) -> str:
    """Text as a browser prints it: runs of blanks are one, a line end inside Chinese text is none."""
    text = "".join(pieces)
    return _BLANKS.sub(" ", _WRAPPED.sub("", text)).strip(" ")


def _is_inline(tag: str) -> bool:
    return tag in _INLINE or ":" in tag  # Word puts its own marks, such as o:p, into the text


def _is_layout(table: Any) -> bool:
    """Whether a table only places parts of the page: headings, most of its text in inner tables, one cell.

    A cell with several paragraphs is ordinary (Word saves every cell so); in a table of one row it is layout.
    """
    cells = [cell for row in table.xpath(_ROWS) for cell in row.xpath(_CELLS)]
    if len(cells) <= 1 or table.xpath("boolean(.//h1 | .//h2 | .//h3 | .//h4 | .//h5 | .//h6)"):
        return True
    depth = 1 + sum(1 for _ in table.iterancestors("table"))
    inner = sum(_length(found) for found in table.xpath(_INNER, depth=depth))
    if inner * 2 >= max(1, _length(table)) and inner:
        return True
    single_row = len(table.xpath(_ROWS)) == 1
    return single_row and any(len(cell.findall(".//p")) >= _MANY for cell in cells)


def _is_running_text(table: Any) -> bool:
    """Whether a cell of a table is a text of several sentences, as none of a table of data is.

    >>> from lxml import html
    >>> said = "昨夜大雨，东路积水。排水队赶到，两小时后排除。交通恢复。"
    >>> tables = [html.fromstring(f"<table><tr><td>首页<td>{text}</table>") for text in (said, "320.5")]
    >>> [_is_running_text(table) for table in tables]
    [True, False]
    """
    cells = (cell for row in table.xpath(_ROWS) for cell in row.xpath(_CELLS))
    return any(str(cell.xpath("normalize-space(.)")).count("。") >= _MANY for cell in cells)


def _length(element: Any) -> int:
    return len(str(element.xpath("normalize-space(.)")))


def _whole(text: str | None) -> int:
    """A span as the standard bounds it; 1 where it is none."""
    found = re.match(r"\s*(\d{1,6})", text or "")
    return min(int(found[1]), 65534) if found else 1
