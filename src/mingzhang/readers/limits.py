"""What a reader accepts, and how it says no."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mingzhang.facts.refusal import RefusalError


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep a hostile or broken file from taking the machine down.

    ``file_bytes``: the file itself; ``unpacked_bytes``: all parts of a zip container together (Word,
    Excel); ``ratio``: unpacked to packed size of one part; ``pages``: pages of a PDF; ``cells``: cells of
    one document; ``depth``: nesting of XML or HTML elements; ``seconds``: time for one document.

    ``apart``: read in a process of its own, so that a library that a damaged file ends takes nothing else
    with it; ``memory``: bytes that this process may take.  A program that calls us decides for itself.
    ``processes``: how many recognise the pages of a scan side by side.

    >>> Limits().file_bytes // 2**20
    200
    """

    file_bytes: int = 200 * 2**20
    unpacked_bytes: int = 600 * 2**20
    ratio: int = 400
    pages: int = 2_000
    cells: int = 2_000_000
    depth: int = 512
    seconds: float = 120.0
    apart: bool = False
    memory: int = 4 << 30
    processes: int = 1


class UnreadableError(RefusalError):
    """A file that cannot be read; the message is one Chinese sentence naming file and reason.

    >>> str(UnreadableError("决算.pdf", "文件是空的（0 字节）"))
    '决算.pdf：文件是空的（0 字节），未检查。'
    """

    def __init__(self, path: str | Path, reason: str) -> None:
        self.path, self.reason = str(path), reason
        super().__init__(f"{path}：{reason}，未检查。")

    def __reduce__(self) -> tuple[type[UnreadableError], tuple[str, str]]:
        """Exceptions cross process borders by their arguments; ours are not the message."""
        return type(self), (self.path, self.reason)
