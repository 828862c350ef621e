"""Photographs: the time and place that the camera wrote; the picture itself is not looked at."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from mingzhang.facts.photograph import Photograph
from mingzhang.readers.limits import Limits, UnreadableError

_CAMERA, _GPS = 0x8769, 0x8825  # the parts of the data that a camera writes
_TAKEN, _CHANGED = 0x9003, 0x0132
_NORTH, _LATITUDE, _EAST, _LONGITUDE, _DATUM = 1, 2, 3, 4, 18
_SECONDS = (1, 60, 3600)


def read_photograph(path: Path, limits: Limits | None = None) -> Photograph:
    """What a photograph says of itself; raises :class:`~mingzhang.readers.limits.UnreadableError`."""
    from mingzhang.readers.child import apart

    return apart(_photograph, Path(path), limits or Limits())


def _photograph(path: Path, limits: Limits) -> Photograph:
    """The photograph of a file, read in this process."""
    from PIL import Image

    try:
        data = path.read_bytes()
        if len(data) > limits.file_bytes:
            raise UnreadableError(path, "照片太大")
        with Image.open(path) as picture:
            written = picture.getexif()
            camera, gps = dict(written.get_ifd(_CAMERA)), dict(written.get_ifd(_GPS))
            changed = written.get(_CHANGED)
    except UnreadableError:
        raise
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError) as fault:
        raise UnreadableError(path, "不是能读取的照片（JPEG、PNG、TIFF、WebP）") from fault
    latitude = _degrees(gps.get(_LATITUDE), gps.get(_NORTH), "NS", 90)
    longitude = _degrees(gps.get(_LONGITUDE), gps.get(_EAST), "EW", 180)
    placed = latitude is not None and longitude is not None and (latitude or longitude)
    return Photograph(
        path.name,
        hashlib.sha256(data).hexdigest(),
        _time(camera.get(_TAKEN) or changed),
        latitude if placed else None,
        longitude if placed else None,
        _words(gps),
    )


def _words(gps: Mapping[int, Any]) -> str:
    said = gps.get(_DATUM, "")
    return str(said).replace("\x00", "").strip()[:40]


def _time(said: Any) -> datetime | None:
    with suppress(ValueError, TypeError):
        return datetime.fromisoformat(str(said)[:19].replace(":", "-", 2))
    return None


def _degrees(said: Any, side: Any, sides: str, most: int) -> Decimal | None:
    """Degrees to six decimals out of degrees, minutes and seconds; ``None`` for what is on no globe.

    >>> _degrees((39, 54, 30), "N", "NS", 90), _degrees((0, 0, 0), None, "NS", 90)
    (Decimal('39.908333'), None)
    """
    if side not in tuple(sides) or said is None:
        return None
    try:
        parts = [Decimal(int(part.numerator)) / Decimal(int(part.denominator)) for part in said]
        value = sum((part / over for part, over in zip(parts, _SECONDS, strict=True)), Decimal(0))
    except (ArithmeticError, AttributeError, TypeError, ValueError):
        return None
    if not 0 <= value <= most:
        return None
    return (value if side == sides[0] else -value).quantize(Decimal("0.000001"))
