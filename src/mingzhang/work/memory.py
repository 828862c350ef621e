"""Results of documents that were checked before: unchanged ones are not checked again.

A result is known by everything it depends on: the content and name of the file, the explanations beside it,
what the check was asked, the program with all that is installed beside it, and the user's own places.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from mingzhang.facts.environment import KEPT_RESULTS, OWN_PLACES
from mingzhang.facts.result import SCHEMA, Result
from mingzhang.work.answers import readings_file
from mingzhang.work.waive import waiver_file

_PACKAGE = Path(__file__).resolve().parents[1]
_KEPT = 60 * 24 * 3600  # seconds after which a result that nobody asked for goes
_TIDY = ".整理"
_OUTSIDE = ("soffice", "libreoffice")  # what legacy files may be read with


def default_folder() -> Path | None:
    """Where results are kept: the folder the environment names, else the user's folder for such things."""
    named = os.environ.get(KEPT_RESULTS)
    if named is not None:
        return Path(named) if named else None
    with suppress(RuntimeError):  # nobody's home
        home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
        return (Path(home) if home else Path.home() / ".cache") / "mingzhang"
    return None


@dataclass
class Memory:
    """Results kept in a ``folder`` for checks with the same ``options``.

    Nothing that goes wrong with it stands in the way of a check: a result that cannot be kept or read is
    worked out again.
    """

    folder: Path
    options: Mapping[str, Any]
    _keys: dict[Path, str] = field(default_factory=dict)
    _contents: dict[Path, str] = field(default_factory=dict)

    def knows(self, path: Path) -> bool:
        """Whether a result is kept for this very file."""
        key = self.key(path)
        return bool(key) and self._file(key).is_file()

    def recall(self, path: Path) -> Result | None:
        """The result that is kept for this very file; ``None`` if there is none."""
        key = self.key(path)
        if not key:
            return None
        file = self._file(key)
        try:
            result = Result.from_json(json.loads(file.read_bytes()))
            os.utime(file)
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return None
        return result

    def keep(self, path: Path, result: Result) -> None:
        """Remember a result that was worked out to its end, if the file is still what it was."""
        key = self.key(path)
        if not key or not result.summary.complete or result.document.sha256 != self._contents[path]:
            return
        file = self._file(key)
        with suppress(OSError, UnicodeError):  # a name may be no text
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=file.parent)  # readable by the user alone
            with os.fdopen(handle, "wb") as stream:
                stream.write(json.dumps(result.to_json(), ensure_ascii=False).encode())
            os.replace(name, file)

    def tidy(self) -> None:
        """Let go, once a day, of what nobody asked for in two months."""
        mark, now = self.folder / _TIDY, time.time()
        with suppress(OSError):
            if mark.exists() and now - mark.stat().st_mtime < 24 * 3600:
                return
            mark.touch()
            for file in self.folder.glob("??/*"):
                if now - file.stat().st_mtime > _KEPT:
                    file.unlink()

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]

    def content(self, path: Path) -> str:
        """The hash of what a file contains; ``""`` where it cannot be read."""
        self.key(path)
        return self._contents.get(path, "")

    def key(self, path: Path) -> str:
        """What the result of a file depends on, as one number; ``""`` where the file cannot be read."""
        if path not in self._keys:
            self._keys[path] = ""
            with suppress(OSError):
                with path.open("rb") as stream:
                    content = hashlib.file_digest(stream, "sha256").hexdigest()
                besides = (waiver_file(path), readings_file(path))
                waivers = b"\0".join(map(_beside, besides))
                told = "\n".join([self._ground, content, path.name, hashlib.sha256(waivers).hexdigest()])
                self._contents[path] = content
                self._keys[path] = hashlib.sha256(os.fsencode(told)).hexdigest()
        return self._keys[path]

    @cached_property
    def _ground(self) -> str:
        """What the results of all files depend on."""
        own = os.environ.get(OWN_PLACES, "")
        folders = [_PACKAGE, *([Path(own)] if own else [])]
        outside = [str(shutil.which(name)) for name in _OUTSIDE]
        asked = sorted(f"{name}={value!r}" for name, value in self.options.items())
        parts = [SCHEMA, sys.version, *map(str, _stamps(folders)), *_installed(), *outside, *asked]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _beside(file: Path) -> bytes:
    """What stands beside a document; nothing where its name would be longer than a name may be."""
    try:
        return file.read_bytes() if file.is_file() else b""
    except OSError as fault:
        if fault.errno != errno.ENAMETOOLONG:
            raise
        return b""


def _installed() -> list[str]:
    """Names and versions of what is installed, as the folders that describe it are called."""
    folders = [Path(place) for place in sys.path if place]
    return sorted(info.name for folder in folders for info in folder.glob("*.dist-info"))


def _stamps(folders: list[Path]) -> Iterator[tuple[str, int, int]]:
    """Name, size and time of every file below some folders: they change when a file does."""
    for folder in folders:
        for place, inside, names in os.walk(folder):
            inside[:] = sorted(name for name in inside if name != "__pycache__")
            for name in sorted(names):
                stat = os.stat(os.path.join(place, name))
                yield os.path.join(place, name), stat.st_size, stat.st_mtime_ns
