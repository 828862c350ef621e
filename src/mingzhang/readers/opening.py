"""What a file really is, by its content: the suffix of a name is only a claim."""

from __future__ import annotations

import mmap
import re
from pathlib import Path

from mingzhang.readers import scan
from mingzhang.readers.container import Container
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.readable import ARCHIVE, BY_SUFFIX, FORMATS
from mingzhang.readers.spreadsheet.separated import is_separated
from mingzhang.readers.text import decoded
from mingzhang.readers.watch import Watch

_HEAD = 4096
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ", b"MSCF")
_OLE_STREAMS = (  # names in the directory of an OLE file, and what they mean; the first found counts
    ("EncryptedPackage", "文件有密码，请去掉密码后另存一份"),
    ("DRMEncrypted", "文件有权限保护，请解除保护后另存一份"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "是旧版演示文稿 .ppt，不是决算报告"),
)
_ZIP_KINDS = (  # a part that only this kind of container has
    ("word/", "docx"),
    ("xl/workbook.bin", "是 Excel 二进制工作簿（.xlsb），请先另存为 .xlsx"),
    ("xl/", "xlsx"),
    ("ppt/", "是演示文稿，不是决算报告"),
    ("ofd.xml", "ofd"),
    ("content.xml", "ods"),
    ("meta-inf/container.xml", "是电子书（EPUB），请先转换为 PDF"),
)
_MESSAGE = re.compile(r"\s*(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,40}?MIME-Version:", re.IGNORECASE)
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype html|html|head|body|meta|style|table|div|title|h[1-6]|p)\b",
    re.IGNORECASE | re.DOTALL,
)


def format_of(path: Path, limits: Limits) -> str:
    """The format of a file: a name of ``READABLE``; raises :class:`UnreadableError` where we cannot read it.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a.docx"
    ...     _ = path.write_text("2024 年度部门决算", encoding="utf-8")
    ...     format_of(path, Limits())
    'txt'
    """
    _check_file(path, limits)
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if FORMATS["pdf"].starts[0] in head[:1024]:
        return "pdf"
    if head.startswith(FORMATS["docx"].starts):
        return _zip_format(path, limits)
    if head.startswith(FORMATS["doc"].starts):
        return _ole_format(path)
    if head.startswith(FORMATS["picture"].starts) or _is_other_picture(head, path):
        if scan.available():
            return "picture"
        raise UnreadableError(path, f"是图片，照片或扫描件{scan.HINT}")
    if head.startswith(_ARCHIVES):
        raise UnreadableError(path, "是压缩包，请先解压")
    return _text_format(path, head)


def is_archive(path: Path) -> bool:
    """Whether a file is a zip that is no document: one to unpack.  What cannot be opened is none.

    >>> is_archive(Path("没有.zip"))
    False
    """
    try:
        with path.open("rb") as stream:
            if not stream.read(4).startswith(b"PK"):
                return False
        with Container(path, Watch(path, Limits())) as container:
            return not any(name.startswith(part) for part, _ in _ZIP_KINDS for name in container.names)
    except (OSError, ValueError):
        return False
    except UnreadableError:
        return path.suffix.lower() == ".zip"


def mismatch(path: Path, found: str) -> str | None:
    """The sentence that tells the user of a name that does not fit, or ``None`` where it fits.

    >>> mismatch(Path("决算.pdf"), "docx")
    '文件扩展名是 .pdf，内容是 Word 文档，已按 Word 读取。'
    >>> mismatch(Path("决算.docx"), "docx")
    """
    claimed = BY_SUFFIX.get(path.suffix.lower(), ARCHIVE if path.suffix.lower() == ARCHIVE else found)
    if claimed == found:
        return None
    thing = FORMATS[found].title
    blank, short = (
        (" " if thing[:1].isascii() else ""),
        thing.removesuffix("文档").removesuffix("工作簿").rstrip(),
    )
    read_as = f" {short} " if short.isascii() else short
    return f"文件扩展名是 {path.suffix}，内容是{blank}{thing}，已按{read_as}读取。"


