"""A zip container (Word, Excel) opened with suspicion: sizes, ratios, passwords, hostile XML."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from mingzhang.formats.ooxml import (
    SAFE_XML,
    Relation,
    begins_with_type,
    has_type,
    related,
    relations_of,
    transitional,
)
from mingzhang.readers.watch import Watch

CHUNK = 1 << 16
_SMALL = 1 << 20  # below this size a high ratio is repetition, not a bomb
_DIRECTORY = 16 << 20  # 16 MB of directory are some 200 000 parts
_SAFE_XML = {**SAFE_XML, "remove_comments": True, "remove_pis": True}
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error)


class Container:
    """The parts of a zip container, each checked while it is unpacked; a context manager.

    Every fault (no zip, damage, a password, a bomb, a document type definition) raises
    :class:`~mingzhang.readers.limits.UnreadableError`.  Part names compare without regard to case.

    >>> import tempfile
    >>> from mingzhang.readers.limits import Limits
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a.zip"
    ...     with zipfile.ZipFile(path, "w") as archive:
    ...         archive.writestr("word/a.xml", "<a><b/></a>")
    ...     with Container(path, Watch(path, Limits())) as box:
    ...         print(box.has("word/a.xml"), box.xml("word/A.xml")[0].tag)
    True b
    """

    def __init__(self, path: Path, watch: Watch) -> None:
        self._watch = watch
        try:
            _check_directory(path, watch)
            self._zip = zipfile.ZipFile(path)
        except (*_DAMAGE, NotImplementedError) as fault:
            raise watch.refusal("文件不完整或已损坏（压缩目录读不出来），请重新下载或另存一份") from fault
        self._parts = {_key(info.filename): info for info in self._zip.infolist()}
        self._check_parts()

    def __enter__(self) -> Container:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    @property
    def names(self) -> list[str]:
        """Names of the parts, in lower case, in the order of the directory."""
        return list(self._parts)

    def entries(self) -> list[tuple[str, str, int]]:
        """Name, name as stored and flags of every part, in the order of the directory."""
        return [(name, info.orig_filename, info.flag_bits) for name, info in self._parts.items()]

    def has(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return _key(name) in self._parts

    def chunks(self, name: str) -> Iterator[bytes]:
        """The unpacked bytes of one part, piece by piece."""
        info = self._parts.get(_key(name))
        if info is None:
            raise self._watch.refusal(f"文件不完整，缺少 {name}")
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(CHUNK):
                    self._watch.tick()
                    yield piece
        except NotImplementedError as fault:
            raise self._watch.refusal("压缩方式不认识") from fault
        except (*_DAMAGE, RuntimeError) as fault:
            raise self._watch.refusal(f"文件已损坏（{name} 读不出来），请重新下载或另存一份") from fault

    def xml(self, name: str) -> Any:
        """Root element of one XML part, entities neither expanded nor fetched."""
        from lxml import etree

        parser = etree.XMLParser(**_SAFE_XML)
        for _ in self._feed(parser, name):
            pass
        try:
            root = parser.close()
        except etree.XMLSyntaxError as fault:
            raise self._damaged(name, fault) from fault
        self._check_tree(root, name)
        return root

    def events(self, name: str, tags: tuple[str, ...]) -> Iterator[Any]:
        """Elements with one of ``tags`` as soon as they are complete; the caller clears them."""
        from lxml import etree

        parser = etree.XMLPullParser(events=("end",), tag=tags, **_SAFE_XML)
        for _ in self._feed(parser, name):
            for _event, element in parser.read_events():
                yield element
        try:
            root = parser.close()
        except etree.XMLSyntaxError as fault:
            raise self._damaged(name, fault) from fault
        self._check_tree(root, name)
        for _event, element in parser.read_events():
            yield element

    def related(self, part: str) -> dict[str, Relation]:
        """The relations of one part by id, targets as part names; the package's own for ``""``."""
        relations = relations_of(part)
        return related(self.xml(relations), part) if self.has(relations) else {}

    def main_part(self, usual: str) -> str:
        """Name of the main document part; ``usual`` where the package does not say."""
        targets = [r.target for r in self.related("").values() if r.kind == "officeDocument"]
        return next((target for target in targets if self.has(target)), usual)

    def _feed(self, parser: Any, name: str) -> Iterator[None]:
        """Unpack a part into an XML parser, checked piece by piece; yields after each piece."""
        from lxml import etree

        first = True
        try:
            for piece in self.chunks(name):
                if first:
                    self._check_prolog(piece, name)
                    piece, first = transitional(piece), False
                self._watch.marks(piece)
                parser.feed(piece)
                yield
        except etree.XMLSyntaxError as fault:
            raise self._damaged(name, fault) from fault

    def _damaged(self, name: str, fault: Exception) -> Exception:
        if "depth" in str(fault):
            return self._watch.refusal(f"{name} 的嵌套过深")
        return self._watch.refusal(f"文件已损坏（{name} 不是完整的 XML），请重新下载或另存一份")

    def _check_prolog(self, piece: bytes, name: str) -> None:
        if begins_with_type(piece):
            raise self._watch.refusal(f"{name} 含有文档类型定义（DTD），Office 文件不应有，可能是恶意文件")

    def _check_tree(self, root: Any, name: str) -> None:
        tree = root.getroottree()
        if has_type(root):
            self._check_prolog(b"<!DOCTYPE", name)
        if tree.xpath(f"boolean({'/*' * (self._watch.limits.depth + 1)})"):
            raise self._watch.refusal(f"{name} 的嵌套过深")

    def _check_parts(self) -> None:
        limits, infos = self._watch.limits, self._parts.values()
        if any(info.flag_bits & 1 for info in infos):
            raise self._watch.refusal("文件有密码，请去掉密码后另存一份")
        if sum(info.file_size for info in self._zip.infolist()) > limits.unpacked_bytes:
            raise self._watch.refusal(f"解压后超过 {limits.unpacked_bytes >> 20} MB，可能是压缩炸弹")
        if any(i.file_size > max(_SMALL, limits.ratio * max(1, i.compress_size)) for i in infos):
            raise self._watch.refusal(f"压缩率超过 {limits.ratio} 倍，可能是压缩炸弹")


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _check_directory(path: Path, watch: Watch) -> None:
    """``zipfile`` loads the whole directory at once: look at its size before."""
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - (1 << 16) - 22))
        tail = stream.read()
    end, wide = tail.rfind(b"PK\x05\x06"), tail.rfind(b"PK\x06\x06")
    if end < 0:
        raise zipfile.BadZipFile("no end record")
    length = int.from_bytes(tail[end + 12 : end + 16], "little")
    if wide >= 0 and length == 0xFFFFFFFF:
        length = int.from_bytes(tail[wide + 40 : wide + 48], "little")
    if length > _DIRECTORY:
        raise watch.refusal("压缩目录过大，可能是压缩炸弹")
