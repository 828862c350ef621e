"""Photographs and scanned images: one or more pages, read by optical character recognition."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from mingzhang.facts.progress import reached
from mingzhang.facts.report import Report
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.pdf.report import Layout
from mingzhang.readers.scan import MOST, Made, ScanCrew, gate
from mingzhang.readers.watch import Watch

RESERVED = 0.1  # share of the time kept for what is done with the pages that were recognised
_PIXELS = 120_000_000
NOTE = "本文件是图片，已用光学识别读取；识别不清的数字只作提示，不作错误报告，请与原件核对。"


def read_picture(path: Path, limits: Limits) -> Report:
    """Read an image with the extra ``ocr``; raises :class:`~mingzhang.readers.limits.UnreadableError`."""
    return _recognised(path, limits, frames(path, Watch(path, limits)), _counted([path], limits))


def read_pages(paths: Sequence[Path], limits: Limits) -> Report:
    """Read pictures that are the pages of one document, which is called by their folder; some may be lost.

    Raises :class:`~mingzhang.readers.limits.UnreadableError`.
    """
    from mingzhang.readers.settled import settle

    lost: list[str] = []
    report = _recognised(paths[0].parent, limits, pages(paths, limits, lost), _counted(paths, limits))
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    report.sha256 = digest.hexdigest()
    report.notes.extend(lost)
    settle(report)
    return report


def pages(paths: Sequence[Path], limits: Limits, lost: list[str]) -> Iterator[Any]:
    """The pages of pictures one after the other, ``None`` for one that cannot be opened; the reasons."""
    count = 0
    for path in paths:
        try:
            for image in frames(path, Watch(path, limits)):
                count += 1
                yield image
        except UnreadableError as problem:
            count += 1
            lost.append(f"第 {count} 页的{problem.reason}，没有读。")
            yield None


def _counted(paths: Sequence[Path], limits: Limits) -> int:
    """How many pages pictures have; one that cannot be opened counts as one."""
    images, count = import_module("PIL.Image"), 0
    for path in paths:
        found = 1
        faults = (OSError, ValueError, SyntaxError, EOFError, images.DecompressionBombError)
        with suppress(*faults), images.open(path) as file:
            found = min(getattr(file, "n_frames", 1), limits.pages)
        count += found
    return count


def _recognised(path: Path, limits: Limits, images: Iterator[Any], total: int) -> Report:
    """The report of pictures that are pages."""
    report = Report(path.name, "picture", notes=[NOTE])
    layout = Layout(path, limits, report)
    waiting: deque[tuple[int, Made]] = deque()
    count, late = 0, 0
    with ScanCrew(limits.processes) as crew:
        for count, image in enumerate(images, start=1):
            if image is None or (
                count > 1 and layout.left < RESERVED
            ):  # what was read is kept, the rest told
                late += image is not None
                report.unread_pages.append(count)
                continue
            waiting.append((count, crew.hand(image, None, count)))
            while len(waiting) > crew.ahead:
                _take(*waiting.popleft(), layout, report, total)
        while waiting:
            _take(*waiting.popleft(), layout, report, total)
    report.pages = count
    if late:
        report.notes.append(f"时间不够，后 {late} 页没有识别；可用 --max-seconds 放宽时间。")
    layout.finish()
    gate(report)
    return report


def _take(number: int, made: Made, layout: Layout, report: Report, total: int) -> None:
    reached("识别，页", number, total)
    read = made()
    report.doubts.extend(read.doubts)
    report.scans.extend(read.scans)
    layout.add(read.content, number)


def frames(path: Path, watch: Watch) -> Iterator[Any]:
    """The pages of an image file as arrays, upright as the camera was held, and no finer than is useful."""
    images = import_module("PIL.Image")
    try:
        with images.open(path) as file:
            for index in range(min(getattr(file, "n_frames", 1), watch.limits.pages)):
                file.seek(index)
                if file.size[0] * file.size[1] > _PIXELS:
                    raise watch.refusal(f"图片超过 {_PIXELS // 1_000_000} 百万像素")
                yield _upright(file)
    except (OSError, ValueError, SyntaxError, EOFError, images.DecompressionBombError) as fault:
        raise watch.refusal("图片打不开（格式不认识，或文件已损坏）") from fault


def _upright(file: Any) -> Any:
    """One page as an array; of fine pictures so many dots are made one that none of the memory is wasted."""
    numpy = import_module("numpy")
    file.draft(None, [side // _finer(file) for side in file.size])  # a photograph is opened smaller
    upright = import_module("PIL.ImageOps").exif_transpose(file)
    plain = upright.convert("L" if upright.mode == "1" else "RGB")
    small = plain.reduce(_finer(plain)).convert("RGB")
    return numpy.ascontiguousarray(numpy.asarray(small)[:, :, ::-1])


def _finer(picture: Any) -> int:
    """How many times as many dots as are worth looking at stand side by side."""
    return max(1, int(max(picture.size)) // MOST)
