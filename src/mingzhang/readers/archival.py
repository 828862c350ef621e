"""Images of archives: what a file is, its pages one by one, and the copy of a page for use.

The image itself is never touched: the copy is turned upright, levelled, freed of black edges and brightened,
and what was recognised is handed over with its place on it.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from math import atan2, degrees
from pathlib import Path
from typing import Any

from mingzhang.facts.page_scan import PageScan
from mingzhang.readers.child import apart
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.pdf.lines import visual_lines
from mingzhang.readers.pdf.page import NotOpenedError, PdfPages
from mingzhang.readers.picture import frame, opened, too_large
from mingzhang.readers.scan.geometry import Warp
from mingzhang.readers.scan.page import DOTS, ScannedPage
from mingzhang.readers.watch import Watch

ENDINGS = (".tif", ".tiff", ".jpg", ".jpeg", ".jp2", ".png", ".pdf")
PIXELS = 300_000_000  # of a plan of A1 at 600 dots to an inch, which is read from a smaller picture
_LONGEST = 5_000  # dots of the longer side of a drawn page
_PDF = b"%PDF-"
_QUALITY = 82  # of the copy's JPEG
_EDGE = 0.06  # of a side that a scanner's black edge takes, at most
_BLACK = 70  # levels below which half of an edge's dots lie
_PAPER = 245  # level to which the paper of a copy is brightened
_BRIGHT = 250
_INK, _SPECKS = 90, 0.0004  # levels darker than paper; share of a blank page that may be so
_NAMES = {"MPO": "JPEG", "JPEG2000": "JPEG 2000"}
Mark = tuple[str, list[float], float, float]  # text, edges of its characters, baseline, size; in points


@dataclass(frozen=True)
class ImageFile:
    """What a file says of itself: format, dots of its first page, dots to an inch, how many pages."""

    format: str
    wide: int
    high: int
    dots: int | None
    pages: int


@dataclass(frozen=True)
class DecodedPage:
    """A page as an array of height × width × 3 bytes (blue first), and how many dots of it go to an inch."""

    image: Any
    dots: float | None


def tool() -> str:
    """What recognises, with its version.

    >>> tool()[:8]
    'rapidocr'
    """
    with suppress(PackageNotFoundError):
        return f"rapidocr {version('rapidocr')}"
    return "rapidocr"


def image_file(path: Path, limits: Limits) -> ImageFile:
    """What a file is, looked at apart; raises :class:`~mingzhang.readers.limits.UnreadableError`."""
    return apart(_image_file, path, limits)


def leaf(path: Path, index: int, limits: Limits) -> DecodedPage:
    """Page ``index`` (from 0) of a file, decoded apart; raises ``UnreadableError``."""
    return apart(partial(_leaf, index), path, limits)


def _image_file(path: Path, limits: Limits) -> ImageFile:
    if _is_pdf(path):
        return ImageFile("PDF", 0, 0, None, min(_counted(path), limits.pages))
    with _quietly(), opened(path, Watch(path, limits), PIXELS) as file:
        wide, high = file.size
        said = file.info.get("dpi")
        dots = round(float(said[0])) if said and float(said[0]) > 1 else None
        if wide * high > PIXELS:
            raise UnreadableError(path, f"{too_large(PIXELS)}（{wide}×{high}）")
        count = min(int(getattr(file, "n_frames", 1)), limits.pages)
        return ImageFile(_NAMES.get(file.format, file.format), wide, high, dots, count)


def _leaf(index: int, path: Path, limits: Limits) -> DecodedPage:
    if _is_pdf(path):
        return _drawn(index, path)
    found = _image_file(path, limits)
    with _quietly():
        image, finer = frame(path, index, Watch(path, limits), PIXELS)
    return DecodedPage(image, found.dots / finer if found.dots else None)


@contextmanager
def _quietly() -> Iterator[None]:
    """No warnings of torn tags and bombs: what cannot be read is told in a sentence."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _is_pdf(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(1024).lstrip()[:5] == _PDF
    except OSError as fault:
        raise UnreadableError(path, "文件打不开") from fault


def _drawn(index: int, path: Path) -> DecodedPage:
    """A page of a PDF as a picture."""
    with _pdf(path) as pages:
        dots = pages.dots(index, DOTS, _LONGEST)
        return DecodedPage(pages.image(index, dots), dots)


def _counted(path: Path) -> int:
    with _pdf(path) as pages:
        return len(pages)


@contextmanager
def _pdf(path: Path) -> Iterator[PdfPages]:
    """The pages of a PDF, and what goes wrong with it in one sentence."""
    try:
        pages = PdfPages(path.read_bytes())
    except NotOpenedError as fault:
        raise UnreadableError(path, "PDF 打不开（有密码，或文件已损坏）") from fault
    try:
        yield pages
    except RuntimeError as fault:  # what PDFium cannot draw
        raise UnreadableError(path, "PDF 的这一页画不出来，文件可能已损坏") from fault
    finally:
        pages.close()


