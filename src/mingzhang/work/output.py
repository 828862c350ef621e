"""Results into files: the HTML page, the Excel list, the SARIF log, each only when asked for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mingzhang.facts.report import Report
from mingzhang.facts.result import Result
from mingzhang.readers.limits import UnreadableError
from mingzhang.version import VERSION
from mingzhang.work.file_names import root_of
from mingzhang.work.waive import waiver_file
from mingzhang.writers.words import Order
from mingzhang.writers.written import UnwritableError, told_of, writable, written_together

FAMILIES = {
    "T": "T 表内",
    "X": "X 表间",
    "C": "C 汇总",
    "H": "H 科目与层级",
    "Y": "Y 年度之间",
    "B": "B 与预算",
    "N": "N 文字说明",
    "P": "P 绩效",
    "G": "G 绩效管理",
    "S": "S 结构与公开",
    "W": "W 说明",
}


@dataclass(frozen=True)
class Outputs:
    """Which files to write; ``force`` allows to replace existing ones.

    >>> Outputs(sarif="无此文件夹/结果.sarif").ready([Path("决算.pdf")])
    Traceback (most recent call last):
    mingzhang.writers.written.UnwritableError: 无此文件夹/结果.sarif：文件夹“无此文件夹”不存在，未写出。
    """

    html: str | None = None
    xlsx: str | None = None
    sarif: str | None = None
    force: bool = False
    order: Order = Order.SEVERITY

    @property
    def targets(self) -> list[str]:
        """The files asked for."""
        return [target for target in (self.html, self.xlsx, self.sarif) if target is not None]

    def besides(self, documents: Sequence[Path], named: Sequence[str]) -> list[Path]:
        """The documents without the outputs of an earlier run that lie in the same folder.

        ``named`` are the paths the user gave; a document named there is a document.

        >>> Outputs(xlsx="各单位/问题清单.xlsx").besides([Path("各单位/问题清单.xlsx")], ["各单位"])
        []
        """
        if not self.targets:
            return list(documents)
        outputs = {_real(Path(target)) for target in self.targets} - {_real(Path(name)) for name in named}
        return [document for document in documents if _real(document) not in outputs]

    def ready(self, documents: Sequence[Path], together: bool = False) -> None:
        """Raise :class:`UnwritableError` now rather than after a long check.

        No output may take the place of a document that is checked or of another output, forced or not.
        ``together`` tells that the documents are checked as one.
        """
        if not self.targets:
            return
        taken = {_real(path) for document in documents for path in (document, waiver_file(document))}
        for target in self.targets:
            if _real(Path(target)) in taken:
                raise UnwritableError(target, "与要检查的文件或另一个输出同名")
            taken.add(_real(Path(target)))
            writable(target, self.force)
        if self.html is not None and len(documents) > 1 and not together:
            raise UnwritableError(
                self.html, f"网页报告一次只收一个文件，这里有 {len(documents)} 个；几个文件请用 --xlsx"
            )

    def write(
        self, results: Sequence[Result], day: date, report: Report | None, given: Sequence[Path]
    ) -> list[str]:
        """Write what was asked for, all of it or nothing.

        A page shows the ``report`` that the only result was made from, and the pages of the PDFs among the
        ``given`` files.  Returns the files written.  Raises :class:`UnwritableError`, or
        :class:`UnreadableError` when
        the document
        changed since it was checked.
        """
        made: list[tuple[str, bytes]] = []
        if self.html is not None and report is not None:
            made.append((self.html, _html(results[0], report, given, self.order)))
        if self.xlsx is not None:
            from mingzhang.writers.spreadsheet.checklist import checklist

            made.append((self.xlsx, checklist(results, day, self.order)))
        if self.sarif is not None:
            log = sarif_log(results, root_of(given))
            made.append((self.sarif, (json.dumps(log, ensure_ascii=False, indent=1) + "\n").encode()))
        with written_together([Path(target) for target, _ in made], self.force) as places:
            for place, (target, content) in zip(places, made, strict=True):
                with told_of(target):
                    place.write_bytes(content)
        return [target for target, _ in made]


def sarif_log(results: Sequence[Result], root: Path | None = None) -> dict[str, Any]:
    """The results as a SARIF 2.1.0 log with the manual entry of every rule; ``root`` holds the files."""
    from mingzhang.writers.sarif import sarif

    return sarif(results, _manual(), VERSION, root)


def _real(path: Path) -> str:
    try:
        return str(path.resolve())
    except (OSError, ValueError):
        return str(path)


def _html(result: Result, report: Report, given: Sequence[Path], order: Order) -> bytes:
    from mingzhang.writers.html.report_page import page

    pdfs = {part.file: part.sha256 for part in report.parts or [report] if part.format == "pdf"}
    found = {name: _content(name, sha256, given) for name, sha256 in pdfs.items()}
    data = {name: content for name, content in found.items() if content is not None}
    return page(result, report, data, FAMILIES, order).encode()


def _content(name: str, sha256: str, given: Sequence[Path]) -> bytes | None:
    """The bytes of a file that was read under this name; ``None`` for a member of an archive."""
    paths = [path / name if path.is_dir() else path for path in given if path.is_dir() or path.name == name]
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        return None
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise UnreadableError(path, "检查期间文件有改动，请重新检查")
    return data


def _manual() -> Mapping[str, Mapping[str, str]]:
    """What SARIF says of each rule, by rule id: title, reason, remedy, basis and level."""
    from mingzhang.catalogue import load  # with every rule; not needed for what is known
    from mingzhang.rules import reported

    basis = load().basis
    return {
        rule.id: {
            "title": rule.title,
            "why": rule.why,
            "remedy": rule.remedy,
            "basis": "；".join(basis.get(key, key) for key in rule.basis),
            "level": rule.severity.value,
        }
        for rule in reported()
    }
