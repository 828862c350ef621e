"""What an image shows besides its letters: colour, faintness, and ink that no letter accounts for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from importlib import import_module
from typing import Any

from mingzhang.facts.place import Box
from mingzhang.readers.scan.rulings import strokes

_COLOURED = 55  # of 255: channels that lie further apart than this make a colour
_SPOT = 12  # coloured dots that are no chance
_REACH = 1.2  # heights of a character around it in which colour makes it doubtful
_INK = 60  # levels of 255 that ink is darker than its paper
_WEAK = 0.35  # of the page's usual darkness: less is no ink of this page
_DARK = 0.75  # share of the lines that are not darker than the page's own
_FAINT, _FULL = 0.6, 0.8  # of that darkness: lines from another page, and of this
_BEHIND, _APART = 4, 3  # lines from another page, at least; times as many as lines that may be from either
_DARKEST = 12  # dots that say how dark the letters of a word are; the strokes of a 1 have no more
_TALL = (0.45, 1.7)  # heights of a letter that a blot which may be one has
_WIDE = 0.12  # of the height of a letter: a blot less wide is a piece of a line
_SOLID = 0.05  # of the square over the height of a letter that is black in it, at least
_STROKE = 0.3  # inches that a stroke runs straight at least to be a ruling, not part of a letter
_BORDER = 8  # dots from the edge of a box within which its rulings lie
_CELL = 16  # dots of the coarse raster on which the brightness of the paper is taken


class Ink:
    """The ink of one page: ``image`` is what letters are read from, coloured ink taken out of it.

    Boxes are in points, ``scale`` of which are a dot.
    ``cleared`` tells that ink of another page was taken out.
    """

    def __init__(self, image: Any) -> None:
        cv2, numpy = import_module("cv2"), import_module("numpy")
        self.scale, self.cleared = 1.0, False
        high, wide = image.shape[:2]
        channels = image.astype(numpy.float32)
        sample = channels[:: max(1, high // 300), :: max(1, wide // 300)].reshape(-1, 3)
        white = numpy.maximum(numpy.percentile(sample, 90, axis=0), 1)
        channels *= white.max() / white  # the lamp's colour is not the ink's
        blue, green, red = cv2.split(channels)  # one by one: reductions over three channels are slow
        light = cv2.max(cv2.max(blue, green), red)
        small = cv2.resize(
            light, (max(1, wide // _CELL), max(1, high // _CELL)), interpolation=cv2.INTER_AREA
        )
        small = cv2.GaussianBlur(cv2.dilate(small, numpy.ones((3, 3), numpy.uint8)), (0, 0), 2)
        paper = numpy.maximum(cv2.resize(small, (wide, high), interpolation=cv2.INTER_LINEAR), 20)
        scale = 255 / paper
        dark = cv2.min(cv2.min(blue, green), red)
        apart = ((light - dark) * scale > _COLOURED).astype(numpy.uint8)
        self.colour = cv2.morphologyEx(apart, cv2.MORPH_OPEN, numpy.ones((3, 3), numpy.uint8))
        self.image, grey = image, (blue + green + red) / 3
        if self.colour.any():
            near = cv2.dilate(self.colour, numpy.ones((7, 7), numpy.uint8)).astype(bool)
            self.image = image.copy()
            self.image[near] = numpy.minimum(light[near], 255)[:, None].astype(numpy.uint8)
            grey[near] = light[near]
        self.grey = numpy.clip(grey * scale, 0, 255).astype(numpy.uint8)  # of paper evenly white

    def clear(self, boxes: list[Box]) -> float:
        """Take out what shines through from another page, where lines of text stand in these boxes.

        There is such ink where some lines are much fainter than most and hardly any lie between.  It stays in
        ``grey``: what was taken out is not forgotten.  How dark such ink is at most; 0 where there is none.
        """
        shades = sorted(map(self.darkness, boxes))
        usual = shades[int(_DARK * (len(shades) - 1))] if shades else 0.0
        faint = sum(shade < _FAINT * usual for shade in shades)
        between = sum(shade < _FULL * usual for shade in shades) - faint
        if faint < _BEHIND or faint < _APART * between:
            return 0.0
        cv2, numpy = import_module("cv2"), import_module("numpy")
        own = (self.grey < 255 - _FAINT * usual).astype(numpy.uint8)
        self.image = self.image.copy()
        self.image[cv2.dilate(own, numpy.ones((5, 5), numpy.uint8)) == 0] = 255
        self.cleared = True
        return _FAINT * usual

    @cached_property
    def _coloured(self) -> Any:
        return import_module("cv2").integral(self.colour)

    def coloured(self, box: Box) -> bool:
        """Whether there is coloured ink on or near what stands in a box."""
        if not self.colour.any():
            return False
        reach = _REACH * (box[3] - box[1])
        x0, y0, x1, y1 = self._within((box[0] - reach, box[1] - reach, box[2] + reach, box[3] + reach))
        sums = self._coloured
        return bool(sums[y1, x1] - sums[y0, x1] - sums[y1, x0] + sums[y0, x0] > _SPOT)

    def darkness(self, box: Box) -> float:
        """How much darker than paper the letters in a box are, in levels."""
        x0, y0, x1, y1 = self._within(box)
        dots = self.grey[y0:y1, x0:x1].ravel()
        if dots.size <= _DARKEST:
            return 0.0
        return 255.0 - float(import_module("numpy").partition(dots, _DARKEST)[:_DARKEST].mean())

    def blots(self, letter: float, usual: float) -> list[Box]:
        """The boxes of what may be a letter ``letter`` points high, on a page of the ``usual`` darkness."""
        letter /= self.scale
        cv2, numpy = import_module("cv2"), import_module("numpy")
        dark = (self.grey < 255 - min(_INK, _WEAK * usual)).astype(numpy.uint8)
        across, down = strokes(self.grey, max(3, round(1.8 * letter)))
        lines = cv2.dilate(across | down, numpy.ones((5, 5), numpy.uint8))
        dark[lines > 0] = 0
        _, _, found, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
        low, most = _TALL[0] * letter, _TALL[1] * letter
        return [
            (x * self.scale, y * self.scale, (x + wide) * self.scale, (y + high) * self.scale)
            for x, y, wide, high, area in found[1:].tolist()
            if low <= high <= most and wide >= _WIDE * letter and area >= _SOLID * letter * letter
        ]

    def cut(self, box: Box) -> Any:
        """The grey dots in a box, the rulings along its edges painted white; a crease through it stays."""
        x0, y0, x1, y1 = self._within(box)
        grey, inner = self.grey[y0:y1, x0:x1].copy(), slice(_BORDER, -_BORDER)
        lines = self._lines[y0:y1, x0:x1].copy()
        lines[inner, inner] = False
        grey[lines] = 255
        return grey

    @cached_property
    def _lines(self) -> Any:
        cv2, numpy = import_module("cv2"), import_module("numpy")
        across, down = strokes(self.grey, max(3, round(_STROKE * 72 / self.scale)))
        return cv2.dilate(across | down, numpy.ones((5, 5), numpy.uint8)) > 0

    def _within(self, box: Box) -> tuple[int, int, int, int]:
        high, wide = self.grey.shape
        x0, y0, x1, y1 = (round(value / self.scale) for value in box)
        return max(0, x0), max(0, y0), min(wide, x1), min(high, y1)


def uncovered(blots: Iterable[Box], words: list[Box], slack: float) -> list[Box]:
    """The blots whose middle lies in none of the boxes of what was read, widened by ``slack`` dots.

    >>> uncovered([(0, 0, 4, 9), (50, 0, 54, 9)], [(0, 0, 20, 9)], 1)
    [(50, 0, 54, 9)]
    """
    return [blot for blot in blots if not any(_covers(word, blot, slack) for word in words)]


def _covers(word: Box, blot: Box, slack: float) -> bool:
    x, y = (blot[0] + blot[2]) / 2, (blot[1] + blot[3]) / 2
    return word[0] - slack <= x <= word[2] + slack and word[1] - slack <= y <= word[3] + slack
