"""Packages for hand-over after BagIt 1.0: files with their SHA-256, whole or not at all, and checked."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mingzhang.facts.evidence import sha256_of
from mingzhang.facts.refusal import RefusalError, disk_reason

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_MANIFEST, _TAGS, _INFO, _BAG = "manifest-sha256.txt", "tagmanifest-sha256.txt", "bag-info.txt", "bagit.txt"
_UNFINISHED = ".未完成"
_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_ESCAPED = re.compile("%(25|0D|0A)", re.IGNORECASE)


class PackageError(RefusalError, ValueError):
    """A package that cannot be made or is none; one Chinese sentence."""


@dataclass(frozen=True)
class PackageFault:
    """What is wrong with one file of a package."""

    file: str
    message: str

    def __str__(self) -> str:
        return f"“{self.file}”：{self.message}"


def write_package(
    folder: Path, copies: Mapping[str, Path], made: Mapping[str, bytes], info: Mapping[str, str], day: date
) -> int:
    """Write a package: files that are copied and files that are made, by their place under ``data``.

    Returns how many bytes there are.  The folder appears when all of it is there; a file that changed while
    it was copied is told.  Raises :class:`PackageError`.
    """
    if folder.exists():
        raise PackageError(f"{folder}：已存在，未写出。")
    building = folder.with_name(folder.name + _UNFINISHED)
    shutil.rmtree(building, ignore_errors=True)
    try:
        lines, size = _payload(building, copies, made)
        said = {"Bagging-Date": day.isoformat(), "Payload-Oxum": f"{size}.{len(lines)}"} | dict(info)
        tags = {
            _BAG: DECLARATION,
            _INFO: "".join(f"{name}: {' '.join(value.split())}\n" for name, value in said.items()).encode(),
            _MANIFEST: "".join(sorted(lines)).encode(),
        }
        tags[_TAGS] = "".join(
            f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(tags.items())
        ).encode()
        for name, data in tags.items():
            (building / name).write_bytes(data)
        building.rename(folder)
    except OSError as fault:
        raise PackageError(f"{folder}：写入时出错（{disk_reason(fault)}），未写出。") from fault
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return size


def _payload(building: Path, copies: Mapping[str, Path], made: Mapping[str, bytes]) -> tuple[list[str], int]:
    """The files under ``data`` with the lines of their manifest, and the bytes of all."""
    lines, size = [], 0
    for name, source in copies.items():
        target = _place(building, name)
        before = sha256_of(source)
        shutil.copyfile(source, target)
        if sha256_of(target) != before:
            raise PackageError(f"{source}：复制期间有改动，没有打包。")
        lines.append(f"{before}  {_listed(name)}\n")
        size += target.stat().st_size
    for name, data in made.items():
        _place(building, name).write_bytes(data)
        lines.append(f"{hashlib.sha256(data).hexdigest()}  {_listed(name)}\n")
        size += len(data)
    return lines, size


def _place(building: Path, name: str) -> Path:
    target = building / "data" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def _listed(name: str) -> str:
    """A path as manifests list it: line ends and the percent sign are escaped, and nothing else.

    >>> _listed("原图/甲 100%.tif")
    'data/原图/甲 100%25.tif'
    """
    return "data/" + "".join(_ESCAPES.get(char, char) for char in name)


def _unlisted(name: str) -> str:
    """Inverse of :func:`_listed`; any other escape is part of the name."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), name)


def package_faults(folder: Path) -> Iterator[PackageFault]:
    """Everything that a package lacks, has too much, or has changed; raises :class:`PackageError`.

    >>> list(package_faults(Path("无此文件夹")))
    Traceback (most recent call last):
    mingzhang.archive.package.PackageError: 无此文件夹：不是移交包（没有 bagit.txt）。
    """
    _is_package(folder)
    yield from _checked(folder, _TAGS)
    listed = set(_manifest(folder / _MANIFEST))
    yield from _checked(folder, _MANIFEST)
    for path in sorted((folder / "data").rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in listed:
            yield PackageFault(name, "不在清单里")


def _is_package(folder: Path) -> None:
    if not (folder / _BAG).is_file():
        raise PackageError(f"{folder}：不是移交包（没有 {_BAG}）。")


def _checked(folder: Path, manifest: str) -> Iterator[PackageFault]:
    """The files of one manifest that are not as it says."""
    if not (folder / manifest).is_file():
        yield PackageFault(manifest, "清单不见了")
        return
    for name, wanted in _manifest(folder / manifest).items():
        try:
            why = _flaw(folder, folder / name, wanted)
        except (OSError, ValueError):  # too long for a path, or no path at all
            why = "文件读不出"
        if why:
            yield PackageFault(name, why)


def _flaw(folder: Path, path: Path, wanted: str) -> str:
    if not path.resolve().is_relative_to(folder.resolve()):
        return "指向移交包之外"
    if not path.is_file():
        return "文件不见了"
    return "" if sha256_of(path) == wanted else "内容有改动（SHA-256 不一致）"


def _manifest(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    # Names may hold marks that Python takes for line ends; only the line feed ends a line here.
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    pairs = [line.split(maxsplit=1) for line in lines if line.strip()]
    return {_unlisted(pair[1]): pair[0].lower() for pair in pairs if len(pair) == 2}


def package_differences(folder: Path, other: Path) -> Iterator[PackageFault]:
    """How the files of a package differ from those of the one that was handed over.

    Raises :class:`PackageError` where one of both is none.
    """
    _is_package(folder)
    _is_package(other)
    own, theirs = _manifest(folder / _MANIFEST), _manifest(other / _MANIFEST)
    for name in sorted(own.keys() | theirs.keys()):
        if name not in own:
            yield PackageFault(name, "移交时有，归还时没有")
        elif name not in theirs:
            yield PackageFault(name, "移交时没有，归还时多出")
        elif own[name] != theirs[name]:
            yield PackageFault(name, "与移交时的内容不同")
