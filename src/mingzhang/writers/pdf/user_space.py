"""From the upright pages that readers speak of back to the user space of a PDF."""

from __future__ import annotations

from typing import Any

from mingzhang.facts.place import Box

_LETTER = (0.0, 0.0, 612.0, 792.0)  # what a page without a size is taken for
# For 0…3 quarter turns: how a drawing with x to the right and y upwards is laid on the page.
_TURNED = ((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0))


class Frame:
    """The visible part of one page, whose text needs ``turn`` quarter turns clockwise to stand upright.

    ``width`` and ``height`` are those of the upright page, in points.

    >>> frame = Frame((0, 0, 595, 842), 0)
    >>> frame.user((72, 100, 172, 120))
    (72, 722, 172, 742)
    >>> Frame((0, 0, 595, 842), 1).width
    842
    """

    def __init__(self, visible: Box, turn: int) -> None:
        self._visible = visible
        self.turn = turn % 4
        wide, high = visible[2] - visible[0], visible[3] - visible[1]
        self.width, self.height = (high, wide) if self.turn % 2 else (wide, high)

    @property
    def matrix(self) -> tuple[int, int, int, int]:
        """The turn that makes a drawing stand as the page's text does."""
        return _TURNED[self.turn]

    def point(self, u: float, v: float) -> tuple[float, float]:
        """Where a point of the upright page, counted from its top left corner, stands in user space."""
        left, bottom, right, top = self._visible
        return ((left + u, top - v), (left + v, bottom + u), (right - u, bottom + v), (right - v, top - u))[
            self.turn
        ]

    def user(self, box: Box) -> Box:
        """A box of the upright page in user space: left, bottom, right, top."""
        (a, b), (c, d) = self.point(box[0], box[1]), self.point(box[2], box[3])
        return min(a, c), min(b, d), max(a, c), max(b, d)


def frame_of(page: Any, turn: int) -> Frame:
    """The frame of a page of an open PDF: its crop box as far as the media box goes."""
    media = _box(page, "mediabox") or _LETTER
    crop = _box(page, "cropbox") or media
    both = (
        max(media[0], crop[0]),
        max(media[1], crop[1]),
        min(media[2], crop[2]),
        min(media[3], crop[3]),
    )
    return Frame(both if both[0] < both[2] and both[1] < both[3] else media, turn)


def _box(page: Any, name: str) -> Box | None:
    try:
        a, b, c, d = map(float, getattr(page, name))
    except (AttributeError, TypeError, ValueError):
        return None
    found = (min(a, c), min(b, d), max(a, c), max(b, d))
    return found if found[0] < found[2] and found[1] < found[3] else None
