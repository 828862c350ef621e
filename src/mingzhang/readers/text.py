"""Plain text files: encodings, paragraphs, and the tables that were flattened into them."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from pathlib import Path

from mingzhang.facts.report import Block, Paragraph, Report
from mingzhang.readers.flattened import find_table
from mingzhang.readers.limits import Limits
from mingzhang.readers.printed import is_contents_entry
from mingzhang.readers.watch import Watch
from mingzhang.readers.wrapped import goes_on, wrap_width

TEXT_BYTES = 64 << 20  # 64 MB: unpacked text takes some twenty times its size in memory
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_WRITTEN = frozenset("LMNPSZ")  # first letters of the Unicode classes that are neither control nor unassigned
_SAMPLE = 1 << 16


def read_text(path: Path, limits: Limits) -> Report:
    """Read a plain text file; places carry line numbers.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a.txt"
    ...     _ = path.write_bytes("一、收入\\n收入6.20万元。".encode("gb18030"))
    ...     [(p.text, p.line) for p in read_text(path, Limits()).paragraphs()]
    [('一、收入', 1), ('收入6.20万元。', 2)]
    """
    watch = Watch(path, limits)
    if path.stat().st_size > min(TEXT_BYTES, limits.file_bytes):
        raise watch.refusal(f"纯文本超过 {min(TEXT_BYTES, limits.file_bytes) >> 20} MB")
    text = decoded(path.read_bytes())
    if text is None:
        raise watch.refusal("内容不是文字，或文字编码不认识（可用 UTF-8、UTF-16、GB18030）")
    watch.cells(sum(text.count(mark) for mark in "\t\n\r\x0b\x0c\x85\u2028\u2029"))
    lines = _LINE_END.split(text)
    return Report(file=path.name, format="txt", blocks=_blocks(lines, watch))


def decoded(data: bytes, declared: str | None = None) -> str | None:
    """The text of some bytes, or ``None`` where they are no text in a known encoding.

    A byte order mark decides; then the ``declared`` encoding if it fits; then UTF-8, UTF-16 and GB18030
    are tried, and the result must look like writing.  A last character cut in half is left out.

    >>> decoded("决算".encode("gbk")), decoded("决算\\n".encode("utf-16-le")), decoded(b"\\x00\\xff\\x01")
    ('决算', '决算\\n', None)
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    if b"\0" in data:  # the zero is the high byte of a Latin character or of a line end
        names = ["utf-16-be" if data[0::2].count(0) > data[1::2].count(0) else "utf-16-le"]
    else:
        names = [*([declared] if declared else []), "utf-8", "gb18030"]
    for encoding in names:
        text = _strictly(data, encoding)
        if text is not None:
            return text
    return None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data, final=False)
    except (UnicodeDecodeError, LookupError):
        return None
    sample = Counter(text[:_SAMPLE])
    strange = sum(count for c, count in sample.items() if _is_strange(c))
    rare = 0 if encoding == "utf-8" else sum(n for c, n in sample.items() if c > "\x7f" and not _common(c))
    return None if (strange + rare) * 20 > sample.total() else text


def _is_strange(character: str) -> bool:
    """What no text is written with."""
    return unicodedata.category(character)[0] not in _WRITTEN and character not in "\t\n\r\x0b\x0c"


def _common(character: str) -> bool:
    """What Chinese texts are made of; too much of anything else shows a wrong guess of the encoding."""
    try:
        return bool(character.encode("gbk"))
    except UnicodeEncodeError:
        return False


def _blocks(lines: list[str], watch: Watch) -> list[Block]:
    """The lines as paragraphs, contents and flattened tables; lines broken at a fixed width are joined."""
    wrapped = wrap_width(lines)
    blocks: list[Block] = []
    at = checked = 0
    contents = False
    while at < len(lines):
        watch.tick()
        line = lines[at]
        if at >= checked and "\t" in line and not contents:
            table, checked = find_table(lines, at, watch)
            if table is not None:
                blocks.append(table)
                at = checked
                continue
        at += 1
        if not line.strip():
            continue
        contents = _in_contents(line, contents)
        kind = "contents" if contents or is_contents_entry(line) else "text"
        paragraph = Paragraph(line, kind=kind, line=at)
        while wrapped and kind == "text" and at < len(lines) and goes_on(lines[at - 1], lines[at], wrapped):
            paragraph.text += lines[at].strip()
            at += 1
        blocks.append(paragraph)
    return blocks


def _is_contents_title(line: str) -> bool:
    return re.sub(r"\s", "", line) in ("目录", "目次")


def _in_contents(line: str, before: bool) -> bool:
    """Whether this line is in the list of contents: from its title on, entries end with a page number."""
    return _is_contents_title(line) or (before and re.search(r"[\s.…]\d{1,4}\s*$", line) is not None)
