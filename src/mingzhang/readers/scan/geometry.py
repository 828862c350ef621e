"""How a picture becomes an upright page: its quarter turn, its perspective, its skew, its halves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from mingzhang.readers.scan.rulings import strokes

_SKEW = 3.0  # degrees that a scan may be turned
_PAPER = (0.25, 0.97)  # share of a picture that a sheet on a desk takes, at least and at most
_DARK = 0.5  # of the darkness of the page's rulings, at least, that its own have
_DRAWN = 0.8  # share of the head and the foot of a table that is seen
_EDGE = 25  # levels that paper is brighter than the desk beside it, at least
_FULL = 0.97  # share of a figure of four corners that a sheet or a table fills
_CROOKED = 0.002  # of the length of a side: corners nearer to a rectangle's need no correction
_JITTER = 3.0  # dots by which the ends of rulings differ on any page
_BENT = 0.12  # of the length of a side: corners farther from a rectangle's are no table's
_STROKE = 0.01  # of the longer side of a page that a ruling runs straight where the page is not yet square
_TWO_UP = 1.2  # times its height that a sheet of two upright pages is wide, at least
_GUTTER = 0.02  # share of the width that stays white between two pages, at least
_WHITE = 255
_AS_IT_IS = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)
_SMALLER = 4  # times: how far a page is shrunk to tell how bright its paper is


@dataclass(frozen=True)
class Warp:
    """How the dots of a picture become those of a page: a projection (rows of 3 × 3), and the page's size.

    ``left`` is where the page begins on its sheet, in dots.
    """

    matrix: tuple[float, ...]
    wide: int
    high: int
    left: int = 0

    def image(self, picture: Any) -> Any:
        """The page as an image, made from the picture in one step; a picture that lies as it should is it."""
        if self.matrix == _AS_IT_IS and picture.shape[:2] == (self.high, self.wide):
            return picture
        cv2 = import_module("cv2")
        paper = (_WHITE,) * 3
        return cv2.warpPerspective(
            picture, self._array, (self.wide, self.high), flags=cv2.INTER_LINEAR, borderValue=paper
        )

    def then(self, matrix: Any, wide: float, high: float, left: int = 0) -> Warp:
        """This way, and after it another."""
        made = matrix @ self._array
        return Warp(tuple(map(float, (made / made[2, 2]).ravel())), round(wide), round(high), left)

    def fitted(self, longest: int) -> Warp:
        """The page made smaller where its longer side has more dots than ``longest``."""
        scale = longest / max(self.wide, self.high)
        if scale >= 1:
            return self
        matrix = import_module("numpy").diag([scale, scale, 1.0])
        return self.then(matrix, self.wide * scale, self.high * scale, round(self.left * scale))

    @property
    def _array(self) -> Any:
        return import_module("numpy").array(self.matrix).reshape(3, 3)


def whole(picture: Any, longest: int) -> Warp:
    """A picture as it is, made smaller where its longer side has more dots than ``longest``."""
    high, wide = picture.shape[:2]
    return Warp(_AS_IT_IS, wide, high).fitted(longest)


def quarter(warp: Warp, turns: int) -> Warp:
    """A page turned by quarters, clockwise.

    >>> quarter(Warp((1, 0, 0, 0, 1, 0, 0, 0, 1), 30, 20), 0).wide
    30
    """
    numpy = import_module("numpy")
    for _ in range(turns % 4):
        turn = numpy.array([[0, -1, warp.high - 1], [1, 0, 0], [0, 0, 1]], float)
        warp = warp.then(turn, warp.high, warp.wide)
    return warp


def flattened(warp: Warp, picture: Any) -> Warp:
    """A sheet photographed on a darker desk, cut out and brought back to a rectangle."""
    cv2 = import_module("cv2")
    image = warp.image(picture)
    grey = cv2.GaussianBlur(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), (0, 0), 5)
    grey = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (31, 31)))
    light = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1]
    corners = _corners(light)
    if corners is None or not _PAPER[0] < cv2.contourArea(corners) / grey.size < _PAPER[1]:
        return warp
    if _step(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), corners) < _EDGE:
        return warp  # a shadow on the paper, and no end of it
    return _squared(warp, corners, corners.min(axis=0) * 0)


def _step(grey: Any, corners: Any) -> float:
    """How many levels brighter it is within four corners than without, right beside the edge."""
    cv2, numpy = import_module("cv2"), import_module("numpy")
    paper = numpy.zeros(grey.shape, numpy.uint8)
    cv2.fillConvexPoly(paper, corners.astype(numpy.int32), 1)
    near, far = (numpy.ones((size, size), numpy.uint8) for size in (9, 41))
    outside = (cv2.dilate(paper, far) - cv2.dilate(paper, near)) > 0
    inside = ((cv2.erode(paper, near) - cv2.erode(paper, far)) > 0) & (
        cv2.dilate(outside.astype(numpy.uint8), numpy.ones((61, 61), numpy.uint8)) > 0
    )
    if not (outside.any() and inside.any()):
        return 0.0
    return float(numpy.median(grey[inside])) - float(numpy.median(grey[outside]))


def squared(warp: Warp, picture: Any) -> Warp:
    """The page brought into the shape in which the frame of its largest table is a rectangle."""
    cv2, numpy = import_module("cv2"), import_module("numpy")
    grey = cv2.cvtColor(warp.image(picture), cv2.COLOR_BGR2GRAY)
    across, down = strokes(grey, round(_STROKE * max(grey.shape)))
    drawn = across | down
    dark = 255 - grey[drawn > 0]
    if dark.size:  # what shines through from another page is fainter
        drawn[grey > 255 - _DARK * float(numpy.percentile(dark, 90))] = 0
    lines = cv2.dilate(drawn, cv2.getStructuringElement(cv2.MORPH_RECT, (7, 7)))
    corners = _corners(lines)
    if corners is None or cv2.contourArea(corners) < 0.05 * grey.size or not _is_framed(lines, corners):
        return warp
    x, y, wide, high = cv2.boundingRect(corners)
    frame = numpy.array([[x, y], [x + wide, y], [x + wide, y + high], [x, y + high]], float)
    off = (numpy.abs(corners - frame) / (wide, high)).max()
    if not max(_CROOKED, _JITTER / min(wide, high)) < off < _BENT:
        return warp
    middle = numpy.float32([corners[[0, 3], 0].mean(), corners[[0, 1], 1].mean()])
    return _squared(warp, corners, middle, (warp.wide, warp.high))


def _is_framed(lines: Any, corners: Any) -> bool:
    """Whether rulings run from corner to corner along the head and the foot of a table."""
    numpy = import_module("numpy")
    steps = numpy.linspace(0, 1, 200)[:, None]
    for one, other in ((corners[0], corners[1]), (corners[3], corners[2])):
        x, y = (one + steps * (other - one)).round().astype(int).T
        high, wide = lines.shape
        if (lines[y.clip(0, high - 1), x.clip(0, wide - 1)] > 0).mean() < _DRAWN:
            return False
    return True


def _squared(
    warp: Warp,
    corners: Any,
    at: Any,
    size: tuple[int, int] | None = None,
) -> Warp:
    """The page in which four corners are those of a rectangle that begins at a spot."""
    cv2, numpy = import_module("cv2"), import_module("numpy")
    sides = numpy.linalg.norm(corners - numpy.roll(corners, -1, axis=0), axis=1)
    wide, high = (sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2
    aim = numpy.float32([[0, 0], [wide, 0], [wide, high], [0, high]]) + numpy.float32(at)
    turn = cv2.getPerspectiveTransform(numpy.float32(corners), aim)
    return warp.then(turn, *(size or (wide, high)))


def _corners(mask: Any) -> Any:
    """The four corners of the largest thing on a mask, from the upper left on; ``None`` of other shapes."""
    cv2, numpy = import_module("cv2"), import_module("numpy")
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    hull = cv2.convexHull(max(outlines, key=lambda one: cv2.contourArea(cv2.convexHull(one))))
    spots = hull[:, 0].astype(float)
    sums, differences = spots.sum(axis=1), spots[:, 0] - spots[:, 1]
    corners = numpy.float32(spots[[sums.argmin(), differences.argmax(), sums.argmax(), differences.argmin()]])
    filled = cv2.contourArea(corners) / max(1.0, cv2.contourArea(hull))
    return corners if filled > _FULL else None


def levelled(warp: Warp, picture: Any) -> Warp:
    """The page turned so that its lines run level: the turn at which rows are most unequal in ink."""
    cv2, numpy = import_module("cv2"), import_module("numpy")
    grey = cv2.cvtColor(warp.image(picture), cv2.COLOR_BGR2GRAY)
    angle = skew(grey)
    if not angle:
        return warp
    turn = cv2.getRotationMatrix2D((warp.wide / 2, warp.high / 2), angle, 1.0)
    return warp.then(numpy.vstack([turn, [0, 0, 1]]), warp.wide, warp.high)


def skew(grey: Any) -> float:
    """Degrees, against the clock, by which a page must be turned for its lines to run level."""
    cv2, numpy = import_module("cv2"), import_module("numpy")
    shrink = 800 / max(grey.shape)
    small = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA) if shrink < 1 else grey
    paper = cv2.GaussianBlur(small, (0, 0), 15)
    ink = (numpy.clip(paper.astype(int) - small - 12, 0, 80) * 3).astype(numpy.uint8)
    middle = (ink.shape[1] / 2, ink.shape[0] / 2)

    def unequal(angle: float) -> float:
        turn = cv2.getRotationMatrix2D(middle, angle, 1.0)
        turned = cv2.warpAffine(ink, turn, ink.shape[::-1])
        return float(numpy.var(turned.sum(axis=1, dtype=numpy.float64)))

    coarse = _best([step / 2 for step in range(round(-2 * _SKEW), round(2 * _SKEW) + 1)], unequal)
    angle = _best([coarse + step / 10 for step in range(-4, 5)], unequal)
    return angle if unequal(angle) > 1.02 * unequal(0.0) else 0.0


def _best(angles: list[float], unequal: Callable[[float], float]) -> float:
    return max(angles, key=unequal)


def halves(warp: Warp, picture: Any) -> list[Warp]:
    """The two pages of a sheet, left before right, where nothing crosses its middle; else the one page."""
    cv2, numpy = import_module("cv2"), import_module("numpy")
    if warp.wide < _TWO_UP * warp.high:
        return [warp]
    grey = cv2.cvtColor(warp.image(picture), cv2.COLOR_BGR2GRAY)
    small = cv2.resize(grey, None, fx=1 / _SMALLER, fy=1 / _SMALLER, interpolation=cv2.INTER_AREA)
    paper = cv2.resize(cv2.GaussianBlur(small, (0, 0), 25 / _SMALLER), grey.shape[::-1])
    dark = (cv2.subtract(paper, grey) > 25)[round(0.03 * warp.high) : round(0.97 * warp.high)]
    inked = dark.sum(axis=0) > 0.002 * warp.high
    first, last = round(0.42 * warp.wide), round(0.58 * warp.wide)
    if not (inked[: warp.wide // 4].any() and inked[-warp.wide // 4 :].any()):
        return [warp]
    runs = numpy.flatnonzero(numpy.diff(numpy.concatenate([[1], inked[first:last].astype(int), [1]])))
    gaps = [(b - a, a + first, b + first) for a, b in zip(runs[::2], runs[1::2], strict=False)]
    size, start, end = max(gaps, default=(0, 0, 0))
    inner = slice(int(start + size / 5), int(end - size / 5))
    across = strokes(grey, round(_STROKE * warp.wide))[0][:, inner]
    if size < _GUTTER * warp.wide or across.any():
        return [warp]
    middle = int(start + end) // 2
    moved = numpy.array([[1, 0, -middle], [0, 1, 0], [0, 0, 1]], float)
    return [
        Warp(warp.matrix, middle, warp.high),
        warp.then(moved, warp.wide - middle, warp.high, middle),
    ]
