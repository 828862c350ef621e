"""Photographs and scanned images: one or more pages, read by optical character recognition."""

from __future__ import annotations

import hashlib
import struct
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
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
_TORN = (OSError, ValueError, SyntaxError, EOFError, TypeError, ArithmeticError, LookupError, struct.error)
_ORIENTATION = 0x0112  # how a camera was held, in Exif
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
    with opened(path, watch, _PIXELS) as file:
        for index in range(min(getattr(file, "n_frames", 1), watch.limits.pages)):
            yield _frame(file, index, watch, _PIXELS)[0]


def frame(path: Path, index: int, watch: Watch, most: int) -> tuple[Any, int]:
    """Page ``index`` (from 0) of a file of at most so many dots, and how many of its dots became one."""
    with opened(path, watch, most) as file:
        return _frame(file, index, watch, most)


@contextmanager
def opened(path: Path, watch: Watch, most: int) -> Iterator[Any]:
    """An image file, and what goes wrong with it in one sentence."""
    images = import_module("PIL.Image")
    try:
        with _roomy(images, most):
            file = images.open(path)
        with file:
            yield file
    except images.DecompressionBombError as fault:
        raise watch.refusal(too_large(most)) from fault
    except _TORN as fault:
        raise watch.refusal("图片打不开（格式不认识，或文件已损坏）") from fault


@contextmanager
def _roomy(images: Any, most: int) -> Iterator[None]:
    """Let the library open what has at most so many dots: it has a bound of its own."""
    before = images.MAX_IMAGE_PIXELS
    images.MAX_IMAGE_PIXELS = max(before, most)
    try:
        yield
    finally:
        images.MAX_IMAGE_PIXELS = before


def too_large(most: int) -> str:
    """Why a picture of more dots is not read.

    >>> too_large(120_000_000)
    '图片超过 120 百万像素'
    """
    return f"图片超过 {most // 1_000_000} 百万像素"


def _frame(file: Any, index: int, watch: Watch, most: int) -> tuple[Any, int]:
    file.seek(index)
    if file.size[0] * file.size[1] > most:
        raise watch.refusal(too_large(most))
    return _upright(file)


def _upright(file: Any) -> tuple[Any, int]:
    """One page as an array; of fine pictures so many dots are made one that none of the memory is wasted."""
    numpy = import_module("numpy")
    longest = max(file.size)
    file.draft(None, [side // _finer(file) for side in file.size])  # a photograph is opened smaller
    turned = file.getexif().get(_ORIENTATION, 1)
    small = _eight_bits(file).reduce(_finer(file))  # before it is turned: then there is only one of it
    small.getexif()[_ORIENTATION] = turned
    upright = import_module("PIL.ImageOps").exif_transpose(small).convert("RGB")
    return numpy.ascontiguousarray(numpy.asarray(upright)[:, :, ::-1]), round(longest / max(small.size))


def _eight_bits(file: Any) -> Any:
    """A picture of grey or of three colours; what has finer levels keeps the upper ones."""
    if file.mode in ("L", "RGB"):
        return file
    if not file.mode.startswith("I"):
        return file.convert("L" if file.mode == "1" else "RGB")
    numpy = import_module("numpy")
    levels = numpy.asarray(file)
    finer = max(0, int(levels.max()).bit_length() - 8)
    return import_module("PIL.Image").fromarray((levels >> finer).clip(0, 255).astype(numpy.uint8))


def _finer(picture: Any) -> int:
    """How many times as many dots as are worth looking at stand side by side."""
    return max(1, int(max(picture.size)) // MOST)