@dataclass(frozen=True)
class LeafCopy:
    """A page for use: its JPEG, its size in points, what stands where, and what was done to it."""

    jpeg: bytes
    dots: tuple[int, int]
    wide: float
    high: float
    marks: list[Mark]
    text: str
    blank: bool
    turn: int
    skew: str
    edges: int


def leaf_copy(image: Any, read: ScannedPage) -> LeafCopy:
    """The copy of a page for use, from its image and what was recognised on it."""
    cv2 = import_module("cv2")
    clean, edges = without_edges(image)
    picture = brightened(_sheet(clean, read))
    lines = visual_lines(read.content.runs, 1)
    text = "\n".join(line.text for line in lines)
    marks: list[Mark] = [(one.text, list(one.xs), one.base, one.em) for one in read.content.runs]
    turn, skew = _lay(read.scans[0])
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    blank = not text.strip() and is_blank(picture)
    return LeafCopy(
        data.tobytes(),
        picture.shape[1::-1],
        read.content.width,
        read.content.height,
        marks,
        text,
        blank,
        turn,
        skew,
        edges,
    )


def _sheet(image: Any, read: ScannedPage) -> Any:
    """The page upright, or the two pages side by side, at the fineness of use."""
    numpy = import_module("numpy")
    parts = [_upright(image, scan) for scan in read.scans]
    if len(parts) == 1:
        return parts[0]
    high = max(part.shape[0] for part in parts)
    wide = sum(part.shape[1] for part in parts)
    sheet = numpy.full((high, wide, 3), 255, numpy.uint8)
    left = 0
    for part in parts:
        sheet[: part.shape[0], left : left + part.shape[1]] = part
        left += part.shape[1]
    return sheet


def _upright(image: Any, scan: PageScan) -> Any:
    """A page made from its picture at the fineness of use, never finer than the picture is."""
    numpy = import_module("numpy")
    warp = Warp(scan.matrix, scan.wide, scan.high)
    finest = 1 / max(1e-6, (scan.matrix[0] ** 2 + scan.matrix[3] ** 2) ** 0.5)
    factor = min(DOTS / 72 * scan.scale, max(1.0, finest))
    if abs(factor - 1) < 0.02:
        return warp.image(image)
    matrix = numpy.diag([factor, factor, 1.0])
    return warp.then(matrix, scan.wide * factor, scan.high * factor).image(image)


def _lay(scan: PageScan) -> tuple[int, str]:
    """Quarter turns and degrees by which a page was turned."""
    angle = degrees(atan2(scan.matrix[3], scan.matrix[0]))
    quarters = round(angle / 90)
    return quarters % 4, f"{angle - 90 * quarters + 0.0:.1f}"


def without_edges(image: Any) -> tuple[Any, int]:
    """An image whose black scanner edges are white, and how many rows and columns that were."""
    cv2, numpy = import_module("cv2"), import_module("numpy")
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    sizes = []
    for axis in (0, 1):
        most = round(_EDGE * grey.shape[axis])
        first, last = (grey[:most], grey[-most:]) if axis == 0 else (grey[:, :most], grey[:, -most:])
        sizes.append(_dark(numpy.median(first, axis=1 - axis)))
        sizes.append(_dark(numpy.median(last, axis=1 - axis)[::-1]))
    top, bottom, left, right = sizes
    if not any(sizes):
        return image, 0
    clean = image.copy()
    high, wide = grey.shape
    clean[:top], clean[high - bottom :], clean[:, :left], clean[:, wide - right :] = 255, 255, 255, 255
    return clean, sum(sizes)


def _dark(levels: Any) -> int:
    """How many levels from the edge on are black, and three dots of the border more; 0 where none ends."""
    light = import_module("numpy").flatnonzero(levels >= _BLACK)
    if not light.size or not light[0]:
        return 0
    return min(int(light[0]) + 3, len(levels))


def brightened(image: Any) -> Any:
    """An image whose paper is brought to white; one that is bright enough stays as it is."""
    numpy = import_module("numpy")
    sample = image[:: max(1, image.shape[0] // 300), :: max(1, image.shape[1] // 300)]
    paper = float(numpy.percentile(sample.max(axis=2), 75))
    if paper >= _PAPER or paper < 40:
        return image
    table = numpy.minimum(numpy.arange(256) * (_BRIGHT / paper), 255).astype(numpy.uint8)
    return table[image]


def is_blank(image: Any) -> bool:
    """Whether hardly anything on an image is darker than its paper; its margins do not count."""
    numpy = import_module("numpy")
    high, wide = image.shape[:2]
    inner = image[high // 25 : high - high // 25, wide // 25 : wide - wide // 25].mean(axis=2)
    paper = float(numpy.percentile(inner, 75))
    return float((inner < paper - _INK).mean()) < _SPECKS
