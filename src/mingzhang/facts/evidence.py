"""Evidence: a file that proves something, known by the SHA-256 of its bytes, whoever keeps it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

_SHA256 = re.compile(r"[0-9a-f]{64}")
_ENDING = re.compile(r"\.(?:[a-z][a-z0-9]{0,7}|7z|3gp)$", re.IGNORECASE)  # a decimal point begins none


@dataclass(frozen=True)
class Evidence:
    """One piece of evidence: its name, the SHA-256 of the file, who handed it in when, what it proves.

    >>> Evidence("会议纪要.pdf", "ab" * 32, "某局", "2020年12月3日", "年终考评会").flaw
    ''
    >>> Evidence("会议纪要.pdf", "ab12").flaw
    '“会议纪要.pdf”的 SHA-256“ab12”应为 64 位十六进制数字'
    """

    name: str
    sha256: str = ""
    by: str = ""
    day: str = ""
    proves: str = ""

    @property
    def flaw(self) -> str:
        """What keeps it from being evidence, empty where nothing does."""
        if not self.name:
            return "佐证材料没有文件名"
        if not _SHA256.fullmatch(self.sha256):
            return f"“{self.name}”的 SHA-256“{self.sha256 or '（空）'}”应为 64 位十六进制数字"
        return ""

    @property
    def ending(self) -> str:
        """How its name ends as that of a file, dot included; empty where it does not.

        >>> [Evidence(name).ending for name in ("会议纪要.pdf", "收入增长5.2%", "用时少了1.5")]
        ['.pdf', '', '']
        """
        found = _ENDING.search(self.name)
        return found[0] if found else ""

    @property
    def short(self) -> str:
        """The name with the beginning of its hash, as it stands in a sentence.

        >>> Evidence("会议纪要.pdf", "ab" * 32).short
        '会议纪要.pdf（abababab）'
        """
        return f"{self.name}（{self.sha256[:8]}）" if self.sha256 else self.name


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, read piece by piece.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     (Path(name) / "a").write_bytes(b"1") and sha256_of(Path(name) / "a")[:8]
    '6b86b273'
    """
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
