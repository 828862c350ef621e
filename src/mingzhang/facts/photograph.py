"""A photograph as evidence: when and where it was taken, as its file says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True)
class Photograph:
    """A photograph: its name, the SHA-256 of its file, when it was taken, and where, in which datum.

    What the file does not say is ``None``; a datum that it does not name is empty.

    >>> Photograph("1.jpg", "ab" * 32).placed
    False
    """

    name: str
    sha256: str
    taken: datetime | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    datum: str = ""

    @property
    def placed(self) -> bool:
        """Whether the file says where it was taken."""
        return self.latitude is not None and self.longitude is not None
