"""A project's form as it is printed, by the writer of the command line."""

from __future__ import annotations

import tempfile
from pathlib import Path

from mingzhang.web.performance.filling import worked
from mingzhang.web.performance.models import RegisteredProject
from mingzhang.work.evaluation_files import write_forms

FORMATS = ("docx", "xlsx", "pdf")


class NotPrintableError(Exception):
    """A form that cannot be printed yet; its text says why."""


def printed_form(project: RegisteredProject, form: str) -> tuple[bytes, str]:
    """The bytes of the form and its name; raises :class:`NotPrintableError` while anything is wrong in it."""
    if form not in FORMATS:
        raise NotPrintableError(f"没有“{form}”格式，可以下载 {'、'.join(FORMATS)}。")
    made = worked(project)
    if made.problems:
        raise NotPrintableError(
            f"还有 {len(made.problems)} 处要改正，改好才能出表；第一处：{made.problems[0]}"
        )
    with tempfile.TemporaryDirectory() as folder:
        ((path,),) = write_forms(made.evaluation, Path(folder) / "表", [form])
        return path.read_bytes(), path.name
