"""A page that was recognised from a picture: how it lies in the picture, and why it may count as unread."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

WHOLE = "整页没有读懂："  # how the reason of a doubt begins that is about a whole page


@dataclass(frozen=True, slots=True)
class PageScan:
    """One page, or one of the two pages on a sheet.

    ``matrix`` takes the dots of the picture to those of the page (rows of 3 × 3), ``wide`` × ``high``
    large, ``scale`` points to a dot, and begins ``left`` points from the left edge of sheet ``page``.
    ``refused`` says why nothing on it is trusted (``""`` where it is), ``figures`` counts those read.

    >>> PageScan(1, (1.0, 0, 0, 0, 1.0, 0, 0, 0, 1.0), 1654, 2339, 0.36).dots((36.0, 0.0, 72.0, 3.6))
    (100.0, 0.0, 200.0, 10.0)
    """

    page: int
    matrix: tuple[float, ...]
    wide: int
    high: int
    scale: float
    left: float = 0.0
    refused: str = ""
    figures: int = 0
    file: str | None = None

    def dots(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """A box of the sheet, in points, in dots of this page."""
        x0, y0, x1, y1 = box
        return tuple(  # type: ignore[return-value]
            round(value / self.scale, 3) for value in (x0 - self.left, y0, x1 - self.left, y1)
        )

    def holds(self, box: tuple[float, float, float, float]) -> bool:
        """Whether the middle of a box of the sheet is on this page.

        >>> PageScan(1, (), 100, 100, 1.0, left=100.0).holds((10.0, 5.0, 20.0, 9.0))
        False
        """
        return self.left <= (box[0] + box[2]) / 2 < self.left + self.wide * self.scale

    def to_json(self) -> dict[str, Any]:
        """The page as plain data."""
        return asdict(self) | {"matrix": list(self.matrix)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> PageScan:
        """Inverse of :meth:`to_json`."""
        return cls(**data | {"matrix": tuple(data["matrix"])})
