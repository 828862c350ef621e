"""Legacy Word documents (.doc): turned into .docx by a converter, then read as any other.

The converters run in processes of their own, after the container was looked over: what they make of a hostile
file ends with their time and memory.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from mingzhang.facts.report import Report
from mingzhang.readers.child import in_child
from mingzhang.readers.compound import check_compound
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.watch import Watch
from mingzhang.readers.word.reader import read_docx

_FIRST = "旧版 .doc 文件，已由 msdoc2docx 转换后读取，请与原件核对。"
_SECOND = "旧版 .doc 文件，msdoc2docx 未能转换，已由 LibreOffice 转换后读取，请与原件核对。"
_LOCKED = ("encrypt", "password")


def read_doc(path: Path, limits: Limits) -> Report:
    """Read a legacy Word document; the notes say which converter was used.

    Raises :class:`~mingzhang.readers.limits.UnreadableError` where neither msdoc2docx nor LibreOffice (used
    where it is installed) can convert it.
    """
    watch = Watch(path, limits)
    check_compound(path, watch)
    with TemporaryDirectory() as folder:
        made, note = _converted(path, Path(folder), watch)
        try:
            report = read_docx(made, limits)
        except UnreadableError as fault:
            raise watch.refusal(fault.reason) from fault
    report.file, report.format = path.name, "doc"
    report.notes.insert(0, note)
    return report


def _converted(path: Path, folder: Path, watch: Watch) -> tuple[Path, str]:
    """The converted file and the sentence that tells who made it."""
    source, made = folder / "document.doc", folder / "document.docx"
    shutil.copyfile(path, source)  # a name of our own: the user's may look like an option
    said = in_child(_convert, watch, source, made)
    if not said:
        return made, _FIRST
    if any(word in said.lower() for word in _LOCKED):
        raise watch.refusal("文件有密码，请去掉密码后另存一份")
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is not None:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        options = ["--headless", "--convert-to", "docx", "--outdir", str(folder)]
        _run([office, profile, *options, str(source)], folder, watch)
        if made.is_file():
            return made, _SECOND
    raise watch.refusal("是旧版 .doc，未能转换（文件可能已损坏或版本过旧），请用 Word 或 WPS 另存为 .docx")


def _convert(source: Path, made: Path) -> str:
    """Write the .docx; what was wrong, empty where nothing was."""
    from doc2docx import convert

    try:
        convert(source, made)
    except MemoryError:
        raise
    except Exception as fault:  # a damaged document may end it in any way
        return f"{type(fault).__name__} {fault}"
    return ""


def _run(command: list[str], folder: Path, watch: Watch) -> str:
    """What a converter says on its error stream; it is ended when the time for the document is over."""
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )
    try:
        _, said = process.communicate(timeout=max(0.0, watch.left))
    except subprocess.TimeoutExpired as fault:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)  # LibreOffice works in a child of what was started
        process.kill()
        process.communicate()
        raise watch.refusal(f"读取超过 {watch.limits.seconds:g} 秒，已停止") from fault
    return said.decode(errors="replace")
