"""Files on their way: whole in a folder beside their targets first, then put in place together.

The folder of a run that was killed is found by the next run that writes there.  Its journal, if it got that
far, says that every file was whole: what was not yet put in place is put there then.  Without a journal
nothing of the set was in place, and the folder goes.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

try:
    import fcntl
except ImportError:  # a system without locks on files: age tells what is left over
    fcntl = None  # type: ignore[assignment]

PREFIX = ".mingzhang-"
_LOCK, _PREPARED, _JOURNAL = (f"{PREFIX}{name}" for name in ("lock", "prepared", "journal"))
_YOUNG, _OLD = 60.0, 86_400.0  # seconds: made just now; left over where no lock tells
_swept: set[Path] = set()  # folders that this process has looked through


class Staging:
    """A folder for files that shall stand in ``parent`` together."""

    def __init__(self, parent: Path) -> None:
        sweep(parent)
        self.folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
        self._lock: BinaryIO | None = None
        self._lock = (self.folder / _LOCK).open("wb")
        _locked(self._lock)
        self._moves: list[tuple[str, Path, Path | None]] = []  # name in the folder, target, what it replaces

    def place(self, name: str) -> Path:
        """Where a file is written that shall have this name."""
        return self.folder / name

    def prepare(self, targets: Sequence[Path], force: bool) -> None:
        """Write down what goes where; every file must be whole by now."""
        moves: list[dict[str, Any]] = []
        for number, target in enumerate(targets):
            place, before = self.place(target.name), None
            state = _state(target)
            if force and state is not None:
                before = self.folder / f"{PREFIX}{number}"
                _copied(target, before)
            with place.open("rb+") as stream:
                os.fsync(stream.fileno())
            os.chmod(place, _usual_mode(target))
            self._moves.append((place.name, target, before))
            moves.append({"from": place.name, "to": target.name, "was": state})
        text = json.dumps({"force": force, "moves": moves})
        (self.folder / _PREPARED).write_text(text, encoding="utf-8")

    def commit(self, force: bool) -> None:
        """Put all files in place; when one cannot be, what stood there before comes back."""
        os.replace(self.folder / _PREPARED, self.folder / _JOURNAL)
        done: list[tuple[Path, Path, Path | None]] = []
        try:
            for name, target, before in self._moves:
                place = self.folder / name
                done.append((place, target, before))
                _into_place(place, target, force)
        except BaseException:
            self.undo(done)
            raise

    def undo(self, done: Sequence[tuple[Path, Path, Path | None]] | None = None) -> None:
        """Take back what was put in place; all of it unless told what was ``done``."""
        moved = [(self.folder / n, t, b) for n, t, b in self._moves] if done is None else done
        for place, target, before in reversed(moved):
            with suppress(OSError):
                if not place.exists():
                    os.replace(target, place)
                elif target.exists() and target.samefile(place):  # it had its new name and its old one
                    target.unlink()
                if before is not None and before.exists():
                    os.replace(before, target)
        with suppress(OSError):
            (self.folder / _JOURNAL).unlink()

    def close(self) -> None:
        """The folder goes."""
        with suppress(OSError):
            (self.folder / _JOURNAL).unlink()
        shutil.rmtree(self.folder, ignore_errors=True)
        if self._lock is not None:
            self._lock.close()


def sweep(parent: Path) -> None:
    """Finish what killed runs left in a folder, or remove it; once in the life of a process."""
    if parent in _swept:
        return
    _swept.add(parent)
    with suppress(OSError), os.scandir(parent) as entries:
        for entry in [e for e in entries if e.name.startswith(PREFIX)]:
            with suppress(OSError):
                if entry.is_dir(follow_symlinks=False):
                    _settle(Path(entry.path))
                elif entry.is_file(follow_symlinks=False) and _age(Path(entry.path)) > _OLD:
                    os.unlink(entry.path)


def _settle(folder: Path) -> None:
    """Finish or remove one folder, if nobody works in it."""
    lock = folder / _LOCK
    if not lock.exists():  # made just now, or killed before it could say so
        if _age(folder) > _YOUNG:
            shutil.rmtree(folder, ignore_errors=True)
        return
    with lock.open("rb+") as stream:
        free = _locked(stream)
        if free is False or (free is None and _age(folder) < _OLD):
            return
        if (folder / _JOURNAL).exists():
            with suppress(ValueError, KeyError, TypeError, AttributeError):  # a journal that is none
                _finish(folder, json.loads((folder / _JOURNAL).read_text(encoding="utf-8")))
        shutil.rmtree(folder, ignore_errors=True)


def _finish(folder: Path, journal: dict[str, Any]) -> None:
    """Put in place what a killed run had ready; never over a file that somebody changed since."""
    for move in journal["moves"]:
        place, target = folder / Path(move["from"]).name, folder.parent / Path(move["to"]).name
        was = move["was"]
        if place.exists() and _state(target) == was and (was is None or journal["force"]):
            _into_place(place, target, was is not None)


def _usual_mode(target: Path) -> int:
    """What an ordinary new file may do; one on its way is readable by its owner only."""
    with suppress(OSError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _state(path: Path) -> list[int] | None:
    """What tells a file from a later one of its name; ``None`` where there is none."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    return [found.st_ino, found.st_size, found.st_mtime_ns]


def _age(path: Path) -> float:
    return time.time() - path.lstat().st_mtime


def _locked(stream: BinaryIO) -> bool | None:
    """Take the lock of a folder: whether it was free; ``None`` where the system has no locks."""
    if fcntl is None:
        return None
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _copied(target: Path, before: Path) -> None:
    try:
        os.link(target, before)
    except OSError:  # a file system without links
        shutil.copy2(target, before)


def _into_place(place: Path, target: Path, force: bool) -> None:
    """Give a file its name; raises ``FileExistsError`` where somebody took it meanwhile."""
    if force:
        os.replace(place, target)
        return
    try:
        os.link(place, target)  # unlike a rename it fails when the name is taken
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        os.replace(place, target)
    else:
        place.unlink()
