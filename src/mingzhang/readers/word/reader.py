"""Word documents (.docx): paragraphs, numbered headings, tables with merged cells, notes, text boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from mingzhang.facts.place import Origin
from mingzhang.facts.report import Block, Cell, Paragraph, Report, Table, joined
from mingzhang.facts.unchecked import leave_out
from mingzhang.formats.ooxml import W
from mingzhang.readers.container import Container
from mingzhang.readers.limits import Limits
from mingzhang.readers.printed import is_contents_entry, one_line
from mingzhang.readers.watch import Watch
from mingzhang.readers.word.numbering import Numbering, whole
from mingzhang.readers.word.properties import outline_level, runs_on
from mingzhang.readers.word.runs import NODE, TEXT, Story
from mingzhang.readers.word.styles import Style, list_of, read_styles

# Elements around paragraphs, rows and cells that carry nothing themselves.
_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_DELETED = f"{W}trPr/{W}del"
_COLUMNS = 1 << 10  # Word allows 63 columns; more is damage


def read_docx(path: Path, limits: Limits) -> Report:
    """Read a Word document; raises :class:`~mingzhang.readers.limits.UnreadableError`.

    Tracked deletions and hidden text are left out, insertions and field results are read, list numbers are
    counted and put before the text.  The heads of the pages come first, each once; footers are left out.
    """
    watch = Watch(path, limits)
    with Container(path, watch) as container:
        document = _Document(container, watch)
        blocks: list[Block] = [*document.headers(), *document.blocks(document.body, "text")]
    report = Report(file=path.name, format="docx", blocks=blocks, notes=document.notes())
    for note in document.unchecked():
        leave_out(report, note)
    return report


class _Document:
    """One Word document while it is read from front to back, which its list numbers need."""

    def __init__(self, container: Container, watch: Watch) -> None:
        self._watch = watch
        self._nested = self._foreign = 0
        main = container.main_part("word/document.xml")
        parts = {r.kind: r.target for r in container.related(main).values() if container.has(r.target)}
        self.body = container.xml(main)
        for number, node in enumerate(self.body.iter(*TEXT)):
            node.set(NODE, str(number))

        def root(kind: str) -> Any:
            return container.xml(parts[kind]) if kind in parts else None

        self._styles = read_styles(root("styles"))
        self._story = Story(self._styles)
        self._headers = {
            name: container.xml(relation.target)
            for name, relation in container.related(main).items()
            if relation.kind == "header" and container.has(relation.target)
        }
        lists = {name: style.number for name, style in self._styles.items()}
        self._numbering = Numbering(root("numbering"), lists)
        self._notes = {
            (kind, item.get(f"{W}id")): item
            for kind in ("footnote", "endnote")
            if f"{kind}s" in parts
            for item in root(f"{kind}s").findall(f"{W}{kind}")
        }

    def notes(self) -> list[str]:
        """What the document holds that was not read, for the user."""
        counts = (
            (self._nested, "文档有 {} 个嵌套表格，其文字已并入所在单元格。"),
            (self._story.pictures, "文档有 {} 处图片或图形，其中的文字未读取。"),
            (self._story.hidden, "文档有 {} 处隐藏的文字（隐藏格式或白色），未读取。"),
            (self._story.struck, "文档有 {} 处划掉的文字，未读取。"),
        )
        return [text.format(count) for count, text in counts if count]

    def unchecked(self) -> list[str]:
        """What of its content was not read: tables may lie in it."""
        counts = (
            (self._story.objects, "文档有 {} 个嵌入对象（如 Excel 表格），其内容未读取。"),
            (self._foreign, "文档有 {} 处嵌入的外部内容，未读取。"),
        )
        return [text.format(count) for count, text in counts if count]

    def blocks(self, parent: Any, kind: str, contents: bool = False) -> Iterator[Block]:
        """Paragraphs and tables under ``parent`` in order, with the notes and text boxes they refer to."""
        held: Paragraph | None = None  # a paragraph whose end is hidden or deleted
        for child in parent:
            self._watch.tick()
            if child.tag == f"{W}p":
                paragraph = _after(held, self._paragraph(child, kind, contents))
                held = paragraph if runs_on(child) else None
                if held is None and paragraph.text.strip():
                    yield paragraph
                yield from self._asides()
                continue
            if held is not None and held.text.strip():
                yield held
            held = None
            if child.tag == f"{W}tbl":
                yield from self._of_table(child, kind, contents)
                yield from self._asides()
            elif child.tag in _WRAPPERS or child.tag == f"{W}body":
                yield from self.blocks(child, kind, contents or _is_contents(child))
            elif child.tag == f"{W}altChunk":
                self._foreign += 1
        if held is not None and held.text.strip():
            yield held

    def headers(self) -> Iterator[Paragraph]:
        """The heads of the pages, each text once."""
        seen: set[str] = set()
        for root in self._headers.values():
            for paragraph in self.blocks(root, "header"):
                if isinstance(paragraph, Paragraph) and paragraph.text not in seen:
                    seen.add(paragraph.text)
                    yield paragraph

    def _of_table(self, element: Any, kind: str, contents: bool) -> Iterator[Block]:
        """A table, or what stands in the cells of one that only places other tables on the page."""
        if _is_layout(element):
            for row in _children(element, f"{W}tr"):
                for cell in _children(row, f"{W}tc"):
                    yield from self.blocks(cell, kind, contents)
            return
        table = self._table(element)
        if table.cells:
            yield table

    def _asides(self) -> Iterator[Block]:
        """The text boxes and notes that the last block has brought up."""
        story = self._story
        while story.boxes:
            yield from self.blocks(story.boxes.pop(0), "textbox")
        while story.footnotes:
            note = self._notes.pop(story.footnotes.pop(0), None)
            if note is not None:
                yield from self.blocks(note, "footnote")

    def _paragraph(self, element: Any, kind: str, contents: bool) -> Paragraph:
        """One paragraph: list number and text, outline level, kind, and where each character comes from."""
        properties = element.find(f"{W}pPr")
        style = self._styles[""]
        if properties is not None:
            named = properties.find(f"{W}pStyle")
            name = "" if named is None else named.get(f"{W}val", "")
            style = self._styles.get(name, style)
        else:
            name = ""
        contents = contents or style.contents or self._story.in_contents
        pieces = self._story.pieces(element, style)
        text = "".join(piece for piece, _ in pieces)
        contents = contents or self._story.in_contents or is_contents_entry(text)
        label = self._label(properties, style, name) if text.strip() else ""
        level = outline_level(element)
        return Paragraph(
            label + text,
            level=0 if contents else style.level if level is None else level,
            kind="contents" if contents else kind,
            sources=_sources(pieces, len(label)),
        )

    def _label(self, properties: Any, style: Style, name: str) -> str:
        number, indent = style.number, style.indent
        own = None if properties is None else properties.find(f"{W}numPr")
        if own is not None:
            stated, level = list_of(own)
            number, indent = stated or number, level or indent
        if not number:
            return ""
        level_in_list = self._numbering.level_of_style(number, name) if indent is None else whole(indent)
        return self._numbering.label(number, level_in_list)

    def _table(self, element: Any) -> Table:
        cells: list[Cell] = []
        open_cells: dict[int, Cell] = {}  # cells that may grow downwards, by first column
        index = 0
        for row in _children(element, f"{W}tr"):
            if row.find(_DELETED) is not None:
                continue
            open_cells = self._row(row, index, open_cells, cells)
            index += 1
        return Table(cells)

    def _row(self, row: Any, index: int, above: dict[int, Cell], cells: list[Cell]) -> dict[int, Cell]:
        """Append the cells of one row; returns those that stand at its foot, by first column."""
        foot: dict[int, Cell] = {}
        column = _count(row.find(f"{W}trPr"), "gridBefore", 0)
        for item in _children(row, f"{W}tc"):
            properties = item.find(f"{W}tcPr")
            span = _count(properties, "gridSpan", 1)
            self._watch.cells(span)
            if properties is not None and properties.find(f"{W}cellDel") is not None:
                continue
            if column + span > _COLUMNS:
                raise self._watch.refusal(f"表格超过 {_COLUMNS} 栏，文件可能已损坏")
            upper = above.get(column)
            beside = next(reversed(foot.values()), None)
            text, source = self._cell_text(item)
            if _continues(properties, "vMerge") and upper is not None and upper.colspan == span:
                upper.rowspan += 1
                foot[column] = upper
            elif _continues(properties, "hMerge") and beside is not None:
                beside.colspan += span * (beside.row == index)
            else:
                foot[column] = Cell(text, index, column, colspan=span, source=source)
                cells.append(foot[column])
            column += span
        return foot

    def _cell_text(self, cell: Any) -> tuple[str, tuple[Origin, ...] | None]:
        """The text of a table cell on one line, nested tables included, and where it comes from."""
        lines: list[str] = []
        source: list[Origin] = []
        for block in self._cell_blocks(cell):
            if isinstance(block, Paragraph):
                lines.extend(block.text.split("\n"))
                source += ((node, 0, end - start) for start, end, node in block.sources if start < end)
            else:
                self._nested += 1
                lines.append(" ".join(inner.text for inner in block.cells if inner.text))
                source += (origin for inner in block.cells for origin in inner.source or ())
        return one_line(lines), tuple(source) or None

    def _cell_blocks(self, cell: Any) -> Iterator[Block]:
        """The paragraphs of a cell, joined where they run on, and the tables nested in it."""
        held: Paragraph | None = None
        for child in cell:
            if child.tag == f"{W}p":
                paragraph = _after(held, self._paragraph(child, "text", False))
                held = paragraph if runs_on(child) else None
                if held is None:
                    yield paragraph
            elif child.tag == f"{W}tbl":
                yield self._table(child)
            elif child.tag in _WRAPPERS:
                yield from self._cell_blocks(child)
        if held is not None:
            yield held


def _after(held: Paragraph | None, paragraph: Paragraph) -> Paragraph:
    """A paragraph with the one before whose mark is hidden or deleted: its own properties hold for both."""
    if held is None:
        return paragraph
    return replace(joined([held, paragraph]), level=paragraph.level, kind=paragraph.kind)


def _is_layout(table: Any) -> bool:
    """Whether a table only places others: most of its text stands in tables inside its cells."""
    inner = [other for other in table.iter(f"{W}tbl") if other is not table]
    if not inner:
        return False
    own, within = _length(table), sum(_length(other) for other in inner if _depth(other, table) == 1)
    return within * 2 >= max(1, own)


def _depth(inner: Any, outer: Any) -> int:
    """How many tables lie around one, up to another."""
    depth = 0
    for up in inner.iterancestors(f"{W}tbl"):
        depth += 1
        if up is outer:
            break
    return depth


def _length(element: Any) -> int:
    return sum(len(text.text or "") for text in element.iter(*TEXT))


def _sources(pieces: list[tuple[str, str | None]], start: int) -> list[Origin]:
    """Which characters of a paragraph, from ``start``, come from which numbered text node."""
    found = []
    for text, node in pieces:
        if node is not None:
            found.append((start, start + len(text), int(node)))
        start += len(text)
    return found


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also where a content control wraps them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _count(properties: Any, name: str, least: int) -> int:
    found = None if properties is None else properties.find(f"{W}{name}")
    return least if found is None else max(least, whole(found.get(f"{W}val"), least))


def _continues(properties: Any, merge: str) -> bool:
    found = None if properties is None else properties.find(f"{W}{merge}")
    return found is not None and found.get(f"{W}val", "continue") == "continue"


def _is_contents(control: Any) -> bool:
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val", "").lower().startswith(
        ("table of contents", "目录")
    )
