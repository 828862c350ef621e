"""A TOML file that a user wrote, or one sentence on what is wrong with it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mingzhang.readers.limits import UnreadableError

_LARGEST = 4 << 20


def read_toml(path: Path, what: str) -> dict[str, Any]:
    """What the file says; ``what`` names its kind in the sentence of the :class:`UnreadableError`.

    Raises ``OSError`` where the system does not let it be read.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "mingzhang.toml"
    >>> _ = path.write_text("year = = 2024", encoding="utf-8")
    >>> try:
    ...     read_toml(path, "设置文件")
    ... except UnreadableError as refused:
    ...     print(refused.reason)
    设置文件不合 TOML 格式，第 1 行写法有误
    """
    import tomllib  # most runs read none

    if path.stat().st_size > _LARGEST:
        raise UnreadableError(path, f"{what}过大")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise UnreadableError(path, f"{what}不是 UTF-8 编码") from None
    except tomllib.TOMLDecodeError as fault:
        line = re.search(r"line (\d+)", str(fault))
        spot = f"，第 {line[1]} 行写法有误" if line else ""
        raise UnreadableError(path, f"{what}不合 TOML 格式{spot}") from None
    except (ValueError, RecursionError):
        raise UnreadableError(path, f"{what}无法读取") from None
