"""A Word file as the parts of its package, of which only a few change."""

from __future__ import annotations

import copy
import posixpath
import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any, BinaryIO

from lxml import etree

from mingzhang.formats.ooxml import (
    CONTENT_TYPES,
    PACKAGE_RELATIONS,
    RELATIONSHIPS,
    SAFE_XML,
    W,
    has_type,
    related,
    relations_of,
)
from mingzhang.writers.written import UnwritableError

_RELATION = f"{{{PACKAGE_RELATIONS}}}Relationship"
_OVERRIDE = f"{{{CONTENT_TYPES}}}Override"
_TYPES = "[Content_Types].xml"
_NEW_RELATIONS = f'<Relationships xmlns="{PACKAGE_RELATIONS}"/>'
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, RuntimeError)
_ON = (None, "1", "true", "on")


class Package:
    """The parts of one Word file; raises :class:`UnwritableError` for what must not or cannot be written in.

    ``document`` is the root of the main part, to be changed in place; :meth:`save` writes it and the parts
    given to :meth:`put`; every other part keeps its bytes.

    >>> Package(Path("无此文件.docx"))
    Traceback (most recent call last):
    mingzhang.writers.written.UnwritableError: 无此文件.docx：文件已损坏或不是 Word 文档，未写出。
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._changed: dict[str, bytes] = {}
        try:
            with zipfile.ZipFile(path) as archive:
                self._infos = archive.infolist()
                self._parts = {info.filename: archive.read(info) for info in self._infos}
        except (*_DAMAGE, NotImplementedError) as fault:
            raise UnwritableError(path, _why_no_zip(path)) from fault
        if len(self._parts) != len(self._infos):
            raise UnwritableError(path, "文件已损坏（同名部分重复）")
        self.main = self._target("", "officeDocument") or "word/document.xml"
        if self.main not in self._parts or _TYPES not in self._parts:
            raise UnwritableError(path, "文件已损坏或不是 Word 文档")
        if self._target("", "origin") or any(n.lower().startswith("_xmlsignatures/") for n in self._parts):
            raise UnwritableError(path, "文件有数字签名，写入会使签名失效")
        self.document = self.xml(self.main)
        if self.document.tag != f"{W}document":
            raise UnwritableError(path, "是严格格式（Strict Open XML），请先另存为普通 .docx")
        self._check_protection()

    def xml(self, name: str) -> Any:
        """The root of one part as it stands in the file."""
        parser = etree.XMLParser(**(SAFE_XML | {"huge_tree": True}))  # it was read before, within bounds
        try:
            root = etree.fromstring(self._parts[name], parser)
        except etree.XMLSyntaxError as fault:
            raise UnwritableError(self._path, f"文件已损坏（{name} 不是完整的 XML）") from fault
        if has_type(root):
            raise UnwritableError(self._path, f"{name} 含有文档类型定义（DTD），可能是恶意文件")
        return root

    def part(self, kind: str, name: str, content_type: str) -> tuple[str, Any | None]:
        """Name and root of the part of one ``kind`` that belongs to the document.

        Where there is none, one is announced under ``name`` and its root is ``None``.
        """
        known = self._target(self.main, kind)
        if known in self._parts:
            return known, self.xml(known)
        folder = posixpath.dirname(self.main)
        new = self._free(posixpath.join(folder, name))
        self._relate(kind, posixpath.relpath(new, folder))
        types = self.xml(_TYPES)
        etree.SubElement(types, _OVERRIDE, {"PartName": f"/{new}", "ContentType": content_type})
        self.put(_TYPES, types)
        return new, None

    def targets(self, kinds: tuple[str, ...]) -> list[str]:
        """The parts of these kinds that belong to the document."""
        name = relations_of(self.main)
        found = related(self.xml(name), self.main).values() if name in self._parts else ()
        return [
            relation.target for relation in found if relation.kind in kinds and relation.target in self._parts
        ]

    def put(self, name: str, root: Any) -> None:
        """Replace or add one part."""
        self._changed[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)

    def save(self, stream: BinaryIO) -> None:
        """Write the package, parts in their old order, new ones at the end."""
        self.put(self.main, self.document)
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for info in self._infos:
                data = self._changed.get(info.filename, self._parts[info.filename])
                archive.writestr(copy.copy(info), data, info.compress_type)
            for name in self._changed.keys() - self._parts.keys():
                archive.writestr(zipfile.ZipInfo(name), self._changed[name], zipfile.ZIP_DEFLATED)

    def _target(self, part: str, kind: str) -> str:
        """The part to which another one has a relation, ``""`` where it has none."""
        name = relations_of(part)
        found = related(self.xml(name), part).values() if name in self._parts else ()
        return next((relation.target for relation in found if relation.kind == kind), "")

    def _relate(self, kind: str, target: str) -> None:
        name = relations_of(self.main)
        root = self.xml(name) if name in self._parts else etree.fromstring(_NEW_RELATIONS)
        taken = {item.get("Id") for item in root}
        number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        etree.SubElement(
            root, _RELATION, {"Id": f"rId{number}", "Type": f"{RELATIONSHIPS}/{kind}", "Target": target}
        )
        self.put(name, root)

    def _free(self, name: str) -> str:
        stem, suffix = posixpath.splitext(name)
        taken = {part.lower() for part in self._parts}
        return next(
            n for k in range(len(taken) + 1) if (n := f"{stem}{k or ''}{suffix}").lower() not in taken
        )

    def _check_protection(self) -> None:
        """A document that its author has locked against changes is left alone."""
        name = self._target(self.main, "settings")
        lock = self.xml(name).find(f"{W}documentProtection") if name in self._parts else None
        if (
            lock is not None
            and lock.get(f"{W}enforcement") in _ON[1:]
            and (lock.get(f"{W}edit") in ("readOnly", "forms"))
        ):
            raise UnwritableError(self._path, "文档设置了限制编辑，请先停止保护")


def _why_no_zip(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            head = stream.read(1 << 16)
    except OSError:
        head = b""
    if "EncryptedPackage".encode("utf-16-le") in head or re.match(b"\xd0\xcf\x11\xe0", head):
        return "文件有密码或是旧版格式，请去掉密码后另存为 .docx"
    return "文件已损坏或不是 Word 文档"
