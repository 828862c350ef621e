"""Several files as one: the members of archives and folders, each read, and their reports put together."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from mingzhang.facts.progress import reached
from mingzhang.facts.report import Block, Cell, Paragraph, Report
from mingzhang.facts.unchecked import leave_out
from mingzhang.readers import read_report
from mingzhang.readers.container import Container
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.opening import is_archive
from mingzhang.readers.readable import BY_SUFFIX, in_order
from mingzhang.readers.side_by_side import Pages, side_by_side
from mingzhang.readers.watch import Watch

_UTF8 = 0x800  # the flag of a zip entry whose name is UTF-8
_OUTSIDE = re.compile(r"(?:^|/)\.\.(?:/|$)|^/|^[A-Za-z]:")
_LITTER = re.compile(r"(?:^|/)(?:__MACOSX/|\.|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_NESTED = re.compile(r"\.(?:zip|rar|7z|gz|bz2|xz|tar|tgz)$", re.IGNORECASE)
_MEMBERS = 500


def read_collection(paths: Iterable[Path], limits: Limits) -> list[Report]:
    """The reports of all files, those inside folders and zip archives too, in the order of their names.

    A member that cannot be read does not stop the others: the first report's notes name it with the reason.
    Raises :class:`~mingzhang.readers.limits.UnreadableError` for an unsafe archive, for a file given by name
    that
    cannot be read, and where nothing can be read at all.
    """
    reports: list[Report] = []
    skipped: list[str] = []
    given = list(paths)
    for path in given:
        if path.is_dir():
            inside = (p for p in sorted(path.rglob("*"), key=in_order) if p.is_file())
            members = [(p, p.relative_to(path).as_posix()) for p in inside]
            members = [(p, name) for p, name in members if not _LITTER.search(name)]
            _read(members, path.name, limits, reports, skipped)
        elif is_archive(path):
            try:
                with TemporaryDirectory() as folder:
                    _read(list(unpacked(path, Path(folder), limits)), path.stem, limits, reports, skipped)
            except OSError as fault:
                why = "解压要用的临时文件夹写不进去（可能是磁盘已满），请腾出空间后再试"
                raise UnreadableError(path, why) from fault
        else:
            reports.append(read_report(path, limits))
    if not reports:
        raise UnreadableError(
            given[0] if given else "", "里面没有能读的文件" + (f"（{skipped[0]}）" if skipped else "")
        )
    reports[0].notes.extend(skipped)
    return reports


def _read(
    members: list[tuple[Path, str]], whole: str, limits: Limits, reports: list[Report], skipped: list[str]
) -> None:
    """Read what a folder or archive called ``whole`` holds; pictures side by side are the pages of one."""
    if len(members) > _MEMBERS:
        raise UnreadableError(members[0][0].parent, f"里面有 {len(members)} 个文件，超过上限 {_MEMBERS} 个")
    groups = _as_documents(members, whole)
    each = side_by_side([tuple(path for path, _ in group) for group in groups.values()], limits)
    for number, ((name, group), report) in enumerate(zip(groups.items(), each, strict=True), start=1):
        reached("读文件", number, len(groups))
        if isinstance(report, UnreadableError):
            skipped.append(f"{name}：{report.reason}，未读取。")
            continue
        report.file = name
        if len(group) > 1:
            order = "、".join(Path(own).name for _, own in group)
            report.notes.insert(0, f"几张图片按一份文件的各页读，依次是 {order}。")
        reports.append(report)


def packed_documents(path: Path, folder: Path, limits: Limits) -> dict[str, Pages]:
    """The documents in an archive, unpacked, by the names that their reports have.

    Raises :class:`~mingzhang.readers.limits.UnreadableError` for an archive that is unsafe.
    """
    groups = _as_documents([*unpacked(path, folder, limits)], path.stem)
    return {name: tuple(page for page, _ in group) for name, group in groups.items()}


def picture_pages(folder: Path) -> tuple[Path, ...]:
    """The pictures in a folder that are the pages of one document, in their order.

    Raises :class:`~mingzhang.readers.limits.UnreadableError` where there are no two.
    """
    inside = (path for path in folder.iterdir() if not _LITTER.search(path.name))
    found = [path for path in inside if BY_SUFFIX.get(path.suffix.lower()) == "picture"]
    if len(found) < 2:
        raise UnreadableError(folder, "是文件夹，里面没有几张图片；一个文件请直接给出它的名字")
    return tuple(sorted(found, key=in_order))


def _as_documents(members: list[tuple[Path, str]], whole: str) -> dict[str, list[tuple[Path, str]]]:
    """Files by the names of the documents they are: pictures side by side are the pages of one.

    That is called by their folder, of those on top by what the ``whole`` is called.
    """
    found: dict[str, list[tuple[Path, str]]] = {}
    for path, name in members:
        pictured = BY_SUFFIX.get(Path(name).suffix.lower()) == "picture"
        folder = Path(name).parent.as_posix() if pictured else ""
        found.setdefault(f"{folder}/" if pictured else name, []).append((path, name))
    groups = {}
    for key, group in found.items():
        alone = key.removesuffix("/") if key != "./" else whole
        pages = sorted(group, key=lambda member: in_order(Path(member[1])))
        groups[alone if len(group) > 1 else group[0][1]] = pages
    return groups


def unpacked(path: Path, folder: Path, limits: Limits) -> Iterator[tuple[Path, str]]:
    """The files of a zip, unpacked under names of our own; their names as their author saw them.

    Raises :class:`~mingzhang.readers.limits.UnreadableError` for an archive that is unsafe.
    """
    watch = Watch(path, limits)
    with Container(path, watch) as container:
        for number, (part, raw, flags) in enumerate(container.entries()):
            name = _name(raw, flags)
            if _OUTSIDE.search(name):
                raise watch.refusal(f"压缩包里有指向外面的路径（{name[:40]}），可能是恶意文件")
            if name.endswith("/") or _LITTER.search(name):
                continue
            target = folder / f"{number}{Path(name).suffix[:8]}"
            with target.open("wb") as stream:
                for piece in container.chunks(part):
                    stream.write(piece)
            if _NESTED.search(name) or is_archive(target):
                raise watch.refusal(f"压缩包里还有压缩包（{name[:40]}），请先解压")
            yield target, name


def _name(raw: str, flags: int) -> str:
    """The name of a zip entry: Chinese tools write it in GBK or UTF-8 without saying so."""
    name = raw
    if not flags & _UTF8:
        try:
            stored = raw.encode("cp437")
            try:
                name = stored.decode("utf-8")
            except UnicodeDecodeError:
                name = stored.decode("gb18030")
        except UnicodeError:
            name = raw
    return name.replace("\\", "/")


def labelled(report: Report) -> Report:
    """The report with its file's name on every paragraph, table, cell and doubt, so that every place says it.

    >>> report = labelled(Report("说明.txt", "txt", [Paragraph("收入合计1万元", line=1)]))
    >>> str(next(report.paragraphs()).place(0, 4))
    '说明.txt 第 1 行'
    """
    name = report.file
    return replace(
        report,
        blocks=[_labelled(block, name) for block in report.blocks],
        doubts=[replace(doubt, file=name) for doubt in report.doubts],
        scans=[replace(scan, file=name) for scan in report.scans],
    )


def _labelled(block: Block, file: str) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, file=file)
    cells: list[Cell] = [replace(cell, file=file) for cell in block.cells]
    return replace(block, cells=cells, file=file)


def merged(reports: list[Report], name: str) -> Report:
    """One report from several: the files that tell come before those that list, otherwise in order.

    Every place says its file, the notes name the files.  Page numbers are those of each file.

    >>> from mingzhang.facts.report import Table
    >>> list_of = Report("表.xlsx", "xlsx", [Table([Cell("合计", 0, 0)])])
    >>> told = Report("说明.docx", "docx", [Paragraph("本年收入合计1.00万元。")])
    >>> whole = merged([list_of, told], "某局")
    >>> whole.notes[0], [block.file for block in whole.blocks]
    ('由 2 个文件合并检查：说明.docx、表.xlsx。', ['说明.docx', '表.xlsx'])
    """
    ordered = sorted(reports, key=lambda report: _told(report) < _listed(report))
    names = "、".join(report.file for report in ordered)
    whole = Report(name, "several", notes=[f"由 {len(ordered)} 个文件合并检查：{names}。"])
    for report in map(labelled, ordered):
        whole.parts.append(report)
        whole.blocks.extend(report.blocks)
        whole.unread_pages.extend(report.unread_pages)
        whole.doubts.extend(report.doubts)
        whole.scans.extend(report.scans)
        if report.unread_pages and not report.scans:
            pages = "、".join(map(str, report.unread_pages))
            leave_out(whole, f"{report.file} 的第 {pages} 页没有文字层。")
        whole.notes.extend(f"{report.file}：{note}" for note in report.notes)
        whole.unchecked.extend(f"{report.file}：{note}" for note in report.unchecked)
    counted = [report.pages for report in ordered]
    whole.pages = sum(pages for pages in counted if pages) or None
    whole.sha256 = hashlib.sha256("".join(r.sha256 for r in ordered).encode()).hexdigest()
    return whole


def _told(report: Report) -> int:
    return sum(len(paragraph.text) for paragraph in report.paragraphs())


def _listed(report: Report) -> int:
    return sum(len(cell.text) for table in report.tables() for cell in table.cells)
