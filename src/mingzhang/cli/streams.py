"""The streams of the command line: they hold Chinese whatever the machine is set to, and may go away."""

from __future__ import annotations

import codecs
import io
import os
import sys
from contextlib import suppress

_ESCAPED = "mingzhang-escaped"  # how characters are written that the encoding of a stream does not have


def _escaped(fault: UnicodeError) -> tuple[str, int]:
    """Characters as JSON escapes them, so that data stay data in every encoding."""
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    lost = fault.object[fault.start : fault.end].encode("utf-16-be", "surrogatepass")
    units = (lost[at : at + 2].hex() for at in range(0, len(lost), 2))
    return "".join(f"\\u{unit}" for unit in units), fault.end


codecs.register_error(_ESCAPED, _escaped)


def speak() -> None:
    """Make the streams take every text.

    An encoding without Chinese becomes UTF-8; of another, the characters that it does not have are escaped.
    A stream that was closed before we began goes nowhere.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - to the end
        elif isinstance(stream, io.TextIOWrapper):
            chinese = holds_chinese(stream.encoding)
            stream.reconfigure(encoding=None if chinese else "utf-8", errors=_ESCAPED)


def holds_chinese(encoding: str) -> bool:
    """Whether an encoding has the characters of our messages.

    >>> holds_chinese("gbk"), holds_chinese("cp1252"), holds_chinese("nothing")
    (True, False, False)
    """
    with suppress(UnicodeEncodeError, LookupError):
        return bool("明账".encode(encoding))
    return False


def finish() -> None:
    """Write out what is still unwritten; where that is impossible it goes nowhere, without a second error.

    Raises :class:`OSError` of the first one.
    """
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        with suppress(OSError, ValueError):
            os.dup2(nowhere, sys.stdout.fileno())
        raise