def _check_file(path: Path, limits: Limits) -> None:
    """Refuse what is not a plain, readable, non-empty file within the size limit."""
    try:
        if not path.exists():
            raise UnreadableError(path, "文件不存在")
        if path.is_dir():
            raise UnreadableError(path, "是文件夹，不是文件")
        if not path.is_file():
            raise UnreadableError(path, "不是普通文件")
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except PermissionError as fault:
        raise UnreadableError(path, "没有读取权限") from fault
    except (OSError, ValueError) as fault:  # a name that is too long, or holds a zero
        raise UnreadableError(path, "打不开") from fault
    if not size:
        raise UnreadableError(path, "文件是空的（0 字节）")
    if path.name.startswith("~$"):
        raise UnreadableError(path, "是 Office 打开文档时的临时文件，不是文档本身")
    if size > limits.file_bytes:
        raise UnreadableError(
            path, f"文件有 {size / 2**20:.1f} MB，超过上限 {limits.file_bytes / 2**20:g} MB"
        )


def _zip_format(path: Path, limits: Limits) -> str:
    """The format of a zip container by the parts inside; refuses kinds that cannot be read."""
    with Container(path, Watch(path, limits)) as container:
        names = container.names
        kind = b"".join(container.chunks("mimetype")) if container.has("mimetype") else b""
    for part, meaning in _ZIP_KINDS:
        if any(name.startswith(part) for name in names):
            if meaning == "ods" and b"opendocument.spreadsheet" not in kind:
                raise UnreadableError(path, "是 OpenDocument 文件，但不是表格（.ods），请先另存为 .docx")
            if meaning in FORMATS:
                return meaning
            raise UnreadableError(path, meaning)
    raise UnreadableError(path, "是压缩包，请先解压，或用 --together 按一个单位的整套文件检查")


def _ole_format(path: Path) -> str:
    """The format of an OLE file; one that embeds another is told by the stream at its root."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        found = [meaning for name, meaning in _OLE_STREAMS if data.find(name.encode("utf-16-le")) >= 0]
    if not found:
        raise UnreadableError(path, "是旧版 Office 文件，请先另存为 .docx 或 .xlsx")
    if found[0] == "doc" and "xls" in found:
        found = [_root_format(path)]
    if found[0] not in FORMATS:
        raise UnreadableError(path, found[0])
    return found[0]


def _root_format(path: Path) -> str:
    from doc2docx.cfb import CompoundFile
    from doc2docx.errors import Doc2DocxError

    try:
        CompoundFile.from_path(path).get_entry("WordDocument")
    except (Doc2DocxError, ValueError, IndexError):
        return "xls"
    return "doc"


def _is_other_picture(head: bytes, path: Path) -> bool:
    bitmap = head[:2] == b"BM" and int.from_bytes(head[2:6], "little") == path.stat().st_size
    web = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    return bitmap or web or head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")


def _text_format(path: Path, head: bytes) -> str:
    """The format of a file that is text, by how it begins; refuses RTF, plain XML and unknown encodings."""
    text = decoded(head)
    if text is None:
        raise UnreadableError(path, "内容不是文字，或文字编码不认识（可用 UTF-8、UTF-16、GB18030）")
    if _MARKUP.match(text):
        return "html"
    if _MESSAGE.match(text):
        return "mht"
    start = text.lstrip()[:200]
    if start.startswith("{\\rtf"):
        raise UnreadableError(path, "是 RTF 文档，请先另存为 .docx")
    if start.startswith("<?xml"):
        raise UnreadableError(path, "是 XML 数据文件，请先另存为 .docx 或 .xlsx")
    return "csv" if BY_SUFFIX.get(path.suffix.lower()) == "csv" or is_separated(text) else "txt"
