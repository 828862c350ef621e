"""Files on their way: whole in a folder beside their targets first, then put in place together.

The folder of a run that was killed is found by the next run that writes there.  Its journal, if it got that
far, says that every file was whole: what was not yet put in place is put there then.  Without a journal
nothing of the set was in place, and the folder goes.  Of a set over several folders the first has the
journal of all; whoever finds one of the others goes by it.
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
        self.folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent)).absolute()
        self._lock: BinaryIO | None = None
        self._lock = (self.folder / _LOCK).open("wb")
        _locked(self._lock)
        self._moves: list[tuple[str, Path, Path | None]] = []  # name in the folder, target, what it replaces

    def place(self, name: str) -> Path:
        """Where a file is written that shall have this name."""
        return self.folder / name

    def prepare(self, targets: Sequence[Path], force: bool, stages: Sequence[Staging] = ()) -> None:
        """Write down what goes where, and all folders of the set, the first one first.

        Every file must be whole by now.
        """
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
        folders = [str(stage.folder) for stage in stages or (self,)]
        text = json.dumps({"force": force, "moves": moves, "set": folders})
        (self.folder / _PREPARED).write_text(text, encoding="utf-8")

    def decide(self) -> None:
        """From here on the set is finished whatever happens; asked of its first folder only."""
        os.replace(self.folder / _PREPARED, self.folder / _JOURNAL)

    def commit(self, force: bool) -> None:
        """Put all files in place; when one cannot be, what stood there before comes back."""
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
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):  # a journal that is none
            _finish_set(folder)
        shutil.rmtree(folder, ignore_errors=True)


def _finish_set(folder: Path) -> None:
    """Finish the set that a folder belongs to, if it was decided: the other folders first, then the first."""
    first = folder
    if not (folder / _JOURNAL).exists():
        prepared = _read(folder / _PREPARED)
        first = Path(prepared["set"][0])
        if first == folder or not first.name.startswith(PREFIX) or not (first / _JOURNAL).exists():
            return  # nothing was decided
    journal = _read(first / _JOURNAL)
    for other in map(Path, journal.get("set", ())[1:]):
        if other.name.startswith(PREFIX) and (other / _PREPARED).exists():
            prepared = _read(other / _PREPARED)
            if prepared["set"] == journal["set"]:
                _finish(other, prepared)
                shutil.rmtree(other, ignore_errors=True)
    _finish(first, journal)
    shutil.rmtree(first, ignore_errors=True)


def _read(path: Path) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return said


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
