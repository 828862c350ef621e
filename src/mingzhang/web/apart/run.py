"""Start a process of its own for a verb over files, with limits in time and memory, and take its answer."""

from __future__ import annotations

import json
import logging
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECONDS = 300
GRACE = 60  # seconds more than the verb's own clock, before the process is ended
_LOG = logging.getLogger(__name__)
_MEMORY = 4 << 30  # bytes
_LOOK = 0.2  # seconds between looks at how far it has come
_KEPT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "HOME", "TMPDIR", "SYSTEMROOT")  # no secret goes along
_NAME_BYTES = 200  # of a file's name, which systems hold to 255


class ApartError(Exception):
    """The work could not be done; its text is one sentence for the person."""


@dataclass(frozen=True)
class WorkDone:
    """What a verb says, and the folder of the files it made."""

    told: dict[str, Any]
    out: Path


@contextmanager
def apart(
    verb: str,
    files: Mapping[str, Path],
    heard: Callable[[str], None] | None = None,
    seconds: int = SECONDS,
    **options: Any,
) -> Iterator[WorkDone]:
    """Do ``verb`` over copies of the files, each under its name: messages speak of it.

    ``heard`` is told now and then how far it has come.  Raises :class:`ApartError` with the sentence of a
    refusal, or with what became of the process.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        for called, path in files.items():
            try:
                shutil.copyfile(path, folder / "in" / safe_name(called))
            except FileNotFoundError:
                raise ApartError(f"{called}：存储里已没有这个文件，请重新上传，或从备份恢复。") from None
        _run(verb, folder, heard, seconds, {"seconds": seconds} | options)
        answer = folder / "answer.json"
        if not answer.is_file():
            said = (folder / "said").read_text(encoding="utf-8", errors="replace")
            _LOG.error("%s ended without an answer: %s", verb, said[-2000:])
            raise ApartError("处理程序意外结束（可能内存不足），没有结果；请重试，或换一份文件。")
        told = json.loads(answer.read_text(encoding="utf-8"))
        if "refused" in told:
            raise ApartError(told["refused"].removeprefix("in/"))  # the folder is ours
        yield WorkDone(told, folder / "out")


def safe_name(called: str) -> str:
    """The last part of a name, of a length that systems take.

    >>> safe_name("../../决算.pdf"), safe_name(""), len(safe_name("长" * 300 + ".docx").encode()) < 255
    ('决算.pdf', '文件', True)
    """
    name = Path(called.replace("\\", "/")).name.replace("\0", "") or "文件"
    stem, dot, suffix = name.rpartition(".")
    kept = stem.encode()[:_NAME_BYTES].decode(errors="ignore")
    return f"{kept}{dot}{suffix[:20]}" if dot else name.encode()[:_NAME_BYTES].decode(errors="ignore")


def _run(
    verb: str, folder: Path, heard: Callable[[str], None] | None, seconds: int, options: dict[str, Any]
) -> None:
    """The process, until it ends or its time is over; with it all that it started is ended."""
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "mingzhang.web.apart", verb],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=said,
            start_new_session=True,
            preexec_fn=_limited,
        )
    try:
        assert process.stdin is not None
        process.stdin.write(json.dumps(options).encode())
        process.stdin.close()
        _wait(process, folder, heard, seconds + GRACE)
    except BrokenPipeError:
        process.wait()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(
    process: subprocess.Popen[bytes], folder: Path, heard: Callable[[str], None] | None, seconds: int
) -> None:
    """Until it ends, telling how far it has come; raises where its time is over."""
    end, last = time.monotonic() + seconds, ""
    while process.poll() is None:
        if time.monotonic() > end:
            raise ApartError(f"处理超过 {seconds} 秒，已停止；文件过大时请拆开上传。")
        time.sleep(_LOOK)
        progress = folder / "progress"
        words = progress.read_text(encoding="utf-8", errors="ignore") if progress.is_file() else ""
        if heard is not None and words and words != last:
            heard(words)
            last = words


def _limited() -> None:
    """In the child, before it is the program: no more memory than this."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
