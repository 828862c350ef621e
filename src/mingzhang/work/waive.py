"""Explained differences: kept beside the document, printed with its findings, reported when they go stale."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.result import Result, Waiver
from mingzhang.readers.limits import UnreadableError
from mingzhang.work.toml_file import read_toml
from mingzhang.writers.written import UnwritableError, written

SUFFIX = ".waivers.toml"
STALE = "W-01"  # the rule under which a waiver that matches nothing is reported
_SHORTEST = 6  # characters of a fingerprint that may stand for it
_NAME = 255  # bytes a file name may have
_HEAD = (
    "# 经说明的差异，由 mingzhang waive 写入，检查时一并列出。可以手工修改理由，或删去整条。\n"
    "# fingerprint 是检查结果里的编号；原处改动以后编号会变，原来的说明随之失效并被报告。\n"
)


def toml_entry(waiver: Waiver) -> str:
    """The waiver as an entry of a waiver file.

    >>> toml_entry(Waiver("0123456789abcdef", "Y-07", "57.85万元", "上级批复调整年初数", "王某", "2025-03-01"))
    ... # doctest: +ELLIPSIS
    '[[waiver]]\\nfingerprint = "0123456789abcdef"\\nrule = "Y-07"\\n...date = 2025-03-01\\n'
    """
    lines = [f"{key} = {_quoted(value)}" for key, value in waiver.to_json().items() if key != "date"]
    return "\n".join(["[[waiver]]", *lines, f"date = {waiver.date}", ""])


def waiver_file(document: Path) -> Path:
    """Where the waivers of a document stand: beside it, under its name or, of a long one, its beginning.

    >>> waiver_file(Path("决算.pdf")).name
    '决算.pdf.waivers.toml'
    """
    name = document.name + SUFFIX
    if len(os.fsencode(name)) > _NAME:
        mark = hashlib.sha256(os.fsencode(name)).hexdigest()[:8]
        kept = os.fsencode(document.name)[: _NAME - len(SUFFIX) - len(mark) - 1].decode("utf-8", "ignore")
        name = f"{kept}~{mark}{SUFFIX}"
    return document.with_name(name)


def read_waivers(document: Path, others: Iterable[tuple[str, Waiver]] = ()) -> tuple[Waiver, ...]:
    """The waivers beside a document, and those of ``others`` that name its file.

    Raises :class:`UnreadableError` on a bad file; there need not be one.

    >>> read_waivers(Path("无此文件.pdf"))
    ()
    """
    named = tuple(waiver for name, waiver in others if document.match(name))
    return (*_beside(document), *named)


def _beside(document: Path) -> tuple[Waiver, ...]:
    """The waivers in the file beside a document."""
    path = waiver_file(document)
    try:
        if not path.is_file():
            return ()
        data = read_toml(path, "说明文件")
    except OSError as fault:
        if fault.errno == errno.ENAMETOOLONG:  # where no file of this name can be, there are no waivers
            return ()
        raise UnreadableError(path, "说明文件无法读取") from None
    except ValueError:  # a name that no file can have
        raise UnreadableError(path, "说明文件无法读取") from None
    entries = data.get("waiver", [])
    if not isinstance(entries, list):
        raise UnreadableError(path, "说明文件里的各条应写成 [[waiver]]")
    return tuple(waiver_of(entry, number, path) for number, entry in enumerate(entries, 1))


def waiver_of(entry: object, number: int, path: Path) -> Waiver:
    """One entry of a file of waivers, the ``number``-th; raises :class:`UnreadableError`."""
    if not isinstance(entry, dict):
        raise UnreadableError(path, f"第 {number} 条应写成 [[waiver]]")
    fields = {key: str(value).strip() for key, value in entry.items() if isinstance(value, str | date)}
    for key, name in (("fingerprint", "编号"), ("reason", "理由"), ("name", "姓名"), ("date", "日期")):
        if not fields.get(key):
            raise UnreadableError(path, f"第 {number} 条缺少 {key}（{name}）")
    if not re.fullmatch("[0-9a-f]{16}", fields["fingerprint"]):
        raise UnreadableError(path, f"第 {number} 条的 fingerprint 应为 16 位编号")
    known = {key: fields.get(key, "") for key in Waiver.__dataclass_fields__}
    return Waiver(**known)


def sorted_out(
    waivers: Iterable[Waiver],
    findings: Iterable[Finding],
    rules: tuple[str, ...] = (),
    off: tuple[str, ...] = (),
) -> tuple[list[Waiver], list[Finding]]:
    """The waivers that name a failing finding, and a finding for each of the others.

    ``rules`` are the prefixes of the rules that were run, all when empty, but for those in ``off``: a waiver
    of a rule that was not run is neither.
    """
    failing = {finding.fingerprint for finding in findings if finding.verdict is Verdict.FAILS}
    matched, stale = [], []
    for waiver in waivers:
        if waiver.fingerprint in failing:
            matched.append(waiver)
        elif (not rules or waiver.rule.startswith(rules)) and not (off and waiver.rule.startswith(off)):
            stale.append(_stale(waiver))
    return matched, stale


def _stale(waiver: Waiver) -> Finding:
    """The finding that a waiver explains a difference that is no longer there."""
    named = f"{waiver.rule}“{waiver.printed}”" if waiver.printed else waiver.rule or waiver.fingerprint
    return Finding(
        STALE,
        Verdict.FAILS,
        Severity.WARNING,
        "说明的差异仍然存在",
        f"已说明的 {named} 这次没有查到，说明已失效：{waiver.reason}（{waiver.name}，{waiver.date}）",
        remedy=f"原处已改正的，从说明文件（文件名加 {SUFFIX}）删去这一条；原处另有改动的，重新核对后再作说明。",
        basis=["A"],
        printed=waiver.fingerprint,
    )


def waive(document: Path, result: Result, fingerprint: str, reason: str, name: str, day: date) -> Waiver:
    """Explain one finding of a document: adds it to the file beside the document.

    ``result`` is that of checking the document; ``fingerprint`` may be shortened to six
    characters.  Raises :class:`UnwritableError` when there is no such failing finding, when it is explained
    already, or when reason or name are empty.
    """
    path = waiver_file(document)
    if not reason.strip() or not name.strip():
        raise UnwritableError(path, "理由和姓名都要写")
    finding = _named(result, fingerprint.strip().lower(), path)
    if finding.fingerprint in result.explained:
        raise UnwritableError(path, f"编号 {finding.fingerprint} 的问题已有说明")
    waiver = Waiver(
        finding.fingerprint,
        finding.rule,
        finding.printed,
        reason.strip(),
        name.strip(),
        day.isoformat(),
    )
    before = path.read_text(encoding="utf-8-sig").rstrip("\n") + "\n\n" if path.is_file() else _HEAD + "\n"
    with written(path, force=True) as stream:
        stream.write((before + toml_entry(waiver)).encode())
    return waiver


def _named(result: Result, fingerprint: str, path: Path) -> Finding:
    """The failing finding whose fingerprint begins so; raises ``UnwritableError`` for none or several."""
    failing = {
        found.fingerprint: found
        for found in result.findings
        if found.verdict is Verdict.FAILS and found.rule != STALE
    }
    found = [f for key, f in failing.items() if len(fingerprint) >= _SHORTEST and key.startswith(fingerprint)]
    if not found:
        raise UnwritableError(path, f"这个文件没有编号为“{fingerprint}”的问题，编号见检查结果")
    if len(found) > 1:
        raise UnwritableError(path, f"编号“{fingerprint}”对应 {len(found)} 个问题，请写全 16 位")
    return found[0]


def _quoted(text: str) -> str:
    """A text as a TOML basic string: as JSON, but for the one control character JSON lets through."""
    clean = text.encode("utf-8", "replace").decode()
    return json.dumps(clean, ensure_ascii=False).replace("\x7f", "\\u007F")
